"""What pages cost must not grow unnoticed: SQL statements and blocks, in a small house and in one ten times as large.

`make bench` asks the same of 2,500 and 25,000 cases. Numbers are in frozen.yaml; times are nobody's test.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client

from rundblick.access.models import User
from rundblick.web.clock import today
from tests.house import empty_tables, vacuum
from tools.bench import frozen, invented
from tools.bench.count import cost_of_pages
from tools.bench.fill import fill
from tools.bench.mix import WEIGHTS
from tools.bench.pages import visitors
from tools.bench.plan import SMALL, Size, coach_mail

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("bench")]


@pytest.fixture(scope="module")
def costs() -> Iterator[dict[str, Any]]:
    """{size: {page: {"statements", "buffers", ...}}} of both houses; the larger one stays for the tests."""
    empty_tables()
    found = {}
    for size in SMALL:
        empty_tables()
        vacuum()
        build(size)
        found[size.name] = {page: asdict(cost) for page, cost in cost_of_pages(size).items()}
    yield found
    empty_tables()


def build(size: Size) -> None:
    call_command("publish_library", verbosity=0)
    fill(size, today=today())


def test_no_page_costs_more_than_is_frozen(costs: dict[str, Any]) -> None:
    assert frozen.worse(frozen.read(), costs) + frozen.over_the_bar(costs) == []


def test_no_page_notices_that_the_house_is_ten_times_as_large(costs: dict[str, Any]) -> None:
    small, large = (costs[size.name] for size in SMALL)
    assert frozen.grown(small, large) == []


def test_every_page_of_the_mix_is_frozen_for_all_sizes() -> None:
    assert {page: len(entry["buffers"]) for page, entry in frozen.read().items()} == dict.fromkeys(WEIGHTS, 4)


def test_the_invented_house_stands_behind_its_doors(costs: dict[str, Any]) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relrowsecurity AND NOT relforcerowsecurity"
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT count(*), count(DISTINCT dossier_id) FROM access_timelineentry WHERE kind <> 'x'")
        entries, dossiers = cursor.fetchone()
    assert dossiers == SMALL[-1].cases
    assert entries >= SMALL[-1].cases * SMALL[-1].entries


def test_what_is_sealed_opens_on_the_page(costs: dict[str, Any]) -> None:
    coach, _coordinator = visitors([3])
    browser = Client()
    browser.force_login(User.objects.get(email=coach_mail(3)), backend="rundblick.access.backends.AccessBackend")
    ((step,), *_) = coach.visits["case_page"]
    page = browser.get(step.path).content.decode()
    assert any(sentence in page for sentence in invented.SENTENCES)
    assert "[gelöscht]" not in page
