"""What somebody can, wants and needs: said part by part, in their words, without losing what was said before."""

import datetime as dt
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.biography.models import Mobility
from rundblick.calendar.errors import Refused, Stale
from rundblick.profiles import queries, services
from rundblick.profiles.models import JobProfile, Target
from rundblick.web.clock import today
from tests.biography.lives import profile
from tests.cases.families import haddad
from tests.house import House
from tests.profiles.saying import address, aim, full, say

DAY = dt.timedelta(days=1)

PARTS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("koennen", {"can": ["cooking", "caring"], "can_words": "Für viele kochen.", "licences": ["b"]},
     ["kochen und backen", "Für viele kochen.", "Auto (Klasse B)"]),
    ("moechten", {"likes": ["plants"], "avoids": ["office"], "likes_words": "Draußen sein."},
     ["mit Pflanzen und im Garten arbeiten", "im Büro ordnen und ablegen", "Draußen sein."]),
    ("brauchen", {"hours_from": "15", "hours_until": "20", "days": ["mo", "tu", "we"], "places": "Ahlen",
                  "c_light_lifting": "must", "c_small_team": "helps"},
     ["15 bis 20 Stunden in der Woche", "Montag bis Mittwoch", "Ahlen", "Ich hebe und trage nichts Schweres.",
      "Ich arbeite in einem kleinen Team."]),
    ("interessen", {"q_S0": "3", "q_S1": "3", "q_R0": "1", "q_A2": "0"}, ["sehr gern", "offen"]),
]  # fmt: skip


@pytest.mark.parametrize(("part", "sent", "words"), PARTS)
def test_each_part_is_said_in_one_form_and_read_on_the_page(
    house: House, part: str, sent: dict[str, Any], words: list[str]
) -> None:
    family = haddad(house)
    browser = house.login("alma")
    assert browser.get(address(family, "say", part)).status_code == 200
    assert browser.post(address(family, "say", part), sent | {"version": "0"}).status_code == 302
    page = browser.get(address(family)).content.decode()
    for one in words:
        assert one in page


