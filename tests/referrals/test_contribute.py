"""What the room tells the others: due items, tools, the case page, copy, merging, erasing, begun texts, demo."""

import pytest
import yaml
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.access.models import TimelineEntry
from rundblick.catalogue.scenario.joining import demo as scenario
from rundblick.referrals import demo, due, services
from rundblick.referrals.codes import Point, Result, State
from rundblick.referrals.kinds import catalogue, kind_of
from rundblick.referrals.models import Referral, Step
from rundblick.referrals.services.held import BEGAN
from rundblick.referrals.views import acts, costs
from rundblick.steering.begun import FORMS
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.referrals.ways import DAY, ago, answered, handed, looked, noted, way


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def test_looking_after_a_way_is_due_and_says_nothing_about_the_help(family: Family) -> None:
    row = way(family, kind="addiction", since=30)
    noted(family, row, "waiting", 20, expected_on=ago(3))
    over = way(family, since=30)
    noted(family, over, "ended", 1, result="dropped")
    with acting_as(family.house.alma, "test"):
        (item,) = due.nudges_due([family.pk], today())
    assert (item["person_id"], item["due_on"], item["topic_code"]) == (family.amira, ago(2), "notes")
    assert "Sucht" not in item["label"] + item["explanation"]
    noted(family, row, "first", 1)
    with acting_as(family.house.alma, "test"):
        (item,) = due.nudges_due([family.pk], today())
    assert (item["kind"], item["due_on"]) == ("look", ago(1) + 90 * DAY)


def test_the_case_shows_ways_neutrally_and_the_tool_says_how_many(family: Family) -> None:
    way(family, kind="debts", office="Beratung am Park")
    browser = family.house.login("alma")
    more = reverse("cases:more", args=[family.pk])
    shown = browser.get(more).content.decode()
    assert "eine Beratungsstelle" in shown and "Schuldnerberatung" not in shown and "am Park" not in shown
    assert "Schuldnerberatung" in browser.get(more, {"mitglied": str(family.amira)}).content.decode()
    assert "Schuld" not in browser.get(more, {"mitglied": str(family.karim)}).content.decode()
    assert "1\xa0Weg" in browser.get(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}").content.decode()


def test_export_merge_and_erase_know_the_ways(family: Family) -> None:
    row = handed(family, points={Point.HOPE: ("Mehr verstehen", False)})
    noted(family, row, "contacted", 9, said="Im Mai")
    answered(family, row, family.house.ivo, "first", 2)
    looked(family, row, "person", "well", "Nett dort")
    paid = way(family, area="children", kind="childcare", office="Jugendamt")
    way(family, family.karim, office="Karims Kurs")
    with acting_as(family.house.alma, "test"):
        services.propose(referral=paid, author=family.house.alma, proposal="Randzeiten", reasons="Frühschicht")
        services.make_link(referral=paid, author=family.house.alma, reference="Anfrage 1")
        told = dict(export.items())["referrals"](family.pk, family.amira)
        assert [section["title"] for section in told] == [
            "Wofür Hilfe gebraucht wird",
            "Wege zu einer Hilfe",
            "Was auf diesen Wegen geschah",
            "Wie Wege vorbereitet wurden",
            "Wie Hilfen laufen",
            "Links, mit denen eine Stelle antworten konnte",
            "Kosten nach § 16a SGB II",
        ]
        assert all(len(cells) == len(section["columns"]) for section in told for cells in section["rows"])
        assert "Karims Kurs" not in str(told)
        for words in ("Mehr verstehen", "Im Mai", "Nett dort", "Frühschicht", "Anfrage 1", "Beratungsstelle Brücke"):
            assert words in str(told)
        assert dict(merge.items())["referrals"](family.karim, family.amira) == 11
        assert Referral.objects.filter(person_id=family.karim).count() == 3
        assert not TimelineEntry.objects.filter(kind=BEGAN, subject_id=family.amira).exists()
    with as_worker("test.erase"):
        assert dict(erase.items())["referrals"](family.pk) == 13


def test_an_unfinished_text_has_a_name_and_an_address() -> None:
    keys = (acts.BEGIN_KEY, acts.CHANGE_KEY, acts.NOTE_KEY, acts.LOOK_KEY, costs.PROPOSE_KEY, costs.DECIDE_KEY)
    assert {key.partition(":")[0] for key in keys} <= set(FORMS)


def test_the_sheet_of_the_demo_tells_ways_that_can_be() -> None:
    told = scenario(today())
    households, persons = {one.key for one in told.households}, {one.key for one in told.persons}
    areas = {area.code for area in catalogue().areas}
    for record in yaml.safe_load(demo.SHEET.read_text("utf-8")):
        kind = kind_of(record["kind"])
        assert record["household"] in households and f"{record['household']}-{record['person']}" in persons, record
        assert kind in catalogue().kinds and record["area"] in areas, record
        assert not kind.sensitive or not record.get("points"), record
        for ago_, state, more in record["steps"]:
            assert ago_ <= record["begun"] and state in set(State), record
            assert more.get("result", "helped") in set(Result), record
            assert not kind.sensitive or "said" not in more, record


def test_the_demo_is_written_with_its_agency(house: House) -> None:
    from rundblick.access.hooks_demo import Cast

    family = haddad(house)
    record = next(one for one in yaml.safe_load(demo.SHEET.read_text("utf-8")) if "answer" in one)
    cast = Cast(
        cases={record["household"]: family.case},
        persons={f"{record['household']}-{record['person']}": type("P", (), {"pk": family.amira})()},
        organisations={"bruecke": house.partner},
        users={"partner": house.ivo},
    )
    with acting_as(house.alma, "test"):
        row = demo._begin(record, cast, house.alma)
        demo._more(record, row, house.alma)
    demo._answer(record["answer"], row, house.ivo)
    with acting_as(house.alma, "test"):
        assert sorted(Step.objects.values_list("source", flat=True)) == ["agency", "house"]
