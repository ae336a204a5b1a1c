"""Holistic coaching under § 16k SGB II: voluntary, at home only with consent, going on after a job began."""

from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import due_items, missing_before_start
from rundblick.programmes.shelf import shelf
from tests.programmes.build import MAYA, day, ended, event, started


def due(facts: list[Fact], on: str) -> dict[str, str]:
    return {item.rule: item.due_on.isoformat() for item in due_items(facts, shelf()["coaching_16k"], day(on))}


def test_nobody_begins_without_having_agreed() -> None:
    open_steps = missing_before_start([], shelf()["coaching_16k"], day("2026-01-07"))
    assert [step.code for step in open_steps] == ["zustimmung"]


def test_contacts_are_close_at_first_and_wider_later() -> None:
    facts = [started("2026-01-07", MAYA)]
    assert due(facts, "2026-01-07")["care.rhythm.anfang"] == "2026-01-14"
    facts.append(event("contact.talk", "2026-04-08", subject=MAYA))
    assert due(facts, "2026-04-08")["care.rhythm.begleitung"] == "2026-04-22"


def test_after_three_attempts_people_think_together_and_a_visit_is_named_only_with_consent() -> None:
    facts = [started("2026-01-07", MAYA), event("contact.lost", "2026-03-02", subject=MAYA)]
    (first,) = [i for i in due_items(facts, shelf()["coaching_16k"], day("2026-03-02")) if "ladders" in i.rule]
    assert (first.due_on, "zu Hause" in first.explanation) == (day("2026-03-16"), False)
    consent = event("consent.given", "2026-01-07", value="home_visit", subject=MAYA)
    (with_consent,) = [
        i for i in due_items([*facts, consent], shelf()["coaching_16k"], day("2026-03-02")) if "ladders" in i.rule
    ]
    assert "zu Hause" in with_consent.explanation
    facts += [event("attempt.phone", on, subject=MAYA) for on in ("2026-03-16", "2026-03-30", "2026-04-13")]
    (last,) = [i for i in due_items(facts, shelf()["coaching_16k"], day("2026-04-13")) if "ladders" in i.rule]
    assert last.due_on == day("2026-04-13") and "überlegen" in last.label


def test_the_person_may_stop_the_attempts_at_any_time() -> None:
    facts = [
        started("2026-01-07", MAYA),
        event("contact.lost", "2026-03-02", subject=MAYA),
        event("attempts.stopped", "2026-03-05", subject=MAYA),
    ]
    assert not [rule for rule in due(facts, "2026-03-05") if "ladders" in rule]


def test_training_is_accompanied_for_twelve_months_and_outlives_the_participation() -> None:
    facts = [
        started("2026-01-07", MAYA),
        event("job.started", "2026-08-01", value="apprenticeship", subject=MAYA, key="j1"),
        ended("2026-09-30"),
    ]
    days = [
        on for rule, on in due(facts, "2026-10-01").items() if rule.startswith("follow_up.nachbetreuung_ausbildung")
    ]
    assert (len(days), max(days)) == (6, "2027-08-01")


def test_reports_carry_no_absences_and_attendance_is_not_counted() -> None:
    programme = shelf()["coaching_16k"]
    assert programme.attendance is None
    (report,) = [rule for rule in programme.time.deadlines if rule.kind == "report"]
    assert "ohne Fehlzeiten" in report.label and "Person" in report.recipients
