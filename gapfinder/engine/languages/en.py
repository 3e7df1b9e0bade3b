"""English."""

import stopwordsiso

from .language import Addresses, Cues, Examples, Language, Mail, Names, Numbers, Titles
from .universal import TOWN

# Words of the list that are content at a help desk.
_CONTENT = """
    ad ads bill billed call calls computer fill find fire fix free full group groups
    home homepage info information keys line mail member members mobile move moved
    moving net new newer number numbers old older open opened opening order ordered
    orders page pages part parts place places problem problems room rooms site sites
    system test text turn turned tv web webpage website work worked working works young
"""

LANGUAGE = Language(
    code="en",
    aliases=(),
    stemmer="english",
    stop_words=frozenset(stopwordsiso.stopwords("en")) - {*_CONTENT.split()},
    small_talk="""
        hello hi hey there thanks thank you please regards kind best good morning
        afternoon evening ok okay yes yeah yep no nope great perfect sorry sure moment
        bye goodbye cheers name number speaking calling um uh er erm hmm well right fine
        lovely nice day
    """,
    needs="how|what|why|when|where|which|can i|can you|can't|cannot|could|couldn't|want"
    "|need|would like|won't|doesn't|don't|isn't|not working|stopped|problem|issue"
    "|trying|help|wondering|question|possible|wrong|lost|charged|unable",
    abbreviations="""
    acct addr approx appt apt ave avg blvd cf dept dr eg est ext ie incl jr max mr mrs
    ms mt prof ref rev sr st tel viz vs
    """,
    quotation_marks=("“", "”"),
    cues=Cues(
        reassurance=r"""
(?:can|could|would|will) (?:you|u|someone|somebody) (?:please |just |quickly )?(?:check
  |see|look) (?:if|whether|that) (?:it|my|the|this|everything|you|i)
just (?:want|wanted|wanting|need|needed|like|checking|making) … (?:sure|certain|check
  |confirm|know it|know that)
(?:be|feel|know for|make) (?:quite |absolutely |really |100 ?% |completely )?(?:sure
  |certain) (?:it|that|this|my|everything|you|nothing|i|we|the)
for peace of mind|put my mind at rest|double.?check(?:ing)?|just checking|only checking
(?:it|this|that|everything|they|all|whether|if|request|form|order|payment|change
  |transfer) (?:has |have |actually |really |all |did |'s )*(?:go|goes|gone|went|come
  |came|get|got) through
(?:has|have|did) (?:you|u|ye|they|it|this|that|my|the|our) … (?:get|got|receive|received
  |arrive|arrived|reach|reached|register|registered|come in|go through|gone through
  |got through|landed|been saved)\b
(?:you|u) (?:actually |really )?(?:(?:have|'ve|did) )?(?:got|get|received|receive
  |have) (?:it|them|my (?:form|mail|e-?mail|letter|parcel|documents?|application|notice
  |request))\b
(?:no|without|not had an?|not got an?
  |never got an?) (?:e-?mail |written )?(?:confirmation|receipt|acknowledgement)
(?:haven't|hasn't|have not|has not|didn't|did not|never|don't|nothing)… (?:confirmation
  |receipt|acknowledgement|heard back|(?:get|got|received|had|come
  |came) (?:an? |any |the )?(?:e-?mail|mail|text|reply|sms|letter|anything))
(?:is|are|has|was|were) (?:it|this|that|they|my|the|our|everything) … (?:registered
  |confirmed|saved|in order|in the system|on file|valid|booked in|gone in|in place
  |all right|recorded|logged|okay\?|ok\?|active now|processed|accepted)
(?:can|could|would) (?:you|u|someone|somebody|anyone) … (?:confirm|verify)\b
please … confirm|kindly confirm
confirm (?:that|whether|if|to me|it'?s|it is|receipt|you)
(?:is|are) (?:it|that|this|we|i
  |they) (?:now |really |actually |definitely |all )+(?:cancelled|canceled|closed
  |blocked|stopped|ended|done|sorted|set|covered|insured|booked|active|paid|registered
  |changed)
(?:if|whether) (?:it|that|this) (?:has |really |actually )*(?:took|taken|worked
  |registered|stuck|counted|been (?:received|registered|saved|recorded|done))
did (?:it|that|this|the \w+|my \w+) (?:really |actually )?(?:work|take|register|count)\b
(?:did|have|has) (?:i|we) … (?:right|correctly|properly|okay|wrong)\b
i(?:'m| am|'d be|) (?:just )?(?:worried|nervous|paranoid|anxious|afraid|scared)… (?:go
  |gone|went|lost|through|register|work|wrong|saved|arrive)
(?:want|like|need)(?:ed)? (?:to know|to hear|a sign|it in writing
  |it confirmed)… (?:have it|got it|have got|is in|arrived|went|gone|received|registered
  |safe)
""",
        prefers_person=r"""
(?:real|actual|human|live|living|proper|flesh.and.blood) (?:person|human|agent|being
  |people|man|woman|adviser|advisor|operator|colleague)
human(?: being)?\b|someone real|somebody real
(?:talk|speak|talking|speaking|chat) (?:directly )?(?:to
  |with) (?:an? |the |your |one of your |some |any |real |actual |live )*(?:agent|person
  |human|adviser|advisor|colleague|representative|rep|operator|somebody|someone|anybody
  |anyone|people|one of you|staff|voice)
(?:agent|operator|representative|adviser|advisor|customer service|person) (?:please|pls
  |plz|now)
(?:need|want|get me|give me|gimme) an? (?:agent|operator|person|representative|adviser
  |advisor|phone ?call|call)\b
put me through|(?:connect|transfer|pass|hand) me (?:to|with|over|on)
(?:call|ring|phone|telephone) me back|call.?back (?:please|request)
(?:can|could|please|want|like) … (?:call|ring|phone|telephone) (?:me|us|my)\b
with a (?:person|human)|finally a (?:voice|person|human)
(?:some(?:one|body)|one of you|any(?:one|body)) (?:to |could |can |please )*(?:call|ring
  |phone|telephone)\b
(?:telephone|phone|ring|call) me (?:up|please|on|at|tomorrow|today)
(?:not|no|hate|don't want|sick of|tired of|than|stop) … (?:ro)?bots?\b
(?:talk|type|write|speak|talking|typing|writing) (?:to
  |with) (?:an? |the |your )?(?:ro)?(?:bot|machine|computer)
(?:don't|dont|do not|won't|will not|hate|never|refuse to|not going to
  |rather not) (?:really |want to |even )?(?:trust|like|do|use|own|want|get on with
  |cope with|deal with|touch|press|send me|bother with) (?:\w+ ){0,3}(?:apps?|websites?
  |web ?pages?|computers?|the internet|links?|smart ?phones?|online (?:things?|stuff
  |forms?)|technology|forms)\b
(?:don't|do not|haven't|have not) (?:got |have |own )?(?:a |an |any )?(?:computer
  |clever phone|smart ?phone|internet at home)
(?:no|not (?:very |so |too |that |much )?) ?(?:good|use|clever|handy|great|comfortable
  |confident) (?:with|at|on) (?:these|this|those|such|that|computers?|technology|apps?
  |the internet|the computer|websites?|phones|all)
(?:some(?:one|body)|one of you|you|anyone|a person
  |a nice \w+) (?:to |just |please |could |can )*(?:do|sort|arrange|change|fix|set
  |handle|book|fill) (?:it|this|that|them|it all)(?: \w+)? for me
do it for me|do (?:this|that) for me
(?:stay|staying|remain|keep me|hold) on (?:the )?(?:line|phone|while|with me)
(?:walk|talk|take|guide) me (?:through|slowly)|tell me slowly
one (?:thing|step) at a time|(?:do|go through) it (?:together )?with me|sit with me
(?:rather|sooner|prefer to|prefer|like to|better|easier to
  |much easier) (?:just )?(?:talk|talking|speak|speaking|ring|ringing|call|calling|phone
  |phoning|have (?:a person|a human|somebody|someone|one of you)|hear)\b
prefer (?:a person|the phone|people|a human|a voice)
(?:nice|good|lovely|glad|relief|pleased) to (?:hear|talk to|speak to|get|reach
  |have) (?:a |an |some )?(?:real |actual |proper |human )*(?:person|human|voice
  |somebody|someone)
hear a voice
(?:is|are) (?:there )?(?:any(?:one|body)|some(?:one|body)|a person
  |a human) (?:real )?(?:there|behind)
eyes aren't|don't see (?:too|so|very) well
""",
        account=r"""
(?:been|got|get|is|are|gets|it's|its|seems|hangs?) (?:\w+ )?stuck\b
stuck (?:on|in|at|for|since|between)
(?:charged|billed|invoiced|paid|debited|deducted|withdrawn|taken|took
  |booked) (?:me |my \w+ |it |us |out )?(?:twice|double|two times|three times|again
  |too much)
double.?(?:charg|bill|pay|book|debit)\w*|overcharged
(?:charged|billed|invoiced|chased) … (?:although|though|even though|that i (?:never
  |didn't|already)|(?:i|we) (?:sent|returned|cancelled|canceled|never|didn't|don't|paid
  |already))
(?:i|we)(?:'ve| have)? (?:already |long since )?(?:paid|returned|cancelled|canceled|sent
  |posted|handed) … (?:but|yet|and (?:now|still)|still)\b … (?:bill\w*|charg\w*
  |invoice\w*|reminder|fee|fine|demand|collect\w*|owe|debt|not|nothing)
(?:wrong|incorrect|mistaken|someone else's|somebody else's|another (?:person|customer
  |man|woman)'s|other people's) (?:name|person|address|account|amount|customer|profile
  |invoice|bill|data|details|man|woman|e-?mail)\b
(?:merged|mixed|confused) (?:us |me |it |up |together )*(?:with|into|up)|mix-?up
(?:case|ticket|claim|complaint|reference|file|incident|dossier)(?: (?:no|number|id|ref
  |nr)\.?)?\s*[:#]?\s*(?:no\.? )?[a-z]{0,4}-?\d[\d-]{2,}
\b(?:my|our) (?:case|complaint|file)\b
(?:file|make|lodge|formal|want) (?:a |an |to )?(?:formal )?complain\w*
\bdisput(?:e|ed|ing) (?:the|this|that|my|a)|(?:was|were|been) (?:promised|assured)
(?:colleague|he|she|they|you|agent|adviser|somebody|someone|manager
  |\w+) (?:had |have |has )?(?:promised|assured|swore)\b
(?:never|nobody|no ?one|not) (?:ever )?(?:called|rang|phoned|got back|came back|followed
  |replied|answered|happened|showed|turned up|came)\b
(?:can|could|would|will) (?:you|u|someone|somebody|anyone|one of you|anybody|a person
  |a human)(?: please| with access| there| actually| at your end)* (?:look|check|see
  |find out|investigate|dig|tell me) … (?:into|what|why|where|my (?:account|case|order
  |profile|file|invoice)|happened|wrong|at your end|on your (?:side|end))
look(?:ed|ing)? (?:up |into )(?:what|my|it|this|the matter|why)|investigat\w+
what (?:on earth )?(?:has |have |is )?(?:happened|happening|gone wrong|going on|blocking
  |holding|stopped|stopping) (?:to|with|it|my|this|here)
what(?:'s| is) (?:wrong|the hold.?up|going on|happening|blocking|holding)
who(?:'s| is| has) (?:got |handling |dealing with |responsible )?(?:my|the
  |this)? ?(?:case|it now|claim)
(?:still|always|keeps) (?:says?|saying|shows?|stands?|stating|reads?|shown|listed
  |marked) (?:as )?(?:["'«“‘]\s*)?(?:pending|processing|waiting|in progress|under
  |awaiting|being|not|on hold|received|stuck|locked|blocked)
(?:says?|said|saying|message|error|reads?|status) … (?:contact|call) (?:customer|us
  |support|service|your)
(?:account|profile|card|number|login
  |access) (?:is |has been |was |got |been )+(?:blocked|locked|suspended|closed|disabled
  |frozen|flagged|restricted|deactivated)
(?:credited|refunded|refund|money back|compensat\w+) … (?:yet|still|never|not|weeks
  |waiting|where|promised)
(?:not|never|still no|no|where is my|waiting for (?:my|the|a)) … (?:refund(?:ed)?
  |credited|reimburse\w*|money back)
(?:on|at|from) your (?:end|side)|(?:your|you) (?:mistake|error|fault|own error)
(?:take|remove|correct|reverse|undo|delete|strike|cancel) (?:that|this|the|it) (?:line
  |charge|off|fee|amount|debt|on your|at your|entry)
never (?:ordered|signed|bought|agreed|been (?:a )?customer|asked for|authori[sz]ed)
didn't (?:order|sign|buy|agree|ask for|authori[sz]e) (?:it|this|that|any)
(?:said|says|told me|told that|was told) … (?:would|'d|will|should) (?:ring|call|phone
  |write|contact|get back|come|sort|fix|have)
(?:support|you|somebody|someone) (?:has|have|needs?) to (?:correct|fix|look|change
  |unlock|open|remove|undo)
can(?:'t|not) be (?:right|true)
(?:disappeared|vanished|missing|gone) (?:from|off|out of) (?:my|the) (?:account|profile
  |page|app|list|order)
""",
        asked_who=r"""
(?:customer|client|account|order|case|invoice|policy|booking)[- ]?(?:number|id
  |reference)
date of birth|postcode|zip code
(?:what(?:'s| is)|(?:may|could|can) i (?:have|get)|which) … (?:name|number|address
  |e-?mail)\b[^.?!]{0,20}\?
""",
        looked_up="""
let me (?:look|check|see)|i'?ll (?:look|check)|looking|checking|found it|i (?:can )?see
""",
        another_matter=r"""
(?:one|1) (?:more|other|last|final|further) (?:quick |small |little )?(?:thing|question
  |matter|request|help)
(?:(?<!in )(?<!to )(?<!asked )(?<!posted )another|a (?:second|further|separate
  |unrelated)) (?:quick |small |little )?(?:thing|question|matter)
my (?:second|next) (?:question|request|matter)|question (?:number )?(?:two|three|2|3)
on (?:another|a different|an unrelated) (?:note|matter|subject|topic)
while (?:i(?:'ve| have)?(?: got)? (?:you|u)|(?:i'm|we're|i am|we are|i'?ve got you
  |you're) (?:at it|here|on the (?:line|phone)|talking|speaking))\b
""",
        besides="""
also|by the way|btw|in addition(?! to)|additionally|besides|furthermore|plus(?=,)
""",
        several=r"""
(?:two|three|four|2|3|4|(?:a )?(?:couple|few)(?: of)?|several|some
  |multiple) (?:\w+ )?(?:questions|things|issues|problems|requests|matters)
""",
        asked="""
(?:can|could|would|will|may|shall|should) (?:you|u|i|we|someone|somebody|it)
(?:how|where|when|why|what|which|who) (?:do|does|did|can|could|would|will|should|is|are
  |am|to|much|many|long|often|about)
i(?:'d| would)? (?:also |still |really )*(?:like|love|want|wanted|wish|need|needed
  |require)
(?:wonder(?:ed|ing)?|want(?:ed)? to (?:ask|know)|tell me|let me know|help me)
please(?! (?:find|see|note|be|bear|do not|don't))
(?:is there|is it|any|are there) … (?:way|possible|chance|option)
""",
        anything_else=r"""
anything (?:else|more|further) (?:that )?(?:i|we|you(?:'d)? (?:need|like|want)|today
  |for you)\b
anything (?:else|more|further)\s*\?|(?:help|assist) … (?:anything|something|what) else
(?:any (?:other|more|further)|other|further) (?:questions?|issues?|concerns?|requests?
  |help|queries)\b[^.!?]{0,40}\?
(?:what|how) else (?:can|may|could) (?:i|we)
""",
    ),
    examples=Examples(
        reassurance="""
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
""",
        prefers_person="""
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
""",
        account="""
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
""",
        other="""
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
""",
    ),
    mail=Mail(
        forwarded=r"""
-{2,} ?(?:Forwarded message|Original message) ?-{2,}
Begin forwarded message:
""",
        wrote="wrote",
        subject_marks="re fw fwd",
        sent_with="sent (?:from|with|via)",
        my_device="my",
        phone_signatures="get outlook|download outlook",
        this="this|the",
        mail=r"message|e-?mail\w*",
        confidential="confidential|intended (?:only|solely)|privileged",
        disclaimer_titles="disclaimer|confidentiality notice",
        environment="environment",
        print_out=r"print\w*",
        farewells=r"""
(?:with )?(?:best|kind|warm)(?:est)? (?:regards|wishes)|regards
yours (?:sincerely|faithfully|truly)|sincerely
""",
        thanks="(?:many )?thanks(?: in advance)?|thank you|cheers|best|all the best",
    ),
    names=Names(
        introductions="my name is|my full name is|my first name is|my last name is"
        "|my name's|my full name's|my first name's|my last name's|the name is"
        "|you're speaking with|you're talking with|you're chatting with"
        "|you're speaking to|you're talking to|you're chatting to"
        "|you are speaking with|you are talking with|you are chatting with"
        "|you are speaking to|you are talking to|you are chatting to",
        said_first="is my name",
        calling_first="I'm calling|I am calling",
        openings="this is|i'm|i am",
        speaking="speaking|calling",
        after="and|from|here|i|calling|speaking",
        greetings="hi|hello|hey|yes|there|good (?:morning|afternoon|evening)",
        salutations="hi|hello|hey|dear|thanks|thank you",
        persons="mr|mrs|ms|miss|dr",
        titled=r"Mr\.?|Mrs\.?|Ms\.|Ms|Dr\.",
        present="here speaking",
        sign_offs="(?:with )?(?:kind(?:est)?|best|warm)? ?regards|best wishes|sincerely"
        "|yours (?:sincerely|faithfully)",
        sign_offs_of_thanks="(?:many )?thanks(?: in advance| again)?|thank you|cheers",
        hesitations="uh+m?|um+",
        ends="""
            and or but who i you he she it they this that the a an am is are was were
            have has had can could will would want need calling call speaking here from
            at on in to with for about not no yes hi hello thanks thank please wrong
            incorrect misspelled spelled spelt showing shown displayed missing also
            still already changed different being my your our his her their what how
            when where if so just there agent someone anyone support customer be by of
            as which set listed under because address email mail phone mobile account
            zip password username
        """,
        no_names="""
            team all everyone everybody folks guys friends sir madam madame sirs
            customer moderator moderators admin admins forum community help world
            service welcome best regards monday tuesday wednesday thursday friday
            saturday sunday january february march june july august september october
            november december english german dutch norwegian swedish danish french
            spanish italian american british yes no okay ok sorry sent any does did do
            why new after before since using there again god good happy great everything
            nothing something problem problems question
        """,
    ),
    numbers=Numbers(
        number_words="number",
        between="mine my is that was the uh uhm",
        national_id_labels="ssn",
        phone_labels="telephone mobile phone",
        customer_labels="customer account member membership subscriber",
        order_labels="order case ticket ref reference invoice booking confirmation"
        " tracking",
        calling_code=44,
        other_before="date version order code error channel build serial",
        units="pounds?|meters?|metres?|mins?|minutes|hours?|seconds?|days?|times|points?"
        "|of|or",
        spoken_ats="at",
        spoken_dots="dot",
        spoken_joints="underscore",
    ),
    addresses=Addresses(
        shapes=rf"""
(?<![\w.,:/-])[0-9]{{1,4}}[A-Za-z]?,?[ ](?:(?:[A-Z][\w'\u2019-]{{1,20}}+[ ]){{1,3}}?
  (?:Street|St\b|Road|Rd\b|Avenue|Ave\b|Lane|Drive|Close|Court|Gardens|Crescent|Terrace
  |Square|Grove|Mews)|(?!of|on|in|the|my|and|a|per|for|to|at|off|this|that|minutes?\b)
  [a-z]{{3,20}}[ ](?:street|road|avenue))(?![\w])
  (?:,?[ \n]?{TOWN})?(?:,?[ \n]?[A-Z]{{1,2}}[0-9][A-Z0-9]?[ ]?[0-9][A-Z]{{2}}\b)?
""",
    ),
    titles=Titles(
        fillers="erm|u+h+m*|um(?=,)|you know",
        my_name="my name|the name",
        this="this",
        is_="is",
        introductions=r"i['\u2019]m|i am",
        here="here",
        speaking="speaking|calling",
        from_where="from",
        and_="and",
        before_marks="at on to from in is",
        good="good",
        times_of_day="morning afternoon evening",
        hellos="hi|hey",
        openings=r"hello|there(?=\s*[,.!])|yes|yeah|ok|okay|well(?=[\s,])|so(?=[\s,])"
        r"|and|but|thanks|thank you|sorry|oh+|ah+|i(?=,\s)|(?:thank )?god(?=,)",
        dear="dear",
        subject_openings="follow(?:-| )?up|reminder|urgent|important|regarding"
        "|concerning|your (?:question|request|enquiry|inquiry|message)",
        regarding="regarding",
        asking=r"""
how(?!ever)|why
(?:what|where|which|when|who)(?:['\u2019]s| (?:is|are|was|do|does|did|can|will|should
  |happens|if))
""",
        verbs="is are am can could do does did will would should may have has",
        persons="i you we it there this my the",
        answers=r"yes|yeah|yep|ok|okay|oh|ah+|aha|haha\w*|lol|phew|wow|thanks|thx",
        if_words="if when",
        if_persons="he she it they",
        does_words="can could will does is has should",
        does_persons="he she they",
        leaning=r"also|because|then|after that|afterwards|therefore|that['\u2019]?s"
        r"|that|he|she|it|they|his|her|him|their|it['\u2019]?s|he['\u2019]?s|she['\u2019]?s"
        r"|they['\u2019]re|this|these|and|but|or",
        first_person=r"i|i['\u2019]\w+|im|we|we['\u2019]\w+|my",
    ),
    left_empty={
        "mail.attributions": "mail-parser-reply knows them",
        "mail.header_fields": "mail-parser-reply knows them",
        "mail.farewells_alone": "none of the farewells begins a sentence",
        "names.likely": 'all of them are `openings`: "I am" begins much else',
        "names.infixes": "names from elsewhere bring their own",
        "numbers.account_labels": "an account is a customer's, unless it is an IBAN",
        "numbers.national_id_words": "no plan with check digits is used with customers",
        "numbers.national_ids": "no plan with check digits is used with customers",
        "numbers.accounts": "a sort code and an account have no check digits",
        "addresses.endings": '"Street" is a word of its own',
        "addresses.capital_endings": '"Street" is a word of its own',
        "addresses.own_words": "the house number comes first: see `shapes`",
        "addresses.postcodes": "a part of `shapes`",
        "titles.i": '"I am" is an introduction as a whole',
        "titles.called": '"I am" is an introduction as a whole',
        "titles.subject_short": '"re" is a mark of an answer',
        "titles.exclamations": "all are among the answers",
    },
)
