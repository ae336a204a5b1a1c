"""The job behind a report: count as worker, hide what is small, freeze."""

import uuid

from rundblick.access import ordered
from rundblick.gaps import offers, reading
from rundblick.gaps.content import Content, content, to_json
from rundblick.gaps.counting import count, given_up
from rundblick.gaps.models import GapReport
from rundblick.gaps.protection import hidden
from rundblick.gaps.topics import fingerprint, topics
from rundblick.web.clock import now


def carry_out(report_id: uuid.UUID) -> bool:
    """Compute an ordered report: every need of the house is counted, whoever may see it."""
    return ordered.carry_out(GapReport.objects, report_id, _freeze, why="gaps.compute")


def _freeze(report_id: uuid.UUID) -> bool:
    report = GapReport.objects.get(pk=report_id)
    report.content = to_json(computed(report))
    report.made_from = fingerprint()
    report.status = GapReport.Status.DONE
    report.computed_at = now()
    report.save(update_fields=["content", "made_from", "status", "computed_at"])
    return True


def computed(report: GapReport) -> Content:
    """The figures of a report from today's records. Must run as worker."""
    found = topics()
    needs = reading.read(report.house_id, report.as_of)
    counts = count(needs, topics=found.codes, first=report.first_day, as_of=report.as_of, limits=found.limits)
    supply = offers.supply(offers.read(found), topics=found.codes, places=counts.places)
    left, ended = given_up(needs, report.first_day, report.as_of)
    return content(counts, hidden(counts), supply, found, left=left, ended=ended)
