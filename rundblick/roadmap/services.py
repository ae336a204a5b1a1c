"""What can be done with the Fahrplan. Staff and the person use the same verbs; the doors say who may."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, TypeVar

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases import standing
from rundblick.cases.worked import worked_on
from rundblick.programmes.duebook import facts_changed
from rundblick.roadmap.catalogue import catalogue
from rundblick.roadmap.codes import Choice, Moment, State
from rundblick.roadmap.models import Decision, HealthGoal, Leaf, OfPerson, Path, Position, Step, Ticket
from rundblick.web.clock import now, today

KIND = "roadmap"
R = TypeVar("R", bound=OfPerson)
TICKET = ("motivation", "occupations", "care", "hours_from", "hours_until", "ideas")


@dataclass(frozen=True)
class Whose:
    """Whose Fahrplan it is."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID


def say_wish(*, whose: Whose, author: User, wish: bool, on: dt.date, version: int = 0) -> Path:
    """The person wants to talk about work, or not. Only a yes begins the Fahrplan. Raises Refused and Stale."""
    _not_ahead(on)
    with reason("roadmap.wish"):
        row = _one(Path, version, dossier_id=whose.dossier_id, person_id=whose.person_id)
        return _store(row, author=author, wish=wish, on=on)


def note_step(
    *,
    whose: Whose,
    author: User,
    code: str,
    state: str,
    on: dt.date | None = None,
    who: list[str] | None = None,
    words: str = "",
    version: int | None = None,
) -> Step:
    """Note how far a step is. `version`: the one seen, 0 for none; None = whatever stands, for one tap.

    One tap changes the state and keeps day, people and words. Raises Refused for an unknown step or a step that is
    done in the future, Stale when somebody changed it meanwhile.
    """
    if catalogue().step(code) is None:
        raise Refused("Diesen Schritt gibt es nicht.")
    if state == State.DONE:
        _not_ahead(on)
    with reason("roadmap.step"):
        row = _one(Step, version, dossier_id=whose.dossier_id, person_id=whose.person_id, code=code)
        values: dict[str, Any] = {"state": state}
        if version is not None:
            values |= {"on": on, "who": who or [], "words": words.strip() or None}
        return _store(row, author=author, **values)


def decide(
    *,
    whose: Whose,
    author: User,
    choice: str,
    on: dt.date | None = None,
    review_on: dt.date | None = None,
    goal_id: uuid.UUID | None = None,
    token: uuid.UUID | None = None,
    own_hand: bool = False,
) -> Decision:
    """The person decides; `own_hand`: on the own page. `token`: sent twice makes one.

    Raises Refused without a day to look again, or for a day ahead.
    """
    day = on or today()
    _not_ahead(day)
    later = choice == Choice.LATER
    if later and (review_on is None or review_on <= day):
        raise Refused("Bitte nennen Sie einen späteren Tag, an dem wir wieder hinschauen.")
    row = Decision(
        pk=token or uuid.uuid4(),
        dossier_id=whose.dossier_id,
        person_id=whose.person_id,
        author=author,
        choice=choice,
        on=day,
        review_on=review_on if later else None,
        goal_id=goal_id if later else None,
        own_hand=own_hand,
    )
    with reason("roadmap.decide"):
        made = insert_once(row)
        _changed(made)
    return made


def write_ticket(
    *,
    whose: Whose,
    author: User,
    voice: str,
    row: Ticket | None = None,
    version: int = 0,
    own_hand: bool = False,
    **said: Any,
) -> Ticket:
    """Answer the five questions in one's own name. `row`: one's ticket so far; a later day keeps the former answers.

    Raises Refused when nothing is said or it is somebody else's ticket, Stale when it was changed meanwhile.
    """
    values = {name: _said(said.get(name)) for name in TICKET}
    if all(value is None for value in values.values()):
        raise Refused("Bitte beantworten Sie mindestens eine Frage.")
    if row is not None and row.author_id != author.pk:
        raise Refused("Dieses Ticket gehört jemand anderem.")
    with reason("roadmap.ticket"):
        if row is not None:
            made = standing.restate(row, author=author, verb="roadmap.ticket", version=version, voice=voice, **values)
        else:
            fresh = Ticket(
                dossier_id=whose.dossier_id,
                person_id=whose.person_id,
                voice=voice,
                own_hand=own_hand,
                valid_from=today(),
                **values,
            )
            made = standing.state(fresh, author=author, verb="roadmap.ticket")
        _changed(made)
    return made


