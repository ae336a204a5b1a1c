"""What rooms above know about their messages: where one goes, whether it may still leave, and what became of it."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rundblick.access.hooks import Registry


@dataclass(frozen=True)
class Ticket:
    """Whether a message may leave now. Without `address` and `not_before` it never leaves any more.

    `calendar`: parameters of the calendar attached, such as its method.
    """

    address: str = ""
    not_before: dt.datetime | None = None
    calendar: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cause:
    """A room's say about its messages, by their ids; both run as worker, in the transaction that sends.

    `allow(id)` is asked right before each try. `settled(id, state, refused)` hears what became of the message, once;
    `refused`: the far side does not know this address.
    """

    allow: Callable[[uuid.UUID], Ticket]
    settled: Callable[[uuid.UUID, str, bool], None]


causes: Registry[Cause] = Registry("cause of a message")
