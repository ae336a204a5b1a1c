"""Deadlines that follow from birth dates, and goals for one week: pure rules."""

import datetime as dt
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.family import picture, rules
from rundblick.family.calendar_of_law import rules_of_law
from rundblick.family.rules import Planned, Relative
from rundblick.people.rules import Role, turns
from rundblick.programmes.days import add_months

TODAY = dt.date(2026, 9, 1)
AMIRA, KARIM, SAMI = (uuid.UUID(int=n) for n in range(3))


def child(born: dt.date | None, name: str = "Sami", role: Role = Role.CHILD, *, protected: bool = False) -> Relative:
    return Relative(uuid.uuid4(), name, role, born, protected)


def coming(*relatives: Relative, day: dt.date = TODAY) -> list[tuple[str, dt.date, str]]:
    return [(one.rule.code, one.on, one.names) for one in rules.deadlines(relatives, day, rules_of_law())]


def test_a_baby_of_seven_months_brings_the_first_birthday_and_a_late_word_about_the_place() -> None:
    found = rules.deadlines([child(dt.date(2026, 2, 1), "Greta")], TODAY, rules_of_law())
    assert [(one.rule.code, one.on, one.late) for one in found] == [
        ("childcare_ask_one", TODAY, True),
        ("childcare_one", dt.date(2027, 2, 1), False),
    ]
    assert found[0].sentence.startswith("Falls eine Betreuung") and "verpasst" not in found[0].sentence


def test_before_the_third_birthday_it_is_time_to_ask_for_a_place_and_parental_leave_ends() -> None:
    assert coming(child(dt.date(2024, 5, 31), "Mila")) == [
        ("childcare_ask_three", dt.date(2026, 11, 30), "Mila"),
        ("childcare_three", dt.date(2027, 5, 31), "Mila"),
        ("parental_leave_three", dt.date(2027, 5, 31), "Mila"),
    ]


@pytest.mark.parametrize(
    ("born", "starts"),
    [
        (dt.date(2020, 9, 30), dt.date(2026, 8, 1)),
        (dt.date(2020, 10, 1), dt.date(2027, 8, 1)),
        (dt.date(2021, 2, 14), dt.date(2027, 8, 1)),
    ],
)
def test_school_starts_in_august_of_the_year_in_which_the_child_is_six_by_september(
    born: dt.date, starts: dt.date
) -> None:
    assert rules.school_start(born, 6) == starts


def test_brothers_and_sisters_at_school_share_one_line_for_each_payment() -> None:
    found = coming(child(dt.date(2016, 3, 5), "Azra"), child(dt.date(2014, 3, 5), "Kerem"))
    assert found == [
        ("school_money", dt.date(2027, 2, 1), "Azra und Kerem"),
        ("school_money", dt.date(2027, 8, 1), "Azra und Kerem"),
    ]


@pytest.mark.parametrize(
    ("age", "role", "code"),
    [(15, Role.CHILD, "fifteen"), (18, Role.CHILD, "eighteen"), (25, Role.ADULT_CHILD, "twenty_five")],
)
def test_growing_up_has_three_days(age: int, role: Role, code: str) -> None:
    born = dt.date(2026 - age, 12, 24)
    assert (code, dt.date(2026, 12, 24), "Berat") in coming(child(born, "Berat", role))


def test_the_birthday_itself_counts_and_the_same_day_next_year_does_not() -> None:
    assert "fifteen" in {code for code, _, _ in coming(child(turns(TODAY, -15)))}
    assert "fifteen" not in {code for code, _, _ in coming(child(turns(TODAY, -14)))}


def test_parents_and_members_without_a_birth_date_bring_nothing() -> None:
    assert coming(child(None), child(dt.date(2002, 3, 1), "Amira", Role.PARENT)) == []


def test_a_law_that_is_not_yet_in_force_is_not_told() -> None:
    born, day = dt.date(2012, 9, 1), dt.date(2013, 1, 1)
    assert "childcare_one" in {code for code, _, _ in coming(child(born), day=day)}  # the birthday is in September 2013
    assert "childcare_one" not in {code for code, _, _ in coming(child(dt.date(2012, 3, 1)), day=day)}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    born=st.dates(dt.date(1995, 1, 1), dt.date(2035, 1, 1)), day=st.dates(dt.date(2014, 1, 1), dt.date(2034, 12, 31))
)
def test_whatever_the_birth_date_all_days_lie_ahead_within_a_year_soonest_first(born: dt.date, day: dt.date) -> None:
    days = [on for _, on, _ in coming(child(born), day=day)]
    assert days == sorted(days)
    assert all(day <= on < turns(day, 1) for on in days)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31)), months=st.integers(0, 24))