def end_ticket(*, row: Ticket, author: User, version: int) -> None:
    """One's ticket no longer holds; former days keep it. Raises Refused and Stale like `write_ticket`."""
    if row.author_id != author.pk:
        raise Refused("Dieses Ticket gehört jemand anderem.")
    standing.end(row, verb="roadmap.ticket.end", version=version)


def place(
    *,
    whose: Whose,
    author: User,
    moment: str,
    value: int,
    words: str = "",
    matters: list[str] | None = None,
    on: dt.date | None = None,
    token: uuid.UUID | None = None,
    own_hand: bool = False,
) -> Position:
    """The person says where they stand. Earlier numbers stay. Raises Refused for a day ahead."""
    day = on or today()
    _not_ahead(day)
    row = Position(
        pk=token or uuid.uuid4(),
        dossier_id=whose.dossier_id,
        person_id=whose.person_id,
        author=author,
        moment=Moment(moment),
        on=day,
        value=value,
        words=words.strip() or None,
        matters=matters or [],
        own_hand=own_hand,
    )
    with reason("roadmap.position"):
        made = insert_once(row)
        _changed(made)
    return made


def take_back(*, row: Decision | Position) -> None:
    """A decision or position noted by mistake; its history remains. Twice is harmless."""
    with reason("roadmap.take_back"):
        type(row)._default_manager.filter(pk=row.pk).delete()
        facts_changed([row.dossier_id])


def note_health(*, whose: Whose, author: User, words: str, token: uuid.UUID | None = None) -> HealthGoal:
    """One sentence in the protected area. Raises Refused without words."""
    if not words.strip():
        raise Refused("Bitte schreiben Sie einen Satz.")
    row = HealthGoal(
        pk=token or uuid.uuid4(),
        dossier_id=whose.dossier_id,
        person_id=whose.person_id,
        author=author,
        words=words.strip(),
    )
    with reason("roadmap.health"):
        return insert_once(row)


def remove_health(*, row: HealthGoal) -> None:
    """The sentence is taken back. Twice is harmless."""
    with reason("roadmap.health.remove"):
        HealthGoal.objects.filter(pk=row.pk).delete()


def keep_leaf(*, whose: Whose, author: User, code: str, words: str, shown: bool, version: int) -> Leaf | None:
    """The person writes on a sheet of the own folder; an empty one is thrown away. Raises Refused and Stale."""
    if catalogue().sheet(code) is None:
        raise Refused("Dieses Blatt gibt es nicht.")
    with reason("roadmap.folder"):
        row = _one(Leaf, version, dossier_id=whose.dossier_id, person_id=whose.person_id, code=code)
        if words.strip():
            return _store(row, author=author, words=words.strip(), shown=shown)
        Leaf.objects.filter(pk=row.pk).delete()
    return None


def _one(model: type[R], version: int | None, **key: Any) -> R:
    """The one row of this key under lock, or a new one. Raises Stale when its version is not the one seen."""
    manager: Any = model._default_manager
    row: R | None = manager.select_for_update(of=("self",)).filter(**key).first()
    if version is not None and (row.version if row else 0) != version:
        if row is None:
            raise Refused("Diesen Eintrag gibt es nicht mehr. Bitte laden Sie die Seite neu.")
        raise Stale(row)
    return row if row is not None else model(**key, version=0)


def _store(row: R, *, author: User, **values: Any) -> R:
    for name, value in values.items():
        setattr(row, name, value)
    row.author, row.written_at = author, now()
    row.version += 1
    row.save(force_insert=row._state.adding)
    _changed(row)
    return row


def _changed(row: Any) -> None:
    """The due book looks again, and the story gets a line without words. What the person does alone stands nowhere."""
    if isinstance(row, Leaf):
        return
    facts_changed([row.dossier_id])
    if not getattr(row, "own_hand", False):
        worked_on(KIND, dossier_id=row.dossier_id, person_id=row.person_id)


def _said(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) else value


def _not_ahead(day: dt.date | None) -> None:
    if day is not None and day > today():
        raise Refused("Dieser Tag liegt in der Zukunft.")
