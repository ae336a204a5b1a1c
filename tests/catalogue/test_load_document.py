"""Reading YAML that people wrote: every mistake with its place, and nothing dangerous."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from rundblick.catalogue.loading import (
    MAX_BYTES,
    Complaint,
    Document,
    DocumentError,
    Part,
    Problem,
    canonical_json,
    digest,
    load_document,
    parse_document,
    restore_document,
)


class Talk(Part):
    every: int = Field(ge=1)
    kind: Literal["talk", "visit"] = "talk"


class Care(Part):
    rhythm: tuple[Talk, ...] = ()


class Sheet(Document):
    schema_version: Literal[2]
    title: str
    starts: dt.date | None = None
    care: Care = Care()
    limits: dict[str, int] = {}
    open_to_all: bool = False
    otherwise: str | None = Field(None, alias="else")

    def complaints(self) -> list[Complaint]:
        allowed = ("low", "high")
        return [
            Complaint(("limits", name), "unbekannte Grenze", allowed, name)
            for name in self.limits
            if name not in allowed
        ]


def renamed(document: dict[str, Any]) -> dict[str, Any]:
    """Version 1 called the title "name"."""
    return {("title" if key == "name" else key): value for key, value in document.items()}


UPGRADES = {1: renamed}


def read(text: str | bytes) -> Sheet:
    return parse_document(text, Sheet, file="blatt.yaml", upgrades=UPGRADES)


def problems_of(text: str | bytes) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def found_in(text: str | bytes) -> tuple[Problem, ...] | None:
    """The problems, None when the text is a document; anything else that is raised fails the test."""
    try:
        read(text)
    except DocumentError as error:
        return error.problems
    return None


def test_a_sound_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "blatt.yaml"
    path.write_text("schema_version: 2\ntitle: Übersicht 🌻\nstarts: 2024-02-29\ncare:\n  rhythm: [{every: 2}]\n")
    sheet = load_document(path, Sheet, upgrades=UPGRADES)
    assert sheet.title == "Übersicht 🌻"
    assert sheet.starts == dt.date(2024, 2, 29)
    assert sheet.care.rhythm[0].every == 2


def test_an_unknown_key_is_named_with_place_allowed_keys_and_the_nearest_one() -> None:
    text = "schema_version: 2\ntitle: A\ncare:\n  rhythm:\n    - evry: 2\n      every: 1\n"
    assert problems_of(text) == [
        "blatt.yaml:5:7: care.rhythm[0].evry: unbekannter Schlüssel; "
        "gemeint ist vielleicht „every“; erlaubt: every, kind"
    ]


def test_allowed_keys_are_the_written_ones_not_the_internal_ones() -> None:
    (problem,) = problems_of("schema_version: 2\ntitle: A\notherwise: B\n")
    assert "else" in problem
    assert "erlaubt: schema_version, title, starts, care, limits, open_to_all, else" in problem


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = """schema_version: 2
starts: 2024-02-30
care:
  rhythm:
    - every: oft
    - every: 0
      kind: vist
