"""A pasted list is read line by line; nothing of it is lost, and what is not understood is said."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.biography.codes import Kind
from rundblick.biography.moments import Moment, Span, out_of_sight
from rundblick.biography.rules import (
    MAYBE_MONTH,
    NO_TIME,
    NO_TITLE,
    ONLY_MONTH,
    ONLY_YEAR,
    WRONG_WAY,
    kind_of,
    read_line,
    read_lines,
    read_span,
    written,
)

LETTERS = st.sampled_from("aeimnrtuÄäöüßéZжйي 0129-–—()/.,:;…•'")
WORDS = st.text(st.sampled_from("abehlnorstäöüßéABKMZÜжйЖي"), min_size=3, max_size=20)
MOMENTS = st.builds(Moment, st.integers(1920, 2099), st.none() | st.integers(1, 12))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, last = draw(st.none() | MOMENTS), draw(st.none() | MOMENTS)
    if start is None and last is None:
        start = draw(MOMENTS)
    if start and last and last.after <= start.first:
        start, last = last, start
    return Span(start, last)


@pytest.mark.parametrize(
    ("line", "when", "title", "place", "kind"),
    [
        ("2009-2012 Ausbildung Köchin, Poltava", "2009 – 2012", "Ausbildung Köchin", "Poltava", Kind.TRAINING),
        ("03/2015 – heute: Pflegehelferin", "seit 03/2015", "Pflegehelferin", "", Kind.WORK),
        ("seit 2019 Verkäuferin, Ahlen", "seit 2019", "Verkäuferin", "Ahlen", Kind.WORK),
        ("bis 2018 Lagerarbeit", "bis 2018", "Lagerarbeit", "", Kind.WORK),
        ("2014 Geburt von Maksym", "2014", "Geburt von Maksym", "", Kind.EVENT),
        ("von 2001 bis 2006 Elternzeit", "2001 – 2006", "Elternzeit", "", Kind.CARE),
        ("März 2015 bis Dez. 2017 Hochschule Münster", "03/2015 – 12/2017", "Hochschule Münster", "", Kind.STUDY),
        ("12.2010-03.2011 Minijob", "12/2010 – 03/2011", "Minijob", "", Kind.WORK),
        ("2015-03 Kurs", "03/2015", "Kurs", "", Kind.COURSE),
        ("1998-2002: Schule Nr. 5, Poltava", "1998 – 2002", "Schule Nr. 5", "Poltava", Kind.SCHOOL),
        ("Schlosser (1987–2001)", "1987 – 2001", "Schlosser", "", Kind.WORK),
        ("Schlosser in der Zeche, 1987 — 2001", "1987 – 2001", "Schlosser in der Zeche", "", Kind.WORK),
        ("Ausbildung 2010 bis 2013, Ahlen", "2010 – 2013", "Ausbildung", "Ahlen", Kind.TRAINING),
        ("• 2001–2003 Freiwillige Feuerwehr", "2001 – 2003", "Freiwillige Feuerwehr", "", Kind.VOLUNTARY),
        ("ab 09/2024 Umschulung", "seit 09/2024", "Umschulung", "", Kind.TRAINING),
        ("1999 – … Zuhause bei den Kindern", "seit 1999", "Zuhause bei den Kindern", "", Kind.WORK),
        ("ca. 2010 Zeit dazwischen", "2010", "Zeit dazwischen", "", Kind.BETWEEN),
        ("2018 Verkäuferin, Teilzeit", "2018", "Verkäuferin, Teilzeit", "", Kind.WORK),
    ],
)
def test_lines_as_people_write_them_are_understood(line: str, when: str, title: str, place: str, kind: Kind) -> None:
    read = read_line(line)
    assert (read.when, read.title, read.place, read.kind, read.problem) == (when, title, place, kind, "")


@pytest.mark.parametrize(
    ("line", "problem", "title"),
    [
        ("Irgendwas ohne Zeit", NO_TIME, "Irgendwas ohne Zeit"),
        ("13/2015 was", NO_TIME, "13/2015 was"),
        ("2018 - 2012 falsch herum", WRONG_WAY, "falsch herum"),
        ("2015-2017", NO_TITLE, ""),
        ("20152016 Nummer", NO_TIME, "20152016 Nummer"),
    ],
)
def test_what_is_not_understood_is_said_and_kept(line: str, problem: str, title: str) -> None:
    read = read_line(line)
    assert (read.problem, read.title, read.original) == (problem, title, line)


@pytest.mark.parametrize(
    ("line", "when", "hint"),
    [
        ("Sommer 2015: Umzug", "2015", ONLY_YEAR),
        ("01.03.2015 - 31.12.2016 Fahrer", "03/2015 – 12/2016", ONLY_MONTH),
        ("2009-12 Lehre", "2009 – 2012", MAYBE_MONTH),
        ("2013/14 Klasse 9", "2013 – 2014", ""),
        ("1999/00 Klasse 9", "1999 – 2000", ""),
    ],
)
def test_where_a_line_says_more_or_less_than_is_kept_a_hint_says_so(line: str, when: str, hint: str) -> None:
    read = read_line(line)
    assert (read.when, read.hint, read.problem) == (when, hint, "")


def test_a_wrong_time_stays_to_be_corrected() -> None:
    assert read_line("2018 - 2012 Fahrer").when == "2018 - 2012"


def test_empty_lines_are_no_lines() -> None:
    assert [line.title for line in read_lines("2001 Erste\n\n  \n2002 Zweite\r\n")] == ["Erste", "Zweite"]


@given(st.text(LETTERS, max_size=120))
def test_no_letter_of_a_line_is_lost(text: str) -> None:
    for read in read_lines(text):
        kept = f"{read.title} {read.place}" if read.span is None else f"{read.when} {read.title} {read.place}"
        if read.span is None and not read.when:
            assert re.sub(r"\W", "", read.original) == re.sub(r"\W", "", kept)
        assert read.original in text
        assert read.problem or read.span


@given(st.text(LETTERS, min_size=1, max_size=80))
def test_what_stands_behind_a_time_is_kept_to_the_letter(text: str) -> None:
    read = read_line(f"01/2015 – 12/2017: {text}")
    assert read.when == "01/2015 – 12/2017"
    assert re.sub(r"\W", "", f"{read.title}{read.place}") == re.sub(r"\W", "", text)


@given(WORDS, spans())
def test_a_time_before_or_behind_a_word_is_found(word: str, span: Span) -> None:
    for line in (f"{span} {word}", f"{word} ({span})", f"{word}, {span}"):
        read = read_line(line)
        assert (read.span, read.title) == (span, word)


@given(spans())
def test_a_span_is_read_as_it_is_written(span: Span) -> None:
    assert read_span(str(span)) == span


@given(spans())
def test_days_keep_whether_a_year_or_a_month_was_said(span: Span) -> None:
    assert Span.of(span.days) == span
    if span.days.begins and span.days.ends:
        assert span.days.begins < span.days.ends


@given(spans(), st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ"), min_size=1, max_size=9))
def test_a_corrected_line_can_be_read_again(span: Span, word: str) -> None:
    read = read_line(written(str(span), f"Arbeit als {word.title()}", ""))
    assert (read.span, read.title) == (span, f"Arbeit als {word.title()}")


def test_a_span_needs_some_time_and_the_right_order() -> None:
    with pytest.raises(ValueError, match="beginning or an end"):
        Span(None, None)
    with pytest.raises(ValueError, match="after it begins"):
        Span(Moment(2015), Moment(2014))
    assert str(Span(Moment(2015, 5), Moment(2015))) == "05/2015 – 2015"


@pytest.mark.parametrize("text", ["gestern", "2015 und mehr", "", "15", "2015 – 2012"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"unreadable|{NO_TIME}|{WRONG_WAY}"):
        read_span(text)


def test_years_nobody_can_mean_are_out_of_sight() -> None:
    day = dt.date(2026, 11, 28)
    assert out_of_sight(Span(Moment(1902), None), day)
    assert out_of_sight(Span(Moment(2020), Moment(2077)), day)
    assert not out_of_sight(Span(Moment(1935), Moment(2036)), day)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Kursleiterin", Kind.WORK),
        ("Lehrerin an einer Grundschule", Kind.SCHOOL),
        ("Pflegehelferin", Kind.WORK),
        ("Pflege meiner Mutter", Kind.CARE),
        ("Arbeitslos", Kind.BETWEEN),
        ("Umzug nach Ennigerloh", Kind.EVENT),
    ],
)
def test_the_kind_is_a_guess_from_the_words(title: str, kind: Kind) -> None:
    assert kind_of(title) == kind
