"""Targets that are a number or a reduction: counted from the records, with what they are held against."""

import datetime as dt
import uuid
from typing import Any

import pytest

from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.page import Figures
from rundblick.evaluation.page.results import target_blocks
from rundblick.evaluation.protection import protected
from rundblick.evaluation.report import compute
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Participation
from rundblick.statistics.figures import Figure
from rundblick.web.clock import now
from rundblick.work.models import Outcome
from rundblick.work.rules import NO_STOCK
from tests.house import House
from tests.programmes.build import example
from tests.programmes.homes import begun, family, published, run_of

FIRST, LATER, STICHTAG = dt.date(2021, 1, 1), dt.date(2021, 2, 1), dt.date(2021, 12, 31)
ORIGIN = {"rows": ["B1"]}


def target(code: str, measure: str, numerator: dict[str, Any], rule: str, **more: Any) -> dict[str, Any]:
    rest = {"denominator": {"rule": rule}, "value": 25, "as_of": STICHTAG.isoformat(), "origin": ORIGIN}
    return {"code": code, "label": code.title(), "measure": measure, "numerator": numerator} | rest | more


def programme(**changes: Any) -> Programme:
    weg, zahl = {"count": "people", "kinds": ["minijob"]}, {"count": "participations"}
    targets = [
        target("alle", "number", zahl, "none", value=240),
        target("frueh", "number", zahl, "none", value=240, as_of="2021-01-15"),
        target("jobs", "number", {"count": "outcomes", "kinds": ["minijob"]}, "none", value=300),
        target("weniger", "reduction", weg, "stock"),
        target("gegangen", "reduction", zahl, "stock"),
    ]
    report: dict[str, Any] = {"code": "ziele", "label": "Ziele", "origin": ORIGIN}
    report["sections"] = [{"code": "ziel", "label": "Ziel", "kind": "targets", "origin": ORIGIN}]
    return example(**({"schema_version": 2, "targets": targets, "reports": [report]} | changes))


def taking_part(house: House, wanted: Programme, *days: dt.date) -> list[Participation]:
    """One household per day, both parents of which begin on it."""
    return [
        row
        for number, on in enumerate(days)
        for row in begun(house, family(house, f"Kaya{number}"), "Gülşen", "Ali", programme=wanted, on=on, agreed=on)
    ]


def achieved(rows: list[Participation], kind: str = "minijob") -> None:
    with as_worker("test"), reason("test.achieved"):
        for row in rows:
            assert row.person_id is not None
            Outcome.objects.create(
                dossier_id=row.dossier_id,
                participation_id=row.pk,
                person_id=row.person_id,
                kind=kind,
                achieved_on=LATER,
                recorded_at=now(),
            )


def left(rows: list[Participation], on: dt.date) -> None:
    with as_worker("test"), reason("test.left"):
        ids: list[uuid.UUID] = [row.pk for row in rows]
        Participation.objects.filter(pk__in=ids).update(ended_on=on)


def computed_for(wanted: Programme, as_of: dt.date = STICHTAG) -> Computed:
    run = run_of(wanted)
    with as_worker("test"):
        return compute(wanted, wanted.reports[0], run, as_of)


def figures(wanted: Programme, as_of: dt.date = STICHTAG) -> dict[str, Figure]:
    computed = computed_for(wanted, as_of)
    for counted in computed.figures:
        # A person with two results counts once and has two records.
        assert len(counted.records) >= (counted.figure.numerator or 0) or counted.figure.code.endswith(".above_target")
    return {c.figure.code.partition(".quota.")[2]: c.figure for c in computed.figures if ".quota." in c.figure.code}


def numbers(figure: Figure) -> tuple[int | None, int | None, int | None]:
    return figure.numerator, figure.denominator, None if figure.value is None else int(figure.value)


def test_a_number_is_counted_up_to_its_own_day(house: House) -> None:
    wanted = published(programme())
    rows = taking_part(house, wanted, FIRST, FIRST, LATER)
    achieved(rows[:1])
    achieved(rows[:1])
    found = figures(wanted)
    assert numbers(found["alle"]) == (6, None, 6)
    assert numbers(found["frueh"]) == (4, None, 4)
    assert found["frueh"].as_of == dt.date(2021, 1, 15)
    assert numbers(found["jobs"]) == (2, None, 2)
    assert found["jobs"].target == 300
    assert "alle.above_target" not in found


def test_a_reduction_looks_at_the_stock_of_the_first_day_alone(house: House) -> None:
    wanted = published(programme())
    rows = taking_part(house, wanted, FIRST, FIRST, LATER)
    achieved([rows[0], rows[4]])
    left([rows[1], rows[2], rows[5]], dt.date(2021, 6, 30))
    found = figures(wanted)
    assert numbers(found["weniger"]) == (1, 4, 25)
    assert numbers(found["gegangen"]) == (2, 4, 50)
    assert found["gegangen.above_target"].value == 25


def test_a_last_day_on_the_stichtag_is_not_gone_yet(house: House) -> None:
    wanted = published(programme())
    left(taking_part(house, wanted, FIRST)[:1], STICHTAG)
    assert numbers(figures(wanted)["gegangen"]) == (0, 2, 0)
    assert numbers(figures(wanted, STICHTAG - dt.timedelta(days=1))["gegangen"]) == (0, 2, 0)


def test_households_are_gone_when_all_their_members_are(house: House) -> None:
    condition = {"fact": "household.receives_sgb2", "equals": True}
    wanted = published(programme(unit="household", target_group={"origin": ORIGIN, "condition": condition}))
    rows = taking_part(house, wanted, FIRST, FIRST)
    left([rows[0], rows[2], rows[3]], dt.date(2021, 6, 30))
    achieved(rows[:2])
    found = figures(wanted)
    assert numbers(found["alle"]) == (2, None, 2)
    assert numbers(found["gegangen"]) == (1, 2, 50)
    assert (found["weniger"].numerator, found["weniger"].denominator) == (1, 2)


@pytest.mark.parametrize("code", ["weniger", "gegangen"])
def test_without_a_stock_the_figure_says_why(house: House, code: str) -> None:
    wanted = published(programme())
    achieved(taking_part(house, wanted, LATER))
    figure = figures(wanted)[code]
    assert (figure.value, figure.note) == (None, NO_STOCK)


def test_the_page_says_numbers_without_per_cent_and_the_stock_by_its_name(house: House) -> None:
    wanted = published(programme())
    rows = taking_part(house, wanted, FIRST, FIRST, FIRST, LATER)
    achieved(rows[:3])
    shown = Figures(wanted.id, protected(computed_for(wanted)))
    said = {block.heading: block.sentences[0] for block in target_blocks(shown, wanted)}
    assert said["Alle"] == "Erreicht: 8. Das Ziel: 240."
    assert said["Weniger"] == (
        "Erreicht sind 3 von 6 (50\u00a0%) aus dem Bestand des ersten Tages; das Ziel sind 25\u00a0%."
    )
