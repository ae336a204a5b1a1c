"""A stretch is told, told anew and put away; former days keep what was said, and two who write lose nothing."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.biography import queries, services
from rundblick.biography.codes import Kind
from rundblick.biography.models import Stretch
from rundblick.biography.rules import read_span
from rundblick.biography.services import StretchContent
from rundblick.calendar.errors import Refused, Stale
from rundblick.web.clock import today
from tests.biography.lives import tell
from tests.cases.families import Family, haddad
from tests.house import House

DAY = dt.timedelta(days=1)


def values(**changed: str) -> dict[str, str]:
    given = {
        "span": "2009-2012",
        "kind": "training",
        "title": "Ausbildung zur Köchin",
        "place": "Aleppo",
        "reading": "Da war ich stolz.",
        "certificate": "Gesellenbrief",
        "recognition": "applied",
        "mood": "2",
        "token": str(uuid.uuid4()),
    }
    return given | changed


def page_of(family: Family, person: uuid.UUID, name: str = "page") -> str:
    return reverse(f"biography:{name}", args=[family.pk, person])


def test_a_form_sent_twice_tells_once(house: House) -> None:
    family = haddad(house)
    browser, sent = house.login("alma"), values()
    for _ in range(2):
        answer = browser.post(page_of(family, family.amira, "stretch_create"), sent)
        assert answer.status_code == 302
        assert answer["Location"] == page_of(family, family.amira)
    with acting_as(house.alma, "test", read_only=True):
        row = Stretch.objects.get()
        assert (str(row.span), row.title, row.place, row.mood) == ("2009 – 2012", "Ausbildung zur Köchin", "Aleppo", 2)
        assert (row.person_id, row.shared, row.recognition) == (family.amira, False, "applied")
        entry = TimelineEntry.objects.get(kind="biography")
        assert (entry.subject_id, entry.shared) == (family.amira, False)
    page = browser.get(page_of(family, family.amira)).content.decode()
    for words in ("Da war ich stolz.", "beantragt", "Gesellenbrief", "<svg", "2009 – 2012"):
        assert words in page


def test_the_story_names_a_day_once_however_much_was_told(house: House) -> None:
    family = haddad(house)
    for number in range(3):
        tell(family, family.amira, f"{2000 + number}", f"Stelle {number}")
    tell(family, family.karim)
    with acting_as(house.alma, "test", read_only=True):
        assert TimelineEntry.objects.filter(kind="biography").count() == 2
    story = house.login("alma").get(reverse("cases:story", args=[family.pk])).content.decode()
    assert "Am Lebenslauf gearbeitet" in story


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"span": "irgendwann"}, "Diese Zeit ist nicht zu lesen"),
        ({"span": "2012–2009"}, "Das Ende liegt vor dem Beginn"),
        ({"span": "1009"}, "Diese Zeit ist nicht zu lesen"),
        ({"span": "1911–1913"}, "Bitte prüfen Sie das Jahr"),
        ({"span": ""}, "Bitte füllen Sie dieses Feld aus"),
        ({"title": " "}, "Bitte füllen Sie dieses Feld aus"),
        ({"mood": "9"}, "gültige"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_everything_typed_stays(
    house: House, changed: dict[str, str], words: str
) -> None:
    family = haddad(house)
    answer = house.login("alma").post(page_of(family, family.amira, "stretch_create"), values(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Da war ich stolz." in page
    assert "Gesellenbrief" in page


def test_telling_anew_keeps_what_was_said_on_former_days(house: House) -> None:
    family = haddad(house)
    row = tell(family, family.amira, reading="Ich war nur die Spülkraft.", ago=30)
    address = reverse("biography:stretch", args=[row.pk])
    answer = house.login("alma").post(address, values(reading="Ich habe die Küche geleitet.", version=str(row.version)))
    assert answer.status_code == 302
    with acting_as(house.alma, "test", read_only=True) as context:
        then = queries.told(context, family.pk, family.amira, today() - DAY).own
        at_present = queries.told(context, family.pk, family.amira, today()).own
        assert [one.reading for one in then] == ["Ich war nur die Spülkraft."]
        assert [one.reading for one in at_present] == ["Ich habe die Küche geleitet."]
        assert then[0].thread == at_present[0].thread
    page = house.login("alma").get(f"{page_of(family, family.amira)}?stand={today() - DAY}").content.decode()
    assert "Spülkraft" in page
    assert "früheren Stand" in page
    assert "Abschnitt hinzufügen" not in page


def test_two_who_tell_the_same_stretch_see_both_versions(house: House) -> None:
    family = haddad(house)
    row = tell(family, family.amira)
    browser, address = house.login("alma"), reverse("biography:stretch", args=[row.pk])
    browser.post(address, values(title="Erste Fassung", version="1"))
    answer = browser.post(address, values(title="Zweite Fassung", version="1"))
    assert answer.status_code == 409
    assert "Erste Fassung" in answer.content.decode()
    assert "Zweite Fassung" in answer.content.decode()
    with acting_as(house.alma, "test"), pytest.raises(Stale):
        services.put_away(row=row, version=1)


def test_a_form_that_was_open_while_somebody_told_anew_keeps_its_words(house: House) -> None:
    family = haddad(house)
    row = tell(family, family.amira, ago=5)
    browser, address = house.login("alma"), reverse("biography:stretch", args=[row.pk])
    browser.post(address, values(title="Heute neu erzählt", version=str(row.version)))
    answer = browser.post(address, values(title="Zu spät getippt", version=str(row.version)))
    assert answer.status_code == 422
    assert "Zu spät getippt" in answer.content.decode()
    assert browser.get(address)["Location"] == page_of(family, family.amira)


def test_what_is_put_away_is_gone_today_and_stands_on_former_days(house: House) -> None:
    family = haddad(house)
    old, fresh = tell(family, family.amira, ago=9), tell(family, family.amira, "2015", "Versehen")
    browser = house.login("alma")
    for row in (old, fresh):
        answer = browser.post(reverse("biography:stretch_put_away", args=[row.pk]), {"version": str(row.version)})
        assert answer.status_code == 302
    assert "noch nichts erzählt" in browser.get(page_of(family, family.amira)).content.decode()
    with acting_as(house.alma, "test", read_only=True) as context:
        assert [one.pk for one in queries.told(context, family.pk, family.amira, today() - DAY).own] == [old.pk]
        assert not Stretch.objects.filter(pk=fresh.pk).exists()


def test_putting_away_an_older_version_changes_nothing_and_says_so(house: House) -> None:
    family = haddad(house)
    row = tell(family, family.amira)
    browser = house.login("alma")
    answer = browser.post(reverse("biography:stretch_put_away", args=[row.pk]), {"version": "unlesbar"}, follow=True)
    assert "inzwischen jemand geändert" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert Stretch.objects.get().valid_until is None


def test_nothing_is_told_about_somebody_else(house: House) -> None:
    family, other = haddad(house), haddad(house)
    content = StretchContent(kind=Kind.WORK, span=read_span("2001"), title="Arbeit")
    with acting_as(house.alma, "test"), pytest.raises(Refused):
        services.tell(case=family.case, person_id=other.amira, content=content, author=house.alma)
    answer = house.login("alma").get(page_of(family, other.amira))
    assert answer.status_code == 404


@pytest.mark.parametrize("changed", [{"title": " "}, {"span": read_span("1901")}])
def test_the_service_refuses_what_cannot_be(house: House, changed: dict[str, Any]) -> None:
    family = haddad(house)
    told: dict[str, Any] = {"span": read_span("2001"), "title": "Arbeit"}
    content = StretchContent(**(told | changed))
    with acting_as(house.alma, "test"), pytest.raises(Refused):
        services.tell(case=family.case, person_id=family.amira, content=content, author=house.alma)


def test_the_screen_for_two_stays_one_while_telling(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    answer = browser.post(page_of(family, family.amira, "stretch_create") + "?gemeinsam=1", values())
    assert answer["Location"].endswith("?gemeinsam=1")
    page = browser.get(answer["Location"]).content.decode()
    assert "rb-side" not in page
    assert "Karim" not in page
    form = browser.get(page_of(family, family.amira, "stretch_create") + "?gemeinsam=1").content.decode()
    assert f'action="{page_of(family, family.amira, "stretch_create")}?gemeinsam=1"' in form


def test_a_draft_comes_back_and_ends_with_saving(house: House) -> None:
    family = haddad(house)
    browser, key = house.login("alma"), f"biography.stretch:{family.amira}"
    kept = {"draft_key": key, "draft_dossier": str(family.pk), "title": "mitten im Wo", "span": "20"}
    assert browser.post(reverse("access:draft"), kept).status_code == 200
    address = page_of(family, family.amira, "stretch_create")
    assert "mitten im Wo" in browser.get(address).content.decode()
    assert "mitten im Wo" not in browser.get(page_of(family, family.karim, "stretch_create")).content.decode()
    browser.post(address, values())
    assert "mitten im Wo" not in browser.get(address).content.decode()


def test_a_child_may_tell_and_the_page_says_for_whom_it_is_meant(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    assert "für Jugendliche und Erwachsene" in browser.get(page_of(family, family.sami)).content.decode()
    assert "für Jugendliche und Erwachsene" not in browser.get(page_of(family, family.amira)).content.decode()
    assert browser.post(page_of(family, family.sami, "stretch_create"), values()).status_code == 302


def test_the_text_for_an_application_holds_education_and_work_only(house: House) -> None:
    family = haddad(house)
    tell(family, family.amira, certificate="Gesellenbrief", recognition="full", reading="Mein Stolz")
    tell(family, family.amira, "seit 03/2019", "Küchenhilfe", kind=Kind.WORK, place="Ahlen", mood=-1)
    tell(family, family.amira, "2015", "Flucht", kind=Kind.EVENT)
    tell(family, family.amira, "2016–2018", "Zuhause bei Sami", kind=Kind.CARE)
    tell(family, family.karim, title="Karims Lehre", shared=True)
    answer = house.login("alma").get(page_of(family, family.amira, "facts"))
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert "attachment" in answer["Content-Disposition"]
    assert "2009 – 2012\tAusbildung zur Köchin (Ausbildung); Gesellenbrief, anerkannt" in text
    assert "seit 03/2019\tKüchenhilfe, Ahlen" in text
    for words in ("Flucht", "Sami", "Stolz", "Karim", "schwer"):
        assert words not in text
