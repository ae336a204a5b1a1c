"""Codes of the room that are stored, with the words on the screen. What work consists of: `catalogue.working`."""

from django.db import models


class Branch(models.TextChoices):
    """What an employer does, in a short list of our own; coarse enough to be chosen at once."""

    GREEN = "green", "Garten, Landschaft, Landwirtschaft"
    FOOD = "food", "Küche, Gastronomie, Lebensmittel"
    CARE = "care", "Pflege und Gesundheit"
    SOCIAL = "social", "Soziales, Kita, Schule"
    CLEANING = "cleaning", "Reinigung und Hauswirtschaft"
    TRADE = "trade", "Verkauf und Handel"
    LOGISTICS = "logistics", "Lager, Transport, Zustellung"
    CRAFT = "craft", "Handwerk und Bau"
    INDUSTRY = "industry", "Herstellung und Industrie"
    OFFICE = "office", "Büro und Verwaltung"
    PERSONAL = "personal", "Friseur, Wäsche, persönliche Dienste"
    CULTURE = "culture", "Kultur, Medien, Sport"
    PUBLIC = "public", "Kommune und öffentlicher Dienst"
    OTHER = "other", "Sonstiges"


class Size(models.TextChoices):
    """How many people work there."""

    TINY = "tiny", "unter 10"
    SMALL = "small", "10 bis 49"
    MEDIUM = "medium", "50 bis 249"
    LARGE = "large", "250 und mehr"


class Kind(models.TextChoices):
    """What kind of employer it is (PRO AKTIV row 168), in words of our own; several may fit."""

    FAMILY = "family", "familiär geführt, kurze Wege"
    COMPANY = "company", "Unternehmen mit festen Abläufen"
    NON_PROFIT = "non_profit", "gemeinnützig"
    COMMUNAL = "communal", "kommunal oder kirchlich"
    SOCIAL_FIRM = "social_firm", "sozialer Betrieb, Beschäftigungsträger"
    INCLUSION = "inclusion", "Inklusionsbetrieb"


class Network(models.TextChoices):
    """Where an employer is found or belongs (PRO AKTIV row 169)."""

    INCLUSION = "inclusion", "Netzwerk Inklusion"
    CHAMBER = "chamber", "Industrie- und Handelskammer"
    CRAFTS = "crafts", "Handwerkskammer, Kreishandwerkerschaft"
    LISTED = "listed", "Verzeichnis der Inklusionsbetriebe"
    ASSOCIATION = "association", "Verband oder Innung"
    FOUNDERS = "founders", "Gründungen und Selbstständige"
    FAMILY = "family", "Bündnis für Familie"
    LOCAL = "local", "örtlicher Gewerbeverein"


class Offer(models.TextChoices):
    """What an employer is open to, as it said itself; what is not ticked was not asked or not promised."""

    TRIAL = "trial", "Praktikum oder Probearbeit"
    FAMILY_HOURS = "family_hours", "familienfreundliche Zeiten"
    PART_TIME = "part_time", "Einstieg in Teilzeit"
    PART_TRAINING = "part_training", "Ausbildung in Teilzeit"
    SUBSIDISED = "subsidised", "geförderte Beschäftigung (§§ 16e, 16i SGB II)"
    STAYS = "stays", "Übernahme nach einer Förderung denkbar"
    EXPERIENCE = "experience", "Erfahrung mit angepasster Arbeit"
    SOCIAL_STAFF = "social_staff", "eigenes pädagogisches Personal"
    ELSEWHERE = "elsewhere", "Wechsel an einen anderen Platz oder Standort"
    COACH = "coach", "Begleitung im Betrieb willkommen"


class Way(models.TextChoices):
    """How people spoke with each other."""

    CALL = "call", "Anruf"
    MAIL = "mail", "E-Mail oder Brief"
    HOUSE = "house", "Treffen bei uns"
    VISIT = "visit", "Besuch im Betrieb"
    VIDEO = "video", "Video"
    FAIR = "fair", "Messe oder Veranstaltung"


class Weekday(models.TextChoices):
    """A day of the week, with the codes of job profiles."""

    MONDAY = "mo", "Montag"
    TUESDAY = "tu", "Dienstag"
    WEDNESDAY = "we", "Mittwoch"
    THURSDAY = "th", "Donnerstag"
    FRIDAY = "fr", "Freitag"
    SATURDAY = "sa", "Samstag"
    SUNDAY = "su", "Sonntag"


class Daytime(models.TextChoices):
    """When work takes place, with the codes of biographies."""

    EARLY = "early", "früh morgens (vor 7 Uhr)"
    MORNING = "morning", "vormittags"
    AFTERNOON = "afternoon", "nachmittags"
    EVENING = "evening", "abends"
    NIGHT = "night", "nachts"
    WEEKEND = "weekend", "am Wochenende"


