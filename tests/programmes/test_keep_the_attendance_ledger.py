"""Only presence counts; what is missed is appended; the projected end walks the calendar."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.programmes.days import is_working_day
from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.ledger import Ledger, in_words, ledger, session_days
from tests.programmes.build import BEN, MAYA, day, ended, event, example, full, started

FOUR_DAYS = [1, 2, 3, 4]
ALL_DAYS = [1, 2, 3, 4, 5]


def programme(**attendance: Any) -> Programme:
    given_rules = {"unit": "day", "origin": {"rows": ["B1"]}} | attendance
    return example(schema_version=2, attendance=given_rules)


BAHN_FREI = programme(unit="half_day", required=100, weekdays=FOUR_DAYS)
BAUTZEN = programme(required=120, weekdays=ALL_DAYS)
UCKERMARK = programme(unit="teaching_unit", minimum_per_week=20, per_session=4, weekdays=ALL_DAYS)


def entry(state: str, on: dt.date, units: str = "1", key: str = "") -> Fact:
    return Fact.event(f"attendance.{state}", on, value=Decimal(units), subject=MAYA, key=key or on.isoformat())


def sessions(definition: Programme, first: str, number: int) -> list[dt.date]:
    assert definition.attendance is not None
    days = session_days(definition.attendance, definition.state, day(first))
    return [next(days) for _ in range(number)]


def kept(facts: list[Fact], definition: Programme, as_of: dt.date | str) -> Ledger:
    found = ledger(facts, definition, day(as_of) if isinstance(as_of, str) else as_of)
    assert found is not None
    return found


def test_a_programme_without_attendance_keeps_no_ledger() -> None:
    assert ledger([started("2021-01-04", MAYA)], example(), day("2021-02-01")) is None


def test_a_hundred_days_at_four_a_week_take_25_weeks_without_holidays() -> None:
    book = kept([started("2021-08-15", MAYA)], programme(required=16, weekdays=FOUR_DAYS), "2021-08-15")
    assert (book.present, book.missing, book.projected_end) == (0, 16, day("2021-09-09"))


def test_ten_sick_days_move_the_end_by_ten_sessions() -> None:
    days = sessions(BAHN_FREI, "2013-04-08", 110)
    facts = [started("2013-04-08", MAYA)]
    facts += [entry("present", on) for on in days[:30]] + [entry("sick", on) for on in days[30:40]]
    book = kept(facts, BAHN_FREI, days[39])
    assert (book.present, book.missing, book.absences) == (30, 70, {"excused": 0, "unexcused": 0, "sick": 10})
    assert book.projected_end == days[109]
    healthy = kept([started("2013-04-08", MAYA)], BAHN_FREI, "2013-04-07")
    assert healthy.projected_end == days[99]


def test_the_hundredth_day_ends_it_and_the_ninety_ninth_does_not() -> None:
    days = sessions(BAHN_FREI, "2013-04-08", 100)
    facts = [started("2013-04-08", MAYA), *(entry("present", on) for on in days)]
    assert kept(facts, BAHN_FREI, days[98]).reached_on is None
    book = kept(facts, BAHN_FREI, days[99])
    assert (book.reached_on, book.projected_end, book.missing) == (days[99], days[99], 0)
    assert book.sentence() == "Anwesend: 100 halbe Tage. Nötig waren 100; das ist erreicht."


def test_120_days_of_five_a_week_are_24_weeks_and_not_six_months() -> None:
    start = day("2021-11-08")
    book = kept([started("2021-11-08", MAYA)], BAUTZEN, start - dt.timedelta(days=1))
    assert book.projected_end is not None
    working = sum(is_working_day(start + dt.timedelta(n), "NW") for n in range((book.projected_end - start).days + 1))
    assert working == 120
    plain = kept([started("2021-08-16", MAYA)], programme(required=5, weekdays=ALL_DAYS), "2021-08-15")
    assert plain.projected_end == day("2021-08-20")


def test_a_day_of_eight_units_is_counted_in_units_where_the_definition_says_so() -> None:
    units = programme(unit="teaching_unit", required=960, per_session=8, weekdays=ALL_DAYS)
    days = sessions(units, "2021-11-08", 120)
    book = kept([started("2021-11-08", MAYA), entry("present", days[0], "8")], units, days[0])
    assert (book.present, book.missing, book.projected_end) == (8, 952, days[119])
    assert book.sentence() == "Anwesend: 8 Unterrichtsstunden zu 45 Minuten. Nötig: 960; es fehlen noch 952."


def test_a_last_broken_session_counts_as_one() -> None:
    definition = programme(unit="teaching_unit", required=10, per_session=4, weekdays=[3])
    book = kept([started("2021-08-15", MAYA)], definition, "2021-08-15")
    assert book.projected_end == day("2021-09-01")


def test_holidays_of_the_land_are_no_sessions() -> None:
    corpus_christi = day("2021-06-03")
    nw = programme(required=1, weekdays=[4])
    assert kept([started("2021-05-31", MAYA)], nw, "2021-06-02").projected_end == day("2021-06-10")
    everywhere = nw.model_copy(update={"state": None})
    assert kept([started("2021-05-31", MAYA)], everywhere, "2021-06-02").projected_end == corpus_christi


@pytest.mark.parametrize("attendance", [{"required": 10}, {"weekdays": ALL_DAYS}])
def test_without_a_number_or_weekdays_no_end_is_told(attendance: dict[str, Any]) -> None:
    assert kept([started("2021-01-04", MAYA)], programme(**attendance), "2021-01-04").projected_end is None


def test_an_end_beyond_ten_years_is_no_statement() -> None:
    endless = programme(required=10000, weekdays=[1])
    assert kept([started("2021-01-04", MAYA)], endless, "2021-01-04").projected_end is None


def test_twenty_units_in_a_week_are_enough_and_nineteen_are_not() -> None:
    enough = [entry("present", day("2021-02-01"), "20", "a")]
    little = [entry("present", day("2021-02-08"), "19.75", "b")]
    book = kept([started("2021-02-01", MAYA), *enough, *little], UCKERMARK, "2021-02-16")
    assert [(w.starts, w.units, w.full, w.under) for w in book.weeks] == [
        (day("2021-02-01"), Decimal(20), True, False),
        (day("2021-02-08"), Decimal("19.75"), True, True),
        (day("2021-02-15"), Decimal(0), False, False),
    ]
    assert [week.starts for week in book.weeks_under_minimum] == [day("2021-02-08")]


def test_a_week_is_over_on_the_monday_after() -> None:
    facts = [started("2021-02-01", MAYA)]
    assert not kept(facts, UCKERMARK, "2021-02-07").weeks_under_minimum
    assert len(kept(facts, UCKERMARK, "2021-02-08").weeks_under_minimum) == 1


def test_the_broken_weeks_of_start_and_end_are_not_held_against_anybody() -> None:
    facts = [started("2021-02-02", MAYA), ended("2021-02-18")]
    weeks = kept(facts, UCKERMARK, "2021-03-31").weeks
    assert [(w.starts, w.full) for w in weeks] == [
        (day("2021-02-01"), False),
        (day("2021-02-08"), True),
        (day("2021-02-15"), False),
    ]


def test_a_week_in_which_the_participation_rests_is_not_held_against_anybody() -> None:
    paused = event("participation.paused", "2021-02-10", subject=MAYA)
    facts = [started("2021-02-01", MAYA), paused]
    resting = UCKERMARK.model_copy(update={"time": full().time})
    assert [w.full for w in kept(facts, resting, "2021-03-01").weeks] == [True, False, False, False, False]
    facts.append(event("participation.resumed", "2021-02-15", subject=MAYA))
    assert [w.full for w in kept(facts, resting, "2021-03-01").weeks] == [True, False, True, True, False]


def test_absences_in_a_row_end_with_a_presence() -> None:
    days = sessions(BAUTZEN, "2021-02-01", 4)
    facts = [started("2021-02-01", MAYA), entry("unexcused", days[0]), entry("present", days[1])]
    assert kept(facts, BAUTZEN, days[1]).missed_in_a_row == 0
    facts += [entry("excused", days[2]), entry("sick", days[3])]
    book = kept(facts, BAUTZEN, days[3])
    assert (book.missed_in_a_row, book.present) == (2, 1)
    assert book.absences == {"excused": 1, "unexcused": 1, "sick": 1}
    facts.append(entry("present", days[3], key="afternoon"))
    assert kept(facts, BAUTZEN, days[3]).missed_in_a_row == 0


def test_nothing_outside_the_participation_counts() -> None:
    facts = [started("2021-02-02", MAYA), ended("2021-02-03")]
    facts += [entry("present", day(f"2021-02-0{n}")) for n in (1, 2, 3, 4)]
    book = kept(facts, BAUTZEN, "2021-02-10")
    assert (book.present, book.projected_end) == (2, None)
    assert kept([entry("present", day("2021-02-01"))], BAUTZEN, "2021-02-10").present == 0


def test_somebody_elses_attendance_does_not_count() -> None:
    others = Fact.event("attendance.present", day("2021-02-01"), value=Decimal(1), subject=BEN, key="x")
    facts = [started("2021-02-01", MAYA), entry("present", day("2021-02-01")), others]
    assert kept(facts, BAUTZEN, "2021-02-01").present == 1
    household = BAUTZEN.model_copy(update={"unit": "household"})
    assert kept(facts, household, "2021-02-01").present == 2
    found = ledger(facts, household, day("2021-02-01"), subject=BEN)
    assert found is not None
    assert found.present == 1


def test_units_have_german_words() -> None:
    assert in_words(Decimal(1), "day") == "1 Tag"
    assert in_words(Decimal("12.50"), "half_day") == "12,5 halbe Tage"
    assert in_words(Decimal(20), "teaching_unit") == "20 Unterrichtsstunden zu 45 Minuten"
    assert in_words(Decimal(100), "talk") == "100 Gespräche"
    assert kept([started("2021-02-01", MAYA)], UCKERMARK, "2021-02-01").sentence() == (
        "Anwesend: 0 Unterrichtsstunden zu 45 Minuten."
    )


lines = st.lists(
    st.builds(
        lambda state, offset, quarters: entry(state, day("2021-02-01") + dt.timedelta(offset), str(quarters / 4)),
        st.sampled_from(["present", "excused", "unexcused", "sick"]),
        st.integers(0, 40),
        st.integers(1, 16),
    ),
    max_size=25,
)


@given(st.data(), lines, st.integers(0, 50))
def test_the_order_of_entries_and_entries_told_twice_change_nothing(
    data: st.DataObject, facts: list[Fact], offset: int
) -> None:
    whole = [started("2021-02-01", MAYA), *facts]
    as_of = day("2021-02-01") + dt.timedelta(offset)
    assert kept(data.draw(st.permutations([*whole, *facts])), BAUTZEN, as_of) == kept(whole, BAUTZEN, as_of)


@given(lines, st.integers(1, 400))
def test_present_and_missing_are_what_is_required_and_the_weeks_add_up(facts: list[Fact], required: int) -> None:
    book = kept([started("2021-02-01", MAYA), *facts], programme(required=required, weekdays=ALL_DAYS), "2021-03-31")
    assert sum(week.units for week in book.weeks) == book.present
    assert book.missing == max(required - book.present, 0)
    assert (book.reached_on is not None) == (book.missing == 0)
    assert book.projected_end is not None


@given(lines, st.integers(0, 40))
def test_an_absence_never_brings_the_end_nearer(facts: list[Fact], offset: int) -> None:
    whole = [started("2021-02-01", MAYA), *facts]
    as_of = day("2021-03-31")
    sick = entry("sick", day("2021-02-01") + dt.timedelta(offset), key="one more")
    assert kept([*whole, sick], BAUTZEN, as_of).projected_end == kept(whole, BAUTZEN, as_of).projected_end
