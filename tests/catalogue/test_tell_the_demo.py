"""The demo is consistent on any day somebody starts it, invented throughout, and respectful."""

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from typing import Any

import pytest

from rundblick.catalogue.scenario import words
from rundblick.catalogue.scenario.anna import anna
from rundblick.catalogue.scenario.cast import cast
from rundblick.catalogue.scenario.days import age_on, birthday
from rundblick.catalogue.scenario.joining import demo
from rundblick.catalogue.scenario.model import Scenario
from rundblick.catalogue.scenario.today import current
from rundblick.journeys.rules import Answer, Cell, cell_problems
from rundblick.journeys.shelf import shelf
from rundblick.work.taxonomy import taxonomy

FRIDAY = dt.date(2026, 11, 20)
DAYS = [FRIDAY, dt.date(2026, 11, 22), dt.date(2027, 1, 1), dt.date(2028, 2, 29), dt.date(2027, 5, 31)]
TOPICS = {
    "master",
    "appointments",
    "notes",
    "tasks",
    "goals",
    "situation",
    "programmes",
    "journeys",
    "outcomes",
    "documents",
}
ROLES = {"coach", "team_lead", "nominator", "benefits", "placement", "coordinator", "partner", "research", "dpo"}
ROLES |= {"admin", "participant", "intake", "steward"}


@pytest.fixture(params=DAYS, ids=str, scope="module")
def day(request: pytest.FixtureRequest) -> dt.date:
    return dt.date.fromisoformat(str(request.param))


@pytest.fixture(scope="module")
def told(day: dt.date) -> Scenario:
    return demo(day)


def every_record(scenario: Scenario) -> Iterator[Any]:
    for part in fields(scenario):
        yield from getattr(scenario, part.name)


def test_the_demo_is_the_same_every_time(day: dt.date, told: Scenario) -> None:
    assert demo(day) == told


def test_the_demo_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import datetime, hashlib; from rundblick.catalogue.scenario.joining import demo;"
        "print(hashlib.sha256(repr(demo(datetime.date(2026, 11, 20))).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_keys_are_unique(told: Scenario) -> None:
    for part in fields(told):
        records = getattr(told, part.name)
        keys = [record.key for record in records if hasattr(record, "key")]
        assert len(keys) == len(set(keys)), part.name
    assert len({user.login for user in told.users}) == len(told.users)
    assert len({household.number for household in told.households}) == len(told.households)


def test_every_reference_leads_somewhere(told: Scenario) -> None:
    known = {
        "organisation": {o.key for o in told.organisations} | {""},
        "team": {t.key for t in told.teams} | {""},
        "household": {h.key for h in told.households},
        "person": {p.key for p in told.persons} | {""},
        "login": {u.login for u in told.users} | {""},
        "participation": {p.key for p in told.participations},
        "journey": {j.key for j in told.journeys},
        "parent": {g.key for g in told.goals} | {""},
    }
    alias = {"child": "person", "member": "person", "author": "login", "staff": "login", "coach": "login"}
    alias |= {"assignee": "login", "responsible": "login", "absent": "login", "deputy": "login"}
    for record in every_record(told):
        for part in fields(record):
            kind = alias.get(part.name, part.name)
            if part.name == "responsible" and not hasattr(record, "site"):
                continue
            if kind in known and part.name != "login":
                assert getattr(record, part.name) in known[kind], (record, part.name)
    for goal in told.goals:
        assert set(goal.members) <= known["person"]
    for pair in told.duplicates:
        assert {pair.first, pair.second} <= known["person"]
    holders = {"user": "login", "team": "team", "organisation": "organisation"}
    assert all(grant.principal in known[holders[grant.principal_kind]] for grant in told.grants)


