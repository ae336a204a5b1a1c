"""The demo's biographies: dated over months, in the coach's name, with pictures that can be drawn."""

import datetime as dt

from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.biography.models import ALL, Stretch
from rundblick.biography.moments import out_of_sight
from rundblick.biography.views.shown import picture_of
from rundblick.cases.standing import Standing
from rundblick.web.clock import today


def rows(model: type[Standing]) -> list[Standing]:
    return list(model.objects.select_related("author").order_by("valid_from", "pk"))


def test_at_least_five_people_have_told_their_lives(loaded_demo: str) -> None:
    with as_worker("test"):
        told = {row.person_id for row in rows(Stretch)}
        assert len(told) >= 5
        for model in ALL:
            assert {row.person_id for row in rows(model)} <= told
            assert len({row.person_id for row in rows(model)}) >= 5


def test_statements_are_dated_over_months_and_some_were_said_anew(loaded_demo: str) -> None:
    with as_worker("test"):
        found = [row for model in ALL for row in rows(model)]
        assert max((today() - row.valid_from).days for row in found) > 180
        threads = [row.thread for row in found]
        assert len(threads) - len(set(threads)) >= 8
        assert {row.author.organisation_id is None for row in found} == {False}
        days = {(row.person_id, row.valid_from) for row in found}
        assert TimelineEntry.objects.filter(kind="biography").count() == len(days)


def test_every_life_can_be_drawn_on_every_day(loaded_demo: str) -> None:
    with as_worker("test"):
        stretches = list(Stretch.objects.order_by("valid_from", "pk"))
        for person_id in {row.person_id for row in stretches}:
            for ago in (0, 30, 200):
                day = today() - dt.timedelta(days=ago)
                held = [
                    row
                    for row in stretches
                    if row.person_id == person_id
                    and row.valid_from <= day
                    and (row.valid_until is None or row.valid_until > day)
                ]
                picture = picture_of(held, day)
                assert picture is None if not held else "<svg" in str(picture and picture.svg)
                assert not any(out_of_sight(row.span, day) for row in held)
