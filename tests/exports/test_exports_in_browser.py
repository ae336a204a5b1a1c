"""The pages of what leaves the house in Chromium: without barriers, at both widths."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.evaluation import commenting
from rundblick.evaluation.models import ReportSnapshot
from rundblick.exports.codes import Kind, Making
from rundblick.exports.columns import TableColumn
from rundblick.exports.making import carry_out
from rundblick.exports.services import deliveries, mappings
from rundblick.exports.services.log import Taken, note
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.evaluation.reports import computed, the_run
from tests.exports import building
from tests.house import House

pytestmark = pytest.mark.browser


def full(house: House) -> dict[str, str]:
    """Something of everything; addresses by name."""
    building.anna(house)
    building.participants(house, 4)
    good = building.project(house, smallest=3)
    done = building.made(house, good)
    building.consent(house, building.taking_part(house, 90, born=1950))
    refused = building.made(house, building.project(house, title="Hilft ANNA überall gleich?", smallest=3))
    run = the_run()
    with acting_as(house.nora, "test") as context:
        table = mappings.begin(context, title="Jährlicher Nachweis an das Ministerium", code="teilnahmen")
        columns = [TableColumn(heading="Grund des Austritts", source="exit", required=True)]
        table = mappings.save(context, mapping=table, version=1, title=table.title, columns=columns)
        none = {"project": None, "mapping": None, "run": None}
        version = {"mapping": mappings.latest_of(table), "run": run}
        ordered = {"kind": Making.FUNDER, "as_of": dt.date(2021, 12, 31)}
        checked = deliveries.prepare(context, **none | version | ordered)
        figures = deliveries.prepare(context, **none | {"kind": Making.CASELOAD, "as_of": today()})
        waiting = deliveries.prepare(context, **none | {"kind": Making.CASELOAD, "as_of": dt.date(2026, 1, 31)})
        note(
            context,
            Taken(
                kind=Kind.REPORT,
                title="ANNA: Abschlussbericht (Projekt)",
                form="pdf",
                content=b"x",
                purpose="Bericht an Auftrag- oder Mittelgeber: Zwischenstand",
                recipient="Ministerium für Arbeit, Referat Beratung",
                as_of=today(),
                rows=120,
            ),
        )
    report = computed(house, run)
    with acting_as(house.dana, "test") as context:
        snapshot = ReportSnapshot.objects.get(pk=report)
        asked = commenting.say(context, snapshot, text="Im Winter waren zwei Beratungen geschlossen.", place=0)
        commenting.say(context, snapshot, text="Danke, das kommt in den Sachbericht.", answers=asked)
    for one in (checked, figures):
        carry_out(one.pk)
    return {
        "log": "/ausgaben/",
        "projects": "/ausgaben/forschung/",
        "project-new": "/ausgaben/forschung/neu/",
        "project": f"/ausgaben/forschung/{good.pk}/",
        "research-done": f"/ausgaben/auftrag/{done.pk}/",
        "research-refused": f"/ausgaben/auftrag/{refused.pk}/",
        "tables": "/ausgaben/tabellen/",
        "table": f"/ausgaben/tabellen/{table.pk}/",
        "columns": f"/ausgaben/tabellen/{table.pk}/spalten/",
        "table-checked": f"/ausgaben/auftrag/{checked.pk}/",
        "caseload": "/ausgaben/kennzahlen/",
        "figures": f"/ausgaben/auftrag/{figures.pk}/",
        "waiting": f"/ausgaben/auftrag/{waiting.pk}/",
        "percentages": "/berichte/prozent/",
        "figure-comments": f"/berichte/{report}/zahl/0/",
        "report-export": f"/berichte/{report}/herausgeben/",
    }


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    addresses = full(visitor.house)
    found = []
    with visitor.as_person("nora", bypass_csp=True) as page:
        for name, where in addresses.items():
            page.goto(where)
            found += flaws(page, name)
    with visitor.as_person("eva", bypass_csp=True) as page:
        page.goto(addresses["project"])
        found += flaws(page, "project-approve")
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto("/ausgaben/tabellen/auffaellig/")
        found += flaws(page, "findings")
    assert found == []


def test_a_coordinator_finds_the_log_by_keyboard(visitor: Visitor) -> None:
    with visitor.as_person("nora") as page:
        page.goto("/")
        page.get_by_role("link", name="Ausgaben", exact=True).press("Enter")
        expect(page.get_by_role("heading", name="Ausgabenbuch")).to_be_visible()
        page.get_by_role("link", name="Forschung").press("Enter")
        expect(page.get_by_role("heading", name="Forschungsvorhaben")).to_be_visible()
