"""Seeking contact: two taps, consent, quiet, back, and what the others are told."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.access.models import Grant, TimelineEntry
from rundblick.access.services import close_door
from rundblick.calendar.errors import Refused
from rundblick.outreach import due, services
from rundblick.outreach.models import Entry
from rundblick.programmes import services as programmes
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import visits_allowed
from tests.house import House
from tests.outreach.seeking import TOKEN, address, ago, is_back, sent, stops, tries
from tests.programmes.homes import published
from tests.programmes.living import living, workshop
from tests.queries import at_most

PAGE, ATTEMPT = 10, 12
"""Statements: the page, and noting an attempt of somebody in no programme."""


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def rows(family: Family) -> list[tuple[str, str, str]]:
    with acting_as(family.house.alma, "test", read_only=True):
        return [(row.kind, row.channel, row.result) for row in Entry.objects.order_by("on", "written_at")]


def asked(family: Family, on: dt.date | None = None) -> list[tuple[str, dt.date]]:
    with acting_as(family.house.alma, "test", read_only=True):
        return [(one["label"], one["due_on"]) for one in due.steps_due([family.pk], on or today())]


def test_two_taps_note_an_attempt_and_the_next_step_shows_with_its_reason(family: Family) -> None:
    browser = family.house.login("alma")
    assert "Damit fängt es an" in browser.get(address(family)).content.decode()
    with at_most(ATTEMPT):
        assert browser.post(address(family), sent()).status_code == 302
    assert browser.post(address(family), sent()).status_code == 302
    assert rows(family) == [("attempt", "phone", "no_answer")], "sent twice, it stands there once"
    with at_most(PAGE):
        page = browser.get(address(family)).content.decode()
    assert "Anderer Weg, andere Tageszeit" in page and "Manche gehen nicht ans Telefon" in page
    assert "zählen nirgends gegen die Person" in page and "keiner Rechtsfolge" in page
    assert asked(family) == [("Kontakt suchen: Anderer Weg, andere Tageszeit", today() + dt.timedelta(days=3))]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"channel": ""}, "Bitte wählen Sie etwas aus"),
        ({"on": "31.12.2030"}, "muss"),
        ({"channel": "home", "consented": "on"}, "Ohne schriftliche Einwilligung"),
        ({"channel": "trusted"}, "eingewilligt"),
        ({"result": ""}, "Ergebnis"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_noted(family: Family, wrong: dict[str, str], words: str) -> None:
    answer = family.house.login("alma").post(address(family), sent() | wrong)
    assert answer.status_code == 422 and rows(family) == []
    if words != "muss":
        assert words in answer.content.decode()


def test_nobody_goes_home_without_consent_not_even_past_the_form(family: Family) -> None:
    with pytest.raises(Refused, match="schriftliche"):
        tries(family, channel="home", consented=True)
    with acting_as(family.house.alma, "test"):
        alma = family.house.alma
        row = Entry(dossier_id=family.pk, person_id=family.amira, kind="attempt", on=today(), author=alma)
        row.channel, row.result, row.written_at = "home", "no_answer", dt.datetime.now(dt.UTC)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    visits_allowed(family.house, family, family.amira)
    tries(family, channel="home")
    assert rows(family) == [("attempt", "home", "no_answer")]


def test_a_wish_for_quiet_stops_everything_until_the_person_comes(family: Family) -> None:
    tries(family, 9)
    browser = family.house.login("alma")
    assert browser.post(address(family, "stop"), {"token": TOKEN.format(2)}).status_code == 302
    page = browser.get(address(family)).content.decode()
    assert "bis sie sich selbst meldet" in page and "Versuch notieren" not in page
    assert asked(family) == asked(family, today() + dt.timedelta(days=90)) == []
    answer = browser.post(address(family), sent(3))
    assert answer.status_code == 422 and len(rows(family)) == 2, "another window still had the form open"
    assert browser.post(address(family, "back"), {"token": TOKEN.format(4)}).status_code == 302
    page = browser.get(address(family)).content.decode()
    assert "Kontakt ist wieder da" in page and "Termin vereinbaren" in page and "Gespräch festhalten" in page
    assert browser.post(address(family), sent(5)).status_code == 302


def test_reached_or_a_talk_ends_the_search_and_its_due_item(family: Family) -> None:
    tries(family, 9)
    assert len(asked(family)) == 1
    family.note(family.karim)
    assert len(asked(family)) == 1, "a talk with somebody else"
    family.note(family.amira)
    assert asked(family) == []
    assert "Kontakt ist wieder da" in family.house.login("alma").get(address(family)).content.decode()
    tries(family, 0, person=family.karim)
    assert asked(family) == [], "Karim was talked to today"
    assert (
        "Notiert. Schön"
        in family.house.login("alma").post(address(family), sent(result="reached"), follow=True).content.decode()
    )


def test_a_mistake_is_taken_back_once_or_twice(family: Family) -> None:
    entry = tries(family)
    browser = family.house.login("alma")
    assert browser.post(address(family, "take_back", entry.pk)).status_code == 302
    assert browser.post(address(family, "take_back", entry.pk)).status_code == 404
    with acting_as(family.house.alma, "test"):
        assert not TimelineEntry.objects.filter(kind=services.TIMELINE).exists()
        assert asked_of(family) == 0


def asked_of(family: Family) -> int:
    return len(due.steps_due([family.pk], today()))


def test_members_stay_apart_and_a_closed_door_closes_this_too(family: Family) -> None:
    entry = tries(family, 2, "letter", "returned")
    browser = family.house.login("alma")
    karims = browser.get(address(family, person=family.karim)).content.decode()
    assert "Brief: Post kam zurück" not in karims
    assert browser.post(address(family, "take_back", entry.pk, person=family.karim)).status_code == 404
    family.let_in(family.house.jana, family.karim)
    with acting_as(family.house.jana, "test"):
        assert Entry.objects.count() == 0, "row-level security alone"
    with acting_as(family.house.alma, "test"):
        for door in Grant.objects.filter(dossier_id=family.pk, valid_until=None):
            if door.principal_id == family.house.alma.pk:
                close_door(door)
    assert browser.post(address(family), sent()).status_code == 404


def test_the_others_are_told_export_merge_and_erase(family: Family) -> None:
    tries(family, 5, "card", "message_left")
    stops(family, 4)
    is_back(family, 1)
    tries(family, 0, person=family.karim)
    browser = family.house.login("alma")
    story = browser.get(f"/faelle/{family.pk}/verlauf/").content.decode()
    assert "Karte von Hand: Nachricht hinterlassen" in story and "wieder da" in story
    tools = browser.get(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}").content.decode()
    assert "Kontakt suchen" in tools and "wieder da" in tools
    card = browser.get(address(family, "card"))
    assert card.content.startswith(b"%PDF") and "Haddad" not in card.headers["Content-Disposition"]
    with acting_as(family.house.alma, "test"):
        (section,) = dict(export.items())["outreach"](family.pk, family.amira)
        assert [row[1] for row in section["rows"]] == [
            "Karte von Hand: Nachricht hinterlassen",
            "möchte keine weiteren Versuche",
            "wieder da",
        ]
        assert all(len(row) == len(section["columns"]) for row in section["rows"])
        assert dict(merge.items())["outreach"](family.karim, family.amira) == 3
        assert not TimelineEntry.objects.filter(kind=services.TIMELINE, subject_id=family.amira).exists()
    with as_worker("test.erase"):
        assert dict(erase.items())["outreach"](family.pk) == 4


def in_programme(family: Family) -> Participation:
    """Amira takes part in a programme whose ladder asks for five attempts once contact is lost."""
    return living(family.house, family.household, "Amira", programme=published(workshop()))


def events(family: Family) -> list[str]:
    with acting_as(family.house.alma, "test", read_only=True):
        codes = ProgrammeEvent.objects.filter(kind__regex="^(attempt|contact)").order_by("occurred_on", "kind")
        return list(codes.values_list("kind", flat=True))


def test_in_a_programme_with_a_ladder_it_is_written_once_and_counts_there(family: Family) -> None:
    row = in_programme(family)
    browser = family.house.login("alma")
    browser.post(address(family), sent(channel="letter"))
    browser.post(address(family), sent(channel="letter"))
    assert events(family) == ["attempt.letter", "contact.lost"]
    assert asked(family) == [], "the programme asks already"
    with acting_as(family.house.alma, "test"):
        assert not TimelineEntry.objects.filter(kind=services.TIMELINE).exists(), "one line in the story, not two"
        programmes.record_event(participation=row, kind="attempt.phone", occurred_on=today())
    page = browser.get(address(family)).content.decode()
    assert "Kontaktversuch 3 von 5" in page and "den Tag nennt das Programm" in page and "zählt dort mit" in page
    assert "Eine Karte von Hand" in page, "two attempts, one of them written down in the programme"
    with acting_as(family.house.alma, "test", read_only=True):
        entry = Entry.objects.get()
    assert browser.post(address(family, "take_back", entry.pk)).status_code == 302
    assert events(family) == ["attempt.phone"]


def test_what_a_programme_refuses_is_refused_here_and_back_is_told_there(family: Family) -> None:
    in_programme(family)
    tries(family, 3, "letter")
    with pytest.raises(Refused, match="Einwilligung"):
        tries(family, 1, "home", consented=True)
    assert rows(family) == [("attempt", "letter", "no_answer")]
    is_back(family)
    assert "contact.regained" in events(family)
