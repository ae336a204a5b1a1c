"""The attendance ledger: one line per person and day; only presence counts, and absences stay where they belong."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.people.models import Household
from rundblick.programmes import presences, services
from rundblick.programmes.bridge import frames_of, told
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.models import DueMark, Participation, Presence, PresenceEvent, Run  # type: ignore[attr-defined]
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.homes import START, begun, family, published, refreshed, rules, stored
from tests.programmes.living import DAY, latest_monday, living, presence, shielded, workshop
from tests.queries import at_most


@pytest.fixture
def home(house: House) -> Household:
    return family(house)


@pytest.fixture
def row(house: House, home: Household) -> Participation:
    return living(house, home, programme=published(workshop()))


def lines(house: House) -> list[tuple[dt.date, str, Decimal]]:
    with acting_as(house.alma, "test", read_only=True):
        return list(Presence.objects.order_by("on").values_list("on", "state", "units"))


def test_one_tap_writes_the_line_of_a_day_with_the_units_of_a_session(house: House, row: Participation) -> None:
    found = presence(house, row, today())
    assert (found.person_id, found.units, found.version) == (row.person_id, Decimal(1), 1)
    with acting_as(house.alma, "test"):
        assert DueMark.objects.filter(dossier_id=row.dossier_id).exists()


def test_tapping_twice_writes_one_line(house: House, row: Participation) -> None:
    first = presence(house, row, today())
    assert presence(house, row, today()).pk == first.pk
    assert lines(house) == [(today(), "present", Decimal(1))]


def test_another_tap_changes_the_line_and_the_history_keeps_the_first(house: House, row: Participation) -> None:
    first = presence(house, row, today())
    changed = presence(house, row, today(), "sick", version=first.version)
    assert (changed.pk, changed.state, changed.version) == (first.pk, "sick", 2)
    with acting_as(house.alma, "test"):
        former = PresenceEvent.objects.get(pgh_obj_id=first.pk)
        assert (former.state, former.pgh_context["reason"]) == ("present", "programmes.attendance.record")


def test_who_has_not_seen_the_line_of_a_colleague_is_told(house: House, row: Participation) -> None:
    presence(house, row, today(), "excused")
    with pytest.raises(Stale):
        presence(house, row, today(), "unexcused", version=0)
    assert lines(house) == [(today(), "excused", Decimal(1))]


def test_a_day_ahead_is_refused(house: House, row: Participation) -> None:
    with pytest.raises(Refused, match="liegt noch vor uns") as refused:
        presence(house, row, today() + DAY)
    assert refused.value.field == "on"


def test_days_outside_of_the_participation_are_refused(house: House, row: Participation) -> None:
    assert row.started_on is not None
    with pytest.raises(Refused, match="hat erst am"):
        presence(house, row, row.started_on - DAY)
    assert presence(house, row, row.started_on)
    with acting_as(house.alma, "test"):
        (ended,) = services.end(
            participation=row, version=row.version, ended_on=today() - DAY, exit_code="arbeit", overrule=True
        )
    with pytest.raises(Refused, match="endete am"):
        presence(house, ended, today())
    assert presence(house, ended, today() - DAY)


def test_before_the_start_nothing_is_counted(house: House, home: Household) -> None:
    (proposed,) = begun(house, home, "Ali", programme=published(workshop()), on=None, agreed=None)
    with pytest.raises(Refused, match="noch nicht begonnen"):
        presence(house, proposed, today())


def test_a_programme_without_attendance_counts_none(house: House, home: Household) -> None:
    published()
    (other,) = begun(house, home, "Gülşen")
    with pytest.raises(Refused, match="zählt keine Anwesenheit"):
        presence(house, other, START)


@pytest.mark.parametrize(("state", "units"), [("da", None), ("present", Decimal(0)), ("present", Decimal("24.25"))])
def test_what_cannot_be_is_refused(house: House, row: Participation, state: str, units: Decimal | None) -> None:
    with pytest.raises(Refused):
        presence(house, row, today(), state, units=units)
    assert lines(house) == []


def test_several_days_at_once_leave_what_stands_alone(house: House, row: Participation) -> None:
    monday = latest_monday()
    days = [monday + number * DAY for number in range(4)]
    presence(house, row, days[1], "sick")
    with acting_as(house.alma, "test"):
        assert len(services.record_days(participation=row, days=days, state="present")) == 3
        assert services.record_days(participation=row, days=days, state="present") == []
    assert [state for _, state, _ in lines(house)] == ["present", "sick", "present", "present"]


def test_of_several_days_one_that_cannot_be_refuses_all(house: House, row: Participation) -> None:
    with pytest.raises(Refused), acting_as(house.alma, "test"):
        services.record_days(participation=row, days=[today(), today() + DAY], state="present")
    assert lines(house) == []


def test_kind_and_extent_are_corrected(house: House, row: Participation) -> None:
    found = presence(house, row, today())
    with acting_as(house.alma, "test"):
        changed = services.change_presence(presence=found, version=1, state="present", units=Decimal("0.5"))
    assert (changed.units, changed.version) == (Decimal("0.5"), 2)
    with pytest.raises(Stale), acting_as(house.alma, "test"):
        services.change_presence(presence=found, version=1, state="sick", units=Decimal(1))
    with acting_as(house.alma, "test"):
        same = services.change_presence(presence=found, version=1, state="present", units=Decimal("0.5"))
    assert same.version == 2


def test_a_line_written_by_mistake_is_taken_back(house: House, row: Participation) -> None:
    found = presence(house, row, today())
    with pytest.raises(Stale), acting_as(house.alma, "test"):
        services.remove_presence(presence=found, version=7)
    with acting_as(house.alma, "test"):
        services.remove_presence(presence=found, version=1)
    assert lines(house) == []
    with pytest.raises(Refused, match="nicht mehr"), acting_as(house.alma, "test"):
        services.remove_presence(presence=found, version=1)


def test_who_may_not_write_programmes_keeps_no_ledger(house: House, row: Participation) -> None:
    with pytest.raises(DatabaseError), acting_as(house.otto, "test"):
        services.record_presence(participation=row, on=today(), state="present")
    assert lines(house) == []


# --- What the rules hear ---


def test_lines_reach_the_rules_as_facts_with_units_and_key(house: House, home: Household, row: Participation) -> None:
    found = presence(house, row, today(), "sick", units=Decimal("0.5"))
    with acting_as(house.alma, "test", read_only=True):
        ((_, facts),) = told(frames_of([home.dossier_id]))
    (fact,) = [fact for fact in facts if fact.code.startswith("attendance.")]
    assert (fact.code, fact.value, fact.key, fact.subject) == (
        "attendance.sick",
        Decimal("0.5"),
        str(found.pk),
        row.person_id,
    )


def test_telling_takes_one_query_more_however_many_lines_there_are(
    house: House, home: Household, row: Participation
) -> None:
    for number in range(5):
        presence(house, row, today() - number * DAY)
    with acting_as(house.alma, "test", read_only=True):
        frames = frames_of([home.dossier_id])
        with at_most(10):
            told(frames)


def test_missing_makes_looking_after_somebody_due(house: House, home: Household, row: Participation) -> None:
    for number in range(3):
        presence(house, row, latest_monday() + number * DAY, "unexcused")
    refreshed(home)
    assert {"attendance.outreach", "attendance.make_up"} <= set(rules(stored(home)))


# --- Absences that stay in the house ---


def with_provider(house: House, row: Participation) -> None:
    """The provider runs it, and its coach holds a writing door."""
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=row.dossier_id,
            principal=house.cem,
            basis=Basis.ASSIGNMENT,
            topics=("master", "programmes", "appointments"),
            writes=True,
            evidence="Auftrag",
        )
    from rundblick.access.context import bound, system

    with bound(system("test"), "test"):
        Run.objects.filter(pk=row.run_id).update(provider=house.provider)


@pytest.fixture
def accompanied(house: House, home: Household) -> Participation:
    found = living(house, home, programme=published(shielded()))
    with_provider(house, found)
    with acting_as(house.cem, "test"):
        for number, state in enumerate(("unexcused", "unexcused", "unexcused", "present")):
            on = latest_monday() + number * DAY
            services.record_presence(participation=found, on=on, state=state)
    return found


def seen(by: House, name: str, home: Household) -> list[str]:
    with acting_as(by.people[name], "test", read_only=True):
        return [line.state for line in presences.shown(frames_of([home.dossier_id]))]


def test_under_16k_the_provider_sees_absences_and_the_jobcenter_only_presence(
    house: House, home: Household, accompanied: Participation
) -> None:
    assert seen(house, "cem", home) == ["unexcused"] * 3 + ["present"]
    assert seen(house, "alma", home) == ["present"]


def test_under_16k_what_is_due_gives_no_absence_away(house: House, home: Household, accompanied: Participation) -> None:
    from rundblick.programmes.duebook import due_of

    refreshed(home)
    assert "attendance.make_up" in rules(stored(home))
    found = {}
    for name in ("alma", "cem"):
        with acting_as(house.people[name], "test", read_only=True) as context:
            found[name] = {item.rule for item in due_of(context, [home.dossier_id])[home.dossier_id]}
    assert not any(rule.startswith("attendance.") for rule in found["alma"])
    assert "attendance.make_up" in found["cem"]


def test_the_rules_themselves_read_everything(house: House, home: Household, accompanied: Participation) -> None:
    with as_worker("test"):
        ((_, facts),) = told(frames_of([home.dossier_id]))
    assert sum(fact.code == "attendance.unexcused" for fact in facts) == 3


def test_without_a_provider_those_who_keep_the_ledger_see_what_they_wrote(house: House, home: Household) -> None:
    row = living(house, home, programme=published(shielded()))
    presence(house, row, today(), "sick")
    with acting_as(house.alma, "test", read_only=True):
        frames = frames_of([home.dossier_id])
        assert [line.state for line in presences.shown(frames, writable=[row.pk])] == ["sick"]
        assert presences.shown(frames) == []
