"""A map belongs to one member; the others see only what is shared (design rule 6), and of the protected nothing."""

from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.network import export
from rundblick.network.models import Tie
from rundblick.people.models import ProtectedContact
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.network.networks import DAY, address, changed, tie

SECRET, OPEN, OWN = "Karims heimliche Freundin", "Familienhelferin", "Amiras Oma"


def full(house: House) -> Family:
    """Something around Amira, around Karim (one helper shared), and around all."""
    family = haddad(house, opened_on=today() - 90 * DAY)
    tie(family, family.amira, OWN, since=today() - 30 * DAY)
    tie(family, family.karim, SECRET, kind="friends", since=today() - 30 * DAY)
    tie(family, family.karim, "Karims Anwalt", kind="advice", since=today() - 30 * DAY)
    tie(family, family.karim, OPEN, kind="family_help", shared=True, since=today() - 30 * DAY)
    tie(family, None, "Kita", kind="school", since=today() - 30 * DAY)
    return family


@pytest.mark.parametrize("guest", ["jana", "ivo"])
def test_the_database_alone_shows_a_member_only_their_own_and_what_is_open(house: House, guest: str) -> None:
    family = full(house)
    basis = Basis.SELF if guest == "jana" else Basis.ASSIGNMENT
    family.let_in(house.people[guest], family.amira, basis=basis)
    with acting_as(house.people[guest], "test", read_only=True) as context:
        assert {row.label for row in Tie.objects.all()} == {OWN, OPEN, "Kita"}
        assert Tie.objects.visible_to(context).count() == 3


def test_no_page_for_one_member_shows_anything_of_the_others(house: House) -> None:
    family = full(house)
    browser = house.login("alma")
    for where in (
        address("map", family, family.amira),
        address("map", family, family.amira) + "?gemeinsam=1",
        address("map", family, family.amira) + f"?stand={today() - 5 * DAY}",
        address("fridge", family, family.amira),
        reverse("cases:more", args=[family.pk]) + f"?mitglied={family.amira}",
        reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}",
        reverse("cases:story", args=[family.pk]) + f"?mitglied={family.amira}",
    ):
        page = browser.get(where).content.decode()
        assert SECRET not in page and "Karims Anwalt" not in page, where
    assert SECRET in browser.get(address("map", family, family.karim)).content.decode()


def test_the_page_names_helpers_the_others_share(house: House) -> None:
    family = full(house)
    page = house.login("alma").get(address("map", family, family.amira)).content.decode()
    assert f"Auch schon in der Familie:</strong> {OPEN} (Familienhilfe, bei Karim Haddad)" in page


def test_the_case_shows_who_helps_already_and_to_a_member_only_what_is_theirs(house: House) -> None:
    family = full(house)
    browser, where = house.login("alma"), reverse("cases:more", args=[family.pk])
    everything = browser.get(where).content.decode()
    for words in ("Wer schon hilft", OPEN, "Karims Anwalt", "Kita"):
        assert words in everything
    assert OWN not in everything  # grandmothers are no formal helpers
    karims = browser.get(f"{where}?mitglied={family.karim}").content.decode()
    assert "Karims Anwalt" in karims


def test_a_tie_of_another_member_cannot_be_opened_through_ones_own_page(house: House) -> None:
    family = full(house)
    browser = house.login("alma")
    with acting_as(house.alma, "test", read_only=True):
        other = next(row for row in Tie.objects.all() if row.label == SECRET)
        sent = changed(other)
    for name in ("tie", "move", "leave", "resume", "choose"):
        where = address(name, family, family.amira, other.thread)
        assert browser.post(where, sent).status_code == 404, name


def test_the_own_copy_has_the_own_network_in_full_and_of_the_others_only_what_they_share(house: House) -> None:
    family = full(house)
    with acting_as(house.alma, "test", read_only=True):
        sections = export.sections(family.pk, family.amira)
    copy = str(sections)
    assert OWN in copy and OPEN in copy and "Kita" in copy
    assert SECRET not in copy and "Karims Anwalt" not in copy
    for section in sections:
        assert {len(row) for row in section["rows"]} == {len(section["columns"])}


def test_helpers_of_somebody_with_protected_contact_are_shown_to_nobody_else(house: House) -> None:
    family = full(house)
    with acting_as(house.alma, "test"):
        ProtectedContact.objects.create(
            dossier_id=family.pk, person_id=family.karim, valid_from=today() - DAY, ended_because=""
        )
    browser = house.login("alma")
    for where in (
        address("map", family, family.amira),
        reverse("cases:more", args=[family.pk]) + f"?mitglied={family.amira}",
    ):
        assert OPEN not in browser.get(where).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert OPEN not in str(export.sections(family.pk, family.amira))
    form = browser.get(address("add", family, family.karim)).content.decode()
    assert "Für die Familie sichtbar" not in form and "um den ganzen Haushalt" not in form
    assert OPEN in browser.get(address("map", family, family.karim)).content.decode()


def test_former_versions_are_behind_the_same_door(house: House) -> None:
    family = full(house)
    with acting_as(house.alma, "test"):
        one = next(row for row in Tie.objects.all() if row.label == SECRET)
        Tie.objects.filter(pk=one.pk).update(on_fridge=True)
    family.let_in(house.jana, family.amira)
    events: Any = Tie._meta.get_field("former").related_model
    with acting_as(house.jana, "test", read_only=True):
        assert not events.objects.exists()
    with acting_as(house.alma, "test", read_only=True):
        assert events.objects.get().label == SECRET
