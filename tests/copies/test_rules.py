"""Deadlines, one shape for all sections, what is put forward, and what is hidden."""

import datetime as dt

from rundblick.copies.reasons import catalogue, reason_of
from rundblick.copies.rules import Hidden, answer_by, found_words, mark, pieces, section, slices, stands_in, told
from rundblick.whosees.looks import GUARDING, HELPING, purpose, role

THIRD = reason_of("third")


def test_the_answer_is_due_after_a_month_and_after_three_when_extended() -> None:
    assert answer_by(dt.date(2026, 1, 31), extended=False) == dt.date(2026, 2, 28)
    assert answer_by(dt.date(2026, 1, 31), extended=True) == dt.date(2026, 4, 30)


def test_sections_of_all_rooms_come_in_one_shape() -> None:
    rows = section({"title": "A", "rows": [("x", None, dt.date(2026, 1, 2))], "columns": ["eins", "zwei"]})
    assert (rows.entries, rows.review) == ((("x", "", "02.01.2026"),), False)
    entries = section({"title": "B", "entries": [{"eins": "x"}, {"zwei": 3}], "review": True})
    assert (entries.columns, entries.entries, entries.review) == (("eins", "zwei"), (("x", ""), ("", "3")), True)
    many = section({"title": "C", "rows": [(str(number),) for number in range(120)]})
    assert [(first, len(part)) for first, part in slices(many)] == [(1, 50), (51, 50), (101, 20)]


def test_names_of_others_and_signs_put_an_entry_forward() -> None:
    signs = catalogue().signs
    assert found_words(["Karims Bruder rief beim Jugendamt an"], ["Karim"], signs) == ["Karims", "Jugendamt"]
    assert found_words(["Alina war da"], ["Ali"], signs) == []


def test_hidden_words_leave_no_ending_and_no_other_place_behind() -> None:
    hidden = [Hidden(THIRD, "Frau  Kaya"), Hidden(reason_of("child"), "karim")]
    text = "Karims Kurs, frau\nKaya. Alina kennt Frau Kayas Sohn."
    cut = pieces(text, hidden)
    assert [piece.text for piece in cut if piece.reason] == ["Karims", "frau\nKaya", "Frau Kayas"]
    assert "".join(piece.text for piece in cut) == text
    assert told(["Was"], ["Karims Kurs"], hidden) == [("Was", f"{mark(reason_of('child'))} Kurs")]
    assert not stands_in("aya", [text]) and stands_in("Frau Kaya", [text])


def test_a_whole_entry_is_one_mark_without_headings() -> None:
    assert told(["Was", "Wer"], ["a", "b"], [Hidden(THIRD)]) == [("", mark(THIRD))]
    assert told(["Was", "Wer"], ["a", ""], []) == [("Was", "a")]


def test_every_reason_names_its_source_and_says_what_is_not_settled() -> None:
    assert all(one.basis and one.source for one in catalogue().reasons)
    assert {one.code for one in catalogue().reasons if one.check} == {"child", "informant", "doctor"}


def test_a_look_tells_its_task_and_in_a_household_no_more_than_that() -> None:
    assert purpose("crisis.page", "", alone=False) == HELPING
    assert purpose("access.log", "", alone=False) == GUARDING
    assert purpose("copies.page", "", alone=True) == "Auskunft: Stand angesehen"
    assert "Notfall" in purpose("access.break_glass", "break_glass", alone=True)
    assert role(["intake", "coach"]) == "Coach / Fallmanagement" and role([]) == ""
