"""The pages: laying and moving without scripts, the screen for two, former days, mistakes and meetings."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Disclosure, Grant
from rundblick.access.services import close_door
from rundblick.cases.models import Goal
from rundblick.lights.models import Card
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.lights.cakes import DAY, anew, away, laid, lay, place, seen

HTMX = {"HX-Request": "true"}
SECRET = "Karim sucht heimlich eine Wohnung"


def address(family: Family, name: str = "board", card: Card | None = None) -> str:
    return reverse(f"lights:{name}", args=[family.pk, family.amira, *([card.pk] if card else [])])


def text(answer: Any) -> str:
    said: str = answer.content.decode()
    return said


def add(browser: Client, family: Family, words: str, light: str = "green", mode: str = "", **more: Any) -> Any:
    sent = {"text": words, "light": light, "token": str(uuid.uuid4())} | more
    return browser.post(address(family, "add") + mode, sent)


def act(
    browser: Client, family: Family, card: Card, what: str, *, version: int = 1, mode: str = "", **more: Any
) -> Any:
    return browser.post(address(family, "move") + mode, {"move": f"{card.pk} {version} {what}"}, **more)


def test_the_first_visit_asks_for_green_and_the_others_follow(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    page = text(browser.get(address(family)))
    assert "Womit sind Sie zufrieden?" in page and "Woran sind Sie gerade dran?" not in page
    assert page.count("Kommt danach.") == 2
    assert "Woran sind Sie gerade dran?" in text(browser.get(address(family) + "?alle=1"))
    add(browser, family, "Meine Kinder")
    page = text(browser.get(address(family)))
    assert "Was ist gerade schwierig?" in page and "Kommt danach." not in page


def test_without_scripts_a_card_is_laid_moved_and_put_away(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    for words in ("Kinder", "Garten"):
        assert add(browser, family, words).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        cards = {card.text: card for card in Card.objects.all()}
    act(browser, family, cards["Garten"], "up")
    assert seen(family)["green"] == ["Garten", "Kinder"]
    act(browser, family, cards["Kinder"], "red")
    assert seen(family) == {"green": ["Garten"], "yellow": [], "red": ["Kinder"]}
    answer = act(browser, family, cards["Kinder"], "away", version=2)
    page = text(browser.get(answer["Location"]))
    assert "Die Karte ist weggelegt." in page and "Zurückholen" in page
    act(browser, family, cards["Kinder"], "back", version=0)
    assert seen(family)["red"] == ["Kinder"]


def test_for_a_script_the_answer_is_the_cake_and_says_where_the_card_lies(house: House) -> None:
    family = haddad(house)
    first, second = lay(family, "Miete", "red"), lay(family, "Brief", "red")
    answer = act(house.login("alma"), family, second, f"place red {first.thread}", headers=HTMX)
    assert answer.status_code == 200
    page = text(answer)
    assert page.startswith('<div class="lamp-board"') and "<html" not in page
    assert 'data-aloud="Karte liegt jetzt in Rot, Platz 1 von 2."' in page
    assert re.search(rf'lamp-card--moved" id="karte-{second.thread}"', page)


def test_a_card_without_words_is_named_beside_the_field_and_what_was_typed_stays(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    answer = add(browser, family, "   ", "yellow")
    assert answer.status_code == 422
    assert "Bitte füllen Sie dieses Feld aus." in text(answer)
    long = "Sehr" + "lang" * 60
    answer = add(browser, family, long, "red")
    assert answer.status_code == 422 and long in text(answer)
    assert "zu lang" in text(answer)
    assert seen(family) == {"green": [], "yellow": [], "red": []}


@pytest.mark.parametrize(
    "sent", [{}, {"text": "x"}, {"text": "x", "light": "blue", "token": "x"}, {"text": "a\x00b", "light": "green"}]
)
def test_no_nonsense_breaks_the_page(house: House, sent: dict[str, str]) -> None:
    family = haddad(house)
    browser = house.login("alma")
    assert browser.post(address(family, "add"), sent).status_code == 422
    assert browser.post(address(family, "move"), {"move": "; drop"}).status_code in (302, 422)
    for query in (
        "?feld=9",
        "?feld=x",
        "?stand=31.12.2020",
        "?stand=9999-12-31",
        "?stand=0001-01-01",
        "?weg=x",
        "?alle=2",
    ):
        assert browser.get(address(family) + query).status_code == 200


def test_a_card_sent_twice_lies_there_once(house: House) -> None:
    family = haddad(house)
    browser, token = house.login("alma"), str(uuid.uuid4())
    for _ in range(2):
        add(browser, family, "Kinder", token=token)
    assert seen(family)["green"] == ["Kinder"]


def test_the_second_click_of_a_double_click_is_no_conflict(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Miete", "red")
    browser = house.login("alma")
    for _ in range(2):
        assert act(browser, family, card, "yellow", headers=HTMX).status_code == 200
    assert seen(family)["yellow"] == ["Miete"]


@pytest.mark.parametrize("days_ago", [0, 5])
def test_who_moves_a_card_that_moved_meanwhile_sees_how_it_lies_now(house: House, days_ago: int) -> None:
    family = haddad(house)
    card = laid(family, "Miete", "red", days_ago=days_ago)
    place(family, card, "yellow")
    browser = house.login("alma")
    answer = act(browser, family, card, "up", headers=HTMX)
    assert answer.status_code == 409
    assert "wurde gerade an anderer Stelle bewegt" in text(answer)
    answer = act(browser, family, card, "green", headers=HTMX)
    assert answer.status_code == 409
    assert seen(family) == {"green": [], "yellow": ["Miete"], "red": []}
    page = browser.get(act(browser, family, card, "green")["Location"])
    assert "wurde gerade an anderer Stelle bewegt" in text(page)


def test_who_moves_a_card_that_was_put_away_is_told(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Miete", "red")
    browser = house.login("alma")
    act(browser, family, card, "away")
    answer = act(browser, family, card, "up", headers=HTMX)
    assert answer.status_code == 409 and "liegt nicht mehr auf der Torte" in text(answer)
    assert browser.get(address(family, "change", card)).status_code == 302


def test_a_door_that_closes_while_the_page_is_open_answers_with_a_message(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Miete", "red")
    browser = house.login("alma")
    browser.get(address(family))
    with acting_as(house.alma, "test"):
        grants = Grant.objects.filter(dossier_id=family.pk, principal_id=house.alma.pk, valid_until=None)
        for grant in grants:
            close_door(grant)
    answer = act(browser, family, card, "green", headers=HTMX)
    assert answer.status_code == 404
    assert "Miete" not in text(answer) and "<html" not in text(answer)
    assert 'role="alert"' in text(answer)


def test_the_screen_for_two_has_no_menu_and_no_other_people(house: House) -> None:
    family = haddad(house)
    lay(family, "Meine Kinder")
    lay(family, SECRET, "red", of=family.karim)
    lay(family, "Das Auto teilen wir", of=family.karim, shared=True)
    browser = house.login("alma")
    page = text(browser.get(address(family) + "?gemeinsam=1"))
    assert "Meine Kinder" in page and "rb-side" not in page
    for word in (SECRET, "Das Auto teilen wir", "Amira", "Karim", "Haddad"):
        assert word not in page
    answer = add(browser, family, "Garten", mode="?gemeinsam=1")
    assert answer["Location"].endswith("?gemeinsam=1")
    page = text(browser.get(address(family) + "?gemeinsam=1&feld=2"))
    assert f'action="{address(family, "move")}?gemeinsam=1&amp;feld=2"' in page


def test_members_see_of_each_other_only_what_was_opened_to_the_family(house: House) -> None:
    family = haddad(house)
    lay(family, SECRET, "red", of=family.karim)
    lay(family, "Das Auto teilen wir", of=family.karim, shared=True)
    browser = house.login("alma")
    page = text(browser.get(address(family)))
    assert SECRET not in page and "Das Auto teilen wir" in page
    assert "Das Auto teilen wir" not in str(seen(family)), "it does not lie on Amira's own cake"


def test_a_card_of_another_member_cannot_be_touched_from_here(house: House) -> None:
    family = haddad(house)
    card = lay(family, SECRET, "red", of=family.karim)
    browser = house.login("alma")
    answer = act(browser, family, card, "green", headers=HTMX)
    assert answer.status_code == 409 and SECRET not in text(answer)
    for name in ("change", "goal"):
        answer = browser.get(address(family, name, card), follow=True)
        assert SECRET not in text(answer)
    assert seen(family, of=family.karim)["red"] == [SECRET]


def test_one_field_of_action_can_be_looked_at_and_steps_pass_what_is_shown(house: House) -> None:
    family = haddad(house)
    lay(family, "Miete", "red", field=1)
    lay(family, "Rücken", "red", field=4)
    bill = lay(family, "Strom", "red", field=1)
    browser = house.login("alma")
    page = text(browser.get(address(family) + "?feld=1"))
    assert "Miete" in page and "Strom" in page and "Rücken" not in page
    act(browser, family, bill, "up", mode="?feld=1")
    assert seen(family)["red"] == ["Strom", "Miete", "Rücken"]
    add(browser, family, "Heizung", "red", mode="?feld=1")
    with acting_as(house.alma, "test", read_only=True):
        assert next(card for card in Card.objects.all() if card.text == "Heizung").field == 1


def test_a_former_day_stands_beside_today_and_cannot_be_changed(house: House) -> None:
    family = haddad(house)
    course = laid(family, "Deutschkurs", "red", days_ago=60)
    away(family, laid(family, "Umzug", "red", days_ago=60), days_ago=10)
    anew(family, course, days_ago=10, light="green")
    lay(family, "Führerschein", "yellow")
    browser = house.login("alma")
    page = text(browser.get(address(family) + f"?stand={(today() - 30 * DAY).isoformat()}"))
    assert "Damals, am" in page and "Heute" in page
    for words in ("von Rot nach Grün", "neu in Gelb", "weggelegt, lag in Rot"):
        assert words in page
    assert "lamp-move" not in page and "Neue Karte" not in page
    assert "noch keine Karte" in text(browser.get(address(family) + "?stand=2020-01-01"))
    present = text(browser.get(address(family)))
    for days_ago in (60, 10):
        assert f"?stand={(today() - days_ago * DAY).isoformat()}" in present


def form_of(family: Family, card: Card, **changed: Any) -> dict[str, Any]:
    return {
        "text": card.text,
        "light": card.light,
        "field": "",
        "version": str(card.version),
        "row": str(card.pk),
    } | changed


def test_a_card_is_said_anew(house: House) -> None:
    family = haddad(house)
    card = laid(family, "Schulden", "red", days_ago=3)
    browser = house.login("alma")
    sent = form_of(family, card, text="Ratenzahlung läuft", light="yellow", field="1", shared="on")
    answer = browser.post(address(family, "change", card) + "?gemeinsam=1", sent)
    assert answer.status_code == 302 and answer["Location"].endswith("?gemeinsam=1")
    with acting_as(house.alma, "test", read_only=True):
        row = Card.objects.get(valid_until=None)
        assert (row.text, row.light, row.field, row.shared) == ("Ratenzahlung läuft", "yellow", 1, True)
        assert row.thread == card.thread


@pytest.mark.parametrize("days_ago", [0, 3])
def test_two_who_reword_a_card_see_both_versions(house: House, days_ago: int) -> None:
    """Also when the first of them made a new row, whose version is 1 again."""
    family = haddad(house)
    card = laid(family, "Schulden", "red", days_ago=days_ago)
    browser, page = house.login("alma"), address(family, "change", card)
    assert browser.post(page, form_of(family, card, text="Erste Fassung")).status_code == 302
    answer = browser.post(page, form_of(family, card, text="Zweite Fassung"))
    assert answer.status_code == 409
    assert "Erste Fassung" in text(answer) and "Zweite Fassung" in text(answer)
    hidden = dict(re.findall(r'name="(version|row)" value="([^"]+)"', text(answer)))
    answer = browser.post(page, form_of(family, card, text="Zusammen", **hidden))
    assert answer.status_code == 302
    assert seen(family)["red"] == ["Zusammen"]


def test_a_card_becomes_a_goal_in_one_step_and_shows_it(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Kein Führerschein", "red")
    browser, page = house.login("alma"), address(family, "goal", card)
    assert "Kein Führerschein" in text(browser.get(page))
    token = re.search(r'name="token" value="([^"]+)"', text(browser.get(page)))
    assert token
    sent = {
        "text": "Ich fahre selbst",
        "kind": "action",
        "since": today().strftime("%d.%m.%Y"),
        "version": "1",
        "row": str(card.pk),
        "token": token[1],
    }
    assert browser.post(page, sent | {"text": ""}).status_code == 422
    answer = browser.post(page, sent)
    assert answer.status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        goal = Goal.objects.get()
    shown = text(browser.get(answer["Location"]))
    assert reverse("cases:goal", args=[goal.pk]) in shown and "Zum Ziel machen" not in shown
    shown = text(browser.get(address(family) + "?gemeinsam=1"))
    assert reverse("cases:goal", args=[goal.pk]) not in shown, "the file stays closed on the screen for two"
    browser.post(page, sent)
    with acting_as(house.alma, "test", read_only=True):
        assert Goal.objects.count() == 1


def test_a_goal_is_not_made_of_a_card_that_changed_meanwhile_and_no_word_is_lost(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Kein Führerschein", "red")
    place(family, card, "yellow")
    sent = {
        "text": "Ich fahre selbst",
        "kind": "action",
        "since": today().strftime("%d.%m.%Y"),
        "version": "1",
        "row": str(card.pk),
        "token": str(uuid.uuid4()),
    }
    browser, page = house.login("alma"), address(family, "goal", card)
    answer = browser.post(page, sent)
    assert answer.status_code == 422 and "Ich fahre selbst" in text(answer)
    hidden = dict(re.findall(r'name="(version|row|token)" value="([^"]+)"', text(answer)))
    assert browser.post(page, sent | hidden).status_code == 302


def test_the_list_of_tools_says_how_many_cards_there_are(house: House) -> None:
    family = haddad(house)
    laid(family, "Kinder", days_ago=3)
    page = text(house.login("alma").get(reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}"))
    assert "Ampeltorte" in page and "1\xa0Karte, zuletzt" in page


def test_a_person_with_a_reading_door_sees_the_cake_and_no_buttons(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Kinder")
    family.let_in(house.hanna, None, topics=("master", "situation"))
    browser = house.login("hanna")
    page = text(browser.get(address(family)))
    assert "Kinder" in page and "Weglegen" not in page and "Neue Karte" not in page
    assert act(browser, family, card, "red").status_code == 404
    assert add(browser, family, "Neu").status_code == 404


def test_looking_and_moving_are_written_into_the_log_of_disclosures(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Kinder")
    browser = house.login("alma")
    browser.get(address(family))
    act(browser, family, card, "red")
    with acting_as(house.eva, "test", read_only=True):
        kinds = set(Disclosure.objects.values_list("kind", flat=True))
    assert {"lights.board", "lights.move"} <= kinds


def test_no_words_of_a_card_stand_in_addresses_or_titles(house: House) -> None:
    family = haddad(house)
    lay(family, "Geheimniskrämerei")
    page = text(house.login("alma").get(address(family)))
    title = re.search(r"<title>(.*?)</title>", page)
    assert title and "Geheim" not in title[1] and "Haddad" not in title[1]
    assert not any("Geheim" in link for link in re.findall(r'(?:href|action|hx-post)="([^"]*)"', page))


def test_long_words_emoji_and_markup_are_shown_as_typed(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    for words in ("Donaudampfschifffahrtsgesellschaft" * 5, "Läuft 🎉 gut 👩‍👧‍👦", "<b>fett</b> & „so“"):
        assert add(browser, family, words).status_code == 302
    page = text(browser.get(address(family)))
    assert "Läuft 🎉 gut 👩‍👧‍👦" in page and "&lt;b&gt;fett&lt;/b&gt; &amp;" in page
    assert "UNDEFINED(" not in page
