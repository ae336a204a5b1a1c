"""Codes of the Ampeltorte, with the words on the screen."""

from dataclasses import dataclass

from django.db import models


class Light(models.TextChoices):
    """The three slices, in the order in which they are talked about: green first (Handreichung section 3.2.7)."""

    GREEN = "green", "Grün"
    YELLOW = "yellow", "Gelb"
    RED = "red", "Rot"


class Field(models.IntegerChoices):
    """The five fields of action (Handreichung section 3.2; domain/gbb.md G4)."""

    MONEY_AND_HOME = 1, "Geld und Wohnen"
    RELATIONS = 2, "Familie und andere Menschen"
    MOTIVATION = 3, "Antrieb und Zuversicht"
    HEALTH = 4, "Gesundheit"
    WORK = 5, "Bildung, Beruf und Arbeit"


@dataclass(frozen=True)
class Words:
    """What a slice means, in the words of the Handreichung, and how to ask for it.

    `question` is said to the person; `help` is for the coach when the slice is still empty.
    """

    title: str
    question: str
    help: str


WORDS = {
    Light.GREEN: Words(
        "Das läuft gut, das bringe ich mit",
        "Womit sind Sie zufrieden? Was ist Ihnen gelungen? Was bringen Sie mit?",
        "Zum Beispiel: „Grün ist schon mal, dass Sie heute hier sind.“",
    ),
    Light.YELLOW: Words(
        "Das ist in Klärung, da bin ich dran",
        "Woran sind Sie gerade dran? Was ist noch offen?",
        "Auch Angefangenes zählt.",
    ),
    Light.RED: Words(
        "Das ist schwierig",
        "Was ist gerade schwierig? Was macht Ihnen Sorgen?",
        "Nur, was die Person hier stehen haben möchte. Krankheit, Schulden und Streit in der Familie gehören mit "
        "ihrer Einwilligung in den geschützten Bereich.",
    ),
}

NEXT_QUESTIONS = (
    "Was soll anders werden? In welche Richtung könnte es gehen?",
    "Was braucht es dafür, und was ist davon schon da?",
    "Gibt es etwas, an das Sie bisher nicht gedacht haben?",
    "Was könnte dazwischenkommen?",
    "Was wäre ein erster kleiner Schritt?",
)
"""For the second step, when all three slices are filled: what should change, and what it takes."""
