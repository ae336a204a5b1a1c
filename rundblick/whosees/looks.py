"""Who looked, in words for the person: as what and what for, never who (CJEU, 22 June 2023, C-579/21)."""

from collections.abc import Iterable

from rundblick.access.models.dossiers import Basis
from rundblick.access.protocol import kind_words
from rundblick.access.roles import Role
from rundblick.access.words import BASIS_FOR_PERSON

HELPING = "Beratung und Begleitung Ihres Haushalts"
GUARDING = "Zugriffe verwalten und Datenschutz"


def role(codes: Iterable[str]) -> str:
    """As what somebody worked on that day; the additional rights say nothing about that."""
    held = set(codes)
    return next((str(one.label) for one in Role if one in held), "")


def purpose(kind: str, basis: str, *, alone: bool) -> str:
    """What the look was for. Where several people live together no more than the task: the log knows the household,
    and what exactly was opened could be another member's own (design rule 6).
    """
    if basis in (Basis.SUPERVISION, Basis.BREAK_GLASS):
        return BASIS_FOR_PERSON[Basis(basis)]
    if alone:
        return kind_words(kind)
    return GUARDING if kind.startswith("access.") else HELPING
