"""What customers and agents say in Norwegian, by the reason for contact; see `cues`."""

REASSURANCE = r"""
(?:kan|kunne) (?:dere|du|noen|de) (?:\w+ )?(?:sjekke|se
  |kontrollere) (?:etter )?(?:om|at)
(?:bare|være|er|bli|helt|føle meg) (?:helt |\w+ )?(?:sikker|sikre|trygg) på (?:at|om)
(?:ville|vil|vill|skulle|må|ønsker|ønsket) (?:egentlig |gjerne )?(?:bare|kun)
  … (?:sjekke|være sikker|forsikre|høre om|vite (?:at|om)|ha bekreft\w*|kontrollere)
bare … (?:sjekke|sikker|forsikre meg|vite at|dobbeltsjekke)
dobbeltsjekke\w*
for sikkerhets skyld
forsikre meg om
(?:gikk|gått|gå|går|kom|kommet
  |kommer) (?:det |den |alt |dette |ting |virkelig |faktisk )?(?:ordentlig
   |skikkelig |riktig )?(?:i ?gjennom
  |inn (?:hos|til)|fram|frem)
(?:har|fikk|ha) (?:dere|de|du|dokker|dåkke|man) … (?:fått|mottatt|registrert
  |tatt imot|sett|inne)
(?:ikke|ikkje|itj|aldri|ingen|uten|intet|noen) … (?:bekreftelse\w*|kvittering\w*
  |(?:fått|kom|kommet|mottatt|fikk|hørt) (?:noe|noen|en|et|ingen
  |tilbake)(?: (?:e-?post|mail|sms|svar|melding|brev))?)\b
(?:er|ble|blei|blir|e|har) (?:det|den|alt|dette|dem|de|jeg|vi|min|mitt|mine|\w+en
  |\w+et|\w+a) … (?:registrert|lagret|bekreftet|mottatt|i orden|på plass|gyldig
  |godkjent|kommet inn|lagt inn|meldt|meldt inn|avsluttet|sperret|bestilt)\b
(?:kan|kunne) (?:dere|du|noen|de) … bekrefte
bekreft (?:gjerne|at|dette|om)
bekrefte (?:at|for|om|på|dette|mottak)
(?:ligger|står) (?:den|det|alt|dette|ting|jeg|vi) … (?:inne|riktig|registrert
  |i systemet|hos dere)
gjorde? (?:jeg|vi) … (?:riktig|rett|feil)\b
(?:har|ha) (?:jeg|vi) … gjort … (?:riktig|rett|feil)\b
(?:redd|bekymret|stressa|nervøs|usikker|urolig|engstelig) … (?:gikk|gått|ikke|om|har
  |fram|gjennom)
lurer (?:litt |bare |på )*(?:på )?om … (?:gikk|gått|registrert|kommet|mottatt|fått
  |inne|i orden|faktisk)
"""

