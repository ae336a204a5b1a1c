"""What is due: the rhythm of contacts, reports, preparation and promises, as facts become known."""

import datetime as dt
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import DueItem, due_items, phase_at, rules_of
from tests.programmes.build import BEN, MAYA, anna, day, ended, event, example, plan, started

LATER = "2022-12-31"


def due(facts: list[Fact], rule: str, *, as_of: str = LATER, programme: Programme | None = None) -> list[DueItem]:
    """Items whose rule begins with `rule`."""
    return [i for i in due_items(facts, programme or anna(), day(as_of)) if i.rule.startswith(rule)]


def due_on(facts: list[Fact], rule: str, *, as_of: str = LATER, programme: Programme | None = None) -> list[str]:
    return [item.due_on.isoformat() for item in due(facts, rule, as_of=as_of, programme=programme)]


# --- The rhythm of contacts ---


def test_before_the_start_nothing_is_due() -> None:
    assert due_items([event("contact.talk", "2021-01-01")], anna(), day(LATER)) == []
    assert due_items([started("2021-02-01")], anna(), day("2021-01-31")) == []


def test_a_start_asks_for_a_contact_within_the_first_span() -> None:
    (item,) = due([started("2021-02-01")], "care.rhythm")
    assert item.due_on == day("2021-02-08")
    assert item.rule == "care.rhythm.anfang"
    assert item.kind == "contact"
    assert item.topic == "appointments"
    assert item.explanation == "Beginn der Teilnahme am 01.02.2021; „Ankommen“: jede Woche"


def test_a_contact_moves_the_next_one() -> None:
    facts = [started("2021-02-01"), event("contact.talk", "2021-02-03")]
    (item,) = due(facts, "care.rhythm")
    assert item.due_on == day("2021-02-10")
    assert item.anchor == facts[1]
    assert item.explanation.startswith("Letzter Kontakt am 03.02.2021")


def test_only_what_the_definition_calls_a_contact_counts() -> None:
    facts = [started("2021-02-01"), event("talk.prepared", "2021-02-03")]
    assert due_on(facts, "care.rhythm") == ["2021-02-08"]


def test_a_contact_before_the_start_does_not_count() -> None:
    facts = [started("2021-02-01"), event("contact.talk", "2021-01-30")]
    assert due_on(facts, "care.rhythm") == ["2021-02-08"]


def test_the_rhythm_widens_after_three_months() -> None:
    facts = [started("2021-02-01"), event("contact.talk", "2021-05-03")]
    (item,) = due(facts, "care.rhythm")
    assert (item.rule, item.due_on) == ("care.rhythm.begleitung", day("2021-05-17"))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2021-04-23", "2021-04-30"),  # one week later is the day before the rhythm widens
        ("2021-04-24", "2021-05-08"),  # one week later it has widened, so two weeks are allowed
        ("2021-04-30", "2021-05-14"),
    ],
)
def test_at_the_border_the_rhythm_of_the_day_counts_on_which_the_gap_is_used_up(last: str, expected: str) -> None:
    facts = [started("2021-02-01"), event("contact.talk", last)]
    assert due_on(facts, "care.rhythm") == [expected]


def test_a_tighter_rhythm_does_not_reach_back_before_it_began() -> None:
    care = {
        "contacts": ["contact.talk"],
        "rhythm": [
            {"code": "weit", "label": "weit", "starts": {"after": "participation.started"}, "every": {"weeks": 8},
             "origin": {"rows": ["B1"]}},
            {"code": "eng", "label": "eng", "starts": {"on": "2021-04-01"}, "every": {"weeks": 1},
             "origin": {"rows": ["B1"]}},
        ],
    }  # fmt: skip
    tightening = example(care=care)
    facts = [started("2021-02-01", MAYA), event("contact.talk", "2021-03-10", subject=MAYA)]
    (item,) = due(facts, "care.rhythm", programme=tightening)
    assert (item.rule, item.due_on) == ("care.rhythm.eng", day("2021-04-01"))


