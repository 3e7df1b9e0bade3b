"""What customers say in English who need no new content; see `prototypes`."""

REASSURANCE = """
I just want to make sure it went through.
Have you received my form? I did not get a confirmation.
I changed it on the website yesterday, is it registered on your side?
I cancelled last week and have not heard anything since, is it really done?
It said thank you, but no e-mail came. Did it work?
Could you confirm that you have got my documents?
I sent the parcel back on Monday, has it reached you?
Just checking that my booking is in order.
I reported my meter reading on your site last Thursday and it said thank you, but I
  have not had an e-mail. Have you got it?
I handed in the rental car keys in the box on Sunday. Nothing has come since, can you
  confirm that it is registered as returned?
Changed my seats in the app this morning, but the ticket still shows the old ones. Is
  the change saved or do I have to do it again?
I blocked my card last night after losing it. Is it really blocked now? I am so afraid
  somebody uses it.
I sent in the claim form with the photos two days ago. I just want to know that it has
  arrived, the deadline is tomorrow.
I paid the bill at the bank yesterday and would like to be certain that it reached you
  in time.
Signed the agreement with my electronic ID and the screen went white. Did it go
  through or not?
I renewed my season ticket online but nothing shows up yet. Have I done it right?
You should have had my papers by now, could you check that everything is complete?
"""

PREFERS_PERSON = """
I want to talk to a real person, not a robot.
Can you put me through to somebody?
I do not like websites and apps, can you do it for me over the phone?
I know it is on your website, but I would rather have somebody explain it to me.
Agent please
Could somebody call me back?
I am eighty years old and no good with computers, please stay on the line with me.
My grandson says it is all on the internet, but I do not have a computer and I do not
  want one. Can you not just do it for me while I am on the line?
I have seen the page about it but I find it confusing. I would like one of you to go
  through it with me step by step.
Please do not send me another link. I want a human being to tell me what to do.
human. not bot. human
I do not trust doing these things alone on a phone, I feel safer when somebody does it
  for me.
I prefer talking to people. Ring me on my landline in the afternoon.
I do not want to write about it here, have somebody phone me.
I do not want to tell a machine, give me one of your colleagues.
I am seventy-eight and have always done this with a person in the shop.
"""

ACCOUNT = """
Can you look into my case? Something is wrong with my account.
You charged me twice, I want my money back.
My order has been stuck on processing for two weeks.
I complained before but nobody followed up on my case.
I returned it a month ago and you still send me reminders to pay.
Somebody else's name is on my account and I cannot change it.
My account is blocked and it says I must contact you.
Your colleague promised to call me back yesterday and nobody did.
I have waited three weeks for my refund, what happened to it?
The technician never came and now the appointment is gone.
It is your mistake, please correct my bill.
There is money taken from my account that I know nothing about.
I cancelled the trip in March and was told I would get the money within ten days. It
  is May now and nothing has come. Reference 88213, please find out where it is.
My parcel has said out for delivery since Tuesday. The driver claims he was here but
  nobody rang. Where is it and who has signed for it?
My bill is for four thousand, but I live alone in one room and was away all month.
  That cannot be right, somebody has to look at it.
Your system has mixed me up with another customer of the same name, and now I get her
  letters and her bills.
I have been locked out since Friday. I have done everything the page says, it still
  tells me to contact you. Can somebody open it from your end?
The man who came to my house was rude and left the floor full of dirt. I want to
  complain to his manager.
I paid the invoice on the third and have the receipt, yet today I get a debt
  collection letter.
I talked to Kevin last week about my claim and he said he would ring. I want to know
  who is handling it now.
Two amounts of 249 were taken on the same day for the same order. I want one of them
  back.
The discount I was promised when I signed is not on the bill. Please put it right.
The points for my last purchase are missing from my account, please add them.
I am registered with the wrong date of birth and cannot correct it myself.
It has been waiting for approval for nine days. What is holding it up?
The seats we reserved were given to somebody else, and nobody can tell us why.
I ended the contract in August and you keep sending invoices. Please find out why and
  delete them.
We sat at home all day and nobody came, and in the app the appointment does not exist
  any more.
The medicine I ordered came broken and I have written to you three times without an
  answer.
I topped up a hundred and the balance is the same. The money has left my bank, where
  did it go?
"""

OTHER = """
Thanks for your help, have a nice day!
Sorry, I have dialled the wrong number.
We have a great offer for your company.
Hello? Is anybody there?
test test 123
I just wanted to say that your colleague was wonderful.
Is this the town hall?
Our agency can find new customers for you, when may we call?
oh sorry, I wanted the hospital, I must have pressed the wrong one. Bye
We are a leading supplier of office furniture and would like to present our new
  catalogue to your purchasing department.
Your driver was so kind to my mother yesterday, please tell him thank you from all of
  us.
ignore this, I am only trying if the chat works
(noise, nobody speaks)
"""
