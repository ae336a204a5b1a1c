"""What tired fingers, clipboards and attackers send: said plainly, stored as typed or not at all, never lost."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases.models import ContactNote, Goal, Task
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.cases.test_write_a_note import notes, typed, write
from tests.house import House

TOMORROW = (today() + dt.timedelta(days=1)).strftime("%d.%m.%Y")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("happened_on", "31.02.2026", "Den 31.2.2026 gibt es nicht"),
        ("happened_on", TOMORROW, "liegt in der Zukunft"),
        ("happened_on", "", "Bitte füllen Sie dieses Feld aus"),
        ("setting", "", "Bitte wählen Sie etwas aus"),
        ("setting", "im Himmel", "gültige Auswahl"),
        ("sentence", "", "Bitte füllen Sie dieses Feld aus"),
        ("sentence", "   \n ", "Bitte füllen Sie dieses Feld aus"),
        ("sentence", "a\x00b", "unsichtbare Steuerzeichen"),
        ("sentence", "gut\u202etug", "unsichtbare Steuerzeichen"),
        ("sentence", "x" * 501, "um 1 Zeichen zu lang"),
        ("minutes", "-5", "größer oder gleich 1"),
        ("minutes", "1441", "höchstens einen Tag"),
        ("minutes", "lang", "ganze Zahl"),
        ("who", [], "mindestens eine Person"),
        ("token", "kein Schlüssel", "UUID"),
        ("schritt-0-due_on", "30.02.2026", "Den 30.2.2026 gibt es nicht"),
        ("schritt-0-text", "x" * 501, "um 1 Zeichen zu lang"),
        ("schritt-0-responsible", "nachbar", "gültige Auswahl"),
        ("schritt-TOTAL_FORMS", "99999", "höchstens 20"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(house: House, field: str, value: Any, words: str) -> None:
    family = haddad(house)
    answer = write(house, family, **{field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert notes(house) == []


def test_a_hundred_thousand_letters_are_refused_and_kept_on_the_page(house: House) -> None:
    family = haddad(house)
    flood = "Das steht alles in der Zwischenablage. " * 2_600
    answer = write(house, family, summary=flood, agreements="Wir rufen an.", **{"schritt-0-text": "Brief lesen"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "zu lang. Höchstens 20.000 Zeichen haben Platz" in page
    assert flood.strip() in page
    assert "Wir rufen an." in page
    assert "Brief lesen" in page
    assert notes(house) == []


def test_markup_and_emoji_stay_what_they_are(house: House) -> None:
    family = haddad(house)
    words = "<script>alert(1)</script> & „fertig“ 🎉 שלום"
    assert write(house, family, sentence=words, summary=words + "\r\nzweite Zeile").status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        note = ContactNote.objects.get()
        assert note.sentence == words
        assert note.summary == words + "\nzweite Zeile"
    browser = house.login("alma")
    for name, args in (("cases:note", [note.pk]), ("cases:story", [family.pk]), ("cases:page", [family.pk])):
        page = browser.get(reverse(name, args=args)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "🎉" in page


def test_a_summary_of_only_control_characters_is_refused(house: House) -> None:
    family = haddad(house)
    assert write(house, family, summary="\x1b[31m").status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", ""), ("text", "x" * 501), ("due_on", "32.1.2027"), ("person", "niemand"), ("assignee", "niemand")],
)
def test_a_task_that_cannot_be_is_shown_again(house: House, field: str, value: str) -> None:
    family = haddad(house)
    values = {"text": "Kita anrufen", "responsible": "jobcenter", "token": "1" * 32} | {field: value}
    answer = house.login("alma").post(reverse("cases:task_create", args=[family.pk]), values)
    assert answer.status_code == 422
    with acting_as(house.alma, "test", read_only=True):
        assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("text", "", "Bitte füllen Sie"),
        ("since", TOMORROW, "Zukunft"),
        ("due_on", "1.1.2020", "Das Ende liegt vor dem Beginn"),
        ("person", "", "Bitte wählen Sie"),
    ],
)
def test_a_goal_that_cannot_be_is_shown_again(house: House, field: str, value: str, words: str) -> None:
    family = haddad(house)
    values = {
        "person": str(family.amira),
        "text": "Wieder kochen",
        "kind": "action",
        "since": today().strftime("%d.%m.%Y"),
        "token": "2" * 32,
    }
    answer = house.login("alma").post(reverse("cases:goal_create", args=[family.pk]), values | {field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert not Goal.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "?mitglied=quatsch&art=quatsch&nach=quatsch&vor=quatsch",
        "?nach=%00&vor=%F0%9F%8E%89",
        "?hinter=00000000-0000-0000-0000-000000000000&nach=name",
        "?wer=alle&stand=egal&nach=../../etc",
    ],
)
def test_an_address_full_of_nonsense_shows_the_page_all_the_same(house: House, address: str) -> None:
    family = haddad(house)
    family.note(family.amira)
    browser = house.login("alma")
    for name, args in (
        ("cases:page", [family.pk]),
        ("cases:story", [family.pk]),
        ("cases:list", []),
        ("cases:tasks", []),
    ):
        assert browser.get(reverse(name, args=args) + address).status_code == 200


def test_two_people_of_one_name_are_two_choices(house: House) -> None:
    family = haddad(house)
    page = house.login("alma").get(reverse("cases:note_create", args=[family.pk]))
    values = [value for value, _ in page.context["form"].fields["who"].choices]
    assert len(values) == len(set(values)) == 4
    assert typed(family)["who"][0] in values
