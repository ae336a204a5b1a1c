"""Sentences for the talks of ANNA between first talk and farewell. `{name}` is the person, `{title}` the activity."""

# Setting, minutes, sentence.
BETWEEN = (
    ("phone", 10, "{name} hat angerufen und den Termin bestätigt; der Bus fährt wieder im gewohnten Takt."),
    ("phone", 15, "Kurz über die Woche gesprochen: Die Kinder sind wieder in der Schule, der Vormittag ist frei."),
    ("office", 40, "Bewerbung gemeinsam durchgesehen und zwei Sätze ergänzt, die {name} selbst formuliert hat."),
    ("walk_and_talk", 45, "Spaziergang um den Ort: {name} hat erzählt, was seit dem letzten Mal gelungen ist."),
    ("video", 25, "Videogespräch wegen der Schließung der Büros; nächste Schritte in Stichworten festgehalten."),
    ("office", 35, "Unterlagen geordnet, drei Briefe gelesen und beantwortet."),
    ("phone", 10, "Rückfrage zur Betreuung in den Ferien: Die Ferienbetreuung der Schule ist angemeldet."),
    ("decentral_office", 30, "Im Familienzentrum getroffen; {name} hat die Elterngruppe kennengelernt."),
    ("home_visit", 60, "Hausbesuch auf Wunsch von {name}: Wochenplan aufgestellt, wer wann wo ist."),
    ("group", 90, "Stammtisch: {name} war zum ersten Mal dabei und hat eine Fahrgemeinschaft verabredet."),
    ("group", 90, "Gruppencoaching zum Thema Vorstellungsgespräch; {name} hat die Rolle des Betriebs gespielt."),
    ("phone", 15, "Rückmeldung aus dem Probearbeiten: {name} fand die Kollegen freundlich, die Wege weit."),
    ("office", 50, "Stärken gesammelt: {name} nennt Geduld, Pünktlichkeit und Organisieren mit wenig Zeit."),
    ("company", 40, "Gespräch im Betrieb über Arbeitszeiten, die zu den Schulzeiten passen."),
    ("phone", 10, "{name} fragt nach dem Stand der Kostenzusage; Rückruf für morgen vereinbart."),
    ("neighbourhood", 30, "Auf dem Spielplatz verabredet, weil die OGS geschlossen war; Bewerbungsfoto besprochen."),
    ("office", 45, "Zwischenstand der Ziele angesehen; eines ist erreicht, eines wird neu formuliert."),
    ("video", 30, "Lernvideo gemeinsam angesehen, Fragen notiert; {name} möchte in diesem Tempo weitermachen."),
    ("office", 30, "Brief der Schule zur Anmeldung besprochen, Formular ausgefüllt."),
    ("phone", 20, "{name} hat selbst beim Betrieb angerufen und einen Termin bekommen."),
    ("decentral_office", 35, "Sprechstunde im Ort: Fahrplan herausgesucht, Monatskarte beantragt."),
    ("walk_and_talk", 40, "Weg zur möglichen Arbeitsstelle gemeinsam abgegangen: 18 Minuten zu Fuß."),
    ("office", 40, "{name} hat den Wochenplan mitgebracht; seit zwei Wochen klappt der Morgen ohne Eile."),
    ("phone", 10, "Termin auf Bitte von {name} um eine Woche verschoben."),
)

# Kind of outcome -> sentences; the setting stands first.
ACHIEVED = {
    "extension": (
        ("phone", "{name} arbeitet jetzt mehr Stunden ({title}). Die Betreuung am Nachmittag ist geregelt."),
        ("company", "Gespräch im Betrieb nach der Umstellung ({title}): Dienstplan und Pausen passen."),
        ("office", "Mehr Stunden seit diesem Monat ({title}); neue Berechnung im Leistungsbereich angefragt."),
    ),
    "insured_employment": (
        ("phone", "{name} hat angefangen: {title}. Die erste Woche war anstrengend und gut."),
        ("company", "Besuch im Betrieb in der zweiten Woche ({title}): Einarbeitung läuft nach Plan."),
        ("office", "Vertrag mitgebracht ({title}). Lohn, Urlaub und erste Abrechnung gemeinsam gelesen."),
    ),
    "apprenticeship": (
        ("office", "Ausbildung hat begonnen: {title}. Berufsschultage und Fahrkarte besprochen."),
        ("phone", "{name} erzählt von den ersten Wochen der Ausbildung ({title}); das Berichtsheft liegt bereit."),
    ),
    "school_qualification": (("office", "{name} hat mit {title} begonnen; Bücher und Zeiten sind geklärt."),),
    "further_training": (
        ("office", "{name} nimmt teil: {title}. Kinderbetreuung für die Kurszeiten ist abgesprochen."),
        ("phone", "Nach dem ersten Tag ({title}): Der Anfang ist gelungen, sagt {name}."),
    ),
    "minijob": (
        ("phone", "{name} hat einen Minijob begonnen ({title}). Meldung an den Leistungsbereich ist erfolgt."),
        ("office", "Minijob seit Monatsbeginn ({title}); Arbeitszeiten in den Wochenplan eingetragen."),
        ("walk_and_talk", "Über die ersten Tage im Minijob gesprochen ({title}); eine Aufstockung ist denkbar."),
    ),
    "internship": (
        ("company", "Praktikum läuft ({title}); Rückmeldung im Betrieb gemeinsam mit {name} eingeholt."),
        ("phone", "Praktikum abgeschlossen ({title}). {name} möchte in diesem Feld weitergehen."),
    ),
    "course": (
        ("office", "{name} besucht den Kurs ({title}); Fahrtkosten und Bücher sind beantragt."),
        ("phone", "Seit Kursbeginn ({title}) spricht {name} bei Terminen die ersten Sätze ohne Übersetzung."),
    ),
}

FAREWELL = (
    "Abschlussgespräch: {name} nennt als wichtigsten Schritt, dass jemand gefragt hat, was die Familie selbst will.",
    "Rückblick auf zwei Jahre; {name} behält die Entlasskarte mit den Ansprechpersonen am Kühlschrank.",
    "Übergabe an das Jobcenter zu dritt; die nächsten Termine stehen fest, die Vermerke wurden durchgesehen.",
    "Abschluss mit Kaffee im Familienzentrum: Ziele angesehen, was offen ist, geht in den neuen Plan ein.",
    "{name} hat selbst zusammengefasst, was gelungen ist, und wer bei Fragen weiterhilft.",
    "Abschlussgespräch im Wohnumfeld; der Kontakt zum Stammtisch bleibt bestehen.",
)
