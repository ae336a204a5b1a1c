"""Correcting a note: the former version stays readable, and nobody overwrites anybody."""

from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases import services
from rundblick.cases.models import ContactNote
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House


def typed(note: ContactNote, **values: Any) -> dict[str, Any]:
    given = {
        "happened_on": note.happened_on.strftime("%d.%m.%Y"),
        "setting": note.setting,
        "sentence": "Der Kitaplatz ist ab Januar zugesagt.",
        "why": "Monat fehlte",
        "version": note.version,
    }
    return given | values


def test_a_correction_leaves_the_former_version_readable(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira, summary="Alte Zusammenfassung")
    family.let_in(house.hanna, None, basis=Basis.ASSIGNMENT, writes=True)
    answer = house.login("hanna").post(reverse("cases:note_correct", args=[note.pk]), typed(note))
    assert answer.status_code == 302
    page = house.login("alma").get(reverse("cases:note_history", args=[note.pk]))
    present, first = page.context["versions"]
    assert (present.number, present.who, present.why, present.present) == (2, "Hanna", "Monat fehlte", True)
    assert (first.number, first.who, first.why) == (1, "Alma", "")
    text = page.content.decode()
    assert "Der Kitaplatz ist zugesagt." in text
    assert "Der Kitaplatz ist ab Januar zugesagt." in text
    assert "Alte Zusammenfassung" in text


def test_a_correction_needs_its_reason(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira)
    answer = house.login("alma").post(reverse("cases:note_correct", args=[note.pk]), typed(note, why=""))
    assert answer.status_code == 422
    with pytest.raises(Refused), acting_as(house.alma, "test"):
        services.correct_note(
            note=note,
            version=1,
            content=services.NoteContent(happened_on=today(), setting="office", sentence="Neu"),
            why="  ",
        )


def test_two_who_correct_at_once_see_both_versions(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira)
    address = reverse("cases:note_correct", args=[note.pk])
    browser = house.login("alma")
    browser.post(address, typed(note, sentence="Zuerst gespeichert."))
    answer = browser.post(address, typed(note, sentence="Danach getippt.", why="eigener Grund"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Zuerst gespeichert." in page
    assert "Danach getippt." in page
    assert 'name="version" value="2"' in page
    assert "eigener Grund" in page
    with acting_as(house.alma, "test", read_only=True):
        assert ContactNote.objects.get().sentence == "Zuerst gespeichert."
    browser.post(address, typed(note, sentence="Zusammengeführt.", version=2))
    with acting_as(house.alma, "test", read_only=True):
        assert (ContactNote.objects.get().sentence, ContactNote.objects.get().version) == ("Zusammengeführt.", 3)


def test_the_service_knows_a_stale_version(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira)
    content = services.NoteContent(happened_on=today(), setting="office", sentence="Neu")
    with pytest.raises(Stale), acting_as(house.alma, "test"):
        services.correct_note(note=note, version=7, content=content, why="Test")


def test_another_day_moves_the_talk_in_the_story(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira)
    house.login("alma").post(reverse("cases:note_correct", args=[note.pk]), typed(note, happened_on="2.11.2026"))
    with acting_as(house.alma, "test", read_only=True):
        entry = TimelineEntry.objects.get(kind="note")
        assert entry.at.date().isoformat() == "2026-11-02"


def test_opening_and_releasing_are_told_beside_the_versions(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira)
    with acting_as(house.alma, "test"):
        services.share_note(note=note, shared=True)
        services.share_note(note=note, shared=False)
        services.release_note(note=note)
    page = house.login("alma").get(reverse("cases:note_history", args=[note.pk]))
    assert len(page.context["versions"]) == 1
    assert [act.what for act in page.context["acts"]] == [
        "an die Person freigegeben",
        "nur noch für die Person sichtbar",
        "für die Familie sichtbar gemacht",
    ]
    assert {act.who for act in page.context["acts"]} == {"Alma"}


def test_a_release_asks_first_and_stays(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira)
    browser = house.login("alma")
    address = reverse("cases:note_release", args=[note.pk])
    assert "lässt sich nicht zurücknehmen" in browser.get(address).content.decode()
    for _ in range(2):
        browser.post(address)
    with acting_as(house.alma, "test", read_only=True):
        released = ContactNote.objects.get().released_at
        assert released is not None
        assert ContactNote.objects.get().former.count() == 1  # type: ignore[attr-defined]


def test_a_note_of_all_cannot_be_hidden_from_some(house: House) -> None:
    family = haddad(house)
    (note,) = family.note()
    answer = house.login("alma").post(reverse("cases:note_share", args=[note.pk]), {"shared": "0"}, follow=True)
    assert "für alle Mitglieder sichtbar" in answer.content.decode()


def test_hints_and_preview_are_offered_while_correcting_too_and_save_nothing(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira)
    browser, address = house.login("alma"), reverse("cases:note_correct", args=[note.pk])
    lazy = typed(note, summary="Herr Haddad ist faul.", why="noch offen")
    piece = browser.post(address, lazy | {"pruefen": ""}, headers={"HX-Request": "true"}).content.decode()
    assert "faul" in piece and "So lassen" in piece and "Berichtigung speichern" not in piece
    page = browser.post(address, lazy | {"vorschau": "1"}).content.decode()
    assert "So würde die Person es lesen" in page and "mit Alma" in page
    assert "noch offen" in page and "ab Januar zugesagt" in page, "what was typed is still there"
    with acting_as(house.alma, "test", read_only=True):
        assert ContactNote.objects.get().version == 1
