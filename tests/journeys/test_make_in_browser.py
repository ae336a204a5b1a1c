"""Making a journey, days by key, attempts, tasks and comparisons in Chromium: no barrier, nothing too wide."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.journeys import services, trail
from rundblick.journeys.editing import drafts
from rundblick.journeys.models import JourneyDraft
from rundblick.journeys.wordings import journey_named, offered
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.house import House
from tests.journeys.family import Family, kaya
from tests.journeys.making import applications, course, published

pytestmark = pytest.mark.browser


def prepared(house: House) -> tuple[Family, JourneyDraft]:
    """A published journey in two versions, a draft with a mistake, a sheet with a day ahead, two attempts."""
    published(house)
    family = kaya(house)
    family.say("entitled")
    family.say("offered", "no", reasons=["school_covers"])
    family.say("entitled", who=family.ela)
    with acting_as(house.alma, "test"):
        family.sheet = services.open_sheet(dossier_id=family.pk, journey=journey_named("sprachkurs"), coach=house.alma)
    family.say("wish", who=family.gulsen, track="course")
    family.say("test", who=family.gulsen, track="course", day=today() + dt.timedelta(days=9))
    published(house, course(title="Sprache zuerst"), valid_from=today())
    with acting_as(house.nora, "test") as context:
        draft = drafts.copy(context, offered().journeys["but"])
        data = {**draft.document, "steps": [*draft.document["steps"], {"label": ""}]}
        draft = drafts.save(draft, draft.version, data)
    return family, draft


def test_the_pages_of_coordination_have_no_barrier_and_are_not_cut_off(visitor: Visitor, house: House) -> None:
    _, draft = prepared(house)
    page_of_draft = reverse("journeys:draft", args=[draft.pk])
    addresses = [
        reverse("journeys:own"),
        reverse("journeys:draft_new"),
        reverse("journeys:draft_read_new"),
        reverse("journeys:versions", args=["sprachkurs"]),
        f"{page_of_draft}?pruefen=1",
        f"{page_of_draft}vorschau/",
        f"{page_of_draft}veroeffentlichen/",
        f"{page_of_draft}verwerfen/",
    ]
    found = []
    with visitor.as_person("nora", bypass_csp=True) as page:
        for address in addresses:
            page.goto(address)
            found += flaws(page)
    assert found == []


def test_the_pages_of_a_coach_have_no_barrier_and_are_not_cut_off(visitor: Visitor, house: House) -> None:
    family, _ = prepared(house)
    published(house, applications())
    for name in ("Bäckerei", "Gärtnerei"):
        with acting_as(house.alma, "test"):
            attempt = services.open_sheet(
                dossier_id=family.pk, journey=journey_named("bewerbung"), person_id=family.gulsen, title=name
            )
    addresses = {
        "bogen mit tag": family.url,
        "einzelheiten mit tag": family.field("test", "course", family.gulsen),
        "versuch": reverse("journeys:sheet", args=[attempt.pk]),
        "weiter": f"{reverse('journeys:stopped')}?journey=but&leistung=tutoring",
        "vergleich": f"{reverse('journeys:compare')}?journey=but&leistung=tutoring",
        "vergleich fehler": f"{reverse('journeys:compare')}?a-begun_from=1.2.2022&a-begun_until=1.1.2022",
    }
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for name, address in addresses.items():
            page.goto(address)
            found += flaws(page, name)
    assert found == []


def test_a_day_is_entered_by_keys_alone(visitor: Visitor, house: House) -> None:
    published(house)
    family = kaya(house)
    with acting_as(house.alma, "test"):
        family.sheet = services.open_sheet(dossier_id=family.pk, journey=journey_named("sprachkurs"), coach=house.alma)
    place = f'[id="c-{family.gulsen}.course.test"]'
    with visitor.as_person("alma") as page:
        page.goto(family.url)
        page.locator(place).focus()
        page.keyboard.press("h")
        expect(page.locator(f"{place} input")).to_have_value(today().strftime("%d.%m.%Y"))
        expect(page.locator(place)).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.type("24.12.2031")
        page.keyboard.press("Enter")
        expect(page.locator(f"{place} .jn-kinds")).to_have_text("geplant")
        page.keyboard.press("n")
        expect(page.locator("#einzelheiten")).to_contain_text("Kinderbetreuung fehlt")
    said = [(cell.answer, cell.day) for cell in trail.given(family.cells()) if cell.step == "test"]
    assert said == [("yes", today()), ("yes", dt.date(2031, 12, 24)), ("no", None)]


def test_without_scripts_a_day_is_sent_by_its_own_button(visitor: Visitor, house: House) -> None:
    published(house)
    family = kaya(house)
    with acting_as(house.alma, "test"):
        family.sheet = services.open_sheet(dossier_id=family.pk, journey=journey_named("sprachkurs"), coach=house.alma)
    place = f'[id="c-{family.gulsen}.course.test"]'
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(family.url)
        page.locator(f"{place} input").fill("24.12.2025")
        page.locator(f"{place} input").press("Enter")
        page.wait_for_load_state()
    (cell,) = family.cells()
    assert cell.day == dt.date(2025, 12, 24)


def test_a_journey_is_made_by_keys_and_without_scripts(visitor: Visitor, house: House) -> None:
    with visitor.as_person("nora", java_script_enabled=False) as page:
        page.goto(reverse("journeys:draft_new"))
        page.get_by_role("textbox", name="Name").last.fill("Weg zum Kita-Platz")
        page.get_by_role("button", name="Weiter").press("Enter")
        page.get_by_role("button", name="Schritt hinzufügen").press("Enter")
        row = page.locator("#steps-0")
        row.get_by_label("Bezeichnung").fill("Angemeldet")
        row.get_by_label("Frage").fill("Ist das Kind angemeldet?")
        page.get_by_role("button", name="Zeile hinzufügen").press("Enter")
        expect(page.locator("#steps-0").get_by_label("Bezeichnung")).to_have_value("Angemeldet")
        page.locator("#tracks-0").get_by_label("Bezeichnung").fill("Kita")
        page.get_by_role("button", name="Speichern und prüfen").press("Enter")
        page.get_by_role("button", name="Veröffentlichen").press("Enter")
        expect(page.locator("main")).to_contain_text("Die Journey ist veröffentlicht.")
