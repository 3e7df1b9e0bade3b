"""German."""

import stopwordsiso

from .language import Addresses, Cues, Examples, Language, Mail, Names, Numbers, Titles

LANGUAGE = Language(
    code="de",
    aliases=(),
    stemmer="german",
    stop_words=frozenset(stopwordsiso.stopwords("de")),
    small_talk="""
        hallo guten tag moin danke bitte gruß grüße freundlichen entschuldigung name
        abend schönen hilfe frage tschüss wiederhören wiedersehen
    """,
    needs="wie|warum|was|wann|wo|kann|möchte|brauche|nicht|funktioniert|frage|hilfe"
    "|problem",
    abbreviations="""
    abt betr bspw bzgl bzw ca dr einschl evtl exkl fa fr ggf ggfs hr hrn inkl insb lt
    max mind mtl nr prof ref sog st str tel tgl vgl vorauss vs zb zzgl 1 2 3 4 5 6 7 8
    9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
    """,
    quotation_marks=("„", "“"),
    capital_nouns=True,
    answers_stress=True,
    cues=Cues(
        reassurance=r"""
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
""",
        prefers_person=r"""
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
""",
        account=r"""
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
""",
        asked_who=r"""
(?:kunden|bestell|auftrags|konto|rechnungs|vertrags|vorgangs|buchungs)[- ]?(?:nummer
  |nr)
geburtsdatum
postleitzahl
(?:wie lautet|wie ist|welche[nrs]?|darf ich|können sie mir) … (?:name\w*|nummer
  |adresse|e-?mail\w*|bestellung)\b[^.?!]{0,20}\?
""",
        looked_up="""
(?:ich|wir) sehen?
sehe ich
mal sehen
ich (?:schaue|prüfe|kontrolliere)
schaue
nachschauen
""",
        another_matter=r"""
noch (?:eine|'?ne|1) (?:andere |kurze |weitere |letzte |kleine )?(?:frage|sache|bitte)
noch ein (?:anderes |weiteres |kleines )?(?:anliegen|thema|problem)
(?:noch )?ein (?:anderes|weiteres|zweites) (?:anliegen|thema|problem)
eine (?:andere|weitere|zweite) (?:frage|sache|bitte)
meine (?:zweite|andere|nächste) frage
frage (?:nummer )?(?:zwei|drei|2|3)
noch (?:et)?was(?: anderes)?(?=\s*[:,.!])
(?:wenn|wo|da|während) ich (?:sie|dich|euch) (?:schon |gerade |eh |nun )+(?:mal )?(?:am
  |an|habe|dran|in|sprech)
""",
        besides="""
auch
außerdem
ausserdem
zudem
übrigens
darüber hinaus
des ?weiteren
zusätzlich
nebenbei
""",
        several=r"""
(?:zwei|drei|vier|2|3|4|einige|mehrere|ein paar) (?:\w+ )?(?:fragen|dinge|anliegen
  |probleme|punkte)
""",
        asked="""
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
""",
        anything_else=r"""
(?:sonst )?noch (?:et)?was … (?:tun|helfen|behilflich|wissen|klären)
sonst noch (?:et)?was
sonst noch … (?:helfen|fragen|behilflich)
(?:noch (?:weitere |andere |mehr )?|weitere |andere )fragen\b[^.!?]{0,40}\?
""",
    ),
    examples=Examples(
        reassurance="""
Ich möchte nur sicher sein, dass es geklappt hat.
Haben Sie mein Formular erhalten? Ich habe keine Bestätigung bekommen.
Ich habe es gestern online geändert, ist es bei Ihnen eingetragen?
Ich habe am Donnerstag den Zählerstand gemeldet, aber keine Mail bekommen. Haben Sie
  ihn?
Gestern Abend habe ich die Karte gesperrt. Ist sie jetzt wirklich gesperrt? Ich habe
  Angst, dass jemand sie benutzt.
Ich habe online verlängert, sehe aber noch nichts. Habe ich es richtig gemacht?
""",
        prefers_person="""
Ich möchte mit einem Menschen sprechen, nicht mit einem Roboter.
Ich mag keine Webseiten und Apps, können Sie das für mich machen?
Kann mich jemand zurückrufen?
Mein Sohn sagt, alles steht im Internet, aber ich habe keinen Computer und will auch
  keinen. Können Sie das nicht einfach erledigen, solange ich am Telefon bin?
Schicken Sie mir keine Links mehr. Ich will, dass ein Mensch mir sagt, was ich tun
  soll.
Ich bin alt und habe das immer mit einem Menschen gemacht.
""",
        account="""
Können Sie meinen Fall ansehen? Mit meinem Konto stimmt etwas nicht.
Sie haben zweimal abgebucht, ich will mein Geld zurück.
Meine Bestellung steht seit zwei Wochen auf «in Bearbeitung».
Ich habe bezahlt und bekomme trotzdem Mahnungen.
Ich habe die Reise im März storniert und sollte das Geld in zehn Tagen bekommen. Jetzt
  ist Mai und nichts ist da. Können Sie klären, wo es bleibt?
Die Rechnung ist über viertausend, aber ich war den ganzen Monat weg. Das kann nicht
  stimmen, jemand muss sich das ansehen.
Sie haben mich mit einem anderen Kunden gleichen Namens verwechselt.
Es wartet seit neun Tagen auf Genehmigung. Woran liegt das?
Ich habe im August gekündigt und bekomme immer noch Rechnungen. Bitte klären Sie das.
Wir haben den ganzen Tag gewartet, aber niemand kam, und jetzt ist der Termin weg.
""",
        other="""
Danke für die Hilfe, schönen Tag noch!
Entschuldigung, falsche Nummer.
Wir haben ein tolles Angebot für Ihr Unternehmen.
oh Entschuldigung, ich wollte das Krankenhaus, tschüss
Ihr Fahrer war gestern so nett zu meiner Mutter, richten Sie ihm unseren Dank aus.
""",
    ),
    mail=Mail(
        forwarded=r"""
-{2,} ?(?:Weitergeleitete Nachricht|Ursprüngliche Nachricht) ?-{2,}
Anfang der [^\n]{0,40}Nachricht:
""",
        wrote="schrieb",
        subject_marks="aw",
        sent_with="gesendet (?:von|mit)",
        my_device="meine[mr]?",
        phone_signatures="von meine[mr] .{0,30} gesendet$",
        this="diese[rs]?|die",
        mail=r"nachricht\w*|e-?mail\w*",
        confidential="vertraulich",
        disclaimer_titles="disclaimer",
        environment="umwelt",
        print_out=r"ausdruck\w*",
        farewells=r"""
mfg
(?:mit )?(?:freundlich|lieb|best|viel|schön)en? gr(?:ü|ue)(?:ß|ss)en?
""",
        thanks="(?:vielen )?dank(?:e)?(?: im voraus)?",
    ),
    names=Names(
        introductions="ich heiße|ich heisse|mein name ist|sie sprechen mit|hier spricht"
        "|es spricht",
        openings="hier ist",
        speaking="am apparat",
        after="und|hier",
        greetings="hallo|ja|guten (?:tag|morgen|abend)",
        salutations="hallo|liebe[r]?|sehr geehrter?",
        persons="herr|frau|dr",
        titled=r"Herr|Frau|Dr\.",
        present="hier",
        sign_offs="(?:mit )?(?:freundlichen?|viele[n]?)"
        " (?:grüße|grüsse|grueße|gruesse)n?|gruß|mfg",
        hesitations="äh+m?",
        infixes="von der den zu zur",
        ends="""
            und oder aber der die das ich du er sie es wir ihr ein eine bin ist habe
            hatte kann soll will möchte muss rufe wohne aus auf in zu nach für um nicht
            hier bei wenn jetzt so dann ja nein hallo danke falsch geschrieben mein
            kunde kundenservice mit wegen eh ehm uh uhm äh adresse mail telefon mobil
        """,
        no_names="alle kunde damen herren moderator forum",
    ),
    numbers=Numbers(
        number_words="nummer nr",
        between="ist das",
        account_labels="kontonummer kontonr",
        phone_labels="telefon mobil handy rufnummer",
        customer_labels="kunden kunde",
        order_labels="bestell bestellung referenz vorgangs auftrags rechnungs",
        calling_code=49,
        other_before="datum version fehlercode code kanal",
        units="minuten|stunden|meter",
        spoken_ats="klammeraffe ät",
        spoken_dots="punkt",
        spoken_joints="underscore",
    ),
    addresses=Addresses(
        endings="straße strasse",
        capital_endings="str weg allee platz damm ring ufer stadt gasse hof",
        own_words="straße str platz allee weg",
    ),
    titles=Titles(
        fillers="ä+h+m?",
        my_name="mein name",
        i="ich",
        called="heiße bin",
        this="hier",
        is_="ist",
        here="hier",
        and_="und",
        before_marks="auf an von ist",
        good="guten",
        times_of_day="morgen tag abend",
        hellos="hi|hey",
        openings="hallo|moin|ja+|ok|okay|tja|danke|sorry|oh+|ah+",
        dear="liebe liebes lieber",
        subject_openings="nachfrage|erinnerung|dringend|wichtig|ihre (?:frage|anfrage)",
        subject_short="betr betreff",
        asking="wie|warum|wann",
        verbs="kann darf ist muss",
        persons="ich sie es wir ihr",
        answers=r"ja|jaja|ok|okay|oh|ah+|aha|haha\w*|danke",
        does_words="kann soll hat ist",
        does_persons="er",
        leaning="denn|weil|danach|dann|er|sie|es|das|dies|und",
        first_person="ich|wir|mein",
    ),
    left_empty={
        "mail.attributions": "mail-parser-reply knows them",
        "mail.header_fields": "mail-parser-reply knows them",
        "mail.farewells_alone": "none of the farewells begins a sentence",
        "names.said_first": 'the name comes last: "ich heiße"',
        "names.calling_first": 'the name comes last: "ich heiße"',
        "names.likely": '"ich bin" leads to a trade or a town as often as to a name',
        "names.sign_offs_of_thanks": '"danke" goes on more often than it signs',
        "numbers.national_id_labels": "no number of all people is used with customers",
        "numbers.national_id_words": "no number of all people is used with customers",
        "numbers.national_ids": "no number of all people is used with customers",
        "numbers.accounts": "all are IBANs",
        "addresses.postcodes": "five digits, which are known",
        "addresses.shapes": "the house number stands behind the street",
        "titles.introductions": "all are made of two of the parts",
        "titles.speaking": '"am Apparat" goes without the mark of the name as well',
        "titles.from_where": '"aus" leads to the matter as often as to a town',
        "titles.regarding": '"betreffs" is out of use',
        "titles.exclamations": "none was heard that is not among the answers",
        "titles.if_words": "the verb comes last, so two words tell nothing",
        "titles.if_persons": "the verb comes last, so two words tell nothing",
    },
)
