"""Statements about a life that hold for a time: how they are made, restated and ended without losing what was said.

What the counselling tools keep (an entry of the situation, a card, a resource, somebody in a network, a stretch of a
biography) is a `Standing`. It holds for a half-open period of days. Restating it on a later day ends the row and
begins another one with the same `thread`; on the same day the row itself changes, and its history keeps what stood
there. So every past day can be shown as it ended, and a talk in which a card moves ten times leaves one card.
"""

import datetime as dt
import uuid
from typing import Any, ClassVar, Self, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q

from rundblick.access.context import reason
from rundblick.access.declarations import Personal
from rundblick.access.doors import Door
from rundblick.access.models import DossierScoped, User
from rundblick.access.models.base import DossierQuerySet
from rundblick.access.models.organisations import Dated
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases.queries import for_member
from rundblick.people.models import Person
from rundblick.web.clock import now, today

S = TypeVar("S", bound="Standing")


class StandingQuerySet(DossierQuerySet[S]):
    """Rows as they stood on a day, and as far as a member may read along."""

    def on(self, day: dt.date) -> Self:
        """Statements that hold on that day, which may lie in the past."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day)

    def shown_to(self, member: uuid.UUID | None) -> Self:
        """Rows that may be seen while this member looks on (design rule 6); None = no limit."""
        return self.filter(for_member(member))


StandingManager = models.Manager.from_queryset(StandingQuerySet)


class Standing(Dated, DossierScoped):
    """A statement about one member, or with no person about the whole household.

    `thread` stays the same while a statement is restated. `author` wrote the present row. `shared`: open to the other
    members on the member's wish. `version` counts changes of the row, for forms that were open meanwhile.
    """

    person_id: uuid.UUID | None
    thread = models.UUIDField("Zusammenhang", default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    written_at = models.DateTimeField("festgehalten", default=now)
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    version = models.PositiveIntegerField(default=1)

    door: ClassVar[Any] = Door(topic="situation", subject="person_id", shared="shared")
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    objects: ClassVar[Any] = StandingManager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["dossier", "person", "valid_until"], name="%(class)s_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="%(class)s_period"
            ),
            models.UniqueConstraint(
                fields=["thread"], condition=Q(valid_until__isnull=True), name="%(class)s_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(shared=True), name="%(class)s_of_all_is_shared"
            ),
        ]


STANDING_FIELDS = ("thread", "person", "author", "written_at", "valid_from", "valid_until", "shared")


def declared(personal: Personal, *own: str) -> dict[str, Personal]:
    """The declaration of a `Standing` model's personal data: its `own` fields and those of every statement."""
    return dict.fromkeys((*STANDING_FIELDS, *own), personal)


def state(row: S, *, author: User, verb: str, token: uuid.UUID | None = None) -> S:
    """Make a statement: save a new `row`. `token` becomes its id, so that a form sent twice makes one.

    `verb` names the act for the history, such as "lights.card.add". Raises Refused for a day in the future.
    """
    _not_ahead(row.valid_from)
    row.author = author
    if row.person_id is None:
        row.shared = True
    if token is not None:
        row.pk = token
    with reason(verb):
        return insert_once(row)


def state_once(*, fresh: S, standing: S | None, version: int, author: User, verb: str, **values: Any) -> S:
    """A statement of which each member has one, such as their interests: `fresh` when none stands, else anew.

    `version` is the one the form was drawn with, 0 for none. Raises Stale when another stands by now, and as `restate`.
    """
    if standing is not None:
        if version == 0:
            raise Stale(standing)
        return restate(standing, author=author, verb=verb, version=version, **values)
    name = f"{fresh._meta.label_lower}:{fresh.dossier_id}:{fresh.person_id}"
    fresh.thread = uuid.uuid5(uuid.NAMESPACE_OID, name)
    for field, value in values.items():
        setattr(fresh, field, value)
    try:
        with transaction.atomic():
            return state(fresh, author=author, verb=verb)
    except IntegrityError:
        other = type(fresh).objects.filter(thread=fresh.thread, valid_until__isnull=True).first()
        if other is None:
            raise
        raise Stale(other) from None


def restate(row: S, *, author: User, verb: str, version: int, on: dt.date | None = None, **changes: Any) -> S:
    """Say something anew from `on` (today by default); answers the row that stands now.

    Raises Stale when somebody changed or ended the row since `version` was read, Refused for a day before its
    beginning or in the future. Nothing is written when nothing differs.
    """
    day = on or today()
    _not_ahead(day)
    with reason(verb):
        held = locked(row, version=version)
        if all(getattr(held, name) == value for name, value in changes.items()):
            return held
        if day < held.valid_from:
            raise Refused("Dieser Tag liegt vor dem Beginn des Eintrags.")
        if day == held.valid_from:
            _change(held, author=author, **changes)
            return held
        values = {field.attname: getattr(held, field.attname) for field in held._meta.concrete_fields}
        fresh = type(held)(**values | {"id": uuid.uuid4(), "valid_from": day, "valid_until": None, "version": 1})
        _end(held, day)
        _change(fresh, author=author, new=True, **changes)
        return fresh


def end(row: S, *, verb: str, version: int, on: dt.date | None = None) -> S | None:
    """A statement no longer holds from `on` (today by default). One made on that very day is taken back altogether.

    Answers the ended row, or None when it was taken back; its history remains. Raises like `restate`.
    """
    day = on or today()
    _not_ahead(day)
    with reason(verb):
        held = locked(row, version=version)
        if day < held.valid_from:
            raise Refused("Dieser Tag liegt vor dem Beginn des Eintrags.")
        if day == held.valid_from:
            held.delete()
            return None
        _end(held, day)
        return held


def stand_back(*both: Standing) -> None:
    """End the earlier of two statements where the later one begins; of two of one day, the one written last stays.

    For resolving duplicates, where two persons with one statement each become one.
    """
    earlier, later = sorted(both, key=lambda row: (row.valid_from, row.written_at))
    if earlier.valid_from == later.valid_from:
        earlier.delete()
    else:
        earlier.valid_until = later.valid_from
        earlier.save(update_fields=["valid_until"])


def locked(row: S, *, version: int) -> S:
    """The row under lock. Raises Refused when it is gone or has ended, Stale when its version is another."""
    held: Any = type(row).objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if held is None or held.valid_until is not None:
        raise Refused("Diesen Eintrag gibt es so nicht mehr. Bitte laden Sie die Seite neu.")
    if held.version != version:
        raise Stale(held)
    return held


def seen(row: Standing) -> str:
    """The state of a statement, for the hidden field of a form. A new row of the same thread is another state."""
    return f"{row.pk}.{row.version}"


def version_seen(row: Standing, state: str) -> int:
    """The version the sender has seen; none of the stored ones when another row stands by now."""
    key, _, version = state.rpartition(".")
    return int(version) if key == str(row.pk) and version.isdecimal() and len(version) < 10 else -1


def _change(row: Standing, *, author: User, new: bool = False, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.author, row.written_at = author, now()
    if not new:
        row.version += 1
    row.save(force_insert=new)


def _end(row: Standing, day: dt.date) -> None:
    row.valid_until = day
    row.version += 1
    row.save(update_fields=["valid_until", "version"])


def _not_ahead(day: dt.date) -> None:
    if day > today():
        raise Refused("Dieser Tag liegt in der Zukunft.")
