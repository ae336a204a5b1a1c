"""Übergänge over all my cases: what presses first, who has nobody, what lies ahead; and the statements it takes."""

import datetime as dt
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.cases.codes import ClosingReason
from rundblick.cases.services.file import close
from rundblick.people.models import Person
from rundblick.people.rules import turns
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.views import listing
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.transitions.ways import CAME, DAY, address, ago, change, did

LIST, PAGE, DETAIL, NOTE, NUMBERS = 10, 9, 9, 15, 6
"""Statements. Noting a step holds the transition, changes what is due, and ends a draft."""
WHERE = "/faelle/uebergaenge/"


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(3000))


def order(page: str, *names: str) -> list[str]:
    return sorted((name for name in names if name in page), key=page.index)


def test_what_presses_stands_on_top_and_who_has_nobody_can_be_chosen(family: Family) -> None:
    change(family, kind="move", ahead=200, receiver="Später")
    change(family, family.karim, kind="benefits_end", ahead=30, receiver="Dringend")
    change(family, kind="law_change", ahead=60, receiver="", office="")
    browser = family.house.login("alma")
    page = browser.get(WHERE).content.decode()
    assert order(page, "Dringend", "Später") == ["Dringend", "Später"]
    table = page[page.index("<table") :]
    assert table.count("noch niemand benannt") == 1
    bare = browser.get(WHERE, {"ohne": "1"}).content.decode()
    assert "Dringend" not in bare and "Wechsel zu einer anderen" in bare[bare.index("<table") :]
    assert order(browser.get(WHERE, {"art": "move"}).content.decode(), "Dringend", "Später") == ["Später"]
    assert "gerade kein Übergang offen" in browser.get(WHERE, {"art": "adult"}).content.decode()
    for other in ("bert", "dana", "hanna"):
        assert order(family.house.login(other).get(WHERE).content.decode(), "Dringend", "Später") == []
    with acting_as(family.house.alma, "test"):
        close(case=family.case, closed_on=today(), closing_reason=ClosingReason.NOT_NEEDED)
    after = browser.get(WHERE).content.decode()
    assert order(after, "Dringend", "Später") == ["Dringend", "Später"] and "Fall geschlossen" in after


def test_a_birthday_that_is_a_change_is_announced_until_it_is_begun(family: Family) -> None:
    day = today() + 50 * DAY
    with acting_as(family.house.alma, "test"):
        Person.objects.filter(pk=family.sami).update(birth_date=turns(day, -18))
    browser = family.house.login("alma")
    page = browser.get(WHERE).content.decode()
    assert "Hier steht ein Wechsel bevor" in page and f"18. Geburtstag am {day:%d.%m.%Y}" in page
    assert "Hier steht" not in family.house.login("bert").get(WHERE).content.decode()
    form = browser.get(address(family, "begin", family.sami), {"art": "adult"}).content.decode()
    assert f'value="{day:%d.%m.%Y}"' in form
    change(family, family.sami, kind="adult", ahead=50)
    assert "Hier steht ein Wechsel bevor" not in browser.get(WHERE).content.decode()
    with acting_as(family.house.alma, "test"):
        Transition.objects.all().update(kind="move")
        Person.objects.filter(pk=family.sami).update(birth_date=turns(today() + 200 * DAY, -18))
    assert "Hier steht ein Wechsel bevor" not in browser.get(WHERE).content.decode()


def test_a_long_list_is_cut_into_pages_and_takes_no_more_statements(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_as(family.house.alma, "test"):
        own: dict[str, Any] = {"dossier_id": family.pk, "person_id": family.amira, "author": family.house.alma}
        rows = Transition.objects.bulk_create(
            Transition(**own, kind="move", turns_on=today() + n * DAY, receiver=f"Stelle {n}.", begun_on=ago(400))
            for n in range(60)
        )
        StepDone.objects.bulk_create(
            StepDone(**own, transition=row, step=step, on=ago(n + 1), recorded_at=now())
            for row in rows
            for n, step in enumerate(("notice", "claim"))
        )
    monkeypatch.setattr(listing, "SIZE", 40)
    browser = family.house.login("alma")
    browser.get(WHERE)
    with at_most(LIST):
        first = browser.get(WHERE).content.decode()
    assert "Stelle 0." in first and first.count("von 5") == 40
    second = browser.get(WHERE, {"hinter": first.partition("hinter=")[2][:36]}).content.decode()
    assert second.count("von 5") == 20
    with at_most(PAGE):
        assert browser.get(address(family)).status_code == 200
    with at_most(DETAIL):
        assert browser.get(address(family, "detail", None, rows[0].pk)).status_code == 200
    with at_most(NOTE):
        sent = {"on": "heute", "token": "6f1ed3a4-0000-4000-8000-000000000001"}
        assert browser.post(address(family, "note", None, rows[0].pk, "helps"), sent).status_code == 302
    with at_most(NUMBERS):
        assert browser.get(f"{WHERE}angekommen/").status_code == 200


def test_figures_name_everybody_who_had_to_change_and_hide_small_groups(family: Family) -> None:
    browser = family.house.login("alma")
    small = browser.get(f"{WHERE}angekommen/").context["numbers"]
    assert (small.arrived.denominator, small.arrived.value, small.days) == (0, None, "")
    for place in range(8):
        row = change(family, kind="move", ahead=-(40 + place))
        if place < 4:
            did(family, row, "arrival", 40 + place - 6 - place, **CAME)
    change(family, kind="move", ahead=10)
    found = browser.get(f"{WHERE}angekommen/").context["numbers"]
    assert (found.arrived.numerator, found.arrived.denominator) == (4, 8)
    assert (found.open.numerator, found.otherwise.numerator) == (4, 0)
    assert (found.days, found.counted) == ("7,5", 4)
    assert found.arrived.as_of == today() and isinstance(found.arrived.as_of, dt.date)
    did(family, change(family, kind="move", ahead=-400), "arrival", 100, **CAME)
    assert browser.get(f"{WHERE}angekommen/").context["numbers"].arrived.denominator == 8


def test_one_who_arrived_among_many_is_not_printed(family: Family) -> None:
    for place in range(9):
        row = change(family, kind="move", ahead=-(40 + place))
        if not place:
            did(family, row, "arrival", 5, **CAME)
    page = family.house.login("alma").get(f"{WHERE}angekommen/").content.decode()
    assert "11 %" not in page and "Nicht ausgewiesen" in page
