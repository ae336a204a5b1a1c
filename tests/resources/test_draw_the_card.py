"""The pictures say the same in shapes, words and numbers, and trust no text."""

import datetime as dt
import re
import uuid

import pytest

from rundblick.resources import picture, rules
from rundblick.resources.codes import COLUMNS
from rundblick.resources.rules import Spread
from tests.resources.cards import COACH, GUESS, PERSON
from tests.resources.test_compare_three_views import Said

END = dt.date(2026, 11, 30)


def compared(**texts: list[str]) -> rules.Comparison:
    """Entries by the views that name them, such as coach_person=["Oma"]."""
    said = []
    for views, words in texts.items():
        for text in words:
            group = uuid.uuid4()
            said += [Said(view, group, text) for view in views.split("_")]
    return rules.compare(said)


def test_a_comparison_puts_each_resource_into_its_column() -> None:
    drawn = picture.comparison(
        compared(coach=["Zuverlässig"], coach_guess_person=["Oma"], person=["Chor", "Moped"], guess=["Ruhig"])
    )
    assert drawn.description == "1\xa0Ressource sehen beide, 1 sieht nur der Coach, 2 nennt nur die Person."
    at = {text: float(x) for x, text in re.findall(r'<text[^>]* x="([\d.]+)"[^>]*>([^<]+)</text>', drawn.svg)}
    assert at["Zuverlässig"] < at["Oma"] < at["Chor"] == at["Moped"]
    assert "Ruhig" not in drawn.svg
    assert drawn.svg.count('stroke-dasharray="5 4"') == 1
    assert ["Oma", "Gemeinsam gesehen", "richtig vermutet"] in [list(row) for row in drawn.table.rows]
    assert ["Ruhig", "Nur vermutet", "vermutet, nicht genannt"] in [list(row) for row in drawn.table.rows]


def test_an_empty_column_says_so() -> None:
    drawn = picture.comparison(compared(coach_person=["Oma"]))
    assert drawn.svg.count(">nichts<") == 2


@pytest.mark.parametrize("view", [COACH, PERSON])
def test_foreign_text_stays_text_and_long_text_stays_inside(view: str) -> None:
    drawn = picture.comparison(compared(**{view: ["<script>&\"'", "sehr " * 39 + "lang"]}))
    assert "<script>" not in drawn.svg
    assert "&lt;script&gt;" in drawn.svg
    height = float(re.search(r'viewBox="0 0 720 ([\d.]+)"', drawn.svg)[1])  # type: ignore[index]
    lowest = max(float(y) for y in re.findall(r' y="([\d.]+)"', drawn.svg))
    assert lowest <= height


def test_each_help_is_one_square_and_each_line_has_its_denominator() -> None:
    drawn = picture.helps_over_time([Spread(dt.date(2026, 10, 31), (0, 0, 1, 3)), Spread(END, (1, 2, 1, 1))], key="x")
    words = "Am 30.\xa0November\xa02026 lagen 3 von 5 Hilfen auf den Ebenen 1 und 2. "
    assert drawn.description == words + "Am 31.\xa0Oktober\xa02026 waren es 0 von 4."
    squares = re.findall(r'text-anchor="middle" fill="[^"]+">(\d)</text>', drawn.svg)
    assert squares == [*"1234", *"3444", *"12234"]
    assert [list(row) for row in drawn.table.rows][1] == ["30.11.2026", "1", "2", "1", "1", "5", "3 von 5"]


@pytest.mark.parametrize(
    ("spreads", "words"),
    [
        ([], "stand keine Hilfe"),
        ([Spread(END, (0, 0, 0, 0))], "stand keine Hilfe"),
        ([Spread(END, (0, 0, 0, 1))], "0 von 1 Hilfe auf"),
        ([Spread(END, (1, 0, 0, 0)), Spread(END + dt.timedelta(31), (0, 0, 0, 0))], "stand keine Hilfe. Am"),
    ],
)
def test_few_or_no_helps_are_told_plainly(spreads: list[Spread], words: str) -> None:
    assert words in picture.helps_over_time(spreads).description


def test_two_hundred_helps_stay_on_the_sheet() -> None:
    drawn = picture.helps_over_time([Spread(END, (50, 50, 50, 50))])
    xs = [float(x) for x in re.findall(r'<rect[^>]* x="([\d.]+)"', drawn.svg)]
    assert max(xs) < 600


def test_a_guess_alone_is_not_there() -> None:
    assert COLUMNS[1] == GUESS
    assert rules.levels_named([Said(GUESS, uuid.uuid4(), level=3)]) == []
    assert rules.levels_named([Said(PERSON, uuid.uuid4(), level=3)]) == [3]
