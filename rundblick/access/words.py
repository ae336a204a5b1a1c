"""German words for what the door book holds, on staff pages and on the page of the person concerned."""

from collections.abc import Collection

from rundblick.access.doors import BY_CONSENT_ALONE, TOPICS
from rundblick.access.models.dossiers import Basis

TOPIC_WORDS = {
    "master": "Stammdaten",
    "appointments": "Termine",
    "notes": "Gespräche",
    "tasks": "Aufgaben",
    "goals": "Ziele",
    "situation": "Lebenslage",
    "programmes": "Programme",
    "journeys": "User Journeys",
    "outcomes": "Ergebnisse",
    "documents": "Dokumente",
    "cooperation": "Absprachen",
    "benefits": "Leistungsfragen",
    "health": "Gesundheitliches",
    "protected": "Geschützter Bereich",
}
ORDINARY = tuple(topic for topic in TOPICS if topic not in BY_CONSENT_ALONE)

BASIS_WORDS = {
    Basis.RESPONSIBLE: "zuständig für den Fall",
    Basis.TEAM: "im Team der zuständigen Fachkraft",
    Basis.DEPUTY: "vertritt die zuständige Fachkraft",
    Basis.ASSIGNMENT: "arbeitet im Auftrag des Jobcenters",
    Basis.STATUTORY: "darf es nach dem Gesetz",
    Basis.CONSENT: "mit Einwilligung der Person",
    Basis.SELF: "die Person selbst",
    Basis.SUPERVISION: "Dienstaufsicht zu einem genannten Zweck",
    Basis.BREAK_GLASS: "Notzugriff",
}

BASIS_FOR_PERSON = BASIS_WORDS | {
    Basis.RESPONSIBLE: "Ihre zuständige Fachkraft",
    Basis.TEAM: "Kolleginnen und Kollegen im Team Ihrer Fachkraft",
    Basis.DEPUTY: "vertritt Ihre Fachkraft",
    Basis.CONSENT: "weil Sie eingewilligt haben",
    Basis.SELF: "Ihr eigener Zugang",
    Basis.SUPERVISION: "Teamleitung, die die Arbeit prüft",
    Basis.BREAK_GLASS: "Notfall: kurzer Zugriff ohne vorherige Tür",
}


def topics_in_words(topics: Collection[str]) -> str:
    """The topics as a sentence piece; all ordinary ones together have a shorter name."""
    held = set(topics)
    if held >= set(TOPICS):
        return "alles, auch der geschützte Bereich"
    if held >= set(ORDINARY):
        return "alles außer dem geschützten Bereich"
    return ", ".join(TOPIC_WORDS[topic] for topic in TOPICS if topic in held)
