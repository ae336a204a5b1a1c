"""Worauf gewartet wird: over all my cases, what should be asked soonest first; and how many statements it takes."""

from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.cases.codes import ClosingReason
from rundblick.cases.services.file import close
from rundblick.waiting.models import Asking, Bridge, Wait
from rundblick.waiting.views import listing
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.queries import at_most
from tests.waiting.lists import DAY, address, ago, helped, waits

LIST, PAGE, HOUSEHOLD, ASKING = 8, 11, 10, 15
"""Statements. Asking changes the wait and its due items, and ends a draft."""


def listed(page: str) -> list[str]:
    """The names of waits in the order of the page."""
    names = ("Alt", "Dringend", "Später", "Nie", "Vier Zimmer")
    return sorted((name for name in names if name in page), key=page.index)


def test_overdue_askings_come_first_and_one_kind_can_be_chosen(house: House) -> None:
    family = haddad(house, opened_on=ago(300))
    waits(family, family.amira, what="Später", nudge_on=today() + 9 * DAY)
    late = waits(family, family.karim, kind="course", what="Dringend", nudge_on=ago(2), expected=None)
    helped(late, house.alma)
    never = waits(family, None, kind="home", what="Vier Zimmer", nudge_on=ago(1))
    with acting_as(house.alma, "test"):
        Wait.objects.filter(pk=never.pk).update(nudge_on=None)
    browser = house.login("alma")
    page = browser.get("/faelle/warten/").content.decode()
    assert listed(page) == ["Dringend", "Später", "Vier Zimmer"]
    assert page.count("noch ohne Überbrückung") == 2
    assert "vorgestern" in page and "ganzer Haushalt" in page and "Karim Haddad" in page and "40\xa0Tage" in page
    assert listed(browser.get("/faelle/warten/", {"art": "course"}).content.decode()) == ["Dringend"]
    assert (
        "wartet in Ihren Fällen gerade niemand" in browser.get("/faelle/warten/", {"art": "therapy"}).content.decode()
    )
    assert listed(browser.get("/faelle/warten/", {"art": "quatsch"}).content.decode()) == listed(page)
    for other in ("bert", "dana", "hanna"):
        assert listed(house.login(other).get("/faelle/warten/").content.decode()) == []
    with acting_as(house.alma, "test"):
        close(case=family.case, closed_on=today(), closing_reason=ClosingReason.NOT_NEEDED)
    assert listed(browser.get("/faelle/warten/").content.decode()) == []


def test_a_long_list_is_paged_and_takes_no_more_statements(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    family = haddad(house, opened_on=ago(3000))
    with acting_as(house.alma, "test"):
        own: dict[str, Any] = {"dossier_id": family.pk, "person_id": family.amira}
        rows = Wait.objects.bulk_create(
            Wait(
                **own,
                author=house.alma,
                kind="other",
                what=f"Sache {n}",
                since=ago(900 - n),
                nudge_on=today() + n * DAY,
            )
            for n in range(60)
        )
        Asking.objects.bulk_create(
            Asking(**own, wait=row, author=house.alma, on=ago(n), said="Noch nicht") for row in rows for n in range(3)
        )
        Bridge.objects.bulk_create(Bridge(**own, wait=row, text="Oma", since=ago(1)) for row in rows)
    monkeypatch.setattr(listing, "SIZE", 40)
    browser = house.login("alma")
    browser.get("/faelle/warten/")
    with at_most(LIST):
        first = browser.get("/faelle/warten/").content.decode()
    assert "Sache 39" in first and "Sache 40" not in first
    second = browser.get("/faelle/warten/", {"hinter": str(rows[39].pk)}).content.decode()
    assert "Sache 40" in second and "Sache 39" not in second and f"vor={rows[40].pk}" in second
    with at_most(PAGE):
        assert "Sache 59" in browser.get(address(family)).content.decode()
    with at_most(HOUSEHOLD):
        assert "Sache 59" in browser.get(f"/faelle/warten/{family.pk}/").content.decode()
    sent = {"on": "heute", "said": "Im Mai", "token": "6f1ed3a4-0000-4000-8000-000000000001", "version": "1"}
    with at_most(ASKING):
        assert browser.post(address(family, "ask", None, rows[0].pk), sent).status_code == 302
