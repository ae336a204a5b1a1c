"""A suggestion for the wording of a goal: one at a time, never in the way, and none where it would only disturb."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.cases.codes import GoalKind
from rundblick.cases.models import Goal
from rundblick.cases.rules import smart_hints
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House

SOON = today() + dt.timedelta(days=30)


def first(text: str, kind: str = "action", due_on: dt.date | None = None) -> str:
    hints = smart_hints(text, kind, due_on)
    return hints[0].code if hints else ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nicht mehr so viel rauchen", "away"),
        ("Keine Schulden mehr haben", "away"),
        ("Das Jobcenter soll mir eine Wohnung suchen", "others"),
        ("Meine Frau muss auch arbeiten", "others"),
        ("Irgendwie wieder arbeiten", "vague"),
        ("Besser Deutsch sprechen", "vague"),
        ("Den Führerschein machen", "when"),
        ("Den Führerschein bis Ostern machen", ""),
        ("Jeden Dienstag in den Fahrradkeller gehen", ""),
        ("Zweimal in der Woche Bewerbungen schreiben", ""),
        ("Nicht nur zu Hause sein, sondern jeden Tag rausgehen", ""),
        ("   ", ""),
    ],
)
def test_a_step_gets_the_suggestion_that_helps_most(text: str, code: str) -> None:
    assert first(text) == code


def test_a_day_beside_the_words_is_a_day(house: House) -> None:
    assert first("Den Führerschein machen", due_on=SOON) == ""


def test_what_is_far_too_long_may_be_two_steps() -> None:
    assert "long" in {hint.code for hint in smart_hints("Ich gehe zum Amt und " * 12, "action", SOON)}


def test_a_field_of_life_is_asked_for_a_span_only() -> None:
    assert first("Gut Deutsch sprechen", "area") == "horizon"
    assert first("Mehr Deutsch sprechen", "area", SOON) == ""
    assert first("Nicht mehr allein sein", "area", SOON) == "away"
    assert first("Mein Vermieter soll mir helfen", "area", SOON) == ""


@given(text=st.text(max_size=300), kind=st.sampled_from(GoalKind), due_on=st.none() | st.dates())
def test_a_leitziel_is_never_measured_and_nothing_is_said_twice(
    text: str, kind: GoalKind, due_on: dt.date | None
) -> None:
    codes = [hint.code for hint in smart_hints(text, kind, due_on)]
    assert len(codes) == len(set(codes))
    assert kind != GoalKind.LEAD or codes == []


def test_while_typing_one_suggestion_answers_and_can_be_waved_aside(house: House) -> None:
    browser, address = house.login("alma"), reverse("cases:goal_hint")
    typed = {"text": "Irgendwie nicht mehr rauchen", "kind": "action", "due_on": ""}
    page = browser.post(address, typed).content.decode()
    assert page.count('class="goal-hint"') == 1
    assert "Was soll stattdessen da sein?" in page
    waved = browser.post(address, typed | {"passt": "1"}).content.decode()
    assert waved.strip() == '<input type="hidden" name="passt" value="1">'
    for odd in ({"kind": "x"}, {"due_on": "nie"}, {"text": ""}):
        assert browser.post(address, typed | odd).status_code == 200


def test_after_saving_the_suggestion_stands_once_at_the_goal_and_blocks_nothing(house: House) -> None:
    family = haddad(house)
    browser, address = house.login("alma"), reverse("cases:goal_tree", args=[family.pk, family.amira])
    sent = {"text": "Besser schlafen", "kind": "action", "token": str(uuid.uuid4())}
    answer = browser.post(address, sent)
    with acting_as(house.alma, "test", read_only=True):
        goal = Goal.objects.get()
    assert f"hinweis={goal.pk}" in answer.headers["Location"]
    assert "Woran würde man merken" in browser.get(answer.headers["Location"]).content.decode()
    assert "Woran würde man merken" not in browser.get(address).content.decode()
