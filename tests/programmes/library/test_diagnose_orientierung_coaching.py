"""Diagnosis, orientation and coaching (E16): two phases, a recommendation, shares that must not be added."""

from decimal import Decimal

from rundblick.programmes.modules import module_states
from rundblick.programmes.quoted import sentence, sum_checks
from rundblick.programmes.rules import free_places, phase_at
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, per_cent, per_head, printed

COACHING = library("diagnose_orientierung_coaching")
FROM_THE_START = {
    "time.deadlines.faehigkeitsprofil": ["2013-04-04"],
    "time.deadlines.zielerreichung": ["2013-05-27"],
    "time.deadlines.empfehlung": ["2013-06-04"],
}


def test_health_is_asked_and_never_a_condition() -> None:
    assert belongs(COACHING, "2013-02-01", household_receives_sgb2=True) == "yes"
    requirements = [q.code for q in COACHING.target_group.checklist if q.side == "requirement"]
    assert requirements == ["wenig_berufserfahrung", "gesundheit", "andere_zu_frueh"]


def test_the_way_in() -> None:
    facts = [event("participation.nominated", "2013-01-20", subject=MAYA)]
    assert open_steps(COACHING, facts, "2013-01-20") == ["information", "zustimmung"]
    assert [(need.purpose, need.needed_for) for need in COACHING.access.consents] == [("home_visit", "home_visit")]


def test_the_plan_opens_the_second_phase() -> None:
    facts = [started("2013-02-04", MAYA), event("plan.agreed", "2013-03-18", subject=MAYA)]
    first, second = phase_at(facts, COACHING, day("2013-03-17")), phase_at(facts, COACHING, day("2013-03-18"))
    assert first is not None and first.code == "diagnose"
    assert second is not None and second.code == "coaching"


def test_four_months_end_with_profile_review_and_recommendation() -> None:
    facts = [started("2013-02-04", MAYA)]
    assert due(COACHING, facts, "2013-02-04") == FROM_THE_START | {"time.duration": ["2013-06-04"]}
    facts.append(event("profile.done", "2013-03-10", subject=MAYA))
    assert due(COACHING, facts, "2013-03-10")["time.deadlines.perspektivenplan"] == ["2013-03-17"]
    facts += [event("plan.agreed", "2013-03-15", subject=MAYA), event("plan.reviewed", "2013-06-01", subject=MAYA)]
    assert due(COACHING, facts, "2013-06-01") == {
        "time.deadlines.empfehlung": ["2013-06-04"],
        "time.duration": ["2013-06-04"],
    }


def test_the_recommendation_is_owed_although_it_ended() -> None:
    facts = [started("2013-02-04", MAYA), ended("2013-05-02")]
    assert due(COACHING, facts, "2013-05-02") == {"time.deadlines.empfehlung": ["2013-06-04"]}
    facts.append(event("recommendation.given", "2013-05-10", subject=MAYA))
    assert due(COACHING, facts, "2013-05-10") == {}


def test_person_and_jobcenter_both_get_it() -> None:
    rule = next(rule for rule in COACHING.time.deadlines if rule.code == "empfehlung")
    assert rule.recipients == ("Person", "Fachkraft im Jobcenter")


def test_places_and_money() -> None:
    assert free_places(COACHING, day("2013-07-01"), taken=15) == 0
    cost = {cost.code: cost.amount for cost in COACHING.money.costs}
    assert cost["je_platz"] * 15 == cost["je_monat"] == Decimal(13650)
    assert cost["je_platz"] * 15 * 12 == cost["je_jahr"] == Decimal(163800)
    assert {per_head(COACHING, code).per_participant_month for code in cost} == {Decimal("910.00")}
    assert per_head(COACHING, "je_platz").per_participant == Decimal("3640.00")  # four months
    assert per_head(COACHING, "je_jahr").per_participant == Decimal("10920.00")


def test_shares_overlap_and_say_so() -> None:
    shares = [result for result in COACHING.results if result.unit == "percent"]
    assert sum(result.numerator for result in shares) == 113
    assert sum(result.numerator for result in shares) - printed(COACHING, "behandlung_angebahnt").numerator == 69
    assert all(result.multiple and result.denominator is None for result in shares)
    assert all("Mehrfachnennungen sind möglich." in sentence(result) for result in shares)
    assert all("Eine Bezugsgröße nennt die Quelle nicht." in sentence(result) for result in shares)


def test_two_thirds_went_through() -> None:
    assert per_cent(COACHING, "vollstaendig") == "66.7"
    (check,) = sum_checks(COACHING.results)
    assert (check.word, check.agrees) == ("verlauf", True)


def test_a_change_to_a_better_help_is_no_failure() -> None:
    assert {reason.code: reason.kind for reason in COACHING.exits}["vorrangige_hilfe"] == "positive_early"


def test_the_history_comes_before_the_trial() -> None:
    facts = [started("2013-02-04", MAYA)]
    trial = module_states(facts, COACHING, day("2013-02-04"), MAYA)[1]
    assert not trial.can_start
    facts.append(event("module.completed", "2013-02-20", value="anamnese", subject=MAYA))
    assert module_states(facts, COACHING, day("2013-02-20"), MAYA)[1].can_start
