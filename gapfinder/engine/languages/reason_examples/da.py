"""What customers say in Danish who need no new content; see `prototypes`."""

REASSURANCE = """
Jeg vil bare være sikker på, at det gik igennem.
Har I modtaget min formular? Jeg har ikke fået en bekræftelse.
Jeg ændrede det på hjemmesiden i går, er det registreret?
Jeg indsendte måleraflæsningen i torsdags, men fik ingen mail. Har I fået den?
Jeg spærrede kortet i aftes. Er det virkelig spærret nu? Jeg er så bange for, at nogen
  bruger det.
Jeg fornyede på nettet, men kan ikke se noget endnu. Har jeg gjort det rigtigt?
"""

PREFERS_PERSON = """
Jeg vil tale med et rigtigt menneske, ikke en robot.
Jeg kan ikke lide hjemmesider og apps, kan du gøre det for mig?
Kan nogen ringe til mig?
Min søn siger, at det hele ligger på nettet, men jeg har ingen computer. Kan du ikke
  bare ordne det, mens jeg er i røret?
Send ikke flere links. Jeg vil have et menneske, der fortæller mig, hvad jeg skal
  gøre.
Jeg er gammel og har altid gjort det her med et menneske.
"""

ACCOUNT = """
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
"""

OTHER = """
Tak for hjælpen, hav en god dag!
Undskyld, jeg har ringet forkert.
Vi har et godt tilbud til jeres virksomhed.
ups, undskyld, jeg skulle have fat i sygehuset, farvel
Jeres chauffør var så sød ved min mor i går, sig tak til ham fra os alle.
"""
