"""CSV files as spreadsheets and people write them: what is understood, and which mistakes are told with their line."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.statistics.bands import Band, parse_bands
from rundblick.statistics.files.cells import Reader, WrongCell
from rundblick.statistics.files.reading import (
    Measurements,
    read_answers,
    read_durations,
    read_items,
    read_measurements,
)
from rundblick.statistics.files.tables import MOST_TOLD, Unreadable, read_table
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.survival import Lasting

TODAY = dt.date(2026, 6, 30)


def measured(text: str, **asked: object) -> Measurements:
    return read_measurements(read_table(text.encode()), **asked)  # type: ignore[arg-type]


def mistakes(text: str, **asked: object) -> list[str]:
    with pytest.raises(Unreadable) as refused:
        measured(text, **asked)
    return [str(one) for one in refused.value.mistakes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_umlauts_and_a_bom_are_read_in_every_encoding_a_spreadsheet_writes(encoding: str) -> None:
    table = read_table("id;t1;t2;Gruppe\nMüller;1;2;Süd\n".encode(encoding))
    assert table.columns == ("id", "t1", "t2", "Gruppe")
    found = read_measurements(table)
    assert list(found.groups) == ["Süd"]
    assert bool(found.notes) == (encoding == "cp1252")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    text = "id;t1;t2\nA;1;2\n".replace(";", separator)
    assert (measured(text).first, measured(text).second) == ([1], [2])


def test_excels_own_hint_at_the_separator_is_followed() -> None:
    found = measured("sep=;\r\nid;t1;t2\r\nA;1,5;2\r\n")
    assert found.first == [1.5]
    assert mistakes("sep=;\nid;t1;t2\nA;x;2\n") == ["Zeile 3, Spalte „t1“: „x“ ist keine Zahl."]


def test_decimal_commas_points_thousands_and_minus_signs_are_numbers() -> None:
    reader = Reader()
    assert [reader.number(cell) for cell in ("3", " 3,5 ", "-1", "−2,25", "+4", "1.234,5", "1.234.567")] == [
        3,
        3.5,
        -1,
        -2.25,
        4,
        1234.5,
        1234567,
    ]
    assert Reader().number("3.25") == 3.25


@pytest.mark.parametrize("cell", ["drei", "1,2,3", "12.34,5", "1e5", "nan()", "inf", "1_000", "5 %", "٣", "1.234,5.6"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(WrongCell, match="keine Zahl"):
        Reader().number(cell)


def test_a_file_that_mixes_comma_and_point_is_refused() -> None:
    (told,) = mistakes("id;t1;t2\nA;3,5;4\nB;3.5;4\n")
    assert told.startswith("Zeile 3, Spalte „t1“: „3.5“ und „3,5“: einmal Komma, einmal Punkt.")


def test_three_digits_behind_a_point_are_pointed_out() -> None:
    assert "nicht als Tausender" in measured("id;t1;t2\nA;1.500;2\n").notes[0]
    assert measured("id;t1;t2\nA;1.5;2\n").notes == ()


def test_a_decimal_comma_between_commas_is_explained() -> None:
    (told,) = mistakes("id,t1,t2\nA,3,5,4\n")
    assert told.startswith("Zeile 2: Es sind 4 Zellen statt 3.") and "Dezimalkomma" in told
    assert measured('id,t1,t2\nA,"3,5",4\n').first == [3.5]


def test_empty_cells_and_words_for_no_answer_are_missing_and_codes_where_they_are_named() -> None:
    found = measured("id;t1;t2\nA;;k. A.\nB;#NV;-\nC;-9;99\n\n;;\nD;1;2\n", missing=["-9", "99"])
    assert (found.first, found.second) == ([None, None, None, 1], [None, None, None, 2])


def test_answers_outside_of_the_scale_or_all_bands_are_mistakes() -> None:
    text = "id;t1;t2\nA;9;2\nB;1;0\n"
    assert mistakes(text, scale=Band(1, 8)) == [
        "Zeile 2, Spalte „t1“: „9“ liegt außerhalb der Skala 1–8.",
        "Zeile 3, Spalte „t2“: „0“ liegt außerhalb der Skala 1–8.",
    ]
    assert "in keiner der Gruppen 1–2 und 3–4" in mistakes(text, bands=parse_bands("1-2,3-4"))[0]


def test_somebody_measured_twice_in_one_wave_is_a_mistake() -> None:
    text = "id;t1;t2\nA;1;2\nB;1;2\nA;3;4\n;1;2\n"
    assert mistakes(text) == [
        "Zeile 4, Spalte „id“: Die Kennung steht schon in Zeile 2.",
        "Zeile 5, Spalte „id“: Die Kennung fehlt.",
    ]


def test_a_second_measurement_before_the_first_is_a_mistake() -> None:
    text = "id;t1;t1_datum;t2;t2_datum\nA;1;31.12.2025;2;2025-12-30\nB;1;46022;2;46023\nC;1;;2;01.01.2020\n"
    assert mistakes(text) == [
        "Zeile 2, Spalte „t2“: Die zweite Messung (30.12.2025) liegt vor der ersten (31.12.2025)."
    ]


def test_measurements_with_different_questionnaires_are_not_compared_and_counted() -> None:
    found = measured("id;t1;t2;t1_version;t2_version\nA;1;2;1.0;1.0\nB;1;2;1.0;2.0\nC;3;4;;\n")
    assert (found.first, found.other_questions) == ([1, 3], 1)


def test_days_are_read_in_german_in_iso_and_as_excel_counts_them() -> None:
    reader = Reader()
    last = dt.date(2025, 12, 31)
    for cell in ("31.12.2025", "31. 12. 2025", "2025-12-31", "2025-12-31T08:30:00", "31.12.2025 08:30", "46022"):
        assert reader.day(cell) == last
    assert reader.day("46022,75") == reader.day("46022.75") == last
    assert reader.day("43831") == dt.date(2020, 1, 1)
    assert reader.day("") is None


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("12/31/2025", "mehrdeutig"),
        ("31.12.25", "kein Tag"),
        ("2025", "kein Tag"),
        ("30.02.2025", "in keinem Kalender"),
        ("gestern", "kein Tag"),
    ],
)
def test_days_that_could_mean_something_else_are_refused(cell: str, why: str) -> None:
    with pytest.raises(WrongCell, match=why):
        Reader().day(cell)


def test_durations_end_on_a_day_or_are_still_going_on() -> None:
    text = "id;Beginn;Ende;Ereignis\nA;01.06.2026;11.06.2026;ja\nB;2026-06-01;;\nC;46174;46184;0\nD;;;\n"
    found = read_durations(read_table(text.encode()), as_of=TODAY)
    assert list(found.lasting) == [Lasting(10, True), Lasting(29, False), Lasting(10, False)]
    assert found.without_start == 1
    inclusive = read_durations(read_table(text.encode()), as_of=TODAY, last_day_counts=True)
    assert list(inclusive.lasting) == [Lasting(11, True), Lasting(29, False), Lasting(11, False)]


def test_without_a_column_for_the_event_every_end_is_one() -> None:
    text = "id,start,end\nA,2026-06-01,2026-06-11\nA,2026-06-20,\n"
    found = read_durations(read_table(text.encode()), as_of=TODAY)
    assert list(found.lasting) == [Lasting(10, True), Lasting(10, False)]
    assert found.repeated == 2


def test_durations_that_cannot_be_are_told_with_their_lines() -> None:
    text = (
        "id;start;end;event\nA;02.06.2026;01.06.2026;1\nB;01.07.2026;;0\nC;01.06.2026;;1\nD;01.06.2026;02.06.2026;\n"
        "E;01.06.2026;02.06.2026;vielleicht\nF;01.06.2026;;0\nF;01.06.2026;;0\n"
    )
    with pytest.raises(Unreadable) as refused:
        read_durations(read_table(text.encode()), as_of=TODAY)
    assert [str(one) for one in refused.value.mistakes] == [
        "Zeile 2, Spalte „end“: Das Ende liegt vor dem Beginn.",
        "Zeile 3, Spalte „end“: Der Beginn liegt nach dem Stichtag.",
        "Zeile 4, Spalte „end“: Ein Ende ohne Tag.",
        "Zeile 5, Spalte „event“: Bei einem Ende steht hier ja oder nein.",
        "Zeile 6, Spalte „event“: „vielleicht“ heißt weder ja noch nein (erlaubt: 1, ja, 0, nein).",
        "Zeile 8, Spalte „id“: Kennung und Beginn stehen schon in Zeile 7.",
    ]


def test_items_are_turned_round_on_their_scale() -> None:
    table = read_table(b"id;a;b\n1;2;8\n2;8;\n")
    found = read_items(table, scale=Band(1, 8), turned=["B"])
    assert (found.names, list(found.rows)) == (("a", "b"), [(2, 1), (8, None)])
    assert read_items(table, names=["b"]).names == ("b",)
    with pytest.raises(CannotCompute, match="Skala"):
        read_items(table, turned=["b"])


def test_answers_are_words_by_group() -> None:
    found = read_answers(read_table("id;Weg;Ort\nA;Bus;Nord\nB;k.A.;Süd\n".encode()), by="ort")
    assert found.columns == {"Weg": ["Bus", ""]} and list(found.groups) == ["Nord", "Süd"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "leer"),
        (b"\xef\xbb\xbf", "leer"),
        (b"\n \n", "leer"),
        (b"PK\x03\x04", "Excel"),
        (b"id\x00;t1", "keine CSV"),
        (b'id;t1;t2\nA;"1;2\n', "Anführungszeichen"),
        (b"id;t1\nA;1\n", "Spalte „t2“ fehlt"),
        (b"id;t1;T1;t2\nA;1;2;3\n", "1 Fehler"),
        (b"id;;t1;t2\nA;1;2;3\n", "1 Fehler"),
        (b"id;t1;t2\nA;1\n", "1 Fehler"),
    ],
)
def test_files_that_are_none_are_refused_in_german(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_measurements(read_table(content))


def test_lines_are_counted_as_an_editor_does_also_behind_line_breaks_in_quotes() -> None:
    assert mistakes('id;t1;t2\n"A\nB";1;2\n\nC;x;2\n')[0].startswith("Zeile 5,")


def test_more_than_a_hundred_mistakes_are_counted_and_the_first_are_told() -> None:
    text = "id;t1;t2\n" + "".join(f"P{n};x;1\n" for n in range(250))
    with pytest.raises(Unreadable) as refused:
        measured(text)
    assert (len(refused.value.mistakes), refused.value.count) == (MOST_TOLD, 250)
    assert "250 Fehler" in str(refused.value)


def test_empty_cells_behind_the_last_column_are_no_mistake() -> None:
    assert measured("id;t1;t2\nA;1;2;;\n").first == [1]


@given(st.lists(st.tuples(st.one_of(st.none(), st.floats(-99, 99)), st.integers(0, 9)), min_size=1, max_size=30))
def test_what_german_excel_writes_is_what_is_read(rows: list[tuple[float | None, int]]) -> None:
    def cell(value: float | None) -> str:
        return "" if value is None else f"{value:.3f}".replace(".", ",")

    text = "id;t1;t2\r\n" + "".join(f"P{n};{cell(a)};{b}\r\n" for n, (a, b) in enumerate(rows))
    found = read_measurements(read_table(text.encode("utf-8-sig")))
    assert found.first == [None if a is None else round(a, 3) for a, _ in rows]
    assert found.second == [b for _, b in rows]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_never_break(content: bytes) -> None:
    try:
        read_measurements(read_table(content))
    except CannotCompute as problem:
        assert str(problem)  # noqa: PT017
