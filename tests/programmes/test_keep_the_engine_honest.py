"""What holds for every history, over the definition that uses every key: order, past, strangers, time alone."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.programmes.consents import blocked
from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import DueItem, due_items, phase_at, rules_of
from tests.programmes.build import BEN, MAYA, day, event, full, full_with, household, plan, started

# Most histories should get somewhere, so the first events are drawn more often than the others.
WAY_IN = ["participation.nominated", "participation.information_event", "participation.thought_over"]
FRAME = ["participation.started", "participation.started", "participation.withdrawn", "participation.ended"]
PAUSES = ["participation.paused", "participation.resumed"]
EXTENSION = ["participation.extension_requested", "participation.extension_declined"]
CONTACTS = ["contact.talk", "contact.home_visit", "contact.lost", "contact.regained"]
ATTEMPTS = ["attempt.letter", "attempt.visit", "attempts.stopped", "attempts.documented"]
CONSENTS = ["consent.given", "consent.withdrawn"]
SESSIONS = ["attendance.present", "attendance.unexcused", "attendance.sick", "attendance.excused"]
ANSWERS = ["attendance.outreach", "attendance.made_up", "attendance.reviewed", "report.interim", "agreement.signed"]
AFTERWARDS = ["job.started", "job.duration_checked", "follow_on.arranged", "subsidy.requested", "subsidy.paid"]
CODES = [*WAY_IN, *FRAME, *PAUSES, *EXTENSION, *CONTACTS, *ATTEMPTS, *CONSENTS, *SESSIONS, *ANSWERS, *AFTERWARDS]

# Few days make facts meet on one day, many days make everything else; the last of a month is where months go wrong.
dates = st.sampled_from([day("2020-01-31"), day("2020-02-29"), day("2020-04-01")]) | st.dates(
    day("2020-01-01"), day("2021-06-30")
)
subjects = st.sampled_from([None, MAYA, BEN])
keys = st.sampled_from(["", "a", "b"])
values = st.sampled_from([True, "insured_employment", "minijob", "home_visit", "follow_up", Decimal(1)])
events = st.builds(
    lambda code, on, subject, key, value: Fact.event(code, on, value=value, subject=subject, key=key),
    st.sampled_from(CODES),
    dates,
    subjects,
    keys,
    values,
)


def _plan(code: str, agreed: dt.date, ahead: int, lasts: int | None, subject: uuid.UUID | None, key: str) -> Fact:
    until = agreed + dt.timedelta(days=lasts) if lasts else None
    return Fact(code, agreed + dt.timedelta(days=ahead), agreed, until, subject, key)


plans = st.builds(
    _plan,
    st.sampled_from(["participation.extended", "conference.planned"]),
    dates,
    st.integers(-30, 400),
    st.none() | st.integers(1, 90),
    subjects,
    keys,
)
begun = st.builds(Fact.event, st.just("participation.started"), dates, subject=subjects)
histories = st.lists(events | plans, max_size=16) | st.builds(
    lambda first, rest: [first, *rest], begun, st.lists(events | plans, max_size=24)
)
PROGRAMMES = {"person": full(), "household": household(), "no pause": full_with(time={"pause": None})}
FULL = PROGRAMMES["person"]
programmes = st.sampled_from(list(PROGRAMMES.values()))
as_ofs = st.dates(dt.date(2019, 12, 31), dt.date(2022, 6, 30))


def shape(items: list[DueItem]) -> list[tuple[object, ...]]:
    return [(i.due_on, i.rule, i.key, i.subject, i.label, i.explanation, i.last_useful_day) for i in items]


@given(st.data(), histories, programmes, as_ofs)
@settings(max_examples=200)
def test_due_items_do_not_depend_on_the_order_of_facts(
    data: st.DataObject, facts: list[Fact], programme: Programme, as_of: dt.date
) -> None:
    shuffled = data.draw(st.permutations(facts))
    assert due_items(shuffled, programme, as_of) == due_items(facts, programme, as_of)
    assert due_items(facts + facts, programme, as_of) == due_items(facts, programme, as_of)


@given(histories, programmes, as_ofs)
@settings(max_examples=200)
def test_the_past_shows_what_was_true_then(facts: list[Fact], programme: Programme, as_of: dt.date) -> None:
    """Neither later facts nor ends that lay ahead change what was due, what blocked, or which phase it was."""

    def as_seen(fact: Fact) -> Fact:
        ahead = fact.valid_until is not None and fact.valid_until > as_of
        return Fact(fact.code, fact.value, fact.valid_from, None if ahead else fact.valid_until, fact.subject, fact.key)

    then = [as_seen(fact) for fact in facts if fact.valid_from <= as_of]
    assert shape(due_items(then, programme, as_of)) == shape(due_items(facts, programme, as_of))
    assert phase_at(then, programme, as_of) == phase_at(facts, programme, as_of)
    assert blocked(programme, then, "home_visit", as_of, MAYA) == blocked(programme, facts, "home_visit", as_of, MAYA)


@given(histories, programmes, as_ofs, dates)
def test_a_fact_no_rule_asks_for_changes_nothing(
    facts: list[Fact], programme: Programme, as_of: dt.date, on: dt.date
) -> None:
    unrelated = [
        Fact("household.children", 2, on),
        Fact.event("contact.message", on, subject=MAYA),
        Fact.event("attempt.message", on, subject=MAYA),
        Fact.event("consent.given", on, value="research", subject=MAYA),
        Fact.event("participation.agreed", on),
        Fact("goal.reached", True, on, None, MAYA, "a"),
    ]
    assert due_items([*facts, *unrelated], programme, as_of) == due_items(facts, programme, as_of)


@given(histories, programmes, as_ofs, st.integers(1, 300))
@settings(max_examples=200)
def test_time_alone_makes_nothing_due(facts: list[Fact], programme: Programme, as_of: dt.date, passing: int) -> None:
    """Stored items stay right while no fact begins or ends, so they need no rebuild at midnight, pause or not."""
    later = as_of + dt.timedelta(days=passing)

    def quiet(fact: Fact) -> bool:
        borders = [fact.valid_from, *([fact.valid_until] if fact.valid_until else [])]
        return not any(as_of < border <= later for border in borders)

    calm = [fact for fact in facts if quiet(fact)]
    assert due_items(calm, programme, as_of) == due_items(calm, programme, later)


@given(histories, programmes, as_ofs)
@settings(max_examples=300)
def test_items_are_unique_sorted_named_by_a_rule_and_never_due_before_what_they_count_from(
    facts: list[Fact], programme: Programme, as_of: dt.date
) -> None:
    items = due_items(facts, programme, as_of)
    rules = rules_of(programme)
    identities = [(item.rule, item.key, item.subject) for item in items]
    assert len(set(identities)) == len(identities)
    assert [item.due_on for item in items] == sorted(item.due_on for item in items)
    for item in items:
        assert (item.kind, item.topic) == (rules[item.rule].kind, rules[item.rule].topic)
        assert item.anchor in facts
        assert item.anchor.valid_from <= as_of
        assert len(item.label) <= 300 and len(item.explanation) <= 600 and len(item.rule) <= 80
        if item.kind != "end":
            assert item.due_on >= item.anchor.valid_from


@given(histories, as_ofs)
@settings(max_examples=200)
def test_no_contact_and_no_attempt_is_due_while_it_rests(facts: list[Fact], as_of: dt.date) -> None:
    paused = [*facts, Fact.event("participation.paused", as_of), Fact.event("participation.paused", as_of, key="b")]
    calm = [fact for fact in paused if not (fact.code == "participation.resumed" and fact.valid_from == as_of)]
    items = due_items(calm, FULL, as_of)
    resting = [i for i in items if i.rule == "time.pause"]
    assert not resting or not [i for i in items if i.kind == "contact" or i.rule.startswith("time.ladders")]


@given(histories, as_ofs)
def test_a_wish_to_be_left_alone_ends_every_ladder(facts: list[Fact], as_of: dt.date) -> None:
    wished = [*facts, Fact.event("attempts.stopped", as_of)]
    assert not [i for i in due_items(wished, FULL, as_of) if i.rule.startswith("time.ladders")]


@given(histories, as_ofs)
def test_a_longer_pause_never_makes_anything_due_earlier(facts: list[Fact], as_of: dt.date) -> None:
    def clocks(days: int) -> dict[tuple[object, ...], dt.date]:
        until = day("2020-03-01") + dt.timedelta(days=days)
        pause = [event("participation.paused", "2020-02-01"), Fact.event("participation.resumed", until)]
        calm = [fact for fact in facts if fact.code not in PAUSES]
        items = due_items([*calm, *pause], FULL, as_of)
        return {
            (i.rule, i.key, i.subject): i.due_on for i in items if i.rule.startswith(("time.deadlines", "care.min"))
        }

    short, long = clocks(0), clocks(20)
    assert all(long[item] >= due_on for item, due_on in short.items() if item in long)


def test_one_history_reaches_every_rule() -> None:
    """A rule no history can reach would be a promise nobody keeps."""
    me = MAYA
    before = [event("participation.nominated", "2021-01-02", subject=me)]
    informed = [*before, event("participation.information_event", "2021-01-03", subject=me)]
    running = [
        started("2021-02-01", me),
        event("contact.lost", "2021-03-01", subject=me),
        *(event("attendance.unexcused", f"2021-03-0{n}", subject=me, value=Decimal(1)) for n in (1, 2, 3)),
        event("subsidy.requested", "2021-03-01", subject=me),
        event("job.started", "2021-03-05", value="minijob", subject=me, key="a"),
        event("job.started", "2021-03-05", value="insured_employment", subject=me, key="b"),
        event("consent.given", "2021-03-05", value="follow_up", subject=me),
        plan("conference.planned", "2021-03-01", "2021-04-01", subject=me),
    ]
    tried = [*running, *(event("attempt.letter", f"2021-03-1{n}", subject=me) for n in range(5))]
    late = [started("2022-11-01", me), event("contact.talk", "2022-11-02", subject=me)]
    settled = [started("2021-02-01", me), event("contact.talk", "2021-04-05", subject=me)]
    paused = [*running, event("participation.paused", "2021-03-06", subject=me)]
    left = [started("2021-02-01", me), event("participation.ended", "2021-03-01", subject=me)]
    found: set[str] = set()
    for history in (before, informed, running, tried, late, settled, paused, left):
        found |= {item.rule for item in due_items(history, FULL, day("2022-11-30"))}
    assert found == set(rules_of(FULL))


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_definitions_of_these_tests_are_different_ones(name: str) -> None:
    assert sum(programme == PROGRAMMES[name] for programme in PROGRAMMES.values()) == 1
