"""What a household is called in lists and headings. Derived from its members, never stored. No database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rundblick.people.rules import Role

_LEADING = frozenset({Role.SINGLE_PARENT, Role.PARENT, Role.PARTNER, Role.SINGLE})
NOBODY = "Haushalt ohne Mitglieder"


@dataclass(frozen=True, slots=True)
class Named:
    """What the label needs of a member."""

    first_names: str
    last_name: str
    role: Role


def leading(members: Iterable[Named]) -> list[Named]:
    """The members the household is named after: its adults, or whoever is there when there are none."""
    everybody = list(members)
    return [member for member in everybody if member.role in _LEADING] or everybody


def household_label(members: Sequence[Named]) -> str:
    """Familie Kaya · Anna Kaya (alone) · Familie Kaya / Yıldız (two last names). Members in the order of lists."""
    if not members:
        return NOBODY
    if len(members) == 1:
        return f"{members[0].first_names} {members[0].last_name}".strip()
    last_names = list(dict.fromkeys(member.last_name for member in leading(members)))
    return "Familie " + " / ".join(last_names[:3])
