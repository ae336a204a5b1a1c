"""Reviews and ends that are near stand where coordination and team leads begin their day."""

import datetime as dt

import pytest

from rundblick.agreements.codes import Stage
from rundblick.agreements.rules import Near, near
from rundblick.web.clock import today
from tests.agreements.building import DAY, agreed, described, worded
from tests.house import House
from tests.queries import at_most

CARD = "Vereinbarungen, die anstehen"
AS_OF = dt.date(2026, 12, 1)


def start(house: House, name: str, path: str = "/") -> str:
    return house.login(name).get(path, follow=True).content.decode()


@pytest.mark.parametrize(
    ("review_on", "valid_until", "stage", "found"),
    [
        (AS_OF + 60 * DAY, None, Stage.SIGNED, (Near("review", AS_OF + 60 * DAY),)),
        (AS_OF + 61 * DAY, None, Stage.SIGNED, ()),
        (None, AS_OF + 61 * DAY, Stage.SIGNED, (Near("end", AS_OF + 60 * DAY),)),
        (None, AS_OF + 62 * DAY, Stage.SIGNED, ()),
        (AS_OF - 400 * DAY, None, Stage.DRAFT, (Near("review", AS_OF - 400 * DAY),)),
        (AS_OF, AS_OF, Stage.SIGNED, (Near("end", AS_OF - DAY), Near("review", AS_OF))),
        (AS_OF, AS_OF, Stage.ENDED, ()),
        (None, None, Stage.SIGNED, ()),
    ],
)
def test_near_is_within_sixty_days_or_over(
    review_on: dt.date | None, valid_until: dt.date | None, stage: str, found: tuple[Near, ...]
) -> None:
    assert near(review_on=review_on, valid_until=valid_until, stage=stage, as_of=AS_OF) == found


def test_coordination_and_team_leads_find_it_and_nobody_else(house: House) -> None:
    row = agreed(house)
    described(house, row, title="Schuldnerberatung ohne Wartezeit", review_on=today() - 3 * DAY)
    for name, path in (("nora", "/"), ("dana", "/start/team/")):
        page = start(house, name, path)
        assert CARD in page and "Schuldnerberatung ohne Wartezeit" in page and "Prüfung" in page, name
    for name in ("alma", "lena", "mats", "ivo", "eva", "cem"):
        assert CARD not in start(house, name), name


def test_what_runs_out_is_told_before_and_after_its_last_day(house: House) -> None:
    row = agreed(house)
    worded(house, row, Stage.SIGNED)
    described(house, row, review_on=None, valid_from=today() - 300 * DAY, valid_last=today() + 20 * DAY)
    assert "letzter Tag" in start(house, "nora")
    described(house, row, review_on=None, valid_from=today() - 300 * DAY, valid_last=today() - DAY)
    assert "abgelaufen, neue Fassung oder Ende?" in start(house, "nora")
    worded(house, row, Stage.ENDED)
    assert CARD not in start(house, "nora")


def test_another_jobcenter_reads_nothing_of_it(house: House) -> None:
    row = agreed(house)
    described(house, row, title="Schuldnerberatung ohne Wartezeit", review_on=today())
    for name in ("otto", "kai"):
        assert "Schuldnerberatung" not in start(house, name)


def test_it_costs_the_coach_nothing_and_the_others_one_statement(house: House) -> None:
    counted = {}
    for name, limit in (("alma", 12), ("nora", 9), ("dana", 11)):
        browser = house.login(name)
        browser.get("/")
        with at_most(limit) as captured:
            browser.get("/")
        counted[name] = [q["sql"] for q in captured.captured_queries]
    assert not any("agreements_agreement" in sql for sql in counted["alma"])
    for name in ("nora", "dana"):
        assert sum('FROM "agreements_agreement"' in sql for sql in counted[name]) == 1
