"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.exports.codes import Making
from rundblick.exports.making import carry_out
from rundblick.exports.services import deliveries, mappings
from rundblick.web.clock import today
from tests.evaluation.reports import the_run
from tests.exports import building
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Three people consent to an approved project with a file; a table for a funder; computed indicators."""
    building.anna(house)
    building.participants(house, 3)
    project = building.project(house, smallest=3)
    file = building.made(house, project)
    with acting_as(house.nora, "test") as context:
        mapping = mappings.begin(context, title="Nachweis", code="teilnahmen")
        figures = deliveries.prepare(context, kind=Making.CASELOAD, as_of=today(), project=None, mapping=None, run=None)
    assert carry_out(figures.pk)
    return {
        "project": project.pk,
        "file": file.pk,
        "mapping": mapping.pk,
        "figures": figures.pk,
        "run": str(the_run().pk),
        "day": f"{today():%d.%m.%Y}",
    }
