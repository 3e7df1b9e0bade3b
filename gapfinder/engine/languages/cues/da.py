"""What customers and agents say in Danish, by the reason for contact; see `cues`."""

REASSURANCE = r"""
(?:kan|kunne) (?:i|du|nogen|de) (?:\w+ )?(?:tjekke|se|kontrollere) (?:efter )?(?:om
  |at)
(?:være|er|blive) (?:helt |\w+ )?(?:sikker|sikre|tryg) på,? at
(?:ville|vil|skulle|skal) (?:egentlig |gerne |lige )*(?:bare|kun|lige) … (?:tjekke
  |være sikker|sikre mig|høre om|vide (?:at|om)|have bekræft\w*|dobbelttjekke)
bare … (?:tjekke|sikker|sikre mig|vide at)
dobbelttjekke\w*
for en sikkerheds skyld
sikre mig,? (?:at|om)
forsikre mig
(?:gik|gået|går|kom|kommet) (?:det |den |alt |rigtigt )?(?:i ?gennem|ind (?:til|hos)
  |frem)
(?:har|fik) (?:i|de|du) … (?:fået|modtaget|registreret|set)
(?:ikke|aldrig|ingen|intet|uden) … (?:bekræftelse\w*|kvittering\w*|(?:fået|kom
  |kommet|modtaget|hørt) (?:noget|nogen|en|et|ingen|tilbage)(?: (?:mail|sms|svar
  |brev))?)\b
(?:er|blev|bliver|har) (?:det|den|alt|dette|de|jeg|vi|min|mit|mine|\w+en|\w+et)
  … (?:registreret|gemt|bekræftet|modtaget|i orden|på plads|gyldig\w*|godkendt
  |kommet ind|meldt|afsluttet|spærret|bestilt)\b
(?:kan|kunne|vil) (?:i|du|nogen|de) … bekræfte
bekræft (?:venligst|gerne|at)
bekræfte (?:at|over|om|modtagelse)
(?:gjorde|har) (?:jeg|vi) … (?:rigtigt|forkert)\b
(?:bange|nervøs|bekymret|usikker|urolig) … (?:gik|gået|ikke|om|har|igennem)
er i tvivl om … (?:gik|gået|registreret|kommet|modtaget)
"""

PREFERS_PERSON = r"""
(?:et|rigtigt|levende|ægte|virkeligt) (?:rigtigt |levende |ægte )?menneske\b
menneske(?: tak| nu)
(?:rigtig|levende) person
kød og blod
rigtige mennesker
(?:tale|snakke|chatte) (?:direkte )?med (?:en|et|nogen|jer|dig|én)\b(?: \w+)?
(?:medarbejder|rådgiver|kundeservice|agent) (?:tak|nu)
(?:vil have|giv mig|har brug for) (?:en |et |nogen )(?:person|menneske|medarbejder
  |rådgiver|at tale med)
(?:stil|stille|viderestil|sæt) mig (?:om|over|videre|igennem)
^\W*ring (?:til )?mig
(?:kan|kunne|vil) … ringe (?:til )?(?:mig|os)
blive ringet op
ring tilbage
(?:nogen|en af jer|i) (?:der |som )?(?:kan |kunne |vil )?ringe\b
(?:ikke|slippe|træt af|hader|ingen|end|gider) … (?:ro)?bot(?:ten|ter)?\b
(?:skrive|tale|snakke|chatte) med en (?:ro)?(?:bot|maskine|computer)
(?:kan|bruger|vil|tør|orker|gider|stoler|forstår mig|trykker|klarer
  |bryder mig) (?:jeg )?ikke … (?:apps?|appen|hjemmeside\w*|internettet|computer\w*
  |links?|formular\w*|nettet|smartphone|teknik)\b
(?:slippe|hader|nægter) … (?:apps?|hjemmeside\w*|links?|formular\w*|computer\w*)
har (?:jeg )?(?:ikke|ingen) (?:computer|smartphone|app|mitid)
ikke … (?:god|ferm|vant|dygtig|haj|noget for mig|lære mig) (?:til|med)
  … (?:computer\w*|teknik|sådan noget|det der|den slags|it|telefoner|apps)
(?:kan|kunne|vil have at|at) (?:ikke )?(?:du|i|nogen
  |en af jer) (?:bare |hellere |ikke |lige )?(?:gøre|gør|ordne|ordner|klare|fikse
  |tage|ændre|skifte|flytte) (?:det|den|dette) … (?:for mig|for os|med mig)
gøre? det for mig
(?:blive?|hænge) (?:\w+ )?(?:på|i) (?:linjen|røret|telefonen)
sammen med mig
skridt for skridt
trin for trin
én ting ad gangen
en ting ad gangen
i (?:mit|hendes|hans) tempo
(?:helst|hellere|foretrækker|bedst lide|bedre) (?:vil |at |bare |lide at )*(?:tale
  |snakke|ringe|have|høre)
over telefonen
på telefonen i stedet
(?:dejligt|godt|rart) (?:at |med )(?:høre|tale|få) … (?:menneske|stemme|person)
gammeldags
ser (?:så )?dårligt
svagtseende
ordblind
er der (?:nogen|et menneske) (?:bag|her)\b
"""

