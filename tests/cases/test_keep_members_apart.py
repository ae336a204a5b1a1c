"""Members are not transparent to each other (design rule 6), in pages, prints, queries and the database itself."""

from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import DossierScoped, Grant, TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import close_door
from rundblick.calendar.models import Appointment
from rundblick.cases import export, services
from rundblick.cases.models import Case, ContactNote, Focus, Goal, Task
from tests.cases.families import Family, haddad
from tests.house import House

SECRET, OPEN = "Karim sucht heimlich eine Wohnung", "Gemeinsam geplant"


def full(house: House) -> Family:
    """Something of everything for Amira, for Karim, and open to all."""
    family = haddad(house)
    family.note(family.amira, sentence="Amiras Gespräch", own_concern="Amiras Anliegen")
    family.note(family.karim, sentence=SECRET, own_concern=SECRET, steps=[services.StepContent(text=SECRET)])
    family.note(sentence=OPEN)
    family.task("Amiras Aufgabe", person_id=family.amira)
    family.task(SECRET, person_id=family.karim)
    family.task("Nur für Fachkräfte " + SECRET)
    family.goal(family.amira, "Amiras Ziel")
    family.goal(family.karim, SECRET)
    family.goal(family.karim, OPEN, shared=True)
    family.appointment(family.amira, purpose="Amiras Termin")
    family.appointment(family.karim, purpose=SECRET)
    family.appointment(purpose=OPEN)
    return family


def texts(model: Any, field: str) -> set[str]:
    return {getattr(row, field) for row in model.objects.all()}


@pytest.mark.parametrize("guest", ["jana", "ivo"])
def test_the_database_alone_shows_a_member_only_their_own_and_what_is_open(house: House, guest: str) -> None:
    family = full(house)
    basis = Basis.SELF if guest == "jana" else Basis.ASSIGNMENT
    family.let_in(house.people[guest], family.amira, basis=basis)
    with acting_as(house.people[guest], "test", read_only=True) as context:
        assert texts(ContactNote, "sentence") == {"Amiras Gespräch", OPEN}
        assert texts(Task, "text") == {"Amiras Aufgabe"}
        assert texts(Goal, "text") == {"Amiras Ziel", OPEN}
        assert texts(Appointment, "purpose") == {"Amiras Termin", OPEN}
        assert set(Focus.objects.values_list("person_id", flat=True)) == {family.amira}
        assert set(TimelineEntry.objects.values_list("subject_id", flat=True)) <= {family.amira, None}
        models: tuple[type[DossierScoped], ...] = (ContactNote, Task, Goal, Appointment, Focus, TimelineEntry, Case)
        for model in models:
            assert model.objects.visible_to(context).count() == model.objects.count()


def test_former_versions_are_behind_the_same_door(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.karim, sentence=SECRET)
    with acting_as(house.alma, "test"):
        content = services.NoteContent(happened_on=note.happened_on, setting="office", sentence="Berichtigt")
        services.correct_note(note=note, version=1, content=content, why="Test")
    family.let_in(house.jana, family.amira)
    events: Any = ContactNote._meta.get_field("former").related_model
    with acting_as(house.jana, "test", read_only=True):
        assert not events.objects.exists()
    with acting_as(house.alma, "test", read_only=True):
        assert events.objects.get().sentence == SECRET


def test_a_member_cannot_change_what_is_only_open_to_read(house: House) -> None:
    family = full(house)
    family.let_in(house.ivo, family.amira, basis=Basis.ASSIGNMENT, writes=True)
    with acting_as(house.ivo, "test"):
        assert Goal.objects.filter(shared=True).update(version=9) == 0
        assert Goal.objects.filter(person_id=family.amira).update(version=9) == 1


def test_participants_have_no_staff_pages(house: House) -> None:
    family = full(house)
    family.let_in(house.jana, family.amira)
    browser = house.login("jana")
    for name, args in (
        ("cases:page", [family.pk]),
        ("cases:story", [family.pk]),
        ("cases:print", [family.pk, family.amira]),
        ("cases:list", []),
        ("cases:tasks", []),
        ("calendar:week", []),
    ):
        assert browser.get(reverse(name, args=args)).status_code == 404


def test_the_page_for_one_member_shows_nothing_of_the_others(house: House) -> None:
    family = full(house)
    browser = house.login("alma")
    for address in (
        reverse("cases:page", args=[family.pk]) + f"?mitglied={family.amira}",
        reverse("cases:story", args=[family.pk]) + f"?mitglied={family.amira}",
        reverse("cases:more", args=[family.pk]) + f"?mitglied={family.amira}",
        reverse("cases:case_tasks", args=[family.pk]) + f"?mitglied={family.amira}",
        reverse("cases:print", args=[family.pk, family.amira]),
    ):
        page = browser.get(address).content.decode()
        assert SECRET not in page, address
    everything = browser.get(reverse("cases:page", args=[family.pk])).content.decode()
    assert SECRET in everything
    assert OPEN in everything


def test_the_print_for_a_member_holds_their_own_and_what_is_open(house: House) -> None:
    family = full(house)
    page = house.login("alma").get(reverse("cases:print", args=[family.pk, family.amira])).content.decode()
    for words in ("Amiras Anliegen", "Amiras Termin", "Amiras Aufgabe", "Amiras Ziel", "Amiras Gespräch", OPEN):
        assert words in page


def test_nobody_is_printed_who_is_no_member(house: House) -> None:
    family, other = haddad(house), haddad(house)
    assert house.login("alma").get(reverse("cases:print", args=[family.pk, other.amira])).status_code == 404


def test_the_own_copy_holds_nothing_of_the_others(house: House) -> None:
    family = full(house)
    with acting_as(house.alma, "test", read_only=True):
        copy = str(export.sections(family.pk, family.amira))
    assert SECRET not in copy
    assert "Amiras Anliegen" in copy
    assert OPEN in copy


def test_a_guest_with_a_door_to_one_member_sees_that_member_only(house: House) -> None:
    family = full(house)
    topics = ("master", "notes", "goals", "tasks", "appointments")
    family.let_in(house.ivo, family.amira, basis=Basis.ASSIGNMENT, topics=topics)
    browser = house.login("ivo")
    page = browser.get(reverse("cases:page", args=[family.pk])).content.decode()
    assert SECRET not in page
    assert "Karim" not in page
    assert "Amiras Anliegen" in page
    assert "Gespräch festhalten" not in page
    assert browser.get(reverse("cases:print", args=[family.pk, family.karim])).status_code == 404


def test_the_team_sees_appointments_and_nothing_that_was_said(house: House) -> None:
    family = full(house)
    for name in ("bert", "dana"):
        browser = house.login(name)
        page = browser.get(reverse("cases:page", args=[family.pk])).content.decode()
        assert "Amiras Termin" in page
        for words in ("Amiras Anliegen", "Amiras Gespräch", "Amiras Ziel", "Amiras Aufgabe"):
            assert words not in page
        story = browser.get(reverse("cases:story", args=[family.pk])).content.decode()
        assert "Amiras Gespräch" not in story
        assert "Fall eröffnet" in story


def test_a_door_that_ends_closes_the_page_at_once(house: House) -> None:
    family = full(house)
    family.let_in(house.hanna, None, basis=Basis.ASSIGNMENT)
    browser, address = house.login("hanna"), reverse("cases:page", args=[family.pk])
    assert browser.get(address).status_code == 200
    with acting_as(house.alma, "test"):
        close_door(Grant.objects.get(principal_id=house.hanna.pk))
    assert browser.get(address).status_code == 404
