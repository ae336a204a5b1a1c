"""The Werkakademien: one walk through each, its special rule included (domain/werkakademien.md W1 to W12)."""

from decimal import Decimal

import pytest

from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.quoted import sum_checks
from rundblick.programmes.rules import due_items, eligibility, missing_before_start, phase_at, ratio_finding
from rundblick.programmes.shelf import shelf
from tests.programmes.build import MAYA, day, event, started

NOMINATED = "participation.nominated"


def due(programme: Programme, facts: list[Fact], on: str) -> dict[str, str]:
    """Day of each open item by its rule, as known on that day."""
    return {item.rule: item.due_on.isoformat() for item in due_items(facts, programme, day(on))}


def says(code: str, value: bool | int | str) -> Fact:
    return Fact(code, value, day("2018-01-01"), subject=None if code.startswith("household") else MAYA)


def test_in_offenbach_everybody_begins_at_once_and_42_days_later_it_goes_on_elsewhere() -> None:
    programme = shelf()["werkakademie_offenbach"]
    new = [says("person.new_applicant", True)]
    assert eligibility(new, programme, day("2018-06-14"), subject=MAYA).answer == "yes"
    facts = [event(NOMINATED, "2018-05-02", subject=MAYA), started("2018-05-02", MAYA)]
    found = due(programme, facts, "2018-05-02")
    assert (found["time.duration"], found["time.deadlines.uebergabe"]) == ("2018-06-13", "2018-06-13")
    handed_over = [*facts, event("handover.done", "2018-06-13", subject=MAYA)]
    assert "time.deadlines.uebergabe" not in due(programme, handed_over, "2018-06-13")


def test_in_bentheim_the_academy_begins_when_the_centre_has_done_its_part() -> None:
    programme = shelf()["jobakademie_bentheim"]
    facts = [started("2018-01-08", MAYA)]
    phase = phase_at(facts, programme, day("2018-03-01"))
    assert phase is not None and phase.code == "zentrum"
    facts.append(event("clearing.done", "2018-03-05", subject=MAYA))
    phase = phase_at(facts, programme, day("2018-03-05"))
    assert phase is not None and phase.code == "akademie"
    assert "time.deadlines.anerkennung" not in due(programme, facts, "2018-03-05")


def test_in_bentheim_where_somebody_comes_from_is_asked_once_and_is_no_attribute() -> None:
    programme = shelf()["jobakademie_bentheim"]
    asked = {leaf.fact for leaf in eligibility([], programme, day("2018-06-14"), subject=MAYA).leaves()}
    assert asked == {"household.receives_sgb2"}
    assert [question.code for question in programme.target_group.checklist] == ["gefluechtet", "verstaendigung"]


def test_in_gronau_everybody_comes_to_the_information_and_nobody_has_to_stay() -> None:
    programme = shelf()["jobclub_gronau"]
    facts = [event(NOMINATED, "2018-05-02", subject=MAYA)]
    assert due(programme, facts, "2018-05-02")["access.steps.information"] == "2018-05-30"
    assert [step.code for step in missing_before_start(facts, programme, day("2018-05-02"))] == [
        "information",
        "zustimmung",
    ]
    facts.append(event("participation.information_event", "2018-05-15", subject=MAYA))
    assert due(programme, facts, "2018-05-15") == {"access.steps.entscheidung": "2018-05-22"}
    facts.append(event("participation.thought_over", "2018-05-20", subject=MAYA, value="no"))
    assert due(programme, facts, "2018-05-20") == {}


@pytest.mark.parametrize(("months", "answer"), [(11, "no"), (12, "yes")])
def test_in_gronau_a_year_without_work_is_enough(months: int, answer: str) -> None:
    facts = [says("household.receives_sgb2", True), says("person.months_unemployed", months)]
    facts.append(says("person.employment", "none"))
    assert eligibility(facts, shelf()["jobclub_gronau"], day("2018-06-14"), subject=MAYA).answer == answer


def test_in_gronau_who_works_and_needs_no_benefits_is_not_meant() -> None:
    facts = [says("household.receives_sgb2", False), says("person.employment", "full_time")]
    assert eligibility(facts, shelf()["jobclub_gronau"], day("2018-06-14"), subject=MAYA).answer == "no"


@pytest.mark.parametrize("name", ["jobclub_gronau", "jobakademie_bielefeld", "leben_und_arbeiten"])
def test_a_day_in_the_group_is_a_contact(name: str) -> None:
    facts = [started("2018-05-02", MAYA), event("attendance.present", "2018-05-08", value=1, subject=MAYA)]
    contacts = [item for item in due_items(facts, shelf()[name], day("2018-05-08")) if item.rule.startswith("care.")]
    assert [item.due_on.isoformat() for item in contacts] == ["2018-05-15"]


