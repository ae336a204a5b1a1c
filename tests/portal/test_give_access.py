"""A coach gives a member access to the own page, and ends it."""

import uuid

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Dossier, DossierKey, Grant, User
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.access.services import DoorClosed, open_door
from rundblick.calendar.errors import Refused
from rundblick.cases.models import Task
from rundblick.portal import services
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def give(house: House, family: Family, **changed: object) -> Client:
    """Alma fills in the form for Amira; answers her browser."""
    browser = house.login("alma")
    data = {"person": family.amira, "email": "amira@test.example"} | changed
    browser.answer = browser.post(f"/meine-seite/zugang/{family.pk}/", data)  # type: ignore[attr-defined]
    return browser


def own_browser(house: House) -> Client:
    """A browser in which Amira is logged in with the account she was given."""
    with acting_as(house.alma, "test", read_only=True):
        user = User.objects.get(email="amira@test.example")
    browser = Client()
    browser.force_login(user)
    return browser


def test_looking_at_the_form_gives_nothing(house: House, family: Family) -> None:
    page = house.login("alma").get(f"/meine-seite/zugang/{family.pk}/").content.decode()
    assert "Amira Haddad" in page and "Karim Haddad" in page
    assert "Sami Haddad" not in page
    with acting_as(house.alma, "test", read_only=True):
        assert not Grant.objects.filter(basis=Basis.SELF).exists()


def test_giving_makes_an_account_a_door_and_a_link_that_sets_the_password_once(house: House, family: Family) -> None:
    answer = give(house, family).answer  # type: ignore[attr-defined]
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "<svg" in page
    link = "/konto/" + page.partition("/konto/passwort/neu/")[1].partition("/konto/")[2]
    link += page.partition("/konto/passwort/neu/")[2].partition("<")[0]
    with acting_as(house.alma, "test", read_only=True):
        user = User.objects.get(email="amira@test.example")
        grant = Grant.objects.get(basis=Basis.SELF)
    assert (user.display_name, user.organisation_id, user.has_usable_password()) == ("Amira Haddad", None, False)
    assert user.access_context().roles == {Role.PARTICIPANT}
    assert (grant.principal_id, grant.subject_id, grant.writes) == (user.pk, family.amira, False)
    assert set(grant.topics) == {"master", "appointments", "notes", "tasks", "goals"}
    person = Client()
    form = person.get(link, follow=True)
    word = "ein langes eigenes Wort 26"
    person.post(form.redirect_chain[-1][0], {"password1": word, "password2": word})
    assert person.login(email="amira@test.example", password=word)
    assert person.get("/meine-seite/").status_code == 200


def test_giving_takes_a_fixed_number_of_statements(house: House, family: Family) -> None:
    browser = house.login("alma")
    browser.get("/")
    # More than an ordinary save: throttle, account, role, door and the token of the link each take their own.
    with at_most(29):
        browser.post(f"/meine-seite/zugang/{family.pk}/", {"person": family.amira, "email": "a@test.example"})


def test_giving_twice_makes_one_account(house: House, family: Family) -> None:
    give(house, family)
    with acting_as(house.alma, "test"):
        again = services.give_access(dossier=family.case.dossier, person_id=family.amira, email="Amira@test.example ")
        assert Grant.objects.filter(basis=Basis.SELF).count() == 1
    assert again.user.email == "amira@test.example"


def test_an_address_in_other_hands_is_refused(house: House, family: Family) -> None:
    for email in ("bert@test.example", "jana@test.example"):
        answer = give(house, family, email=email).answer  # type: ignore[attr-defined]
        assert answer.status_code == 422
        assert "wird hier schon" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert not Grant.objects.filter(basis=Basis.SELF).exists()


def test_a_child_and_a_stranger_get_no_access(house: House, family: Family) -> None:
    for person in (family.sami, uuid.uuid4()):
        assert give(house, family, person=person).answer.status_code == 422  # type: ignore[attr-defined]
    with acting_as(house.alma, "test"), pytest.raises(Refused):
        services.give_access(dossier=family.case.dossier, person_id=uuid.uuid4(), email="x@test.example")


def test_the_access_ends_in_the_same_second_and_can_be_given_again(house: House, family: Family) -> None:
    browser = give(house, family, reports="on")
    with acting_as(house.alma, "test", read_only=True):
        user = User.objects.get(email="amira@test.example")
        grant = Grant.objects.get(basis=Basis.SELF, writes=False)
    person = Client()
    person.force_login(user)
    assert "Was wir vereinbart haben" in person.get("/meine-seite/").content.decode()
    assert browser.get(f"/meine-seite/zugang/{grant.pk}/beenden/").status_code == 405
    assert browser.post(f"/meine-seite/zugang/{grant.pk}/beenden/").status_code == 302
    assert "Ihr Zugang ist beendet" in person.get("/meine-seite/").content.decode()
    with acting_as(user, "test", read_only=True) as context:
        assert not open_grants(context).exists()
    give(house, family)
    assert "Was wir vereinbart haben" in person.get("/meine-seite/").content.decode()


