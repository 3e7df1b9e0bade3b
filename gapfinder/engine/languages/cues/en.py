"""What customers and agents say in English, by the reason for contact; see `cues`."""

REASSURANCE = r"""
(?:can|could|would|will) (?:you|u|someone
  |somebody) (?:please |just |quickly )?(?:check|see|look) (?:if|whether|that) (?:it
  |my|the|this|everything|you|i)
just (?:want|wanted|wanting|need|needed|like|checking|making) … (?:sure|certain
  |check|confirm|know it|know that)
(?:be|feel|know for|make) (?:quite |absolutely |really |100 ?% |completely )?(?:sure
  |certain) (?:it|that|this|my|everything|you|nothing|i|we|the)
for peace of mind
put my mind at rest
double.?check(?:ing)?
just checking
only checking
(?:it|this|that|everything|they|all|whether|if|request|form|order|payment|change
  |transfer) (?:has |have |actually |really |all |did |'s )*(?:go|goes|gone|went
  |come|came|get|got) through
(?:has|have|did) (?:you|u|ye|they|it|this|that|my|the|our) … (?:get|got|receive
  |received|arrive|arrived|reach|reached|register|registered|come in|go through
  |gone through|got through|landed|been saved)\b
(?:you|u) (?:actually |really )?(?:(?:have|'ve|did) )?(?:got|get|received|receive
  |have) (?:it|them|my (?:form|mail|e-?mail|letter|parcel|documents?|application
  |notice|request))\b
(?:no|without|not had an?|not got an?
  |never got an?) (?:e-?mail |written )?(?:confirmation|receipt|acknowledgement)
(?:haven't|hasn't|have not|has not|didn't|did not|never|don't|nothing)
  … (?:confirmation|receipt|acknowledgement|heard back|(?:get|got|received|had|come
  |came) (?:an? |any |the )?(?:e-?mail|mail|text|reply|sms|letter|anything))
(?:is|are|has|was|were) (?:it|this|that|they|my|the|our|everything) … (?:registered
  |confirmed|saved|in order|in the system|on file|valid|booked in|gone in|in place
  |all right|recorded|logged|okay\?|ok\?|active now|processed|accepted)
(?:can|could|would) (?:you|u|someone|somebody|anyone) … (?:confirm|verify)\b
please … confirm
kindly confirm
confirm (?:that|whether|if|to me|it'?s|it is|receipt|you)
(?:is|are) (?:it|that|this|we|i
  |they) (?:now |really |actually |definitely |all )+(?:cancelled|canceled|closed
  |blocked|stopped|ended|done|sorted|set|covered|insured|booked|active|paid
  |registered|changed)
(?:if|whether) (?:it|that|this) (?:has |really |actually )*(?:took|taken|worked
  |registered|stuck|counted|been (?:received|registered|saved|recorded|done))
did (?:it|that|this|the \w+|my \w+) (?:really |actually )?(?:work|take|register
  |count)\b
(?:did|have|has) (?:i|we) … (?:right|correctly|properly|okay|wrong)\b
i(?:'m| am|'d be|) (?:just )?(?:worried|nervous|paranoid|anxious|afraid|scared)
  … (?:go|gone|went|lost|through|register|work|wrong|saved|arrive)
(?:want|like|need)(?:ed)? (?:to know|to hear|a sign|it in writing|it confirmed)
  … (?:have it|got it|have got|is in|arrived|went|gone|received|registered|safe)
"""

