"""The emergency card: sensible from the first day, looked after by the house, without anybody on it."""

from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.roles import Role
from rundblick.access.services import assign_role
from rundblick.crisis.models import Card
from tests.cases.families import haddad
from tests.house import House


def typed(**changed: Any) -> dict[str, Any]:
    given = {"version": "1", "place": "", "steps": "Tür auf.\n\nHilfe holen."}
    return given | {"who_0": "Krisendienst", "number_0": "0251 1", "when_0": "nachts"} | changed


def cards(house: House) -> list[Card]:
    with acting_as(house.dana, "test", read_only=True):
        return list(Card.objects.order_by("place"))


def test_before_anybody_wrote_one_it_carries_the_numbers_of_the_country_and_says_what_is_missing(house: House) -> None:
    page = house.login("alma").get(reverse("crisis:card")).content.decode()
    for expected in ("112", "110", "tel:08001110222", "0800 1110111", "116111", "116016", "noch nicht eingetragen"):
        assert expected in page
    assert "Bearbeiten" not in page


def test_it_stands_one_click_from_every_page_of_the_staff(house: House) -> None:
    link = f'href="{reverse("crisis:card")}" data-keeps="{reverse("crisis:worker")}" data-jump="u"'
    for name in ("alma", "frank", "kai"):
        assert link in house.login(name).get("/").content.decode()


def test_what_a_device_keeps_of_it_names_nobody(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    browser.post(reverse("crisis:begin", args=[family.pk]), {})
    page = browser.get(reverse("crisis:card")).content.decode()
    for name in ("Haddad", "Alma", "csrfmiddlewaretoken"):
        assert name not in page


def test_the_lead_writes_it_and_other_houses_keep_their_own(house: House) -> None:
    browser = house.login("dana")
    assert browser.post(reverse("crisis:card_change"), typed()).status_code == 302
    page = house.login("alma").get(reverse("crisis:card")).content.decode()
    assert "0251 1" in page
    assert "Tür auf." in page
    assert "0251 1" not in house.login("cem").get(reverse("crisis:card")).content.decode()
    assert cards(house)[0].steps == ["Tür auf.", "Hilfe holen."]
    with acting_as(house.otto, "test"):
        assign_role(user=house.otto, role=Role.TEAM_LEAD)
    other = reverse("crisis:card_change_one", args=[cards(house)[0].pk])
    assert browser.get(other).status_code == 200
    assert house.login("otto").get(other).status_code == 404


def test_a_place_has_its_own_card_once(house: House) -> None:
    browser = house.login("frank")
    assert "für welchen Standort" in browser.post(reverse("crisis:card_add"), typed()).content.decode()
    assert browser.post(reverse("crisis:card_add"), typed(place="Ahlen")).status_code == 302
    again = browser.post(reverse("crisis:card_add"), typed(place="Ahlen")).content.decode()
    assert "gibt es schon eine Karte" in again
    assert [card.place for card in cards(house)] == ["Ahlen"]
    assert "Im Notfall: Ahlen" in house.login("alma").get(reverse("crisis:card")).content.decode()


def test_two_people_changing_it_see_both_versions(house: House) -> None:
    browser = house.login("dana")
    browser.post(reverse("crisis:card_change"), typed())
    browser.post(reverse("crisis:card_change"), typed(number_0="0251 2"))
    answer = house.login("frank").post(reverse("crisis:card_change"), typed(number_0="0251 3"))
    assert answer.status_code == 409
    assert all(number in answer.content.decode() for number in ("0251 2", "0251 3"))
    assert cards(house)[0].numbers[0]["number"] == "0251 2"


def test_a_number_without_a_name_comes_back_with_the_mistake(house: House) -> None:
    page = house.login("dana").post(reverse("crisis:card_change"), typed(who_0="")).content.decode()
    assert "wer das ist" in page
    assert "0251 1" in page
    assert cards(house) == []


def test_the_script_that_keeps_it_reaches_no_other_page(house: House) -> None:
    answer = house.client().get(reverse("crisis:worker"))
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
    assert reverse("crisis:worker").startswith(reverse("crisis:card"))
