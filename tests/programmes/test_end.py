"""Ending, taking up again, withdrawing and correcting; two colleagues at once lose nothing."""

import datetime as dt

import pytest

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.programmes import services
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.models import Participation, ParticipationEvent  # type: ignore[attr-defined]
from tests.house import House
from tests.programmes.build import day
from tests.programmes.homes import START, begun, family, published

LAST = day("2021-09-30")


@pytest.fixture
def both(house: House) -> list[Participation]:
    published()
    return begun(house, family(house), "Gülşen", "Ali")


def ended(house: House, row: Participation, *, everybody: bool = False, on: dt.date = LAST) -> list[Participation]:
    with acting_as(house.alma, "test"):
        return services.end(participation=row, version=row.version, ended_on=on, exit_code="umzug", everybody=everybody)


def now_stored(house: House, row: Participation) -> Participation:
    with acting_as(house.alma, "test"):
        return Participation.objects.select_related("run__definition").get(pk=row.pk)


def test_the_end_carries_a_reason_of_the_definition(house: House, both: list[Participation]) -> None:
    (row,) = ended(house, both[0])
    assert (row.ended_on, row.exit_code, row.version) == (LAST, "umzug", 2)
    assert now_stored(house, both[1]).ended_on is None
    with acting_as(house.alma, "test"):
        assert TimelineEntry.objects.filter(kind="programme.end").count() == 1


def test_it_may_end_for_the_whole_household(house: House, both: list[Participation]) -> None:
    assert len(ended(house, both[0], everybody=True)) == 2
    assert now_stored(house, both[1]).ended_on == LAST


def test_an_unknown_reason_is_refused(house: House, both: list[Participation]) -> None:
    with pytest.raises(Refused, match="Austrittsgrund"), acting_as(house.alma, "test"):
        services.end(participation=both[0], version=1, ended_on=LAST, exit_code="mangelnde_mitwirkung")


def test_the_last_day_is_not_before_the_first(house: House, both: list[Participation]) -> None:
    with pytest.raises(Refused, match="vor dem Beginn") as refused:
        ended(house, both[0], on=START - dt.timedelta(days=1))
    assert refused.value.field == "ended_on"
    assert ended(house, both[0], on=START)


def test_ending_twice_is_refused(house: House, both: list[Participation]) -> None:
    (row,) = ended(house, both[0])
    with pytest.raises(Refused, match="läuft nicht"):
        ended(house, row)


def test_somebody_else_saved_first(house: House, both: list[Participation]) -> None:
    ended(house, both[0])
    with pytest.raises(Stale) as stale, acting_as(house.alma, "test"):
        services.change(participation=both[0], version=1, started_on=START, site="")
    assert stale.value.row.version == 2  # type: ignore[attr-defined]


def test_what_was_ended_is_taken_up_again_and_the_history_keeps_the_end(
    house: House, both: list[Participation]
) -> None:
    (row,) = ended(house, both[0], everybody=False)
    with acting_as(house.alma, "test"):
        (again,) = services.reopen(participation=row, version=row.version)
        assert (again.ended_on, again.exit_code) == (None, "")
        assert not TimelineEntry.objects.filter(kind="programme.end").exists()
        former = ParticipationEvent.objects.filter(pgh_obj_id=again.pk).latest("pgh_id")
        assert (former.ended_on, former.exit_code) == (LAST, "umzug")
        assert former.pgh_context["reason"] == "programmes.reopen"


def test_those_who_ended_on_the_same_day_come_back_together(house: House, both: list[Participation]) -> None:
    (row, _) = ended(house, both[0], everybody=True)
    with acting_as(house.alma, "test"):
        assert len(services.reopen(participation=row, version=row.version, everybody=True)) == 2


def test_a_running_participation_cannot_be_taken_up(house: House, both: list[Participation]) -> None:
    with pytest.raises(Refused, match="nicht beendet"), acting_as(house.alma, "test"):
        services.reopen(participation=both[0], version=1)


def test_a_proposal_is_withdrawn_without_a_reason(house: House) -> None:
    published()
    (row,) = begun(house, family(house), "Gülşen", on=None, agreed=None)
    with acting_as(house.alma, "test"):
        services.withdraw(participation=row, version=row.version, on=START)
    kept = now_stored(house, row)
    assert (kept.started_on, kept.ended_on, kept.exit_code) == (None, START, "")
    with acting_as(house.alma, "test"):
        (again,) = services.reopen(participation=kept, version=kept.version)
        assert again.ended_on is None


def test_a_running_participation_is_not_withdrawn(house: House, both: list[Participation]) -> None:
    with pytest.raises(Refused, match="nur ein Vorschlag"), acting_as(house.alma, "test"):
        services.withdraw(participation=both[0], version=1, on=START)


def test_first_day_and_site_are_corrected_and_the_timeline_follows(house: House, both: list[Participation]) -> None:
    with acting_as(house.alma, "test"):
        row = services.change(participation=both[0], version=1, started_on=day("2021-02-08"), site="everswinkel")
        assert (row.started_on, row.site) == (day("2021-02-08"), "everswinkel")
        entry = TimelineEntry.objects.get(kind="programme.start", object_id=row.pk)
        assert entry.at.date() == day("2021-02-08")


def test_a_start_after_the_end_is_refused(house: House, both: list[Participation]) -> None:
    (row,) = ended(house, both[0])
    with pytest.raises(Refused, match="nach dem letzten Tag"), acting_as(house.alma, "test"):
        services.change(participation=row, version=row.version, started_on=day("2021-10-01"), site="")


def test_a_proposal_has_no_start_to_correct(house: House) -> None:
    published()
    (row,) = begun(house, family(house), "Gülşen", on=None, agreed=None)
    with pytest.raises(Refused, match="noch nicht begonnen"), acting_as(house.alma, "test"):
        services.change(participation=row, version=1, started_on=START, site="")
