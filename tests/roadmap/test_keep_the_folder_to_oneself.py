"""The folder belongs to the person: nobody else reads a sheet that is not shown, and nobody else writes on one."""

from typing import Any

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused, Stale
from rundblick.roadmap import services
from rundblick.roadmap.models import ALL, Decision, Leaf, Path, Position, Step, Ticket
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.roadmap.roads import (
    DAY,
    SECRET,
    SELF,
    address,
    decided,
    kept,
    own_page,
    placed,
    said,
    stepped,
    whose,
    wished,
)
from tests.situation.lives import consented

PAGE = "portal:roadmap"


@pytest.fixture
def family(house: House) -> Family:
    """Jana reads as Amira."""
    found = haddad(house)
    own_page(found)
    return found


def reads(house: House, name: str, model: Any = Leaf) -> int:
    """How many rows this person gets from PostgreSQL with an unrestricted queryset, checked against `visible_to`."""
    with acting_as(house.people[name], "test", read_only=True) as context:
        rows: int = model.objects.count()
        assert model.objects.visible_to(context).count() == rows
    return rows


def mine(house: House) -> str:
    return house.login("jana").get(reverse(PAGE)).content.decode()


def test_a_sheet_is_read_by_the_person_alone_whatever_doors_others_hold(house: House, family: Family) -> None:
    kept(family)
    ends = now() + 30 * DAY
    everything = ("master", "notes", "situation")
    family.let_in(house.bert, None, basis=Basis.DEPUTY, topics=everything, writes=True, until=ends)
    consented(family, reader=house.hanna, topics=("master", "situation", "protected"))
    assert {name for name in house.people if reads(house, name)} == {"jana"}
    wished(family)
    assert SECRET not in house.login("alma").get(address("page", family)).content.decode()


def test_a_shown_sheet_is_read_by_whoever_holds_the_situation_until_it_is_taken_back(
    house: House, family: Family
) -> None:
    wished(family)
    row = kept(family, shown=True)
    assert {name for name in house.people if reads(house, name)} == {"jana", "alma"}
    assert SECRET in house.login("alma").get(address("page", family)).content.decode()
    kept(family, shown=False, version=row.version)
    assert SECRET not in house.login("alma").get(address("page", family)).content.decode()
    assert reads(house, "alma") == 0


def test_no_colleague_writes_changes_or_removes_a_sheet(house: House, family: Family) -> None:
    row = kept(family, shown=True)
    with acting_as(house.alma, "test"):
        assert Leaf.objects.filter(pk=row.pk).update(shown=False) == 0
        assert Leaf.objects.filter(pk=row.pk).delete()[0] == 0
    with pytest.raises(DatabaseError), acting_as(house.alma, "test"):
        services.keep_leaf(whose=whose(family), author=house.alma, code="past", words="Von Alma", shown=True, version=0)


def test_a_sheet_lies_sealed_in_the_database(house: House, family: Family) -> None:
    kept(family)
    with as_worker("test"), connection.cursor() as cursor:
        cursor.execute("SELECT words FROM roadmap_leaf")
        assert SECRET.encode() not in bytes(cursor.fetchone()[0])


def test_the_person_writes_shows_and_throws_away_on_the_own_page(house: House, family: Family) -> None:
    jana = house.login("jana")
    sheet = reverse("portal:roadmap_sheet", args=["wants"])
    assert "Ohne das geht es nicht" not in jana.get(sheet).content.decode()
    assert jana.post(sheet, {"words": SECRET, "version": "0"}).status_code == 302
    assert "lese nur ich" in mine(house)
    assert jana.post(sheet, {"words": SECRET, "shown": "on", "version": "1"}).status_code == 302
    assert "zeige ich meiner Begleitung" in mine(house)
    assert jana.post(sheet, {"words": " ", "version": "2"}).status_code == 302
    with as_worker("test"):
        assert not Leaf.objects.exists()
    assert jana.get(reverse("portal:roadmap_sheet", args=["unbekannt"])).status_code == 404


def test_two_windows_on_one_sheet_show_both_texts(house: House, family: Family) -> None:
    kept(family)
    answer = house.login("jana").post(
        reverse("portal:roadmap_sheet", args=["wants"]), {"words": "Anders", "version": "0"}
    )
    assert answer.status_code == 409 and SECRET in answer.content.decode() and "Anders" in answer.content.decode()
    with pytest.raises(Stale):
        kept(family, "Noch anders", version=7)


def test_the_own_access_reads_the_path_of_this_person_and_of_nobody_else(house: House, family: Family) -> None:
    wished(family)
    stepped(family, "route")
    said(family)
    placed(family, "before", 4)
    decided(family)
    for model in (Path, Step, Ticket, Position, Decision):
        assert reads(house, "jana", model) == 1, model
    with as_worker("test"):
        for model in (Path, Step, Ticket, Position, Decision):
            model.objects.update(person_id=family.karim)
    for model in (Path, Step, Ticket, Position, Decision):
        assert reads(house, "jana", model) == 0, model


def test_the_own_access_changes_nothing_that_colleagues_wrote(house: House, family: Family) -> None:
    wished(family)
    ticket = said(family)
    decided(family)
    with acting_as(house.jana, "test"):
        for model in (Path, Ticket, Decision):
            assert model.objects.filter(person_id=family.amira).delete()[0] == 0, model
    with pytest.raises(Refused), acting_as(house.jana, "test"):
        services.say_wish(whose=whose(family), author=house.jana, wish=True, on=today(), version=1)
    with acting_as(house.alma, "test", read_only=True):
        assert Ticket.objects.get().pk == ticket.pk