def test_follow_up_in_duesseldorf_does_not_wait_for_a_consent_to_video() -> None:
    programme = shelf()["beratung_40"]
    assert programme.access.consents == ()
    assert {meeting.consent for meeting in programme.care.meetings} == {"video"}


def test_eoplus_makes_the_plan_only_when_the_examination_is_there() -> None:
    programme = shelf()["eoplus"]
    facts = [started("2018-01-08", MAYA)]
    assert "time.deadlines.plan" not in due(programme, facts, "2018-02-01")
    facts.append(event("medical_opinion.received", "2018-02-05", subject=MAYA))
    assert due(programme, facts, "2018-02-05")["time.deadlines.plan"] == "2018-02-19"
    (examination,) = programme.care.meetings
    assert (examination.consent, programme.access.consents) == ("health", ())
    assert due(programme, [started("2018-01-08", MAYA)], "2018-01-08")["time.deadlines.untersuchung"] == "2018-02-05"


def test_the_employer_service_of_offenbach_never_talks_to_a_firm_without_consent() -> None:
    programme = shelf()["arbeitgeberservice_offenbach"]
    assert [(need.purpose, need.needed_for) for need in programme.access.consents] == [("employer", "employer_contact")]
    assert due(programme, [started("2018-01-08", MAYA)], "2018-01-08")["time.deadlines.strategie"] == "2018-01-22"


def test_in_herne_one_coach_has_at_most_three() -> None:
    programme = shelf()["herner_modell"]
    found = [ratio_finding(programme, cases=cases, coaches=1, fte=Decimal(1)) for cases in (3, 4)]
    assert [one.kept for one in found if one] == [True, False]
    assert due(programme, [started("2018-08-31", MAYA)], "2018-08-31")["time.duration"] == "2019-02-28"


def test_in_herne_the_shares_add_up_to_the_whole() -> None:
    results = shelf()["herner_modell"].results
    assert [result.numerator for result in results] == [44, 44, 12]
    assert [(check.total, check.agrees) for check in sum_checks(results)] == [(Decimal(100), True)]


def test_in_bielefeld_two_groups_of_sixteen_begin() -> None:
    programme = shelf()["jobakademie_bielefeld"]
    assert programme.runs[0].places == 2 * 16
    assert programme.results[0].numerator == 1207


@pytest.mark.parametrize(("talk", "still_open"), [("2018-05-08", False), ("2018-05-02", False), (None, True)])
def test_in_aurich_the_employer_service_talks_to_everybody_in_the_first_week(
    talk: str | None, still_open: bool
) -> None:
    programme = shelf()["ags_aurich"]
    facts = [started("2018-05-02", MAYA)]
    assert due(programme, facts, "2018-05-02")["time.deadlines.ags_woche_1"] == "2018-05-09"
    if talk:
        facts.append(event("contact.employer_service", talk, subject=MAYA))
    assert ("time.deadlines.ags_woche_1" in due(programme, facts, "2018-05-09")) is still_open


def test_in_paderborn_half_a_post_of_the_employer_service_works_in_the_academy() -> None:
    programme = shelf()["werkakademie_paderborn"]
    staff = programme.runs[0].staff
    assert staff is not None and staff.fte == Decimal("1.5")
    assert {meeting.event for meeting in programme.care.meetings} == {"contact.employer_service", "contact.employer"}
    assert {source.code for source in programme.money.funding} == {"egz", "mag"}


def test_in_darmstadt_dieburg_the_mayor_sits_in_the_information_event() -> None:
    programme = shelf()["leben_und_arbeiten"]
    (step,) = [step for step in programme.access.steps if step.kind == "information_event"]
    assert "Bürgermeisterin oder Bürgermeister" in step.people
    facts = [event(NOMINATED, "2018-05-02", subject=MAYA)]
    assert due(programme, facts, "2018-05-02")["access.steps.information"] == "2018-05-30"
    assert programme.sites


def test_in_duesseldorf_the_card_comes_after_the_profile_and_video_needs_consent() -> None:
    programme = shelf()["beratung_40"]
    needs = {module.code: module.requires for module in programme.modules}
    assert needs["karte"] == ("profil",)
    facts = [started("2018-05-02", MAYA), event("job.started", "2018-06-04", value="insured_employment", subject=MAYA)]
    promised = [item for item in due_items(facts, programme, day("2018-06-04")) if item.kind == "follow_up"]
    assert promised == []
    facts.append(event("consent.given", "2018-06-04", value="follow_up", subject=MAYA))
    promised = [item for item in due_items(facts, programme, day("2018-06-04")) if item.kind == "follow_up"]
    assert [item.due_on.isoformat() for item in promised] == ["2018-07-02", "2018-09-04"]
