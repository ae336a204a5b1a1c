"""Who sees a dossier, and when a door closes."""

import datetime as dt
import uuid

import pytest
from django.db.utils import DatabaseError

from rundblick.access import services
from rundblick.access.context import acting_as
from rundblick.access.models import Dossier, Grant, TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import DoorClosed
from rundblick.access.timeline import record
from rundblick.web.clock import now, today
from tests.house import House


def sees(house: House, name: str, model: type = Dossier) -> int:
    """How many rows this person gets from PostgreSQL with an unrestricted queryset, checked against `visible_to`."""
    with acting_as(house.people[name], "test", read_only=True) as context:
        rows: int = model.objects.count()  # type: ignore[attr-defined]
        assert model.objects.visible_to(context).count() == rows  # type: ignore[attr-defined]
    return rows


@pytest.fixture
def dossier(house: House) -> Dossier:
    with acting_as(house.alma, "test"):
        found = house.dossier()
        for topic in ("notes", "appointments"):
            record(dossier_id=found.pk, at=now(), kind="test", topic=topic, object_id=uuid.uuid4())
    return found


def test_only_the_responsible_coach_and_her_team_know_the_dossier(house: House, dossier: Dossier) -> None:
    assert {name for name in house.people if sees(house, name)} == {"alma", "bert", "dana"}


def test_the_team_sees_appointments_but_not_what_was_said(house: House, dossier: Dossier) -> None:
    assert sees(house, "alma", TimelineEntry) == 2
    assert sees(house, "bert", TimelineEntry) == 1


def test_an_ended_door_is_closed_for_the_next_transaction(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test"):
        grant = services.open_door(
            dossier_id=dossier.pk,
            principal=house.partner,
            basis=Basis.CONSENT,
            topics=("appointments",),
            until=now() + dt.timedelta(days=30),
            evidence="Einwilligung auf Papier",
        )
    assert sees(house, "ivo", TimelineEntry) == 1
    with acting_as(house.alma, "test"):
        services.close_door(grant)
    assert sees(house, "ivo", TimelineEntry) == 0


def test_a_door_limited_to_one_member_opens_only_that_members_rows(house: House, dossier: Dossier) -> None:
    jana, brother = uuid.uuid4(), uuid.uuid4()
    with acting_as(house.alma, "test"):
        services.open_door(
            dossier_id=dossier.pk, principal=house.jana, basis=Basis.SELF, topics=("notes",), subject_id=jana
        )
        for subject, shared in ((jana, False), (brother, False), (brother, True)):
            record(
                dossier_id=dossier.pk,
                at=now(),
                kind="test",
                topic="notes",
                object_id=uuid.uuid4(),
                subject_id=subject,
                shared=shared,
            )
    assert sees(house, "jana", TimelineEntry) == 2


def test_a_reading_door_does_not_let_anybody_write(house: House, dossier: Dossier) -> None:
    with acting_as(house.bert, "test"), pytest.raises(DatabaseError):
        record(dossier_id=dossier.pk, at=now(), kind="test", topic="appointments", object_id=uuid.uuid4())


def test_who_is_not_responsible_cannot_open_a_door(house: House, dossier: Dossier) -> None:
    for name in ("bert", "dana", "otto", "ivo"):
        with acting_as(house.people[name], "test"), pytest.raises(DoorClosed):
            services.open_door(
                dossier_id=dossier.pk,
                principal=house.people[name],
                basis=Basis.ASSIGNMENT,
                topics=("notes",),
                evidence="selbst erteilt",
            )


def test_handing_over_closes_the_old_door_and_opens_the_new_one(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test"):
        services.hand_over(dossier_id=dossier.pk, to=house.hanna, team=house.south)
    assert sees(house, "hanna", TimelineEntry) == 2
    assert sees(house, "alma") == 0
    assert sees(house, "gina") == 1, "the new team knows the case"


def test_a_deputy_sees_notes_only_during_the_cover(house: House, dossier: Dossier) -> None:
    with acting_as(house.dana, "test"):
        services.cover(absent=house.alma, deputy=house.hanna, first_day=today(), last_day=today())
        services.cover(
            absent=house.alma,
            deputy=house.bert,
            first_day=today() + dt.timedelta(days=1),
            last_day=today() + dt.timedelta(days=3),
        )
    assert sees(house, "hanna", TimelineEntry) == 2
    assert sees(house, "bert", TimelineEntry) == 1, "tomorrow's deputy is still a colleague like any other"


def test_supervision_needs_the_own_team_and_a_purpose_and_ends_by_itself(house: House, dossier: Dossier) -> None:
    with acting_as(house.dana, "test") as dana:
        with pytest.raises(DoorClosed):
            services.supervise(dana, dossier_id=dossier.pk, purpose="neu")
        grant = services.supervise(dana, dossier_id=dossier.pk, purpose="Beschwerde vom 12.11. prüfen")
    assert grant.valid_until is not None and grant.valid_until <= now() + dt.timedelta(hours=8)
    assert sees(house, "dana", TimelineEntry) == 2
    with acting_as(house.hanna, "test") as hanna, pytest.raises(DoorClosed):
        services.supervise(hanna, dossier_id=dossier.pk, purpose="Ich bin keine Teamleitung")


def test_the_glass_breaks_only_for_staff_of_the_owning_jobcenter(house: House, dossier: Dossier) -> None:
    allowed = set()
    for name, user in house.people.items():
        with acting_as(user, "test") as context:
            try:
                services.break_glass(context, dossier_id=dossier.pk, purpose="akute Gefahr im Gespräch")
            except DoorClosed:
                continue
            allowed.add(name)
    assert allowed == {"alma", "bert", "dana", "hanna", "gina", "lena", "mats"}


def test_an_emergency_door_without_an_end_is_refused_by_the_database(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test"), pytest.raises(DatabaseError):
        Grant.objects.create(
            dossier=dossier,
            principal_kind="user",
            principal_id=house.otto.pk,
            basis=Basis.BREAK_GLASS,
            topics=["notes"],
            valid_from=now(),
            evidence="ohne Ende",
        )


def test_the_timeline_pages_without_losing_or_repeating_an_entry(house: House, dossier: Dossier) -> None:
    from rundblick.access import hooks, timeline

    hooks.timeline_kinds.add(
        "test", hooks.TimelineKind("Test", "note", "x.html", lambda ids: {i: {"id": i} for i in ids})
    ) if hooks.timeline_kinds.get("test") is None else None
    moment = now()
    with acting_as(house.alma, "test"):
        for _ in range(43):
            record(dossier_id=dossier.pk, at=moment, kind="test", topic="notes", object_id=uuid.uuid4())
    seen: list[uuid.UUID] = []
    with acting_as(house.alma, "test", read_only=True) as context:
        cursor: str | None = None
        while True:
            page = timeline.page(context, dossier.pk, before=cursor, size=10)
            seen += [entry.row.pk for entry in page.entries]
            cursor = page.older
            if cursor is None:
                break
    assert len(seen) == len(set(seen)) == 45
