"""The demo's cards: of the present, dated, and quickly loaded."""

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from rundblick.access import crypto
from rundblick.access.database import as_worker
from rundblick.resources import demo, queries, rules
from rundblick.resources.models import PlannedHelp, Resource
from rundblick.web.clock import today
from tests.house import empty_tables
from tests.journeys import demo as cast_of_the_demo

SHEETS = yaml.safe_load((Path(demo.__file__).parent / "demo.yaml").read_text("utf-8"))


@pytest.fixture
def empty_house() -> Iterator[None]:
    """A database without anybody in it, emptied again afterwards."""
    crypto.forget_keys()
    yield
    empty_tables()


@pytest.mark.usefixtures("empty_house")
def test_the_cards_of_the_demo_stand_with_their_past() -> None:
    scenario, cast = cast_of_the_demo.build()
    demo.load(scenario, cast)
    with as_worker("test"):
        persons = {cast.persons[key].pk: key for key in SHEETS}
        assert set(Resource.objects.values_list("person_id", flat=True)) == set(persons)
        _aminata(cast.persons["now-10-a1"].pk)
        _chantal(cast.households["now-16"].dossier_id)


def _aminata(person_id: uuid.UUID) -> None:
    compared = rules.compare(Resource.objects.filter(person_id=person_id).on(today()))
    counts = [len(compared.of(kind)) for kind in ("seen", "blind", "surprise")]
    assert counts == [3, 7, 4]
    assert (compared.guessed_rightly, compared.guessed) == (3, 5)


def _chantal(dossier_id: uuid.UUID) -> None:
    assert PlannedHelp.objects.filter(dossier_id=dossier_id, person=None, shared=True).exists()
    year_ago = today() - dt.timedelta(days=365)
    then, now = queries.spreads([dossier_id], [year_ago, today()])
    assert (then.near, then.total) == (0, 5)
    assert (now.near, now.total) == (4, 6)


def test_every_help_builds_on_words_that_stand_on_the_card() -> None:
    for key, sheet in SHEETS.items():
        said = {entry.get(view) for entry in sheet["entries"] for view in ("coach", "guess", "person", "text")}
        missing = {entry["upon"] for entry in sheet.get("helps", ()) if "upon" in entry} - said
        assert missing == set(), key