def test_the_person_decides_places_and_writes_a_ticket_themselves(house: House, family: Family) -> None:
    wished(family)
    jana = house.login("jana")
    said(family, voice="person", ideas="Praktikum")
    assert "Praktikum" in jana.get(reverse("portal:roadmap_ticket")).content.decode()
    assert jana.post(reverse("portal:roadmap_ticket"), {"ideas": "Probearbeiten im Labor"}).status_code == 302
    token = "6f0d7c7e-52e2-4d6e-8f43-9a4de65dd1f5"
    position = {"value": "6", "matters": ["papers"], "token": token}
    assert jana.post(reverse("portal:roadmap_position", args=["before"]), position).status_code == 302
    assert jana.post(reverse("portal:roadmap_choose"), {"choice": "later", "token": token}).status_code == 422
    later = {"choice": "later", "review_on": f"{today() + 30 * DAY:%d.%m.%Y}", "token": token}
    assert jana.post(reverse("portal:roadmap_choose"), later).status_code == 302
    text = mine(house)
    for words in ("Probearbeiten im Labor", "6: unterwegs dorthin", "noch warten"):
        assert words in text
    staff = house.login("alma").get(address("page", family)).content.decode()
    assert "selbst geschrieben" in staff and "Auf der eigenen Seite gesagt." in staff
    with acting_as(house.alma, "test"):
        for model in (Ticket, Position, Decision):
            assert model.objects.filter(own_hand=True).delete()[0] == 0, model


def test_without_a_wish_there_is_a_folder_and_nothing_to_decide(house: House, family: Family) -> None:
    assert "Meine Mappe" in mine(house) and "Ich entscheide" not in mine(house)
    for name, more in (("choose", []), ("ticket", []), ("position", ["before"])):
        assert house.login("jana").get(reverse(f"portal:roadmap_{name}", args=more)).status_code == 302


def test_the_booklet_holds_the_sheets_for_the_person_and_empty_ones_for_the_coach(house: House, family: Family) -> None:
    wished(family)
    kept(family)
    own = house.login("jana").get(reverse("portal:roadmap_folder"))
    assert own.headers["Content-Type"] == "application/pdf" and own.content.startswith(b"%PDF")
    assert "Haddad" not in own.headers["Content-Disposition"]
    assert house.login("alma").get(address("paper", family)).content.startswith(b"%PDF")


def test_a_copy_says_that_there_is_a_folder_and_not_what_is_in_it(house: House, family: Family) -> None:
    kept(family)
    kept(family, "Ich kann genau arbeiten", code="strengths", shown=True)
    with acting_as(house.alma, "test", read_only=True):
        text = str(hooks.export.get("roadmap")(family.pk, family.amira))  # type: ignore[misc]
        other = str(hooks.export.get("roadmap")(family.pk, family.karim))  # type: ignore[misc]
    assert "Ich kann genau arbeiten" in text and "eigene Mappe" in text and SECRET not in text
    assert "Mappe" not in other


def test_a_copy_holds_everything_that_is_known(house: House, family: Family) -> None:
    wished(family)
    stepped(family, "three", words="Teilzeit am Vormittag")
    decided(family, "later", review=30)
    said(family, care="Nicht vor acht Uhr", hours_from=15, hours_until=20)
    placed(family, "before", 4, words="Mit dem Papier wäre ich näher dran", matters=["papers"])
    with acting_as(house.alma, "test", read_only=True):
        text = str(hooks.export.get("roadmap")(family.pk, family.amira))  # type: ignore[misc]
    for words in (
        "Gespräch zu dritt",
        "Teilzeit",
        "Ich warte noch",
        "Nicht vor acht",
        "15 bis 20 Stunden",
        "Zeugnisse",
    ):
        assert words in text, words


def test_merging_loses_no_word_and_shows_nothing_that_was_not_shown(house: House, family: Family) -> None:
    wished(family)
    stepped(family, "route", words="alt")
    said(family, ideas="alt")
    kept(family, "Erste Hälfte", shown=True)
    family.let_in(house.jana, family.karim, topics=SELF)
    karim = whose(family, family.karim)
    with acting_as(house.jana, "test"):
        services.keep_leaf(whose=karim, author=house.jana, code="wants", words="Zweite Hälfte", shown=False, version=0)
    with acting_as(house.alma, "test"):
        services.say_wish(whose=karim, author=house.alma, wish=False, on=today())
        services.note_step(whose=karim, author=house.alma, code="route", state="done", words="neu", version=0)
        services.write_ticket(whose=karim, author=house.alma, voice="coach", ideas="neu")
    with as_worker("test"):
        hooks.merge.get("roadmap")(family.amira, family.karim)  # type: ignore[misc]
        leaf = Leaf.objects.get()
        assert leaf.person_id == family.amira and not leaf.shown
        assert "Erste Hälfte" in leaf.words and "Zweite Hälfte" in leaf.words
        assert Path.objects.get().wish is False and Step.objects.get().words == "neu"
        assert Ticket.objects.get(valid_until=None).ideas == "neu"


def test_erasing_leaves_nothing_and_no_former_version(house: House, family: Family) -> None:
    wished(family)
    stepped(family, "route")
    said(family)
    placed(family, "before", 4)
    decided(family)
    kept(family)
    with as_worker("test"):
        assert hooks.erase.get("roadmap")(family.pk) == 6  # type: ignore[misc]
        for model in ALL:
            assert not model._default_manager.exists(), model


def test_the_own_pages_take_their_statements(house: House, family: Family) -> None:
    wished(family)
    said(family)
    kept(family)
    jana = house.login("jana")
    jana.get(reverse(PAGE))
    with at_most(14):
        assert jana.get(reverse(PAGE)).status_code == 200
    with at_most(10):
        assert jana.get(reverse("portal:roadmap_sheet", args=["wants"])).status_code == 200
