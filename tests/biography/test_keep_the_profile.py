"""The profile beside the timeline: chosen, not tested; said anew without losing what was said before."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.biography import queries, services
from rundblick.biography.models import Ability, Interests
from rundblick.calendar.errors import Refused, Stale
from rundblick.web.clock import today
from tests.biography.lives import profile
from tests.cases.families import Family, haddad
from tests.house import House

DAY = dt.timedelta(days=1)


def address(family: Family, name: str, sort: str = "") -> str:
    return reverse(f"biography:{name}", args=[family.pk, family.amira, *([sort] if sort else [])])


def test_two_or_three_letters_are_chosen_in_their_order(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    sent = {"first": "S", "second": "A", "third": "", "words": "Singen", "version": "0"}
    assert browser.post(address(family, "say_once", "interessen"), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert (Interests.objects.get().letters, Interests.objects.get().words) == ("SA", "Singen")
    page = browser.get(address(family, "profile")).content.decode()
    assert page.index("Mit und für Menschen") < page.index("Gestaltend und sprachlich")
    assert "Gewählt, nicht getestet." in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"second": ""}, "Bitte wählen Sie etwas aus"),
        ({"second": "S"}, "Das steht schon weiter oben"),
        ({"third": "A"}, "Das steht schon weiter oben"),
        ({"first": "X"}, "gültige"),
    ],
)
def test_a_choice_that_is_none_is_said_and_the_words_stay(house: House, changed: dict[str, str], words: str) -> None:
    family = haddad(house)
    sent = {"first": "S", "second": "A", "third": "", "words": "Singen im Chor", "version": "0"} | changed
    answer = house.login("alma").post(address(family, "say_once", "interessen"), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Singen im Chor" in answer.content.decode()


def test_interests_that_change_leave_their_former_day(house: House) -> None:
    family = haddad(house)
    row = profile(family, family.amira)["interessen"]
    with acting_as(house.alma, "test"):
        row.valid_from = today() - 20 * DAY
        row.save(update_fields=["valid_from"])
    sent = {"first": "R", "second": "S", "third": "C", "words": "", "version": str(row.version)}
    assert house.login("alma").post(address(family, "say_once", "interessen"), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True) as context:
        for day, letters in ((today(), "RSC"), (today() - DAY, "SA")):
            shown = queries.profile(context, family.pk, family.amira, day).interests
            assert shown is not None
            assert shown.letters == letters
    page = house.login("alma").get(f"{address(family, 'profile')}?stand={today() - DAY}").content.decode()
    assert "Gestaltend" in page
    assert "Interessen ändern" not in page


def test_mobility_is_told_in_its_three_senses(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    sent: dict[str, Any] = {
        "ways": ["public", "bicycle"],
        "minutes_away": "45",
        "daytimes": ["morning"],
        "hours_a_week": "25",
        "in_time": "Bis die Kinder kommen.",
        "direction": "near",
        "in_person": "Etwas mit Menschen.",
        "version": "0",
    }
    assert browser.post(address(family, "say_once", "beweglichkeit"), sent).status_code == 302
    page = browser.get(address(family, "profile")).content.decode()
    for words in ("Fahrrad, Bus und Bahn", "bis 45 Minuten Weg", "vormittags", "25 Stunden", "etwas Verwandtes"):
        assert words in page
    answer = browser.post(address(family, "say_once", "beweglichkeit"), sent | {"minutes_away": "900", "version": "1"})
    assert answer.status_code == 422
    assert "Bis die Kinder kommen." in answer.content.decode()


@pytest.mark.parametrize(
    ("sort", "field", "mine"), [("interessen", "words", "Nähen"), ("beweglichkeit", "in_time", "Früh")]
)
def test_two_who_say_the_same_thing_first_see_both_versions(house: House, sort: str, field: str, mine: str) -> None:
    family = haddad(house)
    browser = house.login("alma")
    sent = {"first": "S", "second": "A", "version": "0"}
    assert browser.post(address(family, "say_once", sort), sent | {field: "Gespeichertes"}).status_code == 302
    answer = browser.post(address(family, "say_once", sort), sent | {field: mine})
    assert answer.status_code == 409
    assert "Gespeichertes" in answer.content.decode()
    assert mine in answer.content.decode()
    again = {field.name: field.value() for field in answer.context["form"] if field.value()}
    assert browser.post(address(family, "say_once", sort), again).status_code == 302


def test_the_database_lets_only_one_statement_stand(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):

        def say(words: str) -> Interests:
            fresh = Interests(dossier_id=family.pk, person_id=family.amira, valid_from=today())
            return services.say_once(
                fresh=fresh, standing=None, version=0, author=house.alma, letters="SA", words=words
            )

        say("zuerst")
        with pytest.raises(Stale) as stale:
            say("zugleich")
        assert stale.value.stored.words == "zuerst"


ENTRIES: list[tuple[str, dict[str, str], str]] = [
    ("faehigkeit", {"topic": "own", "text": "Treppen bauen", "level": "well"}, "Treppen bauen"),
    ("faehigkeit", {"topic": "maths", "text": "", "level": "learning"}, "Mathematik"),
    ("sprache", {"language": "uk", "level": "first", "everyday": "on"}, "Ukrainisch"),
    ("aktivitaet", {"doing": "contacts", "text": "Beim Gartencenter gefragt"}, "Beim Gartencenter gefragt"),
]


@pytest.mark.parametrize(("sort", "sent", "words"), ENTRIES)
def test_an_entry_is_added_once_changed_and_put_away(house: House, sort: str, sent: dict[str, str], words: str) -> None:
    family = haddad(house)
    browser, token = house.login("alma"), {"token": str(uuid.uuid4())}
    for _ in range(2):
        assert browser.post(address(family, "entry_create", sort), sent | token).status_code == 302
    here = address(family, "page" if sort == "aktivitaet" else "profile")
    page = browser.get(here)
    assert words in page.content.decode()
    shown = page.context
    (row,) = shown["activities"] if sort == "aktivitaet" else [*shown["profile"].abilities, *shown["profile"].languages]
    change = reverse("biography:entry", args=[sort, row.pk])
    assert browser.get(change).status_code == 200
    changed = sent | {"text": "Neu gesagt", "version": "1"}
    assert browser.post(change, changed).status_code == 302
    assert "Neu gesagt" in browser.get(here).content.decode()
    assert browser.post(change, changed | {"text": "Zu spät"}).status_code == 409
    away = reverse("biography:entry_put_away", args=[sort, row.pk])
    assert browser.post(away, {"version": "2"}).status_code == 302
    assert "Neu gesagt" not in browser.get(here).content.decode()
    assert browser.post(change, changed | {"version": "2"}).status_code == 404


@pytest.mark.parametrize(
    ("sort", "sent", "words"),
    [
        ("faehigkeit", {"topic": "own", "text": "", "level": "well"}, "Bitte schreiben Sie, was das ist."),
        ("faehigkeit", {"topic": "own", "text": "Bleibt stehen"}, "Bitte wählen Sie etwas aus"),
        ("sprache", {"language": "", "level": "a1", "text": "Bleibt stehen"}, "Bitte wählen Sie etwas aus"),
        ("aktivitaet", {"doing": "other", "text": ""}, "Bitte füllen Sie dieses Feld aus"),
    ],
)
def test_an_entry_that_lacks_something_says_so(house: House, sort: str, sent: dict[str, str], words: str) -> None:
    answer = house.login("alma").post(address(haddad(house), "entry_create", sort), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert sent["text"] in answer.content.decode()


def test_a_sort_nobody_knows_is_not_found(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    for name, sort in (
        ("say_once", "sprache"),
        ("say_once", "x"),
        ("entry_create", "interessen"),
        ("entry_create", "x"),
    ):
        assert browser.get(address(family, name, sort)).status_code == 404
    assert browser.get(reverse("biography:entry", args=["x", uuid.uuid4()])).status_code == 404


def test_an_activity_that_is_over_stands_on_its_days(house: House) -> None:
    family = haddad(house)
    row = profile(family, family.amira)["aktivitaet"]
    with acting_as(house.alma, "test"):
        row.valid_from = today() - 9 * DAY
        row.save(update_fields=["valid_from"])
    browser = house.login("alma")
    away = reverse("biography:entry_put_away", args=["aktivitaet", row.pk])
    assert browser.post(away, {"version": "9"}, follow=True).content.decode().count("inzwischen jemand geändert") == 1
    browser.post(away, {"version": str(row.version)})
    with acting_as(house.alma, "test", read_only=True) as context:
        assert queries.activities(context, family.pk, family.amira, today()) == []
        assert len(queries.activities(context, family.pk, family.amira, today() - DAY)) == 1


def test_a_profile_is_empty_until_something_is_said(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test", read_only=True) as context:
        assert queries.profile(context, family.pk, family.amira, today()).empty
    profile(family, family.amira)
    with acting_as(house.alma, "test", read_only=True) as context:
        assert not queries.profile(context, family.pk, family.amira, today()).empty


def test_a_statement_of_the_profile_needs_a_person(house: House) -> None:
    family, other = haddad(house), haddad(house)
    with acting_as(house.alma, "test"):
        for person_id in (None, other.amira):
            row = Ability(dossier_id=family.pk, person_id=person_id, valid_from=today(), text="Nähen", level="can")
            with pytest.raises(Refused):
                services.note_down(row=row, author=house.alma)