def test_records_about_a_person_stand_in_a_household_of_that_person(told: Scenario) -> None:
    belongs = {(m.household, m.person) for m in told.memberships}
    for record in every_record(told):
        person = getattr(record, "person", None) or getattr(record, "child", None)
        if person and hasattr(record, "household"):
            assert (record.household, person) in belongs, record
    assert {p.key for p in told.persons} == {m.person for m in told.memberships}


def test_only_known_words_are_used(told: Scenario) -> None:
    assert {m.role for m in told.memberships} == set(words.RELATIONSHIPS)
    assert {n.setting for n in told.notes} | {a.setting for a in told.appointments} <= set(words.SETTINGS)
    assert {n.responsible for note in told.notes for n in note.next_steps} <= set(words.RESPONSIBLE)
    assert {t.responsible for t in told.tasks} == set(words.RESPONSIBLE)
    assert {g.level for g in told.goals} == set(words.GOAL_LEVELS)
    assert {o.kind for o in told.outcomes} == set(words.OUTCOMES)
    assert {s.kind for s in told.situations} == set(words.SITUATIONS)
    assert {a.status for a in told.appointments} == set(words.STATUS)
    for cell in told.cells:
        assert cell.step in words.STEPS_OF[cell.benefit]
        assert set(cell.reasons) <= set(words.NOT_ENTITLED if cell.step == "entitled" else words.REASONS)
        assert set(cell.details) <= set(words.DETAILS[cell.benefit])
        assert "other" not in cell.reasons or cell.footnote
    assert {cell.reasons[0] for cell in told.cells if cell.reasons} == {*words.REASONS, *words.NOT_ENTITLED}
    assert {need for person in told.persons for need in person.needs} == set(words.NEEDS)
    assert {role for user in told.users for role in user.roles} == ROLES


def test_the_shipped_definitions_take_every_entry(told: Scenario) -> None:
    but = shelf()["but"]
    for c in told.cells:
        answer: Answer = "yes" if c.reached else "no"
        cell = Cell(
            c.child, c.benefit, c.step, answer, c.on, frozenset(c.reasons), frozenset(c.details), note=c.footnote
        )
        assert cell_problems(but, cell) == []
    assert {o.kind for o in told.outcomes} <= {kind.code for kind in taxonomy().kinds}


def test_periods_are_half_open_and_run_forwards(told: Scenario) -> None:
    for record in every_record(told):
        if hasattr(record, "valid_from") and record.valid_until is not None:
            assert record.valid_from < record.valid_until, record
    for outcome in told.outcomes:
        assert outcome.until is None or outcome.on < outcome.until
        assert outcome.benefit_ended_on is None or outcome.on < outcome.benefit_ended_on


def test_nobody_belongs_to_two_households_at_a_time(told: Scenario) -> None:
    mine: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for m in told.memberships:
        mine.setdefault(m.person, []).append((m.valid_from, m.valid_until or dt.date.max))
    for periods in mine.values():
        periods.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(periods))


def test_parents_are_older_than_their_children(told: Scenario) -> None:
    born = {p.key: p.born for p in told.persons}
    for m in told.memberships:
        if m.role in ("child", "adult_child"):
            parents = [x.person for x in told.memberships if x.household == m.household and "parent" in x.role]
            assert parents
            assert all(age_on(born[parent], born[m.person]) >= 16 for parent in parents)


def test_roles_of_children_follow_their_age(told: Scenario) -> None:
    born = {p.key: p.born for p in told.persons}
    for m in told.memberships:
        if m.role == "child":
            assert m.valid_from < birthday(born[m.person], 18)
        if m.role == "adult_child":
            assert m.valid_from >= birthday(born[m.person], 18)