ACCOUNT = r"""
(?:hænger|hængt|sidder|sad|kørt|gået|står|låst) (?:sig )?(?:helt )?(?:fast|stille
  |i stå)\b
(?:trukket|betalt|faktureret|opkrævet|debiteret|taget) (?:mig |\w+ )?(?:to|tre|2
  |3) gange
(?:trukket|opkrævet|faktureret) (?:for meget|dobbelt|forkert)
dobbelt (?:træk\w*|betal\w*|faktur\w*|opkræv\w*|trukket)
(?:to|2) gange
(?:har|jeg|vi) (?:allerede |jo |for længst )?(?:betalt|betalte|sendt|returneret
  |afleveret|afsluttet|opsagt|opsagde) … (?:men|alligevel|og (?:nu|så)|stadig)
  … (?:faktura\w*|rykker\w*|inkasso|gebyr\w*|krav|regning\w*|træk\w*|ikke|ingenting)
(?:forkert|forkerte|anden|en andens|andres) (?:navn|person|adresse|konto|beløb|kunde
  |profil|faktura|mail|pris)\b
forveksl\w+
blandet (?:sammen|mig)
(?:sag|sagsnummer|ref(?:erence)?|reklamation|skade\w*|klage)\.?\s*(?:nr\.?|nummer
  |id)?\s*[:#]?\s*[a-zæøå]{0,4}-?\d[\d-]{2,}
(?:min|vores) sag\b
klage over
bestrid\w*
(?:lovede|lovet|garanterede|sagde (?:at )?(?:i|han|hun|de) ville)
(?:fik|fået) (?:besked|løfte|at vide) (?:om )?(?:at|om)
(?:ingen|aldrig) … (?:ring(?:ede|et)|svar(?:ede|et)|kom|fulgt op|gjort noget|dukkede
  |hørt fra)
(?:kan|kunne|må|vil) (?:du|i|nogen|en af jer)(?: med adgang| der| hos jer| faktisk
  | lige)* (?:gå ind og |kigge |undersøge |finde ud af |tjekke |se |rette
   |kigge ind i ){1,2}… (?:hvad
  |hvorfor|hvor\b|på (?:min|mit|sagen|kontoen|ordren)|i (?:min|sagen)|hos jer|galt
  |sket|forkert)
undersøg\w*
hvad (?:er |der er |er der )?(?:sket|galt|gået galt|der (?:sker|er sket|stopper))
hvem (?:har|behandler|sidder med) (?:sagen|min)
rette (?:det|op|fejlen)
(?:står|viser|siger|stod) (?:der |den |det |ordren |bestillingen |sagen )?(?:stadig
  |endnu)\b
under behandling
behandles
kontakt kundeservice
(?:kontoen|profilen|nummeret|kortet|min konto|min profil) (?:er|blev|blevet
  |er blevet) (?:\w+ )?(?:spærret|låst|lukket|deaktiveret|blokeret|slettet)
(?:refus\w+|refunderet|pengene|kredit\w+|tilbagebetal\w*|erstatning\w*|udbetal\w*)
  … (?:ikke|endnu|stadig|uger|venter|lovet|tilbage|hvor)
(?:ikke|aldrig|venter på|mangler|hvor er) … (?:refusion\w*|pengene|krediteret
  |tilbagebetaling\w*|udbetaling\w*)
pengene tilbage
mine penge
(?:hos|fra|på) (?:jer|jeres) (?:side|må|som|har)
(?:jeres|egen) (?:fejl|skyld)
i (?:må|skal) (?:rette|fikse|ordne|slette|fjerne|finde)
aldrig (?:bestilt|underskrevet|købt|bedt om|været kunde|modtaget|haft|godkendt)
(?:kan ikke|kan jo ikke|umuligt) (?:være )?(?:passe|rigtigt)
passer (?:jo )?ikke
(?:forsvundet|væk) (?:fra|på)
"""

