"""What customers and agents say in German, by the reason for contact; see `cues`."""

REASSURANCE = r"""
(?:können|könnten|kann|könnt) (?:sie|ihr|jemand|du) (?:\w+ ){0,3}(?:prüfen|nachsehen
  |schauen|kontrollieren),? ob
(?:nur|bloß|gern|einfach|ganz) … (?:sicher ?(?:sein|gehen)|sichergehen|nachfragen ob
  |wissen,? (?:ob|dass)|vergewissern|nachsehen|überprüfen|bestätig\w+)
sichergehen
sicher gehen
auf nummer sicher
zur sicherheit
vergewissern
sicher sein,? (?:dass|ob)
(?:geklappt|durchgegangen|angekommen|eingegangen|funktioniert hat|erfolgreich war
  |hingehauen|übernommen wurde)\b
(?:haben|hast|habt) (?:sie|du|ihr) … (?:erhalten|bekommen|empfangen|vorliegen
  |registriert|gekriegt)
(?:keine?n?|nicht|nie|nichts|ohne) … (?:bestätigung\w*|eingangsbestätigung|quittung
  |rückmeldung|(?:mail|antwort|sms) (?:bekommen|erhalten))\b
(?:ist|sind|wurde|wurden|war|bin) (?:es|das|alles|meine?|der|die|jetzt|ich)
  … (?:registriert|gespeichert|bestätigt|eingegangen|in ordnung|gültig|eingetragen
  |angemeldet|gekündigt|hinterlegt|gesperrt|gebucht|erfasst|vermerkt)\b
(?:können|könnten|kann|könnt|würden) (?:sie|ihr|jemand|du|man) … bestätigen
bitte … bestätigen
(?:habe|hab) ich … (?:richtig|falsch) gemacht
(?:angst|unsicher|nervös|sorge|sorgen) … (?:geklappt|nicht|ob|angekommen)
"""

PREFERS_PERSON = r"""
(?:einem?n?|echte[rnms]?|richtige[rnms]?
  |lebende[rnms]?) (?:echten? |richtigen? |lebenden? )?(?:mensch\w*|person)\b
mensch(?: bitte| jetzt)
menschliche\w* (?:mitarbeiter\w*|person|ansprechpartner\w*)
aus fleisch und blut
(?:sprechen|reden|telefonieren|spreche|rede|sprechen,) … (?:mit )?(?:einem|jemand\w*
  |ihnen|euch|menschen|mitarbeiter\w*)
mit (?:einem|einer|jemand\w*) (?:\w+ )?(?:sprechen|reden|telefonieren|verbinden
  |mitarbeiter\w*|berater\w*|menschen?)
(?:mitarbeiter|berater|agent|kundendienst)(?:in)? (?:bitte|jetzt)
(?:verbinden|stellen) sie mich
durchstellen
verbinde mich
weiterverbinden
(?:rufen|ruf) (?:sie )?(?:mich|uns)
rückruf\w*
zurückrufen
zurückgerufen
angerufen werden
mich (?:jemand )?anrufen
anrufen\?
(?:nicht|kein\w*|statt|satt|leid|hasse|als) … (?:ro)?bot(?:er|s)?\b
(?:mit|gegen) (?:einem|einer|dem) (?:ro)?(?:bot|roboter|maschine|computer|automaten)
(?:mag|benutze|will|traue|möchte|verstehe|brauche) (?:ich )?(?:keine?n?|nicht)
  … (?:apps?|webseiten?|internetseiten?|internet|computer\w*|links?|formulare?
  |smartphones?|technik)\b
hasse … (?:apps?|webseiten?|formulare?|computer)
habe (?:ich )?kein(?:en|e)? (?:computer|smartphone|app|internet zu hause)
nicht … (?:gut|fit|geübt|zurecht|geschickt|versiert|vertraut) (?:mit|in|am)?
  … (?:computer\w*|technik|sowas|apps?|handy\w*|internet|dem)?
(?:können|könnten|kann|könnte|würden|dass) (?:sie|ihr|jemand|man) … (?:für mich
  |für uns|für meine \w+) … (?:machen|erledigen|ändern|übernehmen|einrichten
  |ausfüllen)?
für mich (?:machen|erledigen)
am (?:apparat|telefon) (?:bleiben|dabei)
dran ?bleiben
in der leitung
mit mir (?:zusammen|durchgeh\w*|gemeinsam)
schritt für schritt
eins nach dem anderen
langsam erklären
(?:lieber|am liebsten|besser
  |angenehmer) (?:mit |kurz |direkt |persönlich |am |per )*(?:sprechen|reden
  |telefon\w*|anrufen|jemand\w*|einem|persönlich)
persönlich(?:en)? (?:sprechen|ansprechpartner\w*|kontakt)
telefonisch
(?:schön|gut|endlich|froh) … (?:menschen?|stimme)
altmodisch
sehe (?:so )?schlecht
sehbehindert
ist (?:da|dort|hier) (?:jemand|ein mensch)
"""

