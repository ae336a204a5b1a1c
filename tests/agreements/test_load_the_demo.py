"""The demo tells of a network that is at work."""

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.agreements.codes import Kind, LessonStatus, Stage
from rundblick.agreements.models import Agreement, Decision, Item, Lesson
from rundblick.agreements.rules import review_state
from rundblick.web.clock import today


def test_every_page_has_something_to_show(loaded_demo: str) -> None:
    with acting_as(User.objects.get(email="coach@demo.example"), "test"):
        agreements = list(Agreement.objects.all())
        assert {row.stage for row in agreements} == set(Stage)
        assert any(row.revising for row in agreements) and any(row.is_unclear for row in agreements)
        states = {review_state(review_on=row.review_on, stage=row.stage, as_of=today()) for row in agreements}
        assert {"overdue", "soon"} <= states
        assert set(Item.objects.values_list("kind", flat=True)) == set(Kind.values)
        assert any(one.is_late(today()) for one in Decision.objects.all())
        assert set(Lesson.objects.values_list("status", flat=True)) == set(LessonStatus.values)


def test_the_agency_of_the_demo_reads_its_own_agreement(loaded_demo: str) -> None:
    guests = User.objects.filter(organisation__name="Lotse e. V.").order_by("email")
    with acting_as(guests[0], "test"):
        assert [row.title for row in Agreement.objects.all()] == ["Begleitung von Familien"]
        assert not Item.objects.exists()
