"""What is wrong is said beside the field, everything typed stays, and a doubt holds nothing up."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.network.models import Tie
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.network.networks import DAY, address, changed, standing, tie, typed


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"label": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"label": "x" * 81}, "um 1 Zeichen zu lang"),
        ({"kind": ""}, "Bitte wählen Sie etwas aus."),
        ({"kind": "enemy"}, "enemy"),
        ({"closeness": "7"}, "7"),
        ({"closeness": ""}, "Bitte"),
        ({"quality": ""}, "Bitte"),
        ({"supports": ["magic"]}, "magic"),
        ({"sponsor": "mafia"}, "mafia"),
        ({"since": (today() + DAY).strftime("%d.%m.%Y")}, "in der Zukunft"),
        ({"phone": "0251 1234"}, "Nummern von Privatpersonen nur"),
        ({"whose": "world"}, "world"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(house: House, wrong: dict[str, Any], said: str) -> None:
    family = haddad(house)
    sent = typed(label="Oma Erna", hours="", direction="both") | wrong
    answer = house.login("alma").post(address("add", family, family.amira), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    if "label" not in wrong:
        assert 'value="Oma Erna"' in text
    with acting_as(house.alma, "test", read_only=True):
        assert not Tie.objects.exists()


def test_a_folded_part_with_a_mistake_or_an_answer_lies_open(house: House) -> None:
    family = haddad(house)
    browser, where = house.login("alma"), address("add", family, family.amira)
    assert '<details class="case-fold" open>' not in browser.get(where).content.decode()
    text = browser.post(where, typed(phone="1")).content.decode()
    assert text.count('<details class="case-fold" open>') == 1


def test_a_doubtful_name_is_saved_and_hinted_at_once(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    page = browser.post(address("add", family, family.amira), typed(label="Frau Meierhoff"), follow=True)
    text = page.content.decode()
    assert "Der Name enthält vielleicht einen Nachnamen." in text
    assert "Frau Meierhoff" in text
    with acting_as(house.alma, "test", read_only=True):
        assert Tie.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{}, {"x": "10"}, {"x": "a", "y": "b"}, {"x": "99999", "y": "0"}, {"rings": "9"}, {"rings": "oben"}]
)
def test_a_place_that_is_none_moves_nobody(house: House, sent: dict[str, str]) -> None:
    family = haddad(house)
    one = tie(family, family.amira)
    where = address("move", family, family.amira, one.thread)
    with_state = sent | {"seen": changed(one)["seen"]}
    answer = house.login("alma").post(where, with_state, HTTP_HX_REQUEST="true")
    assert answer.status_code == 422
    assert "steht, wo er war" in answer.content.decode()
    assert (standing(house, one).x, standing(house, one).version) == (one.x, 1)


@pytest.mark.parametrize("seen", ["", "1", "x.y", f"{uuid.uuid4()}.1", "." * 50, "9" * 400])
def test_a_state_nobody_knows_counts_as_changed_meanwhile(house: House, seen: str) -> None:
    family = haddad(house)
    one = tie(family, family.amira)
    where = address("choose", family, family.amira, one.thread)
    answer = house.login("alma").post(where, {"wanted": "1", "seen": seen}, follow=True)
    assert "gerade jemand anderes verändert" in answer.content.decode()
    assert not standing(house, one).on_fridge


def test_whoever_has_left_cannot_be_opened_but_the_page_says_so(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    one = tie(family, family.amira, since=today() - 9 * DAY)
    browser = house.login("alma")
    browser.post(address("leave", family, family.amira, one.thread), {"seen": changed(one)["seen"]})
    page = browser.get(address("tie", family, family.amira, one.thread), follow=True).content.decode()
    assert "steht nicht mehr auf der Karte" in page


def test_a_day_nobody_can_read_is_today_and_a_past_one_is_for_reading_only(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    tie(family, family.amira, since=today() - 9 * DAY)
    browser, where = house.login("alma"), address("map", family, family.amira)
    assert "Jemanden eintragen" in browser.get(f"{where}?stand=irgendwann").content.decode()
    past = browser.get(f"{where}?stand={today() - 20 * DAY}").content.decode()
    assert "Damals und heute" in past and "neu" in past
    for words in ("Jemanden eintragen", "näher", 'method="post" action="/netzwerk'):
        assert words not in past


def test_the_screen_for_two_stays_one(house: House) -> None:
    family = haddad(house)
    one = tie(family, family.amira)
    browser = house.login("alma")
    page = browser.get(address("map", family, family.amira) + "?gemeinsam=1").content.decode()
    assert "Zurück zur Akte" in page and "Hauptnavigation" not in page and "Karim" not in page
    for name, args, sent in (
        ("add", (), typed(label="Tante")),
        ("move", (one.thread,), {"rings": "1", "seen": changed(one)["seen"]}),
    ):
        answer = browser.post(address(name, family, family.amira, *args) + "?gemeinsam=1", sent)
        assert answer["Location"].endswith("?gemeinsam=1"), name


def test_half_an_entry_comes_back_and_ends_when_it_is_saved(house: House) -> None:
    family = haddad(house)
    browser, where = house.login("alma"), address("add", family, family.amira)
    key = f"network.tie:{family.pk}:{family.amira}"
    half = {"label": "Mitten im Wo", "supports": ["advice"], "draft_key": key, "draft_dossier": str(family.pk)}
    assert browser.post(reverse("access:draft"), half).status_code == 200
    page = browser.get(where)
    assert "Mitten im Wo" in page.content.decode() and "Ihr Entwurf vom" in page.content.decode()
    assert page.context["form"]["supports"].value() == ["advice"]
    browser.post(where, typed())
    assert "Mitten im Wo" not in browser.get(where).content.decode()


def test_the_impulses_prepare_the_form(house: House) -> None:
    family = haddad(house)
    page = house.login("alma").get(address("add", family, family.amira) + "?frage=frueher")
    assert "gern wieder treffen" in page.content.decode()
    assert page.context["form"]["quality"].value() == "paused"
    other = house.login("alma").get(address("add", family, family.amira) + "?frage=unbekannt")
    assert other.status_code == 200 and other.context["asked"] is None