def test_a_rhythm_can_belong_to_a_phase() -> None:
    programme = example()
    assert due_on([started("2021-02-01", MAYA)], "care.rhythm.eng", programme=programme) == ["2021-02-08"]
    facts = [started("2021-02-01", MAYA), event("contact.talk", "2021-04-05", subject=MAYA)]
    assert due_on(facts, "care.rhythm", programme=programme) == ["2021-05-03"]


def test_a_contact_is_due_on_day_56_and_not_on_57() -> None:
    care = {
        "contacts": ["contact.talk"],
        "rhythm": [
            {"code": "r", "label": "r", "starts": {"after": "participation.started"}, "every": {"days": 56},
             "origin": {"rows": ["B1"]}}
        ],
    }  # fmt: skip
    (when,) = due_on([started("2021-01-01", MAYA)], "care.rhythm", programme=example(care=care))
    assert day(when) - day("2021-01-01") == dt.timedelta(days=56)


def test_without_phases_or_with_phases_and_steps_that_wait_nothing_breaks() -> None:
    talks = {"care": {"contacts": ["contact.talk"]}}
    assert due([started("2021-02-01", MAYA)], "care", programme=example(**talks, time={})) == []
    waiting = {
        "contacts": ["contact.talk"],
        "rhythm": [
            {"code": "r", "label": "r", "starts": {"after": "job.started"}, "every": {"days": 7},
             "origin": {"rows": ["B1"]}}
        ],
    }  # fmt: skip
    phases = [
        {"code": "p", "label": "p", "purpose": "p", "starts": {"after": "job.started"}, "origin": {"rows": ["B1"]}}
    ]
    programme = example(care=waiting, time={"phases": phases})
    facts = [started("2021-02-01", MAYA)]
    assert due(facts, "care", programme=programme) == []
    assert phase_at(facts, programme, day(LATER)) is None
    facts.append(event("job.started", "2021-03-01", subject=MAYA))
    assert due_on(facts, "care", programme=programme) == ["2021-03-01"]


def test_after_the_end_no_contact_is_due() -> None:
    assert due([started("2021-02-01"), ended("2021-03-01")], "care.rhythm") == []


def test_an_end_that_lies_ahead_is_not_yet_known() -> None:
    assert due_on([started("2021-02-01"), ended("2021-03-01")], "care.rhythm", as_of="2021-02-28") == ["2021-02-08"]


def test_in_a_programme_for_households_a_contact_with_any_member_counts() -> None:
    facts = [started("2021-02-01"), event("contact.talk", "2021-02-03", subject=BEN)]
    assert due_on(facts, "care.rhythm") == ["2021-02-10"]


def test_in_a_programme_for_persons_a_contact_with_somebody_else_does_not() -> None:
    programme = example()
    facts = [started("2021-02-01", MAYA), event("contact.talk", "2021-02-03", subject=BEN)]
    (item,) = due(facts, "care.rhythm", programme=programme)
    assert item.due_on == day("2021-02-08")
    assert item.subject == MAYA
    with_all = [*facts, event("contact.talk", "2021-02-04")]
    assert due_on(with_all, "care.rhythm", programme=programme) == ["2021-02-11"]


def test_a_household_takes_part_as_long_as_one_member_does() -> None:
    both = [started("2021-02-01", MAYA), started("2021-03-01", BEN)]
    one_left = [*both, event("participation.ended", "2021-04-01", subject=MAYA)]
    (item,) = due(one_left, "care.rhythm")
    assert (item.due_on, item.subject) == (day("2021-02-08"), None)
    both_left = [*one_left, event("participation.ended", "2021-05-01", subject=BEN)]
    assert due(both_left, "care.rhythm") == []
    (report,) = due(both_left, "time.deadlines.abschlussbericht")
    assert (report.due_on, report.subject) == (day("2021-05-29"), None)
    assert due([*both, ended("2021-04-01")], "care.rhythm") == []


def test_an_end_before_the_start_ends_nothing() -> None:
    assert due_on([started("2021-02-01"), ended("2021-01-31")], "care.rhythm") == ["2021-02-08"]


