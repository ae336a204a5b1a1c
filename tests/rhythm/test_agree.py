"""Agreeing on a rhythm with one person: from today, with a reason, to be looked at again; nothing is overwritten."""

import uuid
from typing import Any

import pytest

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.models import Grant
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases.standing import seen
from rundblick.rhythm import services
from rundblick.rhythm.models import Pace
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.rhythm.paces import DAY, address, ago, agreed, since, typed


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(200))


def rows(family: Family) -> list[Pace]:
    with acting_as(family.house.alma, "test"):
        found = list(Pace.objects.order_by("valid_from"))
        assert all(row.words != "" for row in found)  # read while the door is open
    return found


def test_a_coach_sets_every_three_weeks_and_says_why(family: Family) -> None:
    browser = family.house.login("alma")
    where = address(family, "agree", family.amira)
    assert browser.get(where).status_code == 200
    with at_most(12):
        assert browser.post(where, typed(words="Der Bescheid fehlt noch.")).status_code == 302
    (pace,) = rows(family)
    assert (pace.every_days, pace.why, pace.words) == (21, "waiting", "Der Bescheid fehlt noch.")
    page = browser.get(address(family)).content.decode()
    assert "alle 3 Wochen" in page and "Der Bescheid fehlt noch." in page and "wartet auf Antworten" in page


def test_something_new_ends_what_held_before_and_keeps_it_on_record(family: Family) -> None:
    since(agreed(family, family.amira, words="Früher"), ago(20))
    browser = family.house.login("alma")
    where = address(family, "agree", family.amira)
    state = browser.get(where).context["form"]["seen"].value()
    until = (today() + 10 * DAY).strftime("%d.%m.%Y")
    assert browser.post(where, typed(way="rests", number="", rests_until=until, seen=state)).status_code == 302
    before, now = rows(family)
    assert (before.every_days, before.valid_until, before.thread) == (28, today(), now.thread)
    assert (now.every_days, now.rests_until, now.valid_until) == (None, today() + 10 * DAY, None)
    page = browser.get(address(family)).content.decode()
    assert "ruht bis" in page and "Früher vereinbart (1)" in page and "keine Zahl" in page


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"number": ""}, "number", "Bitte geben Sie eine Zahl an."),
        ({"number": "40"}, "number", "Höchstens alle 26 Wochen"),
        ({"way": "rests"}, "rests_until", "Bitte geben Sie einen Tag an."),
        ({"way": "rests", "rests_until": "heute"}, "rests_until", "in der Zukunft"),
        ({"why": "other"}, "words", "kurz, warum"),
        ({"review_on": "heute"}, "review_on", "in den nächsten drei Monaten"),
        ({"review_on": "31.12.2039"}, "review_on", "in den nächsten drei Monaten"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    family: Family, said: dict[str, str], field: str, words: str
) -> None:
    kept = {"words": "", **said} if "why" in said else {"words": "Bleibt stehen", **said}
    page = family.house.login("alma").post(address(family, "agree", family.amira), typed(**kept))
    assert words in page.context["form"].errors[field][0]
    assert kept["words"] in page.content.decode() and rows(family) == []


@pytest.mark.parametrize(
    "said",
    [
        {"every_days": 7, "rests_until": today() + DAY},
        {"every_days": 0},
        {"rests_until": today()},
        {"why": "other"},
        {"review_on": today() + 120 * DAY},
    ],
)
def test_the_verb_refuses_what_the_form_would(family: Family, said: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        agreed(family, family.amira, **said)
    with pytest.raises(Refused):
        agreed(family, uuid.uuid4())


def test_a_form_sent_twice_makes_one(family: Family) -> None:
    browser, sent = family.house.login("alma"), typed()
    where = address(family, "agree", family.amira)
    assert [browser.post(where, sent).status_code for _ in range(2)] == [302, 302]
    assert len(rows(family)) == 1


def test_two_tabs_show_both_versions_and_lose_nothing(family: Family) -> None:
    browser = family.house.login("alma")
    where = address(family, "agree", family.amira)
    browser.post(where, typed(number="2", words="Zuerst"))
    page = browser.post(where, typed(number="5", words="Danach"))
    assert page.status_code == 409
    assert "Zuerst" in page.content.decode() and "Danach" in page.content.decode()
    (pace,) = rows(family)
    assert pace.words == "Zuerst"
    with pytest.raises(Stale):
        agreed(family, family.amira)
    assert page.context["conflict"].form["seen"].value() == seen(pace)
    merged = {"seen": seen(pace), "number": "5", "words": "Beides"}
    assert browser.post(where, typed(**merged)).status_code == 302
    assert [row.words for row in rows(family)] == ["Beides"]


def test_it_ends_today_and_a_second_click_is_harmless(family: Family) -> None:
    pace = agreed(family, family.amira)
    since(pace, ago(9))
    browser = family.house.login("alma")
    where = address(family, "end", family.amira)
    browser.post(where, {"seen": "anderes"})
    assert rows(family)[0].valid_until is None
    for _ in range(2):
        assert browser.post(where, {"seen": seen(pace)}).status_code == 302
    assert rows(family)[0].valid_until == today()


def test_rights_revoked_in_between_save_nothing(family: Family) -> None:
    browser = family.house.login("alma")
    where = address(family, "agree", family.amira)
    assert browser.get(where).status_code == 200
    with acting_as(family.house.alma, "test"):
        access.hand_over(dossier_id=family.pk, to=family.house.bert)
    assert browser.post(where, typed()).status_code == 404
    with acting_as(family.house.bert, "test"):
        assert not Pace.objects.exists() and Grant.objects.filter(principal_id=family.house.bert.pk).exists()


def test_it_belongs_to_today_s_members_only(family: Family) -> None:
    browser = family.house.login("alma")
    assert browser.get(address(family, "agree", uuid.uuid4())).status_code == 404


def test_ending_needs_the_version_that_was_seen(family: Family) -> None:
    pace = agreed(family, family.amira)
    with acting_as(family.house.alma, "test"), pytest.raises(Stale):
        services.end(pace=pace, version=7)
