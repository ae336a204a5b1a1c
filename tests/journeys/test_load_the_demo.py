"""The sheets of the demo, counted from the database, give the printed tables of ANNA."""

from collections.abc import Iterator

import pytest

from rundblick.access import crypto
from rundblick.access.database import as_worker
from rundblick.catalogue.scenario import expected
from rundblick.journeys import demo, rules, standing
from rundblick.journeys.models import Application, Cell, Sheet, Standing
from rundblick.journeys.shelf import shelf
from rundblick.work import demo as work_demo
from rundblick.work.models import Outcome, Situation, Sponsorship
from tests.house import empty_tables
from tests.journeys import demo as cast_of_the_demo

SITES = {"": "", "Ennigerloh": "ennigerloh", "Everswinkel": "everswinkel"}


@pytest.fixture
def empty_house() -> Iterator[None]:
    """A database without anybody in it, emptied again afterwards."""
    crypto.forget_keys()
    yield
    empty_tables()


@pytest.mark.usefixtures("empty_house")
def test_the_printed_figures_come_out_of_the_stored_records() -> None:
    scenario, cast = cast_of_the_demo.build()
    demo.load(scenario, cast)
    work_demo.load(scenario, cast)
    with as_worker("test"):
        _funnels()
        _applications()
        _outcomes()
        _standings()


def _funnels() -> None:
    journey = shelf()["but"]
    rows = list(Cell.objects.filter(sheet__participation__run__code="projekt").select_related("sheet").defer("note"))
    subjects = {str(row.person_id): {"site": row.sheet.site} for row in rows}
    assert len(subjects) == expected.CHILDREN[0]
    answers = [standing.plain(row, with_note=False) for row in rows]
    known = rules.states(journey, answers, subjects, expected.CHARTS)
    for track, steps in expected.BUT.items():
        for step, numbers in steps.items():
            for (_, site), number in zip(SITES.items(), numbers, strict=False):
                reached = [
                    s
                    for (subject, of), s in known.items()
                    if of == track and step in s.reached and site in ("", subjects[subject]["site"])
                ]
                assert len(reached) == number, (track, step, site)
        responses = rules.published_reasons(journey, track, known.values(), after="entitled")
        assert {o.code: o.mentions for o in responses.options} == expected.REASONS[track]
        (whole,) = rules.funnels(journey, track, answers, subjects, expected.CHARTS)
        assert {o.code: o.mentions for o in whole.kinds.options if o.mentions} == expected.DETAILS[track]


def _applications() -> None:
    booked = Application.objects.filter(sheet__participation__run__code="projekt")
    for track, number in expected.APPLIED.items():
        assert booked.filter(track=track, applied_on__lte=expected.APPLICATIONS).count() == number


def _outcomes() -> None:
    happened = Outcome.objects.filter(participation__run__code="projekt", achieved_on__lte=expected.OUTCOMES)
    for kind, number in expected.OUTCOME_COUNTS.items():
        assert happened.filter(kind=kind).count() == number
    sponsors = Sponsorship.objects.filter(participation__run__code="projekt", began_on__lte=expected.OUTCOMES)
    assert sponsors.filter(formal=True).count() == expected.SPONSORSHIPS
    day = expected.OUTCOMES
    held = Situation.objects.filter(valid_from__lte=day).exclude(valid_until__lte=day)
    assert {kind: held.filter(kind=kind).count() for kind in expected.EMPLOYABLE_CHILDREN} == (
        expected.EMPLOYABLE_CHILDREN
    )


def _standings() -> None:
    """What is stored about where people stand agrees with what the rules make of the answers."""
    for sheet in Sheet.objects.all():
        stored = {(s.person_id, s.track): (s.furthest, s.stop, s.reasons) for s in Standing.objects.filter(sheet=sheet)}
        cells = list(sheet.cells.defer("note"))
        computed = standing.standings(shelf()[sheet.definition], sheet, cells, cast_of_the_demo.TODAY)
        assert stored == {(s.person_id, s.track): (s.furthest, s.stop, s.reasons) for s in computed}
