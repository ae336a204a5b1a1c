"""How the benefits department answers: of the whole house, with denominator and Stichtag, small numbers withheld."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.roles import Role
from rundblick.inquiries import queries
from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.figures import LEAST_STAFF, Counted, numbers
from rundblick.inquiries.models import Inquiry, Line
from rundblick.web.clock import today
from tests.cases.families import Family
from tests.cases.test_list_cases import single
from tests.house import House
from tests.inquiries.asking import DAY, MARK, answer, ask, end
from tests.queries import at_most


@pytest.fixture
def families(house: House) -> list[Family]:
    """Eight households of one, and five clerks besides Lena."""
    with as_worker("test"):
        for number in range(LEAST_STAFF):
            house.add(f"leistung{number}", house.jobcenter, None, [Role.BENEFITS])
    return [single(house, f"Person{number}|Test", str(number)) for number in range(8)]


@pytest.fixture
def agreed() -> Iterator[None]:
    """The house has an agreement on figures of a department."""
    with override_settings(RUNDBLICK=settings.RUNDBLICK.model_copy(update={"team_figures": True})):
        yield


def asked(family: Family, days: int, *, until: int | None = None, answered: int | None = None, **said: str) -> Inquiry:
    """A question of so many days ago, with its day and its answer so many days ago."""
    row = ask(family, person=family.amira)
    if answered is not None:
        answer(family, row, said.get("outcome", Outcome.SETTLED))
    with as_worker("test"):
        moved: dict[str, Any] = {"asked_at": row.asked_at - days * DAY}
        if until is not None:
            moved["due_on"] = today() - until * DAY
        Inquiry.objects.filter(pk=row.pk).update(**moved)
        Line.objects.filter(inquiry=row, from_benefits=False).update(at=row.asked_at - days * DAY)
        Line.objects.filter(inquiry=row, from_benefits=True).update(at=row.asked_at - (answered or 0) * DAY)
    return row


def counted(house: House, who: str = "lena") -> Counted:
    with acting_as(house.people[who], "test", read_only=True):
        return queries.counted(as_of=today())


def page(house: House, who: str = "lena") -> str:
    return house.login(who).get(reverse("inquiries:numbers")).content.decode().replace("\xa0", " ")


def half_in_time(families: list[Family]) -> None:
    for one in families[:4]:
        asked(one, 20, until=10, answered=15)
    for one in families[4:]:
        asked(one, 20, until=10, answered=4)


def test_it_counts_what_was_answered_in_time_of_all_whose_day_has_come(house: House, families: list[Family]) -> None:
    half_in_time(families)
    asked(families[0], 2, until=-5)
    found = counted(house)
    assert (found.due, found.in_time, found.answered, found.median_days) == (8, 4, 8, 5)
    assert (found.due_cases, found.late_cases, found.clerks) == (8, 4, 6)
    told = numbers(found, as_of=today())
    assert (told.in_time.value, told.in_time.denominator, told.in_time.as_of) == (Decimal(50), 8, today())


def test_an_answer_on_the_day_itself_is_in_time_and_a_question_back_is_none(
    house: House, families: list[Family]
) -> None:
    asked(families[0], 20, until=10, answered=10)
    asked(families[1], 20, until=10, answered=15, outcome=Outcome.ASKING_BACK)
    found = counted(house)
    assert (found.due, found.in_time, found.answered) == (2, 1, 1)


def test_what_was_withdrawn_before_its_day_counts_nowhere(house: House, families: list[Family]) -> None:
    row = asked(families[0], 3, until=-3)
    end(families[0], row)
    old = asked(families[1], 400, until=390, answered=391)
    assert old.pk
    found = counted(house)
    assert (found.due, found.withdrawn) == (0, 1)


@pytest.mark.parametrize("who", ["alma", "dana", "ivo", "otto", "jana", "eva"])
def test_nobody_else_is_told_a_number(house: House, families: list[Family], who: str) -> None:
    half_in_time(families)
    assert counted(house, who) == Counted(0, 0, 0, 0, 0, 0, 0, 0, None, 0)


def test_a_clerk_of_another_house_reads_that_house_alone(house: House, families: list[Family]) -> None:
    half_in_time(families)
    with as_worker("test"):
        house.add("lars", house.other_jobcenter, None, [Role.BENEFITS])
    found = counted(house, "lars")
    assert (found.clerks, found.due) == (1, 0)


@pytest.mark.parametrize(
    ("due", "in_time", "cases"), [(2, 1, (2, 1, 1)), (10, 9, (10, 9, 1)), (10, 2, (10, 2, 8)), (10, 5, (5, 5, 2))]
)
def test_few_questions_or_few_cases_hide_the_share(due: int, in_time: int, cases: tuple[int, int, int]) -> None:
    found = numbers(Counted(9, due, in_time, *cases, due, 8, 6, 0), as_of=today())
    assert found.in_time.value is None and "icht ausgewiesen" in found.in_time.note


@pytest.mark.parametrize(("answered", "cases"), [(2, 2), (8, 8), (9, 9), (10, 2), (0, 0)])
def test_few_answers_few_cases_or_few_left_open_hide_the_days(answered: int, cases: int) -> None:
    found = numbers(Counted(9, 10, 0, 10, 0, 10, answered, cases, 6, 0), as_of=today())
    assert found.days.value is None and found.in_time.value == 0


def test_withdrawn_questions_are_told_unless_they_are_few() -> None:
    def note(withdrawn: int) -> str:
        return numbers(Counted(9, 10, 5, 10, 5, 5, 10, 10, 6, withdrawn), as_of=dt.date(2026, 11, 30)).in_time.note

    assert "4 Fragen" in note(4) and note(2) == "" and note(0) == ""


def test_without_an_agreement_the_page_says_why_there_is_no_figure(house: House, families: list[Family]) -> None:
    half_in_time(families)
    assert "nicht freigegeben" in page(house)


@pytest.mark.usefixtures("agreed")
def test_the_page_shows_one_figure_for_the_whole_department(house: House, families: list[Family]) -> None:
    half_in_time(families)
    text = page(house)
    assert "(4 von 8)" in text and "nach <strong>5 Tagen" in text and "Stichtag" in text
    assert MARK not in text and "Lena" not in text.split("<main", 1)[1].split("</main", 1)[0]
    browser = house.login("lena")
    browser.get(reverse("inquiries:numbers"))
    with at_most(5):
        browser.get(reverse("inquiries:numbers"))


@pytest.mark.usefixtures("agreed")
def test_a_small_department_has_no_figure(house: House) -> None:
    one = single(house, "Person|Test", "1")
    asked(one, 20, until=10, answered=15)
    assert "mindestens 5 Beschäftigte" in page(house)


@pytest.mark.usefixtures("agreed")
def test_where_nothing_was_asked_the_page_says_so(house: House, families: list[Family]) -> None:
    assert families and "noch keine Frage" in page(house)


def test_the_function_tells_the_web_role_numbers_only(house: House, families: list[Family]) -> None:
    half_in_time(families)
    with acting_as(house.lena, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM inquiries_counted(%s, %s)", [today() - 365 * DAY, today()])
        (row,) = cursor.fetchall()
    assert all(isinstance(value, int) for value in row)
