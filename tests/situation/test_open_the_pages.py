"""Pages of the situation: what they show, keep and refuse; members stay apart."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.situation.models import Entry
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.situation.lives import DAY, WORDS, said, stored


def url(name: str, family: Family, *more: Any, person: uuid.UUID | None = None) -> str:
    return reverse(f"situation:{name}", args=[family.pk, person or family.amira, *more])


def typed(**changed: Any) -> dict[str, Any]:
    given = {
        "view": "participant",
        "kind": "need",
        "indicators": ["money_gap"],
        "text": WORDS,
        "since": today().strftime("%d.%m.%Y"),
        "token": str(uuid.uuid4()),
    }
    return given | changed


def test_where_nobody_spoke_the_page_asks_for_nothing(house: House) -> None:
    family = haddad(house)
    page = house.login("alma").get(url("page", family)).content.decode()
    assert page.count("nicht besprochen") == 5
    for nagging in ("vollständig", "fehlt noch", "ausstehend", "%"):
        assert nagging not in page.split('class="sit-fields"')[1].split("sit-area")[0]


def test_an_entry_is_written_in_one_form_and_stands_on_the_page(house: House) -> None:
    family = haddad(house)
    browser, sent = house.login("alma"), typed()
    for _ in range(2):
        answer = browser.post(url("add", family, "money"), sent)
        assert answer.headers["Location"] == url("page", family)
    page = browser.get(url("page", family)).content.decode()
    assert page.count(WORDS) == 1
    assert "Am Monatsende fehlt immer wieder etwas" in page


@pytest.mark.parametrize(
    ("topic", "changed", "words"),
    [
        ("money", {"kind": ""}, "Bitte wählen Sie etwas aus"),
        ("money", {"view": "nachbar"}, "gültige Auswahl"),
        ("money", {"text": "", "indicators": []}, "kreuzen Sie etwas an"),
        ("money", {"text": "a\x00b"}, "unsichtbare Steuerzeichen"),
        ("money", {"text": "x" * 1_001}, "um 1 Zeichen zu lang"),
        ("money", {"indicators": ["erfunden"]}, "gültige Auswahl"),
        ("money", {"since": "31.02.2026"}, "gibt es nicht"),
        ("money", {"since": (today() + DAY).strftime("%d.%m.%Y")}, "liegt in der Zukunft"),
        ("money", {"token": "kein Schlüssel"}, "UUID"),
        ("housing_secure", {"indicators": []}, "Bitte wählen Sie etwas aus"),
        ("confidence", {"indicators": [], "scale": "11"}, "gültige Auswahl"),
    ],
)
def test_bad_input_is_said_plainly_and_nothing_typed_is_lost(
    house: House, topic: str, changed: dict[str, Any], words: str
) -> None:
    family = haddad(house)
    answer = house.login("alma").post(url("add", family, topic), typed(**changed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    if "text" not in changed:
        assert WORDS in page
    with acting_as(house.alma, "test", read_only=True):
        assert not Entry.objects.exists()


@pytest.mark.parametrize("topic", ["debts", "health", "strain", "addiction", "family_conflict", "erfunden"])
def test_there_is_no_ordinary_form_for_a_protected_topic(house: House, topic: str) -> None:
    family = haddad(house)
    assert house.login("alma").get(url("add", family, topic)).status_code == 404


def test_a_new_state_holds_from_today_and_the_former_stays_in_its_history(house: House) -> None:
    family = haddad(house)
    entry = said(family, since=today() - 40 * DAY)
    browser = house.login("alma")
    sent = typed(kind="resource", text="Jetzt reicht es.", version="1")
    assert browser.post(reverse("situation:restate", args=[entry.pk]), sent).status_code == 302
    page = browser.get(url("page", family)).content.decode()
    assert "Jetzt reicht es." in page
    assert WORDS not in page
    former = browser.get(url("page", family), {"stand": (today() - DAY).isoformat()}).content.decode()
    assert WORDS in former
    assert "Jetzt reicht es." not in former
    assert f'href="{reverse("situation:restate", args=[entry.pk])}"' not in former
    with acting_as(house.alma, "test", read_only=True):
        fresh = Entry.objects.get(valid_until=None)
    told = browser.get(reverse("situation:history", args=[fresh.pk])).content.decode()
    assert told.index("Jetzt reicht es.") < told.index(WORDS)


def test_two_who_change_an_entry_see_both_versions(house: House) -> None:
    family = haddad(house)
    entry = said(family)
    browser, address = house.login("alma"), reverse("situation:restate", args=[entry.pk])
    browser.post(address, typed(text="Erste Fassung", version="1"))
    answer = browser.post(address, typed(text="Zweite Fassung", version="1"))
    assert answer.status_code == 409
    for words in ("Erste Fassung", "Zweite Fassung"):
        assert words in answer.content.decode()


def test_ending_leads_to_where_it_can_be_taken_up_again(house: House) -> None:
    family = haddad(house)
    entry = said(family, since=today() - DAY)
    browser = house.login("alma")
    stale = browser.post(reverse("situation:end", args=[entry.pk]), {"version": "7"}, follow=True)
    assert "inzwischen geändert" in stale.content.decode()
    ended = browser.post(reverse("situation:end", args=[entry.pk]), {"version": "1"}, follow=True)
    assert "Gilt doch noch" in ended.content.decode()
    back = browser.post(reverse("situation:resume", args=[entry.pk]), follow=True)
    assert WORDS in back.content.decode()


def test_an_entry_that_ended_meanwhile_is_shown_in_its_history_and_not_changed(house: House) -> None:
    family = haddad(house)
    entry = said(family, since=today() - DAY)
    browser = house.login("alma")
    browser.post(reverse("situation:end", args=[entry.pk]), {"version": "1"})
    assert browser.get(reverse("situation:restate", args=[entry.pk])).status_code == 302
    late = browser.post(reverse("situation:restate", args=[entry.pk]), typed(text="Zu spät", version="2"))
    assert late.status_code == 422
    assert "Zu spät" in late.content.decode()


def test_another_members_screen_shows_only_what_was_shared(house: House) -> None:
    family = haddad(house)
    said(family, family.karim, text="Karims Sache")
    said(family, family.karim, text="Gemeinsam besprochen", shared=True)
    page = house.login("alma").get(url("page", family)).content.decode()
    assert "Karims Sache" not in page
    assert "Gemeinsam besprochen" in page
    assert page.count("nicht besprochen") == 5, "another member's words say nothing about this one"
    assert "Gemeinsam besprochen" not in house.login("alma").get(url("needs", family)).content.decode()


def test_the_database_keeps_members_apart_without_any_page(house: House) -> None:
    family = haddad(house)
    said(family)
    said(family, family.karim, text="Karims Sache")
    family.let_in(house.jana, family.amira)
    with acting_as(house.jana, "test", read_only=True):
        assert [row.text for row in stored(Entry)] == [WORDS]
    with acting_as(house.bert, "test", read_only=True):
        assert not Entry.objects.exists(), "a team's door shows nothing that was said"


def test_looking_together_stays_on_and_leaves_the_protected_area_out(house: House) -> None:
    family = haddad(house)
    entry = said(family, topic="confidence", scale=3)
    browser = house.login("alma")
    page = browser.get(url("page", family) + "?gemeinsam=1").content.decode()
    assert "geschützt" not in page.casefold()
    assert "Alma" not in page
    assert f"{reverse('situation:restate', args=[entry.pk])}?gemeinsam=1" in page
    answer = browser.post(url("add", family, "money") + "?gemeinsam=1", typed())
    assert answer.headers["Location"].endswith("?gemeinsam=1")


def test_the_own_numbers_are_shown_as_a_way(house: House) -> None:
    family = haddad(house)
    entry = said(family, topic="confidence", scale=2, since=today() - 60 * DAY)
    house.login("alma").post(
        reverse("situation:restate", args=[entry.pk]),
        {"view": "participant", "kind": "need", "text": WORDS, "scale": "4", "version": "1"},
    )
    assert "2 → 4 von 10" in house.login("alma").get(url("page", family)).content.decode()


def test_needs_leave_as_text_and_table_in_terms_of_the_four_phases(house: House) -> None:
    family = haddad(house)
    said(family, text="=HYPERLINK(1)", indicators=["money_gap"], since=dt.date(2026, 3, 1))
    said(family, topic="languages", kind="need", text="B2 für die Anerkennung")
    said(family, topic="social", kind="resource", text="Die Nachbarin")
    browser = house.login("alma")
    page = browser.get(url("needs", family)).content.decode()
    assert "Rahmenbedingungen: Finanzielle Situation" in page
    assert "Qualifikation: Sprachkenntnisse" in page
    assert page.index("Sprachkenntnisse") < page.index("Finanzielle Situation")
    assert "Die Nachbarin" not in page
    table = browser.get(url("needs_csv", family)).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in table
    assert ";=HYPERLINK" not in table
    assert "1. März 2026" in table or "01.03.2026" in table


def test_only_needs_that_were_on_the_page_are_marked_as_transferred(house: House) -> None:
    family = haddad(house)
    seen, later = said(family), said(family, topic="bills", text="Kam später")
    browser = house.login("alma")
    sent = {"bedarf": [f"{seen.pk}.{seen.version}", f"{later.pk}.99", "unsinn"]}
    browser.post(url("transferred", family), sent)
    with acting_as(house.alma, "test", read_only=True):
        seen.refresh_from_db()
        later.refresh_from_db()
    assert (seen.transferred_on, later.transferred_on) == (today(), None)
    browser.post(url("transferred", family), {"bedarf": f"{seen.pk}.{seen.version}", "zurueck": "1"})
    with acting_as(house.alma, "test", read_only=True):
        seen.refresh_from_db()
    assert seen.transferred_on is None


def test_what_is_half_typed_comes_back(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    browser.post(
        reverse("access:draft"),
        {
            "draft_key": f"situation.add:{family.amira}:money",
            "draft_dossier": str(family.pk),
            "text": "Mitten im Satz",
            "kind": "open",
        },
    )
    page = browser.get(url("add", family, "money")).content.decode()
    assert "Mitten im Satz" in page
    assert "wieder eingesetzt" in page
    browser.post(url("add", family, "money"), typed())
    assert "Mitten im Satz" not in browser.get(url("add", family, "money")).content.decode()
