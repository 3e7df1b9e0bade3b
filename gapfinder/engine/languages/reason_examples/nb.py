"""What customers say in Norwegian who need no new content; see `prototypes`."""

REASSURANCE = """
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
"""

PREFERS_PERSON = """
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
"""

ACCOUNT = """
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
"""

OTHER = """
Takk for hjelpen, ha en fin dag!
Beklager, jeg har ringt feil nummer.
Vi har et godt tilbud til bedriften din.
Jeg ville bare skryte av kollegaen din.
oi, beklager, jeg skulle ha sykehuset, ha det
Sjåføren deres var så snill mot moren min i går, si takk til ham fra oss alle.
ikke bry deg, jeg tester bare om chatten virker
"""
