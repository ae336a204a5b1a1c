"""Verbs of the room: changing a card, and beginning, writing, sharing and ending a protocol."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction

from rundblick.access.context import reason
from rundblick.access.models import Organisation, User
from rundblick.calendar.errors import Refused, Stale
from rundblick.crisis.catalogue import GENERAL, SUICIDE, way_of
from rundblick.crisis.models import Card, Done, Protocol
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import now, today

SECOND = "second"
"""The `step` of a row by which the second person says that they stood beside the author."""

ENDED = "Dieses Protokoll ist abgeschlossen. Nehmen Sie es wieder auf, wenn noch etwas fehlt."


def save_card(
    *, house: Organisation, card: Card | None, version: int, place: str, numbers: list[dict[str, str]], steps: list[str]
) -> Card:
    """Write the card of a house or of one of its places. Raises Stale, and Refused when the place has one already."""
    with reason("crisis.card"):
        if card is None:
            row = Card(organisation=house)
        else:
            row = Card.objects.select_for_update().get(pk=card.pk)
            if row.version != version:
                raise Stale(row)
            row.version += 1
        row.place, row.numbers, row.steps, row.changed_at = place, numbers, steps, now()
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise Refused("Für diesen Standort gibt es schon eine Karte.") from None
    return row


def begin(*, dossier_id: uuid.UUID, person_id: uuid.UUID, way: str, author: User, token: uuid.UUID) -> Protocol:
    """Begin a protocol about one member; `token` becomes its id, so that two clicks begin one.

    The database refuses whoever holds no writing door. Raises Refused for an unknown way or a foreign token.
    """
    if way_of(way) is None:
        raise Refused("Diesen Weg gibt es nicht.")
    row = Protocol(pk=token, dossier_id=dossier_id, person_id=person_id, way=way, author=author)
    with reason("crisis.begin"):
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            found = Protocol.objects.filter(pk=token, dossier_id=dossier_id, author=author).first()
            if found is None:
                raise Refused("Bitte beginnen Sie noch einmal von der Seite des Falls.") from None
            return found
    return row


def turn(*, protocol: Protocol) -> Protocol:
    """Go on from the general way to the one about thoughts of suicide; what was ticked stays. Raises Refused."""
    row = _open(protocol)
    if row.way == GENERAL:
        row.way = SUICIDE
        _save(row, "crisis.turn")
    return row


def write(*, protocol: Protocol, version: int, happened: str, agreed: str, follow_up_on: dt.date | None) -> Protocol:
    """What happened, what is agreed, and when one hears from each other. Raises Stale and Refused."""
    row = _open(protocol, version=version)
    row.happened, row.agreed, row.follow_up_on = happened or None, agreed or None, follow_up_on
    _save(row, "crisis.write")
    facts_changed([row.dossier_id])
    return row


def ask(*, protocol: Protocol, second: User) -> Protocol:
    """Name a second person of the house; somebody asked before and not there yet is no longer asked.

    Raises Refused for the author, and once the second person has confirmed.
    """
    row = _open(protocol)
    if second.pk == row.author_id:
        raise Refused("Die zweite Person ist jemand anderes als Sie.")
    if row.second_id == second.pk:
        return row
    if confirmed(row):
        raise Refused("Die zweite Person hat schon bestätigt.")
    row.second, row.asked_at = second, now()
    _save(row, "crisis.ask")
    return row


def confirm(*, protocol: Protocol, user: User) -> None:
    """The second person says that they stood beside; twice is harmless. Raises Refused for everybody else."""
    if protocol.second_id != user.pk:
        raise Refused("Gebeten wurde jemand anderes.")
    if protocol.ended_at is not None:
        raise Refused(ENDED)
    note(protocol=protocol, step=SECOND, by=user, token=uuid.uuid5(protocol.pk, f"{SECOND}:{user.pk}"))


def confirmed(protocol: Protocol) -> bool:
    """Whether the second person has confirmed. One query."""
    return any(row.step == SECOND and row.by_id == protocol.second_id for row in protocol.done.all())


def tick(*, protocol: Protocol, code: str, by: User, token: uuid.UUID, **said: Any) -> None:
    """Note that a step of the way was done. A step that happens once is kept once.

    `said`: on, own, who, words, as far as the step asks. Raises Refused for a step the way does not know, for a day
    ahead, and for an observation without words.
    """
    row = _open(protocol)
    way = way_of(row.way)
    step = way.step(code) if way else None
    if step is None:
        raise Refused("Diesen Schritt gibt es hier nicht.")
    if said.get("on") and said["on"] > today():
        raise Refused("Der Tag liegt in der Zukunft.")
    if "source" in step.asks and not said.get("words"):
        raise Refused("Bitte schreiben Sie einen Satz: Was wurde gesehen oder gehört?")
    note(protocol=row, step=code, by=by, token=token if step.many else uuid.uuid5(row.pk, code), **said)


def note(
    *,
    protocol: Protocol,
    step: str,
    by: User,
    token: uuid.UUID,
    on: dt.date | None = None,
    own: bool | None = None,
    who: str = "",
    words: str = "",
) -> None:
    """Write one row in one's own name; the same token again is harmless."""
    row = Done(
        pk=token,
        dossier_id=protocol.dossier_id,
        protocol=protocol,
        step=step,
        by=by,
        on=on,
        own=own,
        who=who or None,
        words=words or None,
    )
    with reason("crisis.step"):
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return


def undo(*, protocol: Protocol, done_id: uuid.UUID, by: User) -> None:
    """Take back what one ticked oneself; its history keeps it. Nothing happens to what is gone or another's."""
    _open(protocol)
    with reason("crisis.undo"):
        Done.objects.filter(pk=done_id, protocol=protocol, by=by).delete()


def end(*, protocol: Protocol, version: int, good: str, needs: str) -> Protocol:
    """Close it with a look back. Raises Stale and Refused."""
    row = _open(protocol, version=version)
    row.good, row.needs, row.ended_at = good or None, needs or None, now()
    _save(row, "crisis.end")
    facts_changed([row.dossier_id])
    return row


def reopen(*, protocol: Protocol) -> Protocol:
    """Take it up again."""
    row = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if row.ended_at is not None:
        row.ended_at = None
        _save(row, "crisis.reopen")
        facts_changed([row.dossier_id])
    return row


def _open(protocol: Protocol, *, version: int | None = None) -> Protocol:
    """The row, locked until the transaction ends. Raises Refused once it is ended, and Stale."""
    row = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if row.ended_at is not None:
        raise Refused(ENDED)
    if version is not None and row.version != version:
        raise Stale(row)
    return row


def _save(row: Protocol, verb: str) -> None:
    row.version += 1
    with reason(verb):
        row.save()
