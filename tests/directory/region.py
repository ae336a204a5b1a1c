"""The region of the demo in the test house, loaded once and put back for each test."""

from collections.abc import Iterator

import pytest

from rundblick.access import crypto
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks_demo import Cast
from rundblick.directory import demo
from rundblick.directory.indexing import index
from rundblick.directory.models import Service
from tests.house import House, empty_tables, filled


def built() -> House:
    """The house with the region; Ivo's agency is the counselling centre that is listed."""
    house = House.build()
    cast = Cast(organisations={"bruecke": house.partner, "jobcenter": house.jobcenter})
    with acting_as(house.nora, "test"):
        demo.build(cast)
        index()
    with as_worker("test"):
        demo.load_timetable()
    return house


@pytest.fixture
def region() -> Iterator[House]:
    """The house, and what helps around it."""
    crypto.forget_keys()
    yield filled("region", built)
    empty_tables()


def named(path: str) -> Service:
    """The service with these short names, as "kompass/beratung"."""
    organization, key = path.split("/")
    return Service.objects.select_related("organization").get(organization__key=organization, key=key)