# --- Reports ---


def test_an_interim_report_is_due_half_a_year_after_the_start_until_it_is_given() -> None:
    facts = [started("2021-08-31")]
    assert due_on(facts, "time.deadlines.zwischenbericht") == ["2022-02-28"]
    assert due([*facts, event("report.interim", "2022-01-15")], "time.deadlines.zwischenbericht") == []


def test_a_report_answers_its_participation_whatever_key_it_carries() -> None:
    facts = [event("participation.started", "2021-08-31", key="t"), event("report.interim", "2022-01-15", key="b")]
    assert due(facts, "time.deadlines.zwischenbericht") == []


def test_a_report_of_an_earlier_participation_does_not_answer_this_one() -> None:
    facts = [started("2021-08-31"), event("report.interim", "2021-08-30")]
    assert due_on(facts, "time.deadlines.zwischenbericht") == ["2022-02-28"]


def test_with_the_end_the_interim_report_goes_and_the_final_report_comes() -> None:
    facts = [started("2021-02-01"), ended("2021-06-30")]
    assert due(facts, "time.deadlines.zwischenbericht") == []
    assert due_on(facts, "time.deadlines.abschlussbericht") == ["2021-07-28"]
    assert due([*facts, event("report.final", "2021-07-01")], "time.deadlines.abschlussbericht") == []


def test_nothing_is_due_from_an_end_before_it_happens() -> None:
    assert due([started("2021-02-01")], "time.deadlines.abschlussbericht") == []


# --- Preparation ---


def test_the_information_before_a_conference_is_due_five_working_days_ahead() -> None:
    facts = [started("2022-02-01"), plan("conference.planned", "2022-04-01", "2022-04-22", key="k")]
    (item,) = due(facts, "time.deadlines.vorab_information", as_of="2022-04-02")
    assert item.due_on == day("2022-04-13")  # Good Friday and Easter Monday lie in between
    assert item.last_useful_day == day("2022-04-22")
    assert item.explanation == "Vereinbarte Fallkonferenz am 22.04.2022; 5 Arbeitstage vorher"


def test_a_conference_agreed_at_short_notice_is_not_overdue_before_it_was_agreed() -> None:
    facts = [started("2022-02-01"), plan("conference.planned", "2022-04-20", "2022-04-22")]
    assert due_on(facts, "time.deadlines.vorab_information", as_of="2022-04-21") == ["2022-04-20"]


def test_a_conference_that_is_called_off_needs_no_preparation() -> None:
    facts = [started("2022-02-01"), plan("conference.planned", "2022-04-01", "2022-04-22", off="2022-04-10")]
    assert due_on(facts, "time.deadlines.vorab_information", as_of="2022-04-09") == ["2022-04-13"]
    assert due(facts, "time.deadlines.vorab_information", as_of="2022-04-10") == []


def test_a_moved_conference_moves_its_preparation() -> None:
    facts = [
        started("2022-02-01"),
        plan("conference.planned", "2022-04-01", "2022-04-22", off="2022-04-10", key="k"),
        plan("conference.planned", "2022-04-10", "2022-05-06", key="k"),
    ]
    assert due_on(facts, "time.deadlines.vorab_information", as_of="2022-04-10") == ["2022-04-29"]


def test_of_two_agreements_about_one_conference_the_later_counts() -> None:
    facts = [
        started("2022-02-01"),
        plan("conference.planned", "2022-04-01", "2022-04-22", key="k"),
        plan("conference.planned", "2022-04-10", "2022-05-06", key="k"),
    ]
    assert due_on(facts, "time.deadlines.vorab_information", as_of="2022-04-10") == ["2022-04-29"]
    assert due_on(facts, "time.deadlines.vorab_information", as_of="2022-04-09") == ["2022-04-13"]


