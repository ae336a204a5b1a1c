"""The picture of a life: three years or sixty, with a table that says the same, and nothing about what is missing."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from rundblick.biography.codes import Kind
from rundblick.biography.picture import WIDTH, Piece, life
from rundblick.biography.rules import read_span
from rundblick.web.parts import Cell
from rundblick.web.pictures import Picture

TODAY = dt.date(2026, 11, 28)
SVG = "{http://www.w3.org/2000/svg}"


def piece(when: str, title: str, kind: Kind = Kind.WORK, *, mood: int | None = None, reading: str = "") -> Piece:
    return Piece(title=title, kind=kind, span=read_span(when), mood=mood, reading=reading)


SIXTY = [
    piece("1970–1979", "Volksschule", Kind.SCHOOL, mood=1),
    piece("1979–1982", "Lehre", Kind.TRAINING, mood=2),
    piece("1982–2001", "Zeche Westfalen", Kind.WORK, mood=2),
    piece("2000", "Schließung der Zeche", Kind.EVENT, mood=-2),
    piece("2002–2012", "Gabelstapler", Kind.WORK, mood=0),
    piece("2012–2018", "Pflege der Mutter", Kind.CARE),
    piece("seit 2024", "Fahrradkeller", Kind.VOLUNTARY, mood=1),
    piece("bis 1971", "Kindheit auf dem Hof", Kind.CARE),
]


def draw(pieces: list[Piece], **more: str) -> tuple[Picture, ElementTree.Element]:
    picture = life(title="Die Zeit im Bild", pieces=pieces, as_of=TODAY, **more)
    return picture, ElementTree.fromstring(picture.svg)


def words(root: ElementTree.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def test_sixty_years_have_lanes_decades_today_and_a_life_line() -> None:
    picture, root = draw(SIXTY)
    said = words(root)
    for word in ("Bildung", "Leben", "1980", "2020", "heute", "sehr gut", "sehr schwer", "Fahrradkeller"):
        assert word in said
    assert picture.description == (
        "8 Abschnitte von 1970 bis heute: Bildung 2, Arbeit und Ehrenamt 3, Leben 3. "
        "Die Lebenslinie verbindet 6 Zeiten, von „sehr schwer“ bis „sehr gut“."
    ).replace("8 ", "8\u00a0")


def test_three_years_have_months_on_the_scale() -> None:
    _, root = draw([piece("03/2025 – 08/2025", "Praktikum"), piece("seit 09/2025", "Ausbildung", Kind.TRAINING)])
    assert any(re.fullmatch(r"\d\d/2025", word) for word in words(root))


def test_the_table_says_what_the_picture_shows() -> None:
    picture, _ = draw([piece("2009–2012", "Ausbildung", Kind.TRAINING, reading="Da war ich stolz.", mood=2)])
    assert [*picture.table.rows[0]] == ["2009 – 2012", "Ausbildung", "Ausbildung", "Da war ich stolz.", "sehr gut"]
    assert not any(isinstance(cell, Cell) for row in picture.table.rows for cell in row)


def test_time_nobody_told_about_is_neither_marked_nor_named() -> None:
    picture, root = draw([piece("1990–1992", "Lehre", Kind.TRAINING), piece("seit 2024", "Verein", Kind.VOLUNTARY)])
    everything = f"{' '.join(words(root))} {picture.description} {picture.table.rows}"
    assert not re.search(r"lücke|ohne angabe|unbekannt|dazwischen", everything, re.IGNORECASE)


def test_nothing_stands_outside_of_the_sheet_and_words_do_not_lie_on_each_other() -> None:
    _, root = draw(
        SIXTY + [piece(f"{year}–{year + 1}", f"Aushilfe im Betrieb Nummer {year}") for year in range(1980, 2020)]
    )
    height = float(root.get("height", "0"))
    boxes: list[tuple[float, float, float]] = []
    for node in root.iter(f"{SVG}text"):
        x, y = float(node.get("x", "0")), float(node.get("y", "0"))
        assert 0 <= x <= WIDTH
        assert 0 < y <= height
        text = node.text or ""
        if text.startswith("Aushilfe"):
            width = len(text) * 15 * 0.56
            for left, right, level in boxes:
                assert level != y or x >= right or x + width <= left
            boxes.append((x, x + width, y))
    assert len(boxes) == 40


def test_one_mood_makes_no_line() -> None:
    picture, root = draw([piece("2009–2012", "Lehre", mood=1), piece("seit 2013", "Betrieb")])
    assert "sehr gut" not in words(root)
    assert "Lebenslinie" not in picture.description


def test_foreign_words_are_escaped_and_long_ones_shortened() -> None:
    picture, root = draw([piece("2009", "<b>&" + "Donaudampfschifffahrt" * 5)])
    assert "<b>" not in picture.svg
    assert any(word.endswith("…") for word in words(root))


def test_what_goes_on_ends_in_an_arrow_and_an_event_is_a_mark() -> None:
    def paths(kind: Kind, when: str) -> int:
        _, root = draw([piece(when, "Etwas", kind)])
        return len(list(root.iter(f"{SVG}path"))) - len(list(root.iterfind(f".//{SVG}pattern/{SVG}path")))

    assert paths(Kind.WORK, "2009–2012") == 0
    assert paths(Kind.WORK, "seit 2009") == 1
    assert paths(Kind.EVENT, "2009") == 1


def test_a_beginning_nobody_knows_is_dashed() -> None:
    picture, _ = draw([piece("bis 2018", "Lager")])
    assert "stroke-dasharray" in picture.svg


def test_a_former_day_is_named_instead_of_today() -> None:
    _, root = draw([piece("seit 2020", "Betrieb")], today_label="03.05.2026")
    assert "03.05.2026" in words(root)


def test_a_life_without_a_word_has_no_picture() -> None:
    with pytest.raises(ValueError, match="at least one piece"):
        life(title="Leer", pieces=[], as_of=TODAY)