PREFERS_PERSON = r"""
(?:et|ekte|ordentlig|levende|virkelig|skikkelig|riktig
  |med) (?:ekte |levende |ordentlig |virkelig )?(?:menneske|person)\b
menneske(?: takk| nå| på)
kjøtt og blod
ekte (?:folk|mennesker?)
(?:snakke|prate|tale|snakk|chatte) (?:direkte )?(?:med|til) (?:et |en |ei |noen
  |nokon|folk|dere|deg)\b(?: \w+)?
kundebehandler\w*
saksbehandler (?:takk|nå)
rådgiver (?:takk|nå)
(?:vil ha|gi meg|trenger) (?:en |et |ei |noen )(?:person|menneske|rådgiver
  |kundebehandler|agent|i telefonen|å snakke med|å prate med)
sett(?:e|er)? meg (?:bare )?over
kobl(?:e|er)? meg
ring(?:e)? (?:meg|oss) (?:opp|tilbake)
^\W*ring meg
(?:kan|kunne|vil) … ringe (?:meg|oss|mor|far)
(?:bli|bør) (?:ringt|oppringt)
ring tilbake
(?:noen|noken|nokon|en av dere|dere|du) (?:som )?(?:kan |kunne )?ringe?\b
(?:ikke|ikkje|itj|slippe?|lei av|hater|ingen|enn|orker) … (?:ro)?bot(?:en|er|ar)?\b
(?:skrive|snakke|prate|chatte) (?:med|til) (?:en |ein )?(?:ro)?(?:bot|maskin
  |datamaskin)
(?:liker|bruker|vil|tør|orker|gidder|stoler|skjønner meg|forstår meg|trykker|driver
  |klarer|glad i|trives) (?:jeg )?(?:ikke|ikkje|itj) … (?:app\w*|nettside\w*|sider
  |internett|data\w*|lenke\w*|skjema\w*|smarttelefon|på nett|nettet|sånt alene
  |teknikk|teknologi)\b
(?:appen?|nettside\w*|skjema\w*) (?:\w+ )?vil (?:jeg|eg|æ) ikke
(?:slippe?|hater|nekter) … (?:app\w*|nettside\w*|lenke\w*|skjema\w*|data\w*)
har (?:jeg )?(?:ikke|ingen) (?:datamaskin|pc|smarttelefon|app|nettbank)
(?:ikke|ikkje|itj) … (?:flink|god|noe god|stødig|vant|noe for meg|min greie|lære meg
  |fortrolig|komfortabel) … (?:data|teknikk|sånt|sånn|slikt|dette|telefon\w*|app\w*
  |nett\w*)?
(?:kan|kunne|vil at|at) (?:ikke )?(?:du|dere|noen
  |en av dere) (?:bare |heller |ikke )?(?:gjøre|gjør|ordne|ordner|fikse|fikser|ta
  |tar|endre|bytte|flytte|legge inn|hjelpe meg gjennom) (?:det|dette|den|alt)
  … (?:for meg|for oss|for mor|for ham|for henne|med meg)
gjør det for meg
gjøre det for meg
(?:bli|blir|bli med|være|er) (?:\w+ )?(?:på|i) (?:linja|linjen|tråden|telefonen|røret)
bli med meg
sammen med meg
sitte på telefonen
gjøre det med meg
(?:ta|går?) (?:meg )?gjennom det med
steg for steg
ett? (?:og ett? )?(?:steg|ting) (?:av|om) gangen
i (?:mitt|sitt|hennes|hans) tempo
alene med dette
(?:helst|heller|liker (?:best|bedre) å|foretrekker|liker å
  |best) (?:vil |å |bare )*(?:snakke|prate|ringe|ha (?:et|en|noen)|høre|snakk
  |ta det på telefon)
på telefon\w* i ?stede[tn]?
over telefon
(?:godt|deilig|fint|bra) (?:å|at) (?:høre|snakke|få|det er|endelig) … (?:menneske
  |stemme|folk|person)
gammeldags
ser (?:så )?dårlig
svaksynt
blind\b
dysleksi
er det (?:noen|nokon|folk|et menneske) (?:\w+ )?(?:der|bak|her)
"""

