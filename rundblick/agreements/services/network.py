"""Verbs of the network office."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.agreements import rules
from rundblick.agreements.codes import WORDS, Kind
from rundblick.agreements.models import Decision, Item, Meeting, Member
from rundblick.agreements.services.common import house_of, refuse, token_or_new
from rundblick.calendar.errors import Refused
from rundblick.calendar.holding import held, save
from rundblick.web.clock import now, today


@dataclass(frozen=True, kw_only=True)
class ItemContent:
    """What is said about an entry; which of it its kind has stands in `codes.WORDS`."""

    title: str
    state: str
    whom: str = ""
    due_on: dt.date | None = None
    amount: Decimal | None = None
    number: int | None = None
    place: str = ""
    text: str = ""
    result: str = ""


def put(*, author: User, kind: str, content: ItemContent, token: uuid.UUID | None = None) -> Item:
    """Put an entry into the book of the network office. `token` becomes the id.

    Raises Mistaken for what its state still asks for, Refused outside of a Jobcenter.
    """
    house = house_of(author)
    _check(kind, content)
    with reason(f"agreements.{kind}.put"):
        row = Item(
            id=token_or_new(token),
            house=house,
            kind=Kind(kind),
            begun_at=now(),
            over_on=today() if content.state in WORDS[kind].over else None,
            **vars(content),
        )
        return insert_once(row, within="house_id")


def change(*, item: Item, version: int, content: ItemContent) -> None:
    """Say it anew, or move it to another state. Raises Stale, or Mistaken as in `put`."""
    _check(item.kind, content)
    row = held(item, version=version)
    over = content.state in row.words.over
    with reason(f"agreements.{row.kind}.change"):
        save(row, **vars(content), over_on=(row.over_on or today()) if over else None)


def join(*, group: Item, body: str, function: str, token: uuid.UUID | None = None) -> Member:
    """A body works in the group. `token` becomes the id. Raises Refused for anything but a group."""
    _group(group)
    with reason("agreements.group.join"):
        row = Member(id=token_or_new(token), item=group, body=body, function=function)
        return insert_once(row, within="item_id")


def leave(*, member: Member) -> None:
    """It no longer does."""
    with reason("agreements.group.leave"):
        member.delete()


def meet(*, group: Item, on: dt.date, place: str, text: str, token: uuid.UUID | None = None) -> Meeting:
    """Write down a meeting of the group. `token` becomes the id. Raises Refused for anything but a group."""
    _group(group)
    with reason("agreements.group.meet"):
        row = Meeting(id=token_or_new(token), item=group, on=on, place=place, text=text)
        return insert_once(row, within="item_id")


def change_meeting(*, meeting: Meeting, version: int, on: dt.date, place: str, text: str) -> None:
    """Say it anew. Raises Stale."""
    row = held(meeting, version=version)
    with reason("agreements.group.meeting.change"):
        save(row, on=on, place=place, text=text)


def decide(
    *, meeting: Meeting, text: str, responsible: str, due_on: dt.date, token: uuid.UUID | None = None
) -> Decision:
    """Write down what was decided, who does it and by when (PRO AKTIV row 138). `token` becomes the id."""
    with reason("agreements.group.decide"):
        row = Decision(
            id=token_or_new(token),
            item_id=meeting.item_id,
            meeting=meeting,
            text=text,
            responsible=responsible,
            due_on=due_on,
        )
        return insert_once(row, within="meeting_id")


def change_decision(*, decision: Decision, version: int, text: str, responsible: str, due_on: dt.date) -> None:
    """Say it anew. Raises Stale."""
    row = held(decision, version=version)
    with reason("agreements.group.decision.change"):
        save(row, text=text, responsible=responsible, due_on=due_on)


def done(*, decision: Decision, yes: bool) -> None:
    """It is done, or after all it is not. Twice is harmless."""
    row = held(decision)
    if (row.done_on is not None) != yes:
        with reason("agreements.group.decision.done"):
            save(row, done_on=today() if yes else None)


def _check(kind: str, content: ItemContent) -> None:
    if content.state not in WORDS[kind].states:
        refuse({"state": "Diesen Stand gibt es hier nicht."})
    refuse(rules.item_problems(kind, vars(content)))


def _group(item: Item) -> None:
    if item.kind != Kind.GROUP:
        raise Refused("Das gibt es nur bei einem Arbeitskreis.")