open_to_all: yes
extra: 1
"""
    told = problems_of(text)
    assert [problem.split(": ")[1] for problem in told] == [
        "title",
        "starts",
        "care.rhythm[0].every",
        "care.rhythm[1].every",
        "care.rhythm[1].kind",
        "open_to_all",
        "extra",
    ]
    assert told[1].startswith("blatt.yaml:2:9: starts: kein gültiges Datum (JJJJ-MM-TT)")
    assert told[2] == 'blatt.yaml:5:14: care.rhythm[0].every: ganze Zahl erwartet, gefunden: "oft"'
    assert told[4].endswith("gemeint ist vielleicht „visit“; erlaubt: talk, visit")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("title: 5", "Text erwartet, gefunden: 5"),
        ("title: true", "Text erwartet, gefunden: true"),
        ("title: [a]", "Text erwartet"),
        ("title: ~", "Text erwartet, gefunden: null"),
        ("starts: 2024", "Datum erwartet (JJJJ-MM-TT), gefunden: 2024"),
        ("starts: 31.02.2024", "kein gültiges Datum (JJJJ-MM-TT)"),
        ("starts: 2024-01-01T10:00:00", "kein gültiges Datum (JJJJ-MM-TT)"),
        ("care: nah", "Schlüssel mit Werten erwartet"),
        ("care: {rhythm: {every: 1}}", "Liste erwartet"),
        ("care: {rhythm: [{every: true}]}", "ganze Zahl erwartet, gefunden: true"),
        ("care: {rhythm: [{every: 1.5}]}", "ganze Zahl erwartet"),
        ('care: {rhythm: [{every: "1"}]}', "ganze Zahl erwartet"),
        ("limits: {low: viel}", "ganze Zahl erwartet"),
        ("limits: {hihg: 1}", "unbekannte Grenze; gemeint ist vielleicht „high“; erlaubt: low, high"),
    ],
)
def test_a_wrong_type_is_refused_and_never_converted(line: str, expected: str) -> None:
    key = line.split(":")[0]
    text = "schema_version: 2\n" + ("" if key == "title" else "title: A\n") + line + "\n"
    (problem,) = problems_of(text)
    assert expected in problem


def test_words_of_german_files_stay_words() -> None:
    """YAML 1.1 would read no, on, 1:10, 012 and 1e3 as false, true, 70, 10 and 1000."""
    for word in ("no", "on", "Off", "1:10", "012", "1e3", "0x1F", "2024-01-01", "1_000"):
        assert read(f"schema_version: 2\ntitle: {word}\n").title == word


def test_a_key_that_stands_twice_is_refused_with_both_lines() -> None:
    text = "schema_version: 2\ntitle: A\nlimits:\n  low: 1\n  low: 2\ntitle: B\n"
    assert problems_of(text) == [
        "blatt.yaml:5:3: limits.low: Schlüssel doppelt (zuerst in Zeile 4)",
        "blatt.yaml:6:1: title: Schlüssel doppelt (zuerst in Zeile 2)",
    ]


def test_a_file_that_is_too_large_is_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "riese.yaml"
    path.write_text("title: " + "x" * MAX_BYTES)
    with pytest.raises(DocumentError, match="Datei zu groß"):
        load_document(path, Sheet)


def test_an_alias_bomb_does_not_go_off() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
    assert problems_of(bomb) == ["blatt.yaml:1:4: Anker und Verweise (& und *) sind nicht erlaubt"]
    assert "Anker und Verweise" in problems_of("schema_version: 2\ntitle: *nichts\n")[0]


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [ls]", "!eigen x", "!!str 5", "!!binary aGk="])
def test_a_type_tag_builds_nothing(tag: str) -> None:
    (problem,) = problems_of(f"schema_version: 2\ntitle: {tag}\n")
    assert "blatt.yaml:2:8" in problem
    assert "Typangaben (!) sind nicht erlaubt" in problem


@pytest.mark.parametrize("text", ["title: " + "[" * 5000, "[" * 60000, "? {? {? x: y}: z}: a"])
def test_deep_nesting_and_complex_keys_are_refused_without_falling_over(text: str) -> None:
    assert len(problems_of(text)) == 1


def test_a_single_deep_list_names_the_limit() -> None:
    assert "zu tief verschachtelt" in problems_of("title: " + "[" * 40 + "]" * 40)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "die Datei ist leer"),
        ("# nur ein Kommentar\n", "die Datei ist leer"),
        ("- a\n- b\n", "Schlüssel mit Werten erwartet"),
        ("nur Text", "Schlüssel mit Werten erwartet"),
        ("title: A\n---\ntitle: B\n", "nur ein Dokument je Datei"),
        ("title: [a\n", "kein gültiges YAML"),
        ("title:\tA\n\tcare: x\n", "kein gültiges YAML"),
        ("title: A\x07\n", "blatt.yaml:1:9: unerlaubtes Steuerzeichen"),
        (b"title: \xff\xfe\n", "kein UTF-8-Text"),
    ],
)
def test_something_that_is_no_document_is_told_plainly(text: str | bytes, expected: str) -> None:
    (problem,) = problems_of(text)
    assert expected in problem


def test_a_file_that_cannot_be_read_is_a_problem_like_any_other(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="Datei nicht lesbar"):
        load_document(tmp_path / "fehlt.yaml", Sheet)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert read("\ufeffschema_version: 2\r\ntitle: A\r\n".encode()).title == "A"


def test_very_many_mistakes_are_cut_off_but_counted() -> None:
    text = "schema_version: 2\ntitle: A\nlimits:\n" + "".join(f"  falsch{n}: 1\n" for n in range(150))
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert len(caught.value.problems) == 100
    assert str(caught.value).endswith("… und 50 weitere")


def test_rooms_above_can_add_what_only_they_know() -> None:
    with pytest.raises(DocumentError, match=r"blatt\.yaml:2:1: title: zu wenig Schwung"):
        parse_document(
            "schema_version: 2\ntitle: A\n",
            Sheet,
            file="blatt.yaml",
            check=lambda sheet: [Complaint(("title",), "zu wenig Schwung")],
        )


def test_an_older_version_is_lifted_and_an_unknown_one_refused() -> None:
    assert read("schema_version: 1\nname: A\n").title == "A"
    (problem,) = problems_of("schema_version: 3\ntitle: A\n")
    assert problem == "blatt.yaml:1:1: schema_version: unbekannte Fassung 3; erlaubt: 1, 2"
    assert "schema_version" in problems_of("schema_version: true\ntitle: A\n")[0]


def test_a_stored_document_comes_back_the_same_whatever_its_version() -> None:
    sheet = read("schema_version: 2\ntitle: A\nlimits: {low: 1}\nelse: B\n")
    assert restore_document(json.loads(canonical_json(sheet)), Sheet, upgrades=UPGRADES) == sheet
    assert restore_document({"schema_version": 1, "name": "A"}, Sheet, upgrades=UPGRADES).title == "A"
    with pytest.raises(DocumentError, match="unbekannte Fassung 9"):
        restore_document({"schema_version": 9}, Sheet, upgrades=UPGRADES)
    with pytest.raises(DocumentError, match="title: fehlt"):
        restore_document({"schema_version": 2}, Sheet, upgrades=UPGRADES)


def test_a_stored_document_stays_readable_when_a_catalogue_moved_on() -> None:
    assert restore_document(
        {"schema_version": 2, "title": "A", "limits": {"abgeschafft": 1}}, Sheet, upgrades=UPGRADES
    ).limits == {"abgeschafft": 1}


def test_the_same_content_has_the_same_hash_however_it_is_written() -> None:
    one = read("schema_version: 2\ntitle: A\nlimits: {low: 1, high: 2}\n")
    other = read('# Kommentar\nlimits:\n  high: 2\n  low: 1\ntitle: "A"\nschema_version: 2\n')
    assert canonical_json(one) == canonical_json(other)
    assert digest(one) == digest(other) == hashlib.sha256(canonical_json(one).encode()).hexdigest()
    assert digest(one) != digest(read("schema_version: 2\ntitle: A\nlimits: {low: 1, high: 3}\n"))


def test_defaults_are_written_out_so_that_a_later_default_changes_nothing() -> None:
    assert json.loads(canonical_json(read("schema_version: 2\ntitle: A\n")))["open_to_all"] is False


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fall_over(text: str) -> None:
    assert found_in(text) != ()


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fall_over(content: bytes) -> None:
    assert found_in(content) != ()


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef", max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["title", "care", "limits", "starts", "else"]), plain, max_size=5))
def test_any_data_gives_a_document_or_problems_that_point_into_the_file(data: dict[str, Any]) -> None:
    text = json.dumps({"schema_version": 2, **data}, indent=1, ensure_ascii=False)
    found = found_in(text)
    assert found != ()
    assert all(1 <= problem.line <= len(text.splitlines()) for problem in found or ())