ACCOUNT = r"""
(?:henger|hengt|hengte|satt|sitter|sitte|kjørt|stoppet|stått|stoppa|låst
  |hang) (?:seg )?(?:helt )?(?:fast|opp|stille)\b
står (?:\w+ )?(?:fast|stille)
(?:har )?stått (?:\w+ )?(?:på|som) [«"'”]
(?:trukket|trekt|betalt|fakturert|belastet|debitert|tatt|krevd) (?:meg |\w+ )?(?:to
  |tre|2|3) ganger
(?:trukket|belastet|fakturert) (?:for mye|dobbelt|feil)
dobbel(?:t|e)? (?:trekk|betal\w*|faktur\w*|belast\w*|trukket|book\w*)
(?:to|2) ganger
(?:har|jeg|vi) (?:allerede |jo |for lengst )?(?:betalt|betalte|sendt|returnert
  |levert|avsluttet|sagt opp|sa opp) … (?:men|likevel|og (?:nå|så)|fremdeles
  |fortsatt|enda) … (?:faktur\w*|purring\w*|inkasso|gebyr|krav|regning\w*|trekk\w*
  |ikke|ingenting)
(?:feil|annen|andres|noen andres) (?:navn|person|adresse|konto|beløp|kunde|profil
  |faktura|sum|e-?post|pris)\b
forveksl\w+
blandet (?:sammen|meg)
(?:slått|koblet) sammen
(?:sak|saks?nummer|saken|ref(?:eranse)?|klage|skade(?:sak|nummer)?)\.?\s*(?:nr\.?
  |nummer|id)?\s*[:#]?\s*[a-zæøå]{0,4}-?\d[\d-]{2,}
saken? (?:min|vår|mi)
(?:min|vår) sak
klage (?:på (?:en|dere|behandling\w*|medarbeider\w*|selger\w*)|inn)
bestrid\w*
(?:lovet|lova|lovte|lovde|garanterte|sa (?:at )?(?:dere|han|hun|de) (?:skulle|ville))
(?:fikk|fått) (?:beskjed|lovnad|løfte|vite) (?:om )?(?:at|om)
(?:ingen|ikke noen|aldri) … (?:ring(?:te|t)|svar(?:te|t)|kom|fulgt opp|gjort noe
  |møtte|dukket|hørt fra)
(?:kan|kunne|må|vil) (?:du|dere|noen|en av dere|de)(?: med tilgang| der| hos dere
  | faktisk| hos dokker
  | heller)* (?:gå inn og |inn og |gå inn |ta en titt |undersøke |finne ut |sjekke
   |se |kikke |rette |ordne |rydde ){1,2}… (?:hva
  |hvorfor|hvor|på (?:saken|kontoen|ordren|profilen|bestillingen|min|mitt)|opp i
  |hos dere|inne|feil|skjedd|stoppet|det hos)
undersøk\w*
hva (?:har |er |i all verden )?(?:skjedd|galt|som (?:skjer|har skjedd|stopper
  |er feil|er galt))
hvem (?:har|håndterer|sitter med|behandler) (?:saken|saka|min)
se (?:nærmere )?på (?:saken|kontoen|ordren|profilen)
rette (?:det|dette|opp|feilen)
(?:står|viser|sier|stod|sto) (?:det |den |ordren |bestillingen |saken )?(?:fortsatt
  |fremdeles|ennå|framleis)\b
«[^»]{0,30}(?:behandl\w*|avvent\w*|venter|pågår|sperret|ukjent|allerede
  |kontakt)[^»]{0,30}»
under behandling
kontakt kundeservice
kontakte kundeservice
(?:konto(?:en)?|profil(?:en)?|nummer(?:et)?|kort(?:et)?|brukeren|innlogging\w*)
   (?:min |mi |mitt )?(?:er
  |ble|blitt|står|har blitt) (?:\w+ )?(?:sperret|låst|stengt|deaktivert|suspendert
  |blokkert|frosset|borte|slettet)
(?:refus\w+|refundert|pengene|kredit\w+|tilbakebetal\w*|erstatning\w*|utbetal\w*)
  … (?:ikke|ennå|fortsatt|uker|venter|lovet|tilbake|hvor)
(?:ikke|aldri|venter på|mangler|hvor er|hvor blir) … (?:refusjon\w*|pengene
  |kreditert|tilbakebetaling\w*|utbetaling\w*)
pengene (?:mine )?tilbake
(?:hos|fra|på) (?:dere|deres) (?:side|må|som|har)
(?:deres|dere) (?:feil|egen feil|sin feil)
dere må (?:rette|fikse|ordne|slette|fjerne|rydde|finne)
aldri (?:bestilt|signert|kjøpt|bedt om|vært kunde|mottatt|hatt|godkjent|fått noe)
(?:ikke|aldri) (?:jeg )?(?:bestilte|bestilt|bedt om)
(?:kan ikke|kan jo ikke|umulig) (?:være )?(?:stemme|riktig|rett)
feltene er grå
(?:forsvunnet|borte|forsvant) (?:fra|på)
"""

