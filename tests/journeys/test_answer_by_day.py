"""A step that asks when: the day may lie ahead, and is reached on it."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused
from rundblick.journeys import rules, services
from rundblick.journeys.models import Cell, Standing
from rundblick.journeys.publishing import load_text
from rundblick.journeys.tasks import turn
from rundblick.journeys.wordings import journey_named
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.house import House
from tests.journeys.family import Family, kaya
from tests.journeys.making import course, published

JOURNEY = load_text(json.dumps(course()))
SAID = dt.date(2026, 3, 1)


def when(day: dt.date | None, *, on: dt.date = SAID, answer: rules.Answer = "yes", sequence: int = 0) -> rules.Cell:
    return rules.Cell("Ada", "course", "test", answer, on, sequence=sequence, day=day)


def at(as_of: dt.date, *cells: rules.Cell) -> rules.State:
    wish = rules.Cell("Ada", "course", "wish", "yes", SAID)
    return rules.state(JOURNEY, "course", "Ada", [wish, *cells], as_of)


def on_course(house: House) -> Family:
    published(house)
    family = kaya(house)
    with acting_as(house.alma, "test"):
        family.sheet = services.open_sheet(dossier_id=family.pk, journey=journey_named("sprachkurs"), coach=house.alma)
    return family


def test_a_day_ahead_is_not_reached_before_it_comes() -> None:
    planned = when(SAID + dt.timedelta(days=10))
    assert at(SAID, planned).stop == "test" and at(SAID, planned).answer("test") == "open"
    assert at(SAID + dt.timedelta(days=9), planned).stop == "test"
    assert at(SAID + dt.timedelta(days=10), planned).stop == "level"


def test_a_no_at_a_day_stops_like_any_no() -> None:
    stopped = at(SAID, when(None, answer="no"))
    assert stopped.stop == "test" and stopped.stopped_by is not None and stopped.stopped_by.answer == "no"


def test_a_day_needs_a_yes_and_a_yes_needs_a_day() -> None:
    assert rules.cell_problems(JOURNEY, when(SAID)) == []
    assert rules.cell_problems(JOURNEY, when(None)) == ["Ein Tag fehlt"]
    assert rules.cell_problems(JOURNEY, when(SAID, answer="no")) == ["Ein Tag gehört zu einem Ja"]
    wrong = rules.Cell("Ada", "course", "wish", "yes", SAID, day=SAID)
    assert rules.cell_problems(JOURNEY, wrong) == ["Dieser Schritt fragt nicht nach einem Tag"]


days = st.dates(SAID - dt.timedelta(days=20), SAID + dt.timedelta(days=20))


@given(st.lists(st.tuples(days, days), max_size=5), days)
def test_what_counts_is_the_last_day_named_and_only_once_it_has_come(
    named: list[tuple[dt.date, dt.date]], as_of: dt.date
) -> None:
    cells = [when(day, on=on, sequence=number) for number, (on, day) in enumerate(named)]
    known = [(cell.on, cell.sequence, cell.day) for cell in cells if cell.on <= as_of]
    held = max(known)[2] if known else None
    assert ("test" in at(as_of, *cells).reached) == (held is not None and held <= as_of)


@given(days, days, st.integers(0, 30))
def test_what_was_reached_on_a_day_stays_reached(on: dt.date, day: dt.date, later: int) -> None:
    first = at(on, when(day, on=on))
    if "test" in first.reached:
        assert "test" in at(on + dt.timedelta(days=later), when(day, on=on)).reached


def test_a_day_is_typed_into_the_grid_and_shown(house: House) -> None:
    family = on_course(house)
    client = house.login("alma")
    planned = today() + dt.timedelta(days=20)
    answer = family.tap(client, "test", "day", track="course", who=family.gulsen, day=german_date(planned))
    assert answer.status_code == 302
    text = client.get(family.url).content.decode()
    assert f'value="{german_date(planned)}"' in text and "geplant" in text
    assert f"Einstufung: {german_date(planned)}" in text


@pytest.mark.parametrize("day", ["", "31.02.2026", "morgen früh"])
def test_a_day_that_is_none_is_told_and_nothing_is_written(house: House, day: str) -> None:
    family = on_course(house)
    client = house.login("alma")
    answer = family.tap(client, "test", "day", track="course", who=family.gulsen, day=day)
    assert answer.status_code == 422 and "rb-message--warning" in answer.content.decode()
    assert family.cells() == []


def test_the_details_take_the_day_and_ask_for_it(house: House) -> None:
    family = on_course(house)
    client = house.login("alma")
    address = family.field("test", "course", family.gulsen)
    missing = client.post(address, {"answer": "day", "on": "heute", "seen": "0"})
    assert missing.status_code == 422 and "Bitte nennen Sie den Tag." in missing.content.decode()
    beside = client.post(address, {"answer": "no", "day": "heute", "on": "heute", "seen": "0"})
    assert "Ein Tag gehört zur Antwort" in beside.content.decode()
    client.post(address, {"answer": "day", "day": "heute", "on": "heute", "seen": "0", "note": "Raum 3"})
    (cell,) = family.cells()
    assert (cell.answer, cell.day) == (Cell.Answer.YES, today())
    assert f"am {german_date(today())}" in client.get(address).content.decode()


def test_another_day_is_another_answer_and_the_same_is_none(house: House) -> None:
    family = on_course(house)
    for day in (today(), today(), today() + dt.timedelta(days=1)):
        family.say("test", who=family.gulsen, track="course", day=day)
    assert len([cell for cell in family.cells() if cell.undoes_id is None]) == 2


def test_a_yes_without_a_day_is_refused(house: House) -> None:
    family = on_course(house)
    with pytest.raises(Refused, match="Ein Tag fehlt"):
        family.say("test", who=family.gulsen, track="course")


def test_where_somebody_stands_turns_in_the_night_of_the_day(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    family = on_course(house)
    day = today() + dt.timedelta(days=5)
    family.say("wish", who=family.gulsen, track="course")
    family.say("test", who=family.gulsen, track="course", day=day)
    with acting_as(house.alma, "test"):
        row = Standing.objects.get()
        assert (row.stop, row.turns_on) == ("test", day)
    assert turn(0) == 0
    monkeypatch.setattr("rundblick.journeys.tasks.today", lambda: day)
    assert turn(0) == 1 and turn(0) == 0
    with acting_as(house.alma, "test"):
        row = Standing.objects.get()
        assert (row.stop, row.turns_on) == ("level", None)


def test_the_timeline_and_the_own_copy_say_the_day(house: House) -> None:
    from rundblick.journeys.hooks import answers_told, export

    family = on_course(house)
    (cell,) = family.say("test", who=family.gulsen, track="course", day=today())
    with acting_as(house.alma, "test"):
        assert german_date(today()) in answers_told([cell.pk])[cell.pk]["line"]
        (section,) = export(family.pk, family.gulsen)
    assert section["entries"][0]["Antwort"] == f"am {german_date(today())}"


def test_a_form_without_a_script_carries_the_place(house: House) -> None:
    family = on_course(house)
    text = house.login("alma").get(family.url).content.decode()
    place = f"{family.gulsen}.course.test"
    assert f'<form id="tag-{place}"' in text and f'value="{place}.day"' in text
    assert text.count(f'form="tag-{place}"') == 2
    assert reverse("journeys:answer", args=[family.sheet.pk]) in text
