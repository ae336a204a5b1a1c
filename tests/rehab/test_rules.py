"""Where an application stands, how long one may object, what to mind before a talk, and the figures of the source."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.rehab.catalogue import catalogue, insurer_of
from rundblick.rehab.codes import Format, Kind, Milestone
from rundblick.rehab.rules import (
    NO_APPROVAL,
    NO_CASE_TALK,
    NO_CONSENT,
    figures,
    hints,
    is_dormant,
    may_object,
    missing,
    months_later,
    objection,
    standing,
    waited,
)

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
LAW = catalogue().objection


@given(day=DAYS, months=st.integers(-24, 24))
def test_a_month_later_is_the_same_day_or_the_last_one_of_a_shorter_month(day: dt.date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + dt.timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("refused", "received", "last"),
    [
        (dt.date(2026, 1, 26), dt.date(2026, 1, 31), dt.date(2026, 2, 28)),
        (dt.date(2026, 3, 2), None, dt.date(2026, 4, 6)),
        (dt.date(2024, 12, 2), None, dt.date(2025, 1, 5)),
    ],
    ids=["the letter arrived", "four days since 2025", "three days until 2024"],
)
def test_one_may_object_for_a_month_after_the_letter_arrived(
    refused: dt.date, received: dt.date | None, last: dt.date
) -> None:
    found = objection(refused_on=refused, received_on=received, law=LAW)
    assert (found.last_day, found.received) == (last, received is not None)
    assert "§ 84" in found.source and ("§ 37" in found.source) is (received is None)


def test_a_last_day_at_the_weekend_is_said_and_not_moved() -> None:
    found = objection(refused_on=dt.date(2026, 6, 1), received_on=dt.date(2026, 6, 4), law=LAW)
    assert found.last_day == dt.date(2026, 7, 4) and found.at_weekend


@given(days=st.dictionaries(st.sampled_from(Milestone), DAYS))
def test_there_is_something_to_object_to_only_after_a_refusal_and_before_anything_else_was_done(
    days: dict[Milestone, dt.date],
) -> None:
    if may_object(days):
        assert Milestone.REFUSED in days and Milestone.OBJECTED not in days and Milestone.FINISHED not in days
    found = standing(days)
    assert (found is None) is (not days)
    assert found is None or days[found] == max(days.values())


@given(last=DAYS, as_of=DAYS)
def test_what_is_over_never_rests_and_what_had_a_step_lately_neither(last: dt.date, as_of: dt.date) -> None:
    assert not is_dormant(last_on=last, over=True, as_of=as_of)
    if is_dormant(last_on=last, over=False, as_of=as_of):
        assert (as_of - last).days >= 181


def test_the_wait_for_a_decision_ends_with_the_first_one() -> None:
    day = dt.date(2026, 5, 1)
    days = {Milestone.SUBMITTED: day, Milestone.REFUSED: day + dt.timedelta(days=40)}
    days[Milestone.APPROVED] = day + dt.timedelta(days=90)
    assert waited(days, dt.date(2026, 12, 1)) == 40
    assert waited({Milestone.SUBMITTED: day}, dt.date(2026, 5, 11)) == 10
    assert waited({Milestone.DISCUSSED: day}, dt.date(2026, 5, 11)) is None


def test_what_is_indispensable_is_named_first() -> None:
    found = missing(["form"], catalogue().checklist)
    assert found[0].code == "reports" and "form" not in {one.code for one in found}
    assert missing([one.code for one in catalogue().checklist], catalogue().checklist) == []


def said(format_: Format, insurer: str = "westfalen", *talks: str, approved: bool = False, agreed: bool = True) -> str:
    return " ".join(hints(format_, insurer=insurer_of(insurer), talks=talks, approved=approved, agreed=agreed))


def test_another_insurer_makes_the_information_general_and_names_its_contact() -> None:
    assert "zum Antrag beraten" in said(Format.INFO, "westfalen", Format.CASE)
    for code, contact in {"bund": "DRV Bund", "kbs": "Knappschaft-Bahn-See", "other": "§ 12 SGB IX"}.items():
        words = said(Format.INFO, code, Format.CASE)
        assert "allgemein" in words and contact in words and "zum Antrag beraten" not in words
    assert insurer_of("gibt es nicht mehr").code == "unknown"


def test_talks_out_of_order_are_hints() -> None:
    assert NO_CASE_TALK in said(Format.INFO)
    assert NO_CASE_TALK not in said(Format.INFO, "westfalen", Format.CASE)
    assert NO_APPROVAL in said(Format.ADVICE) and NO_APPROVAL not in said(Format.ADVICE, approved=True)
    assert NO_CONSENT in said(Format.PHONE, agreed=False) and said(Format.PHONE) == ""


def test_the_figures_of_the_source_come_out_of_records() -> None:
    """PRO AKTIV 4.9: talks 974 + 1143, 280 + 244, 150 + 69; applications 91 and 33; old cases 12; 851 persons.

    How many persons stand behind the talks the source does not say; here it is counted, with any spread of records.
    """
    persons = [uuid.UUID(int=number) for number in range(851)]
    numbers = {Format.CASE: 974 + 1143, Format.INFO: 280 + 244, Format.ADVICE: 150 + 69}
    talks = [(persons[n % 400], kind) for kind, number in numbers.items() for n in range(number)]
    applications = [(persons[n], Kind.MEDICAL, False) for n in range(91)]
    applications += [(persons[n], Kind.WORK, n < 12) for n in range(33)]
    found = {
        one.label: one
        for one in figures(persons=persons, talks=[*talks, (uuid.uuid4(), Format.CASE)], applications=applications)
    }
    assert [found[str(kind.label)].number for kind in numbers] == [2117, 524, 219]
    assert [found[f"Anträge: {kind.label}"].number for kind in Kind] == [91, 33]
    assert found["Aufgedeckte Altfälle"].number == 12
    assert (found["Fallbesprechung"].persons, found["Beratungsgespräch"].persons) == (400, 219)
    assert {one.of for one in found.values()} == {851}
