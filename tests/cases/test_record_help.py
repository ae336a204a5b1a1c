"""What was done beside the talking: recorded with the note of each member, corrected with it, shown where it is."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases import export, hooks, services, support, versions
from rundblick.cases.access import note_or_404
from rundblick.cases.models import AssistingService, ContactNote
from rundblick.cases.services import NoteContent, ServiceContent
from rundblick.network.codes import Support
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.cases.test_write_a_note import typed
from tests.house import House

HELP = {
    "hilfe-TOTAL_FORMS": "1",
    "hilfe-INITIAL_FORMS": "0",
    "hilfe-0-kind": "call",
    "hilfe-0-minutes": "10",
    "hilfe-0-own_action": "together",
}


def write(house: House, family: Family, **values: Any) -> Any:
    return house.login("alma").post(reverse("cases:note_create", args=[family.pk]), typed(family, **values))


def test_the_catalogue_has_the_eleven_kinds_and_both_groups_of_services() -> None:
    assert {kind.code for kind in support.all_kinds()} == set(Support.values) and len(Support.values) == 11
    assert [group.code for group in support.catalogue().services] == ["small", "intensive"]
    assert support.kind_labels(["company", "hands", "früher"]) == ["Arbeitshilfe", "Alltägliche Interaktion", "früher"]
    assert support.service_label("unbekannt") == "unbekannt"


def test_kinds_and_services_stand_in_the_note_of_each_member_alone(house: House) -> None:
    family = haddad(house)
    who = [str(family.amira), str(family.karim)]
    write(house, family, who=who, supports=["motivation", "hands"], **HELP)
    with acting_as(house.alma, "test", read_only=True):
        rows = list(AssistingService.objects.all())
        assert {row.person_id for row in rows} == {family.amira, family.karim}
        told = {(row.kind, row.minutes, row.own_action, row.shared) for row in rows}
        assert told == {("call", 10, "together", False)}
        note = ContactNote.objects.get(person_id=family.amira)
    browser = house.login("alma")
    words = "Anruf zur Klärung (gemeinsam, 10\xa0Min.)"
    for address in (
        reverse("cases:note", args=[note.pk]),
        reverse("cases:story", args=[family.pk]),
        reverse("cases:print", args=[family.pk, family.amira]),
    ):
        page = browser.get(address).content.decode()
        assert words in page and "Motivationale Unterstützung" in page
    with acting_as(house.alma, "test", read_only=True):
        cells = {cell for part in export.sections(family.pk, family.amira) for row in part["rows"] for cell in row}
        assert {words, "Arbeitshilfe, Motivationale Unterstützung"} <= cells


def test_another_member_sees_no_service_before_the_note_is_shared(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira, helped=[ServiceContent(kind="call", own_action="self")])
    family.let_in(house.jana, family.karim)
    with acting_as(house.jana, "test", read_only=True):
        assert not AssistingService.objects.exists()
    with acting_as(house.alma, "test"):
        services.share_note(note=note, shared=True)
    with acting_as(house.jana, "test", read_only=True):
        assert AssistingService.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"hilfe-0-kind": "call"}, "wie viel die Person selbst getan hat"),
        ({"hilfe-0-minutes": "10"}, "um welche Hilfe es geht"),
    ],
)
def test_half_a_service_is_asked_for_and_nothing_is_lost(house: House, values: dict[str, str], problem: str) -> None:
    family = haddad(house)
    counts = {name: HELP[name] for name in ("hilfe-TOTAL_FORMS", "hilfe-INITIAL_FORMS")}
    page = write(house, family, summary="halb fertig", **counts, **values).content.decode()
    assert problem in page and "halb fertig" in page
    with acting_as(house.alma, "test", read_only=True):
        assert not ContactNote.objects.exists()


def test_one_more_row_for_services_keeps_what_was_typed(house: House) -> None:
    family = haddad(house)
    page = write(house, family, mehr="hilfe", summary="halb fertig", **HELP).content.decode()
    assert "halb fertig" in page and 'name="hilfe-1-kind"' in page
    assert '<option value="call" selected>' in page


def test_a_corrected_note_keeps_what_stood_in_its_former_version(house: House) -> None:
    family = haddad(house)
    helped = [ServiceContent(kind="call", own_action="for_person"), ServiceContent(kind="post", own_action="self")]
    (note,) = family.note(family.amira, supports=("hands",), helped=helped)
    content = NoteContent(happened_on=today(), setting="phone", sentence="Anders.", supports=("advice",))
    with acting_as(house.alma, "test") as context:
        services.correct_note(
            note=note,
            version=1,
            content=content,
            why="Versehen",
            helped=[helped[1], ServiceContent(kind="call", own_action="together")],
        )
        found, _acts = versions.of(note_or_404(context, note.pk))
        assert [set(version.services) for version in found] == [
            {"Post gemeinsam öffnen und sortieren (selbst)", "Anruf zur Klärung (gemeinsam)"},
            {"Post gemeinsam öffnen und sortieren (selbst)", "Anruf zur Klärung (stellvertretend)"},
        ]
        assert [version.supports for version in found] == [["Beratung"], ["Arbeitshilfe"]]
    page = house.login("alma").get(reverse("cases:note_history", args=[note.pk])).content.decode()
    assert "Anruf zur Klärung (stellvertretend)" in page


def test_the_page_of_a_correction_begins_with_what_stands_there(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(
        family.amira, supports=("hands",), helped=[ServiceContent(kind="post", own_action="self", minutes=20)]
    )
    browser, address = house.login("alma"), reverse("cases:note_correct", args=[note.pk])
    page = browser.get(address).content.decode()
    assert '<option value="post" selected>' in page and 'value="hands"' in page
    values = {"happened_on": "heute", "setting": "phone", "sentence": "Neu.", "why": "Versehen", "version": "1"}
    more = browser.post(address, values | HELP | {"mehr": "hilfe"}).content.decode()
    assert 'name="hilfe-1-kind"' in more and "Versehen" in more
    browser.post(address, values | HELP)
    with acting_as(house.alma, "test", read_only=True):
        present = AssistingService.objects.filter(until_version__isnull=True)
        assert list(present.values_list("kind", "since_version")) == [("call", 2)]


def test_a_form_without_these_fields_leaves_the_services_as_they_are(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira, helped=[ServiceContent(kind="post", own_action="self")])
    values = {"happened_on": "heute", "setting": "phone", "sentence": "Neu.", "why": "Versehen", "version": "1"}
    house.login("alma").post(reverse("cases:note_correct", args=[note.pk]), values)
    with acting_as(house.alma, "test", read_only=True):
        assert AssistingService.objects.get().until_version is None


def test_merging_moves_the_services_and_a_service_of_all_is_shared(house: House) -> None:
    family = haddad(house)
    family.note(family.amira, helped=[ServiceContent(kind="call", own_action="self")])
    with acting_as(house.alma, "test"):
        hooks.merge(family.karim, family.amira)
        row = AssistingService.objects.get()
        assert row.person_id == family.karim
        with pytest.raises(IntegrityError), transaction.atomic():
            AssistingService.objects.filter(pk=row.pk).update(person=None)
