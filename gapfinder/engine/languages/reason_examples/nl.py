"""What customers say in Dutch who need no new content; see `prototypes`."""

REASSURANCE = """
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
"""

PREFERS_PERSON = """
Ik wil een echt mens spreken, geen robot.
Kunt u mij doorverbinden met een medewerker?
Ik houd niet van websites en apps, kunt u het voor mij doen?
Kan iemand mij terugbellen?
Mijn zoon zegt dat alles op internet staat, maar ik heb geen computer en wil er ook
  geen. Kunt u het niet gewoon regelen terwijl ik aan de lijn ben?
Stuur mij geen linkjes meer. Ik wil een mens die mij vertelt wat ik moet doen.
Ik wil dat niet hier opschrijven, bel mij.
Ik ben op leeftijd en heb dit altijd met een mens geregeld, dat vind ik prettiger.
"""

ACCOUNT = """
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
"""

OTHER = """
Bedankt voor de hulp, fijne dag nog!
Sorry, ik heb het verkeerde nummer gebeld.
Wij hebben een mooie aanbieding voor uw bedrijf.
Ik wilde alleen zeggen dat uw collega geweldig was.
o sorry, ik moest het ziekenhuis hebben, dag
Jullie chauffeur was gisteren zo lief voor mijn moeder, bedank hem van ons allemaal.
let er niet op, ik test alleen of de chat werkt
Wij leveren kantoormeubels en sturen u graag onze nieuwe catalogus.
"""
