"""Danish."""

import stopwordsiso
from stdnum.dk import cpr

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

LANGUAGE = Language(
    code="da",
    aliases=(),
    stemmer="danish",
    stop_words=frozenset(stopwordsiso.stopwords("da")),
    small_talk="""
        davs goddag tak mange venlig undskyld øjeblik hav hedder farvel hjælpen
        spørgsmål
    """,
    needs="hvorfor|hvad|hvornår|ønsker|virker|spørgsmål|hjælp",
    abbreviations="""
    adr afd alm ang bl ca dr dvs eks ekskl evt feks fhv forts fx gl hhv hr iflg ifm
    inkl jf jvf kap kl maks max mht mob nr nuv pga pkt pr prof ref resp tlf vedr vha
    vs
    """,
    quotation_marks=("“", "”"),
    cues=Cues(
        reassurance=r"""
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
""",
        prefers_person=r"""
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
""",
        account=r"""
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
""",
        asked_who=r"""
(?:kunde|ordre|konto|sags|faktura|bestillings|aftale|booking)[- ]?(?:nummer\w*|nr|id)
fødselsdato\w*
cpr\w*
født
(?:må|kan) jeg … (?:navn\w*|nummer\w*|adress\w*|mail\w*|bestilling\w*)\b[^.?!]{0,20}\?
(?:hvad (?:er|hedder)|hvilken|hvilket) … (?:navn\w*|nummer\w*|adress\w*|mail\w*
  |bestilling\w*|ordre\w*)\b[^.?!]{0,20}\?
""",
        looked_up="""
(?:jeg|vi) kan se
kan jeg se
lad mig se
tjekker
kigger
undersøger
""",
        another_matter="""
(?:en|én) (?:anden |lille |sidste )?(?:ting|sag) (?:mere|til)
(?:et|ét) (?:andet |lille |sidste )?spørgsmål (?:mere|til)
endnu (?:en|et|én|ét) (?:ting|sag|spørgsmål)
et andet spørgsmål
en (?:helt )?anden (?:ting|sag)
(?:mit )?andet spørgsmål
spørgsmål (?:nummer )?(?:to|tre|2|3)
(?:når|mens) jeg (?:nu |alligevel |først )*(?:har (?:dig|jer|fat)|taler med|er (?:her
  |i gang))
""",
        besides="""
også
desuden
derudover
for ?resten
i øvrigt
og så (?:vil|ville|mangler|undrer)
""",
        several=r"""
(?:to|tre|fire|2|3|4|nogle|flere|et par) (?:\w+ )?(?:spørgsmål|ting|sager|problemer)
""",
        asked="""
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
""",
        anything_else=r"""
(?:noget|andet),? (?:(?:andet|mere),? )?(?:jeg|vi|du|i|som jeg) (?:kan|vil|ønsker
  |har brug)
(?:noget|ellers) (?:andet|mere)(?: i dag)?\s*\?
hjælpe … med (?:noget )?(?:mere|andet)
(?:flere|andre) (?:spørgsmål|ting)\b[^.!?]{0,40}\?
""",
    ),
    examples=Examples(
        reassurance="""
Jeg vil bare være sikker på, at det gik igennem.
Har I modtaget min formular? Jeg har ikke fået en bekræftelse.
Jeg ændrede det på hjemmesiden i går, er det registreret?
Jeg indsendte måleraflæsningen i torsdags, men fik ingen mail. Har I fået den?
Jeg spærrede kortet i aftes. Er det virkelig spærret nu? Jeg er så bange for, at nogen
  bruger det.
Jeg fornyede på nettet, men kan ikke se noget endnu. Har jeg gjort det rigtigt?
""",
        prefers_person="""
Jeg vil tale med et rigtigt menneske, ikke en robot.
Jeg kan ikke lide hjemmesider og apps, kan du gøre det for mig?
Kan nogen ringe til mig?
Min søn siger, at det hele ligger på nettet, men jeg har ingen computer. Kan du ikke
  bare ordne det, mens jeg er i røret?
Send ikke flere links. Jeg vil have et menneske, der fortæller mig, hvad jeg skal
  gøre.
Jeg er gammel og har altid gjort det her med et menneske.
""",
        account="""
Kan du se på min sag? Der er noget galt med min konto.
I har trukket pengene to gange, jeg vil have dem tilbage.
Min bestilling har stået som »behandles« i to uger.
Jeg har betalt, men får stadig rykkere.
Jeg aflyste rejsen i marts og skulle have pengene inden ti dage. Nu er det maj, og der
  er intet kommet. Kan I finde ud af, hvor de er?
Regningen er på fire tusind, men jeg var bortrejst hele måneden. Det kan ikke passe,
  nogen må se på det.
I har forvekslet mig med en anden kunde med samme navn.
Det har ventet på godkendelse i ni dage. Hvad er det, der stopper det?
Jeg opsagde i august og får stadig fakturaer. Find ud af hvorfor, og slet dem.
Vi sad hjemme hele dagen, men ingen kom, og nu er tiden væk.
""",
        other="""
Tak for hjælpen, hav en god dag!
Undskyld, jeg har ringet forkert.
Vi har et godt tilbud til jeres virksomhed.
ups, undskyld, jeg skulle have fat i sygehuset, farvel
Jeres chauffør var så sød ved min mor i går, sig tak til ham fra os alle.
""",
    ),
    mail=Mail(
        attributions=r"(?:Den )?\d[^\n]{6,60}\bskrev\b[^\n]*\n?[^\n]*:",
        forwarded=r"""
-{2,} ?(?:Videresendt (?:besked|meddelelse)|Oprindelig med?\w+) ?-{2,}
Start på videresendt melding:
""",
        wrote="skrev",
        subject_marks="sv vs",
        sent_with="sendt (?:fra|med)",
        my_device="min|mitt",
        phone_signatures="hent outlook",
        this="den+e|dette",
        mail=r"e-?mail\w*|meddelelse\w*",
        confidential="konfidentiel|fortrolig",
        disclaimer_titles="disclaimer",
        environment="miljøet",
        print_out="udskrive?r?",
        farewells=r"""
m\.?v\.?h|vh|dbh
(?:med )?(?:de )?(?:venlig|bedste|hjertelig|varme?) (?:hilsen|hilsner)
""",
        farewells_alone="hilsen",
        thanks=r"(?:mange |på forhånd )?tak(?: på forhånd| for hjælp\w*)?",
    ),
    names=Names(
        introductions="jeg hedder|eg hedder|mit navn er|mit navn e|navnet er"
        "|du taler med",
        said_first="hedder jeg|er navnet",
        calling_first="jeg ringer",
        openings="det er|det var|dette er|dette var|her er",
        likely="jeg er",
        speaking=r"som ringer|ringer|her\b(?! og)",
        after="og|fra|her|i|jeg|ringer",
        greetings="hej|goddag|ja|god (?:morgen|dag|aften)",
        salutations="hej|kære",
        persons="herr|fru",
        present="her",
        sign_offs="m?vh|(?:med )?(?:venlig)? ?(?:hilsen|hilsner)",
        hesitations="øh+",
        infixes="af",
        ends="""
            og eller men som jeg du han hun vi det den de er har hedder af ikke nej tak
            forkert kundeservice adresse mail telefon mobil
        """,
        no_names="alle kunde moderator forum velkommen hilsen",
    ),
    numbers=Numbers(
        number_words="nummeret nummer nr",
        between="mit min er det var",
        national_id_labels="cpr-nummer cpr-nr cpr",
        account_labels="kontonummer",
        phone_labels="tlf telefon mobil mobilen",
        customer_labels="kunde medlems medlem abonnent abonnements abonnement",
        order_labels="ordre bestillings bestilling sagen sags sag faktura",
        national_id_words=r"\bcpr",
        national_ids=(
            NumberPlan(
                is_valid=cpr.is_valid,
                groups=frozenset({(6, 4), (10,)}),
                sure=False,
                joints="-+",
            ),
        ),
        calling_code=45,
        trunk_zero=False,
        other_before="kr dato version ordre fejlkode",
        units="kr|kroner|pund|minut|minutter|timer|sek(?:under)?|dage|stk|gange",
        spoken_ats="snabel-a snabela",
        spoken_dots="punktum",
        spoken_joints="underscore",
    ),
    addresses=Addresses(
        endings="gade vej stræde",
        capital_endings="torvet stien allé alléen",
        own_words="vej allé",
    ),
    titles=Titles(
        fillers="ø+h+m?|altså",
        my_name="(?:mitt|mit) nav?[mn]n?|navnet",
        i="jeg",
        called="hedder er",
        this="det dette her",
        is_="er",
        here="her",
        speaking="ringer",
        from_where="fra i",
        and_="og",
        before_marks="på til fra i er",
        good="god go",
        times_of_day="morgen dag formiddag eftermiddag aften",
        hellos="hej(?:sann?)?",
        openings="hallo|davs|goddag|ja+|jo+|nej(?=,)|ok|okay|og|men|tak|oh+|ah+",
        subject_openings="oppfølgning|opfølgning|påmindelse|haster|angående|vedrørende"
        "|din henvendelse",
        subject_short="ang vedr",
        regarding="angående vedrørende",
        asking=r"""
hvordan|hvorfor|hvornår
(?:hvad|hvor|hvilke[nt]?|når|hvem) (?:er|bliver|gør|kan|skal|må|får|kommer|koster
  |har|betyder|mange)
""",
        verbs="kan får skal må kunne har er",
        persons="jeg man vi du i det den dette",
        answers=r"ja|jaja|nej|ok|okay|oh|ah+|aha|haha\w*",
        if_words="om hvis når",
        if_persons="han hun det den de",
        does_words="kan vil skal må får har er",
        does_persons="han hun",
        leaning="efteråt|derfor|fordi|for|så|da|han|hun|den|det|de|dette|disse|hans"
        "|alligevel|og|men|eller",
        first_person="jeg|vi|mi[nt]",
    ),
    left_empty={
        "mail.header_fields": "mail-parser-reply knows them",
        "names.titled": 'a title before a name is rare, and "fru" is also a word',
        "names.sign_offs_of_thanks": '"tak" goes on more often than it signs',
        "numbers.accounts": "they have no check digits",
        "addresses.postcodes": "four digits, which are known",
        "addresses.shapes": "the house number stands behind the street",
        "titles.introductions": "all are made of two of the parts",
        "titles.dear": '"kære" has never stood before a title\'s words',
        "titles.exclamations": "none was heard that is not among the answers",
    },
)
