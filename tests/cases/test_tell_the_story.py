"""The case page and its story: what was wanted first, what comes next, what happened."""

import datetime as dt

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.cases import services
from rundblick.cases.models import ContactNote
from rundblick.web.clock import now, today
from tests.cases.families import haddad
from tests.house import House

DAY = dt.timedelta(days=1)


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
    told = [entry.detail["title"] for entry in browser.get(address).context["entries"]]
    assert told == ["Brief geschrieben", "Später", "Früher", "Fall eröffnet"]
    told = [entry.detail["title"] for entry in browser.get(f"{address}?art=note").context["entries"]]
    assert told == ["Später", "Früher"]


def test_a_long_story_is_turned_page_by_page(house: House) -> None:
    family = haddad(house)
    same_day = today() - 5 * DAY
    for number in range(45):
        family.note(family.amira, sentence=f"Gespräch {number}", happened_on=same_day)
    browser, address = house.login("alma"), reverse("cases:story", args=[family.pk])
    seen, page = [], browser.get(f"{address}?art=note")
    while True:
        seen += [entry.row.pk for entry in page.context["entries"]]
        if not page.context["pages"].next_url:
            break
        page = browser.get(address + page.context["pages"].next_url)
    assert len(seen) == len(set(seen)) == 45
    back = browser.get(address + page.context["pages"].previous_url)
    assert [entry.row.pk for entry in back.context["entries"]] == seen[20:40]


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
    assert [entry.detail["title"] for entry in page.context["entries"]] == ["Abends", "Morgens"]
    with acting_as(house.alma, "test", read_only=True):
        assert ContactNote.objects.filter(written_at__lte=now()).count() == 2
