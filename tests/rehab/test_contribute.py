"""What the room tells the others: due items, the tool row, lists and figures, the copy, merging, erasing, the demo."""

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.access.hooks_demo import Cast
from rundblick.catalogue.scenario.joining import demo as scenario
from rundblick.rehab import demo, due, services
from rundblick.rehab.codes import Milestone
from rundblick.rehab.hooks import MODELS
from rundblick.rehab.models import Application, Desk, Statement, Step
from rundblick.steering.begun import place_of
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.rehab.desks import (
    DAY,
    ago,
    applied,
    desk,
    diverged,
    let_in,
    reached,
    released,
    said,
    shared,
    talk,
    trusted,
    url,
    writer,
)


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(500))


def test_next_days_are_due_without_saying_what_they_are_about(family: Family) -> None:
    desk(family, agency=False)
    row = applied(family, agency=False)
    reached(family, row, Milestone.REFUSED, 5, look_on=today() + DAY, refusal_on=ago(4))
    with acting_as(family.house.alma, "test"):
        services.plan(
            writer=writer(family, agency=False),
            provision="social",
            carrier="Kreis",
            since=today(),
            until=None,
            review_on=today() + 9 * DAY,
        )
        items = {item["key"].split(":")[0]: item for item in due.next_days([family.pk], today())}
    assert set(items) == {"look", "object", "plan"}
    assert (items["look"]["due_on"], items["plan"]["due_on"]) == (today() + DAY, today() + 9 * DAY)
    assert today() < items["object"]["due_on"] <= today() + 28 * DAY
    assert {(one["topic_code"], one["person_id"]) for one in items.values()} == {("notes", family.amira)}
    reached(family, row, Milestone.DROPPED, 0)
    with acting_as(family.house.alma, "test"):
        assert [item["key"].split(":")[0] for item in due.next_days([family.pk], today())] == ["plan"]


def test_the_tools_tell_how_many_applications_are_open(family: Family) -> None:
    applied(family, agency=False)
    page = family.house.login("alma").get(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}").content.decode()
    assert "Reha und Teilhabe" in page and "1\xa0offener Antrag" in page


def test_the_list_shows_what_rests_and_the_figures_count_persons(family: Family) -> None:
    desk(family, agency=False)
    applied(family, agency=False, days=300, old_case=True)
    applied(family, agency=False, days=20)
    talk(family, agency=False)
    talk(family, agency=False)
    browser = family.house.login("alma")
    with at_most(15):
        everything = browser.get("/faelle/reha/").content.decode()
    resting = browser.get("/faelle/reha/?ruht=1").content.decode()
    assert everything.count("Arbeitsleben (LTA)") == 2 and resting.count("Arbeitsleben (LTA)") == 1
    assert "Altfall" in resting and ">ruht<" in resting
    with at_most(12):
        table = browser.get("/faelle/reha/zahlen/").context["table"]
    told = {row[0]: row[1:4] for row in table.rows}
    assert told["Informationsgespräch"] == ["2", "1", "1"] and told["Aufgedeckte Altfälle"] == ["1", "1", "1"]
    earlier = browser.get("/faelle/reha/zahlen/", {"stand": ago(100).isoformat()}).context["table"]
    assert {row[0]: row[1:4] for row in earlier.rows}["Informationsgespräch"] == ["0", "0", "1"]
    assert "Kein Antrag ruht" in family.house.login("bert").get("/faelle/reha/?ruht=1").content.decode()


def test_the_copy_holds_everything_the_jobcenter_holds(family: Family) -> None:
    shared(family.house, family)
    row = applied(family)
    reached(family, row, Milestone.SUBMITTED, 10)
    talk(family)
    said(family, "alma", "Unsere Antwort")
    said(family, "ivo", "Bleibt dort")
    diverged(family, "Wir sehen es anders")
    with acting_as(family.house.alma, "test"):
        told = dict(export.items())["rehab"](family.pk, family.amira)
        assert all(len(row) == len(section["columns"]) for section in told for row in section["rows"])
        assert not dict(export.items())["rehab"](family.pk, family.karim)
    words = str(told)
    assert "Unsere Antwort" in words and "Wir sehen es anders" in words and "eingereicht" in words
    assert "Bleibt dort" not in words


def test_two_files_about_one_person_become_one_without_losing_a_word(family: Family) -> None:
    shared(family.house, family)
    said(family, "alma", "Von Amiras Blatt")
    diverged(family, "Anders gesehen")
    reached(family, applied(family), Milestone.SUBMITTED, 3)
    with as_worker("test"):
        Desk.objects.create(dossier_id=family.pk, person_id=family.karim, agency=family.house.partner)
        Statement.objects.create(
            dossier_id=family.pk,
            person_id=family.karim,
            agency=family.house.partner,
            question="found",
            from_agency=False,
            text="Von Karims Blatt",
            written_at=Statement.objects.first().written_at,  # type: ignore[union-attr]
            author=family.house.alma,
        )
        dict(merge.items())["rehab"](family.karim, family.amira)
        assert Desk.objects.get().person_id == family.karim
        text = Statement.objects.get(question="found").text
        assert "Von Karims Blatt" in text and "Von Amiras Blatt" in text
        assert {row.person_id for row in Step.objects.all()} == {family.karim}


def test_erasing_leaves_nothing(family: Family) -> None:
    shared(family.house, family)
    said(family, "alma", "Wort")
    diverged(family, "Anders")
    reached(family, applied(family), Milestone.SUBMITTED, 3)
    talk(family)
    with as_worker("test.erase"):
        dict(erase.items())["rehab"](family.pk)
        assert not any(model.objects.exists() for model in MODELS)


def test_an_unfinished_text_is_called_like_the_tool_and_says_no_more(family: Family) -> None:
    name, address = place_of(f"rehab.answer:{family.pk}:{family.amira}:found", family.pk)
    assert (name, address) == ("Reha und Teilhabe", f"/faelle/{family.pk}/werkzeuge/")


def test_the_demo_is_written_as_people_would(house: House, family: Family) -> None:
    let_in(family, topics=("master", "cooperation", "health"))
    released(family)
    shared_with = Cast(
        organisations={demo.AGENCY: house.partner},
        users={"alma": house.alma, demo.GUEST: house.ivo},
        households={demo.HOUSEHOLD: family.case},
        persons={demo.PERSON: type("Person", (), {"pk": family.amira})},
    )
    household = type("Household", (), {"key": demo.HOUSEHOLD, "responsible": "alma"})
    trusted(family)
    demo.load(type("Scenario", (), {"households": [household]}), shared_with)
    text = house.login("alma").get(url("page", family)).content.decode()
    assert "Eingang bestätigt" in text and "geprüft am" in text
    assert "länger als vier Jahre her" in house.login("alma").get(url("assessments", family)).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert Application.objects.get().look_on == today() + 12 * DAY


def test_the_cast_of_the_demo_knows_whom_the_room_names() -> None:
    told = scenario(today())
    assert demo.HOUSEHOLD in {one.key for one in told.households} and demo.PERSON in {one.key for one in told.persons}
    assert demo.AGENCY in {one.key for one in told.organisations} and demo.GUEST in {one.login for one in told.users}
