"""The case page and its story: what was wanted first, what comes next, what happened."""

import datetime as dt
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.cases import services
from rundblick.cases.models import ContactNote
from rundblick.web.clock import now, today
from tests.cases.families import haddad
from tests.house import House

DAY = dt.timedelta(days=1)


def titles(page: Any) -> list[str]:
    """What the entries of a page of the story are called, from top to bottom."""
    return [entry.detail["title"] for _month, entries in page.context["months"] for entry in entries]


def test_the_page_begins_with_the_latest_own_concern_of_each_member(house: House) -> None:
    family = haddad(house)
    family.note(family.amira, own_concern="Erst ankommen.", happened_on=today() - 9 * DAY)
    family.note(family.amira, own_concern="Wieder kochen.", happened_on=today() - 2 * DAY)
    family.note(family.amira, happened_on=today())
    family.note(family.karim, own_concern="Die Wohnung behalten.", happened_on=today() - 30 * DAY)
    page = house.login("alma").get(reverse("cases:page", args=[family.pk]))
    assert {concern.words for concern in page.context["concerns"]} == {"Wieder kochen.", "Die Wohnung behalten."}
    text = page.content.decode()
    assert text.index("Wieder kochen.") < text.index("Nächste Termine")


def test_a_new_case_says_what_to_ask(house: House) -> None:
    family = haddad(house)
    page = house.login("alma").get(reverse("cases:page", args=[family.pk])).content.decode()
    assert "Was möchten Sie erreichen?" in page
    assert "Noch kein Gespräch festgehalten." in page


def test_the_title_and_the_address_carry_no_name(house: House) -> None:
    family = haddad(house)
    answer = house.login("alma").get(reverse("cases:page", args=[family.pk]))
    assert "<title>Fall – Rundblick</title>" in answer.content.decode()
    assert "addad" not in answer.request["PATH_INFO"]


def test_the_story_is_told_backwards_and_filtered_by_kind(house: House) -> None:
    family = haddad(house, opened_on=today() - 40 * DAY)
    family.note(family.amira, sentence="Früher", happened_on=today() - 30 * DAY)
    family.note(family.karim, sentence="Später", happened_on=today() - 3 * DAY)
    task = family.task("Brief geschrieben")
    with acting_as(house.alma, "test"):
        services.complete(task=task)
    browser, address = house.login("alma"), reverse("cases:story", args=[family.pk])
    assert titles(browser.get(address)) == ["Brief geschrieben", "Später", "Früher", "Fall eröffnet"]
    assert titles(browser.get(f"{address}?art=note")) == ["Später", "Früher"]


def test_a_long_story_is_turned_page_by_page(house: House) -> None:
    family = haddad(house)
    same_day = today() - 5 * DAY
    for number in range(45):
        family.note(family.amira, sentence=f"Gespräch {number}", happened_on=same_day)
    browser, address = house.login("alma"), reverse("cases:story", args=[family.pk])
    seen, page = [], browser.get(f"{address}?art=note")
    while True:
        seen += titles(page)
        if not page.context["pages"].next_url:
            break
        page = browser.get(address + page.context["pages"].next_url)
    assert len(seen) == len(set(seen)) == 45
    back = browser.get(address + page.context["pages"].previous_url)
    assert titles(back) == seen[20:40]


def test_a_part_of_the_story_is_chosen_by_topic_and_period(house: House) -> None:
    family = haddad(house, opened_on=today() - 400 * DAY)
    for days, words in ((300, "Damals"), (40, "Neulich"), (3, "Eben")):
        family.note(family.amira, sentence=words, happened_on=today() - days * DAY)
    family.success(family.amira, "Bewerbung abgeschickt", on=today() - 39 * DAY)
    browser, address = house.login("alma"), reverse("cases:story", args=[family.pk])

    def read(**part: Any) -> list[str]:
        return titles(browser.get(address, part))

    first, last = today() - 40 * DAY, today() - 39 * DAY
    assert read(ab=first, bis=last) == ["Bewerbung abgeschickt", "Neulich"]
    assert read(ab=first, bis=last, thema="goals") == ["Bewerbung abgeschickt"]
    assert read(thema="notes", zuerst="alt") == ["Damals", "Neulich", "Eben"]
    assert read(ab=first.strftime("%d.%m.%Y"), bis=first) == ["Neulich"]


