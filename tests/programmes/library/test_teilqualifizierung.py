"""E35 Teilqualifizierung: the entry first or a proof, a certificate each, shares with their denominators."""

from decimal import Decimal

import pytest

from rundblick.programmes.facts import Fact
from rundblick.programmes.modules import ModuleState, module_states
from rundblick.programmes.quoted import printed_agrees, sum_checks
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walking import due, meant, printed_shares, programme, still_missing

NAME = "teilqualifizierung"
BEGUN = [started("2012-06-04", MAYA)]


def module(what: str, code: str, on: str) -> Fact:
    return event(f"module.{what}", on, value=code, subject=MAYA)


def state(facts: list[Fact], code: str, on: str) -> ModuleState:
    return next(s for s in module_states(facts, programme(NAME), day(on)) if s.module.code == code)


@pytest.mark.parametrize(("qualified", "answer"), [(False, "yes"), (True, "no"), (None, "unknown")])
def test_people_without_a_usable_occupation_are_meant(qualified: bool | None, answer: str) -> None:
    assert meant(NAME, {"household.receives_sgb2": True, "person.vocational_qualification": qualified}) == answer


def test_advice_and_a_decision_come_before_the_voucher() -> None:
    assert still_missing(NAME, []) == ["beratung", "zustimmung"]


def test_further_parts_wait_for_the_entry() -> None:
    waiting = state(BEGUN, "weitere_fahren", "2012-06-04")
    assert (waiting.can_start, [m.code for m in waiting.waits_for]) == (False, ["einstieg_fahren"])
    done = [*BEGUN, module("started", "einstieg_fahren", "2012-06-04")]
    assert not state(done, "weitere_fahren", "2012-08-31").can_start
    done.append(module("completed", "einstieg_fahren", "2012-08-31"))
    assert state(done, "weitere_fahren", "2012-08-31").can_start


def test_a_proof_of_the_same_abilities_will_do_but_not_in_another_occupation() -> None:
    proven = [*BEGUN, module("proven", "einstieg_fahren", "2012-06-11")]
    assert state(proven, "weitere_fahren", "2012-06-11").can_start
    assert not state(proven, "weitere_anlagen", "2012-06-11").can_start


def test_who_begins_without_either_gets_a_hint_and_goes_on() -> None:
    running = state([*BEGUN, module("started", "weitere_schutz", "2012-06-11")], "weitere_schutz", "2012-06-11")
    assert (running.state, "Nachweis" in running.hint) == ("running", True)


def test_all_parts_open_the_way_to_the_examination() -> None:
    facts = [*BEGUN, module("proven", "einstieg_kunststoff", "2012-06-11")]
    assert not state(facts, "abschluss_kunststoff", "2013-01-01").can_start
    facts.append(module("completed", "weitere_kunststoff", "2012-12-14"))
    assert state(facts, "abschluss_kunststoff", "2013-01-01").can_start


def test_four_occupations_with_certificates() -> None:
    modules = programme(NAME).modules
    assert len({m.code.partition("_")[2] for m in modules}) == 4
    assert all(m.certificate for m in modules)


def test_a_part_ends_with_its_assessment_after_six_months_at_the_latest() -> None:
    facts = [*BEGUN, module("started", "einstieg_fahren", "2012-06-04")]
    assert due(NAME, facts, "2012-06-04") == {
        "time.deadlines.kompetenzfeststellung": "2012-12-04",
        "runs.durchlauf2": "2013-01-31",
    }
    facts.append(module("completed", "einstieg_fahren", "2012-08-31"))
    assert due(NAME, facts, "2012-08-31") == {"runs.durchlauf2": "2013-01-31"}


def test_six_months_later_somebody_asks() -> None:
    facts = [*BEGUN, ended("2012-08-31")]
    assert due(NAME, facts, "2012-08-31") == {"time.deadlines.verbleib": "2013-02-28"}
    assert due(NAME, [*facts, event("job.duration_checked", "2013-02-28", subject=MAYA)], "2013-02-28") == {}


def test_94_of_104_passed_and_68_and_104_are_all_who_ended() -> None:
    shares = printed_shares(NAME)
    assert (shares["bestanden"], shares["abgeschlossen"]) == (Decimal("90.4"), Decimal("60.1"))
    (ended_ones,) = sum_checks(programme(NAME).results)
    assert (ended_ones.total, ended_ones.whole, ended_ones.agrees) == (Decimal(172), Decimal(172), True)
    first = programme(NAME).results[0]
    assert first.denominator == 286 and first.denominator - first.numerator == 114


def test_52_per_cent_is_a_share_of_the_399_with_information_not_of_the_665() -> None:
    by_code = {result.code: result for result in programme(NAME).results}
    assert printed_agrees(by_code["information"]) and printed_agrees(by_code["beschaeftigt"])
    assert by_code["beschaeftigt"].denominator == by_code["information"].numerator == 399
