"""A biography belongs to one member; the others see what that member shares, and nothing else (design rule 6)."""

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.biography import export, queries
from rundblick.biography.models import ALL, Stretch
from tests.biography.lives import profile, tell
from tests.cases.families import Family, haddad
from tests.house import House

SECRET, OPEN = "Karims Zeit in Bremen", "Karims Meisterschule"


def full(house: House) -> Family:
    """Something of everything for both, and one stretch Karim shares."""
    family = haddad(house)
    tell(family, family.amira, title="Amiras Ausbildung")
    tell(family, family.karim, title=SECRET, reading=SECRET)
    tell(family, family.karim, "seit 2024", OPEN, shared=True)
    profile(family, family.amira, words="Amiras Worte")
    profile(family, family.karim, words=SECRET)
    return family


@pytest.mark.parametrize("name", ["page", "profile", "facts", "read_in"])
@pytest.mark.parametrize("together", ["", "?gemeinsam=1"])
def test_the_page_for_one_member_shows_nothing_of_the_others(house: House, name: str, together: str) -> None:
    family = full(house)
    answer = house.login("alma").get(reverse(f"biography:{name}", args=[family.pk, family.amira]) + together)
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_what_a_member_shares_stands_apart_from_the_own_biography(house: House) -> None:
    family = full(house)
    page = house.login("alma").get(reverse("biography:page", args=[family.pk, family.amira]))
    assert OPEN in page.content.decode()
    assert [row.title for row in page.context["stretches"]] == ["Amiras Ausbildung"]
    assert OPEN not in page.context["picture"].svg


@pytest.mark.parametrize("guest", ["jana", "ivo"])
def test_the_database_alone_shows_a_member_their_own_and_what_is_open(house: House, guest: str) -> None:
    family = full(house)
    basis = Basis.SELF if guest == "jana" else Basis.ASSIGNMENT
    family.let_in(house.people[guest], family.amira, basis=basis, topics=("master", "situation"))
    with acting_as(house.people[guest], "test", read_only=True) as context:
        assert {row.title for row in Stretch.objects.all()} == {"Amiras Ausbildung", OPEN}
        for model in ALL:
            assert {row.person_id for row in model.objects.all() if not row.shared} == {family.amira}
            assert queries.statements(model, context).count() == model.objects.count()


def test_participants_have_no_staff_pages(house: House) -> None:
    family = full(house)
    family.let_in(house.jana, family.amira)
    for name in ("page", "profile", "facts", "stretch_create", "read_in"):
        address = reverse(f"biography:{name}", args=[family.pk, family.amira])
        assert house.login("jana").get(address).status_code == 404


def test_a_door_without_the_topic_opens_nothing(house: House) -> None:
    family = full(house)
    family.let_in(house.ivo, None, basis=Basis.ASSIGNMENT, topics=("master", "notes", "goals"))
    address = reverse("biography:page", args=[family.pk, family.amira])
    assert house.login("ivo").get(address).status_code == 404


def test_a_door_that_only_reads_shows_no_way_to_change(house: House) -> None:
    family = full(house)
    family.let_in(house.ivo, None, basis=Basis.ASSIGNMENT, topics=("master", "situation"), writes=False)
    browser = house.login("ivo")
    page = browser.get(reverse("biography:page", args=[family.pk, family.amira])).content.decode()
    assert "Amiras Ausbildung" in page
    assert "Ändern" not in page
    with acting_as(house.alma, "test", read_only=True):
        row = Stretch.objects.filter(person_id=family.amira).get()
    assert browser.get(reverse("biography:stretch", args=[row.pk])).status_code == 404
    assert browser.get(reverse("biography:stretch_create", args=[family.pk, family.amira])).status_code == 404


def test_the_own_copy_holds_nothing_of_the_others(house: House) -> None:
    family = full(house)
    with acting_as(house.alma, "test", read_only=True):
        copy = export.sections(family.pk, family.amira)
    assert SECRET not in str(copy)
    assert OPEN in str(copy)
    assert {section["title"] for section in copy} == {
        "Lebenslauf", "Interessen", "Fähigkeiten", "Sprachkenntnisse", "Laufende Aktivitäten", "Beweglichkeit",
    }  # fmt: skip
    for section in copy:
        assert all(len(row) == len(section["columns"]) for row in section["rows"])
