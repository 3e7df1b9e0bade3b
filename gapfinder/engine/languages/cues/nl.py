"""What customers and agents say in Dutch, by the reason for contact; see `cues`."""

REASSURANCE = r"""
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
"""

PREFERS_PERSON = r"""
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
"""

ACCOUNT = r"""
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
"""

ASKED_WHO = r"""
(?:klant|order|bestel|factuur|zaak|polis|dossier|boekings)[- ]?(?:nummer|nr)
geboortedatum
postcode
(?:welke?|op welke?|mag ik|kunt u|wat is) … (?:naam|nummer|adres|e-?mail\w*
  |mailadres|bestelling)\b[^.?!]{0,20}\?
"""

LOOKED_UP = r"""
(?:ik|we) zie
zie ik
even zien
ik kijk
kijk(?:en)? (?:even|mee)
even kijken
ik check
"""

ANOTHER_MATTER = r"""
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
"""

BESIDES = r"""
(?<!dan )(?<!maar )ook(?! al)
daarnaast
bovendien
trouwens
overigens
verder
tevens
eveneens
"""

SEVERAL = r"""
(?:twee|drie|vier|2|3|4|enkele|meerdere|een paar|wat) (?:\w+ )?(?:vragen|dingen|zaken
  |problemen|punten)
"""

ASKED = r"""
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
"""

ANYTHING_ELSE = r"""
(?:nog|verder|anders) (?:nog )?(?:iets(?: anders)?|ergens(?: anders)?) … (?:helpen|doen
  |betekenen|dienst|weten)
(?:verder|anders) nog (?:iets|wat|vragen)
nog (?:iets(?: anders)?|meer|vragen|andere vragen)\s*\?
(?:andere|meer|overige) vragen\b[^.!?]{0,40}\?
"""
