"""What customers say in German who need no new content; see `prototypes`."""

REASSURANCE = """
Ich möchte nur sicher sein, dass es geklappt hat.
Haben Sie mein Formular erhalten? Ich habe keine Bestätigung bekommen.
Ich habe es gestern online geändert, ist es bei Ihnen eingetragen?
Ich habe am Donnerstag den Zählerstand gemeldet, aber keine Mail bekommen. Haben Sie
  ihn?
Gestern Abend habe ich die Karte gesperrt. Ist sie jetzt wirklich gesperrt? Ich habe
  Angst, dass jemand sie benutzt.
Ich habe online verlängert, sehe aber noch nichts. Habe ich es richtig gemacht?
"""

PREFERS_PERSON = """
Ich möchte mit einem Menschen sprechen, nicht mit einem Roboter.
Ich mag keine Webseiten und Apps, können Sie das für mich machen?
Kann mich jemand zurückrufen?
Mein Sohn sagt, alles steht im Internet, aber ich habe keinen Computer und will auch
  keinen. Können Sie das nicht einfach erledigen, solange ich am Telefon bin?
Schicken Sie mir keine Links mehr. Ich will, dass ein Mensch mir sagt, was ich tun
  soll.
Ich bin alt und habe das immer mit einem Menschen gemacht.
"""

ACCOUNT = """
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
"""

OTHER = """
Danke für die Hilfe, schönen Tag noch!
Entschuldigung, falsche Nummer.
Wir haben ein tolles Angebot für Ihr Unternehmen.
oh Entschuldigung, ich wollte das Krankenhaus, tschüss
Ihr Fahrer war gestern so nett zu meiner Mutter, richten Sie ihm unseren Dank aus.
"""
