"""What the Ampeltorte gives to other rooms: the own copy, the story, merging, erasing, the doors of the database."""

from typing import Any

from django.db import connection
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Erasure, TimelineEntry
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.cases.tools import tools
from rundblick.lights import export, services
from rundblick.lights import hooks as own
from rundblick.lights.models import Card
from rundblick.lights.told import KIND
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.lights.cakes import DAY, anew, away, laid, lay, place

SECRET = "Karim sucht heimlich eine Wohnung"


def test_the_own_copy_tells_every_card_with_its_time_and_nothing_of_the_others(house: House) -> None:
    family = haddad(house)
    course = laid(family, "Deutschkurs", "red", days_ago=40, field=5)
    anew(family, course, days_ago=10, light="green")
    away(family, laid(family, "Umzug", "red", days_ago=40), days_ago=10)
    lay(family, SECRET, of=family.karim)
    lay(family, "Das Auto teilen wir", of=family.karim, shared=True)
    with acting_as(house.alma, "test", read_only=True):
        (section,) = export.sections(family.pk, family.amira)
        assert export.sections(family.pk, family.sami)[0]["rows"][0][0] == "Das Auto teilen wir"
    assert {(row[0], row[1]) for row in section["rows"]} == {
        ("Deutschkurs", "Rot"),
        ("Deutschkurs", "Grün"),
        ("Umzug", "Rot"),
        ("Das Auto teilen wir", "Grün"),
    }
    assert all(len(row) == len(section["columns"]) for row in section["rows"])
    assert SECRET not in str(section)


def test_a_day_at_the_cake_stands_once_in_the_story_of_that_member(house: House) -> None:
    family = haddad(house)
    for number in range(3):
        place(family, lay(family, f"Karte {number}"), "red")
    lay(family, SECRET, of=family.karim)
    browser, page = house.login("alma"), reverse("cases:story", args=[family.pk])
    story = browser.get(f"{page}?mitglied={family.amira}").content.decode()
    assert story.count("An der Ampeltorte gearbeitet") == 1
    assert f"{reverse('lights:board', args=[family.pk, family.amira])}?stand={today()}" in story
    assert browser.get(page).content.decode().count("An der Ampeltorte gearbeitet") == 2


def test_merging_moves_the_cards_and_their_days(house: House) -> None:
    family = haddad(house)
    laid(family, "Kinder", days_ago=5)
    lay(family, "Garten", of=family.karim)
    with acting_as(house.alma, "test"):
        assert own.merge(family.amira, family.karim) == 1
        assert set(Card.objects.values_list("person_id", flat=True)) == {family.amira}
        assert set(TimelineEntry.objects.filter(kind=KIND).values_list("subject_id", flat=True)) == {family.amira}


def test_erasing_leaves_no_card_and_no_former_version(house: House) -> None:
    family, other = haddad(house), haddad(house)
    card = lay(family, "Kinder")
    with acting_as(house.alma, "test") as context:
        services.make_goal(
            card=card,
            version=1,
            case=family.case,
            text="Ziel",
            kind="action",
            since=today(),
            due_on=None,
            author=house.alma,
            token=card.thread,
        )
        request_erasure(context, dossier_id=family.pk, ground="Aufbewahrungsfrist abgelaufen")
    lay(other, "bleibt")
    with acting_as(house.eva, "test") as context:
        approve_erasure(context, erasure=Erasure.objects.get())
    with as_worker("test"):
        assert erase(family.pk) > 0
    with as_worker("test"), connection.cursor() as cursor:
        for table in ("lights_card", "lights_cardevent"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE dossier_id = %s", [family.pk])
            assert cursor.fetchone() == (0,)
        assert Card.objects.get().text == "bleibt"


def test_the_database_alone_shows_a_member_only_their_own_cards_and_what_is_open(house: House) -> None:
    family = haddad(house)
    lay(family, "Amiras Karte")
    hidden = lay(family, SECRET, of=family.karim)
    lay(family, "Das Auto teilen wir", of=family.karim, shared=True)
    place(family, hidden, "red")
    family.let_in(house.jana, family.amira)
    events: Any = Card._meta.get_field("former").related_model
    with acting_as(house.jana, "test", read_only=True) as context:
        assert {card.text for card in Card.objects.all()} == {"Amiras Karte", "Das Auto teilen wir"}
        assert Card.objects.visible_to(context).count() == 2
        assert not events.objects.exists()
    with acting_as(house.bert, "test", read_only=True):
        assert not Card.objects.exists(), "the team's door does not carry what was said"
    with acting_as(house.alma, "test", read_only=True):
        assert events.objects.get().text == SECRET


def test_the_tool_is_offered_second_and_its_kinds_are_named() -> None:
    tool = tools.get("lights")
    assert tool is not None and (tool.label, tool.order, tool.topic) == ("Ampeltorte", 20, "situation")
    for kind in ("board", "past", "add", "move", "change", "goal"):
        assert hooks.disclosure_kinds.get(f"lights.{kind}")


def test_days_of_others_are_not_days_of_this_member(house: House) -> None:
    family = haddad(house)
    laid(family, SECRET, days_ago=20, person_id=family.karim)
    page = house.login("alma").get(reverse("lights:board", args=[family.pk, family.amira])).content.decode()
    assert (today() - 20 * DAY).isoformat() not in page
