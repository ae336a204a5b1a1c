"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.copies import services
from tests.cases.families import haddad
from tests.copies.wishes import drafted, part_with, released
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Amira's copy is a draft in which something is hidden; Karim's was released."""
    family = haddad(house)
    family.note(family.amira, sentence="Der Kitaplatz ist zugesagt.")
    given = released(family, drafted(family, family.karim))
    copy = drafted(family)
    part, place = part_with(family, copy, "Kitaplatz")
    with acting_as(house.alma, "test"):
        row = services.hide(copy=copy, part=part, place=place, why="third", words="zugesagt", user=house.alma)
    return {
        "case": family.pk,
        "amira": family.amira,
        "copy": copy.pk,
        "given": given.pk,
        "rank": part.rank,
        "place": place,
        "redaction": row.pk,
        "form": "pdf",
    }