ASKED_WHO = r"""
(?:kunde|ordre|konto|sak|faktura|bestillings|avtale|polise)[- ]?(?:nummer\w*|nr)
fødselsdato\w*
fødselsnummer\w*
født
(?:får|kan) jeg … (?:navn\w*|nummer\w*|adress\w*|e-?post\w*
  |bestilling\w*)\b[^.?!]{0,20}\?
(?:hva (?:er|heter)|hvilken|hvilket) … (?:navn\w*|nummer\w*|adress\w*|e-?post\w*
  |bestilling\w*|ordre\w*)\b[^.?!]{0,20}\?
"""

LOOKED_UP = r"""
(?:jeg|vi) ser
ser jeg
skal vi se
sjekker
undersøker
"""

ANOTHER_MATTER = r"""
(?:en|én|ei|éi|ein) (?:annen |anna |liten |lita |siste )?(?:ting|sak) til
(?:enda|ennå|nok) (?:en|én|ei|et|ett|eit) (?:ting|sak|spørsmål)
(?:et|ett|eit|eitt) (?:lite |annet |anna |kjapt |siste )?spørsmål til
(?:et|eit) (?:annet|anna) spørsmål
(?:en|ei) (?:annen|anna) (?:ting|sak)
(?:det )?andre spørsmål(?:et)?(?: mitt)?
spørsmål (?:nummer )?(?:to|tre|2|3)
(?:når|mens) (?:jeg|eg|vi) (?:først |nå |likevel )*(?:har (?:deg|dere|dykk)(?: på
  |\b)|snakker med|er (?:her|i gang))
noe (?:helt )?annet (?:jeg|vi) (?:lurer|lurte|ville)
(?:vil|ville|må) (?:jeg )?(?:også )?benytte (?:anledningen|sjansen)
"""

BESIDES = r"""
også
dessuten
i tillegg(?! til)
forresten
for øvrig
i samme slengen
og så (?:lurer|lurte|vil|ville|trenger|ønsker)
"""

SEVERAL = r"""
(?:to|tre|fire|2|3|4|noen|flere|et par) (?:\w+ )?(?:spørsmål|ting|saker|problemer)
"""

ASKED = r"""
(?:kan|kunne|vil) (?:du|dere|noen)
(?:hvordan|hvorfor|hvilke[nt]?|korleis|kvifor)
hvor (?:mye|mange|lenge|lang|finner|får|kan|ofte|stor)
(?:hva|ka) (?:koster|er|gjør|skjer|må|skal|kan)
når (?:kommer|får|er|blir|kan|må|skal|åpner|starter)
(?:lurer|lurte) (?:jeg |vi |også |litt |bare )*på
(?:jeg|eg|vi) (?:også )?(?:vil|ville|ønsker|trenger|treng|skulle gjerne)
(?:vil|ville|ønsker|trenger) (?:jeg|eg|vi)
skulle (?:jeg|eg|vi) (?:gjerne|også)
går det an
(?:er|er det|var det) mulig
(?:fint|bra|flott) (?:om|hvis)
(?:hjelp|hjelpe|si) (?:meg|oss)
"""

ANYTHING_ELSE = r"""
(?:noe|noko|mer) (?:annet|anna|mer|meir)?\ ?(?:jeg|eg|vi|du|dere|som jeg|som vi) (?:kan
  |lurer|ønsker|trenger|vil|hjelpe)
(?:noe|noko) (?:annet|anna|mer|meir)(?: i dag| du| nå)?\s*\?
(?:hjelpe|bistå) … med (?:noe|noko)?\ ?(?:mer|meir|annet|anna)
(?:flere|andre) (?:spørsmål|ting)\b[^.!?]{0,40}\?
"""
