"""Making one person of two records, and taking it back. Runs as worker; every room moves its own rows.

The record that is given up stays as a husk that names the one kept. Each changed row leaves its former state in the
history under the reason of this merging; taking it back reads exactly those states.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q

from rundblick.access import hooks
from rundblick.access.context import reason
from rundblick.access.doors import is_history, rooms_models
from rundblick.access.models import Grant, TimelineEntry
from rundblick.people.models import (
    Address,
    ContactPoint,
    DuplicateSuspicion,
    Membership,
    NameKey,
    Person,
    ProtectedContact,
)
from rundblick.people.services.persons import keys_of
from rundblick.people.spelling import fold
from rundblick.web.clock import now

MERGE = "people.merge"
UNMERGE = "people.unmerge"
_OWN = (ContactPoint, Address, ProtectedContact)


def merge(suspicion_id: uuid.UUID) -> int:
    """Carry out a decision "same person"; answers how many rows moved. Doing it twice moves nothing."""
    suspicion = _locked(suspicion_id)
    if suspicion is None or suspicion.decision != suspicion.Decision.SAME or suspicion.merged_at:
        return 0
    keep, drop = _sides(suspicion)
    with reason(f"{MERGE}:{suspicion.pk}"):
        moved = sum(move(keep.pk, drop.pk) for move in hooks.merge)
        moved += Grant.objects.filter(subject_id=drop.pk).update(subject_id=keep.pk)
        moved += TimelineEntry.objects.filter(subject_id=drop.pk).update(subject_id=keep.pk)
        drop.merged_into = keep
        drop.save(update_fields=["merged_into"])
        _remember_names(keep, drop)
        _write_keys(keep)
        NameKey.objects.filter(person=drop).delete()
        _pass_on(suspicion, keep, drop)
        suspicion.merged_at = now()
        suspicion.save(update_fields=["merged_at"])
    return moved


def move_rows(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move memberships, ways to reach the person, addresses and protections. The merge hook of this room."""
    moved = 0
    for row in Membership.objects.filter(person_id=drop):
        moved += _move_membership(row, keep)
    for model in _OWN:
        moved += model._default_manager.filter(person_id=drop).update(person_id=keep)
    return moved


def _move_membership(row: Membership, keep: uuid.UUID) -> int:
    """In the same household at the same time the two periods become one."""
    overlapping = Membership.objects.filter(household_id=row.household_id, person_id=keep).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=row.valid_from)
    )
    if row.valid_until:
        overlapping = overlapping.filter(valid_from__lt=row.valid_until)
    known = list(overlapping)
    if not known:
        return Membership.objects.filter(pk=row.pk).update(person_id=keep)
    first, *others = sorted(known, key=lambda m: m.valid_from)
    periods = [row, *known]
    row.delete()
    for other in others:
        other.delete()
    first.valid_from = min(m.valid_from for m in periods)
    ends = [m.valid_until for m in periods]
    first.valid_until = None if None in ends else max(end for end in ends if end)
    first.save(update_fields=["valid_from", "valid_until"])
    return 1


def _remember_names(keep: Person, drop: Person) -> None:
    """The other spelling of the last name stays findable among the former names."""
    known = {fold(name) for name in (keep.last_name, *keep.former_names.split(","))}
    further = [
        name.strip()
        for name in (drop.last_name, *drop.former_names.split(","))
        if name.strip() and fold(name) not in known
    ]
    joined = ", ".join(name for name in (keep.former_names, *further) if name)[:200]
    if joined != keep.former_names:
        keep.former_names, keep.version = joined, keep.version + 1
        keep.save(update_fields=["former_names", "version"])


def _write_keys(person: Person) -> None:
    NameKey.objects.filter(person=person).delete()
    NameKey.objects.bulk_create(NameKey(person=person, kind=kind, key=key) for kind, key in set(keys_of(person)))


