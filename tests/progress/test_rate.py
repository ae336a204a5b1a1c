"""Rating one's daily life: each view for itself, nothing overwritten, nobody else reads along."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.calendar.errors import Refused
from rundblick.progress.dimensions import dimensions
from rundblick.progress.models import Rating
from rundblick.progress.services import Said, rate
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most

DAY = dt.timedelta(days=1)


def said(family: Family, *, rater: str = "person", on: dt.date | None = None, **values: int) -> list[Rating]:
    with acting_as(family.house.alma, "test"):
        return rate(
            case=family.case,
            person_id=family.amira,
            rater=rater,
            author=family.house.alma,
            said={code: Said(value) for code, value in values.items()},
            on=on,
        )


def address(family: Family, person: Any = None, rater: str = "") -> str:
    arguments = [family.pk, person or family.amira]
    return reverse("progress:rate", args=[*arguments, rater]) if rater else reverse("progress:page", args=arguments)


def typed(**values: Any) -> dict[str, Any]:
    return {"on": f"{today():%d.%m.%Y}", **values}


def test_rating_anew_keeps_what_was_said_before(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    said(family, trust=3, on=today() - 60 * DAY)
    said(family, trust=6)
    with acting_as(house.alma, "test"):
        rows = list(Rating.objects.order_by("valid_from"))
        assert [(row.value, row.valid_until) for row in rows] == [(3, today()), (6, None)]
        assert rows[0].thread == rows[1].thread
        assert Rating.objects.on(today() - DAY).get().value == 3


def test_that_somebody_stayed_where_they_were_is_kept_too(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    said(family, trust=3, on=today() - 60 * DAY)
    said(family, trust=3)
    with acting_as(house.alma, "test"):
        assert Rating.objects.count() == 2


def test_both_views_stand_side_by_side(house: House) -> None:
    family = haddad(house)
    said(family, trust=3)
    said(family, rater="coach", trust=7)
    page = house.login("alma").get(address(family)).content.decode()
    assert "eigene Sicht" in page
    assert "Sicht der Begleitung" in page


def test_the_screen_for_two_shows_the_coachs_view_only_on_purpose(house: House) -> None:
    family = haddad(house)
    said(family, trust=3)
    said(family, rater="coach", trust=7)
    browser = house.login("alma")
    page = browser.get(address(family), {"gemeinsam": "1"}).content.decode()
    assert "<td" in page
    assert ">Sicht der Begleitung</td>" not in page
    assert "Haddad" not in page
    compared = browser.get(address(family), {"gemeinsam": "1", "vergleich": "1"}).content.decode()
    assert "Sicht der Begleitung" in compared


def test_the_form_shows_no_former_number(house: House) -> None:
    family = haddad(house)
    said(family, trust=3)
    page = house.login("alma").get(address(family, rater="person")).content.decode()
    assert "checked" not in page


def test_a_form_with_some_numbers_rates_these(house: House) -> None:
    family = haddad(house)
    answer = house.login("alma").post(
        address(family, rater="person"), typed(value_trust="6", words_trust="Ich habe angerufen 🎉", value_day="0")
    )
    assert answer.status_code == 302
    with acting_as(house.alma, "test"):
        found = {row.dimension: (row.value, row.words) for row in Rating.objects.all()}
    assert found == {"trust": (6, "Ich habe angerufen 🎉"), "day": (0, None)}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "in mindestens einem Bereich"),
        ({"words_trust": "Es geht."}, "Bitte wählen Sie auch eine Zahl."),
        ({"value_trust": "11"}, "11"),
        ({"value_trust": "4", "on": "31.02.2026"}, "Februar 2026 hat 28 Tage"),
        ({"value_trust": "4", "words_trust": "x" * 501}, "500"),
    ],
)
def test_wrong_input_is_explained_and_stays(house: House, given: dict[str, Any], message: str) -> None:
    family = haddad(house)
    answer = house.login("alma").post(address(family, rater="person"), typed(**given))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page
    assert given.get("words_trust", "") in page
    with acting_as(house.alma, "test"):
        assert Rating.objects.count() == 0


def test_a_sheet_of_last_week_does_not_slip_under_a_later_rating(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    said(family, trust=5)
    with pytest.raises(Refused, match="spätere Einschätzung: Zutrauen"):
        said(family, trust=3, on=today() - 7 * DAY)


def test_other_members_and_strangers_see_nothing(house: House) -> None:
    family = haddad(house)
    said(family, trust=3)
    family.let_in(house.jana, family.karim)
    with acting_as(house.jana, "test"):
        assert Rating.objects.count() == 0
    assert "Zutrauen" not in house.login("alma").get(address(family, family.karim)).content.decode()
    assert house.login("hanna").get(address(family)).status_code == 404


def test_a_view_nobody_knows_does_not_exist(house: House) -> None:
    family = haddad(house)
    assert house.login("alma").get(address(family, rater="team")).status_code == 404


def test_a_past_day_is_shown_as_it_was_and_cannot_be_changed(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    said(family, trust=3, on=today() - 60 * DAY)
    said(family, trust=6)
    page = house.login("alma").get(address(family), {"stand": f"{today() - DAY}"}).content.decode()
    assert "einen früheren Stand" in page
    assert "Eigene Sicht eintragen" not in page
    assert "höchstens einmal eingeschätzt" in page


def test_export_merge_and_erase_know_the_ratings(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    said(family, trust=3, on=today() - 60 * DAY)
    said(family, trust=6)
    with acting_as(house.alma, "test"):
        known = dict(export.items())["progress"](family.pk, family.amira)
    assert known[0]["rows"][1][1:4] == ("Zutrauen", "eigene Sicht", "6 von 10")
    with acting_as(house.alma, "test"):
        rate(
            case=family.case,
            person_id=family.karim,
            rater="person",
            author=house.alma,
            said={"trust": Said(8)},
            on=today() - DAY,
        )
        dict(merge.items())["progress"](family.karim, family.amira)
        standing = Rating.objects.get(valid_until__isnull=True)
        assert (standing.value, standing.person_id) == (6, family.karim)
        assert Rating.objects.filter(person_id=family.karim).count() == 3
    with as_worker("test.erase"):
        assert dict(erase.items())["progress"](family.pk) == 3


def test_ten_years_of_ratings_take_no_more_statements(house: House) -> None:
    family = haddad(house, opened_on=today() - 3650 * DAY)
    codes = [one.code for one in dimensions()]
    for number in range(90):
        day = today() - (3600 - 40 * number) * DAY
        values: dict[str, Any] = dict.fromkeys(codes, number % 11)
        said(family, on=day, **values)
        said(family, rater="coach", on=day, **values)
    browser = house.login("alma")
    with at_most(9):
        assert browser.get(address(family)).status_code == 200
    sent = typed(**{f"value_{code}": "6" for code in codes})
    with at_most(14):
        assert browser.post(address(family, rater="person"), sent).status_code == 302
