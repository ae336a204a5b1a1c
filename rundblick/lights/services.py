"""What can be done with the cards of an Ampeltorte. Each verb is one change with a reason."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, connection, transaction

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.cases import services as cases
from rundblick.cases.codes import FieldOfAction, GoalKind
from rundblick.cases.models import Case, Goal
from rundblick.cases.standing import end, restate, state
from rundblick.cases.worked import worked_on
from rundblick.lights.codes import Light
from rundblick.lights.models import Card
from rundblick.lights.rules import STEP, Gap, gap_before
from rundblick.lights.told import KIND
from rundblick.web.clock import today

LONGEST = 200
"""Letters on a card. What needs more belongs into a talk."""

_RENUMBER = """
UPDATE lights_card AS card SET rank = placed.number * %s
FROM (
  SELECT id, row_number() OVER (ORDER BY rank, id) AS number
  FROM lights_card WHERE dossier_id = %s AND person_id = %s AND light = %s
) AS placed
WHERE card.id = placed.id
"""


def add_card(
    *,
    case: Case,
    person_id: uuid.UUID,
    text: str,
    light: Light | str,
    author: User,
    field: FieldOfAction | int | None = None,
    shared: bool = False,
    token: uuid.UUID | None = None,
) -> Card:
    """Put a new card at the end of a slice. `token` becomes its id, so that a form sent twice makes one.

    Raises Refused without a text, for a text that is too long, and for somebody outside of the household.
    """
    words = _words(text)
    members_only(case.pk, [person_id], on=today())
    gap = _gap(case.pk, person_id, light, thread=uuid.uuid4(), before=None)
    card = Card(
        dossier_id=case.pk,
        person_id=person_id,
        text=words,
        light=Light(light),
        field=field,
        rank=gap.rank,
        shared=shared,
        valid_from=today(),
    )
    row = state(card, author=author, verb="lights.card.add", token=token)
    _told(row)
    return row


def place(
    *,
    card: Card,
    version: int,
    light: Light | str,
    before: uuid.UUID | None = None,
    author: User,
    among: Sequence[Card] | None = None,
) -> Card:
    """Lay a card into a slice, before the card with the thread `before` or at the end.

    `among`: the member's cards in their order, where they are known already. Nothing is written when it lies there
    already. Raises Stale and Refused like `restate`.
    """
    if among is None:
        gap = _gap(card.dossier_id, card.person_id, light, thread=card.thread, before=before)
    else:
        gap = gap_before([other for other in among if other.light == light], card.thread, before)
    if gap.tight:
        _renumber(card, light)
        gap = _gap(card.dossier_id, card.person_id, light, thread=card.thread, before=before)
    rank = card.rank if card.light == light and gap.holds(card.rank) else gap.rank
    return _restate(card, version, author, "lights.card.place", light=Light(light), rank=rank)


def change_card(
    *,
    card: Card,
    version: int,
    text: str,
    light: Light | str,
    field: FieldOfAction | int | None,
    shared: bool,
    author: User,
) -> Card:
    """Say a card anew: its words, slice, field of action, and whether the family may see it. Raises like `place`."""
    rank = card.rank
    if light != card.light:
        rank = _gap(card.dossier_id, card.person_id, light, thread=card.thread, before=None).rank
    return _restate(
        card,
        version,
        author,
        "lights.card.change",
        text=_words(text),
        light=Light(light),
        field=field,
        shared=shared,
        rank=rank,
    )


def put_away(*, card: Card, version: int) -> None:
    """Take a card off the cake. `bring_back` undoes it. Raises like `place`."""
    end(card, verb="lights.card.put_away", version=version)
    _told(card)


def bring_back(*, dossier_id: uuid.UUID, person_id: uuid.UUID, row_id: uuid.UUID, author: User) -> Card:
    """Lay a card back that was put away, with its words and in its place. Twice is harmless.

    Raises Refused when there was no such card.
    """
    former = _former(dossier_id, person_id, row_id)
    standing = Card.objects.filter(dossier_id=dossier_id, thread=former.thread, valid_until__isnull=True)
    there = standing.first()
    if there is not None:
        return there
    names = ("thread", "text", "light", "field", "rank", "shared", "goal_id")
    values: dict[str, Any] = {name: getattr(former, name) for name in names}
    card = Card(dossier_id=dossier_id, person_id=person_id, valid_from=today(), **values)
    try:
        with transaction.atomic():
            row = state(card, author=author, verb="lights.card.bring_back")
    except IntegrityError:  # somebody was quicker
        return standing.get()
    _told(row)
    return row


def make_goal(
    *,
    card: Card,
    version: int,
    case: Case,
    text: str,
    kind: GoalKind | str,
    since: dt.date,
    due_on: dt.date | None,
    author: User,
    token: uuid.UUID,
    field: FieldOfAction | int | None = None,
) -> Goal:
    """Make a goal of a card, which then remembers it. A goal made before stays a goal of its own.

    Raises Stale when the card changed meanwhile, Refused like `cases.services.set_goal`; then there is no goal.
    """
    with transaction.atomic():
        goal = cases.set_goal(
            case=case,
            person_id=_member(card),
            text=text,
            kind=kind,
            field=field,
            since=since,
            due_on=due_on,
            shared=card.shared,
            token=token,
        )
        if card.goal_id != goal.pk:
            _restate(card, version, author, "lights.card.make_goal", goal_id=goal.pk)
    return goal


def _restate(card: Card, version: int, author: User, verb: str, **changes: Any) -> Card:
    row = restate(card, author=author, verb=verb, version=version, **changes)
    if (row.pk, row.version) != (card.pk, version):
        _told(row)
    return row


def _told(card: Card) -> None:
    worked_on(KIND, dossier_id=card.dossier_id, person_id=card.person_id)


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refused("Bitte schreiben Sie etwas auf die Karte.")
    if len(words) > LONGEST:
        raise Refused(f"Auf eine Karte passen höchstens {LONGEST} Zeichen.")
    return words


def _member(card: Card) -> uuid.UUID:
    if card.person_id is None:
        raise LookupError("a card belongs to one member")
    return card.person_id


def _gap(
    dossier_id: uuid.UUID,
    person_id: uuid.UUID | None,
    light: Light | str,
    *,
    thread: uuid.UUID,
    before: uuid.UUID | None,
) -> Gap:
    rows: Any = Card.objects.filter(dossier_id=dossier_id, light=light, valid_until__isnull=True)
    rows = rows.filter(person_id=person_id)
    return gap_before(list(rows.only("thread", "light", "rank").order_by("rank", "pk")), thread, before)


def _renumber(card: Card, light: Light | str) -> None:
    """Give the cards of a slice even numbers again, those of past days too, so that every day keeps its order.

    The cards are not said anew and keep their versions: for whoever has the page open nothing changed.
    """
    with reason("lights.card.renumber"), connection.cursor() as cursor:
        cursor.execute(_RENUMBER, [STEP, card.dossier_id, card.person_id, str(light)])
    card.refresh_from_db(fields=["rank"])


def _former(dossier_id: uuid.UUID, person_id: uuid.UUID, row_id: uuid.UUID) -> Any:
    """The row that was put away: it has ended, or its history remembers it."""
    found: Any = Card.objects.filter(pk=row_id, dossier_id=dossier_id, person_id=person_id).first()
    if found is None:
        events: Any = Card._meta.get_field("former").related_model
        found = (
            events.objects.filter(pgh_obj_id=row_id, pgh_label="delete", dossier_id=dossier_id, person_id=person_id)
            .order_by("-pgh_id")
            .first()
        )
    if found is None:
        raise Refused("Diese Karte gibt es nicht mehr.")
    return found
