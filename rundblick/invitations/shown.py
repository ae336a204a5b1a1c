"""What pages show of wishes and messages: plain values for templates."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.invitations.codes import Channel, State
from rundblick.invitations.forms import hours_label
from rundblick.invitations.letters import Letter
from rundblick.invitations.models import Message, Wish
from rundblick.web.parts import Badge

SLOW_AFTER = dt.timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One message that was sent, or is about to be. `note`: what that means, empty where nothing is to be said."""

    at: dt.datetime
    what: str
    to: str
    badge: Badge
    note: str


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way somebody wants to be told, with when the reminder comes. `resting`: no consent stands for it."""

    wish: Wish
    label: str
    failed: bool
    resting: bool = False

    @property
    def channel(self) -> str:
        """Mail or text message."""
        return self.wish.channel


@dataclass(frozen=True, kw_only=True)
class Person:
    """One member at the table with what they wish."""

    person_id: uuid.UUID
    dossier_id: uuid.UUID
    name: str
    ways: Sequence[Way]

    @property
    def reachable(self) -> list[Way]:
        """Ways on which something goes out."""
        return [way for way in self.ways if not way.failed and not way.resting]


def way(wish: Wish, *, usual: int) -> Way:
    """A wish in words; of `queries.wishes`, which knows whether a consent stands."""
    label = f"{wish.get_channel_display()}, {hours_label(wish.hours, usual)}"
    resting = not getattr(wish, "allowed", True)
    return Way(wish=wish, label=label, failed=wish.failed_at is not None, resting=resting)


def persons(letters: Sequence[Letter], wishes: Sequence[Wish], *, usual: int) -> list[Person]:
    """Everybody the letters go to, with their wishes."""
    return [
        Person(
            person_id=letter.person_id,
            dossier_id=letter.dossier_id,
            name=letter.name,
            ways=[way(wish, usual=usual) for wish in wishes if wish.person_id == letter.person_id],
        )
        for letter in letters
    ]


def untold(persons: Sequence[Person], messages: Sequence[Message], *, starts_at: dt.datetime, able: list[str]) -> bool:
    """Whether somebody who can be reached was not told yet of this beginning."""
    lost = (State.BOUNCED, State.WITHDRAWN)
    heard = {one.wish_id for one in messages if one.starts_at == starts_at and one.state not in lost}
    ways = [way for person in persons for way in person.reachable]
    return any(way.channel in able and way.wish.pk not in heard for way in ways)


def told(messages: Sequence[Message], *, now: dt.datetime, quiet: bool) -> list[Line]:
    """Messages in the given order; `quiet`: nothing is sent at this hour. Whether somebody is to blame is not said."""
    return [_line(message, now=now, quiet=quiet) for message in messages]


def _line(message: Message, *, now: dt.datetime, quiet: bool) -> Line:
    by = message.get_channel_display()
    note = ""
    match message.state:
        case State.SENT:
            badge = Badge(text="verschickt", kind="success")
        case State.BOUNCED:
            badge = Badge(text=f"{by} kam nicht an", kind="warning")
            note = (
                "Die Adresse gibt es so nicht. Weitere Nachrichten gehen nicht mehr dorthin. Fragen Sie beim nächsten "
                "Gespräch nach der richtigen."
                if message.refused
                else "Der Versand ist mehrmals nicht gelungen. Bitte sagen Sie den Termin auf einem anderen Weg an."
            )
        case State.WITHDRAWN:
            badge = Badge(text="nicht mehr nötig", kind="neutral")
        case _:
            badge = Badge(text="wird verschickt", kind="info")
            if quiet and message.channel == Channel.SMS:
                note = "Abends, nachts und an Feiertagen ist Ruhe. Die SMS geht danach hinaus."
            elif now - message.created_at > SLOW_AFTER:
                note = "Der Versand klappt gerade nicht. Nichts ist verloren, es wird weiter versucht."
    what = f"{message.get_kind_display()} per {by}"
    return Line(at=message.settled_at or message.created_at, what=what, to=message.person.name, badge=badge, note=note)