def test_nothing_happened_in_the_future_or_before_the_case_was_opened(day: dt.date, told: Scenario) -> None:
    opened = {h.key: h.opened for h in told.households}
    assert all(p.born <= day for p in told.persons)
    assert all(opened[n.household] <= n.at.date() <= day for n in told.notes)
    assert all(cell.on <= day for cell in told.cells)
    assert all(opened[o.household] <= o.on <= day for o in told.outcomes)
    assert all(t.created <= day and (t.done_on is None or t.created <= t.done_on <= day) for t in told.tasks)
    assert all(g.set_on <= day and (g.reached_on is None or g.set_on <= g.reached_on <= day) for g in told.goals)
    assert all(a.status == "planned" or a.starts.date() < day for a in told.appointments)
    assert all(a.status != "planned" or a.starts.date() >= day for a in told.appointments)


def test_people_meet_on_working_days_and_in_daytime(told: Scenario) -> None:
    for at in [n.at for n in told.notes] + [a.starts for a in told.appointments]:
        assert at.weekday() < 5
        assert 8 <= at.hour <= 17


def test_a_journey_entry_stands_between_the_days_of_its_sheet(told: Scenario) -> None:
    sheets = {j.key: j for j in told.journeys}
    for cell in told.cells:
        assert sheets[cell.journey].created <= cell.on <= sheets[cell.journey].last_edited


def test_the_author_of_a_note_had_an_open_door(told: Scenario) -> None:
    for note in told.notes:
        day = note.at.date()
        assert any(
            g.household == note.household
            and g.principal == note.author
            and "notes" in g.topics
            and g.writes
            and g.valid_from <= day
            and (g.valid_until is None or day < g.valid_until)
            for g in told.grants
        ), note


def test_grants_keep_the_rules_of_the_door_book(told: Scenario) -> None:
    for grant in told.grants:
        assert set(grant.topics) <= TOPICS
        if grant.basis == "deputy":
            assert grant.valid_until
        if grant.basis in ("assignment", "statutory"):
            assert grant.evidence
        if grant.basis == "team":
            assert set(grant.topics) == {"master", "appointments"}
        if grant.basis == "self":
            assert grant.member
    assert {g.basis for g in told.grants} == {
        "responsible",
        "team",
        "deputy",
        "assignment",
        "statutory",
        "self",
    }, "doors by consent come from consents"


def test_phone_numbers_and_addresses_are_fictitious(told: Scenario) -> None:
    mobiles = {"0152 28817386", "0152 28895456", "0152 54599371"}
    for person in told.persons:
        assert not person.phone or person.phone in mobiles or person.phone.startswith("030 23125 ")
        assert not person.phone.startswith("030") or 0 <= int(person.phone.split()[-1]) <= 999
        assert not person.email or person.email.endswith("@example.org")
    assert {(r.postcode, r.place) for r in told.residences} == {("59320", "Ennigerloh"), ("48351", "Everswinkel")}


def test_every_language_code_has_two_letters(told: Scenario) -> None:
    for person in told.persons:
        assert person.languages
        assert all(len(code) == 2 and code.islower() for code in (*person.languages, person.interpreter or "de"))
        assert not person.interpreter or person.interpreter in person.languages


def test_notes_hold_no_judgement_and_nothing_that_belongs_into_the_protected_area(told: Scenario) -> None:
    unwanted: tuple[str, ...] = (
        "schulden",
        "sucht",
        "diagnose",
        "therapie",
        "depress",
        "gewalt",
        "verweiger",
        "unmotiviert",
        "faul",
    )
    unwanted += ("aggressiv", "angeblich", "offenbar", "mangelnd", "versäum", "vorbestraft")
    for record in every_record(told):
        for part in fields(record):
            value = getattr(record, part.name)
            if isinstance(value, str):
                found = [word for word in value.casefold().split() if word.startswith(unwanted)]
                # "sucht" is also what somebody does who looks for work.
                assert not [word for word in found if not word.startswith(("sucht", "besucht"))], record


def test_a_goal_hangs_below_a_goal_of_the_same_people(told: Scenario) -> None:
    carriers = {goal.key: set(goal.members) for goal in told.goals}
    assert [goal for goal in told.goals if goal.parent]
    assert all(set(goal.members) <= carriers[goal.parent] for goal in told.goals if goal.parent)


