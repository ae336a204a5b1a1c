"""The sheet before a talk: what happened since the last one with this member, and nothing about the others."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.cases import services
from rundblick.cases.services import StepContent
from rundblick.people.models import Address, Membership
from rundblick.preparation.reading import SHOWN
from rundblick.programmes.duebook import refresh
from rundblick.web.clock import now, today
from rundblick.work.models import Outcome
from tests.cases.families import Family, haddad
from tests.family.homes import protect
from tests.house import House
from tests.preparation.talks import AGO, DAY, KEPT, lived
from tests.waiting.lists import waits


def address(family: Family, person: Any = None) -> str:
    return reverse("preparation:page", args=[family.pk, person or family.amira])


def shown(family: Family, person: Any = None, *, by: str = "alma", **asked: str) -> str:
    answer = family.house.login(by).get(address(family, person), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_success_and_the_own_words_stand_first(house: House) -> None:
    page = shown(lived(house))
    places = [page.index(words) for words in ("Selbst beim Amt angerufen", "wieder kochen", "Zuletzt vereinbart")]
    assert places == sorted(places)


def test_it_says_what_became_of_what_was_agreed(house: House) -> None:
    page = shown(lived(house))
    assert "Amira bringt das Zeugnis mit." in page
    assert page.index("Kita anrufen") < page.index("Zeugnis mitbringen") < page.index("erledigt am")
    assert "Zuversicht 6 → 4" in page
    assert "andere Stelle · seit heute" in page


def test_nothing_is_told_of_others_unless_they_share_it(house: House) -> None:
    family = lived(house)
    page = shown(family)
    assert [words for words in KEPT if words in page] == []
    family.task("Karim kauft Schulhefte", person_id=family.karim, shared=True)
    assert "Karim kauft Schulhefte" in shown(family)


def test_the_time_looked_at_can_be_another_one(house: House) -> None:
    family = lived(house)
    later = shown(family, seit=f"{today()}")
    assert "Das ist seither gelungen" not in later
    assert "Das ist früher gelungen" in later
    assert "letzten Gespräch am" in shown(family)
    for nonsense in ("gestern", f"{today() + DAY}", "1990-01-01"):
        assert "letzten Gespräch am" in shown(family, seit=nonsense)


def test_before_the_first_talk_the_sheet_is_friendly_and_empty(house: House) -> None:
    page = shown(haddad(house))
    assert "Noch ist kein Gespräch festgehalten" in page
    assert "darf einfach ein Kennenlernen sein" in page
    assert "prep-block__title" not in page


def test_a_closed_door_leaves_its_topics_away(house: House) -> None:
    family = lived(house)
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=family.pk,
            principal=house.ivo,
            basis=Basis.CONSENT,
            topics=("master", "notes"),
            until=now() + 30 * DAY,
            evidence="Test",
        )
    page = shown(family, by="ivo")
    assert "wieder kochen" in page
    gone = ("Kita anrufen", "Probearbeiten", "Selbst beim Amt", "Nächste Termine", "Gespräch beginnen")
    assert [words for words in gone if words in page] == []


def test_whose_door_shows_no_notes_prepares_nothing(house: House) -> None:
    family = lived(house)
    assert house.login("bert").get(address(family)).status_code == 404
    assert house.login("alma").get(address(family, house.alma.pk)).status_code == 404


def test_what_is_due_takes_one_line_per_topic(house: House) -> None:
    family = lived(house)
    family.appointment(family.amira, starts_at=now() - 3 * DAY)
    family.appointment(family.amira, starts_at=now() - 2 * DAY)
    with as_worker("test"):
        refresh([family.pk])
    page = shown(family)
    assert page.count("Gespräch festhalten") == 1
    assert "und 1 weitere" in page


def test_a_full_block_says_how_much_more_there_is(house: House) -> None:
    family = haddad(house)
    for number in range(SHOWN + 2):
        family.task(f"Aufgabe {number}", person_id=family.amira)
    page = shown(family)
    assert page.count("Aufgabe ") == SHOWN
    assert "und 2 weitere Einträge" in page


def test_what_is_awaited_stands_there_with_its_days(house: House) -> None:
    family = haddad(house)
    waits(family, family.amira, since=40, whom="Jugendamt")
    waits(family, family.karim, kind="home", what="Wohnung am Park", whom="Wohnungsamt", since=20, shared=True)
    waits(family, family.karim, what="Nur für Karim", since=10)
    family.task("Antwort des Trägers", person_id=family.amira, responsible="third", assignee=None)
    page = shown(family)
    assert "Platz am Vormittag" in page and "Jugendamt · seit 40" in page
    assert "Wohnung am Park" in page and "Wohnungsamt" not in page
    assert "Nur für Karim" not in page
    assert page.index("Platz am Vormittag") < page.index("Wohnung am Park") < page.index("Antwort des Trägers")


def test_questions_for_oneself_are_kept_and_stay_private(house: House) -> None:
    family = lived(house)
    asked = reverse("preparation:ask", args=[family.pk, family.amira])
    browser = house.login("alma")
    assert browser.post(asked, {"questions": "Wie war die Probe?"}).status_code == 302
    page = browser.get(asked).content.decode()
    assert "Wie war die Probe?" in page
    assert "Probe" not in browser.get(reverse("preparation:talk", args=[family.pk, family.amira])).content.decode()
    assert "Probe?" not in browser.get(asked.replace(str(family.amira), str(family.karim))).content.decode()
    browser.post(asked, {"questions": " "})
    assert "Probe?" not in browser.get(asked).content.decode()


@pytest.mark.parametrize("held", [True, False])
def test_the_appointment_and_the_start_page_lead_here(house: House, held: bool) -> None:
    family = haddad(house)
    at = now() + dt.timedelta(minutes=1) if not held else now() - 2 * DAY
    appointment = family.appointment(family.amira, starts_at=at)
    browser = house.login("alma")
    page = browser.get(reverse("calendar:appointment", args=[appointment.pk])).content.decode()
    assert (address(family) in page) is not held
    assert address(family) in browser.get(reverse("cases:more", args=[family.pk])).content.decode()
    if at.date() == today():
        assert (address(family) in browser.get("/").content.decode()) is not held


def test_who_left_is_news_unless_their_contact_is_protected(house: House) -> None:
    family = haddad(house, opened_on=AGO)
    with acting_as(house.alma, "test"):
        Membership.objects.filter(person_id=family.karim).update(valid_from=AGO, valid_until=today())
    assert "Karim gehört nicht mehr zum Haushalt" in shown(family)
    assert "Gespräch beginnen" not in shown(family, family.karim)
    talk = reverse("preparation:talk", args=[family.pk, family.karim])
    assert house.login("alma").get(talk).status_code == 404
    protect(family, family.karim)
    assert "gehört nicht mehr" not in shown(family)


def test_work_that_began_and_a_move_are_news_without_details(house: House) -> None:
    family = haddad(house, opened_on=AGO)
    job = {"dossier_id": family.pk, "achieved_on": today(), "recorded_at": now(), "title": "Kantine am Hafen"}
    with acting_as(house.alma, "test"):
        for day, street in ((AGO - 400 * DAY, "Altweg 1"), (today(), "Neuweg 2")):
            Address.objects.create(dossier_id=family.pk, street=street, postcode="1", town="M", valid_from=day)
        Outcome.objects.create(kind="minijob", person_id=family.amira, **job)
        Outcome.objects.create(kind="apprenticeship", person_id=family.karim, **job)
    page = shown(family)
    assert "Ganzer Haushalt: neue Adresse" in page
    assert "Amira Haddad: Minijob" in page
    assert [words for words in ("Neuweg", "Hafen", "Ausbildung") if words in page] == []


def test_shared_goals_of_others_do_not_become_this_members(house: House) -> None:
    family = lived(house)
    with acting_as(house.alma, "test"):
        services.set_goal(case=family.case, person_id=family.karim, text="Führerschein", shared=True)
    assert "Führerschein" not in shown(family)


def test_the_steps_of_the_last_talk_are_found_among_hundreds(house: House) -> None:
    family = haddad(house, opened_on=AGO)
    for day in (AGO, today()):
        steps = [StepContent(text=f"Schritt {one} vom {day}") for one in range(160)]
        family.note(family.amira, happened_on=day, steps=steps)
    agreed = shown(family).split("Zuletzt vereinbart")[1].split("</section>")[0]
    assert f"vom {today()}" in agreed
    assert f"vom {AGO}" not in agreed
