"""Codes used in the demo and the German words for them. The rooms have their own definitions; this is the map."""

SITES = ("Ennigerloh", "Everswinkel")
POSTCODES = {"Ennigerloh": "59320", "Everswinkel": "48351"}

RELATIONSHIPS = {
    "single_parent": "alleinerziehend",
    "parent": "Elternteil",
    "partner": "Partnerin oder Partner",
    "single": "alleinstehend",
    "child": "Kind",
    "adult_child": "volljähriges Kind",
    "other": "weiteres Mitglied",
}

SETTINGS = {
    "office": "Büro",
    "decentral_office": "dezentrale Anlaufstelle",
    "phone": "Telefon",
    "video": "Video",
    "home_visit": "Hausbesuch",
    "walk_and_talk": "Walk & Talk",
    "neighbourhood": "im Wohnumfeld",
    "company": "im Betrieb",
    "group": "Gruppe",
}

NEEDS = {
    "plain_language": "einfache Sprache",
    "confirm_in_writing": "Termine schriftlich bestätigen",
    "show_way_and_time": "Weg und Uhrzeit zeigen",
    "call_in_the_morning": "Anruf am Vormittag",
}

STATUS = {
    "planned": "geplant",
    "held": "hat stattgefunden",
    "missed": "nicht zustande gekommen",
    "cancelled": "abgesagt",
}

RESPONSIBLE = {
    "person": "die Person selbst",
    "jobcenter": "Jobcenter",
    "provider": "Träger",
    "third": "andere Stelle",
}

GOAL_LEVELS = {"lead": "Leitziel", "area": "Bereichsziel", "action": "Handlungsziel"}

BENEFITS = {
    "lunch": "Mittagsverpflegung",
    "tutoring": "Lernförderung",
    "school_participation": "Teilhabe (schulisch)",
    "social_participation": "Teilhabe (sozial & kulturell)",
}

STEPS = {
    "entitled": "Anspruch",
    "offered": "Angebot vorhanden",
    "known": "Angebot bekannt",
    "interested": "Angebot interessant",
    "applied": "Antrag gestellt",
    "granted": "Antrag bewilligt",
    "used": "Angebot wahrgenommen",
}

STEPS_OF = {
    # The sheet shows lunch without application and decision.
    "lunch": ("entitled", "offered", "known", "interested", "used"),
    "tutoring": tuple(STEPS),
    "school_participation": tuple(STEPS),
    "social_participation": tuple(STEPS),
}

REASONS = {
    "eats_at_home": "Möchte zuhause essen",
    "costs_not_covered": "Kosten nicht vollständig durch die Karte gedeckt",
    "school_covers": "Die Schule deckt das ab",
    "no_statement": "Kann dazu keine Aussage treffen",
    "teachers_see_no_need": "Lehrkräfte sehen keinen Förderbedarf",
    "parents_see_no_need": "Eltern sehen keinen Förderbedarf",
    "child_decides_against": "Kind entscheidet sich mit Zustimmung der Eltern dagegen",
    "application_pending": "Antragstellung in Bearbeitung",
    "corona": "Wegen Corona nicht angeboten oder abgesagt",
    "special_school_covers": "Förderschule deckt den Bedarf selbst ab",
    "finding_interests": "Kind findet noch heraus, was es mag",
    "language_barrier": "Hemmungen der Eltern wegen der Sprache",
    "third_party_handles": "Antrag wird durch Dritte begleitet",
    "child_sees_no_need": "Kind sieht keinen Bedarf, sozial gut angebunden",
    "fear_of_overload": "Eltern befürchten Überforderung des Kindes",
    "parents_do_it": "Eltern kümmern sich selbst darum",
    "cost_cover_impossible": "Kostenübernahme nicht möglich",
    # The source has one reason "Keine Mitwirkung / Einwilligung". A consent that is not given needs no reason
    # and is no lack of cooperation (design rule 9), so the demo keeps the two apart; together they are the
    # source's number.
    "consent_not_given": "Einwilligung liegt nicht vor",
    "steps_open": "Vereinbarte Schritte stehen noch aus",
}

NOT_ENTITLED = {
    "no_institution": "Besucht noch keine Einrichtung",
    "in_training_or_work": "Bereits in Ausbildung oder Arbeit",
    "over_age": "Altersgrenze überschritten",
    "other": "Anderer Grund",
}

CONSENT_OR_COOPERATION = ("consent_not_given", "steps_open")

SUBJECTS = {"german": "Deutsch", "maths": "Mathematik", "english": "Englisch"}
TRIPS = {
    "class_trip": "Klassenfahrt",
    "placement_abroad": "Auslandspraktikum",
    "day_trip": "Schulausflug",
    "swimming": "Schwimmunterricht",
}
CLUBS = {"football": "Fußball", "music": "Musikunterricht", "dancing": "Tanzverein", "handball": "Handball"}
PLACES = {"day_care": "KiTa", "school": "Schule"}
DETAILS = {"lunch": PLACES, "tutoring": SUBJECTS, "school_participation": TRIPS, "social_participation": CLUBS}

OUTCOMES = {
    "extension": "Ausweitung",
    "insured_employment": "svpfl. Beschäftigung",
    "apprenticeship": "Ausbildung",
    "school_qualification": "Schulische Qualifikation",
    "further_training": "Weiterbildung",
    "minijob": "Minijob",
    "internship": "Praktikum",
    "course": "Integrations-/Sprachkurs",
}

SITUATIONS = {
    "apprenticeship": "in Ausbildung",
    "voluntary_year": "FSJ",
    "seeking_work": "arbeitssuchend",
    "school": "Schule",
}
