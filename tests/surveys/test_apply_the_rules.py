"""Skip logic, answers, scores and windows against plain models of what they mean."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.surveys import rules
from rundblick.surveys.codes import UNKNOWN, UNWILLING
from rundblick.surveys.definition import Questionnaire
from rundblick.surveys.rules import Answer, Asking, Missing, When, Window
from rundblick.surveys.shelf import shelf
from tests.surveys.build import probe

START = dt.date(2026, 1, 10)
DAY = dt.timedelta(days=1)
everybody = st.sampled_from(sorted(shelf()))


@st.composite
def surveyed(draw: st.DrawFn) -> tuple[Questionnaire, Asking, dict[str, Answer]]:
    """Any shipped questionnaire, asked anywhere, answered anyhow."""
    one = shelf()[draw(everybody)]
    asking = Asking(
        wave=draw(st.sampled_from([wave.code for wave in one.waves])),
        view=draw(st.sampled_from(one.respondents)),
        protected=draw(st.booleans()),
    )
    answers: dict[str, Answer] = {}
    for item in one.items:
        scale = one.scale_of(item)
        values = st.sampled_from([*scale.values, UNKNOWN, UNWILLING]) if scale else st.just("Ein Satz.")
        if (answer := draw(st.none() | values)) is not None:
            answers[item.code] = answer
    return one, asking, answers


def plainly_asked(one: Questionnaire, asking: Asking, answers: dict[str, Answer], code: str) -> bool:
    """Whether a question is asked, asked again from the end: no order, no memory."""
    item = one.item(code)
    assert item
    if item.sensitive and not asking.protected:
        return False
    if (item.waves and asking.wave not in item.waves) or (item.views and asking.view not in item.views):
        return False
    if item.show_if is None:
        return True
    met = answers.get(item.show_if.item) in item.show_if.values
    return met and plainly_asked(one, asking, answers, item.show_if.item)


@given(surveyed())
def test_what_is_asked_follows_from_each_condition_alone(
    survey: tuple[Questionnaire, Asking, dict[str, Answer]],
) -> None:
    one, asking, answers = survey
    asked = [item.code for item in rules.asked(one, asking, answers)]
    assert asked == [item.code for item in one.items if plainly_asked(one, asking, answers, item.code)]


@given(surveyed())
def test_scores_are_the_mean_of_what_was_asked_and_answered(
    survey: tuple[Questionnaire, Asking, dict[str, Answer]],
) -> None:
    one, asking, answers = survey
    for rule in one.scores:
        found = rules.scores(one, asking, answers)[rule.code]
        values = []
        for code in rule.items:
            item, answer = one.item(code), answers.get(code)
            assert item
            scale = one.scale_of(item)
            assert scale
            if isinstance(answer, int) and plainly_asked(one, asking, answers, code):
                values.append(scale.highest - (answer - scale.lowest) if item.reverse else answer)
        assert found.answered == len(values) and found.of == len(rule.items)
        if len(values) < rule.at_least:
            assert found.value is None
        else:
            assert found.value == Fraction(sum(values), len(values))
            assert found.lowest <= found.value <= found.highest


@given(surveyed())
def test_every_question_without_a_value_has_one_reason(survey: tuple[Questionnaire, Asking, dict[str, Answer]]) -> None:
    one, asking, answers = survey
    asked = {item.code for item in rules.asked(one, asking, answers)}
    for item in one.items:
        why = rules.why_missing(item, asking, answers, asked)
        has_value = item.code in asked and answers.get(item.code) not in (None, UNKNOWN, UNWILLING)
        assert (why is None) == has_value
        if item.sensitive and not asking.protected:
            assert why == Missing.NO_CONSENT


@pytest.mark.parametrize("given", ["0", "6", "-1", "3.5", "³", "9999999999999", "x", "1e1", "٣"])
def test_an_answer_outside_of_the_scale_is_refused(given: str) -> None:
    one = probe()
    item = one.item("hilfe")
    assert item
    with pytest.raises(ValueError, match="Zahl von 1 bis 5"):
        rules.read(item, one.scale_of(item), given)


def test_what_fits_is_read() -> None:
    one = probe()
    item, words = one.item("hilfe"), one.item("worte")
    assert item and words
    scale = one.scale_of(item)
    assert [rules.read(item, scale, text) for text in ("3", " 5 ", "", UNKNOWN, UNWILLING)] == [
        3,
        5,
        None,
        UNKNOWN,
        UNWILLING,
    ]
    assert rules.read(words, None, " unknown ") == "unknown", "in free words it is a word like others"
    with pytest.raises(ValueError, match="es sind 1001"):
        rules.read(words, None, "x" * 1001)


def test_a_reversed_question_counts_from_the_other_end() -> None:
    one = probe()
    asking = Asking(wave="t1", view="self", protected=False)
    assert rules.scores(one, asking, {"hilfe": 5, "laut": 1})["ruhe"].value == 5
    assert rules.scores(one, asking, {"hilfe": 4, "laut": 4})["ruhe"].value == 3


def test_an_answer_to_a_question_that_is_not_asked_any_more_counts_nowhere() -> None:
    one = probe(**{"items: [hilfe, laut]": "items: [gut]"})
    asking = Asking(wave="t1", view="self", protected=False)
    assert rules.scores(one, asking, {"hilfe": 5, "gut": 2})["ruhe"].value == 2
    assert rules.scores(one, asking, {"hilfe": 1, "gut": 2})["ruhe"].value is None


def test_windows_count_from_the_start_or_the_end() -> None:
    t1, t2, t3 = shelf()["teilhabe"].waves
    end = dt.date(2027, 12, 31)
    assert rules.window(t1, start=START, end=None) == Window(START, START + 28 * DAY)
    second = rules.window(t2, start=START, end=None)
    assert second == Window(START + 365 * DAY, START + 455 * DAY), "T2 not before twelve months"
    assert rules.window(t3, start=START, end=None) is None
    assert rules.window(t3, start=START, end=end) == Window(end - 28 * DAY, end + 28 * DAY)
    assert rules.window(t1, start=None, end=end) is None


@given(st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2100, 1, 1)), st.integers(0, 500))
def test_both_ends_of_a_window_belong_to_it(opens: dt.date, days: int) -> None:
    window = Window(opens, opens + days * DAY)
    assert window.at(window.opens) == When.OPEN == window.at(window.closes)
    assert window.at(window.opens - DAY) == When.EARLY
    assert window.at(window.closes + DAY) == When.LATE
    assert rules.at(None, opens) == When.UNDATED


def test_a_wave_waits_for_the_one_before() -> None:
    one = probe()
    t1, t2 = one.waves
    assert rules.refusal(one, t1, completed=()) == ""
    assert "Zuerst kommt „T1“" in rules.refusal(one, t2, completed=())
    assert rules.refusal(one, t2, completed={"t1"}) == ""
