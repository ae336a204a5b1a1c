"""Helps carry a level; nearer levels are asked about once, kindly; in the course of time helps come nearer to life."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused, Stale
from rundblick.resources import queries, rules, services
from rundblick.resources.codes import HelpState, Level, Section
from rundblick.resources.models import Look, PlannedHelp
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.resources.cards import COACH, DAY, PERSON, address, german, lines, plans, says

HINT = "Vorher noch ein Blick in die Nähe?"


@dataclass(frozen=True)
class Planned:
    """A help as the rules need it."""

    level: int
    state: str = HelpState.PLANNED
    hint_overruled: bool = False
    pk: UUID = field(default_factory=uuid4)


def test_a_help_of_an_office_asks_for_the_levels_nobody_has_looked_at() -> None:
    first, second = Planned(4), Planned(4)
    found = rules.hint([Planned(2), first, second], rules.not_looked_at([1], [2, 4, 4], []))
    assert found is not None
    assert (found.help, found.levels) == (first, [Level.AREA])


@pytest.mark.parametrize(
    ("helps", "seen"),
    [
        ([Planned(4)], [1, 2, 3]),
        ([Planned(4, state=HelpState.RUNNING)], []),
        ([Planned(4, hint_overruled=True)], []),
        ([Planned(3)], []),
        ([], []),
    ],
)
def test_there_is_no_hint_where_nothing_was_overlooked(helps: list[Planned], seen: list[int]) -> None:
    assert rules.hint(helps, rules.not_looked_at(seen, [], [])) is None


def test_reports_print_no_share_of_two_helps() -> None:
    day = today()
    assert rules.spread([4, 4], day).share(Level.STATE) is None
    assert rules.spread([4, 4, 1], day).share(Level.STATE) == pytest.approx(2 / 3)
    assert rules.spread([], day).total == 0


@settings(deadline=None)
@given(st.dates(dt.date(2019, 12, 31), dt.date(2032, 3, 1)))
def test_a_year_has_twelve_month_ends_and_the_day_itself(day: dt.date) -> None:
    days = rules.month_ends(day)
    assert len(days) == 13
    assert days == sorted(set(days))
    assert days[-1] == day
    assert all((end + DAY).day == 1 for end in days[:-1])
    assert (days[-2] + DAY) == day.replace(day=1)


def test_the_hint_shows_until_it_is_overruled_and_then_stays_silent_for_this_help(house: House) -> None:
    family = haddad(house)
    says(family, COACH, "Zuverlässig", section=Section.SUBJECT)
    first = plans(family, "Familienhilfe")
    browser, place = house.login("alma"), address(family, "helps")
    page = browser.get(place).content.decode()
    assert page.count(HINT) == 1
    assert "2 Verwandte, Freunde, Bekannte" in page
    assert HINT not in browser.get(place + "?gemeinsam=1").content.decode()
    browser.post(address(family, "help_hint", first.pk))
    assert HINT not in browser.get(place).content.decode()
    plans(family, "Schuldnerberatung")
    page = browser.get(place).content.decode()
    assert page.count(HINT) == 1
    assert "„Schuldnerberatung“ ist auf Ebene 4 geplant" in page


def test_having_looked_and_found_nothing_counts_and_can_be_taken_back(house: House) -> None:
    family = haddad(house)
    plans(family)
    browser, place = house.login("alma"), address(family, "look")
    for level in ("1", "2", "3", "3"):
        answer = browser.post(place, {"ebene": level, "von": "hilfen"})
        assert answer["Location"] == address(family, "helps")
    assert HINT not in browser.get(address(family, "helps")).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert sorted(Look.objects.values_list("level", flat=True)) == [1, 2, 3]
    assert "Geschaut am" in browser.get(address(family, "page")).content.decode()
    browser.post(place, {"ebene": "2", "zurueck": "1"})
    assert HINT in browser.get(address(family, "helps")).content.decode()
    assert "bis 3" in browser.post(place, {"ebene": "4"}, follow=True).content.decode()
    assert browser.post(place, {"ebene": "x" * 50}).status_code == 302


def form(**changed: str) -> dict[str, str]:
    return lines(text="Mutter nimmt Sami", level="2", state="planned", since="", draws_upon="") | changed


def test_a_help_is_noted_once_with_the_resource_it_builds_on(house: House) -> None:
    family = haddad(house)
    row = says(family, PERSON, "Meine Mutter")
    browser, sent = house.login("alma"), form(draws_upon=str(row.thread), state="running", since="1.3.2026")
    for _ in range(2):
        assert browser.post(address(family, "helps"), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        one = PlannedHelp.objects.get()
        assert (one.state, one.since, one.draws_upon) == (HelpState.RUNNING, dt.date(2026, 3, 1), row.thread)
    page = browser.get(address(family, "helps")).content.decode()
    assert "läuft seit 01.03.2026 · stützt sich auf: Meine Mutter" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"since": german(dt.date(2199, 1, 1))}, "liegt in der Zukunft"),
        ({"since": "31.2.2026"}, "Der Februar 2026 hat 28 Tage"),
        ({"level": "7"}, "7"),
        ({"draws_upon": "Oma"}, "Stützt sich auf"),
    ],
)
def test_bad_input_of_a_help_stays_in_the_form(house: House, changed: dict[str, str], words: str) -> None:
    family = haddad(house)
    answer = house.login("alma").post(address(family, "helps"), form(**changed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert not PlannedHelp.objects.exists()


def states(house: House) -> list[tuple[str, dt.date, dt.date | None]]:
    with acting_as(house.alma, "test", read_only=True):
        rows = PlannedHelp.objects.order_by("valid_from", "valid_until")
        return [(row.state, row.since, row.valid_until) for row in rows]


def test_a_help_is_planned_runs_ends_and_runs_again(house: House) -> None:
    family, planned = haddad(house), today() - 30 * DAY
    row = plans(family, since=planned)
    browser = house.login("alma")
    place = address(family, "help_state", row.pk)
    browser.post(place, {"stand": "laeuft", "version": "1"})
    assert states(house) == [("planned", planned, today()), ("running", today(), None)]
    answer = browser.post(place, {"stand": "laeuft", "version": "1"}, follow=True)
    assert "gibt es so nicht mehr" in answer.content.decode()
    with acting_as(house.alma, "test"):
        running = PlannedHelp.objects.get(valid_until=None)
        services.end_help(row=running, version=1)
    assert "Beendet (1)" in browser.get(address(family, "helps")).content.decode()
    browser.post(place, {"stand": "wieder"})
    assert states(house)[-1] == ("running", today(), None)
    answer = browser.post(place, {"stand": "wieder"}, follow=True)
    assert "läuft schon wieder" in answer.content.decode()


def said(**changed: object) -> services.HelpContent:
    given = {"text": "Familienhilfe", "level": 4, "state": HelpState.PLANNED}
    return services.HelpContent(**(given | changed))  # type: ignore[arg-type]


def test_a_new_text_holds_from_today_and_does_not_move_the_day_since_when_it_runs(house: House) -> None:
    family, since = haddad(house), today() - 90 * DAY
    row = plans(family, state=HelpState.RUNNING, since=since)
    with acting_as(house.alma, "test"):
        content = said(state=HelpState.RUNNING, text="Familienhilfe, Frau am Dienstag")
        services.change_help(row=row, author=house.alma, version=1, content=content)
    assert states(house) == [("running", since, today()), ("running", since, None)]


def test_a_help_ends_on_the_day_that_is_told_with_its_last_words(house: House) -> None:
    family, since = haddad(house), today() - 90 * DAY
    row = plans(family, since=since)
    with acting_as(house.alma, "test"):
        content = said(state=None, on=today() - 10 * DAY, text="Familienhilfe (abgeschlossen)")
        services.change_help(row=row, author=house.alma, version=1, content=content)
        assert PlannedHelp.objects.get().text == "Familienhilfe (abgeschlossen)"
    assert states(house) == [("planned", since, today() - 10 * DAY)]


def test_days_before_the_help_and_days_ahead_are_refused(house: House) -> None:
    family = haddad(house)
    row = plans(family, since=today() - 5 * DAY)
    for day in (today() - 6 * DAY, today() + DAY):
        with acting_as(house.alma, "test"), pytest.raises(Refused, match="vor dem Beginn der Hilfe"):
            services.change_help(row=row, author=house.alma, version=1, content=said(state=None, on=day))
    with acting_as(house.alma, "test"), pytest.raises(Stale):
        services.change_help(row=row, author=house.alma, version=7, content=said(text="Neu"))


def test_two_who_change_a_help_see_both_versions(house: House) -> None:
    family = haddad(house)
    row = plans(family)
    browser, place = house.login("alma"), address(family, "help", row.pk)
    sent = {"text": "Erste Fassung", "level": "4", "state": "planned", "draws_upon": "", "on": "", "version": "1"}
    assert browser.post(place, sent).status_code == 302
    answer = browser.post(place, sent | {"text": "Zweite Fassung"})
    assert answer.status_code == 409
    assert "Erste Fassung" in answer.content.decode()
    assert "Zweite Fassung" in answer.content.decode()


def test_the_form_ends_a_help_and_shares_it(house: House) -> None:
    family = haddad(house)
    row = plans(family, since=today() - 20 * DAY)
    browser, place = house.login("alma"), address(family, "help", row.pk)
    sent = {"text": "Familienhilfe", "level": "4", "state": "planned", "draws_upon": "", "on": "", "version": "1"}
    browser.post(place, sent | {"shared": "on"})
    with acting_as(house.alma, "test", read_only=True):
        fresh = PlannedHelp.objects.get(valid_until=None)
        assert fresh.shared
    place = address(family, "help", fresh.pk)
    answer = browser.post(place, sent | {"state": "ended", "on": german(today() - 30 * DAY)})
    assert answer.status_code == 422
    assert "Bitte geben Sie ein Datum ab dem" in answer.content.decode()


def spreads(family: Family, house: House) -> list[tuple[int, int]]:
    with acting_as(house.alma, "test", read_only=True):
        days = [today() - 100 * DAY, today() - 50 * DAY, today()]
        return [(one.near, one.total) for one in queries.spreads([family.pk], days)]


def test_helps_come_nearer_to_life_and_every_day_counts_what_stood_then(house: House) -> None:
    family = haddad(house)
    state = plans(family, since=today() - 120 * DAY)
    plans(family, "Mutter", Level.CIRCLE, since=today() - 60 * DAY)
    plans(family, "Hausaufgaben allein", Level.OWN, person_id=None)
    with acting_as(house.alma, "test"):
        services.change_help(row=state, author=house.alma, version=1, content=said(state=None, on=today() - 50 * DAY))
    assert spreads(family, house) == [(0, 1), (1, 1), (2, 2)]
    page = house.login("alma").get(address(family, "helps")).content.decode()
    assert "2 von 2 Hilfen" in page
    with acting_as(house.alma, "test", read_only=True):
        assert queries.spreads([family.pk], []) == []


def test_a_help_for_the_household_stands_on_every_members_card(house: House) -> None:
    family = haddad(house)
    house.login("alma").post(address(family, "helps"), form(for_all="on", text="Wochenplan am Kühlschrank"))
    for person in (family.amira, family.karim):
        page = house.login("alma").get(address(family, "helps", person=person)).content.decode()
        assert "Wochenplan am Kühlschrank" in page
        assert "ganzer Haushalt" in page