ACCOUNT = r"""
(?:hängt|hänge|steckt|stockt|bleibt) (?:\w+ )?(?:fest|hängen|still)?\b
festgefahren
steht (?:\w+ ){0,4}(?:auf|als|bei) [„"'«“](?:in|wart|bear|off)
in bearbeitung
wird bearbeitet
(?:zweimal|doppelt|dreimal|zwei mal|2 ?x|zu viel) (?:\w+ )?(?:abgebucht|bezahlt
  |berechnet|belastet|eingezogen|überwiesen)
(?:abgebucht|bezahlt|berechnet|belastet) (?:\w+ )?(?:zweimal|doppelt)
doppelte? (?:abbuchung|zahlung|rechnung|belastung)
(?:habe|hab|ich|wir) … (?:bereits |schon |längst )?(?:bezahlt|zurückgeschickt
  |gekündigt|überwiesen|zurückgegeben) … (?:aber|trotzdem|und (?:jetzt|nun)
  |immer noch|dennoch) … (?:rechnung\w*|mahnung\w*|inkasso|gebühr\w*|forderung\w*
  |abgebucht|nicht|nichts)
obwohl ich … (?:bezahlt|gekündigt|zurückgeschickt|überwiesen)
(?:falsche[nrsm]?|fremde[nrsm]?|jemand anderem|eines anderen) (?:name\w*|person
  |adresse|konto|betrag|kunde\w*|profil|rechnung|preis)\b
verwechs\w+
zusammengelegt
(?:fall|vorgang\w*|aktenzeichen|ticket|beschwerde|schaden\w*|reklamation
  |referenz)\.?\s*(?:nr\.?|nummer|id)?\s*[:#]?\s*[a-z]{0,4}-?\d[\d-]{2,}
mein(?:en|em|er)? (?:fall|vorgang|beschwerde|schaden)\b
beschwerde\b
widerspr(?:eche|uch)
bestreite
(?:versprochen|versprach|zugesagt|zugesichert)
(?:niemand|keiner|nie) … (?:angerufen|gemeldet|geantwortet|gekommen|reagiert
  |zurückgerufen|gekümmert)
(?:können|könnten|kann|könnte|könnt|würden) (?:sie|ihr|jemand|du
  |bitte jemand)(?: mit zugriff| bei ihnen| bitte| mal)* … (?:nachsehen|nachschauen
  |prüfen|klären|herausfinden|untersuchen|korrigieren|berichtigen|anschauen
  |reinschauen|rückgängig)
untersuch\w*
was (?:ist|war) (?:da |hier |denn |mit )*(?:los|passiert|schiefgelaufen
  |schief gelaufen|falsch)
wer (?:hat|bearbeitet|kümmert sich um) (?:meinen|den|das)
(?:steht|zeigt|heißt) (?:es |da |dort |die \w+ )?(?:immer noch|noch immer|nur
  |plötzlich)\b
wenden sie sich an
kontaktieren sie
(?:konto|profil|karte|nummer|zugang) (?:ist |wurde |war )?(?:\w+ )?(?:gesperrt
  |blockiert|geschlossen|deaktiviert|eingefroren|gelöscht)
(?:erstatt\w*|rückerstatt\w*|rückzahlung|geld|gutschrift|entschädigung) … (?:nicht
  |noch|wochen|warte|versprochen|zurück|wo)
(?:nicht|nie|warte auf|wo bleibt|noch keine) … (?:erstattung\w*|rückerstattung|geld
  |gutschrift|rückzahlung)
geld zurück
(?:bei|von) ihnen (?:liegt|im system)
ihr(?:e|en)? (?:fehler|schuld|versehen)
nie (?:bestellt|unterschrieben|gekauft|kunde gewesen|erhalten|beauftragt)
nicht (?:von mir )?bestellt
kann (?:doch )?nicht (?:sein|stimmen)
ausgegraut
(?:verschwunden|weg) (?:aus|von)
"""