ASKED_WHO = r"""
(?:kunde|ordre|konto|sags|faktura|bestillings|aftale|booking)[- ]?(?:nummer\w*|nr|id)
fødselsdato\w*
cpr\w*
født
(?:må|kan) jeg … (?:navn\w*|nummer\w*|adress\w*|mail\w*|bestilling\w*)\b[^.?!]{0,20}\?
(?:hvad (?:er|hedder)|hvilken|hvilket) … (?:navn\w*|nummer\w*|adress\w*|mail\w*
  |bestilling\w*|ordre\w*)\b[^.?!]{0,20}\?
"""

LOOKED_UP = r"""
(?:jeg|vi) kan se
kan jeg se
lad mig se
tjekker
kigger
undersøger
"""

ANOTHER_MATTER = r"""
(?:en|én) (?:anden |lille |sidste )?(?:ting|sag) (?:mere|til)
(?:et|ét) (?:andet |lille |sidste )?spørgsmål (?:mere|til)
endnu (?:en|et|én|ét) (?:ting|sag|spørgsmål)
et andet spørgsmål
en (?:helt )?anden (?:ting|sag)
(?:mit )?andet spørgsmål
spørgsmål (?:nummer )?(?:to|tre|2|3)
(?:når|mens) jeg (?:nu |alligevel |først )*(?:har (?:dig|jer|fat)|taler med|er (?:her
  |i gang))
"""

BESIDES = r"""
også
desuden
derudover
for ?resten
i øvrigt
og så (?:vil|ville|mangler|undrer)
"""

SEVERAL = r"""
(?:to|tre|fire|2|3|4|nogle|flere|et par) (?:\w+ )?(?:spørgsmål|ting|sager|problemer)
"""

ASKED = r"""
(?:kan|kunne|vil) (?:du|i|nogen)
(?:hvordan|hvorfor|hvornår|hvilken|hvilket|hvilke)
hvor (?:meget|mange|længe|lang|finder|kan|får|tit|stor)
hvad (?:koster|er|gør|sker|skal|kan|hedder)
(?:jeg|vi) (?:også )?(?:vil|ville|ønsker|mangler|skal bruge)
(?:vil|ville|ønsker|mangler) (?:jeg|vi)
(?:har|får) (?:jeg |vi )?brug for
er det muligt
lade sig gøre
(?:undrer|spekulerer)
hjælpe? (?:mig|os)
"""

ANYTHING_ELSE = r"""
(?:noget|andet),? (?:(?:andet|mere),? )?(?:jeg|vi|du|i|som jeg) (?:kan|vil|ønsker
  |har brug)
(?:noget|ellers) (?:andet|mere)(?: i dag)?\s*\?
hjælpe … med (?:noget )?(?:mere|andet)
(?:flere|andre) (?:spørgsmål|ting)\b[^.!?]{0,40}\?
"""
