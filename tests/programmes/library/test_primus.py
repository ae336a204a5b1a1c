"""E25 Primus II: whole households, with a firm contact person, without any threat behind the agreed goals."""

from decimal import Decimal

import pytest

from rundblick.programmes.rules import free_places, ratio_finding
from tests.programmes.build import day, started
from tests.programmes.build import event as told
from tests.programmes.library.walking import due, meant, printed_shares, programme, still_missing

RECEIVES = {"household.receives_sgb2": True}


@pytest.mark.parametrize(("age", "answer"), [(24, "no"), (25, "yes"), (48, "yes"), (49, "no")])
def test_a_household_is_meant_when_somebody_long_without_work_is_25_to_48(age: int, answer: str) -> None:
    assert meant("primus", {**RECEIVES, "household.longterm_unemployed_age": age}) == answer


def test_what_nobody_has_told_is_unknown_not_a_no() -> None:
    assert meant("primus", RECEIVES) == "unknown"


def test_several_difficulties_are_asked_for_once_and_never_named() -> None:
    (question,) = programme("primus").target_group.checklist
    assert question.side == "requirement"


def test_fifty_households_for_six_case_managers_are_within_the_ratio_and_51_are_not() -> None:
    fifty = ratio_finding(programme("primus"), cases=50, coaches=6, fte=Decimal(6))
    more = ratio_finding(programme("primus"), cases=51, coaches=6, fte=Decimal(6))
    assert fifty is not None and more is not None
    assert (fifty.kept, more.kept) == (True, False)
    assert free_places(programme("primus"), day("2013-06-03"), taken=50) == 0


def test_a_household_walks_through_it() -> None:
    assert still_missing("primus", []) == ["vorschlag", "kennenlernen", "zustimmung"]
    way_in = [told(f"participation.{step}", "2012-02-01") for step in ("nominated", "informed", "agreed")]
    assert still_missing("primus", way_in) == []
    facts = [*way_in, started("2012-02-01")]
    assert due("primus", facts, "2012-02-01") == {
        "time.deadlines.zielvereinbarung": "2012-03-28",
        "runs.projekt": "2013-12-31",
    }
    facts.append(told("plan.agreed", "2012-03-20"))
    assert due("primus", facts, "2012-03-20") == {"runs.projekt": "2013-12-31"}


def test_nobody_enters_a_home_without_consent() -> None:
    visit = next(m for m in programme("primus").care.meetings if m.event == "contact.home_visit")
    assert visit.consent == "home_visit"
    assert [need.needed_for for need in programme("primus").access.consents] == ["home_visit"]


def test_a_quarter_found_work_and_the_sample_is_kept_apart() -> None:
    assert printed_shares("primus")["arbeit"] == 25
    sample = next(r for r in programme("primus").results if r.code == "arbeit_stichprobe")
    assert (sample.subgroup, sample.printed) == ("qualitative Stichprobe, ohne Zahl gedruckt", "fast die Hälfte")
