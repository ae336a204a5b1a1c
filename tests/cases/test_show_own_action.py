"""How much somebody does alone over time: by quarter with its denominator, for one member, never about staff."""

import datetime as dt

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rundblick.cases.codes import OwnAction
from rundblick.cases.own_action import Done, in_words, picture, quarters
from rundblick.cases.services import ServiceContent
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.queries import at_most

DONE = st.builds(
    Done,
    on=st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)),
    own_action=st.sampled_from(OwnAction.values),
    minutes=st.none() | st.integers(1, 90),
)


@given(st.lists(DONE, max_size=30))
def test_every_service_is_in_exactly_one_quarter(rows: list[Done]) -> None:
    found = quarters(rows)
    assert sum(quarter.total for quarter in found) == len(rows)
    assert sum(quarter.minutes for quarter in found) == sum(row.minutes or 0 for row in rows)
    assert [(one.year, one.number) for one in found] == sorted({(r.on.year, (r.on.month + 2) // 3) for r in rows})


def test_the_picture_says_both_ends_with_their_denominators() -> None:
    spring, autumn = dt.date(2026, 2, 3), dt.date(2026, 10, 1)
    rows = [Done(spring, "for_person", 30), Done(spring, "together", None), Done(autumn, "self", 10)]
    drawn = picture(quarters(rows), title="Selbst")
    assert drawn.description == (
        "1. Quartal 2026: bei 0 von 2\xa0Hilfen selbst gehandelt, bei 1 gemeinsam. "
        "4. Quartal 2026: bei 1 von 1\xa0Hilfe selbst gehandelt, bei 0 gemeinsam."
    )
    assert drawn.table.rows[0] == ["1. Quartal 2026", "2", "0", "1", "1", "30\xa0Min. (bei 1 von 2 notiert)"]
    assert in_words([]) == ""


def test_the_page_counts_the_members_own_notes_and_those_of_all(house: House) -> None:
    family = haddad(house)
    helped = [ServiceContent(kind="call", own_action="self")]
    family.note(family.amira, supports=("motivation",), helped=helped)
    family.note(family.karim, supports=("hands",), helped=helped, shared=True)
    family.note(supports=("motivation",), helped=helped, happened_on=today() - dt.timedelta(days=1))
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    address = reverse("cases:own_action", args=[family.pk, family.amira])
    with at_most(9):
        page = browser.get(address).content.decode()
    assert "bei 2 von 2\xa0Hilfen selbst" in page or page.count("bei 1 von 1\xa0Hilfe selbst") == 2
    assert "Motivationale Unterstützung" in page and "Arbeitshilfe" not in page
    assert "Alma" not in page.split("<main")[1]
    tools = browser.get(reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}").content.decode()
    assert address in tools and "entsteht aus den Vermerken" in tools
    together = browser.get(f"{address}?gemeinsam=1").content.decode()
    assert "Amira" not in together and "Motivationale Unterstützung" in together


def test_a_page_without_any_service_says_how_one_is_noted(house: House) -> None:
    family = haddad(house)
    page = house.login("alma").get(reverse("cases:own_action", args=[family.pk, family.sami])).content.decode()
    assert "Noch keine Hilfe notiert" in page