def test_two_conferences_agreed_on_one_day_are_two_items() -> None:
    facts = [
        started("2022-02-01"),
        plan("conference.planned", "2022-04-01", "2022-05-04"),
        plan("conference.planned", "2022-04-01", "2022-05-11"),
    ]
    items = due(facts, "time.deadlines.vorab_information", as_of="2022-04-02")
    assert [item.key for item in items] == ["2022-05-04", "2022-05-11"]


def test_each_conference_is_answered_by_its_own_information() -> None:
    facts = [
        started("2022-02-01"),
        plan("conference.planned", "2022-04-01", "2022-05-04", key="one"),
        plan("conference.planned", "2022-04-01", "2022-05-11", key="two"),
        event("conference.information_sent", "2022-04-20", key="one"),
    ]
    (item,) = due(facts, "time.deadlines.vorab_information", as_of="2022-04-25")
    assert (item.key, item.due_on) == ("two", day("2022-05-04"))


def test_a_talk_of_one_member_is_prepared_for_that_member() -> None:
    facts = [started("2022-02-01"), plan("talk.planned", "2022-04-01", "2022-04-20", subject=MAYA)]
    (item,) = due(facts, "time.deadlines.gespraech", as_of="2022-04-05")
    assert (item.due_on, item.subject) == (day("2022-04-19"), MAYA)
    wrong = [*facts, event("talk.prepared", "2022-04-18", subject=BEN)]
    assert len(due(wrong, "time.deadlines.gespraech", as_of="2022-04-19")) == 1
    right = [*facts, event("talk.prepared", "2022-04-18", subject=MAYA)]
    assert due(right, "time.deadlines.gespraech", as_of="2022-04-19") == []


# --- After a job has started ---


def test_follow_up_promises_three_talks_counted_from_the_job() -> None:
    facts = [started("2021-02-01"), event("job.started", "2021-08-31", value="insured_employment", subject=MAYA)]
    items = due(facts, "follow_up")
    assert [(i.rule, i.due_on.isoformat()) for i in items] == [
        ("follow_up.nachbetreuung.1", "2021-09-28"),
        ("follow_up.nachbetreuung.2", "2021-11-30"),
        ("follow_up.nachbetreuung.3", "2022-02-28"),
    ]
    assert {item.subject for item in items} == {MAYA}
    assert items[2].explanation.endswith("3. von 3 Gesprächen, geführt: 0")


def test_with_two_talks_one_is_missing() -> None:
    facts = [
        started("2021-02-01"),
        event("job.started", "2021-08-31", value="insured_employment"),
        event("contact.talk", "2021-08-31"),  # on the day of the start: not yet follow-up
        event("contact.talk", "2021-09-10"),
        event("contact.phone", "2021-09-10"),  # twice on one day is one talk
        event("contact.phone", "2021-12-01"),
    ]
    assert [item.rule for item in due(facts, "follow_up")] == ["follow_up.nachbetreuung.3"]


def test_a_minijob_brings_no_follow_up_but_a_look_after_three_months() -> None:
    facts = [started("2021-02-01"), event("job.started", "2021-11-30", value="minijob", key="job")]
    assert due(facts, "follow_up") == []
    assert due_on(facts, "time.deadlines.minijob") == ["2022-02-28"]
    assert due([*facts, event("job.duration_checked", "2022-03-01", key="job")], "time.deadlines.minijob") == []
    other = [*facts, event("job.duration_checked", "2022-03-01", key="another job")]
    assert len(due(other, "time.deadlines.minijob")) == 1


def test_the_look_after_three_months_outlives_the_participation() -> None:
    facts = [started("2021-02-01"), event("job.started", "2021-11-30", value="minijob"), ended("2021-12-15")]
    assert due_on(facts, "time.deadlines.minijob") == ["2022-02-28"]


def test_promises_outlive_the_participation_but_jobs_after_its_end_make_none() -> None:
    facts = [started("2021-02-01"), event("job.started", "2021-06-01", value="insured_employment"), ended("2021-06-01")]
    assert len(due(facts, "follow_up")) == 3
    after = [started("2021-02-01"), ended("2021-06-01"), event("job.started", "2021-06-02", value="insured_employment")]
    assert due(after, "follow_up") == []


