"""Protected contact: address, ways to reach the person and other households appear nowhere (design rule 6)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access import services as doors
from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.access.models.dossiers import Basis
from rundblick.people import contributions, services
from rundblick.people.models import Address, ContactPoint, Household, Membership, Person, ProtectedContact
from rundblick.people.protection import revealed
from rundblick.people.rules import Role
from rundblick.people.search import find
from rundblick.people.services import NewContact
from rundblick.web.clock import today
from tests.house import House
from tests.people.families import PHONE, STREET, household, kaya, member, person

MARKS = (STREET, PHONE, "Ennigerloh")
FORMER = "Familie Wittkamp"


class Refuge:
    """Gülşen left household Wittkamp with the children; Alma leads both files."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.before = household(house, *self._before(), number="11")
        self.mother = person(self.before, "Gülşen", of=house.alma)
        self.child = person(self.before, "Deniz", of=house.alma)
        with acting_as(house.alma, "test"):
            rows = Membership.objects.filter(person__in=[self.mother, self.child]).select_related("person", "household")
            first, second = rows.order_by("person__birth_date")
            dossier = self.before.dossier
            self.now = services.create_household(
                organisation=house.jobcenter,
                team=dossier.team,
                responsible=house.alma,
                number="22",
                site="ennigerloh",
                members=[services.NewMember(person=self.mother, role=Role.SINGLE_PARENT)],
                address=services.NewAddress(street=STREET, postcode="59320", town="Ennigerloh"),
            )
            services.end_membership(membership=first, valid_until=today())
            services.move_member(membership=second, to=self.now, on=today(), role=Role.CHILD)
            contact = NewContact(kind="mobile", value=PHONE, shared=True)
            services.add_contact(household=self.now, person=self.mother, contact=contact)
            self.protection = services.protect(household=self.now, person=self.mother)

    @staticmethod
    def _before() -> list[services.NewMember]:
        since = dt.date(2020, 1, 1)
        return [
            member("Bernd|Wittkamp", dt.date(1985, 1, 1), Role.PARTNER),
            member("Gülşen|Kaya", dt.date(1990, 2, 13), Role.PARENT, since=since),
            member("Deniz|Kaya", dt.date(2014, 5, 4), since=since),
        ]

    def pages(self, client: Client) -> dict[str, str]:
        """Every page on which something of the two households could stand."""
        client.post(reverse("people:search"), {"q": "Kaya"})
        addresses = {
            "now": reverse("people:household", args=[self.now.dossier_id]),
            "mother": reverse("people:person", args=[self.mother.pk]),
            "child": reverse("people:person", args=[self.child.pk]),
            "search": reverse("people:search"),
            "list": reverse("people:list") + "?wer=alle",
            "intake": reverse("people:intake"),
        }
        shown = {name: client.get(address).content.decode() for name, address in addresses.items()}
        shown["live"] = client.post(reverse("people:search_live"), {"q": "Kaya"}).content.decode()
        return shown


@pytest.fixture
def refuge(house: House) -> Refuge:
    return Refuge(house)


def test_the_case_and_its_list_do_not_tell_the_site(house: House, refuge: Refuge) -> None:
    client = house.login("alma")
    client.post(reverse("cases:open", args=[refuge.now.pk]), {"opened_on": "heute", "focus": [str(refuge.mother.pk)]})
    listed = client.get(reverse("cases:list")).content.decode()
    assert "Gülşen" in listed or "Kaya" in listed
    page = client.get(reverse("cases:page", args=[refuge.now.dossier_id])).content.decode()
    assert "geschützter Kontakt" in page
    for mark in MARKS:
        assert mark not in page and mark not in listed


@pytest.mark.parametrize("who", ["alma", "bert", "dana"])
def test_address_number_and_site_appear_nowhere(house: House, refuge: Refuge, who: str) -> None:
    pages = refuge.pages(house.login(who))
    for name, page in pages.items():
        page = page.replace('<option value="ennigerloh">Ennigerloh</option>', "")
        line = page
        if name == "list":
            line = page[page.index(str(refuge.now.dossier_id)) :].split("</tr>")[0]
        for mark in MARKS:
            assert mark not in line or name == "intake", (name, mark)
    assert "geschützter Kontakt" in pages["search"] and "Geschützter Kontakt" in pages["now"]


def test_no_page_links_the_two_households(house: House, refuge: Refuge) -> None:
    client = house.login("alma")
    pages = refuge.pages(client)
    former = client.get(reverse("people:household", args=[refuge.before.dossier_id])).content.decode()
    assert str(refuge.now.dossier_id) not in former
    for name in ("now", "mother", "child", "search", "live"):
        assert str(refuge.before.dossier_id) not in pages[name], name
        assert FORMER not in pages[name] and "Wittkamp" not in pages[name], name


def test_the_number_leads_to_nobody(house: House, refuge: Refuge) -> None:
    with acting_as(house.alma, "test", read_only=True):
        assert find(PHONE, today=today()).hits == ()


