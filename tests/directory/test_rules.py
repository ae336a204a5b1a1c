"""Hours and words, without a database."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from rundblick.directory.opening import Hours, closes_at, days_in_words, is_open, next_opening
from rundblick.directory.words import asked, fillers, parts, tokens, umlauted

KNOWN = {
    "schuldner",
    "schulden",
    "beratung",
    "stelle",
    "kinder",
    "kind",
    "betreuung",
    "schwimm",
    "kurs",
    "haus",
    "arzt",
}
MONDAY = dt.date(2026, 11, 30)


def never(_: dt.date) -> bool:
    return False


def at(day: dt.date, time: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(time))


def hours(days: tuple[int, ...], opens: str, closes: str, **more: object) -> Hours:
    return Hours(days, dt.time.fromisoformat(opens), dt.time.fromisoformat(closes), **more)  # type: ignore[arg-type]


def test_compounds_are_taken_apart_into_known_words() -> None:
    assert parts("schuldnerberatungsstelle", KNOWN) == ("schuldner", "beratung", "stelle")
    assert parts("kinderbetreuung", KNOWN) == ("kinder", "betreuung")
    assert parts("hausarzt", KNOWN) == ("haus", "arzt")
    assert parts("schwimmkurs", KNOWN) == ("schwimm", "kurs")


def test_a_word_without_such_a_reading_stays_whole() -> None:
    assert parts("gerichtsvollzieher", KNOWN) == ()
    assert parts("beratung", KNOWN) == ()
    assert parts("", KNOWN) == ()


@given(st.lists(st.sampled_from(sorted(KNOWN)), min_size=2, max_size=4))
def test_every_reading_adds_up_to_the_word(heads: list[str]) -> None:
    found = parts("".join(heads), KNOWN)
    assert found and set(found) <= KNOWN
    assert sum(map(len, found)) <= len("".join(heads))


def test_a_question_keeps_the_words_that_name_something() -> None:
    assert asked("Ich brauche Hilfe mit meinen Schulden") == ["schulden"]
    assert asked("Der Strom wird abgestellt!") == ["strom", "abgestellt"]
    assert asked("Hilfe") == ["hilfe"], "where nothing else is left"
    assert asked("  🙂 ") == []


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    words = asked(text)
    assert all(word and len(word) <= 60 for word in words)
    assert not (set(words) & fillers()) or set(words) <= fillers()


def test_hyphens_and_written_out_umlauts_are_read_in_both_ways() -> None:
    assert tokens("P-Konto, Kita-Platz") == ["p", "konto", "pkonto", "kita", "platz", "kitaplatz"]
    assert umlauted("moebel") == {"möbel"}
    assert umlauted("aerztehaeuser") == {"ärztehäuser", "ärztehaeuser", "aerztehäuser"}
    assert umlauted("haus") == set()


def test_hours_over_midnight_belong_to_the_evening_before() -> None:
    night = hours((4,), "20:00", "08:00")
    friday = MONDAY + dt.timedelta(days=4)
    assert night.covers(at(friday, "23:30"), never) and night.covers(at(friday + dt.timedelta(days=1), "07:59"), never)
    assert not night.covers(at(friday, "07:00"), never)
    assert not night.covers(at(friday + dt.timedelta(days=1), "08:00"), never)
    assert closes_at([night], at(friday, "23:30"), never) == dt.time(8)


def test_the_whole_day_is_from_a_time_to_the_same_time() -> None:
    around = hours(tuple(range(7)), "00:00", "00:00")
    assert around.covers(at(MONDAY, "00:00"), never) and around.covers(at(MONDAY, "23:59"), never)


def test_on_a_holiday_nobody_begins_unless_told() -> None:
    def holiday(day: dt.date) -> bool:
        return day == MONDAY

    ordinary, always = hours((0,), "09:00", "12:00"), hours((0,), "09:00", "12:00", on_holidays=True)
    assert not is_open([ordinary], at(MONDAY, "10:00"), holiday)
    assert is_open([always], at(MONDAY, "10:00"), holiday)
    assert next_opening([ordinary], at(MONDAY, "08:00"), holiday) == at(MONDAY + dt.timedelta(days=7), "09:00")


def test_hours_hold_for_their_period_only() -> None:
    summer = hours((0,), "09:00", "12:00", since=MONDAY, until=MONDAY + dt.timedelta(days=7))
    assert is_open([summer], at(MONDAY, "09:00"), never)
    assert not is_open([summer], at(MONDAY + dt.timedelta(days=7), "09:00"), never)
    assert next_opening([summer], at(MONDAY, "09:00"), never) is None


_times = st.times(min_value=dt.time(0), max_value=dt.time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))


@given(
    st.sets(st.integers(0, 6), min_size=1),
    _times,
    _times,
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1)),
)
def test_somebody_is_there_when_they_open_and_gone_when_they_close(
    days: set[int], opens: dt.time, closes: dt.time, moment: dt.datetime
) -> None:
    one = Hours(tuple(sorted(days)), opens, closes)
    begins = next_opening([one], moment, never)
    assert begins is not None and begins > moment and one.covers(begins, never)
    until = closes_at([one], begins, never)
    assert until == closes


def test_days_are_said_as_runs() -> None:
    assert days_in_words([0, 1, 2, 3, 4]) == "Mo bis Fr"
    assert days_in_words([2, 0]) == "Mo, Mi"
    assert days_in_words([5, 6, 0]) == "Mo, Sa, So"
    assert days_in_words([]) == ""