def test_first_talks_begin_with_the_persons_own_words(told: Scenario) -> None:
    first = [n for n in told.notes if n.key.endswith("-note-first")]
    assert len(first) == 30
    assert all(n.concern and n.summary and n.agreements and n.next_steps for n in first)
    assert len({n.concern for n in first}) == 30


def test_a_name_in_a_note_belongs_to_the_household(told: Scenario) -> None:
    families = {p.family_name for p in told.persons if len(p.family_name) > 4}
    mine: dict[str, set[str]] = {}
    names = {p.key: {p.family_name, p.given_name} for p in told.persons}
    for m in told.memberships:
        mine.setdefault(m.household, set()).update(names[m.person])
    for note in told.notes:
        text = " ".join((note.sentence, note.summary, note.agreements))
        said = {word.strip(".,;:") for word in text.split()}
        assert said & families <= mine[note.household], note


def test_the_second_run_leaves_the_figures_of_the_first_alone(day: dt.date, told: Scenario) -> None:
    now = current(day)
    assert {p.run for p in anna().participations} == {"projekt"}
    second = [p for p in now.participations if p.programme == "anna"]
    runs = {p.run for p in second} | {o.run for o in now.outcomes} | {j.run for j in now.journeys}
    assert len(runs) == 1
    assert "projekt" not in runs
    assert min(o.on for o in now.outcomes) > dt.date(2022, 12, 31)
    assert min(c.on for c in now.cells) > dt.date(2022, 12, 31)
    assert not now.attributes
    assert len({p.household for p in second}) == 12


def test_at_least_eight_programmes_run_side_by_side(day: dt.date) -> None:
    now = current(day)
    running = {p.programme for p in now.participations if p.valid_from and p.valid_from <= day}
    assert len(running) >= 9
    assert {p.programme for p in now.participations if p.valid_from is None}
    assert {presence.state for presence in now.presences} == {"present", "excused", "sick", "unexcused"}
    assert all(presence.on < day for presence in now.presences)


def test_the_present_is_lively(day: dt.date) -> None:
    now = current(day)
    monday = day - dt.timedelta(days=day.weekday())
    weeks = Counter((a.starts.date() - monday).days // 7 for a in now.appointments)
    assert weeks[0] >= 5
    assert weeks[1] >= 8
    assert sum(1 for t in now.tasks if t.due and t.due < day and t.done_on is None) >= 5
    recent = day - dt.timedelta(days=8)
    assert sum(1 for n in now.notes if n.at.date() >= recent) >= 15
    mine = [a for a in now.appointments if a.staff == "coach" and a.status == "planned"]
    assert len([a for a in mine if a.starts.date() - day <= dt.timedelta(days=3)]) >= 4


def test_the_present_holds_the_special_households(day: dt.date) -> None:
    now = current(day)
    born = {p.key: p.born for p in now.persons}
    assert [h.key for h in now.households if h.protected_contact] == ["now-09"]
    sizes = Counter(m.household for m in now.memberships if m.valid_until is None)
    assert sizes["now-04"] == 9
    turns = [p for p in born.values() if day < birthday(p, 18) <= day + dt.timedelta(days=14)]
    assert len(turns) == 1
    assert len([m for m in now.memberships if m.person == "now-12-a2"]) == 2
    for pair in now.duplicates:
        assert born[pair.first] == born[pair.second]
    assert len(now.households) == 26


def test_every_role_can_log_in_and_participants_are_members() -> None:
    people = cast()
    assert {role for user in people.users for role in user.roles} == ROLES
    assert {user.person for user in people.users if "participant" in user.roles} == {"now-03-a1"}
    assert all(user.organisation for user in people.users if "participant" not in user.roles)
    teams = {team.key: team.organisation for team in people.teams}
    assert all(teams[user.team] == user.organisation for user in people.users if user.team)
