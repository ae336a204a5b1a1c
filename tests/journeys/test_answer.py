"""Answers are dated, follow each other, and are never overwritten."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused
from rundblick.journeys import story, trail
from rundblick.journeys.errors import Clash
from rundblick.journeys.models import Standing
from rundblick.journeys.services import Entry
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import Family, kaya, minijob

MAY, JUNE, JULY = dt.date(2021, 5, 3), dt.date(2021, 6, 1), dt.date(2021, 7, 5)


@pytest.fixture
def family(house: House) -> Family:
    return kaya(house)


def held(family: Family, step: str, on: dt.date) -> str | None:
    cells = trail.by_place(family.cells()).get((family.deniz, "tutoring", step), [])
    found = trail.valid(cells, on)
    return found.answer if found else None


def test_a_later_answer_follows_an_earlier_one_from_its_day_on(family: Family) -> None:
    family.say("interested", "no", on=MAY, reasons=["parents_see_no_need"])
    family.say("interested", "yes", on=JUNE)
    assert [cell.sequence for cell in family.cells()] == [1, 2]
    assert held(family, "interested", MAY - dt.timedelta(days=1)) is None
    assert held(family, "interested", JUNE - dt.timedelta(days=1)) == "no"
    assert held(family, "interested", JUNE) == "yes"


def test_an_answer_from_an_earlier_day_corrects_the_one_that_stood_there(family: Family) -> None:
    family.say("interested", "no", on=JULY)
    family.say("interested", "yes", on=MAY)
    assert held(family, "interested", today()) == "yes"
    assert len(family.cells()) == 3  # the no, the mark that takes it back, the yes
    assert held(family, "interested", MAY) == "yes"


def test_the_same_answer_on_a_later_day_moves_the_day(family: Family) -> None:
    family.say("applied", "yes", on=MAY)
    family.say("applied", "yes", on=JUNE)
    assert held(family, "applied", MAY) is None
    assert held(family, "applied", JUNE) == "yes"


def test_a_double_tap_writes_once(family: Family) -> None:
    family.say("entitled", on=MAY)
    family.say("entitled", on=MAY)
    family.say("entitled", on=today(), bare=True)
    assert len(family.cells()) == 1


def test_opening_what_was_never_answered_writes_nothing(family: Family) -> None:
    family.say("entitled", "open", bare=True)
    assert family.cells() == []


def test_where_everybody_stands_is_kept_with_every_answer(family: Family) -> None:
    family.say("entitled", on=MAY)
    family.say("offered", "no", on=JUNE, reasons=["school_covers"])
    with acting_as(family.house.alma, "test"):
        row = Standing.objects.get()
    assert (row.furthest, row.stop, row.answer, row.reasons) == ("entitled", "offered", "no", ["school_covers"])
    assert row.changed_on == today()


def test_one_entry_of_the_story_tells_a_day(family: Family) -> None:
    family.say("entitled", on=MAY)
    family.say("offered", on=MAY)
    family.say("known", on=JUNE)
    family.say("entitled", on=MAY, who=family.ela)
    with acting_as(family.house.alma, "test"):
        entries = TimelineEntry.objects.filter(kind=story.ANSWERED)
        assert entries.count() == 3
        assert set(entries.values_list("subject_id", flat=True)) == {family.deniz, family.ela}


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": today() + dt.timedelta(days=1)},
        {"on": dt.date(2013, 1, 1)},
        {"track": "bus"},
        {"step": "flown"},
        {"reasons": ["laziness"], "answer": "no"},
        {"reasons": ["school_covers"]},
        {"kinds": ["german"]},
        {"point": 3},
        {"who": uuid.uuid4()},
    ],
    ids=["future", "before birth", "track", "step", "reason", "reason at yes", "kind at step", "point", "stranger"],
)
def test_what_cannot_be_is_refused(family: Family, wrong: dict[str, object]) -> None:
    values = {"step": "entitled", "answer": "yes", "on": MAY} | wrong
    with pytest.raises(Refused, match=r"\w+"):
        family.say(**values)  # type: ignore[arg-type]
    assert family.cells() == []


def test_a_scale_takes_its_points_and_no_no(house: House) -> None:
    family = minijob(house)
    family.say("searched", point=3, who=family.gulsen, track="job")
    for wrong in ({"point": 5}, {"answer": "no"}):
        with pytest.raises(Refused, match="Skala"):
            family.say("found", who=family.gulsen, track="job", **wrong)
    with pytest.raises(Refused, match="anderen Person"):
        family.say("found", point=1, who=family.deniz, track="job")


def test_two_people_answering_the_same_question_see_both_answers(family: Family) -> None:
    family.say("applied", "yes", by=family.house.alma, seen=0)
    with pytest.raises(Clash) as clash:
        family.say("applied", "no", seen=0)
    assert clash.value.differences[0].theirs is not None
    assert clash.value.differences[0].theirs.answer == "yes"
    assert len(family.cells()) == 1


def test_two_people_answering_different_questions_do_not_meet(family: Family) -> None:
    family.say("applied", "yes", seen=0)
    family.say("granted", "yes", seen=0)
    assert len(family.cells()) == 2


def test_two_people_with_the_same_answer_agree(family: Family) -> None:
    family.say("applied", "yes", on=MAY, seen=0)
    family.say("applied", "yes", seen=0, bare=True)
    assert len(family.cells()) == 1


def test_several_answers_are_one_saving(family: Family) -> None:
    entries = [
        Entry(person_id=family.deniz, track="tutoring", step=step, answer="yes", on=MAY)
        for step in ("entitled", "offered", "known")
    ]
    family.write(*entries)
    assert len({cell.recorded_at for cell in family.cells()}) == 1


# --- By tap and form ---


def test_a_tap_answers_and_leads_back_to_the_place(family: Family) -> None:
    answer = family.tap(family.house.login("alma"), "entitled", "yes")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{family.url}#c-{family.deniz}.tutoring.entitled"
    (cell,) = family.cells()
    assert (cell.answer, cell.answered_on, cell.recorded_by_id) == ("yes", today(), family.house.alma.pk)


def test_a_no_asks_for_its_reasons_next(family: Family) -> None:
    client = family.house.login("alma")
    answer = family.tap(client, "offered", "no")
    assert answer.headers["Location"] == family.field("offered")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Förderbedarf wird über Schule abgedeckt" in page
    assert "Altersgrenze" not in page  # a reason of the entitlement only


def test_a_yes_at_the_end_asks_what_exactly(family: Family) -> None:
    answer = family.tap(family.house.login("alma"), "used", "yes", by_script=True)
    assert f'data-ask="{family.field("used")}"' in answer.content.decode()


def test_yes_up_to_here_fills_what_is_open_before(family: Family) -> None:
    family.say("offered", "no", on=MAY)
    family.tap(family.house.login("alma"), "interested", "yes", up_to="1")
    assert {cell.step: cell.answer for cell in trail.given(family.cells())} == {
        "entitled": "yes",
        "offered": "no",
        "known": "yes",
        "interested": "yes",
    }


def test_the_day_of_the_answers_can_be_chosen(family: Family) -> None:
    family.tap(family.house.login("alma"), "entitled", "yes", on="3.5.21")
    assert family.cells()[0].answered_on == MAY


@pytest.mark.parametrize("day", ["31.02.2021", "01.01.2199", "gestern früh"])
def test_a_day_that_cannot_be_is_named_and_nothing_is_written(family: Family, day: str) -> None:
    answer = family.tap(family.house.login("alma"), "entitled", "yes", on=day)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert family.cells() == []


@pytest.mark.parametrize("answer", ["perhaps", "p3", "", "p99999999999"])
def test_answers_that_do_not_exist_are_named(family: Family, answer: str) -> None:
    assert family.tap(family.house.login("alma"), "entitled", answer).status_code == 422
    assert family.cells() == []


def test_the_details_are_kept_with_reasons_kinds_and_footnote(family: Family) -> None:
    client = family.house.login("alma")
    data = {
        "answer": "no",
        "on": "01.06.2021",
        "reasons": ["parents_see_no_need", "school_covers"],
        "note": "Gespräch mit der Lehrerin <b>im Juli</b> 🙂",
        "seen": "0",
    }
    assert client.post(family.field("interested"), data).status_code == 302
    (cell,) = family.cells()
    assert (cell.reasons, cell.answered_on) == (["parents_see_no_need", "school_covers"], JUNE)
    page = client.get(family.url).content.decode()
    assert "&lt;b&gt;im Juli&lt;/b&gt; 🙂" in page
    assert "Eltern sehen keinen Förderbedarf; Förderbedarf wird über Schule abgedeckt" in page


def test_reasons_at_a_yes_are_named_beside_the_field(family: Family) -> None:
    data = {"answer": "yes", "on": "heute", "reasons": ["school_covers"], "note": "x" * 501, "seen": "0"}
    answer = family.house.login("alma").post(family.field("interested"), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Gründe gehören zu einem Nein" in text and "um 1 Zeichen zu lang" in text


def test_two_tabs_show_two_versions_and_nothing_is_lost(family: Family) -> None:
    client = family.house.login("alma")
    family.say("applied", "no", on=MAY, reasons=["steps_open"], note="Termin am Freitag")
    data = {"answer": "yes", "on": "01.06.2021", "note": "Antrag liegt vor", "seen": "0"}
    clash = client.post(family.field("applied"), data)
    text = clash.content.decode()
    assert clash.status_code == 409
    assert "Termin am Freitag" in text and "Antrag liegt vor" in text
    assert len(family.cells()) == 1
    assert client.post(family.field("applied"), data | {"seen": "1"}).status_code == 302
    assert held(family, "applied", JUNE) == "yes"


def test_a_tap_on_a_stale_grid_shows_two_versions(family: Family) -> None:
    family.say("applied", "no", on=MAY)
    answer = family.tap(family.house.login("alma"), "applied", "yes", seen="0")
    assert answer.status_code == 409
    assert "Zwei Fassungen" in answer.content.decode()


def test_a_draft_of_the_details_comes_back(family: Family) -> None:
    client = family.house.login("alma")
    key = f"journeys.field:{family.sheet.pk}:{family.deniz}:tutoring:applied"
    client.post(
        reverse("access:draft"),
        {"draft_key": key, "draft_dossier": str(family.pk), "answer": "no", "note": "Bescheinigung fehlt"},
    )
    page = client.get(family.field("applied")).content.decode()
    assert "Bescheinigung fehlt" in page and "Ihr Entwurf vom" in page
    client.post(family.field("applied"), {"answer": "no", "on": "heute", "note": "Bescheinigung fehlt", "seen": "0"})
    assert "Ihr Entwurf vom" not in client.get(family.field("applied")).content.decode()


def test_former_answers_stay_readable_with_who_and_when(family: Family) -> None:
    family.say("interested", "no", on=MAY, reasons=["parents_see_no_need"])
    family.say("interested", "yes", on=JUNE)
    page = family.house.login("alma").get(family.field("interested")).content.decode()
    assert "Was hier stand" in page and "Eltern sehen keinen Förderbedarf" in page and "Alma," in page


def test_an_unknown_place_is_not_there(family: Family) -> None:
    client = family.house.login("alma")
    for address in (family.field("flown"), family.field("applied", "bus"), family.field("applied", who=uuid.uuid4())):
        assert client.get(address).status_code == 404
