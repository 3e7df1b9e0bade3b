"""Norwegian, bokmål and nynorsk."""

import stopwordsiso
from stdnum.no import fodselsnummer, kontonr

from .language import (
    Addresses,
    Cues,
    Examples,
    Language,
    Mail,
    Names,
    NumberPlan,
    Numbers,
    Titles,
)


def _is_account(digits: str) -> bool:
    return digits[0] != "0" and bool(kontonr.is_valid(digits))


LANGUAGE = Language(
    code="nb",
    aliases=("nn", "no"),
    stemmer="norwegian",
    stop_words=frozenset(stopwordsiso.stopwords("no")),
    small_talk="""
        hei heisann hallo halla morn god dag morgen kveld takk tusen mvh hilsen vennlig
        ok okei okey greit fint supert flott beklager unnskyld øyeblikk øyeblikket vent
        ringer snakker heter navn navnet mitt telefonnummer kundenummer fødselsdato jo
        tja altså liksom eh ehm øh hm hmm mm mhm jaja neida joda bra hyggelig helg dagen
        fin fortsatt kvelden hjelpen spørsmål ting
    """,
    needs="hvordan|hvorfor|hva|når|hvor|hvilke[nt]?|kan|vil|ønsker|trenger|får ikke"
    "|ikke|virker|fungerer|problem|problemer|lurer|spørsmål|hjelp|mulig|skulle",
    abbreviations="""
    adr ang avd bl ca dr dvs eks ekskl evt feks forts hhv hr iflg iht inkl jf jfr kap
    kl maks max mht mob mrk nr pga pkt pr prof ref resp st tlf vedr vha vs
    """,
    quotation_marks=("«", "»"),
    cues=Cues(
        reassurance=r"""
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
""",
        prefers_person=r"""
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
""",
        account=r"""
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
""",
        asked_who=r"""
(?:kunde|ordre|konto|sak|faktura|bestillings|avtale|polise)[- ]?(?:nummer\w*|nr)
fødselsdato\w*
fødselsnummer\w*
født
(?:får|kan) jeg … (?:navn\w*|nummer\w*|adress\w*|e-?post\w*
  |bestilling\w*)\b[^.?!]{0,20}\?
(?:hva (?:er|heter)|hvilken|hvilket) … (?:navn\w*|nummer\w*|adress\w*|e-?post\w*
  |bestilling\w*|ordre\w*)\b[^.?!]{0,20}\?
""",
        looked_up="""
(?:jeg|vi) ser
ser jeg
skal vi se
sjekker
undersøker
""",
        another_matter=r"""
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
""",
        besides="""
også
dessuten
i tillegg(?! til)
forresten
for øvrig
i samme slengen
og så (?:lurer|lurte|vil|ville|trenger|ønsker)
""",
        several=r"""
(?:to|tre|fire|2|3|4|noen|flere|et par) (?:\w+ )?(?:spørsmål|ting|saker|problemer)
""",
        asked="""
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
""",
        anything_else=r"""
(?:noe|noko|mer) (?:annet|anna|mer|meir)?\ ?(?:jeg|eg|vi|du|dere|som jeg|som vi) (?:kan
  |lurer|ønsker|trenger|vil|hjelpe)
(?:noe|noko) (?:annet|anna|mer|meir)(?: i dag| du| nå)?\s*\?
(?:hjelpe|bistå) … med (?:noe|noko)?\ ?(?:mer|meir|annet|anna)
(?:flere|andre) (?:spørsmål|ting)\b[^.!?]{0,40}\?
""",
    ),
    examples=Examples(
        reassurance="""
Jeg vil bare være sikker på at det gikk gjennom.
Har dere mottatt skjemaet mitt? Jeg har ikke fått noen bekreftelse.
Jeg endret det på nettsiden i går, er det registrert hos dere?
Jeg sa opp forrige uke og har ikke hørt noe, er det i orden?
Jeg leste av måleren og sendte inn tallet på torsdag, men fikk ingen e-post. Har dere
  fått det?
Jeg byttet time i appen i dag tidlig, men den gamle står der ennå. Er endringen
  lagret, eller må jeg gjøre det på nytt?
Sperret kortet i går kveld. Er det virkelig sperret nå? Jeg er så redd for at noen
  bruker det.
Sendte skademeldingen med bilder for to dager siden. Vil bare vite at den er kommet
  fram.
Jeg fornyet på nettet, men ser ingenting ennå. Har jeg gjort det riktig?
""",
        prefers_person="""
Jeg vil snakke med et menneske, ikke en robot.
Kan du sette meg over til en person?
Jeg liker ikke nettsider og apper, kan du gjøre det for meg?
Kan noen ringe meg?
Sønnen min sier at alt ligger på nettet, men jeg har ikke datamaskin og vil ikke ha
  det heller. Kan ikke du bare ordne det mens jeg er på tråden?
Jeg har sett siden om det, men blir bare forvirret. Jeg vil helst at en av dere går
  gjennom det med meg.
Ikke send meg flere lenker. Jeg vil ha et menneske som forteller meg hva jeg skal
  gjøre.
Jeg vil ikke skrive om det her, ring meg.
Jeg er gammel og har alltid gjort dette med et menneske, det er tryggest for meg.
""",
        account="""
Kan du se på saken min? Det står noe feil på min konto.
Dere har trukket meg to ganger, jeg vil ha pengene tilbake.
Bestillingen min har stått på «under behandling» i to uker.
Jeg har klaget før, men ingen har fulgt opp saken min.
Kontoen min er sperret, og det står at jeg må kontakte dere.
Jeg har betalt, men får fortsatt purring.
Jeg avbestilte reisen i mars og skulle få pengene innen ti dager. Nå er det mai og
  ingenting er kommet. Kan dere finne ut hvor de er?
Pakken har stått som «ut for levering» siden tirsdag, og sjåføren sier at han var her.
  Hvor er den?
Regningen er på fire tusen, men jeg var bortreist hele måneden. Det kan ikke stemme,
  noen må se på det.
Dere har blandet meg med en annen kunde med samme navn, og nå får jeg brevene hennes.
Jeg snakket med en av dere forrige uke om saken min, og han skulle ringe. Hvem har den
  nå?
Rabatten jeg ble lovet, står ikke på regningen. Rett det opp.
Jeg er registrert med feil fødselsdato og får ikke rettet det selv.
Det har ventet på godkjenning i ni dager. Hva er det som stopper det?
Jeg avsluttet i august og får fortsatt fakturaer. Finn ut hvorfor, og slett dem.
Vi satt hjemme hele dagen, men ingen kom, og nå er timen borte.
""",
        other="""
Takk for hjelpen, ha en fin dag!
Beklager, jeg har ringt feil nummer.
Vi har et godt tilbud til bedriften din.
Jeg ville bare skryte av kollegaen din.
oi, beklager, jeg skulle ha sykehuset, ha det
Sjåføren deres var så snill mot moren min i går, si takk til ham fra oss alle.
ikke bry deg, jeg tester bare om chatten virker
""",
    ),
    mail=Mail(
        attributions=r"""
(?:Den |man|tir|ons|tor|fre|lør|søn|\d)[^\n]{3,80}\b(?:skrev|skreiv)\b[^\n]*\n?[^\n]*:
""",
        header_fields="Fra Frå Sendt Til Emne Dato Kopi Cc",
        forwarded=r"""
-{2,} ?(?:Videresendt melding|Opprinnelig med?\w+) ?-{2,}
Videresendt melding:
""",
        wrote="skrev skreiv",
        subject_marks="sv vs",
        sent_with="sendt (?:fra|med)",
        my_device="min|mitt|e-?post",
        phone_signatures="hent outlook|last ned outlook",
        this="den+e|dette",
        mail=r"e-?post\w*|melding\w*",
        confidential="konfidens|taushets|fortrolig",
        disclaimer_titles="konfidensialitet",
        environment="miljøet",
        print_out="skrive?r? ut",
        farewells=r"""
m\.?v\.?h|vh
(?:med )?(?:de )?(?:vennlig|vennleg|venlig|beste|bedste|hjertelig|varme?)
   (?:hilsen|hilsning|helsing|hilsner)
""",
        farewells_alone="hilsen|helsing",
        thanks=r"""
(?:mange |på forhånd )?takk?(?: på forhånd| for hj[eæ]lp\w*)?
ha en (?:fin|god) (?:dag|helg)
""",
    ),
    names=Names(
        introductions="jeg heter|eg heter|jeg heiter|eg heiter|mitt navn er|mitt navn e"
        "|navnet er|navnet mitt er|du snakker med|du prater med",
        said_first="heter jeg|heter eg|heiter eg|er navnet|er namnet",
        calling_first="jeg ringer|jei ringer",
        openings="det er|det var|dette er|dette var|her er",
        likely="jeg er",
        speaking=r"som ringer|ringer|her\b(?! og)",
        after="og|fra|her|i|jeg|ringer",
        greetings="hei|hallo|halla|heisann|goddag|ja|god (?:morgen|dag|kveld)",
        salutations="hei|hallo|kjære|takk",
        persons="herr|fru",
        present="her",
        sign_offs="m?vh"
        "|(?:med )?(?:vennlig|venlig|beste|hjertelig|vänliga?)? ?(?:hilsen|hilsner)",
        sign_offs_of_thanks="(?:på forhånd )?takk",
        hesitations="øh+",
        infixes="av",
        ends="""
            og eller men som jeg eg du han hun vi dere det den de er har hadde kan skal
            vil må ringer ringte lurer bor fra på i til med for om at ikke her hos når
            nå så da ja nei hei takk feil feilstavet stavet skrevet hvordan hva min mitt
            mine en et ei av kunde kundeservice support meg oss deg noen adresse epost
            mail telefon mobil passord
        """,
        no_names="alle dere kunde moderator forum velkommen hilsen",
    ),
    numbers=Numbers(
        number_words="nummeret nummer nr",
        between="mitt min er e det var",
        national_id_labels="fødselsnummeret fødselsnummer fødselsnr personnummeret"
        " personnummer personnr d-nummer",
        account_labels="kontonummeret kontonummer kontonr bankkonto",
        phone_labels="tlf telefon mobil mobilen",
        customer_labels="kunde kundens medlems medlem abonnent abonnements abonnement",
        order_labels="ordre bestillings bestilling saken saks sak ref referanse faktura"
        " booking",
        national_id_words="personn|fødselsn|d-nummer",
        national_ids=(
            NumberPlan(
                is_valid=fodselsnummer.is_valid,
                groups=frozenset({(11,), (6, 5), (6, 3, 2), (2, 2, 2, 5)}),
            ),
        ),
        accounts=(
            NumberPlan(is_valid=_is_account, groups=frozenset({(4, 2, 5), (11,)})),
        ),
        calling_code=47,
        trunk_zero=False,
        other_before="kr dato versjon ordre feilkode kode kanal serienummer",
        units="kr|kroner|pund|minutt?er|timer|sek(?:under)?|dager|stk|ganger|poeng|av",
        spoken_ats="krøllalfa alfakrøll",
        spoken_dots="punktum prikk",
        spoken_joints="bindestrek underscore",
    ),
    addresses=Addresses(
        endings="gata gaten veien vegen",
        capital_endings="gate vei veg torget plass plassen svingen bakken stien allé"
        " alléen lia åsen haugen toppen",
        own_words="gate gata vei veien veg allé plass",
    ),
    titles=Titles(
        fillers="ø+h+m?|altså|liksom",
        my_name="(?:mitt|mit) nav?[mn]n?|navnet(?: mitt)?",
        i="jeg eg",
        called="heter heiter er",
        this="det dette her",
        is_="er",
        here="her",
        speaking="ringer",
        from_where="fra frå i",
        and_="og",
        before_marks="på til fra frå i av er",
        good="god go",
        times_of_day="morgen dag formiddag ettermiddag kveld",
        hellos="hei(?:sann?)?|heysann?",
        openings="hallo|halla|goddag|(?:alle|all) sammen(?=\\s*[,.!])|ja+|jo+|nei(?=,)"
        "|joda|jau|ok|okei|tja|du(?=,)|og|men|takk|beklager|unnskyld|oh+|ah+",
        dear="kjære",
        subject_openings="oppfølging|purring|påminnelse|haster|viktig|siste varsel"
        "|angående|vedrørende|gjelder|(?:ditt|dit) sp[øo]r(?:smål|gsmål)"
        "|din henvendelse",
        subject_short="ang vedr",
        regarding="angående vedrørende",
        asking=r"""
hvordan|hvorfor|korleis|kvifor
# Also as Danes and Swedes write it: people mix the three.
(?:hva|kva|hvor|kor|hvilke[nt]?|når|hvem|hvad|vad|var|vilke[nt]|när|vem) (?:er|är|blir
  |bliver|gjør|gjer|gør|gör|kan|skal|ska|må|får|kommer|koster|kostar|finner|hittar|har
  |betyr|betyder|skjer|händer|lenge|länge|mye|mange|mycket)
""",
        verbs="kan får skal må kunne har er finnes går",
        persons="jeg eg man vi du dere det den dette",
        answers=r"ja|jaja|nei|ok|okei|oke|oh|ah+|aha|haha\w*|takk",
        exclamations="herregud strålende",
        if_words="om hvis når",
        if_persons="han hun det den de",
        does_words="kan vil skal må får har er",
        does_persons="han hun",
        leaning="etterpå|derfor|deretter|fordi|for|så|da|han|hun|ho|den|det|de|dette"
        "|disse|hans|hennes|deres|siden|likevel|og|men|eller",
        first_person="jeg|eg|æ|vi|mi[nt]|mitt",
    ),
    left_empty={
        "names.titled": 'a title before a name is rare, and "fru" is also a word',
        "addresses.postcodes": "four digits, which are known",
        "addresses.shapes": "the house number stands behind the street",
        "titles.introductions": "all are made of two of the parts",
    },
)