class Posture(models.TextChoices):
    """How one stands or sits at work (PRO AKTIV 5.9)."""

    SITTING = "sitting", "meist im Sitzen"
    STANDING = "standing", "meist im Stehen"
    WALKING = "walking", "meist in Bewegung"
    MIXED = "mixed", "im Wechsel"


class Noise(models.TextChoices):
    """How loud it is."""

    QUIET = "quiet", "ruhig"
    NORMAL = "normal", "Gespräche, Telefone"
    LOUD = "loud", "laut, aber ohne Gehörschutz"
    PROTECTED = "protected", "so laut, dass Gehörschutz nötig ist"


class Pace(models.TextChoices):
    """How fast work goes."""

    OWN = "own", "eigenes Tempo"
    STEADY = "steady", "gleichmäßig"
    PEAKS = "peaks", "zeitweise sehr eilig"
    CYCLE = "cycle", "vorgegebener Takt"


class Remote(models.TextChoices):
    """How much of it can be done at home (PRO AKTIV row 154)."""

    NONE = "none", "gar nicht"
    PART = "part", "zum Teil"
    MOST = "most", "überwiegend"
    ALL = "all", "ganz"


class Worry(models.TextChoices):
    """What makes an employer hesitate (BLAG T7)."""

    OUTPUT = "output", "weniger Leistung als üblich"
    ABSENCE = "absence", "Ausfälle und Verlässlichkeit"
    TIME = "time", "Zeit zum Einarbeiten fehlt"
    CHILDREN = "children", "Arbeitszeiten und Kinderbetreuung"
    LANGUAGE = "language", "Verständigung auf Deutsch"
    HEALTH = "health", "gesundheitliche Grenzen"
    SKILLS = "skills", "fehlende Kenntnisse"
    WAY = "way", "Weg zur Arbeit"
    TEAM = "team", "Zusammenarbeit im Team"
    ALONE = "alone", "Niemand hilft, wenn es schwierig wird"
    PAPER = "paper", "Aufwand mit Anträgen"
    NO_WORK = "no_work", "keine passende Aufgabe"
    AFTER = "after", "Was nach der Förderung kommt"


class Help(models.TextChoices):
    """What the house offers an employer (BLAG T7.1 to T7.5, PRO AKTIV rows 155 to 163)."""

    TRIAL = "trial", "Praktikum zum Kennenlernen"
    SUBSIDY = "subsidy", "Lohnkostenzuschuss"
    COACHING = "coaching", "Begleitung am Arbeitsplatz"
    CONTACT = "contact", "feste Ansprechperson für den Betrieb"
    ADAPT = "adapt", "Anpassung des Arbeitsplatzes"
    CARVING = "carving", "Aufgaben neu zuschneiden"
    HOURS = "hours", "mit wenigen Stunden beginnen"
    TRAINING = "training", "Schulung oder Führerschein"
    LANGUAGE = "language", "Sprachkurs neben der Arbeit"
    CHILDCARE = "childcare", "Kinderbetreuung klären"
    FORMS = "forms", "Hilfe bei Anträgen"


WHAT_HELPS: dict[str, tuple[str, ...]] = {
    Worry.OUTPUT: (Help.SUBSIDY, Help.CARVING, Help.COACHING),
    Worry.ABSENCE: (Help.TRIAL, Help.COACHING, Help.CONTACT),
    Worry.TIME: (Help.COACHING, Help.SUBSIDY, Help.TRAINING),
    Worry.CHILDREN: (Help.CHILDCARE, Help.HOURS),
    Worry.LANGUAGE: (Help.LANGUAGE, Help.TRIAL),
    Worry.HEALTH: (Help.ADAPT, Help.CARVING, Help.HOURS),
    Worry.SKILLS: (Help.TRAINING, Help.TRIAL),
    Worry.WAY: (Help.TRAINING, Help.HOURS),
    Worry.TEAM: (Help.TRIAL, Help.COACHING),
    Worry.ALONE: (Help.CONTACT, Help.COACHING),
    Worry.PAPER: (Help.FORMS, Help.CONTACT),
    Worry.NO_WORK: (Help.CARVING,),
    Worry.AFTER: (Help.CONTACT, Help.SUBSIDY),
}
"""What may be said to a worry, the nearest first. A thought for the talk, never a rule."""


class SpecialKind(models.TextChoices):
    """What makes a workplace a special one (PRO AKTIV Z3, row 157)."""

    CARVED = "carved", "aus abgegebenen Aufgaben"
    ADAPTED = "adapted", "angepasster Arbeitsplatz"
    HELPING = "helping", "zusätzliche helfende Aufgabe"
    HOURS = "hours", "mit wenigen Stunden, die wachsen"
    HOME = "home", "überwiegend zu Hause"


class SpecialState(models.TextChoices):
    """Where a special job stands from a day on. It says nothing about who works there."""

    PLANNED = "planned", "in Planung"
    FREE = "free", "eingerichtet, frei"
    FILLED = "filled", "eingerichtet, besetzt"
    ENDED = "ended", "beendet"
