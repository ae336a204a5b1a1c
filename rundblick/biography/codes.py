"""Codes of the biography, with the words on the screen."""

from django.db import models


class Kind(models.TextChoices):
    """What a stretch of a life was about. `BETWEEN` is only ever told, never computed from what is missing."""

    SCHOOL = "school", "Schule"
    TRAINING = "training", "Ausbildung"
    STUDY = "study", "Studium"
    COURSE = "course", "Weiterbildung"
    WORK = "work", "Arbeit"
    VOLUNTARY = "voluntary", "Ehrenamt"
    CARE = "care", "Familie und Fürsorge"
    BETWEEN = "between", "Zeit dazwischen"
    EVENT = "event", "Lebensereignis"


class Lane(models.TextChoices):
    """Where a stretch is drawn."""

    EDUCATION = "education", "Bildung"
    WORK = "work", "Arbeit und Ehrenamt"
    LIFE = "life", "Leben"


LANE_OF: dict[str, Lane] = {
    Kind.SCHOOL: Lane.EDUCATION,
    Kind.TRAINING: Lane.EDUCATION,
    Kind.STUDY: Lane.EDUCATION,
    Kind.COURSE: Lane.EDUCATION,
    Kind.WORK: Lane.WORK,
    Kind.VOLUNTARY: Lane.WORK,
    Kind.CARE: Lane.LIFE,
    Kind.BETWEEN: Lane.LIFE,
    Kind.EVENT: Lane.LIFE,
}


class Recognition(models.TextChoices):
    """How far a qualification from abroad is recognised in Germany."""

    FULL = "full", "anerkannt"
    PARTLY = "partly", "teilweise anerkannt"
    APPLIED = "applied", "beantragt"
    OPEN = "open", "offen"


class Mood(models.IntegerChoices):
    """How a time felt, looking back: the height of the life line."""

    VERY_GOOD = 2, "sehr gut"
    GOOD = 1, "gut"
    MIXED = 0, "gemischt"
    HARD = -1, "schwer"
    VERY_HARD = -2, "sehr schwer"


class Letter(models.TextChoices):
    """The six orientations of Holland (1997) in plain words (Handreichung section 3.2.6, figure 3)."""

    REALISTIC = "R", "Praktisch und handwerklich"
    INVESTIGATIVE = "I", "Forschend und tüftelnd"
    ARTISTIC = "A", "Gestaltend und sprachlich"
    SOCIAL = "S", "Mit und für Menschen"
    ENTERPRISING = "E", "Überzeugend und leitend"
    CONVENTIONAL = "C", "Ordnend und verlässlich"


LETTER_MEANINGS: dict[str, str] = {
    Letter.REALISTIC: "Mit den Händen, mit Werkzeug, Maschinen, Pflanzen oder Tieren arbeiten.",
    Letter.INVESTIGATIVE: "Beobachten, nachdenken, Zusammenhänge finden, Neues wissen wollen.",
    Letter.ARTISTIC: "Etwas gestalten: mit Farben, Stoffen, Musik oder Worten.",
    Letter.SOCIAL: "Helfen, pflegen, begleiten, erklären, für andere da sein.",
    Letter.ENTERPRISING: "Andere überzeugen, verkaufen, organisieren, Verantwortung tragen.",
    Letter.CONVENTIONAL: "Genau und geordnet arbeiten, mit Zahlen, Listen und klaren Abläufen.",
}


class Level(models.TextChoices):
    """How somebody rates an ability of their own."""

    WELL = "well", "kann ich gut"
    CAN = "can", "kann ich"
    LEARNING = "learning", "lerne ich"


class Topic(models.TextChoices):
    """What an ability is about: own words, school knowledge (domain/blag.md E13.3), key qualifications (E13.2)."""

    OWN = "own", "Eigene Fähigkeit"
    GERMAN = "german", "Deutsch lesen und schreiben"
    MATHS = "maths", "Mathematik"
    ENGLISH = "english", "Englisch"
    COMPUTER = "computer", "Computer und Handy (EDV)"
    ENGAGEMENT = "engagement", "Engagement"
    TEAM = "team", "Im Team arbeiten"
    COMMUNICATION = "communication", "Mich verständigen"
    ORGANISING = "organising", "Arbeit einteilen"
    SOLVING = "solving", "Probleme lösen, Ideen haben"
    PERSEVERING = "persevering", "Dranbleiben, auch wenn es schwer wird"
    CONFLICT = "conflict", "Konflikte klären"


KNOWLEDGE = (Topic.GERMAN, Topic.MATHS, Topic.ENGLISH, Topic.COMPUTER)


class LanguageLevel(models.TextChoices):
    """Levels of the Common European Framework, and the first language."""

    FIRST = "first", "Erstsprache"
    A1 = "a1", "A1: erste Wörter und Sätze"
    A2 = "a2", "A2: einfache Gespräche"
    B1 = "b1", "B1: im Alltag zurechtkommen"
    B2 = "b2", "B2: fließend, auch im Beruf"
    C1 = "c1", "C1: sehr sicher"
    C2 = "c2", "C2: wie eine Erstsprache"


class Doing(models.TextChoices):
    """What kind of activity somebody is busy with now (Handreichung section 3.2.6)."""

    APPLYING = "applying", "Bewerbungen"
    FINDING_OUT = "finding_out", "Mich informieren"
    CONTACTS = "contacts", "Über Bekannte suchen"
    LEARNING = "learning", "Lernen"
    VOLUNTARY = "voluntary", "Ehrenamt"
    OTHER = "other", "Anderes"


class Way(models.TextChoices):
    """How somebody gets to a place of work."""

    FOOT = "foot", "zu Fuß"
    BICYCLE = "bicycle", "Fahrrad"
    PUBLIC = "public", "Bus und Bahn"
    MOPED = "moped", "Moped oder Roller"
    CAR = "car", "Auto"
    LIFT = "lift", "Mitfahrgelegenheit"


class Daytime(models.TextChoices):
    """When work would fit."""

    EARLY = "early", "früh morgens (vor 7 Uhr)"
    MORNING = "morning", "vormittags"
    AFTERNOON = "afternoon", "nachmittags"
    EVENING = "evening", "abends"
    NIGHT = "night", "nachts"
    WEEKEND = "weekend", "am Wochenende"


class Direction(models.TextChoices):
    """How open somebody is to another field: the personal sense of mobility (domain/blag.md E33.5)."""

    SAME = "same", "in meinem Feld bleiben"
    NEAR = "near", "etwas Verwandtes"
    NEW = "new", "etwas ganz Neues"
    UNDECIDED = "undecided", "noch offen"
