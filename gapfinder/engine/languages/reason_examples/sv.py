"""What customers say in Swedish who need no new content; see `prototypes`."""

REASSURANCE = """
Jag vill bara vara säker på att det gick igenom.
Har ni fått min anmälan? Jag har inte fått någon bekräftelse.
Jag ändrade det på hemsidan i går, är det registrerat hos er?
Jag sa upp förra veckan och har inte hört något, är det klart?
Jag skickade in mätarställningen i torsdags men fick inget mejl. Har ni fått den?
Jag bytte tid i appen i morse men den gamla står kvar. Är ändringen sparad eller måste
  jag göra om det?
Spärrade kortet i går kväll. Är det verkligen spärrat nu? Jag är så rädd att någon
  använder det.
Jag förnyade på nätet men ser inget ännu. Har jag gjort rätt?
"""

PREFERS_PERSON = """
Jag vill prata med en riktig människa, inte en robot.
Kan du koppla mig till en person?
Jag tycker inte om hemsidor och appar, kan du göra det åt mig?
Kan någon ringa upp mig?
Min son säger att allt finns på nätet, men jag har ingen dator och vill inte ha någon.
  Kan inte du bara ordna det medan jag är kvar i luren?
Skicka inga fler länkar. Jag vill ha en människa som talar om vad jag ska göra.
Jag vill inte skriva om det här, ring mig.
Jag är gammal och har alltid gjort det här med en människa, det känns tryggast.
"""

ACCOUNT = """
Kan du titta på mitt ärende? Det är något fel på mitt konto.
Ni har dragit pengar två gånger, jag vill ha pengarna tillbaka.
Min beställning har stått som «behandlas» i två veckor.
Jag har klagat förut men ingen har följt upp mitt ärende.
Mitt konto är spärrat och det står att jag måste kontakta er.
Jag har betalat men får ändå påminnelser.
Jag avbokade resan i mars och skulle få pengarna inom tio dagar. Nu är det maj och
  inget har kommit. Kan ni ta reda på var de är?
Paketet har stått som «ute för leverans» sedan tisdag och chauffören säger att han var
  här. Var är det?
Räkningen är på fyra tusen men jag var bortrest hela månaden. Det kan inte stämma,
  någon måste titta på det.
Ni har blandat ihop mig med en annan kund med samma namn och nu får jag hennes brev.
Jag pratade med en av er förra veckan om mitt ärende och han skulle ringa. Vem har det
  nu?
Jag är registrerad med fel födelsedatum och kan inte ändra det själv.
Det har väntat på godkännande i nio dagar. Vad är det som stoppar?
Jag avslutade i augusti och får fortfarande fakturor. Ta reda på varför och ta bort
  dem.
Poängen för mitt senaste köp saknas på mitt konto, lägg till dem.
"""

OTHER = """
Tack för hjälpen, ha en bra dag!
Ursäkta, jag har ringt fel nummer.
Vi har ett bra erbjudande till ert företag.
Jag ville bara berömma din kollega.
oj, förlåt, jag skulle till sjukhuset, hej då
Er chaufför var så snäll mot min mamma i går, hälsa honom tack från oss alla.
bry dig inte, jag testar bara om chatten fungerar
Vi hjälper företag att synas på nätet, när passar ett möte?
"""
