"""The demo shows each part of the room with something believable in it."""

import pytest

from rundblick.access.database import as_worker
from rundblick.evaluation.models import Comment
from rundblick.exports.codes import Making, Status
from rundblick.exports.models import Delivery, Export, Trace


@pytest.mark.usefixtures("loaded_demo")
def test_each_part_has_something_to_show() -> None:
    with as_worker("test"):
        assert set(Export.objects.values_list("kind", flat=True)) == {"research", "funder", "caseload"}
        states = list(Delivery.objects.order_by("ordered_at").values_list("kind", "status"))
        assert states == [
            (Making.RESEARCH, Status.DONE),
            (Making.RESEARCH, Status.REFUSED),
            (Making.FUNDER, Status.DONE),
            (Making.CASELOAD, Status.DONE),
        ]
        refused = Delivery.objects.get(status=Status.REFUSED)
        assert "Zu erkennen wären" in refused.error
        table = Delivery.objects.get(kind=Making.FUNDER)
        assert table.rows > 20 and Trace.objects.filter(delivery=table).exists()
        assert Comment.objects.count() == 3