PREFERS_PERSON = r"""
(?:real|actual|human|live|living|proper|flesh.and.blood) (?:person|human|agent|being
  |people|man|woman|adviser|advisor|operator|colleague)
human(?: being)?\b
someone real
somebody real
(?:talk|speak|talking|speaking|chat) (?:directly )?(?:to
  |with) (?:an? |the |your |one of your |some |any |real |actual |live )*(?:agent
  |person|human|adviser|advisor|colleague|representative|rep|operator|somebody
  |someone|anybody|anyone|people|one of you|staff|voice)
(?:agent|operator|representative|adviser|advisor|customer service|person) (?:please
  |pls|plz|now)
(?:need|want|get me|give me|gimme) an? (?:agent|operator|person|representative
  |adviser|advisor|phone ?call|call)\b
put me through
(?:connect|transfer|pass|hand) me (?:to|with|over|on)
(?:call|ring|phone|telephone) me back
call.?back (?:please|request)
(?:can|could|please|want|like) … (?:call|ring|phone|telephone) (?:me|us|my)\b
with a (?:person|human)
finally a (?:voice|person|human)
(?:some(?:one|body)|one of you|any(?:one|body)) (?:to |could |can |please )*(?:call
  |ring|phone|telephone)\b
(?:telephone|phone|ring|call) me (?:up|please|on|at|tomorrow|today)
(?:not|no|hate|don't want|sick of|tired of|than|stop) … (?:ro)?bots?\b
(?:talk|type|write|speak|talking|typing|writing) (?:to
  |with) (?:an? |the |your )?(?:ro)?(?:bot|machine|computer)
(?:don't|dont|do not|won't|will not|hate|never|refuse to|not going to
  |rather not) (?:really |want to |even )?(?:trust|like|do|use|own|want|get on with
  |cope with|deal with|touch|press|send me|bother with) (?:\w+ ){0,3}(?:apps?
  |websites?|web ?pages?|computers?|the internet|links?|smart ?phones?
  |online (?:things?|stuff|forms?)|technology|forms)\b
(?:don't|do not|haven't|have not) (?:got |have |own )?(?:a |an |any )?(?:computer
  |clever phone|smart ?phone|internet at home)
(?:no|not (?:very |so |too |that |much )?) ?(?:good|use|clever|handy|great
  |comfortable|confident) (?:with|at|on) (?:these|this|those|such|that|computers?
  |technology|apps?|the internet|the computer|websites?|phones|all)
(?:some(?:one|body)|one of you|you|anyone|a person
  |a nice \w+) (?:to |just |please |could |can )*(?:do|sort|arrange|change|fix|set
  |handle|book|fill) (?:it|this|that|them|it all)(?: \w+)? for me
do it for me
do (?:this|that) for me
(?:stay|staying|remain|keep me|hold) on (?:the )?(?:line|phone|while|with me)
(?:walk|talk|take|guide) me (?:through|slowly)
tell me slowly
one (?:thing|step) at a time
(?:do|go through) it (?:together )?with me
sit with me
(?:rather|sooner|prefer to|prefer|like to|better|easier to
  |much easier) (?:just )?(?:talk|talking|speak|speaking|ring|ringing|call|calling
  |phone|phoning|have (?:a person|a human|somebody|someone|one of you)|hear)\b
prefer (?:a person|the phone|people|a human|a voice)
(?:nice|good|lovely|glad|relief|pleased) to (?:hear|talk to|speak to|get|reach
  |have) (?:a |an |some )?(?:real |actual |proper |human )*(?:person|human|voice
  |somebody|someone)
hear a voice
(?:is|are) (?:there )?(?:any(?:one|body)|some(?:one|body)|a person
  |a human) (?:real )?(?:there|behind)
eyes aren't
don't see (?:too|so|very) well
"""

ACCOUNT = r"""
(?:been|got|get|is|are|gets|it's|its|seems|hangs?) (?:\w+ )?stuck\b
stuck (?:on|in|at|for|since|between)
(?:charged|billed|invoiced|paid|debited|deducted|withdrawn|taken|took
  |booked) (?:me |my \w+ |it |us |out )?(?:twice|double|two times|three times|again
  |too much)
double.?(?:charg|bill|pay|book|debit)\w*
overcharged
(?:charged|billed|invoiced|chased) … (?:although|though|even though|that i (?:never
  |didn't|already)|(?:i|we) (?:sent|returned|cancelled|canceled|never|didn't|don't
  |paid|already))
(?:i|we)(?:'ve| have)? (?:already |long since )?(?:paid|returned|cancelled|canceled
  |sent|posted|handed) … (?:but|yet|and (?:now|still)|still)\b … (?:bill\w*|charg\w*
  |invoice\w*|reminder|fee|fine|demand|collect\w*|owe|debt|not|nothing)
(?:wrong|incorrect|mistaken|someone else's|somebody else's|another (?:person
  |customer|man|woman)'s|other people's) (?:name|person|address|account|amount
  |customer|profile|invoice|bill|data|details|man|woman|e-?mail)\b
(?:merged|mixed|confused) (?:us |me |it |up |together )*(?:with|into|up)
mix-?up
(?:case|ticket|claim|complaint|reference|file|incident|dossier)(?: (?:no|number|id
  |ref|nr)\.?)?\s*[:#]?\s*(?:no\.? )?[a-z]{0,4}-?\d[\d-]{2,}
\b(?:my|our) (?:case|complaint|file)\b
(?:file|make|lodge|formal|want) (?:a |an |to )?(?:formal )?complain\w*
\bdisput(?:e|ed|ing) (?:the|this|that|my|a)
(?:was|were|been) (?:promised|assured)
(?:colleague|he|she|they|you|agent|adviser|somebody|someone|manager
  |\w+) (?:had |have |has )?(?:promised|assured|swore)\b
(?:never|nobody|no ?one|not) (?:ever )?(?:called|rang|phoned|got back|came back
  |followed|replied|answered|happened|showed|turned up|came)\b
(?:can|could|would|will) (?:you|u|someone|somebody|anyone|one of you|anybody
  |a person|a human)(?: please| with access| there| actually| at your end)* (?:look
  |check|see|find out|investigate|dig|tell me) … (?:into|what|why|where
  |my (?:account|case|order|profile|file|invoice)|happened|wrong|at your end
  |on your (?:side|end))
look(?:ed|ing)? (?:up |into )(?:what|my|it|this|the matter|why)
investigat\w+
what (?:on earth )?(?:has |have |is )?(?:happened|happening|gone wrong|going on
  |blocking|holding|stopped|stopping) (?:to|with|it|my|this|here)
what(?:'s| is) (?:wrong|the hold.?up|going on|happening|blocking|holding)
who(?:'s| is| has) (?:got |handling |dealing with |responsible )?(?:my|the
  |this)? ?(?:case|it now|claim)
(?:still|always|keeps) (?:says?|saying|shows?|stands?|stating|reads?|shown|listed
  |marked) (?:as )?(?:["'«“‘]\s*)?(?:pending|processing|waiting|in progress|under
  |awaiting|being|not|on hold|received|stuck|locked|blocked)
(?:says?|said|saying|message|error|reads?|status) … (?:contact|call) (?:customer|us
  |support|service|your)
(?:account|profile|card|number|login
  |access) (?:is |has been |was |got |been )+(?:blocked|locked|suspended|closed
  |disabled|frozen|flagged|restricted|deactivated)
(?:credited|refunded|refund|money back|compensat\w+) … (?:yet|still|never|not|weeks
  |waiting|where|promised)
(?:not|never|still no|no|where is my|waiting for (?:my|the|a)) … (?:refund(?:ed)?
  |credited|reimburse\w*|money back)
(?:on|at|from) your (?:end|side)
(?:your|you) (?:mistake|error|fault|own error)
(?:take|remove|correct|reverse|undo|delete|strike|cancel) (?:that|this|the
  |it) (?:line|charge|off|fee|amount|debt|on your|at your|entry)
never (?:ordered|signed|bought|agreed|been (?:a )?customer|asked for|authori[sz]ed)
didn't (?:order|sign|buy|agree|ask for|authori[sz]e) (?:it|this|that|any)
(?:said|says|told me|told that|was told) … (?:would|'d|will|should) (?:ring|call
  |phone|write|contact|get back|come|sort|fix|have)
(?:support|you|somebody|someone) (?:has|have|needs?) to (?:correct|fix|look|change
  |unlock|open|remove|undo)
can(?:'t|not) be (?:right|true)
(?:disappeared|vanished|missing|gone) (?:from|off|out of) (?:my|the) (?:account
  |profile|page|app|list|order)
"""

