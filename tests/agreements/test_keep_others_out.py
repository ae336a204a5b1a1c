"""Who reads and who writes, by PostgreSQL alone: the querysets stand open here."""

import pytest
from django.db import ProgrammingError, connection
from django.db.models import Model

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.doors import is_history, rooms_models
from rundblick.access.models import User
from rundblick.access.policies import staff_tables
from rundblick.access.roles import Role
from rundblick.agreements.codes import Kind, Side
from rundblick.agreements.models import (
    Agreement,
    BusinessContact,
    Decision,
    Item,
    Lesson,
    Meeting,
    Member,
    Wording,
)
from rundblick.agreements.services import agreements as services
from rundblick.agreements.services import network
from rundblick.web.clock import now, today
from tests.agreements.building import PURPOSE, agreed, decided, described, learnt, met, noted
from tests.house import House

HOUSE = {"alma", "bert", "dana", "hanna", "gina", "lena", "mats", "nora", "eva", "frank"}
SHARED: tuple[type[Model], ...] = (Agreement, Wording, BusinessContact)
OWN: tuple[type[Model], ...] = (Item, Member, Meeting, Decision, Lesson)


def filled(house: House) -> Agreement:
    """Something in every table, changed once so that there is a history."""
    row = agreed(house)
    with acting_as(house.nora, "test"):
        contact = services.add_contact(agreement=row, side=Side.HOUSE, function="Leitung", name="", reach="")
        services.change_contact(contact=contact, version=1, side=Side.HOUSE, function="Leitung", name="", reach="9")
    described(house, row, title="Kurze Wege")
    group = noted(house, Kind.GROUP)
    decision = decided(house, met(house, group))
    with acting_as(house.nora, "test"):
        network.join(group=group, body="Schulamt", function="")
        network.done(decision=decision, yes=True)
    learnt(house)
    return row


def readers(house: House, model: type[Model]) -> set[str]:
    found = set()
    for name, person in house.people.items():
        with acting_as(person, "test"):
            if model._default_manager.exists():
                found.add(name)
    return found


def test_the_house_reads_everything_and_a_partner_what_it_is_party_to(house: House) -> None:
    filled(house)
    for model in SHARED:
        assert readers(house, model) == HOUSE | {"ivo"}, model
    for model in OWN:
        assert readers(house, model) == HOUSE, model


def test_history_stands_behind_the_same_doors(house: House) -> None:
    filled(house)
    histories = [model for model in rooms_models() if is_history(model) and model._meta.app_label == "agreements"]
    assert {model.__name__ for model in histories} >= {"AgreementEvent", "BusinessContactEvent", "DecisionEvent"}
    seen = {model.__name__: readers(house, model) for model in histories}
    assert seen["AgreementEvent"] == seen["BusinessContactEvent"] == HOUSE | {"ivo"}
    assert seen["DecisionEvent"] == HOUSE
    assert all(who <= HOUSE | {"ivo"} for who in seen.values())


@pytest.mark.parametrize("name", ["alma", "frank", "ivo", "cem", "otto", "jana"])
def test_nobody_but_the_houses_editors_changes_anything(house: House, name: str) -> None:
    row = filled(house)
    with acting_as(house.people[name], "test"):
        assert Agreement.objects.filter(pk=row.pk).update(purpose="Anders") == 0
        for model in (BusinessContact, Item, Member, Meeting, Decision, Lesson):
            first = next(iter(model._meta.concrete_fields[1:]))
            assert model._default_manager.update(**{first.attname: None}) == 0, model
        assert BusinessContact.objects.all().delete()[0] == Member.objects.all().delete()[0] == 0
    with acting_as(house.people[name], "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Wording.objects.create(
            agreement=row, number=9, stage="signed", on=today(), author=house.people[name], written_at=now()
        )


