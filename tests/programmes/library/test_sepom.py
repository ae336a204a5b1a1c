"""E27 Service Point Migration: two Rechtskreise, origin is never an attribute, 612,000 euros in two parts."""

from decimal import Decimal

import pytest

from rundblick.programmes.amounts import funding_sum
from rundblick.programmes.rules import ratio_finding
from rundblick.programmes.vocabulary import vocabulary
from rundblick.programmes.weighing import checklist
from tests.programmes.build import MAYA, event, started
from tests.programmes.library.walking import cost, due, meant, programme, still_missing


@pytest.mark.parametrize(
    ("sgb2", "sgb3", "answer"),
    [(True, False, "yes"), (False, True, "yes"), (False, False, "no"), (None, False, "unknown"), (None, True, "yes")],
)
def test_either_rechtskreis_will_do_at_any_age(sgb2: bool | None, sgb3: bool, answer: str) -> None:
    assert meant("sepom", {"household.receives_sgb2": sgb2, "person.receives_sgb3": sgb3}) == answer


def test_the_needs_are_questions_of_one_nomination_of_which_one_is_enough() -> None:
    group = programme("sepom").target_group
    assert [question.code for question in group.checklist] == ["abschluss", "erfahrung", "sprache", "anderes"]
    nothing = checklist(group, dict.fromkeys(["abschluss", "erfahrung", "sprache", "anderes"], False))
    assert (nothing.enough, checklist(group, {"sprache": True}).enough, checklist(group, {}).enough) == (
        "no",
        "yes",
        "unknown",
    )
    assert not [fact.code for fact in vocabulary().facts if "origin" in fact.code or "migra" in fact.code]


def test_six_workers_have_420_to_450_people() -> None:
    (run,) = programme("sepom").runs
    ratio = programme("sepom").care.ratio
    assert run.staff is not None and ratio is not None
    assert (run.staff.coaches * 70, run.staff.coaches * int(ratio.value)) == (420, 450)
    over = ratio_finding(programme("sepom"), cases=451, coaches=6, fte=Decimal(6))
    assert over is not None and not over.kept


def test_the_money_is_612000_euros_in_two_parts() -> None:
    found = funding_sum(programme("sepom").money.funding)
    assert found.amounts["total"] == 499_000 + 113_000 == cost("sepom", "gesamt").amount
    assert [source.code for source in found.silent] == ["eingliederung"]


def test_somebody_begins_and_no_clock_runs_that_the_source_does_not_know() -> None:
    way_in = [event(f"participation.{step}", "2012-03-01", subject=MAYA) for step in ("nominated", "informed")]
    assert still_missing("sepom", way_in) == ["zustimmung"]
    way_in.append(event("participation.agreed", "2012-03-08", subject=MAYA))
    assert still_missing("sepom", way_in) == []
    assert due("sepom", [*way_in, started("2012-03-08", MAYA)], "2012-03-08") == {}