def test_plain_querysets_and_contributions_to_other_rooms_get_nothing(house: House, refuge: Refuge) -> None:
    with acting_as(house.alma, "test", read_only=True):
        assert not Address.objects.filter(dossier_id=refuge.now.dossier_id).exists()
        assert not ContactPoint.objects.filter(person=refuge.mother).exists()
        told = contributions.facts([refuge.now.dossier_id], today())[refuge.now.dossier_id]
        assert told["household.municipality"] is None
        assert contributions.export(refuge.now.dossier_id, refuge.child.pk)
        assert STREET not in str(contributions.export(refuge.now.dossier_id, refuge.child.pk))
        own = str(contributions.export(refuge.now.dossier_id, refuge.mother.pk))
        assert STREET in own and PHONE in own, "the person's own copy is complete"
        assert not Address.objects.filter(dossier_id=refuge.now.dossier_id).exists(), "and closed again"


def test_shared_numbers_are_hidden_from_the_other_members_too(house: House, refuge: Refuge) -> None:
    with acting_as(house.alma, "test"):
        doors.open_door(
            dossier_id=refuge.now.dossier_id,
            principal=house.jana,
            basis=Basis.SELF,
            topics=("master",),
            subject_id=refuge.child.pk,
        )
    with acting_as(house.jana, "test", read_only=True):
        assert Person.objects.count() == 1
        assert ContactPoint.objects.count() == Address.objects.count() == 0


def test_whoever_leads_the_case_may_look_once_and_it_is_logged(house: House, refuge: Refuge) -> None:
    from django.db import connections

    client = house.login("alma")
    answer = client.post(reverse("people:reveal", args=[refuge.now.dossier_id]))
    page = answer.content.decode()
    assert STREET in page and PHONE in page and answer.headers["Cache-Control"] == "no-store"
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT dossiers FROM access_disclosure WHERE kind = 'people.protected_contact'")
        assert cursor.fetchall() == [([refuge.now.dossier_id],)]
    again = client.get(reverse("people:household", args=[refuge.now.dossier_id])).content.decode()
    assert STREET not in again and PHONE not in again


def test_revealing_is_not_enough_without_a_writing_door(house: House, refuge: Refuge) -> None:
    assert house.login("bert").post(reverse("people:reveal", args=[refuge.now.dossier_id])).status_code == 404
    with acting_as(house.bert, "test", read_only=True), revealed(refuge.now.dossier_id):
        assert not Address.objects.filter(dossier_id=refuge.now.dossier_id).exists()


def test_the_intake_check_does_not_show_a_protected_person(house: House, refuge: Refuge) -> None:
    from rundblick.people.duplicates import Stub
    from rundblick.people.twins import candidates

    with acting_as(house.alma, "test", read_only=True):
        assert candidates([Stub("Gülşen", "Kaya", (), dt.date(1990, 2, 13))]) == []


def test_the_switch_explains_itself_and_asks_for_no_reason(house: House) -> None:
    home = household(house, *kaya())
    mother = person(home, "Gülşen", of=house.alma)
    client = house.login("alma")
    address = reverse("people:protect", args=[home.dossier_id, mother.pk])
    page = client.get(address).content.decode()
    assert "Einen Grund müssen Sie nicht angeben" in page and "<textarea" not in page
    assert client.post(address).status_code == client.post(address).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert ProtectedContact.objects.count() == 1, "twice is harmless"


def test_it_ends_only_with_a_reason_which_stays_sealed_on_file(house: House, refuge: Refuge) -> None:
    client = house.login("alma")
    address = reverse("people:unprotect", args=[refuge.protection.pk])
    assert "mindestens 10 Zeichen" in client.post(address, {"because": "ja"}).content.decode()
    assert client.post(address, {"because": "Auf eigenen Wunsch am 20.11."}).status_code == 302
    assert STREET in client.get(reverse("people:household", args=[refuge.now.dossier_id])).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        row: ProtectedContact = ProtectedContact.objects.get()
        assert row.ended_because == "Auf eigenen Wunsch am 20.11."
        assert row.ended_by == User.objects.get(pk=house.alma.pk)
        assert Household.objects.count() == 2


def test_an_address_can_be_kept_up_to_date_while_it_is_protected(house: House, refuge: Refuge) -> None:
    client = house.login("alma")
    with acting_as(house.alma, "test"), revealed(refuge.now.dossier_id):
        Address.objects.filter(dossier_id=refuge.now.dossier_id).update(valid_from=dt.date(2026, 1, 1))
        contact = ContactPoint.objects.get(person=refuge.mother)
    data = {"street": "Noch Geheimer 2", "postcode": "59320", "town": "Ennigerloh", "valid_from": "1.10.2026"}
    assert client.post(reverse("people:address_add", args=[refuge.now.dossier_id]), data).status_code == 302
    changed = {"person": str(refuge.mother.pk), "kind": "mobile", "value": "0171 1112223"}
    address = reverse("people:contact_change", args=[refuge.now.dossier_id, contact.pk])
    assert client.post(address, changed).status_code == 302
    page = client.post(reverse("people:reveal", args=[refuge.now.dossier_id])).content.decode()
    assert "Noch Geheimer 2" in page and "0171 1112223" in page
