"""The demo shows what the room is for."""

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Organisation, User
from rundblick.feedback import queries
from rundblick.feedback.models import TalkFeedback
from rundblick.feedback.telling import course_of


def test_the_demo_has_a_falling_course_two_quarters_and_letters(loaded_demo: str) -> None:
    assert "feedback" in loaded_demo
    with as_worker("test"):
        rows = list(TalkFeedback.objects.order_by("-on"))
        coach = User.objects.get(email__startswith="coach@")
        house = Organisation.objects.get(users=coach)
    people = {row.person_id: [one for one in rows if one.person_id == row.person_id] for row in rows}
    assert sorted((len(said), course_of(said).falling) for said in people.values()) == [(2, False), (5, True)]
    with acting_as(coach, "test", read_only=True):
        told = queries.figures(house.pk)
    assert len({one.first for one in told if one.letter == ""}) == 2
    assert {one.letter for one in told} == {"", "einladung", "bescheid"}
