"""Fields understand hurried typing and say in German what is wrong."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from rundblick.web import clock
from rundblick.web.forms import (
    BirthDateField,
    DecimalNumberField,
    GermanDateField,
    GermanTimeField,
    ProseField,
    TextField,
    WholeNumberField,
)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), tick=False):
        yield


def complaint(field: TextField | GermanDateField | GermanTimeField | WholeNumberField, typed: str) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20.11.2026", date(2026, 11, 20)),
        ("1.2.26", date(2026, 2, 1)),
        (" 01. 02. 2026 ", date(2026, 2, 1)),
        ("01/02/2026", date(2026, 2, 1)),
        ("1-2-2026", date(2026, 2, 1)),
        ("01022026", date(2026, 2, 1)),
        ("2026-02-01", date(2026, 2, 1)),
        ("２０.１１.２０２６", date(2026, 11, 20)),
        ("29.02.2024", date(2024, 2, 29)),
        ("heute", date(2026, 11, 20)),
        ("Morgen", date(2026, 11, 21)),
        ("vorgestern", date(2026, 11, 18)),
        ("1.2.36", date(2036, 2, 1)),
        ("1.2.37", date(1937, 2, 1)),
    ],
)
def test_a_date_may_be_typed_in_many_ways(typed: str, meant: date) -> None:
    assert GermanDateField().clean(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31.02.2026", "Den 31.2.2026 gibt es nicht: Der Februar 2026 hat 28 Tage."),
        ("29.2.2023", "Den 29.2.2023 gibt es nicht: Der Februar 2023 hat 28 Tage."),
        ("0.5.2026", "Den 0.5.2026 gibt es nicht: Der Mai 2026 hat 31 Tage."),
        ("1.13.2026", "Den Monat 13 gibt es nicht. Bitte schreiben Sie eine Zahl von 1 bis 12."),
        ("bald", "Bitte schreiben Sie das Datum als TT.MM.JJJJ, zum Beispiel 20.11.2026."),
        ("0000-01-01", "Bitte schreiben Sie das Datum als TT.MM.JJJJ, zum Beispiel 20.11.2026."),
        ("1.1.1850", "Bitte geben Sie ein Datum ab dem 01.01.1900 an."),
        ("1.1.9999", "Bitte geben Sie ein Datum bis zum 31.12.2199 an."),
    ],
)
def test_an_impossible_date_is_explained(typed: str, said: str) -> None:
    assert complaint(GermanDateField(), typed) == said


def test_a_birth_date_lies_in_the_past_and_short_years_too() -> None:
    field = BirthDateField()
    assert field.clean("3.4.85") == date(1985, 4, 3)
    assert field.clean("3.4.26") == date(2026, 4, 3)
    assert field.clean("3.4.27") == date(1927, 4, 3)
    assert complaint(field, "21.11.2026") == (
        "Dieses Datum liegt in der Zukunft. Bitte geben Sie ein Datum bis heute (20.11.2026) an."
    )


def test_limits_may_move_with_the_day() -> None:
    field = GermanDateField(earliest=clock.today)
    assert field.clean("heute") == date(2026, 11, 20)
    assert complaint(field, "gestern") == "Bitte geben Sie ein Datum ab dem 20.11.2026 an."


def test_blanks_are_no_date() -> None:
    assert GermanDateField(required=False).clean("   ") is None


def test_the_same_day_written_differently_is_no_change() -> None:
    field = GermanDateField()
    assert not field.has_changed(date(2026, 2, 1), "1.2.26")
    assert field.has_changed(date(2026, 2, 1), "2.2.26")
    assert field.has_changed(date(2026, 2, 1), "31.2.26")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("14 Uhr", time(14)),
        ("14:30 uhr", time(14, 30)),
        ("23:59:30", time(23, 59)),
    ],
)
def test_a_time_may_be_typed_in_many_ways(typed: str, meant: time) -> None:
    assert GermanTimeField().clean(typed) == meant


@pytest.mark.parametrize("typed", ["24:00", "12:60", "mittags", "9:3"])
def test_an_impossible_time_is_explained(typed: str) -> None:
    assert complaint(GermanTimeField(), typed) == ("Bitte schreiben Sie die Uhrzeit als SS:MM, zum Beispiel 14:30.")


def test_numbers_may_carry_points_and_commas() -> None:
    assert WholeNumberField().clean("1.234") == 1234
    assert WholeNumberField().clean(" 45 ") == 45
    assert DecimalNumberField().clean("1.234,50 €") == Decimal("1234.50")
    assert DecimalNumberField().clean("12.5") == Decimal("12.5")
    assert DecimalNumberField().prepare_value(Decimal("12.50")) == "12,50"
    assert complaint(WholeNumberField(), "viel") == "Bitte geben Sie eine ganze Zahl ein, zum Beispiel 45."


@pytest.mark.parametrize("typed", ["Zoë Müßig", "Łukasz 🧒🏽‍🦽", "محمد", "Україна", "<b>fett</b>", "=1+1"])
def test_names_and_emoji_of_all_scripts_stay_as_they_are(typed: str) -> None:
    assert TextField().clean(typed) == typed


def test_letters_with_separate_accents_become_one_letter() -> None:
    assert TextField().clean("Mu\u0308ller") == "Müller"


@pytest.mark.parametrize("typed", ["a\x00b", "a\x07", "zwei\nZeilen", "\u202ekcurdtiew", "\ud800"])
def test_invisible_control_characters_are_refused_in_one_line(typed: str) -> None:
    assert "unsichtbare Steuerzeichen" in complaint(TextField(), typed)


def test_prose_keeps_its_lines_and_tabs() -> None:
    assert ProseField().clean("eins\r\nzwei\rdrei\tvier") == "eins\nzwei\ndrei\tvier"
    assert "unsichtbare Steuerzeichen" in complaint(ProseField(), "eins\x0bzwei")


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    assert complaint(ProseField(max_length=20_000), "a" * 21_500) == (
        "Der Text ist um 1.500 Zeichen zu lang. Höchstens 20.000 Zeichen haben Platz."
    )
    assert TextField(max_length=3).clean("äöü") == "äöü"


def test_the_browser_never_cuts_a_pasted_text() -> None:
    attributes = ProseField(max_length=400).widget.attrs
    assert "maxlength" not in attributes
    assert attributes["data-longest"] == "400"


@given(st.text())
def test_any_input_is_either_taken_or_refused_with_a_sentence(typed: str) -> None:
    for field in (GermanDateField(), GermanTimeField(), WholeNumberField(), TextField(), ProseField()):
        try:
            field.clean(typed)
        except ValidationError as refused:
            assert all(message.endswith(".") for message in refused.messages)  # noqa: PT017