def _pass_on(decided: DuplicateSuspicion, keep: Person, drop: Person) -> None:
    """Open suspicions about the record given up now concern the one kept."""
    about = DuplicateSuspicion.objects.filter(Q(first=drop) | Q(second=drop), decision="open").exclude(pk=decided.pk)
    for other in about:
        partner = other.second_id if other.first_id == drop.pk else other.first_id
        other.delete()
        if partner != keep.pk:
            first, second = sorted((keep.pk, partner))
            DuplicateSuspicion.objects.bulk_create(
                [
                    DuplicateSuspicion(
                        first_id=first, second_id=second, level=other.level, reasons=other.reasons, found_at=now()
                    )
                ],
                ignore_conflicts=True,
            )


def unmerge(suspicion_id: uuid.UUID) -> int:
    """Give both records back what they had; answers how many rows moved back.

    What was written for the kept person since stays there. Rows of tables without history stay as well.
    """
    suspicion = _locked(suspicion_id)
    if suspicion is None or not suspicion.merged_at:
        return 0
    keep, drop = _sides(suspicion)
    why = f"{MERGE}:{suspicion.pk}"
    with reason(f"{UNMERGE}:{suspicion.pk}"):
        moved = 0
        touched: list[uuid.UUID] = []
        for model, events in _tracked():
            for event in events.filter(pgh_context__reason=why).order_by("-pgh_id"):
                moved += _restore(model, event, drop.pk)
                touched.append(event.pgh_obj_id)
        TimelineEntry.objects.filter(subject_id=keep.pk, object_id__in=touched).update(subject_id=drop.pk)
        drop.refresh_from_db()
        keep.refresh_from_db()
        _write_keys(drop)
        _write_keys(keep)
        suspicion.decision, suspicion.merged_at = suspicion.Decision.OPEN, None
        suspicion.decided_by_id = suspicion.decided_at = suspicion.keep_id = None
        suspicion.save()
    return moved


def _restore(model: type[models.Model], event: Any, drop: uuid.UUID) -> int:
    """Undo what merging changed in one row, and nothing else: what was written since stays."""
    if model is Membership:
        return _restore_membership(event)
    if model is Person:
        return _restore_person(event)
    names = [field.attname for field in model._meta.concrete_fields if getattr(event, field.attname) == drop]
    return model._default_manager.filter(pk=event.pgh_obj_id).update(**dict.fromkeys(names, drop)) if names else 0


def _restore_membership(event: Any) -> int:
    """Person and period as they were; a row that was merged into another comes back."""
    values = {field.attname: getattr(event, field.attname) for field in Membership._meta.concrete_fields}
    values.pop("id")
    if saved := Membership.objects.filter(pk=event.pgh_obj_id).update(**values):
        return saved
    Membership(pk=event.pgh_obj_id, **values).save(force_insert=True)
    return 1


def _restore_person(event: Any) -> int:
    """The husk is a person again; former names go back unless somebody changed the person since."""
    husk = Person.objects.filter(pk=event.pgh_obj_id, merged_into__isnull=False).update(merged_into=None)
    unchanged = Person.objects.filter(pk=event.pgh_obj_id, version=event.version + 1)
    return husk or unchanged.update(former_names=event.former_names, version=event.version + 2)


def _tracked() -> Iterator[tuple[type[models.Model], Any]]:
    """Models with history whose rows belong to a person, and their events."""
    for model in rooms_models():
        if is_history(model):
            tracked: type[models.Model] = model.pgh_tracked_model  # type: ignore[attr-defined]
            points = any(field.related_model is Person for field in tracked._meta.concrete_fields)
            if points or tracked in (Person, Grant):
                yield tracked, model._default_manager


def _locked(suspicion_id: uuid.UUID) -> DuplicateSuspicion | None:
    return DuplicateSuspicion.objects.select_for_update().filter(pk=suspicion_id).first()


def _sides(suspicion: DuplicateSuspicion) -> tuple[Person, Person]:
    pair = {person.pk: person for person in Person.objects.filter(pk__in=[suspicion.first_id, suspicion.second_id])}
    kept = suspicion.keep_id or suspicion.first_id
    other = suspicion.second_id if kept == suspicion.first_id else suspicion.first_id
    return pair[kept], pair[other]
