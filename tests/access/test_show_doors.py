"""Who may see this? What the page tells to whom."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from rundblick.access import hooks, services
from rundblick.access.context import acting_as
from rundblick.access.models import Dossier
from rundblick.access.models.dossiers import Basis
from tests.access.conftest import MEMBER, OTHER_MEMBER, door_of
from tests.house import House
from tests.queries import at_most


def page(house: House, name: str, dossier: Dossier) -> str:
    answer = house.login(name).get(reverse("access:doors", args=[dossier.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def labels() -> Iterator[None]:
    """A higher room that knows what members and cases are called, in place of the installed ones."""
    before = hooks.members._items, hooks.dossier_labels._items
    hooks.members._items = {"test": lambda dossier_id: {MEMBER: "Jana (34)", OTHER_MEMBER: "Ali (12)"}}
    hooks.dossier_labels._items = {"test": lambda ids: {i: "Familie Probe" for i in ids}}
    yield
    hooks.members._items, hooks.dossier_labels._items = before


def test_the_responsible_coach_sees_every_door_with_its_reason(house: House, dossier: Dossier) -> None:
    text = page(house, "alma", dossier)
    for words in (
        "Team Nord",
        "zuständig für den Fall",
        "arbeitet im Auftrag des Jobcenters",
        "Nachweis: Vertrag vom 01.09.2026",
        "alles außer dem geschützten Bereich",
        "ohne festes Ende",
    ):
        assert words in text
    assert "Tür öffnen" in text and "Fall übergeben" in text
    assert "<title>Wer darf das sehen?" in text, "titles carry no names"


def test_without_a_room_that_knows_members_a_member_stays_nameless(house: House, dossier: Dossier) -> None:
    hooks_before = dict(hooks.members.items())
    hooks.members._items.clear()
    try:
        assert "nur für ein Mitglied" in page(house, "alma", dossier)
    finally:
        hooks.members._items.update(hooks_before)


def test_a_room_that_knows_members_gives_them_their_names(house: House, dossier: Dossier, labels: None) -> None:
    text = page(house, "alma", dossier)
    assert "nur für Ali (12)" in text and "Familie Probe" in text


def test_a_team_mate_reads_and_changes_nothing(house: House, dossier: Dossier) -> None:
    text = page(house, "bert", dossier)
    assert "arbeitet im Auftrag" in text
    assert "Tür öffnen" not in text and "Tür schließen" not in text
    assert reverse("access:emergency", args=[dossier.pk]) in text, "there is a way in when it must be"
    assert "/notfall/" not in page(house, "cem", dossier)


def test_the_provider_learns_who_leads_and_its_own_door_only(house: House, dossier: Dossier) -> None:
    text = page(house, "cem", dossier)
    assert "Alma" in text and "Coaching" in text
    assert "Beratungsstelle Brücke" not in text and "Team Nord, Jobcenter" not in text.split("<ul")[1]


def test_the_participant_reads_about_houses_and_reasons_not_about_people(house: House, dossier: Dossier) -> None:
    text = page(house, "jana", dossier)
    assert "Ihre zuständige Fachkraft" in text and "Jobcenter Musterkreis" in text and "Sie selbst" in text
    for hidden in ("Alma", "Coaching", "Vertrag vom", "Tür schließen"):
        assert hidden not in text


def test_the_helper_of_another_member_is_hidden_from_a_member(house: House, dossier: Dossier) -> None:
    assert "Beratungsstelle Brücke" not in page(house, "jana", dossier)
    assert "Beratungsstelle Brücke" in page(house, "alma", dossier)


def test_what_made_an_emergency_is_not_told_to_the_person(house: House, dossier: Dossier) -> None:
    with acting_as(house.hanna, "test") as context:
        services.break_glass(context, dossier_id=dossier.pk, purpose="Anruf wegen eines Streits")
    assert "Anruf wegen eines Streits" in page(house, "alma", dossier)
    told = page(house, "jana", dossier)
    assert "Anruf wegen" not in told and "Notfall" in told


def test_a_closed_door_is_folded_under_the_former_ones(house: House, dossier: Dossier) -> None:
    grant = door_of(house, dossier, Basis.ASSIGNMENT)
    with acting_as(house.alma, "test"):
        services.close_door(grant)
    text = page(house, "alma", dossier)
    assert "Frühere Türen (1)" in text


def test_who_has_no_door_finds_no_page(house: House, dossier: Dossier) -> None:
    for name in ("hanna", "otto", "frank", "eva", "kai"):
        assert house.login(name).get(reverse("access:doors", args=[dossier.pk])).status_code == 404


def test_the_page_costs_few_statements(house: House, dossier: Dossier, labels: None) -> None:
    client = house.login("alma")
    client.get(reverse("access:doors", args=[dossier.pk]))
    with at_most(12):
        client.get(reverse("access:doors", args=[dossier.pk]))
