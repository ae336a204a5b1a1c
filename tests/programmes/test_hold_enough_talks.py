"""A least number of talks within a span: one item as long as some are missing."""

from typing import Any

from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import DueItem, due_items, rules_of
from tests.programmes.build import BEN, MAYA, as_data, day, ended, event, full, full_with, household, started

TALKS: dict[str, Any] = as_data(2)["care"]["minimum_talks"][0]


def due(facts: list[Fact], *, as_of: str = "2021-12-31", programme: Programme | None = None) -> list[DueItem]:
    items = due_items(facts, programme or full(), day(as_of))
    return [item for item in items if item.rule.startswith("care.minimum_talks.")]


def talks(*days: str, code: str = "contact.talk", who: Any = MAYA) -> list[Fact]:
    return [event(code, on, subject=who) for on in days]


def test_from_the_start_so_many_talks_are_missing() -> None:
    (item,) = due([started("2021-01-31", MAYA)])
    assert (item.rule, item.kind, item.topic) == ("care.minimum_talks.anamnese", "task", "appointments")
    assert (item.due_on, item.key, item.subject) == (day("2021-02-28"), "", MAYA)
    assert item.label == "Anamnese: 0 von 3 Gesprächen geführt"
    assert item.explanation == "Beginn der Teilnahme am 31.01.2021; 0 von 3 Gesprächen geführt, Zeit dafür: 1 Monat"


def test_in_a_leap_year_there_is_a_day_more() -> None:
    assert [item.due_on for item in due([started("2020-01-31", MAYA)])] == [day("2020-02-29")]


def test_each_day_counts_once_and_the_third_is_enough() -> None:
    facts = [started("2021-02-01", MAYA), *talks("2021-02-01", "2021-02-03", "2021-02-03")]
    facts += talks("2021-02-03", code="contact.home_visit")
    (item,) = due(facts)
    assert item.label == "Anamnese: 2 von 3 Gesprächen geführt"
    assert due([*facts, *talks("2021-04-01")]) == []  # late, but held


def test_talks_before_the_start_of_another_kind_or_with_somebody_else_do_not_count() -> None:
    facts = [started("2021-02-01", MAYA), *talks("2021-01-31"), *talks("2021-02-02", code="contact.phone")]
    (item,) = due([*facts, *talks("2021-02-03", who=BEN)])
    assert item.label == "Anamnese: 0 von 3 Gesprächen geführt"


def test_one_talk_is_said_in_the_singular() -> None:
    programme = full_with(care={"minimum_talks": [TALKS | {"count": 1}]})
    (item,) = due([started("2021-02-01", MAYA)], programme=programme)
    assert item.label == "Anamnese: 0 von 1 Gespräch geführt"


def test_with_the_end_nothing_is_missing_any_more() -> None:
    assert due([started("2021-02-01", MAYA), ended("2021-02-10")]) == []


def test_counted_from_another_event_each_occurrence_has_its_own() -> None:
    after_a_job = TALKS | {"after": "job.started", "within": {"months": 6}, "count": 2}
    programme = household(care=as_data(2)["care"] | {"minimum_talks": [after_a_job]})
    jobs = [event("job.started", "2021-03-31", value="minijob", subject=who) for who in (MAYA, BEN)]
    facts = [started("2021-02-01", MAYA), started("2021-02-01", BEN), *jobs]
    assert [item.subject for item in due(facts, programme=programme)] == [MAYA, BEN]
    facts += talks("2021-03-31", "2021-04-02")
    (item,) = due(facts, programme=programme)
    assert (item.subject, item.due_on) == (BEN, day("2021-09-30"))
    assert due([*facts, *talks("2021-04-01", "2021-04-08", who=None)], programme=programme) == []


def test_the_rule_says_how_many_and_how_long() -> None:
    rule = rules_of(full())["care.minimum_talks.anamnese"]
    assert rule.words == "mindestens 3; Zeit dafür: 1 Monat nach: Beginn der Teilnahme"
    assert rule.done_by == ("contact.talk", "contact.home_visit")
