"""What the situation gives to other rooms: the own copy, merging and erasing, the list of tools, what is due."""

import datetime as dt
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Erasure, TimelineEntry
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.consent import services as consents
from rundblick.consent.models import Consent
from rundblick.programmes.models import DueItem
from rundblick.situation import due, export, protected
from rundblick.situation.hooks import merge
from rundblick.situation.models import Entry, ProtectedEntry, Review
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import give
from tests.house import House
from tests.situation.lives import DAY, SECRET, WORDS, confided, consented, said, withdrawn


def copy(family: Family) -> str:
    with acting_as(family.house.alma, "test", read_only=True):
        sections = export.sections(family.pk, family.amira)
    for section in sections:
        for row in section["rows"]:
            assert len(row) == len(section["columns"]), section["title"]
    return str(sections)


def test_the_own_copy_holds_what_is_about_the_person_and_nothing_of_the_others(house: House) -> None:
    family = haddad(house)
    consented(family)
    said(family)
    said(family, family.karim, text="Karims Sache")
    said(family, family.karim, text="Für alle", shared=True)
    confided(family)
    told = copy(family)
    for words in (WORDS, "Für alle", SECRET, "Gesundheit", "Auskommen mit dem Geld"):
        assert words in told
    assert "Karims Sache" not in told


def test_the_own_copy_says_what_a_closed_door_keeps_back(house: House) -> None:
    family = haddad(house)
    grant = consented(family)
    confided(family)
    withdrawn(family, grant)
    told = copy(family)
    assert SECRET not in told
    assert "zurzeit verschlossen" in told


def test_two_records_of_one_person_become_one_also_behind_closed_doors(house: House) -> None:
    family = haddad(house)
    grant = consented(family)
    said(family)
    confided(family)
    withdrawn(family, grant)
    with acting_as(house.alma, "test"):
        protected.keep(
            dossier_id=family.pk, person_id=family.amira, author=house.alma, legal_reason="laufendes Verfahren"
        )
    from rundblick.access.context import reason

    with as_worker("test"), reason("people.merge:test"):
        assert merge(family.karim, family.amira) == 3
    with as_worker("test"):
        for model in (Entry, ProtectedEntry, Review):
            assert set(model.objects.values_list("person_id", flat=True)) == {family.karim}
        assert TimelineEntry.objects.get(kind="situation").subject_id == family.karim


def test_erasing_the_file_takes_everything_of_it(house: House) -> None:
    family = haddad(house)
    consented(family)
    said(family)
    confided(family)
    with acting_as(house.alma, "test") as alma:
        request_erasure(alma, dossier_id=family.pk, ground="Aufbewahrungsfrist abgelaufen")
    with acting_as(house.eva, "test") as eva:
        approve_erasure(eva, erasure=Erasure.objects.get(dossier_ref=family.pk))
    with as_worker("erase"):
        erase(family.pk)
        models: tuple[Any, ...] = (Entry, ProtectedEntry, Review)
        for model in models:
            assert not model.objects.exists()
            assert not model._meta.get_field("former").related_model.objects.exists()


def test_the_list_of_tools_says_what_is_there(house: House) -> None:
    family = haddad(house)
    browser, address = house.login("alma"), reverse("cases:tools", args=[family.pk])
    assert "noch nicht benutzt" in browser.get(address, {"mitglied": str(family.amira)}).content.decode()
    said(family)
    said(family, family.karim)
    assert (
        "1\N{NO-BREAK SPACE}Eintrag, zuletzt" in browser.get(address, {"mitglied": str(family.amira)}).content.decode()
    )


def test_a_withdrawal_becomes_due_with_a_number_and_no_word(house: House) -> None:
    family = haddad(house)
    consent = give(house, family.household, family.amira)
    confided(family)
    fields = {field.attname for field in DueItem._meta.concrete_fields}
    with acting_as(house.alma, "test"):
        assert due.undecided([family.pk], today()) == []
        consents.withdraw(Consent.objects.get(pk=consent.pk))
    with acting_as(house.alma, "test"):
        (item,) = due.undecided([family.pk], today())
        assert set(item) <= fields
        assert (item["person_id"], item["due_on"]) == (family.amira, today() + dt.timedelta(days=7))
        assert SECRET not in str(item)
        assert due.undecided([family.pk], today() - DAY) == []
        assert not ProtectedEntry.objects.exists()
        protected.erase(dossier_id=family.pk, person_id=family.amira, author=house.alma)
        assert due.undecided([family.pk], today()) == []
    assert hooks.due_rules.get(due.RULE) is not None
