"""A call has just ended: one click leads to a form in which only the sentence is missing."""

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases import services
from tests.cases.families import haddad
from tests.cases.test_list_cases import single
from tests.house import House


def test_the_case_page_offers_a_call_with_each_member_in_focus(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    page = browser.get(reverse("cases:page", args=[family.pk])).content.decode()
    address = f"{reverse('cases:note_create', args=[family.pk])}?rahmen=phone&amp;mit="
    assert f"{address}{family.amira}" in page and f"{address}{family.karim}" in page
    assert f"{address}{family.sami}" not in page
    alone = browser.get(reverse("cases:page", args=[family.pk]) + f"?mitglied={family.sami}").content.decode()
    assert f"{address}{family.sami}" in alone and f"{address}{family.amira}" not in alone


def test_the_form_begins_with_setting_person_and_cursor(house: House) -> None:
    family = haddad(house)
    address = reverse("cases:note_create", args=[family.pk])
    page = house.login("alma").get(f"{address}?rahmen=phone&mit={family.amira}").content.decode()
    assert '<option value="phone" selected>' in page and page.count(" checked") == 1
    assert "autofocus" in page.split("<textarea")[1].split(">")[0]
    assert page.count('<details class="case-fold" open') == 0
    page = house.login("alma").get(f"{address}?rahmen=quatsch&mit=quatsch").content.decode()
    assert '<option value="" selected>' in page and "autofocus" not in page.split("<textarea")[1].split(">")[0]


def test_the_list_of_own_open_cases_offers_it_and_other_lists_do_not(house: House) -> None:
    family = single(house, "Olga|Marx", "1")
    address = f"{reverse('cases:note_create', args=[family.pk])}?rahmen=phone"
    browser, listed = house.login("alma"), reverse("cases:list")
    assert address in browser.get(listed).content.decode()
    assert address not in browser.get(f"{listed}?wer=team").content.decode()
    page = browser.get(address).content.decode()
    assert page.count(" checked") == 1 and "autofocus" in page.split("<textarea")[1].split(">")[0]


def test_a_closed_case_offers_no_call(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        services.close(case=family.case, closed_on=family.case.opened_on, closing_reason="by_mistake")
    page = house.login("alma").get(reverse("cases:page", args=[family.pk])).content.decode()
    assert "Gerade telefoniert" not in page