def test_a_fresh_link_comes_by_post_only(house: House, family: Family) -> None:
    browser = give(house, family)
    with acting_as(house.alma, "test", read_only=True):
        grant = Grant.objects.get(basis=Basis.SELF)
    assert browser.get(f"/meine-seite/zugang/{grant.pk}/link/").status_code == 405
    assert "/konto/passwort/neu/" in browser.post(f"/meine-seite/zugang/{grant.pk}/link/").content.decode()
    assert house.login("bert").post(f"/meine-seite/zugang/{grant.pk}/link/").status_code == 404


def test_a_team_mate_cannot_give_or_end_access(house: House, family: Family) -> None:
    give(house, family)
    with acting_as(house.alma, "test", read_only=True):
        grant = Grant.objects.get(basis=Basis.SELF)
    for name in ("bert", "dana", "hanna", "jana"):
        browser = house.login(name)
        assert browser.post(f"/meine-seite/zugang/{family.pk}/", {}).status_code == 404
        assert browser.post(f"/meine-seite/zugang/{grant.pk}/beenden/").status_code == 404


def test_beside_the_case_stands_who_has_access(house: House, family: Family) -> None:
    side = reverse("cases:more", args=[family.pk])
    page = house.login("alma").get(side).content.decode()
    assert "Noch niemand aus dem Haushalt sieht die eigene Seite." in page
    give(house, family, reports="on")
    page = house.login("alma").get(side).content.decode()
    assert page.count("Zugang verwalten") == 1
    assert "Zugang verwalten" not in house.login("alma").get(f"{side}?mitglied={family.karim}").content.decode()
    assert "Eigene Seite" not in house.login("bert").get(side).content.decode()


def test_a_message_becomes_a_task_of_the_coach(house: House, family: Family) -> None:
    give(house, family, reports="on")
    person = own_browser(house)
    page = person.get("/meine-seite/angaben/").content.decode()
    token = page.partition('name="token" value="')[2].partition('"')[0]
    for _ in range(2):
        answer = person.post("/meine-seite/angaben/mitteilen/", {"text": "Neue Nummer: 0171 5", "token": token})
        assert answer.status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        task = Task.objects.get()
        assert task.text == "Nachricht von der eigenen Seite: Neue Nummer: 0171 5"
    assert (task.assignee_id, task.person_id, task.shared) == (house.alma.pk, family.amira, False)
    assert task.due_on == today() + services.ANSWER_WITHIN
    assert "Neue Nummer" in house.login("alma").get("/").content.decode()


def test_without_a_writing_door_the_page_says_whom_to_call(house: House, family: Family) -> None:
    give(house, family)
    person = own_browser(house)
    answer = person.post("/meine-seite/angaben/mitteilen/", {"text": "Falsch", "token": uuid.uuid4()})
    assert answer.status_code == 422
    assert "Rufen Sie bitte Alma" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert not Task.objects.exists()


def test_a_message_without_words_is_not_sent(house: House, family: Family) -> None:
    give(house, family, reports="on")
    person = own_browser(house)
    assert person.post("/meine-seite/angaben/mitteilen/", {"text": " ", "token": uuid.uuid4()}).status_code == 422


def test_the_participants_writing_door_reaches_nothing_but_their_own_tasks(house: House, family: Family) -> None:
    family.task("Fremde Aufgabe", person_id=family.karim)
    give(house, family, reports="on")
    with acting_as(house.alma, "test", read_only=True):
        user = User.objects.get(email="amira@test.example")
    with acting_as(user, "test") as context:
        assert Task.objects.visible_to(context, writing=True).count() == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Task.objects.create(dossier_id=family.pk, person_id=family.karim, text="x", created_on=today())
        assert Dossier.objects.visible_to(context, writing=True).count() == 0
        assert Dossier.objects.filter(pk=family.pk).update(team=house.south) == 0
        assert DossierKey.objects.filter(dossier_id=family.pk).delete()[0] == 0
        with pytest.raises(DoorClosed):
            open_door(
                dossier_id=family.pk,
                principal=house.partner,
                basis=Basis.ASSIGNMENT,
                topics=("notes",),
                evidence="erfunden",
            )
