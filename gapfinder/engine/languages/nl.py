"""Dutch."""

import stopwordsiso
from stdnum.nl import bsn

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

_BSN = 9  # digits; fewer would be filled up with zeros


def _is_bsn(digits: str) -> bool:
    return len(digits) == _BSN and bool(bsn.is_valid(digits))


LANGUAGE = Language(
    code="nl",
    aliases=(),
    stemmer="dutch",
    stop_words=frozenset(stopwordsiso.stopwords("nl")),
    small_talk="""
        goedemorgen goedemiddag goedenavond hoi dag dank bedankt dankjewel dankuwel
        groet groeten vriendelijke alvast graag oke oké prima moment momentje sorry
        mevrouw meneer naam klantnummer nou ja nee eigenlijk even tot ziens fijne avond
        weekend doei ogenblik alstublieft hulp vraag
    """,
    needs="hoe|waarom|wat|wanneer|waar|welke|kan|wil|graag|nodig|niet|werkt|lukt|vraag"
    "|probleem|hulp|mogelijk|krijg",
    abbreviations="""
    afd betr bijv bv ca cq dhr dr drs event evt excl fam geb gem incl ing ivm max mbt
    mevr mr mw nl nr nrs oa ong pag prof ref resp st tav tel tnv vgl vs zgn
    """,
    quotation_marks=("‘", "’"),
    cues=Cues(
        reassurance=r"""
(?:kunt|kan|kun|kunnen|wilt) (?:u|je|jij|jullie|iemand) (?:\w+ )?(?:nakijken|nagaan
  |controleren|checken|kijken) of
(?:mee|goed|binnen|geregeld|gelukt|door) toch\?
(?:zeker|gerust|er zeker van) (?:weten|zijn|van zijn|dat|of)
zekerheid
geruststel\w+
gerustgesteld
(?:wil|wilde|wou|even|alleen|gewoon|graag) … (?:checken|controleren|zeker weten
  |navragen|nagaan|weten of (?:het|alles|jullie|mijn|ie|dat|u))
(?:het|alles|dat|die|ie|'m|mijn \w+|de \w+) … (?:gelukt|goed gegaan|doorgekomen
  |doorgegaan|aangekomen|binnengekomen|goed aangekomen|verwerkt|gearriveerd
  |goed doorgekomen)
(?:hebben|heeft|heb) (?:jullie|u|ze|je|jij) … (?:ontvangen|gekregen|binnen
  |binnengekregen|verwerkt|gezien|geregistreerd)
(?:geen|niet|nooit|niks|zonder|nog geen) … (?:bevestiging\w*|bericht|ontvangstbewijs
  |(?:mail|mailtje|e-mail|sms|sms'je|reactie|brief) (?:gekregen|ontvangen|gehad
  |gezien)|gehoord)\b
(?:is|staat|zijn|werd|ben|sta) (?:het|dat|alles|die|dit|mijn|de|deze|ie|ik|er)
  … (?:geregistreerd|opgeslagen|bevestigd|ontvangen|in orde|goed|goed ingesteld
  |geldig|verwerkt|doorgevoerd|doorgegeven|goedgekeurd|binnen|erin|er nu in
  |in het systeem|opgezegd|stopgezet|geblokkeerd|geregeld)\b
(?:kunt|kan|kun|kunnen|wil|wilt) (?:u|je|jij|jullie|iemand) … bevestigen
bevestig (?:even|a\.?u\.?b|dat)
bevestigen (?:dat|of)
graag (?:een )?bevestiging
(?:heb|deed|doe) ik … (?:goed|verkeerd|fout) (?:gedaan|ingevuld)
(?:bang|eng|onzeker|zenuwachtig|ongerust|twijfel) … (?:gelukt|niet|of|doorgekomen
  |gegaan)
(?:klopt|werkt|geldt|telt) (?:het|dat|dit|alles) (?:nu|wel|zo|allemaal|dan)\b … \?
""",
        prefers_person=r"""
(?:een|echt|levend|gewoon|normaal|'n) (?:echt |levend |normaal )?(?:mens|persoon)\b
mens(?: a\.?u\.?b| graag| nu| alsjeblieft| alstublieft|elijk persoon)
echte? (?:mensen|medewerker|persoon)
van vlees en bloed
men-?se-?lijk
(?:praten|spreken|bellen|praat|chatten|spreek
  |contact) (?:direct )?met (?:een |iemand|'n |jullie|u |mensen|de )\w*
iemand (?:te )?(?:spreken|aan de lijn)
(?:een )?(?:medewerk(?:er|ster)|agent) (?:a\.?u\.?b|graag|nu|spreken|alsjeblieft)
(?:wil|geef|graag|geef me|mij) (?:gewoon |graag |nu )?(?:een |'n )?(?:medewerk(?:er
  |ster)|mens|persoon|iemand)\b
doorverbind\w*
verbind (?:me|mij)
^\W*bel (?:me|mij)
(?:kan|kunt|wil|wilt|graag) … (?:mij|me) … bellen
terug ?(?:gebeld|bellen|belverzoek)
terugbel\w*
gebeld worden
bel(?:t|len)? (?:u |jullie |me |mij )?terug
(?:niet|geen|zat van|moe van|haat|liever|stomme|dan) … (?:ro)?bot(?:s|je)?\b
(?:praten|typen|chatten|praat) (?:met|tegen) (?:een |zo'n )?(?:ro)?(?:bot|computer
  |apparaat|machine)
(?:houd?|wil|durf|vertrouw|gebruik|snap|begrijp|druk|doe|hoef|werk|scan
  |klik) (?:ik |er )*(?:niet|geen|niks|nooit) … (?:apps?|websites?|site|internet
  |computers?|linkjes?|links?|formulier\w*|smartphone|digitaal|online|knopje\w*
  |computeren|techniek|qr)\b
(?:haat|weiger) … (?:apps?|websites?|linkjes?|formulier\w*|computers?)
heb (?:ik )?(?:geen|niet) (?:een )?(?:computer|smartphone|app|laptop|digid)
niet … (?:goed|handig|thuis|zo digitaal|wegwijs|digitaal) (?:met|in|op
  |aangelegd)?(?: \w+){0,3}
digibeet
niet zo digitaal
(?:kunt|kan|kun|wil|wilt|dat) (?:u|je|jij|jullie|iemand|ik dat iemand)
  … (?:voor (?:mij|me|ons|mijn \w+)) … (?:doen|regelen|aanpassen|veranderen|invullen
  |instellen|wijzigen|zetten|maken|opzeggen)?
doet? u het (?:even )?(?:voor mij)?
voor me doen
voor mij doen
aan de (?:lijn|telefoon) (?:blijf\w*|blijven|houden|hangen)?
(?:blijft? (?:u|je|jij)|(?:u|je|jij) blijft) (?:even )?(?:hangen
  |aan de (?:lijn|telefoon))
met mij (?:mee|samen)
met me mee(?:kijk\w*|lop\w*)?
meekijkt?
samen (?:met|doen)
stap voor stap
rustig (?:aan )?(?:uitleg\w*|vertel\w*)
een voor een
(?:liever|het liefst|beter|prettiger|fijner|liefst
  |makkelijker) (?:om |te |gewoon |even |dat |als )*(?:praten|spreken|bellen|bel
  |iemand|een mens|telefonisch|hoor|spreek)
telefonisch
per telefoon
(?:fijn|gelukkig|blij|lekker|eindelijk
  |hèhè) (?:om |dat |weer |eens |ik |een )*(?:mens|iemand|een mens|stem|een stem
  |echt)
ouderwets
slechtziend
zie (?:zo )?slecht
dyslectisch
laaggeletterd
is (?:daar|er) (?:ook )?(?:iemand|een mens)
""",
        account=r"""
(?:hangt|blijft|bleef|blijven|zit|staat|loopt) (?:\w+ )?(?:hangen|vast|stil)\b
vastgelopen
vast (?:blijven )?zitten
(?:staat|stond|blijft) (?:\w+ ){0,4}(?:op|als) ['"‘«“](?:in|wacht|bezig|verwerk
  |behand|open)
in behandeling
(?:twee|drie|2|3) ?(?:keer|maal|x) (?:\w+ )?(?:betaald|afgeschreven|geïncasseerd
  |gefactureerd|in rekening|geboekt)
(?:betaald|afgeschreven|geïncasseerd|gefactureerd) (?:\w+ )?(?:twee|2|dubbel|te veel)
dubbel(?:e)? (?:afgeschreven|betaald|betaling|geïncasseerd|factuur|geboekt|boeking)
te veel (?:betaald|afgeschreven|gerekend)
2 ?x betaald
(?:heb|had|hebben|ik|wij) … (?:al |allang |reeds )?(?:betaald|teruggestuurd|opgezegd
  |ingeleverd|geretourneerd) … (?:maar|toch|en (?:nu|nog)|nog steeds|tóch|evengoed)
  … (?:factuur\w*|aanmaning\w*|incasso|kosten|rekening\w*|herinnering\w*
  |afgeschreven|niet|niks)
(?:verkeerde?|andermans|iemand anders|een ander|foute?) (?:naam|persoon|adres
  |rekening|bedrag|klant|profiel|factuur|mailadres|account|prijs)\b
verwissel\w*
door elkaar gehaald
samengevoegd
op naam van (?:iemand|een ander)
(?:zaak|zaaknummer|dossier\w*|ref(?:erentie)?|klacht\w*|schade\w*
  |ticket)\.?\s*(?:nr\.?|nummer|id)?\s*[:#]?\s*[a-z]{0,4}-?\d[\d-]{2,}
(?:mijn|ons|het) (?:dossier|zaak|klacht)\b
klacht(?:en)? (?:over|indien\w*|tegen)
een klacht
betwist\w*
(?:beloofd|beloofde|toegezegd|toezegging|zou (?:ik|mij|worden|het|binnen|iemand|hij
  |zij|ze|er) … (?:krijgen|gebeld|worden|terug|geregeld|komen))
(?:niemand|nooit|geen mens) … (?:gebeld|geantwoord|gereageerd|gekomen|opgevolgd
  |teruggebeld|iets gedaan|gehoord)
(?:kunt|kan|kun|wil|wilt|kunnen) (?:u|je|jij|jullie|iemand|iemand van jullie
  |er iemand)(?: met toegang| daar| bij jullie| eens| even| echt)* … (?:uitzoeken
  |nakijken|nagaan|onderzoeken|kijken (?:wat|waar|waarom|in mijn)|zien (?:wat|waar
  |waarom)|achterhalen|rechtzetten|herstellen|corrigeren|terugdraaien
  |in mijn (?:account|dossier|profiel))
onderzoek\w*
zoek(?:t|en)? (?:u |jullie |dit |het |dat )*uit
uitgezocht
uitzoeken
wat (?:is|was|gaat) (?:er |hier )*(?:aan de hand|gebeurd|mis|fout|misgegaan)
wat er (?:aan de hand|mis|fout)
wie (?:heeft|behandelt|gaat over) (?:mijn|het|de) (?:zaak|dossier|klacht)
(?:staat|zegt|stond|geeft) (?:er |het |die |hij |de \w+ )?(?:nog steeds|nog altijd
  |al \w+ (?:dagen|weken))\b
['"‘«“][^'"’»”]{0,30}(?:behandel\w*|in afwachting|wacht\w*|bezig|geblokkeerd
  |onbekend|al (?:gebruikt|in gebruik)|neem contact)[^'"’»”]{0,30}['"’»”]
neem contact op
contact op met (?:de )?klantenservice
(?:account|profiel|nummer|kaart|rekening
  |pas) (?:is |staat |was |werd )?(?:\w+ )?(?:geblokkeerd|vergrendeld|gesloten
  |opgeschort|gedeactiveerd|bevroren|verdwenen|verwijderd)
(?:terugbetal\w*|terugstort\w*|geld|gecrediteerd|creditnota|vergoeding|uitkering
  |restitutie) … (?:niet|nog|weken|wacht|beloofd|terug|waar)
(?:niet|nooit|wacht op|waar blijft|nog geen) … (?:terugbetaling\w*|geld|gecrediteerd
  |uitbetal\w*|restitutie)
geld terug
(?:bij|van|aan) (?:jullie|uw) (?:kant|zijde|fout|kant)
(?:jullie|uw) (?:fout|schuld|vergissing)
(?:jullie|u) (?:moeten|moet) (?:dit|het|dat) (?:\w+ )?(?:herstellen|oplossen
  |rechtzetten|corrigeren|weghalen|aanpassen)
nooit (?:besteld|getekend|gekocht|om gevraagd|klant geweest|ontvangen|gehad
  |afgesproken)
niet (?:door mij )?besteld
(?:dat|dit) kan (?:toch |echt )niet
verdwenen (?:uit|van)
""",
        asked_who=r"""
(?:klant|order|bestel|factuur|zaak|polis|dossier|boekings)[- ]?(?:nummer|nr)
geboortedatum
postcode
(?:welke?|op welke?|mag ik|kunt u|wat is) … (?:naam|nummer|adres|e-?mail\w*
  |mailadres|bestelling)\b[^.?!]{0,20}\?
""",
        looked_up="""
(?:ik|we) zie
zie ik
even zien
ik kijk
kijk(?:en)? (?:even|mee)
even kijken
ik check
""",
        another_matter=r"""
nog (?:een|één|'n|1) (?:andere |klein |kleine |korte |snelle |laatste )?(?:vraag
  |vraagje|ding|dingetje|punt|puntje|kwestie|verzoek)
(?:een|één|'n) (?:andere?|tweede|laatste|ander) (?:vraag|vraagje|ding|dingetje|punt
  |kwestie)
mijn (?:tweede|andere|volgende) (?:vraag|punt|kwestie)
vraag (?:nummer )?(?:twee|drie|2|3)
nog iets(?: anders)?(?=\s*[:,.!])
iets (?:heel |totaal )?anders(?=\s*[:,.!])
(?:nu|terwijl|als) ik (?:u|je|jullie) (?:toch |nu )*(?:aan de (?:lijn|telefoon)|spreek
  |heb)
nu ik (?:toch|er toch)
""",
        besides="""
(?<!dan )(?<!maar )ook(?! al)
daarnaast
bovendien
trouwens
overigens
verder
tevens
eveneens
""",
        several=r"""
(?:twee|drie|vier|2|3|4|enkele|meerdere|een paar|wat) (?:\w+ )?(?:vragen|dingen|zaken
  |problemen|punten)
""",
        asked="""
(?:kan|kunt|kun|kunnen|wil|wilt|zou|zouden) (?:u|je|jij|jullie|iemand)
(?:hoe|hoeveel|hoelang|waarom|wanneer|welke?)
waar (?:kan|vind|moet|staat)
wat (?:kost|is|moet|kan|zijn|gebeurt)
ik (?:ook )?(?:wil|wilde|wou|zou|moet weten)
(?:wil|wilde|wou|zou) ik
(?:vraag|vroeg) (?:ik )?me (?:ook )?af
graag
is het (?:ook )?mogelijk
help (?:me|mij|ons)
""",
        anything_else=r"""
(?:nog|verder|anders) (?:nog )?(?:iets(?: anders)?|ergens(?: anders)?) … (?:helpen|doen
  |betekenen|dienst|weten)
(?:verder|anders) nog (?:iets|wat|vragen)
nog (?:iets(?: anders)?|meer|vragen|andere vragen)\s*\?
(?:andere|meer|overige) vragen\b[^.!?]{0,40}\?
""",
    ),
    examples=Examples(
        reassurance="""
Ik wil alleen even zeker weten of het gelukt is.
Hebben jullie mijn formulier ontvangen? Ik heb geen bevestiging gekregen.
Ik heb het gisteren op de website gewijzigd, staat het nu goed?
Ik heb vorige week opgezegd en niets gehoord, is het geregeld?
Ik heb donderdag de meterstand doorgegeven maar geen mail gekregen. Hebben jullie hem?
Ik heb vanmorgen in de app mijn afspraak verzet maar de oude staat er nog. Is de
  wijziging opgeslagen of moet ik het opnieuw doen?
Gisteravond de pas geblokkeerd. Is die nu echt dicht? Ik ben zo bang dat iemand hem
  gebruikt.
Ik heb online verlengd maar zie nog niets. Heb ik het goed gedaan?
""",
        prefers_person="""
Ik wil een echt mens spreken, geen robot.
Kunt u mij doorverbinden met een medewerker?
Ik houd niet van websites en apps, kunt u het voor mij doen?
Kan iemand mij terugbellen?
Mijn zoon zegt dat alles op internet staat, maar ik heb geen computer en wil er ook
  geen. Kunt u het niet gewoon regelen terwijl ik aan de lijn ben?
Stuur mij geen linkjes meer. Ik wil een mens die mij vertelt wat ik moet doen.
Ik wil dat niet hier opschrijven, bel mij.
Ik ben op leeftijd en heb dit altijd met een mens geregeld, dat vind ik prettiger.
""",
        account="""
Kunt u in mijn dossier kijken? Er klopt iets niet met mijn account.
Jullie hebben twee keer afgeschreven, ik wil mijn geld terug.
Mijn bestelling staat al twee weken op «in behandeling».
Ik heb eerder geklaagd maar niemand heeft mijn zaak opgevolgd.
Mijn account is geblokkeerd en er staat dat ik contact moet opnemen.
Ik heb betaald maar krijg toch aanmaningen.
Ik heb de reis in maart geannuleerd en zou het geld binnen tien dagen krijgen. Het is
  nu mei en er is niets gekomen. Kunt u uitzoeken waar het is?
Het pakket staat sinds dinsdag op «onderweg» en de chauffeur zegt dat hij hier was.
  Waar is het?
De rekening is vierduizend, maar ik was de hele maand weg. Dat kan niet kloppen,
  iemand moet ernaar kijken.
Jullie hebben mij verwisseld met een andere klant met dezelfde naam.
Ik sprak vorige week iemand over mijn klacht en hij zou bellen. Wie heeft het nu?
Het wacht al negen dagen op goedkeuring. Wat houdt het tegen?
Ik heb in augustus opgezegd en krijg nog steeds facturen. Zoek uit waarom en haal ze
  weg.
Wij zaten de hele dag thuis maar er kwam niemand, en nu is de afspraak verdwenen.
Ik sta geregistreerd met een verkeerde geboortedatum en kan het zelf niet wijzigen.
""",
        other="""
Bedankt voor de hulp, fijne dag nog!
Sorry, ik heb het verkeerde nummer gebeld.
Wij hebben een mooie aanbieding voor uw bedrijf.
Ik wilde alleen zeggen dat uw collega geweldig was.
o sorry, ik moest het ziekenhuis hebben, dag
Jullie chauffeur was gisteren zo lief voor mijn moeder, bedank hem van ons allemaal.
let er niet op, ik test alleen of de chat werkt
Wij leveren kantoormeubels en sturen u graag onze nieuwe catalogus.
""",
    ),
    mail=Mail(
        attributions=r"""
Op [^\n]{6,60}\bschreef\b[^\n]*\n?[^\n]*:
Op [^\n]{6,120}\bhet volgende geschreven:
""",
        forwarded=r"""
-{2,} ?(?:Doorgestuurd bericht|Oorspronkelijk bericht) ?-{2,}
Begin doorgestuurd bericht:
""",
        wrote="schreef geschreven",
        subject_marks="re fw",
        sent_with="ver(?:zonden|stuurd) (?:vanaf|met)",
        my_device="mijn",
        phone_signatures="outlook voor|download outlook",
        this="dit|deze|de",
        mail=r"bericht\w*|e-?mail\w*",
        confidential="vertrouwelijk|uitsluitend be",
        disclaimer_titles="disclaimer",
        environment="milieu",
        print_out=r"print\w*",
        farewells=r"""
m\.?v\.?g
(?:met )?(?:vriendelijke|hartelijke) groet(?:en|jes)?
groet(?:en|jes)?
hoogachtend
""",
        thanks="(?:alvast )?bedankt|(?:alvast )?dank (?:u|je)(?: wel)?",
    ),
    names=Names(
        introductions="ik heet|mijn naam is|de naam is|u spreekt met|je spreekt met",
        said_first="is mijn naam|is de naam",
        calling_first="ik bel",
        openings="met|dit is",
        likely="ik ben",
        speaking="aan de lijn",
        after="en|van|hier|ik|spreekt",
        greetings="hoi|hallo|dag|ja|goede(?:morgen|middag|avond|ndag)",
        salutations="hallo|hoi|beste|geachte|bedankt",
        persons="meneer|mevrouw|mr|dr|dhr|mevr",
        titled=r"[Mm]eneer|[Mm]evrouw|[Dd]hr\.|[Mm]evr\.|Dr\.",
        present="hier",
        sign_offs="(?:met )?(?:vriendelijke )?(?:groet|groeten|groetjes)",
        hesitations="eh+|ehm+",
        infixes="van de der den ter ten te",
        ends="""
            en of maar ik jij je u hij zij ze wij we dit dat het de een ben is heb had
            kan zal wil moet bel belde woon uit op in te naar voor om niet hier bij toen
            nu dus dan ja nee hoi dank bedankt fout verkeerd gespeld mijn uw aan van met
            klant klantenservice medewerker collega iemand veranderd gewijzigd kwijt
            waar hoe wat adres mail telefoon mobiel account wachtwoord
        """,
        no_names="""
            allemaal iedereen klant heer mevrouw meneer forum community welkom groet
            groeten
        """,
    ),
    numbers=Numbers(
        number_words="nummer nr",
        between="mijn is dat de eh ehm",
        national_id_labels="bsn-nummer bsn burgerservicenummer sofinummer",
        account_labels="rekeningnummer bankrekening",
        phone_labels="telefoon mobiel",
        customer_labels="klant klanten lid lidmaatschaps abonnement",
        order_labels="order bestelling bestel zaak referentie factuur",
        national_id_words="bsn|burgerservice|sofinummer",
        national_ids=(
            NumberPlan(
                is_valid=_is_bsn,
                groups=frozenset({(9,), (3, 3, 3), (4, 2, 3)}),
                sure=False,
                any_groups=True,
                bare_groups=frozenset({(9,)}),
            ),
        ),
        calling_code=31,
        other_before="datum versie foutcode code serienummer",
        units="minuten|uur|dagen|keer|meter|van",
        spoken_ats="apenstaartje",
        spoken_dots="punt",
        spoken_joints="underscore",
    ),
    addresses=Addresses(
        endings="straat gracht plantsoen",
        capital_endings="laan weg plein kade singel dreef steeg hof pad",
        own_words="plein laan weg straat",
        postcodes="[0-9]{4}[ ]?[A-Z]{2}",
        # A postcode with a house number is one front door.
        shapes=r"""
(?<![\w])[1-9][0-9]{3}[ ]?[A-Za-z]{2}[ ,]{1,2}(?:(?:met[ ])?(?:huisnummer|nummer
  |nr\.?)[ ])[0-9]{1,4}(?:[ ]?[A-Z]|[a-z])?(?!\w)
""",
    ),
    titles=Titles(
        fillers="zeg maar",
        my_name="mijn naam",
        i="ik",
        called="heet ben",
        this="dit hier",
        is_="is",
        introductions="(?:u spreekt )?met(?: (?:mevrouw|meneer|de heer))?",
        here="hier",
        speaking="aan de lijn",
        from_where="uit van",
        and_="en",
        before_marks="op naar van aan in is",
        good="goede",
        times_of_day="morgen middag avond",
        hellos="hoi",
        openings=r"hallo|dag(?=\s*[,.!])|ja+|nee(?=,)|ok|oké|nou|tja|maar|bedankt|sorry"
        r"|en(?=\s+(?:ik|hoe|wat|kan|waarom|wanneer)\b)|oh+|ah+",
        dear="beste geachte",
        subject_openings="vervolg|herinnering|spoed|belangrijk|betreft|betreffende"
        "|(?:uw|je|jouw) vraag",
        subject_short="betr",
        regarding="betreffende",
        asking=r"""
hoe|waarom
(?:wat|waar|welke|wanneer|wie) (?:is|zijn|kan|moet|doe|kost|krijg|komt|wordt|gaat|vind
  |gebeurt|betekent)
""",
        verbs="kan mag moet heb is werkt",
        persons="ik je jij jullie u het er mijn",
        answers=r"ja|jaja|nee|ok|oke|oké|oh|ah+|aha|haha\w*|lol|hèhè|pfoe|hè|bedankt",
        if_words="als",
        if_persons="hij ze",
        does_words="kan moet mag heeft is gaat",
        does_persons="hij zij ze",
        leaning="want|omdat|daarna|dus|dan|hij|zij|ze|dat|dit|die|zijn|haar|hun|toen|en"
        "|maar|of",
        first_person="ik|wij|mijn|m'n",
    ),
    left_empty={
        "mail.header_fields": "mail-parser-reply knows them",
        "mail.farewells_alone": "none of the farewells begins a sentence",
        "names.sign_offs_of_thanks": '"bedankt" goes on more often than it signs',
        "numbers.accounts": "all are IBANs",
        "titles.exclamations": "all are among the answers",
    },
)
