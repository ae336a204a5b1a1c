"""The Wartezettel in Chromium: by keyboard and by mouse, on the screen for two, without barriers at both widths."""

import pytest
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.waiting.models import Wait
from rundblick.waiting.rules import Expected
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.waiting.lists import DAY, address, ago, asked, helped, waits

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> Family:
    """Amira waits for several things, one of them late; one is over."""
    house = visitor.house
    family = haddad(house, opened_on=ago(300))
    soon = Expected((today() + 60 * DAY).replace(day=1), monthly=True)
    kita = waits(family, family.amira, since=204, whom="Jugendamt", reach="Sprechzeit dienstags", nudge_on=ago(4))
    asked(kita, house.alma, "Die Plätze werden im Frühjahr vergeben.", on=ago(30), expected=soon, nudge_on=ago(4))
    helped(kita, house.alma)
    waits(family, family.amira, kind="doctor", what="", since=62, expected=Expected(ago(2)))
    waits(family, family.karim, kind="question", what="Was bleibt vom Minijob?", since=9)
    waits(family, None, kind="home", what="Vier Zimmer", since=96, nudge_on=today() + 12 * DAY)
    return family


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = full(visitor)
    with acting_as(visitor.house.alma, "test"):
        wait = Wait.objects.get(kind="childcare")
    addresses = {
        "page": address(family),
        "together": address(family) + "?gemeinsam=1",
        "household": f"/faelle/warten/{family.pk}/",
        "list": "/faelle/warten/",
        "begin": address(family, "begin"),
        "ask": address(family, "ask", None, wait.pk),
        "bridge": address(family, "bridge", None, wait.pk),
        "end": address(family, "end", None, wait.pk),
    }
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for name, where in addresses.items():
            page.goto(where)
            found += flaws(page, name)
    assert found == []


def test_two_people_put_something_on_the_list_with_the_keyboard_only(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}")
        page.get_by_role("link", name="Wartezettel Worauf").press("Enter")
        page.get_by_role("link", name="Gemeinsam ansehen").press("Enter")
        expect(page.get_by_text("Haddad")).to_have_count(0)
        page.get_by_role("link", name="Auf den Wartezettel setzen").press("Enter")
        page.locator("#id_kind").focus()
        page.keyboard.type("Kurs")
        page.get_by_label("Worauf genau?").focus()
        page.keyboard.type("Deutschkurs B2")
        page.get_by_label("Wann wird damit gerechnet?").focus()
        page.keyboard.type("3/2030")
        page.keyboard.press("Enter")
        expect(page.get_by_role("img", name="Wie lange schon gewartet wird")).to_be_visible()
        expect(page.get_by_role("link", name="Zurück zur Akte")).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        assert [(row.name, str(row.expected)) for row in Wait.objects.all()] == [
            ("Kurs: Deutschkurs B2", "März\xa02030")
        ]


def test_asking_helping_and_ending_by_mouse(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    waits(family, family.amira, nudge_on=ago(2))
    with visitor.as_person("alma", narrow=True) as page:
        page.goto("/faelle/warten/")
        expect(page.get_by_text("vorgestern")).to_be_visible()
        page.get_by_role("link", name="Amira Haddad").click()
        page.get_by_role("link", name="Nachgefragt").click()
        page.get_by_label("Was wurde gesagt?").fill("Im Mai wird entschieden.")
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("Im Mai wird entschieden.")).to_be_visible()
        page.get_by_role("link", name="Was hilft bis dahin?").click()
        page.get_by_label("Was hilft bis dahin?").fill("Die Oma kommt")
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_role("button", name="Entfällt")).to_be_visible()
        page.get_by_role("link", name="Ist gekommen").click()
        page.get_by_role("button", name="Speichern").click()
        page.get_by_text("Nicht mehr offen (1)").click()
        expect(page.get_by_role("button", name="Doch noch offen")).to_be_visible()