def test_months_before_is_never_a_later_day_of_the_month(day: dt.date, months: int) -> None:
    earlier = add_months(day, -months)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    assert earlier.day <= day.day


def test_the_common_screen_tells_what_concerns_the_children_and_nothing_about_the_protected() -> None:
    people = [
        child(dt.date(2023, 12, 1), "Mila"),
        child(dt.date(2023, 12, 1), "Lea", protected=True),
        child(dt.date(2008, 12, 1), "Berat"),
    ]
    found = rules.deadlines(people, TODAY, rules_of_law())
    told = [(one.rule.code, one.names) for day in rules.by_day(found, together=True) for one in day.deadlines]
    assert ("childcare_three", "Mila") in told
    assert {code for code, _ in told} == {"childcare_ask_three", "childcare_three", "parental_leave_three"}
    whole = [one.names for day in rules.by_day(found) for one in day.deadlines]
    assert "Mila und Lea" in whole and "Berat" in whole


def test_the_law_is_dated_sourced_and_says_where_it_is_unsure() -> None:
    law = {one.code: one for one in rules_of_law()}
    assert law["childcare_one"].law == "§ 24 Abs. 2 SGB VIII"
    assert {code for code, one in law.items() if one.status != "belegt"} == {
        "childcare_ask_one",
        "childcare_ask_three",
        "school_start",
    }
    assert all(one.source and one.law for one in law.values())


def week_of(*planned: Planned) -> list[tuple[dt.date, int]]:
    return [(week.monday, len(week.planned)) for week in rules.same_week(planned, TODAY)]


def test_two_members_with_goals_for_one_week_get_one_hint() -> None:
    monday, sunday = dt.date(2026, 10, 5), dt.date(2026, 10, 11)
    pair = (Planned(AMIRA, "kurs", monday), Planned(KARIM, "schein", sunday))
    assert week_of(*pair) == [(monday, 2)]
    (hint,) = rules.same_week(pair, TODAY)
    assert hint.sentence == "Beide haben sich für dieselbe Woche etwas vorgenommen."
    (three,) = rules.same_week([*pair, Planned(SAMI, "seepferdchen", monday)], TODAY)
    assert three.sentence == "Mehrere haben sich für dieselbe Woche etwas vorgenommen."


@pytest.mark.parametrize(
    "pair",
    [
        (Planned(AMIRA, "kurs", dt.date(2026, 10, 11)), Planned(KARIM, "schein", dt.date(2026, 10, 12))),
        (Planned(AMIRA, "kurs", dt.date(2026, 10, 5)), Planned(AMIRA, "schein", dt.date(2026, 10, 6))),
        (Planned(AMIRA, "wohnung", dt.date(2026, 10, 5)), Planned(KARIM, "wohnung", dt.date(2026, 10, 5))),
        (Planned(AMIRA, "kurs", dt.date(2026, 8, 29)), Planned(KARIM, "schein", dt.date(2026, 8, 30))),
    ],
    ids=["Sunday and Monday", "one member", "one goal of both", "a week that is over"],
)
def test_there_is_no_hint(pair: tuple[Planned, ...]) -> None:
    assert week_of(*pair) == []


def test_the_picture_has_a_mark_for_each_day_and_the_same_as_a_table() -> None:
    found = rules.deadlines([child(dt.date(2023, 12, 1), "<Mila>"), child(dt.date(2016, 1, 1))], TODAY, rules_of_law())
    days = rules.by_day(found)
    drawn = picture.year(days, start=TODAY)
    assert drawn.svg.count("<circle") == len(days) == 4
    assert "Mila" not in drawn.svg.replace("&lt;Mila&gt;", "")
    assert [row[0] for row in drawn.table.rows] == ["1", "2", "2", "3", "4"]
    assert drawn.description.startswith("4\N{NO-BREAK SPACE}Tage in den nächsten zwölf Monaten, zuerst am 01.09.2026")


def test_marks_of_neighbouring_days_stand_above_each_other() -> None:
    people = [child(dt.date(2008, 12, 1 + n), f"Kind {n}") for n in range(3)]
    days = rules.by_day(rules.deadlines(people, TODAY, rules_of_law()))
    assert len(days) == 3
    heights = {part.split('"')[0] for part in picture.year(days, start=TODAY).svg.split(' cy="')[1:]}
    assert len(heights) == 3


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        picture.year([], start=TODAY)
