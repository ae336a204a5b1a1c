"""Pure rules: which question fits, what is new in a household, and that no window's words get lost."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from rundblick.people.rules import Role
from rundblick.preparation import rules
from rundblick.preparation.prompts import catalogue
from rundblick.preparation.rules import Course, Relative, fitting, joined, merged, news_of, put, seen, together

DAY = dt.date(2026, 11, 29)
SINCE = dt.date(2026, 11, 1)
WORDS = st.text(st.sampled_from("ab \n"), max_size=6)


def codes(**course: object) -> list[str]:
    given_: dict[str, object] = {"won": False, "open_steps": False} | course
    return [prompt.code for prompt in fitting(catalogue().prompts, Course(**given_))]  # type: ignore[arg-type]


def test_the_question_follows_from_what_happened_since() -> None:
    assert codes(won=True) == ["mastery_now", "model"]
    assert codes(won=True, confidences=((6, 4),)) == ["mastery_now", "emotions"]
    assert codes(open_steps=True) == ["encouragement", "mastery_before"]
    assert codes(confidences=((4, 6), (5,), ())) == ["mastery_before", "model"]


@given(
    st.booleans(), st.booleans(), st.lists(st.lists(st.integers(0, 10), max_size=3).map(tuple), max_size=4).map(tuple)
)
def test_there_are_always_two_questions_about_different_sources(
    won: bool, open_steps: bool, confidences: tuple[tuple[int, ...], ...]
) -> None:
    found = fitting(catalogue().prompts, Course(won, open_steps, confidences))
    assert len({prompt.strengthens for prompt in found}) == rules.PROMPTS


def test_all_four_sources_and_all_four_that_weaken_are_there() -> None:
    prompts = catalogue().prompts
    assert len({prompt.strengthens for prompt in prompts}) == 4
    assert len({prompt.weakens for prompt in prompts}) == 4


def relative(
    name: str, born: dt.date | None, *, since: dt.date = dt.date(2025, 1, 1), until: dt.date | None = None,
    role: Role = Role.CHILD,
) -> Relative:  # fmt: skip
    return Relative(uuid.uuid4(), name, role, born, since, until)


def told(*relatives: Relative) -> list[str]:
    return [
        news.text for news in news_of([relative("Amira", None, role=Role.PARENT), *relatives], since=SINCE, day=DAY)
    ]


def test_births_moves_and_ages_are_news() -> None:
    assert told(relative("Lia", DAY, since=DAY)) == ["Lia ist geboren"]
    assert told(relative("Omar", None, since=DAY)) == ["Omar gehört jetzt zum Haushalt"]
    assert told(relative("Omar", None, until=DAY)) == ["Omar gehört nicht mehr zum Haushalt"]
    assert told(relative("Sami", dt.date(2011, 11, 20))) == ["Sami ist 15 Jahre alt"]
    assert told(relative("Sami", dt.date(2009, 3, 1))) == ["Sami wird 18 Jahre alt"]


def test_what_was_known_before_is_no_news() -> None:
    assert told(relative("Omar", None, since=dt.date(2025, 1, 1)), relative("Sami", dt.date(2018, 1, 5))) == []
    assert told(relative("Karim", dt.date(2008, 11, 20), role=Role.PARENT)) == []


@given(st.lists(st.tuples(st.sampled_from("abc"), WORDS), max_size=5))
def test_windows_that_do_not_know_each_other_keep_everybodys_latest_words(acts: list[tuple[str, str]]) -> None:
    windows: dict[str, dict[str, str]] = {}
    for window, text in acts:
        windows = put(windows, window=window, knows="", words={"task": text})
    latest = dict(acts)
    assert all(text.strip() in together(windows, "task") for text in latest.values())


def test_two_windows_keep_both_and_a_third_goes_on_with_both() -> None:
    first = put({}, window="a", knows="", words={"task": "Kita"})
    both = put(first, window="b", knows="", words={"task": "Zeugnis"})
    assert together(both, "task") == "Kita\n\nZeugnis"
    third = put(both, window="c", knows=seen(both), words={"task": "Kita und Zeugnis"})
    assert third == {"c": {"task": "Kita und Zeugnis"}}
    late = put(both, window="a", knows="", words={"task": "Kita, heute"})
    assert "Kita, heute" in together(put(late, window="c", knows=seen(both), words={"task": "Neu"}), "task")


@given(st.lists(WORDS, max_size=5))
def test_joining_keeps_each_text_and_repeats_none(texts: list[str]) -> None:
    whole = joined(texts)
    assert all(text.strip() in whole for text in texts)
    assert joined([whole, *texts]) == whole


@given(WORDS, WORDS)
def test_a_note_that_was_begun_keeps_its_words(before: str, said: str) -> None:
    found = merged({"sentence": ["Satz"], "own_concern": [before]}, {"own_concern": said})
    assert found["sentence"] == ["Satz"]
    assert before.strip() in found["own_concern"][0]
    assert said.strip() in found["own_concern"][0]
