"""Invented people: names with the frequencies of a German town, households, and what is written about them.

Nobody here exists. Everything follows from the random generator that is passed in.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from random import Random

from rundblick.people.rules import Role


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    "Anna Maria Sabine Petra Julia Lena Laura Emine Fatma Olena Oksana Amira Layla Nour Svetlana Agnieszka Jessica"
    " Nicole Stefanie Melanie Sandra Katharina Mehmet Ali Ahmed Omar Yusuf Andrij Serhij Dmytro Karim Hassan Michael"
    " Thomas Andreas Stefan Markus Daniel Christian Kevin Marcel Pascal Jan Tim Lukas Finn Leon Mia Emma Lina Ella Noah"
    " Elias Ben Paul Aylin Zeynep Sami Rami Yara Sofia Artem Bohdan Daryna"
)
_BEGINNINGS = _words(
    "Berg Hol Stein Linden Brink Kamp Wester Oster Nieder Ober Eich Buch Rosen Feld Wald Hage Dorn Lich Schön Gold"
    " Silber Eisen Kupfer Mühlen Bach Moor Heide Sand Birken Erlen Tannen Grün Weiß Schwarz Roth Braun Lang Kurz Alt"
    " Neu Hoch Tief Kalt Warm Stern Sonnen Winter Sommer Herbst Lenz"
)
_ENDINGS = _words(
    "mann er ner ler meier müller schmidt kötter kamp hoff horst brock beck bach berg feld haus hagen loh wald stein"
    " dorf rode mühle busch"
)
_FROM_ELSEWHERE = _words(
    "Yılmaz Kaya Demir Şahin Çelik Öztürk Al-Zoubi Haddad Khalil Hussein Shevchenko Kovalenko Bondarenko Melnyk"
    " Tkachenko Nowak Kowalski Wiśniewska Popescu Ivanova Petrova Nguyen Tran Sörensen"
)
LAST_NAMES = tuple(itertools.chain(_FROM_ELSEWHERE, (b + e for e in _ENDINGS for b in _BEGINNINGS)))
# The most frequent name is had by one in a hundred, as Müller is; half of all names are rare.
_CUMULATED = tuple(itertools.accumulate(1 / (rank + 20) for rank in range(len(LAST_NAMES))))

SENTENCES = (
    "Der Kitaplatz ist zugesagt.",
    "Wir haben den Antrag gemeinsam ausgefüllt.",
    "Die Wohnungssuche geht weiter, zwei Besichtigungen stehen an.",
    "Der Sprachkurs beginnt im nächsten Monat.",
    "Es geht besser als beim letzten Mal.",
    "Das Gespräch mit der Schule hat stattgefunden.",
    "Der Lebenslauf ist fertig.",
)
CONCERNS = ("Wieder arbeiten, wenn die Kinder versorgt sind.", "Eine größere Wohnung.", "Endlich den Führerschein.")
STEPS = ("Unterlagen einreichen", "Beim Träger anrufen", "Termin in der Schule vereinbaren", "Lebenslauf durchsehen")
GOALS = ("Eine Ausbildung beginnen", "Die Schulden ordnen", "Deutsch auf B1 bringen")

_COMPOSITIONS: tuple[tuple[Role, ...], ...] = (
    (Role.SINGLE,),
    (Role.SINGLE_PARENT, Role.CHILD),
    (Role.SINGLE_PARENT, Role.CHILD, Role.CHILD),
    (Role.PARENT, Role.PARENT, Role.CHILD),
    (Role.PARENT, Role.PARENT, Role.CHILD, Role.CHILD),
    (Role.PARENT, Role.PARENT, Role.CHILD, Role.CHILD, Role.CHILD),
    (Role.PARTNER, Role.PARTNER),
)
_HOW_OFTEN = (45, 15, 8, 9, 8, 5, 10)
_CHILDREN = frozenset({Role.CHILD, Role.ADULT_CHILD})


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented member of a household."""

    first_names: str
    last_name: str
    birth_date: dt.date
    role: Role

    @property
    def grown_up(self) -> bool:
        """Whether the support can be about this member."""
        return self.role not in _CHILDREN


def household(random: Random, *, today: dt.date) -> list[Somebody]:
    """One to five people under one name, the grown-ups first."""
    (last_name,) = random.choices(LAST_NAMES, cum_weights=_CUMULATED)
    (roles,) = random.choices(_COMPOSITIONS, weights=_HOW_OFTEN)
    return [Somebody(random.choice(FIRST_NAMES), last_name, _born(random, role, today), role) for role in roles]


def _born(random: Random, role: Role, today: dt.date) -> dt.date:
    youngest, oldest = (1, 17) if role in _CHILDREN else (20, 62)
    return today - dt.timedelta(days=random.randint(youngest * 366, oldest * 365))