ASKED_WHO = r"""
(?:customer|client|account|order|case|invoice|policy|booking)[- ]?(?:number|id
  |reference)
date of birth
postcode
zip code
(?:what(?:'s| is)|(?:may|could|can) i (?:have|get)|which) … (?:name|number|address
  |e-?mail)\b[^.?!]{0,20}\?
"""

LOOKED_UP = r"""
let me (?:look|check|see)
i'?ll (?:look|check)
looking
checking
found it
i (?:can )?see
"""

ANOTHER_MATTER = r"""
(?:one|1) (?:more|other|last|final|further) (?:quick |small |little )?(?:thing|question
  |matter|request|help)
(?:(?<!in )(?<!to )(?<!asked )(?<!posted )another|a (?:second|further|separate
  |unrelated)) (?:quick |small |little )?(?:thing|question|matter)
my (?:second|next) (?:question|request|matter)
question (?:number )?(?:two|three|2|3)
on (?:another|a different|an unrelated) (?:note|matter|subject|topic)
while (?:i(?:'ve| have)?(?: got)? (?:you|u)|(?:i'm|we're|i am|we are|i'?ve got you
  |you're) (?:at it|here|on the (?:line|phone)|talking|speaking))\b
"""

BESIDES = r"""
also
by the way
btw
in addition(?! to)
additionally
besides
furthermore
plus(?=,)
"""

SEVERAL = r"""
(?:two|three|four|2|3|4|(?:a )?(?:couple|few)(?: of)?|several|some|multiple) (?:\w+
   )?(?:questions|things|issues|problems|requests|matters)
"""

ASKED = r"""
(?:can|could|would|will|may|shall|should) (?:you|u|i|we|someone|somebody|it)
(?:how|where|when|why|what|which|who) (?:do|does|did|can|could|would|will|should|is|are
  |am|to|much|many|long|often|about)
i(?:'d| would)? (?:also |still |really )*(?:like|love|want|wanted|wish|need|needed
  |require)
(?:wonder(?:ed|ing)?|want(?:ed)? to (?:ask|know)|tell me|let me know|help me)
please(?! (?:find|see|note|be|bear|do not|don't))
(?:is there|is it|any|are there) … (?:way|possible|chance|option)
"""

ANYTHING_ELSE = r"""
anything (?:else|more|further) (?:that )?(?:i|we|you(?:'d)? (?:need|like
  |want)|today|for you)\b
anything (?:else|more|further)\s*\?
(?:help|assist) … (?:anything|something|what) else
(?:any (?:other|more|further)|other|further) (?:questions?|issues?|concerns?|requests?
  |help|queries)\b[^.!?]{0,40}\?
(?:what|how) else (?:can|may|could) (?:i|we)
"""