def test_a_turned_page_keeps_the_part_that_was_chosen(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    for days in range(50):
        family.note(family.amira, sentence=f"Vor {days} Tagen", happened_on=today() - days * DAY)
    browser, address = house.login("alma"), reverse("cases:story", args=[family.pk])
    page = browser.get(address, {"thema": "notes", "bis": str(today() - 10 * DAY), "zuerst": "alt"})
    seen = []
    while True:
        seen += titles(page)
        if not page.context["pages"].next_url:
            break
        page = browser.get(address + page.context["pages"].next_url)
    assert seen == [f"Vor {days} Tagen" for days in range(49, 9, -1)]


def test_an_impossible_period_is_told_beside_the_field_and_stays_typed(house: House) -> None:
    family = haddad(house)
    browser, address = house.login("alma"), reverse("cases:story", args=[family.pk])
    page = browser.get(address, {"ab": "31.02.2026"}).content.decode()
    assert "Der Februar 2026 hat 28 Tage" in page and 'value="31.02.2026"' in page
    page = browser.get(address, {"ab": "01.03.2026", "bis": "01.02.2026"}).content.decode()
    assert "Das Ende liegt vor dem Anfang." in page and 'value="01.02.2026"' in page


def test_a_part_of_the_story_is_printed_for_one_member_with_a_cover(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    family.note(family.amira, sentence="Amiras Gespräch", happened_on=today() - 5 * DAY)
    family.note(family.karim, sentence="Karims Gespräch", happened_on=today() - 5 * DAY)
    browser = house.login("alma")
    page = browser.get(reverse("cases:story", args=[family.pk]), {"thema": "notes"})
    ((url,),) = [[url for name, url in page.context["prints"] if name.startswith("Amira")]]
    answer = browser.get(url)
    paper = answer.content.decode()
    assert answer.context["number"] == 1
    assert "Amiras Gespräch" in paper and "Karim" not in paper
    assert "Deckblatt" in paper and "Gespräche" in paper and "Amira Haddad" in paper


def test_what_was_said_is_readable_in_the_story(house: House) -> None:
    family = haddad(house)
    family.note(family.amira, own_concern="Wieder kochen.", summary="Lang.", agreements="Wir rufen an.", minutes=50)
    page = house.login("alma").get(reverse("cases:story", args=[family.pk])).content.decode()
    for words in ("„Wieder kochen.“", "Lang.", "Vereinbart:", "50\u00a0Min."):
        assert words in page


def test_a_note_names_the_other_notes_of_the_same_talk_to_staff_only(house: House) -> None:
    family = haddad(house)
    first, second = family.note(family.amira, family.karim)
    page = house.login("alma").get(reverse("cases:note", args=[first.pk])).content.decode()
    assert reverse("cases:note", args=[second.pk]) in page
    mine = first if first.person_id == family.amira else second
    family.let_in(house.ivo, family.amira, basis=Basis.ASSIGNMENT, topics=("master", "notes"))
    page = house.login("ivo").get(reverse("cases:note", args=[mine.pk])).content.decode()
    assert "Dasselbe Gespräch" not in page


def test_a_talk_with_a_former_member_keeps_its_name(house: House) -> None:
    from rundblick.people.models import Membership

    family = haddad(house)
    family.note(family.karim, sentence="Vor dem Auszug")
    with acting_as(house.alma, "test"):
        Membership.objects.filter(person_id=family.karim).update(
            valid_from=today() - 100 * DAY, valid_until=today() - DAY
        )
    page = house.login("alma").get(reverse("cases:story", args=[family.pk])).content.decode()
    assert "Karim Haddad" in page


def test_the_side_comes_as_a_piece_or_as_a_page(house: House) -> None:
    family = haddad(house)
    browser, address = house.login("alma"), reverse("cases:more", args=[family.pk])
    whole = browser.get(address).content.decode()
    piece = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in piece
    assert "Haushalt" in piece
    assert address in browser.get(reverse("cases:page", args=[family.pk])).content.decode()


def test_reading_the_case_is_logged_once_per_page(house: House) -> None:
    from rundblick.access.database import as_worker
    from rundblick.access.models import Disclosure

    family = haddad(house)
    house.login("alma").get(reverse("cases:page", args=[family.pk]))
    with as_worker("test"):
        row = Disclosure.objects.get(kind="case.page")
        assert (row.dossiers, row.user_id) == ([family.pk], house.alma.pk)


def test_what_happened_later_today_stands_above(house: House) -> None:
    family = haddad(house)
    family.note(family.amira, sentence="Morgens")
    family.note(family.amira, sentence="Abends")
    page = house.login("alma").get(reverse("cases:story", args=[family.pk]) + "?art=note")
    assert titles(page) == ["Abends", "Morgens"]
    with acting_as(house.alma, "test", read_only=True):
        assert ContactNote.objects.filter(written_at__lte=now()).count() == 2
