"""The demo's Fahrplan: in the codes of the catalogue, with a folder of which the coach reads one sheet."""

import pytest
import yaml

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.roadmap.catalogue import FOLDER, catalogue
from rundblick.roadmap.models import Decision, Leaf, Position, Step, Ticket


def test_the_demo_speaks_the_codes_of_the_catalogue() -> None:
    known = catalogue()
    people, matters = ({one.code for one in kind} for kind in (known.people, known.matters))
    (story,) = yaml.safe_load((FOLDER / "demo.yaml").read_text("utf-8")).values()
    assert all(known.step(step["code"]) and set(step.get("who", ())) <= people for step in story["steps"])
    assert all(set(one["matters"]) <= matters for one in story["positions"])
    assert all(known.sheet(leaf["code"]) for leaf in story["folder"])


@pytest.mark.slow
def test_the_demo_holds_one_fahrplan_and_a_folder_that_stays_the_persons(loaded_demo: str) -> None:
    with as_worker("test"):
        assert (Step.objects.count(), Decision.objects.count(), Ticket.objects.count()) == (4, 2, 2)
        assert Position.objects.count() == 2 and Leaf.objects.count() == 3
        coach = User.objects.get(pk=Ticket.objects.filter(voice="coach").get().author_id)
    with acting_as(coach, "test", read_only=True):
        assert [leaf.code for leaf in Leaf.objects.all()] == ["strengths"]
