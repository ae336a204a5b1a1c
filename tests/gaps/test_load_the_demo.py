"""The demo tells of needs without an offer, so that the report is alive."""

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.gaps.content import from_json
from rundblick.gaps.models import GapReport, Proposal
from rundblick.web.clock import today


def test_the_latest_report_has_something_to_show(loaded_demo: str) -> None:
    with acting_as(User.objects.get(email="coach@demo.example"), "test"):
        earlier, latest = GapReport.objects.order_by("as_of")
        assert latest.as_of == today() and {earlier.status, latest.status} == {"done"}
        found, before = from_json(latest.content), from_json(earlier.content)
        assert Proposal.objects.filter(report=latest).count() == 2
    shown = {line.code: line.gaps for line in found.topics if line.gaps}
    assert len(shown) >= 3 and found.gaps and found.people and found.hides
    assert any(part.gaps for line in found.topics for part in line.places)
    assert {line.code: line.gaps for line in before.topics} != {line.code: line.gaps for line in found.topics}
    assert all(line.offers.number for line in found.topics if line.gaps)