ASKED_WHO = r"""
(?:kunden|bestell|auftrags|konto|rechnungs|vertrags|vorgangs|buchungs)[- ]?(?:nummer
  |nr)
geburtsdatum
postleitzahl
(?:wie lautet|wie ist|welche[nrs]?|darf ich|können sie mir) … (?:name\w*|nummer
  |adresse|e-?mail\w*|bestellung)\b[^.?!]{0,20}\?
"""

LOOKED_UP = r"""
(?:ich|wir) sehen?
sehe ich
mal sehen
ich (?:schaue|prüfe|kontrolliere)
schaue
nachschauen
"""

ANOTHER_MATTER = r"""
noch (?:eine|'?ne|1) (?:andere |kurze |weitere |letzte |kleine )?(?:frage|sache|bitte)
noch ein (?:anderes |weiteres |kleines )?(?:anliegen|thema|problem)
(?:noch )?ein (?:anderes|weiteres|zweites) (?:anliegen|thema|problem)
eine (?:andere|weitere|zweite) (?:frage|sache|bitte)
meine (?:zweite|andere|nächste) frage
frage (?:nummer )?(?:zwei|drei|2|3)
noch (?:et)?was(?: anderes)?(?=\s*[:,.!])
(?:wenn|wo|da|während) ich (?:sie|dich|euch) (?:schon |gerade |eh |nun )+(?:mal )?(?:am
  |an|habe|dran|in|sprech)
"""

BESIDES = r"""
auch
außerdem
ausserdem
zudem
übrigens
darüber hinaus
des ?weiteren
zusätzlich
nebenbei
"""

SEVERAL = r"""
(?:zwei|drei|vier|2|3|4|einige|mehrere|ein paar) (?:\w+ )?(?:fragen|dinge|anliegen
  |probleme|punkte)
"""

ASKED = r"""
(?:können|könnten|würden|wollen) (?:sie|wir)
(?:kannst|könntest|würdest) du
(?:kann|könnte) (?:mir|man)
wie (?:kann|geht|lange|viel|hoch|oft|bekomme|komme|mache|ändere|kündige|muss|soll)
(?:wieviel|warum|wieso|weshalb|wann|welche[rsn]?)
wo (?:kann|finde|ist|muss)
was (?:kostet|ist|muss|kann|passiert|mache)
ich (?:auch )?(?:möchte|will|wollte|brauche|bräuchte|benötige|würde)
(?:möchte|will|wollte|brauche|bräuchte|benötige|würde) ich
(?:frage|fragte) (?:ich )?mich
(?:ist es|wäre es|gibt es)
bitte
"""

ANYTHING_ELSE = r"""
(?:sonst )?noch (?:et)?was … (?:tun|helfen|behilflich|wissen|klären)
sonst noch (?:et)?was
sonst noch … (?:helfen|fragen|behilflich)
(?:noch (?:weitere |andere |mehr )?|weitere |andere )fragen\b[^.!?]{0,40}\?
"""
