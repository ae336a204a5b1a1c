"""Verbs of the room. Each runs inside the caller's transaction and checks before it writes."""

import datetime as dt
import json
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.codes import Setting
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.models import Appointment
from rundblick.visits.codes import Act
from rundblick.visits.models import Handset, HouseRule, Preparation, Watch
from rundblick.visits.rules import longer
from rundblick.web.clock import now

OVER = "Diese Rückmeldung ist schon beendet."


def prepare(*, appointment: Appointment, version: int, answers: Mapping[str, str], **values: str) -> Preparation:
    """Write down how a visit is prepared; `version` is 0 before the first. Twice the same is once. Raises Stale.

    `values`: result, company, company_role, alone_because, bell, agreed, wishes.
    """
    said = json.dumps({code: text for code, text in answers.items() if text}, ensure_ascii=False, sort_keys=True)
    return _write(appointment, version, "visits.prepare", values | {"answers": said})


def look_back(*, appointment: Appointment, version: int, **values: str) -> Preparation:
    """Write down what a visit was like: well, other, team. As `prepare`."""
    return _write(appointment, version, "visits.look_back", values)


def set_rule(*, organisation_id: uuid.UUID, version: int, always_two: bool, grace: int) -> HouseRule:
    """Say what a house agreed on; `version` is 0 before the first. Raises Stale."""
    with reason("visits.rule"):
        row = HouseRule.objects.select_for_update().filter(pk=organisation_id).first()
        if row is None:
            row = HouseRule(organisation_id=organisation_id, version=0)
        if row.version != version:
            raise Stale(row)
        row.always_two, row.grace = always_two, grace
        row.version += 1
        row.save()
    return row


def keep_phone(*, user: User, phone: str) -> None:
    """The number on which somebody wants text messages of colleagues; "" for none."""
    with reason("visits.phone"):
        if phone:
            Handset.objects.update_or_create(user=user, defaults={"phone": phone})
        else:
            Handset.objects.filter(user=user).delete()


def arrive(
    *,
    appointment: Appointment,
    coach: User,
    expected_at: dt.datetime,
    grace: int,
    phone: str,
    watchers: Collection[uuid.UUID],
    token: uuid.UUID,
) -> Watch:
    """A coach is at the visit; `token` becomes its id, so that a second click answers the first watch.

    Raises Refused without anybody named, and for what is no home visit.
    """
    if appointment.setting != Setting.HOME_VISIT:
        raise Refused("Dieser Termin ist kein Hausbesuch.")
    if not watchers:
        raise Refused("Bitte nennen Sie mindestens eine Person.")
    row = Watch(
        pk=token,
        coach=coach,
        appointment=appointment,
        expected_at=expected_at,
        grace=grace,
        phone=phone,
        watchers=sorted(watchers),
    )
    with reason("visits.arrive"):
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            known = Watch.objects.filter(coach=coach, appointment=appointment).order_by("-begun_at").first()
            if known is None:
                raise Refused("Bitte öffnen Sie die Seite noch einmal.") from None
            return known
    return row


def stay(*, watch: Watch, known: dt.datetime) -> Watch:
    """Half an hour more than the time the coach saw (`known`); two taps on it are one. Raises Refused when it is over.

    Who was called already is no longer needed.
    """
    with reason("visits.stay"):
        row = _open(watch)
        if row.expected_at == known:
            row.expected_at = longer(row.expected_at, at=now())
            row.alarm_at = row.taken_at = None
            row.taken_by = None
            row.save(update_fields=["expected_at", "alarm_at", "taken_at", "taken_by"])
    return row


def leave(*, watch: Watch) -> Watch:
    """The coach is outside again. Twice is harmless, also after a colleague ended it."""
    with reason("visits.leave"):
        row = Watch.objects.select_for_update().get(pk=watch.pk)
        if row.left_at is None:
            row.left_at = now()
            row.save(update_fields=["left_at"])
    return row


def call(*, watch: Watch) -> Watch:
    """The coach needs colleagues now. Twice is once. Raises Refused when it is over."""
    with reason("visits.call"):
        row = _open(watch)
        if row.alarm_at is None:
            row.alarm_at = now()
            row.save(update_fields=["alarm_at"])
    return row


def take(*, watch: Watch, user: User) -> Watch:
    """A colleague looks after it. Twice is once. Raises Refused when somebody else does, or it is over."""
    with reason("visits.take"):
        row = _open(watch)
        if row.taken_by_id == user.pk:
            return row
        if row.taken_by is not None:
            raise Refused(f"{row.taken_by.display_name} kümmert sich schon. Sprechen Sie sich bitte ab.")
        row.taken_by, row.taken_at = user, now()
        row.save(update_fields=["taken_by", "taken_at"])
    return row


def note_acts(*, watch: Watch, acts: Collection[str]) -> Watch:
    """What was done; replaces what was said before. Raises Refused when it is over, and for what there is not."""
    if not set(acts) <= set(Act.values):
        raise Refused("Das gibt es hier nicht.")
    with reason("visits.acts"):
        row = _open(watch)
        row.acts = [act for act in Act.values if act in acts]
        row.save(update_fields=["acts"])
    return row


def end(*, watch: Watch) -> Watch:
    """A colleague found everything in order. Twice is harmless."""
    with reason("visits.end"):
        row = Watch.objects.select_for_update().get(pk=watch.pk)
        if not row.over:
            row.ended_at = now()
            row.save(update_fields=["ended_at"])
    return row


def _open(watch: Watch) -> Watch:
    """The row, locked until the transaction ends. Raises Refused once it is over."""
    row = Watch.objects.select_for_update(of=("self",)).select_related("taken_by").get(pk=watch.pk)
    if row.over:
        raise Refused(OVER)
    return row


def _write(appointment: Appointment, version: int, verb: str, values: Mapping[str, Any]) -> Preparation:
    with reason(verb):
        row = Preparation.objects.select_for_update(of=("self",)).filter(appointment=appointment).first()
        if row is None:
            row = Preparation(dossier_id=appointment.dossier_id, appointment=appointment, version=0)
        if row.version and all((getattr(row, name) or "") == value for name, value in values.items()):
            return row
        if row.version != version:
            raise Stale(row)
        for name, value in values.items():
            field = Preparation._meta.get_field(name)
            setattr(row, name, (value or None) if field.null else value)
        row.version += 1
        try:
            with transaction.atomic():
                row.save(force_insert=row.version == 1)
        except IntegrityError:
            raise Stale(Preparation.objects.get(appointment=appointment)) from None
    return row
