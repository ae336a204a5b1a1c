"""Proposing and beginning: rules inform, only a missing agreement in a voluntary programme blocks."""

import datetime as dt

import pytest
from django.db import DatabaseError

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.programmes import services
from rundblick.programmes.checks import AGREED
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import DueMark, Participation, ProgrammeEvent
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import anna, day, example
from tests.programmes.homes import START, begun, family, for_persons, persons, published, run_of


def test_a_household_begins_with_a_row_per_member_who_takes_part(house: House) -> None:
    published()
    home = family(house)
    rows = begun(house, home, "Gülşen", "Ali", site="ennigerloh")
    assert [(row.started_on, row.ended_on, row.site) for row in rows] == [(START, None, "ennigerloh")] * 2
    with acting_as(house.alma, "test"):
        assert ProgrammeEvent.objects.filter(kind=AGREED).count() == 2
        kinds = sorted(TimelineEntry.objects.filter(topic="programmes").values_list("kind", flat=True))
        assert kinds == ["programme.event"] * 2 + ["programme.start"] * 2
        assert DueMark.objects.filter(dossier_id=home.dossier_id).exists()


def test_without_agreement_nobody_begins_in_a_voluntary_programme(house: House) -> None:
    published()
    home = family(house)
    with pytest.raises(Refused, match="freiwillig") as refused:
        begun(house, home, "Gülşen", agreed=None)
    assert refused.value.field == AGREED
    with acting_as(house.alma, "test"):
        assert not Participation.objects.exists()


def test_an_agreement_after_the_start_is_none(house: House) -> None:
    published()
    with pytest.raises(Refused, match="Ohne Zustimmung"):
        begun(house, family(house), "Gülşen", agreed=START + dt.timedelta(days=1))


def test_agreeing_on_the_first_day_is_enough(house: House) -> None:
    published()
    assert begun(house, family(house), "Gülşen", agreed=START)


def test_one_agreement_speaks_for_the_household_but_not_for_another_person(house: House) -> None:
    programme = published(for_persons())
    home = family(house)
    begun(house, home, "Gülşen", programme=programme)
    with pytest.raises(Refused, match="Ohne Zustimmung"):
        begun(house, home, "Ali", programme=programme, agreed=None)
    published()
    begun(house, home, "Gülşen")
    assert begun(house, home, "Ali", agreed=None)


def test_an_assigned_programme_asks_for_no_agreement(house: House) -> None:
    data = for_persons().model_dump(mode="json", by_alias=True)
    access = data["access"] | {"kind": "assigned"}
    programme = published(example(access=access))
    assert begun(house, family(house), "Ali", programme=programme, agreed=None)


def test_a_proposal_waits_for_the_start_and_is_continued(house: House) -> None:
    published()
    home = family(house)
    (proposed,) = begun(house, home, "Gülşen", on=None, agreed=None)
    assert proposed.started_on is None
    with pytest.raises(Refused, match="Ohne Zustimmung"):
        begun(house, home, "Gülşen", agreed=None)
    (started,) = begun(house, home, "Gülşen")
    assert (started.pk, started.started_on) == (proposed.pk, START)
    with acting_as(house.alma, "test"):
        assert Participation.objects.count() == 1


def test_doing_the_same_twice_makes_one_participation(house: House) -> None:
    published()
    home = family(house)
    first = begun(house, home, "Gülşen")
    again = begun(house, home, "Gülşen")
    assert [row.pk for row in first] == [row.pk for row in again]
    with acting_as(house.alma, "test"):
        assert TimelineEntry.objects.filter(kind="programme.start").count() == 1
        assert ProgrammeEvent.objects.count() == 1


def test_a_second_member_joins_later(house: House) -> None:
    published()
    home = family(house)
    begun(house, home, "Gülşen")
    (joined,) = begun(house, home, "Ali", on=day("2021-05-01"))
    assert joined.started_on == day("2021-05-01")


def test_who_takes_part_already_does_not_begin_again(house: House) -> None:
    published()
    home = family(house)
    (row,) = begun(house, home, "Gülşen")
    with pytest.raises(Refused, match=r"läuft seit 01\.02\.2021"):
        begun(house, home, "Gülşen", on=day("2021-03-01"))
    with acting_as(house.alma, "test"):
        services.end(participation=row, version=row.version, ended_on=day("2021-04-30"), exit_code="umzug")
    with pytest.raises(Refused, match="wieder auf"):
        begun(house, home, "Gülşen", on=day("2021-06-01"))


def test_only_members_of_the_household_take_part(house: House) -> None:
    published()
    home, other = family(house), family(house, "Yılmaz")
    strangers, run = persons(other, house.alma), run_of(anna())
    with pytest.raises(Refused, match="gehört nicht zum Haushalt"), acting_as(house.alma, "test"):
        services.begin(dossier_id=home.dossier_id, run=run, persons=[strangers["Ali"]], started_on=None)


def test_a_programme_for_persons_needs_somebody(house: House) -> None:
    programme = published(for_persons())
    with pytest.raises(Refused, match="wer teilnimmt"):
        begun(house, family(house), programme=programme)


def test_a_household_may_take_part_as_a_whole(house: House) -> None:
    published()
    home = family(house)
    (row,) = begun(house, home)
    assert row.person_id is None
    assert begun(house, home)[0].pk == row.pk


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ({AGREED: today() + dt.timedelta(days=1)}, "liegt in der Zukunft"),
        ({"report.interim": START}, "gibt es im Zugang"),
    ],
)
def test_steps_that_cannot_be_are_refused(house: House, steps: dict[str, dt.date], message: str) -> None:
    published()
    home, run = family(house), run_of(anna())
    with pytest.raises(Refused, match=message), acting_as(house.alma, "test"):
        services.begin(dossier_id=home.dossier_id, run=run, started_on=None, steps=steps)


def test_a_site_the_programme_does_not_have_is_refused(house: House) -> None:
    published()
    with pytest.raises(Refused, match="Standort"):
        begun(house, family(house), "Gülşen", site="ahlen")


def test_a_start_outside_of_the_run_only_informs(house: House) -> None:
    published()
    assert begun(house, family(house), "Gülşen", on=day("2023-08-01"))


def test_who_may_not_write_programmes_begins_nothing(house: House) -> None:
    published()
    home = family(house)
    known, run = persons(home, house.alma), run_of(anna())
    with pytest.raises((Refused, DatabaseError)), acting_as(house.otto, "test"):
        services.begin(dossier_id=home.dossier_id, run=run, persons=[known["Ali"]], started_on=None)
    with acting_as(house.alma, "test"):
        assert not Participation.objects.exists()
