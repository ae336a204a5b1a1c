"""The four levels, the five sections and the three perspectives, with the words of the screen.

Sources: ANNA, final report 2022, chapter 3.1 (levels, after Lüttringhaus 2012) and annex 6.8 (sections and columns of
the sheet, after Lüttringhaus & Streich 2007).
"""

from django.db import models


class Level(models.IntegerChoices):
    """Where a resource or a help comes from: as near to the person's life as possible, always asked in this order."""

    OWN = 1, "Die Person und die Familie"
    CIRCLE = 2, "Verwandte, Freunde, Bekannte"
    AREA = 3, "Vereine, Gemeinden, Familienzentren"
    STATE = 4, "Ämter und professionelle Stellen"


NEAR = (Level.OWN, Level.CIRCLE)
"""Levels to which helps should move in the course of time."""

BEFORE_STATE = (Level.OWN, Level.CIRCLE, Level.AREA)
"""Levels that are looked at before a help of the fourth is planned."""


class Section(models.TextChoices):
    """The five fields of the sheet."""

    SUBJECT = "subject", "Subjektebene"
    SOCIAL = "social", "Soziale Ressourcen"
    MATERIAL = "material", "Materielles"
    AREA = "area", "Stadtteil und Sozialraum"
    INSTITUTION = "institution", "Institutionelle Ebene"


THREE_COLUMNS = (Section.SUBJECT, Section.SOCIAL, Section.MATERIAL, Section.AREA)
"""Fields in which three perspectives stand side by side; the institutional one has a single column."""

LEVEL_OF_SECTION = {
    Section.SUBJECT: Level.OWN,
    Section.SOCIAL: Level.CIRCLE,
    Section.MATERIAL: Level.OWN,
    Section.AREA: Level.AREA,
    Section.INSTITUTION: Level.STATE,
}
"""Where an entry of a section belongs unless somebody says otherwise."""


class Perspective(models.TextChoices):
    """Whose words an entry holds. JOINT is the single column of the institutional field."""

    COACH = "coach", "Was sagt der Coach?"
    GUESS = "guess", "Was glaubt der Coach, würde die Person sagen?"
    PERSON = "person", "Was sagt die Person?"
    JOINT = "joint", "Ohne Sichtweise"


COLUMNS = (Perspective.COACH, Perspective.GUESS, Perspective.PERSON)
"""The three columns of the sheet in their printed order."""

SHORT = {
    Perspective.COACH: "Coach",
    Perspective.GUESS: "Vermutung",
    Perspective.PERSON: "Person",
    Perspective.JOINT: "gemeinsam",
}

PATHS = {
    "coach": Perspective.COACH,
    "vermutung": Perspective.GUESS,
    "person": Perspective.PERSON,
}
"""The entry modes by their word in the address."""


class HelpState(models.TextChoices):
    """How far a help is; its end is the end of its period."""

    PLANNED = "planned", "geplant"
    RUNNING = "running", "läuft"


QUESTIONS = {
    Section.SUBJECT: (
        "Was kann und weiß die Person, was mag sie an sich, was hat sie geschafft?",
        "Was können Sie gut? Was haben Sie schon geschafft? Worauf können Sie sich bei sich verlassen?",
    ),
    Section.SOCIAL: (
        "Wer steht ihr nahe, wer hilft, wem hilft sie?",
        "Wer ist für Sie da? Wen rufen Sie an, wenn etwas schiefgeht? Wem helfen Sie?",
    ),
    Section.MATERIAL: (
        "Was ist da: Wohnung, Weg zur Arbeit, Geräte, Geld für das Nötige?",
        "Was haben Sie, das Ihnen den Alltag leichter macht?",
    ),
    Section.AREA: (
        "Welche Orte, Vereine, Gruppen und Angebote in der Nähe tun gut?",
        "Wo gehen Sie gern hin? Wo kennt man Sie?",
    ),
    Section.INSTITUTION: (
        "Welche Stellen und Fachleute sind schon da und helfen?",
        "Welche Stellen helfen Ihnen schon?",
    ),
}
"""What to ask in each section: for the coach's own thinking, and to the person."""
