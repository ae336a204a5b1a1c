"""Areas in Chromium: by keyboard, without barriers at both widths."""

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, expect

from rundblick.access.context import acting_as
from rundblick.areas.codes import Kind, Side
from rundblick.areas.computing import carry_out
from rundblick.areas.services import comparisons
from rundblick.web.clock import today
from tests.areas.building import area, at, charge, home, line, street
from tests.areas.test_compare import large, two_quarters
from tests.browser import Visitor, flaws, serving
from tests.house import House

pytestmark = pytest.mark.browser

LIST = (
    "Gebiet;Straße;von;bis;gerade/ungerade;PLZ;Ort;Ortsteil\nNord;Hofweg;1;19;ungerade;;Ennigerloh;\nSüd;;;;;;Ahlen;\n"
)


def test_a_coordinator_makes_an_area_by_keyboard_and_finds_a_street(visitor: Visitor) -> None:
    with visitor.as_person("nora") as page:
        page.goto("/")
        page.get_by_role("link", name="Gebiete", exact=True).press("Enter")
        page.get_by_role("link", name="Neues Gebiet").press("Enter")
        page.locator("#id_name").fill("Mühlenviertel")
        page.get_by_role("button", name="Anlegen").press("Enter")
        page.get_by_role("link", name="Straße aufnehmen").press("Enter")
        page.locator("#id_town").fill("Ennigerloh")
        page.locator("#id_street").fill("Mühlenstraße")
        page.get_by_role("button", name="Aufnehmen").press("Enter")
        page.get_by_role("link", name="Zuständigkeit ändern").press("Enter")
        page.get_by_label("Welches Team?").select_option("Team Nord")
        page.get_by_role("button", name="Speichern").press("Enter")
        expect(page.get_by_text("Team Nord").first).to_be_visible()
        page.get_by_role("link", name="Gebiete", exact=True).first.press("Enter")
        page.get_by_role("link", name="Welche Straße gehört wohin?").press("Enter")
        page.locator("#id_street").fill("Muehlenstr. 12a")
        page.locator("#id_town").fill("Ennigerloh")
        page.get_by_role("button", name="Nachsehen").press("Enter")
        expect(page.get_by_role("heading", name="Mühlenviertel")).to_be_visible()


def test_a_list_is_looked_through_and_taken_over(visitor: Visitor) -> None:
    with visitor.as_person("dana", bypass_csp=True) as page:
        page.goto("/gebiete/einlesen/")
        page.get_by_label("oder Zeilen einfügen").fill(LIST + "Nord;Hofweg;x;;;;Ennigerloh;\n")
        page.get_by_role("button", name="Prüfen").click()
        expect(page.get_by_text("Zeile 4")).to_be_visible()
        found = flaws(page, "areas-import-mistakes")
        page.get_by_label("oder Zeilen einfügen").fill(LIST)
        page.get_by_role("button", name="Prüfen").click()
        expect(page.get_by_role("heading", name="Das wird sich ändern")).to_be_visible()
        found += flaws(page, "areas-import-checked")
        page.get_by_role("button", name="Übernehmen").click()
        expect(page.get_by_text("Die Liste ist übernommen")).to_be_visible()
    assert found == []


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    house = visitor.house
    north = area(house, "Mühlenviertel und Haarwiese", "Mühlenstraße", "Hofweg", covers="Rund um die alte Mühle")
    street(house, north, "Ziegelkamp", last="20", side=Side.EVEN)
    street(house, north, "Ziegelkamp", first="1", last="9", side=Side.ODD)
    line(house, north, kind=Kind.DISTRICT, district="Mühlenviertel")
    charge(house, north, house.north, since=at(-500))
    charge(house, north, house.south, house.hanna, since=at(-100))
    south = area(house, "Everswinkel Ort", covers="Ortskern und Bergfeld")
    line(house, south, kind=Kind.TOWN, town="Everswinkel")
    charge(house, south, house.south)
    area(house, "Randlagen")
    for n in range(1, 7):
        family = home(house, f"Mühlenstraße {n}", name=f"Kaya{n}")
    for n in range(1, 5):
        home(house, f"Ring {n}", name=f"Wolf{n}", town="Everswinkel")
    with acting_as(house.nora, "test"):
        row = comparisons.prepare(author=house.nora, since=at(-364), as_of=today())
    assert carry_out(row.pk)
    addresses = {
        "list": "/gebiete/",
        "area": f"/gebiete/{north.pk}/",
        "begin": "/gebiete/neu/",
        "change": f"/gebiete/{north.pk}/name/",
        "end": f"/gebiete/{north.pk}/aufloesen/",
        "add": f"/gebiete/{north.pk}/dazu/",
        "charge": f"/gebiete/{north.pk}/zustaendig/",
        "import": "/gebiete/einlesen/",
        "ask": "/gebiete/fragen/",
        "figures": "/gebiete/zahlen/",
        "comparison": f"/gebiete/zahlen/{row.pk}/",
    }
    found = []
    with visitor.as_person("nora", bypass_csp=True) as page:
        for name, where in addresses.items():
            page.goto(where)
            found += flaws(page, f"areas-{name}")
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto("/gebiete/woanders/")
        found += flaws(page, "areas-elsewhere")
        page.goto(f"/faelle/{family.dossier_id}/")
        expect(page.get_by_role("heading", name="Gebiet", exact=True)).to_be_visible()
        found += flaws(page, "areas-case")
        page.goto("/gebiete/fragen/")
        page.locator("#id_street").fill("Ziegelkamp 4")
        page.locator("#id_town").fill("Ennigerloh")
        page.get_by_role("button", name="Nachsehen").click()
        found += flaws(page, "areas-asked")
    assert found == []


def test_shares_of_areas_are_read_at_both_widths(chromium: Browser, house: House) -> None:
    agreed = settings.RUNDBLICK.model_copy(update={"team_figures": True})
    large(house)
    two_quarters(house)
    with acting_as(house.nora, "test"):
        row = comparisons.prepare(author=house.nora, since=at(-364), as_of=today())
    with override_settings(RUNDBLICK=agreed):
        assert carry_out(row.pk)
    with (
        serving({"RUNDBLICK_TEAM_FIGURES": "true"}) as address,
        Visitor(chromium, address, house).as_person("nora", bypass_csp=True) as page,
    ):
        page.goto(f"/gebiete/zahlen/{row.pk}/")
        expect(page.get_by_text("kann Zufall sein").first).to_be_visible()
        assert flaws(page, "areas-shares") == []
