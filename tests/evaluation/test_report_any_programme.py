"""A programme whose concept names no report has one all the same."""

import datetime as dt

import pytest

from rundblick.access.context import acting_as, bound, system
from rundblick.evaluation import services
from rundblick.evaluation.computing import carry_out
from rundblick.evaluation.definitions import programme_of, report_of
from rundblick.evaluation.exports import write
from rundblick.evaluation.listing import offers
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.storing import shown_from_json
from rundblick.programmes.publishing import publish
from rundblick.programmes.reporting import STANDARD, reports_of
from rundblick.programmes.shelf import shelf
from tests.house import House
from tests.programmes.homes import run_of

SILENT = sorted(code for code, one in shelf().items() if not one.reports)


@pytest.mark.parametrize("code", sorted(shelf()))
def test_every_programme_of_the_library_has_a_report_with_each_of_its_targets(code: str) -> None:
    definition = shelf()[code]
    kinds = {section.kind for report in reports_of(definition) for section in report.sections}
    assert kinds
    assert not definition.targets or "targets" in kinds


def test_what_a_concept_names_is_not_replaced() -> None:
    assert reports_of(shelf()["anna"]) == shelf()["anna"].reports
    assert [one.code for one in reports_of(shelf()[SILENT[0]])] == [STANDARD]


@pytest.mark.parametrize("unit", ["person", "household"])
def test_it_is_ordered_computed_published_and_read_like_any_other(house: House, unit: str) -> None:
    code = next(code for code in SILENT if shelf()[code].unit == unit)
    with bound(system("test"), "test"):
        publish(code, provider=house.jobcenter)
    run = run_of(shelf()[code])
    with acting_as(house.nora, "test") as context:
        assert any(offer.run.pk == run.pk and offer.report == STANDARD for offer in offers(context))
        day = max(run.valid_from, dt.date(2021, 6, 1))
        snapshot = services.prepare(context, run=run, report=STANDARD, as_of=day).pk
    assert carry_out(snapshot)
    with acting_as(house.nora, "test") as context:
        services.publish(context, ReportSnapshot.objects.get(pk=snapshot))
    browser = house.login("nora")
    page = browser.get(f"/berichte/{snapshot}/").content.decode()
    assert "Was erreicht wurde" in page and "Wie lange jemand dabei ist" in page
    with acting_as(house.nora, "test"):
        row = ReportSnapshot.objects.select_related("run__definition").get(pk=snapshot)
        report = report_of(programme_of(row.run), STANDARD)
        assert report is not None
        for kind in ("pdf", "xlsx", "json"):
            assert write(kind, programme_of(row.run), report, row, shown_from_json(row.figures)).content
