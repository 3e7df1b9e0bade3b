"""Patterns of no particular language, and phrases of contacts without a need."""

# A capitalised word or two, as towns are written behind a street.
TOWN_WORD = r"[A-ZÅÄÖÆØ][^\W\d_]{1,25}+(?!\w)"
TOWN = rf"{TOWN_WORD}(?:[ -]{TOWN_WORD})?"

# Lower-case words inside of a name, from wherever it came.
INFIXES = "la le du del di da el bin"

# Capitalised words that are greeted or written about and are nobody's name.
NO_NAMES = """
    mozilla thunderbird windows mac linux android iphone google outlook gmail microsoft
    apple samsung
"""

OTHER = r"""
# wrong number, wrong window
(?:wrong|feil|fel|forkert|verkeerde?|falsche?n?) (?:number|form|company|one|button
  |nummer|skjema|firma|knapp|formulär|knap|formulier|bedrijf|knop|chat|venster
  |nummer gewählt|formular|firmaet|selskap|företag)
(?:ringt|ringet|ringde|tastet|slått|trykket|tryckt|gebeld|gedrukt|verwählt|dialled
  |dialed|rung|pressed) (?:\w+ )?(?:feil|fel|forkert|verkeerd|falsch|wrong)
verwählt
misdialled
verkeerd verbonden
fejlopkald
feilringing
felringning
(?:meant|ment|skulle|bedoeld|gemeint|was|var) (?:for|til|till|voor
  |für) (?:the |my |min |de |den )?(?:someone else|somebody else|noen andre
  |nån annan|någon annan|nogen andre|iemand anders|jemand anderen)
# trying it out
(?:just|only|bare|bara|kun|alleen|nur) (?:testing|a test|en test|tester|testar
  |tester(?:er)?|testen|even testen)
ignore (?:this|me|that)
(?:ser|testar|tester) (?:bare |bara )?om (?:chat|bot|den|det|siden)\w*
# praise and thanks alone
(?:just|only) (?:want|wanted|like|calling|writing) … (?:say (?:thank|how
  |that \w+ (?:was|were|is|are))|thank|praise|compliment)
(?:bare|bara|kun|lige) (?:\w+ ){0,2}(?:si (?:takk|tusen|hvor|at)|takke|rose|skryte
  |säga (?:tack|att|hur)|tacka|berömma|sige (?:tak|at|hvor))
(?:alleen|even|nur) (?:\w+ ){0,2}(?:zeggen (?:dat|hoe)|bedanken|complimenteren
  |sagen,? (?:dass|wie)|danken|loben)
compliment(?:en|s)?\b
kompliment
ros til
beröm till
hulde
petje af
(?:keep|fortsett|fortsätt) (?:it )?up
well done
hats off
shout.?out
skryt
honnør
eloge
stor ros
pluim
# selling
\bseo\b
page (?:1|one|2|3) (?:of|for)
vrijblijvend
uforpliktende
oförpliktande
förutsättningslöst
uforpligtende
unverbindlich
no.obligation
dear (?:sir|madam|sir/madam) … (?:website|web site|webshop)
(?:more|flere|fler|meer|mehr) (?:visitors|leads|traffic|customers|besøkende|besökare
  |bezoekers|kunder til)
price ?list
quotation
backlink\w*
digital marketing
web ?(?:design|development) (?:services|company)
guest post\w*
sponsored (?:post|article)
dear (?:business owner|webmaster|site owner|website owner|owner)
(?:attractive|great|special|exclusive) offer (?:for|to) your
(?:tilbud|erbjudande|aanbod|aanbieding|angebot) (?:til|till|aan|voor|för
  |für) (?:deres|din|er|ert|jeres|uw|jullie|ihr\w*) (?:bedrift|firma|företag
  |virksomhed|bedrijf|organisatie|unternehmen)
(?:we|vi|wij|wir) (?:are|er|är|zijn|sind|offer|provide|supply|tilbyr|erbjuder
  |leverer|levererar|tilbyder|bieden|leveren|bieten|hjelper|hjälper|hjælper|helpen)
  … (?:companies|businesses|bedrifter|företag|virksomheder|bedrijven|unternehmen
  |agency|byrå|bureau|agentur|leverandør|leverantör|leverancier|solutions|løsninger
  |lösningar|oplossingen|services to)
(?:casino|viagra|(?:crypto|bitcoin) (?:investment|profit\w*|trading)|forex|lottery
  |lotteri|inheritance|million (?:dollar|usd|euro)|investment opportunity|loan offer
  |betting|escort|replica|pills)\b
(?:partnership|collaborat\w+|samarbeid\w*|samarbete\w*|samarbejde\w*|samenwerking
  |zusammenarbeit|kooperation) (?:with|med|met|mit|opportunity|proposal|forslag
  |förslag|voorstel)
(?:book|schedule|avtale|boka|inplannen) (?:a |et |ett |een )?(?:demo|short call
  |meeting|møte|möte)
# nobody there
^\W*\((?:background|noise|static|silence|music|støy|bakgrunnsstøy|stillhet|sorl|brus
  |tystnad|ruis|stilte|muziek|radio|rauschen)\b
(?:newsletter|nyhetsbrev|nyhedsbrev|nieuwsbrief) … (?:sponsor\w*|advert\w*)
(?:job|jobb|internship|praktik\w*|stage|stilling) … (?:application|søknad|ansökan
  |ansøgning|sollicit\w*|bewerbung)
(?:school|skole|skol\w*) (?:project|prosjekt|projekt|oppgave|uppgift)
"""

NONSENSE = r"""
\w*(?:asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwer|wert[yz]|zxcv|xcvb)\w*(?: \w+)?
[^\W\daeiouyæøåäöü]{5,}(?: \w+)?
(?:test(?:ing|e[nr]?|ar)?|hello|hei|hej|hallo|hallå|hoi|\d+)(?:\W+(?:test|\d+))*
"""