def test_saying_one_part_keeps_the_others(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    for number, (part, sent, _) in enumerate(PARTS):
        answer = browser.post(address(family, "say", part), sent | {"version": str(number)})
        assert answer.status_code == 302, part
    with acting_as(house.alma, "test", read_only=True):
        row = JobProfile.objects.get()
        assert (row.can, row.likes, row.must, row.helps) == (
            ["caring", "cooking"] if row.can[0] == "caring" else ["cooking", "caring"],
            ["plants"],
            ["light_lifting"],
            ["small_team"],
        )
        assert row.interests == {"R": 33, "I": None, "A": 0, "S": 100, "E": None, "C": None}


@pytest.mark.parametrize(
    ("part", "sent", "words"),
    [
        ("moechten", {"likes": ["office"], "avoids": ["office"], "likes_words": "Bleibt."}, "Das steht auch oben"),
        ("brauchen", {"hours_from": "30", "hours_until": "20", "places": "Bleibt."}, "weniger als mindestens"),
        ("brauchen", {"hours_from": "90", "places": "Bleibt."}, "60"),
        ("koennen", {"can": ["flying"], "can_words": "Bleibt."}, "gültige"),
        ("interessen", {}, "Bitte beantworten Sie wenigstens eine Frage."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_the_words_stay(house: House, part: str, sent: dict[str, Any], words: str) -> None:
    answer = house.login("alma").post(address(haddad(house), "say", part), sent | {"version": "0"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not sent or "Bleibt." in answer.content.decode()


def test_a_part_nobody_knows_is_not_found(house: House) -> None:
    assert house.login("alma").get(address(haddad(house), "say", "gesundheit")).status_code == 404


def test_a_former_day_shows_what_stood_then(house: House) -> None:
    family = haddad(house)
    say(family, ago=30, must=["quiet"], places="Beckum")
    say(family, must=["outdoors"], places="Ahlen")
    browser = house.login("alma")
    now, then = (browser.get(f"{address(family)}?stand={day}").content.decode() for day in (today(), today() - 5 * DAY))
    assert "am liebsten draußen" in now
    assert "ruhigen Arbeitsplatz" not in now
    assert "ruhigen Arbeitsplatz" in then
    assert "Beckum" in then
    assert "Bedingungen und Stunden" not in then


def test_two_who_say_the_same_thing_see_both_versions(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    sent = {"version": "0"}
    assert browser.post(address(family, "say", "koennen"), sent | {"can_words": "Gespeichertes"}).status_code == 302
    answer = browser.post(address(family, "say", "koennen"), sent | {"can_words": "Meines"})
    assert answer.status_code == 409
    assert "Gespeichertes" in answer.content.decode()
    assert "Meines" in answer.content.decode()
    again = {field.name: field.value() for field in answer.context["form"] if field.value()}
    assert browser.post(address(family, "say", "koennen"), again).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert JobProfile.objects.get().can_words == "Meines"


def test_an_occupation_that_changes_keeps_its_history_and_whose_idea_it_was(house: House) -> None:
    family = haddad(house)
    full(family)
    page = house.login("alma").get(address(family)).content.decode()
    assert page.count("Beiköchin") >= 2
    assert "wurde zu" in page
    assert "aus einem Praktikum oder einer Arbeit" in page
    with acting_as(house.alma, "test", read_only=True) as context:
        then = queries.targets(context, family.pk, family.amira, today() - DAY)
        assert [row.text for row in then.standing] == ["Köchin"]
        now = queries.targets(context, family.pk, family.amira, today())
        assert [row.text for row in now.standing] == ["Beiköchin"]
        assert [row.text for row in now.all] == ["Köchin", "Beiköchin"]


def test_an_occupation_is_added_once_changed_and_let_go(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    form = browser.get(address(family, "aim")).context["form"]
    sent = {"text": "Gärtnerin", "rank": "first", "idea": "close", "token": str(form["token"].value())}
    for _ in range(2):
        assert browser.post(address(family, "aim"), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        row = Target.objects.get()
    change = address(family, "aim_anew", row.pk)
    assert browser.post(change, sent | {"text": "Floristin", "version": "1"}).status_code == 302
    assert browser.post(change, sent | {"text": "Zu spät", "version": "1"}).status_code == 409
    away = address(family, "let_go", row.pk)
    assert browser.post(away, {"version": "9"}, follow=True).content.decode().count("inzwischen jemand geändert") == 1
    assert browser.post(away, {"version": "2"}).status_code == 302
    assert "Floristin" not in browser.get(address(family)).content.decode()


def test_an_occupation_without_a_word_is_refused(house: House) -> None:
    family = haddad(house)
    answer = house.login("alma").post(
        address(family, "aim"), {"text": " ", "rank": "first", "idea": "person", "reason": "Bleibt stehen"}
    )
    assert answer.status_code == 422
    assert "Bleibt stehen" in answer.content.decode()
    with acting_as(house.alma, "test"), pytest.raises(Refused):
        services.aim(case=family.case, person_id=family.amira, author=house.alma, text="  ")


def test_nobody_outside_of_the_household_gets_a_profile(house: House) -> None:
    family, other = haddad(house), haddad(house)
    with acting_as(house.alma, "test"):
        with pytest.raises(Refused):
            services.aim(case=family.case, person_id=other.amira, author=house.alma, text="Köchin")
        with pytest.raises(Refused):
            services.say(
                case=family.case, person_id=other.amira, standing=None, version=0, author=house.alma, can=["cooking"]
            )


def test_the_first_profile_stands_once(house: House) -> None:
    family = haddad(house)
    say(family, can=["cooking"])
    with acting_as(house.alma, "test"), pytest.raises(Stale):
        services.say(
            case=family.case, person_id=family.amira, standing=None, version=0, author=house.alma, can=["caring"]
        )


def test_needs_lay_what_was_said_in_both_rooms_side_by_side(house: House) -> None:
    family, other = haddad(house), haddad(house)
    profile(family, family.amira)
    full(family)
    aim(family, "Gärtnerin", rank="also")
    say(other, must=["quiet"])
    with acting_as(house.alma, "test", read_only=True):
        found = queries.needs([family.pk, other.pk], today())
        assert set(found) == {(family.pk, family.amira), (other.pk, other.amira)}
        amira = found[family.pk, family.amira]
        assert amira.hours == (20, 25)
        assert amira.days == {"mo", "tu", "we"}
        assert amira.must == {"light_lifting"}
        assert amira.ways == {"bicycle", "public"}
        assert amira.minutes == 40
        assert amira.interests == "SRA"
        assert amira.languages == {"ar": "first"}
        assert amira.targets == ("Beiköchin", "Gärtnerin")
        assert found[other.pk, other.amira].interests == ""
        before = queries.needs([family.pk], today() - DAY)
        assert before[family.pk, family.amira].targets == ("Köchin",)
        assert before[family.pk, family.amira].must == frozenset()


def test_hours_told_in_the_biography_hold_until_the_profile_says_more(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        Mobility.objects.create(
            dossier_id=family.pk, person_id=family.amira, valid_from=today(), hours_a_week=15, author=house.alma
        )
    with acting_as(house.alma, "test", read_only=True):
        assert queries.needs([family.pk], today())[family.pk, family.amira].hours == (15, 15)
    assert "15 Stunden in der Woche" in house.login("alma").get(address(family)).content.decode()
    say(family, hours_until=30)
    with acting_as(house.alma, "test", read_only=True):
        assert queries.needs([family.pk], today())[family.pk, family.amira].hours == (None, 30)


def test_needs_are_closed_with_the_door(house: House) -> None:
    family = haddad(house)
    full(family)
    with acting_as(house.bert, "test", read_only=True):
        assert queries.needs([family.pk], today()) == {}
