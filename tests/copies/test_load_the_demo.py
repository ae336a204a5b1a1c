"""The demo shows a copy to look through and one that was given."""

from rundblick.access.database import as_worker
from rundblick.copies.codes import State
from rundblick.copies.models import Copy, Handing, Part


def test_the_demo_has_a_copy_to_look_through_and_one_that_was_given(loaded_demo: str) -> None:
    with as_worker("test"):
        assert sorted(Copy.objects.values_list("state", flat=True)) == [State.DRAFT, State.RELEASED]
        assert Handing.objects.count() == 1
        assert Part.objects.values("copy").distinct().count() == 1
