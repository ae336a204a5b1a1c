"""The report of gaps in Chromium: ordered, read, commented and printed by keyboard, without barriers at both widths."""

import pytest
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.gaps import services
from rundblick.gaps.computing import carry_out
from rundblick.gaps.models import GapReport
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.directory.building import body, offered, spot
from tests.gaps.building import computed, home, refused, waiting
from tests.house import House

pytestmark = pytest.mark.browser


def alive(house: House) -> None:
    """Needs of several topics in two places, and offers that answer some of them."""
    agency = body(house)
    places = [spot(house, agency), spot(house, agency, city="Everswinkel", name="Zweite Stelle")]
    for name, topics, capacity in (
        ("Kita Regenbogen", ["daycare"], "full"),
        ("Tagespflege", ["childminder"], "few"),
        ("Deutschkurs am Vormittag", ["german_course"], "free"),
    ):
        offered(house, agency, topics=topics, name=name, capacity=capacity, capacity_on=today(), locations=places)
    waiting(house, 5, "Ennigerloh", since=250)
    waiting(house, 4, "Everswinkel")
    waiting(house, 3, "Ennigerloh", since=20)
    waiting(house, 3, "Everswinkel", since=200, kind="home", what="drei Zimmer")
    waiting(house, 4, "Ennigerloh", since=120, kind="home", what="drei Zimmer")
    waiting(house, 2, "Everswinkel", since=120, kind="therapy", what="")
    for refusal in ("no_place", "conditions"):
        for _ in range(3):
            refused(home(house), refusal=refusal)


def test_coordination_orders_reads_proposes_and_prints_by_keyboard(visitor: Visitor) -> None:
    alive(visitor.house)
    with visitor.as_person("nora") as page:
        page.goto("/")
        page.get_by_role("link", name="Lücken", exact=True).press("Enter")
        page.get_by_role("button", name="Anfordern").press("Enter")
        expect(page.get_by_text("Der Bericht wartet")).to_be_visible()
        with acting_as(visitor.house.nora, "test"):
            waiting_id = GapReport.objects.get().pk
        assert carry_out(waiting_id)
        # The page asks by itself and draws itself anew.
        expect(page.get_by_role("heading", name="Die Themen im Einzelnen")).to_be_visible(timeout=15_000)
        page.locator("#thema-childcare").get_by_role("link", name="Vorschlag schreiben").press("Enter")
        page.get_by_label("Was wir vorschlagen").fill("Eine Kita öffnet um sechs Uhr.")
        page.get_by_role("button", name="Speichern").press("Enter")
        expect(page.get_by_text("Eine Kita öffnet um sechs Uhr.")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="PDF für das Treffen").press("Enter")
        assert download.value.suggested_filename == f"luecken-{today().isoformat()}.pdf"


def test_a_double_click_orders_once(visitor: Visitor) -> None:
    with visitor.as_person("nora") as page:
        page.goto("/luecken/")
        page.get_by_role("button", name="Anfordern").dblclick()
        expect(page.get_by_text("Der Bericht wartet")).to_be_visible()
    with acting_as(visitor.house.nora, "test"):
        assert GapReport.objects.count() == 1


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    house = visitor.house
    alive(house)
    computed(house, until=100)
    report = computed(house)
    empty = computed(house, first=900, until=800)
    with acting_as(house.nora, "test") as context:
        row = GapReport.objects.get(pk=report)
        words = "Ein festes Kontingent für Familien.\nZahlen mitbringen."
        services.propose(report=row, topic="home", version=0, author=house.nora, text=words)
        late = services.prepare(context, first_day=row.first_day, as_of=row.as_of).pk
    pages = {
        "list": "/luecken/",
        "report": f"/luecken/{report}/",
        "empty": f"/luecken/{empty}/",
        "waiting": f"/luecken/{late}/",
        "changes": f"/luecken/{report}/vergleich/",
        "propose": f"/luecken/{report}/vorschlag/home/",
    }
    found = []
    with visitor.as_person("nora", bypass_csp=True) as page:
        for name, where in pages.items():
            page.goto(where)
            found += flaws(page, f"gaps-{name}")
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto(f"/luecken/{report}/")
        found += flaws(page, "gaps-coach")
    assert found == []