def test_contacts_with_others_do_not_keep_a_promise_made_to_one() -> None:
    job = event("job.started", "2021-06-01", value="apprenticeship", subject=MAYA)
    facts = [started("2021-02-01"), job, event("contact.talk", "2021-06-20", subject=BEN)]
    assert len(due(facts, "follow_up")) == 3


def test_two_jobs_promise_twice() -> None:
    jobs = [event("job.started", "2021-06-01", value="insured_employment", subject=who) for who in (MAYA, BEN)]
    assert len(due([started("2021-02-01"), *jobs], "follow_up")) == 6


def test_the_end_of_benefits_is_prepared_four_weeks_ahead() -> None:
    facts = [started("2021-02-01"), plan("benefit.ending", "2021-05-01", "2021-08-01")]
    assert due_on(facts, "time.deadlines.leistungsende", as_of="2021-06-01") == ["2021-07-04"]


# --- The end ---


def test_the_run_of_the_project_ends_the_participation() -> None:
    (item,) = due([started("2021-02-01")], "runs")
    assert (item.rule, item.due_on, item.kind) == ("runs.projekt", day("2022-11-15"), "end")


def test_the_shorter_of_longest_duration_and_run_decides() -> None:
    programme = example()
    (item,) = due([started("2021-01-31", MAYA)], "time.duration", programme=programme)
    assert item.due_on == day("2021-10-31")
    assert due([started("2021-01-31", MAYA)], "runs", programme=programme) == []
    assert due_on([started("2022-06-01", MAYA)], "runs", programme=programme) == ["2022-12-31"]


# --- The engine ---


def test_every_item_names_a_rule_of_its_definition_and_where_it_comes_from() -> None:
    facts = [
        started("2021-02-01"),
        event("job.started", "2021-08-31", value="insured_employment"),
        event("job.started", "2021-09-30", value="minijob"),
        plan("conference.planned", "2022-04-01", "2022-04-22"),
        plan("talk.planned", "2022-04-01", "2022-04-22"),
        plan("benefit.ending", "2022-04-01", "2022-04-22"),
    ]
    known = rules_of(anna())
    items = due_items(facts, anna(), day("2022-04-02"))
    assert {item.kind for item in items} == {"contact", "report", "review", "preparation", "task", "follow_up", "end"}
    for item in items:
        rule = known[item.rule]
        assert (item.kind, item.topic, item.label) == (rule.kind, rule.topic, rule.label)
        assert rule.origin.rows or rule.origin.place or rule.origin.assumption
        assert rule.words


CODES = [
    "contact.talk",
    "contact.phone",
    "talk.prepared",
    "report.interim",
    "report.final",
    "job.started",
    "job.duration_checked",
    "conference.information_sent",
    "discharge_card.handed_over",
    "participation.started",
    "participation.ended",
]
PLANS = ["talk.planned", "conference.planned", "benefit.ending"]

# Few days make facts meet on one day, many days make everything else.
dates = st.sampled_from([day("2021-01-01"), day("2021-04-01")]) | st.dates(day("2021-01-01"), day("2022-12-31"))
subjects = st.sampled_from([None, MAYA, BEN])
keys = st.sampled_from(["", "a", "b"])
events = st.builds(
    lambda code, on, subject, key, value: Fact.event(code, on, value=value, subject=subject, key=key),
    st.sampled_from(CODES),
    dates,
    subjects,
    keys,
    st.sampled_from(["insured_employment", "minijob", True]),
)


def _plan(code: str, agreed: dt.date, ahead: int, lasts: int | None, subject: uuid.UUID | None, key: str) -> Fact:
    until = agreed + dt.timedelta(days=lasts) if lasts else None
    return Fact(code, agreed + dt.timedelta(days=ahead), agreed, until, subject, key)


plans = st.builds(
    _plan, st.sampled_from(PLANS), dates, st.integers(0, 90), st.none() | st.integers(1, 90), subjects, keys
)
histories = st.lists(events | plans, max_size=14)
programmes = st.sampled_from([anna(), example()])
as_ofs = st.dates(dt.date(2020, 12, 1), dt.date(2023, 6, 30))


