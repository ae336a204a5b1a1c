"""How often each page asks the database, however much there is to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.exports.codes import Making
from rundblick.exports.making import carry_out
from rundblick.exports.models import Delivery, Project
from rundblick.exports.research.making import make
from rundblick.exports.services import deliveries, mappings
from rundblick.web.clock import today
from tests.exports import building
from tests.house import House
from tests.queries import at_most

LIMITS = {
    "/ausgaben/": 6,
    "/ausgaben/forschung/": 6,
    "/ausgaben/forschung/neu/": 8,
    "project": 9,
    "file": 7,
    "/ausgaben/tabellen/": 6,
    "table": 9,
    "/ausgaben/kennzahlen/": 6,
    "figures": 7,
    "/ausgaben/tabellen/auffaellig/": 10,
}


@pytest.fixture
def places(house: House) -> dict[str, str]:
    """Three people, a project with two files, a table, and figures."""
    building.anna(house)
    building.participants(house, 3)
    project = building.project(house, smallest=3)
    files = [building.made(house, project) for _ in range(2)]
    with acting_as(house.nora, "test") as context:
        table = mappings.begin(context, title="Nachweis", code="esf")
        figures = deliveries.prepare(context, kind=Making.CASELOAD, as_of=today(), project=None, mapping=None, run=None)
    carry_out(figures.pk)
    return {
        "project": f"/ausgaben/forschung/{project.pk}/",
        "file": f"/ausgaben/auftrag/{files[0].pk}/",
        "table": f"/ausgaben/tabellen/{table.pk}/",
        "figures": f"/ausgaben/auftrag/{figures.pk}/",
    }


def test_no_page_asks_more_often_than_it_must(house: House, places: dict[str, str]) -> None:
    browser = house.login("nora")
    for name, limit in LIMITS.items():
        where = places.get(name, name)
        browser.get(where)
        with at_most(limit):
            assert browser.get(where).status_code == 200, where


def test_a_file_is_made_with_as_many_queries_for_many_people_as_for_few(house: House) -> None:
    building.anna(house)
    building.participants(house, 3)
    project = building.project(house, smallest=3)
    building.made(house, project)
    counts = []
    for more in (0, 2):
        for number in range(more):
            building.consent(house, building.taking_part(house, 40 + number))
        counts.append(queries_of(house, project))
    assert counts[0] == counts[1]


def queries_of(house: House, project: Project) -> int:
    """Statements to collect and check, without freezing."""
    with as_worker("test"):
        delivery = Delivery.objects.select_related("project").filter(project=project).first()
        assert delivery is not None
        with CaptureQueriesContext(connection) as captured:
            make(delivery)
    return len(captured.captured_queries)
