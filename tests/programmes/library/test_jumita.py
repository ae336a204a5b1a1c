"""JUMITA (E13): eleven months towards an apprenticeship, and a table that lost its headings."""

from decimal import Decimal

from rundblick.programmes.facts import FactValue
from rundblick.programmes.ledger import ledger
from rundblick.programmes.modules import missing_obligatory, module_states
from rundblick.programmes.rules import exit_reason, free_places, phase_at
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, per_head, present, printed, weekdays

JUMITA = library("jumita")
MOTHER: dict[str, FactValue] = {"household_receives_sgb2": True, "person_is_parent": True}


def test_it_is_meant_for_parents_up_to_thirty() -> None:
    assert belongs(JUMITA, "2012-10-01", **MOTHER, person_age=30) == "yes"
    assert belongs(JUMITA, "2012-10-01", **MOTHER, person_age=31) == "no"
    assert belongs(JUMITA, "2012-10-01", **MOTHER) == "unknown"
    assert belongs(JUMITA, "2012-10-01", household_receives_sgb2=True, person_is_parent=False, person_age=24) == "no"


def test_what_must_not_become_an_attribute_is_a_question() -> None:
    sides = {question.code: question.side for question in JUMITA.target_group.checklist}
    assert sides == {"mutter": "requirement", "allein_mit_kind": "indication", "vorbereitung_zu_frueh": "requirement"}


def test_nobody_starts_without_having_agreed() -> None:
    facts = [event("participation.nominated", "2012-09-01", subject=MAYA)]
    assert open_steps(JUMITA, facts, "2012-09-20") == ["erstgespraech", "zustimmung"]
    facts += [event("participation.informed", "2012-09-10"), event("participation.agreed", "2012-09-12")]
    assert open_steps(JUMITA, facts, "2012-09-20") == []


def test_the_curriculum_opens_the_second_phase() -> None:
    facts = [started("2012-10-01", MAYA), event("plan.agreed", "2012-11-15", subject=MAYA)]
    before, after = phase_at(facts, JUMITA, day("2012-11-14")), phase_at(facts, JUMITA, day("2012-11-15"))
    assert before is not None and before.code == "orientierung"
    assert after is not None and after.code == "qualifizierung"


def test_childcare_is_asked_for_and_the_run_ends_first() -> None:
    facts = [started("2012-10-15", MAYA)]
    assert due(JUMITA, facts, "2012-10-15") == {
        "time.deadlines.kinderbetreuung": ["2013-01-15"],
        "runs.durchgang_2012": ["2013-08-31"],  # eleven months would end on 15 September
    }
    facts.append(event("childcare.arranged", "2012-12-01", subject=MAYA))
    assert due(JUMITA, facts, "2012-12-01") == {"runs.durchgang_2012": ["2013-08-31"]}
    assert due(JUMITA, [*facts, ended("2013-03-01")], "2013-03-01") == {}


def test_eleven_months_end_a_participation() -> None:
    assert due(JUMITA, [started("2012-10-01", MAYA)], "2012-10-01")["runs.durchgang_2012"] == ["2013-08-31"]
    assert JUMITA.time.duration is not None
    assert JUMITA.time.duration.by.after(day("2012-10-01"), None) == day("2013-09-01")


def test_sixteen_places() -> None:
    assert free_places(JUMITA, day("2012-10-01"), taken=15) == 1
    assert free_places(JUMITA, day("2013-08-31"), taken=16) == 0
    assert free_places(JUMITA, day("2013-09-01"), taken=0) is None


def test_cost_per_person_and_month() -> None:
    cost = per_head(JUMITA, "durchgang_2012")
    assert cost.per_participant == Decimal("7333.44")
    assert cost.per_participant_month == Decimal("666.68")


def test_the_rows_add_up_and_no_label_is_guessed() -> None:
    columns = {"teilnehmerinnen_2009": (1, 8, 1, 3, 0, 0, 0, 2), "teilnehmerinnen_2010": (2, 7, 1, 1, 1, 1, 1, 2)}
    assert {result.code for result in JUMITA.results} == set(columns)
    for code, row in columns.items():
        result = printed(JUMITA, code)
        assert result.numerator == result.denominator == sum(row)
        assert " + ".join(map(str, row)) in JUMITA.remarks[0].text


def test_training_is_an_integration_and_school_a_goal() -> None:
    assert exit_reason(JUMITA, "ausbildung").kind == "integration"
    assert exit_reason(JUMITA, "schule").kind == "goal_reached"


def test_days_are_counted_and_25_hours_are_no_floor() -> None:
    facts = [started("2012-10-01", MAYA), *present(weekdays("2012-10-08", 5), Decimal(1))]
    facts += present(weekdays("2012-10-15", 4), Decimal(1))
    book = ledger(facts, JUMITA, day("2012-10-22"), MAYA)
    assert book is not None
    assert [week.units for week in book.weeks if week.full][-2:] == [5, 4]
    assert not book.weeks_under_minimum
    assert book.required is None and book.projected_end is None
    assert any("25 Stunden" in remark.text for remark in JUMITA.remarks)


def test_obligatory_modules_are_told_apart_from_those_of_the_curriculum() -> None:
    facts = [started("2012-10-01", MAYA), event("module.completed", "2012-10-20", value="kenntnisse", subject=MAYA)]
    states = module_states(facts, JUMITA, day("2012-11-01"), MAYA)
    assert [module.code for module in missing_obligatory(states)] == [
        "berufsorientierung",
        "potential_assessment",
        "praktikum",
        "kinder_stark_machen",
    ]
    assert len(states) == 10
