"""What a rhythm asked for and what came of it, on paper."""

import datetime as dt

import pytest

from rundblick.programmes.timing import Duration
from rundblick.rhythm.picture import Strip, strip
from rundblick.rhythm.rules import Step, Window, first_week, latest_review, next_contact, reasons, windows
from rundblick.rhythm.telling import figure

MONDAY = dt.date(2026, 11, 2)
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
EVERY_WEEK = Duration.model_validate({"weeks": 1})


def found(
    *steps: Step, contacts: set[dt.date] | None = None, as_of: dt.date = MONDAY + 4 * WEEK, **more: object
) -> list[Window]:
    given = {"gaps": [], "since": dt.date(2020, 1, 1)} | more
    return windows(steps, contacts=contacts or set(), as_of=as_of, **given)  # type: ignore[arg-type]


def test_a_week_with_a_talk_is_kept_and_the_present_one_does_not_count_yet() -> None:
    shown = found(Step(EVERY_WEEK, MONDAY), contacts={MONDAY + 3 * DAY, MONDAY + 2 * WEEK + 6 * DAY})
    assert [(one.met, one.over) for one in shown] == [
        (True, True),
        (False, True),
        (True, True),
        (False, True),
        (False, False),
    ]


def test_on_its_last_day_a_stretch_is_over() -> None:
    (one,) = found(Step(EVERY_WEEK, MONDAY), as_of=MONDAY + 6 * DAY)
    assert one.over
    (one,) = found(Step(EVERY_WEEK, MONDAY), as_of=MONDAY + 5 * DAY)
    assert not one.over


def test_a_pause_is_no_gap_and_the_rhythm_begins_anew_afterwards() -> None:
    pause = (MONDAY + 10 * DAY, MONDAY + 15 * DAY)
    shown = found(Step(EVERY_WEEK, MONDAY), gaps=[pause])
    assert [one.start for one in shown] == [MONDAY, pause[1], pause[1] + WEEK]
    assert found(Step(EVERY_WEEK, MONDAY), gaps=[(MONDAY, None)]) == []


def test_a_closer_step_follows_a_wider_one_and_cut_stretches_are_left_out() -> None:
    month = Step(Duration.model_validate({"months": 1}), dt.date(2026, 1, 31), dt.date(2026, 4, 15))
    shown = found(month, Step(EVERY_WEEK, dt.date(2026, 4, 15)), as_of=dt.date(2026, 4, 22))
    days = [(one.start.isoformat(), one.end.isoformat()) for one in shown]
    assert days[:2] == [("2026-01-31", "2026-02-28"), ("2026-02-28", "2026-03-31")]
    assert days[2:] == [("2026-04-15", "2026-04-22"), ("2026-04-22", "2026-04-29")]


def test_the_year_and_the_clock_change_without_a_gap() -> None:
    shown = found(Step(EVERY_WEEK, dt.date(2025, 12, 22)), as_of=dt.date(2026, 4, 5))
    assert all(one.end - one.start == WEEK for one in shown) and shown[1].end == dt.date(2026, 1, 5)
    assert first_week(dt.date(2026, 1, 1)) == dt.date(2025, 7, 7)


def test_a_closer_rhythm_never_dates_back_before_it_began() -> None:
    assert next_contact(EVERY_WEEK, since=MONDAY, last=None) == MONDAY + WEEK
    assert next_contact(EVERY_WEEK, since=MONDAY, last=MONDAY - 60 * DAY) == MONDAY
    assert next_contact(EVERY_WEEK, since=MONDAY, last=MONDAY + DAY) == MONDAY + 8 * DAY
    assert latest_review(dt.date(2026, 11, 30)) == dt.date(2027, 2, 28)


def test_a_figure_says_numerator_denominator_period_and_stichtag() -> None:
    shown = found(Step(EVERY_WEEK, MONDAY), contacts={MONDAY})
    words = figure(shown, as_of=MONDAY + 4 * WEEK)
    assert words == (
        "In 1 von 4\xa0erwarteten Wochen gab es mindestens ein Gespräch, das zählt: "
        "02.11.2026 bis 29.11.2026, Stichtag 30.11.2026."
    )
    longer = figure(found(Step(Duration.model_validate({"days": 10}), MONDAY)), as_of=MONDAY + 4 * WEEK)
    assert longer.startswith("In 0 von 2\xa0erwarteten Abschnitten (je 10 Tage)")


def test_without_a_denominator_there_is_no_figure_but_a_reason() -> None:
    words = figure(found(Step(EVERY_WEEK, MONDAY), as_of=MONDAY), as_of=MONDAY)
    assert "keine Zahl" in words and "08.11.2026" in words and " von " not in words
    assert "keine Zahl" in figure([], as_of=MONDAY)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"next_on": MONDAY + DAY}, "Termin am Di,\xa003.11."),
        ({"rests_until": MONDAY + WEEK}, "ruht bis 09.11.2026, so vereinbart"),
        ({"rests_since": MONDAY - WEEK}, "das Programm ruht seit 26.10.2026"),
        ({"due_on": MONDAY}, "nach dem Rhythmus bis 02.11.2026"),
        ({"last_on": MONDAY - DAY}, "in den letzten sieben Tagen gesprochen"),
        ({"opened_on": MONDAY - DAY}, "der Fall hat gerade erst begonnen"),
    ],
)
def test_silence_is_no_gap_where_something_explains_it(said: dict[str, dt.date], words: str) -> None:
    nothing = {"next_on": None, "rests_until": None, "rests_since": None, "last_on": None, "due_on": MONDAY - DAY}
    given = nothing | {"opened_on": MONDAY - 60 * DAY, "day": MONDAY}
    assert reasons(**given) == []  # type: ignore[arg-type]
    assert reasons(**given | said) == [words]  # type: ignore[arg-type]


def test_the_strip_says_in_words_and_as_a_table_what_it_draws() -> None:
    shown = found(Step(EVERY_WEEK, MONDAY), contacts={MONDAY})
    drawn = strip(
        Strip(
            first=MONDAY,
            weeks=6,
            as_of=MONDAY + 4 * WEEK,
            counting={MONDAY, MONDAY + DAY},
            others={MONDAY + WEEK},
            planned={MONDAY + 5 * WEEK},
            windows=shown,
        ),
        title="Kontakte",
        key="a",
    )
    assert drawn.description == (
        "In 1 von 5\xa0Wochen gab es ein Gespräch, das zählt, in 1 nur eines, das hier nicht zählt. "
        "Nächster Termin: 07.12.2026."
    )
    first, second, *_rest, last = drawn.table.rows
    assert list(first) == ["02.11.2026", "2", "0", "0", "mit Gespräch"]
    assert list(second) == ["09.11.2026", "0", "1", "0", "ohne Gespräch"]
    assert list(last)[3:] == ["1", "–"]
    assert "<title" in drawn.svg and ">2</text>" in drawn.svg
