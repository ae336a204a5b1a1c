"""Answers without a name: counted for closed quarters of a house, from ten answers by five people, and nothing else."""

import datetime as dt
import json
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.feedback import catalogue, queries, services
from rundblick.feedback.content import counted_as
from rundblick.feedback.models import Unnamed
from rundblick.feedback.rules import quarter_before, quarter_of
from rundblick.feedback.services import Content
from rundblick.web.clock import today
from tests.feedback.saying import LAST_QUARTER, TEN, unnamed
from tests.house import House

NOW = quarter_of(today())


def told(house: House, name: str = "alma") -> list[queries.Quarter]:
    with acting_as(house.people[name], "test", read_only=True):
        return queries.figures(house.jobcenter.pk)


def public(house: House) -> str:
    return reverse("feedback:public", args=[house.jobcenter.pk])


def test_nobody_who_is_logged_in_reads_a_single_answer(house: House) -> None:
    unnamed(house, *TEN)
    for user in house.people.values():
        with acting_as(user, "test", read_only=True):
            assert Unnamed.objects.count() == 0


def test_from_ten_answers_by_five_people_a_closed_quarter_is_told(house: House) -> None:
    unnamed(house, *TEN, words="Gut erklärt.")
    (found,) = told(house)
    assert (found.first, found.answers, found.people, found.counts) == (LAST_QUARTER, 10, 5, {"heard": {8: 10}})
    assert [one.text for one in found.words] == ["Gut erklärt."] * 10


@pytest.mark.parametrize(
    "rows",
    [TEN[:9], tuple((f"wort{n % 4}", 8) for n in range(30)), tuple(("", 8) for _ in range(30))],
    ids=["nine answers", "four people", "nobody chose a word"],
)
def test_fewer_answers_or_people_say_nothing_at_all(house: House, rows: tuple[tuple[str, int], ...]) -> None:
    unnamed(house, *rows, words="Das verrät mich.")
    assert told(house) == []
    page = house.login("alma").get(reverse("feedback:figures")).content.decode()
    assert "Noch zu wenige Antworten" in page and "verrät" not in page


def test_the_present_quarter_is_never_told(house: House) -> None:
    unnamed(house, *TEN * 3, quarter=NOW)
    assert told(house) == []


def test_another_house_reads_nothing(house: House) -> None:
    unnamed(house, *TEN)
    assert told(house, "cem") == [] and told(house, "otto") == [] and told(house, "jana") == []


def test_a_statement_few_answered_has_no_figure(house: House) -> None:
    unnamed(house, *TEN)
    with as_worker("test"):
        row = Unnamed.objects.first()
        assert row is not None
        Unnamed.objects.filter(pk=row.pk).update(answers=row.answers | {"way": 0})
    (found,) = told(house)
    assert set(found.counts) == {"heard"}


row_of = st.tuples(st.sampled_from(["", "a", "b", "c", "d", "e", "f"]), st.integers(0, 10))
quarters_of = st.lists(st.lists(row_of, max_size=16), min_size=1, max_size=3)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quarters_of, st.lists(row_of, max_size=12))
def test_what_is_told_over_time_is_what_a_plain_model_allows(
    house: House, past: list[list[tuple[str, int]]], arriving: list[tuple[str, int]]
) -> None:
    """Whatever comes in now changes no page, so no two pages differ by one answer."""
    with as_worker("test"):
        Unnamed.objects.all().delete()
    first, allowed = NOW, {}
    for rows in past:
        first = quarter_before(first)
        unnamed(house, *rows, quarter=first)
        if len(rows) >= 10 and len({word for word, _number in rows}) >= 5:
            allowed[first] = {"heard": dict(Counter(number for _word, number in rows))}
    assert {one.first: one.counts for one in told(house)} == allowed
    before = told(house)
    for word, number in arriving:
        with acting_as(house.alma, "test"):
            said = Content(catalogue.talk(), {"heard": number})
            assert services.say_unnamed(house_id=house.jobcenter.pk, content=said, word=word)
        assert told(house) == before


