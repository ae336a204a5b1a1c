"""A participation goes on on another version of its programme; what happened stays, the history keeps the way."""

import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.people.models import Household
from rundblick.programmes import services
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.models import Participation, ParticipationEvent, ProgrammeEvent  # type: ignore[attr-defined]
from rundblick.programmes.publishing import in_force
from rundblick.programmes.services.moving import latest_version
from tests.house import House
from tests.programmes.build import as_data, day, example
from tests.programmes.homes import START, begun, family, published
from tests.programmes.living import fresh


@pytest.fixture
def home(house: House) -> Household:
    return family(house)


@pytest.fixture
def row(house: House, home: Household) -> Participation:
    (found,) = begun(house, home, "Gülşen", programme=published(example()))
    return fresh(house, found)


def newer(**changes: object) -> uuid.UUID:
    published(example(summary="Mit anderen Worten.", **changes))
    from rundblick.access.context import bound, system

    with bound(system("test"), "test", read_only=True):
        return in_force("begleitung").pk


def moved(house: House, row: Participation, to: uuid.UUID, version: int = 1) -> list[Participation]:
    with acting_as(house.alma, "test"):
        return services.move_to_version(participation=row, version=version, definition_id=to)


def test_it_goes_on_in_the_run_of_the_same_code(house: House, row: Participation) -> None:
    latest = newer()
    (found,) = moved(house, row, latest)
    assert (found.run.definition_id, found.run.code, found.version) == (latest, "erster", 2)
    with acting_as(house.alma, "test"):
        former = ParticipationEvent.objects.get(pgh_obj_id=row.pk)
        assert (former.run_id, former.pgh_context["reason"]) == (row.run_id, "programmes.move")
        assert ProgrammeEvent.objects.filter(participation=row).exists()


def test_moving_twice_changes_nothing_more(house: House, row: Participation) -> None:
    latest = newer()
    moved(house, row, latest)
    again = moved(house, fresh(house, row), latest, version=2)
    assert again[0].version == 2


def test_a_version_without_the_run_is_refused(house: House, row: Participation) -> None:
    run = as_data()["runs"][0] | {"code": "anderer"}
    phases = [phase | {"run": None} for phase in as_data()["time"]["phases"]]
    latest = newer(runs=[run], time=as_data()["time"] | {"phases": phases})
    with pytest.raises(Refused, match="gibt es in dieser Fassung nicht"):
        moved(house, row, latest)
    with acting_as(house.alma, "test", read_only=True):
        assert latest_version(row) is None


def test_another_programme_is_no_version(house: House, row: Participation) -> None:
    published(example(id="anders"))
    from rundblick.access.context import bound, system

    with bound(system("test"), "test", read_only=True):
        other = in_force("anders").pk
    with pytest.raises(Refused):
        moved(house, row, other)


def test_somebody_else_saved_first(house: House, row: Participation) -> None:
    latest = newer()
    with acting_as(house.alma, "test"):
        services.change(participation=row, version=1, started_on=day("2021-02-02"), site="")
    with pytest.raises(Stale):
        moved(house, row, latest)


def test_a_site_that_is_gone_is_said(house: House, home: Household) -> None:
    (row,) = begun(house, home, "Ali", programme=published(example()), site="nord")
    run = as_data()["runs"][0] | {"places_by_site": {}}
    latest = newer(sites=[], runs=[run])
    with pytest.raises(Refused, match="Standort"):
        moved(house, row, latest)


def test_a_household_moves_together(house: House, home: Household) -> None:
    condition = {"fact": "household.receives_sgb2", "equals": True}
    together = {"unit": "household", "target_group": as_data()["target_group"] | {"condition": condition}}
    first = published(example(**together))
    rows = begun(house, home, "Gülşen", "Ali", programme=first)
    latest = newer(**together)
    found = moved(house, fresh(house, rows[0]), latest)
    assert {row.person_id for row in found} == {row.person_id for row in rows}
    assert {row.run.definition_id for row in found} == {latest}


def test_the_page_shows_what_would_change_and_moves(house: House, row: Participation) -> None:
    deadline = as_data()["time"]["deadlines"][0] | {"by": {"months": 5}}
    newer(time=as_data()["time"] | {"deadlines": [deadline, *as_data()["time"]["deadlines"][1:]]})
    alma = house.login("alma")
    page = alma.get(reverse("programmes:participation", args=[row.pk])).content.decode()
    address = reverse("programmes:move", args=[row.pk])
    assert address in page
    answer = alma.get(address).content.decode()
    assert "Zwischenbericht" in answer and "anderer Tag" in answer
    assert alma.post(address, {"version": "1"}).status_code == 302
    assert fresh(house, row).version == 2
    assert alma.get(address).status_code == 404
    assert START
