"""The demo's cakes: consistent lives, several days to compare, every card in the name of the responsible coach."""

import pytest

from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.cases.codes import FieldOfAction
from rundblick.lights.codes import Light
from rundblick.lights.demo import AWAY, cakes
from rundblick.lights.models import Card
from rundblick.lights.services import LONGEST
from rundblick.lights.told import KIND
from rundblick.web.clock import today


def test_the_sheet_tells_lives_that_can_be() -> None:
    found = list(cakes())
    assert len(found) >= 5
    for cake in found:
        for life in cake.lives:
            days = [days_ago for days_ago, _ in life.stops]
            assert days == sorted(days, reverse=True) and len(set(days)) == len(days), life.text
            assert all(light in {*Light.values, AWAY} for _, light in life.stops), life.text
            assert AWAY not in [light for _, light in life.stops[:-1]], life.text
            assert life.field_of_action in FieldOfAction.values and len(life.text) <= LONGEST
        assert len({days_ago for life in cake.lives for days_ago, _ in life.stops}) >= 3, "something to compare"


@pytest.mark.slow
def test_the_demo_lays_every_card_once_and_remembers_the_goals(loaded_demo: str) -> None:
    with as_worker("test"):
        standing = Card.objects.on(today())
        expected = sum(life.stops[-1][1] != AWAY for cake in cakes() for life in cake.lives)
        assert standing.count() == expected
        with_goals = [life for cake in cakes() for life in cake.lives if life.goal]
        assert standing.filter(goal__isnull=False).count() == len(with_goals) > 5
        for card in standing.filter(goal__isnull=False).select_related("goal"):
            assert card.goal is not None and card.goal.person_id == card.person_id
        assert not Card.objects.filter(valid_from__lt=today(), dossier__case__opened_on__gt=today()).exists()
        for card in Card.objects.select_related("dossier__case"):
            assert card.valid_from >= card.dossier.case.opened_on, card.text
        assert TimelineEntry.objects.filter(kind=KIND).count() > 20