def test_the_word_counts_people_of_one_quarter_and_is_not_kept(house: House) -> None:
    browser = house.client()
    for word in ("Igel 7", "igel7", " IGEL 7 "):
        assert browser.post(public(house), {"heard": "8", "word": word}).status_code == 302
    with as_worker("test"):
        kept = set(Unnamed.objects.values_list("who", flat=True))
        assert len(kept) == 1 and "igel" not in str(Unnamed.objects.values())
    assert counted_as("igel7", house.provider.pk) not in kept


def test_after_sending_the_browser_is_led_away_and_holds_nothing(house: House) -> None:
    browser = house.client()
    answer = browser.post(public(house) + "?tablet=1&sprache=uk", {"heard": "8"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("?sprache=uk&tablet=1&brief=ohne")
    thanks = browser.get(answer.headers["Location"])
    assert thanks.headers["Refresh"] == f"12; url={public(house)}?tablet=1"
    assert "Дякуємо" in thanks.content.decode()
    assert not browser.cookies
    for page in (answer, thanks, browser.get(public(house))):
        assert page.headers["Cache-Control"] == "no-store, max-age=0"


def test_a_house_that_has_no_talks_and_one_that_is_not_there_have_no_page(house: House) -> None:
    for key in (house.institute.pk, house.alma.pk):
        assert house.client().get(reverse("feedback:public", args=[key])).status_code == 404


def test_about_a_letter_the_kind_is_kept_and_figures_stand_apart(house: House) -> None:
    url = reverse("feedback:letter", args=[house.jobcenter.pk, "bescheid"])
    assert house.client().post(url, {"clear": "2", "comment": "Zu lang."}).status_code == 302
    assert house.client().get(reverse("feedback:letter", args=[house.jobcenter.pk, "mahnung"])).status_code == 404
    with as_worker("test"):
        row = Unnamed.objects.get()
    assert (row.letter, row.form, row.answers) == ("bescheid", "letter", {"clear": 2})
    unnamed(house, *TEN)
    unnamed(house, *TEN, letter="bescheid", sheet=catalogue.letter())
    page = house.login("nora").get(reverse("feedback:figures")).content.decode()
    assert "Brief: Bescheid" in page and "Gespräche" in page


def test_coordination_removes_words_that_name_somebody_and_the_numbers_stay(house: House) -> None:
    unnamed(house, *TEN, words="Frau Kern war nett.")
    wanted = told(house)[0].words[0].pk
    url = reverse("feedback:strike", args=[wanted])
    assert house.login("alma").post(url).status_code == 404
    with acting_as(house.alma, "test"):
        assert not services.strike(wanted)
    assert house.login("nora").post(url).status_code == 302
    (found,) = told(house)
    assert (found.answers, len(found.words)) == (10, 9)


def test_sheets_from_the_box_are_entered_by_coordination_into_the_present_quarter(house: House) -> None:
    url = reverse("feedback:enter_unnamed")
    browser = house.login("nora")
    token = "6f7f0b0e-5f1f-4e0c-9d1c-6a3a1f0e7a11"
    assert browser.post(url, {"token": token, "heard": "7", "word": "tee"}).status_code == 302
    assert browser.post(url, {"token": token}).status_code == 422
    with as_worker("test"):
        row = Unnamed.objects.get()
    assert (row.quarter, row.answers) == (NOW, {"heard": 7})


def test_figures_name_no_team_no_place_and_nobody_and_the_page_says_so(house: House) -> None:
    unnamed(house, *TEN)
    page = house.login("dana").get(reverse("feedback:figures")).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "Niemand wird damit bewertet" in main and "Stichtag" in main
    assert "Team Nord" not in main and "Alma" not in main


def test_the_function_itself_holds_the_threshold(house: House) -> None:
    """Asked directly, past all Python of this room."""
    unnamed(house, *TEN[:9])
    with acting_as(house.alma, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM feedback_figures(%s)", [house.jobcenter.pk])
        assert cursor.fetchall() == []


def test_only_days_of_quarters_are_kept(house: House) -> None:
    house.client().post(public(house), {"heard": "8"})
    with as_worker("test"):
        kept: Any = Unnamed.objects.values().get()
    days = [value for value in kept.values() if isinstance(value, dt.date)]
    assert days == [NOW]
    assert json.dumps(kept, default=str).count(f"{today():%Y-%m-%d}") == (1 if today() == NOW else 0)