@given(st.data(), histories, programmes, as_ofs)
def test_due_items_do_not_depend_on_the_order_of_facts(
    data: st.DataObject, facts: list[Fact], programme: Programme, as_of: dt.date
) -> None:
    shuffled = data.draw(st.permutations(facts))
    assert due_items(shuffled, programme, as_of) == due_items(facts, programme, as_of)


@given(histories, programmes, as_ofs)
def test_a_fact_told_twice_makes_nothing_due_twice(facts: list[Fact], programme: Programme, as_of: dt.date) -> None:
    assert due_items(facts + facts, programme, as_of) == due_items(facts, programme, as_of)


@given(histories, programmes, as_ofs)
def test_the_past_shows_what_was_true_then(facts: list[Fact], programme: Programme, as_of: dt.date) -> None:
    """Neither later facts nor ends that lay ahead change what was due on a day."""

    def as_seen(fact: Fact) -> Fact:
        ahead = fact.valid_until is not None and fact.valid_until > as_of
        return Fact(fact.code, fact.value, fact.valid_from, None if ahead else fact.valid_until, fact.subject, fact.key)

    def shape(items: list[DueItem]) -> list[tuple[object, ...]]:
        return [(i.due_on, i.rule, i.key, i.subject, i.explanation, i.last_useful_day) for i in items]

    then = [as_seen(fact) for fact in facts if fact.valid_from <= as_of]
    assert shape(due_items(then, programme, as_of)) == shape(due_items(facts, programme, as_of))


@given(histories, programmes, as_ofs, dates)
def test_a_fact_no_rule_asks_for_changes_nothing(
    facts: list[Fact], programme: Programme, as_of: dt.date, on: dt.date
) -> None:
    unrelated = [
        Fact("household.children", 2, on),
        Fact.event("participation.nominated", on, subject=MAYA),
        Fact("goal.reached", True, on, None, MAYA, "a"),
    ]
    assert due_items([*facts, *unrelated], programme, as_of) == due_items(facts, programme, as_of)


@given(histories, programmes, as_ofs, st.integers(1, 200))
def test_time_alone_makes_nothing_due(facts: list[Fact], programme: Programme, as_of: dt.date, passing: int) -> None:
    """Stored items stay right while no fact begins or ends, so they need no rebuild at midnight."""
    later = as_of + dt.timedelta(days=passing)

    def quiet(fact: Fact) -> bool:
        borders = [fact.valid_from, *([fact.valid_until] if fact.valid_until else [])]
        return not any(as_of < border <= later for border in borders)

    calm = [fact for fact in facts if quiet(fact)]
    assert due_items(calm, programme, as_of) == due_items(calm, programme, later)


@given(histories, programmes, as_ofs)
@settings(max_examples=200)
def test_items_are_unique_sorted_and_never_due_before_what_they_count_from(
    facts: list[Fact], programme: Programme, as_of: dt.date
) -> None:
    items = due_items(facts, programme, as_of)
    identities = [(item.rule, item.key, item.subject) for item in items]
    assert len(set(identities)) == len(identities)
    assert [item.due_on for item in items] == sorted(item.due_on for item in items)
    for item in items:
        assert item.anchor in facts
        assert item.anchor.valid_from <= as_of
        if item.kind != "end":
            assert item.due_on >= item.anchor.valid_from


@given(histories, programmes, as_ofs)
def test_a_contact_today_never_makes_the_next_one_due_earlier(
    facts: list[Fact], programme: Programme, as_of: dt.date
) -> None:
    def next_contact(known: list[Fact]) -> dt.date | None:
        return min((i.due_on for i in due_items(known, programme, as_of) if i.kind == "contact"), default=None)

    before, after = next_contact(facts), next_contact([*facts, Fact.event("contact.talk", as_of)])
    if before is not None and after is not None:
        assert after >= before
