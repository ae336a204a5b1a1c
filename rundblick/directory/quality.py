"""How good an entry is, criterion by criterion, so that whoever keeps it sees what to do. Pure functions."""

import datetime as dt
from dataclasses import dataclass

from rundblick.directory.codes import Cost
from rundblick.directory.models import Service
from rundblick.directory.search import FRESH_DAYS
from rundblick.language import measure

EASY_ENOUGH = 60
"""Points of the readability measure from which a text in plain words counts as easy."""


@dataclass(frozen=True)
class Criterion:
    """One question about an entry. `met`: None = it does not apply. `advice`: what would make it better."""

    question: str
    met: bool | None
    advice: str


@dataclass(frozen=True)
class Score:
    """The criteria that apply, and how many are met."""

    criteria: tuple[Criterion, ...]

    @property
    def met(self) -> int:
        """How many are met."""
        return sum(one.met is True for one in self.criteria)

    @property
    def applying(self) -> int:
        """How many apply."""
        return sum(one.met is not None for one in self.criteria)

    @property
    def open(self) -> tuple[Criterion, ...]:
        """What could be better."""
        return tuple(one for one in self.criteria if one.met is False)


def score(row: Service, day: dt.date) -> Score:
    """Judge an entry on a day. Places and hours are read as they were fetched."""
    places, hours = list(row.places.all()), list(row.schedules.all())
    reachable = bool(row.organization.phone or row.organization.email or row.website or row.organization.website)
    due = row.due_on
    asked = row.capacity_on is not None and (day - row.capacity_on).days <= FRESH_DAYS
    return Score(
        (
            Criterion("Ist der Eintrag bestätigt?", due is not None and due >= day, "Bei der Stelle nachfragen."),
            Criterion("Steht da, wie man hineinkommt?", bool(row.access), "Ein Satz zum ersten Kontakt."),
            Criterion("Gibt es Telefon, E-Mail oder Internetseite?", reachable, "Wie erreicht man die Stelle?"),
            Criterion("Gibt es Zeiten oder einen Hinweis dazu?", bool(hours) or bool(row.access), "Zeiten eintragen."),
            Criterion("Gibt es einen einfachen Text?", len(row.plain) >= 20, "Zwei kurze Sätze für die Person."),
            Criterion("Ist der einfache Text leicht?", _easy(row.plain), "Kürzere Sätze, bekannte Wörter."),
            Criterion("Sind die Kosten bekannt?", row.cost != Cost.UNKNOWN, "Nach den Kosten fragen."),
            Criterion("Sind freie Plätze oder Wartezeit bekannt?", asked, "Nach der Wartezeit fragen."),
            Criterion(
                "Ist der Zugang zum Ort beschrieben?",
                all(one.location.accessibility for one in places) if places else None,
                "Stufen, Aufzug, Toilette?",
            ),
            Criterion(
                "Hat jeder Ort eine Lage auf der Karte?",
                all(one.location.latitude is not None for one in places) if places else None,
                "Breite und Länge eintragen.",
            ),
        )
    )


def _easy(text: str) -> bool | None:
    if len(text) < 20:
        return None
    found = measure(text).flesch
    return found is not None and found >= EASY_ENOUGH