def test_a_partners_own_coordination_reads_and_writes_nothing(house: House) -> None:
    row = filled(house)
    with acting_as(house.frank, "test"):
        access.assign_role(user=house.ivo, role=Role.COORDINATOR)
    ivo = User.objects.get(pk=house.ivo.pk)
    browser = house.login("ivo")
    assert browser.get(f"/vereinbarungen/{row.pk}/").status_code == 200
    assert browser.get(f"/vereinbarungen/{row.pk}/bearbeiten/").status_code == 404
    assert browser.get("/netzwerkstelle/").status_code == browser.get("/vereinbarungen/neu/").status_code == 404
    with acting_as(ivo, "test"):
        assert Agreement.objects.update(purpose="Anders") == 0
    with acting_as(ivo, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Agreement.objects.create(house=house.partner, partner_name="Wir", purpose="x", begun_at=now())
    with acting_as(ivo, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Agreement.objects.create(house=house.jobcenter, partner_name="Wir", purpose="x", begun_at=now())


def test_an_agreement_is_not_moved_into_another_house(house: House) -> None:
    row = agreed(house)
    with acting_as(house.nora, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Agreement.objects.filter(pk=row.pk).update(house=house.other_jobcenter)


def test_a_guest_sees_the_entry_only_with_an_agreement(house: House) -> None:
    browser = house.login("ivo")
    assert "Unsere Vereinbarungen" not in browser.get("/").content.decode()
    assert browser.get("/vereinbarungen/").status_code == 404
    agreed(house)
    assert "Unsere Vereinbarungen" in browser.get("/").content.decode()
    page = browser.get("/vereinbarungen/").content.decode()
    assert PURPOSE in page and house.jobcenter.name in page and "Netzwerkstelle" not in page
    for other in ("cem", "kai"):
        start = house.login(other).get("/").content.decode()
        assert "Unsere Vereinbarungen" not in start and ">Netzwerk<" not in start


def test_another_jobcenter_reads_what_it_is_party_to_and_changes_nothing_there(house: House) -> None:
    row = agreed(house, partner=house.other_jobcenter)
    with acting_as(house.frank, "test"):
        access.assign_role(user=house.otto, role=Role.COORDINATOR)
    browser = house.login("otto")
    for where in ("/vereinbarungen/", f"/vereinbarungen/{row.pk}/"):
        page = browser.get(where).content.decode()
        assert f"Vereinbarung mit {house.jobcenter.name}" in page
    assert "Neue Fassung" not in page and "Neue Vereinbarung" in browser.get("/vereinbarungen/").content.decode()
    assert browser.get(f"/vereinbarungen/{row.pk}/fassung/").status_code == 404
    with acting_as(house.otto, "test"):
        assert Agreement.objects.update(purpose="Anders") == 0


def test_a_guest_reads_both_names_but_not_who_wrote(house: House) -> None:
    row = agreed(house)
    page = house.login("ivo").get(f"/vereinbarungen/{row.pk}/").content.decode()
    assert "eingetragen von" not in page and "Angaben ändern" not in page
    assert house.jobcenter.name in page
    assert "eingetragen von Nora" in house.login("alma").get(f"/vereinbarungen/{row.pk}/").content.decode()


@pytest.mark.parametrize(
    ("name", "expected"), [("nora", True), ("dana", True), ("alma", True), ("eva", True), ("lena", False)]
)
def test_the_house_finds_the_network_among_what_it_offers(house: House, name: str, expected: bool) -> None:
    page = house.login(name).get("/").content.decode()
    assert ('href="/vereinbarungen/"' in page) == expected
    assert "Unsere Vereinbarungen" not in page


def test_every_table_of_the_room_stands_behind_its_door() -> None:
    assert {*SHARED, *OWN} <= set(staff_tables())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE relrowsecurity AND relforcerowsecurity) FROM pg_class"
            " WHERE relname LIKE 'agreements\\_%%' AND relkind = 'r'"
        )
        tables, forced = cursor.fetchone()
    assert tables == forced == 15
