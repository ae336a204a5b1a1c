"""Verbs about agreements."""

import datetime as dt
import uuid
from dataclasses import dataclass

from rundblick.access.context import reason
from rundblick.access.models import Organisation, User
from rundblick.access.once import insert_once
from rundblick.agreements import rules
from rundblick.agreements.catalogue import UNCLEAR
from rundblick.agreements.codes import Side, Stage
from rundblick.agreements.models import Agreement, BusinessContact, Wording
from rundblick.agreements.services.common import house_of, refuse, token_or_new
from rundblick.calendar.errors import Refused
from rundblick.calendar.holding import held, save
from rundblick.web.clock import now, today

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Words:
    """One version as it is said: how far it is, from which day, its words, where it lies, what is new."""

    stage: str
    on: dt.date
    text: str = ""
    place: str = ""
    changed: str = ""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is said about an agreement. `valid_last` is the last day on which it holds."""

    purpose: str
    partner: Organisation | None = None
    partner_name: str = ""
    title: str = ""
    controllers: str = UNCLEAR
    categories: tuple[str, ...] = ()
    data_note: str = ""
    valid_from: dt.date | None = None
    valid_last: dt.date | None = None
    review_on: dt.date | None = None


def begin(
    *,
    author: User,
    purpose: str,
    key_point: str,
    partner: Organisation | None = None,
    partner_name: str = "",
    token: uuid.UUID | None = None,
) -> Agreement:
    """Begin with a partner, a purpose and one key point (ANNA A14). `token` becomes the id.

    Raises Mistaken without a partner, Refused outside of a Jobcenter.
    """
    house = house_of(author)
    refuse(rules.agreement_problems({"partner": partner, "partner_name": partner_name}))
    _not_oneself(house, partner)
    with reason("agreements.begin"):
        row = Agreement(
            id=token_or_new(token),
            house=house,
            partner=partner,
            partner_name=partner.name if partner else partner_name,
            purpose=purpose,
            begun_at=now(),
        )
        stored = insert_once(row, within="house_id")
        if stored is row:
            _write(row, author, 1, Words(stage=Stage.KEY_POINTS, on=today(), text=key_point), None)
        return stored


def change(*, agreement: Agreement, version: int, content: Content) -> None:
    """Say anew what it is about. Raises Stale when it was changed meanwhile, Mistaken for what does not fit."""
    refuse(rules.agreement_problems(vars(content)))
    row = held(agreement, version=version)
    _not_oneself(row.house, content.partner)
    given = vars(content) | {
        "partner_name": content.partner.name if content.partner else content.partner_name,
        "categories": list(content.categories),
        "valid_until": content.valid_last + DAY if content.valid_last else None,
    }
    del given["valid_last"]
    with reason("agreements.change"):
        save(row, **given)


def add_wording(*, agreement: Agreement, author: User, words: Words, token: uuid.UUID | None = None) -> Wording:
    """Add a version; what stood before stays. `token` becomes its id.

    Raises Refused for a stage that cannot follow, or a version without words, place and what is new.
    """
    row = held(agreement)
    if token and (known := Wording.objects.filter(agreement=row, pk=token).first()):
        return known
    if words.stage not in rules.next_stages(row.stage):
        raise Refused("Was beendet ist, beginnt wieder mit Eckpunkten oder einem Entwurf.")
    if not (words.text or words.place or words.changed):
        raise Refused("Bitte schreiben Sie den Wortlaut, wo die Fassung liegt oder was neu ist.")
    earlier = list(row.wordings.order_by("number"))
    with reason("agreements.wording"):
        added = _write(row, author, len(earlier) + 1, words, token)
        stands = rules.standing([*(one.stage for one in earlier), added.stage])
        ended_on = added.on if stands.stage == Stage.ENDED else None
        save(row, stage=stands.stage, revising=stands.revising, ended_on=ended_on)
    return added


def reviewed(*, agreement: Agreement, version: int, next_on: dt.date | None) -> None:
    """It was looked at; the next time on that day, or no more. Raises Stale."""
    row = held(agreement, version=version)
    with reason("agreements.review"):
        save(row, review_on=next_on)


def add_contact(
    *, agreement: Agreement, side: Side, function: str, name: str, reach: str, token: uuid.UUID | None = None
) -> BusinessContact:
    """Say whom to ask on one side. `token` becomes the id."""
    with reason("agreements.contact.add"):
        row = BusinessContact(
            id=token_or_new(token), agreement=agreement, side=side, function=function, name=name, reach=reach
        )
        return insert_once(row, within="agreement_id")


def change_contact(*, contact: BusinessContact, version: int, side: Side, function: str, name: str, reach: str) -> None:
    """Say it anew. Raises Stale when it was changed meanwhile, Refused when it is gone."""
    row = held(contact, version=version)
    with reason("agreements.contact.change"):
        save(row, side=side, function=function, name=name, reach=reach)


def remove_contact(*, contact: BusinessContact) -> None:
    """Nobody is to be asked there any more."""
    with reason("agreements.contact.remove"):
        contact.delete()


def _not_oneself(house: Organisation, partner: Organisation | None) -> None:
    if partner is not None and partner.pk == house.pk:
        refuse({"partner": "Das ist Ihr eigenes Haus."})


def _write(row: Agreement, author: User, number: int, words: Words, token: uuid.UUID | None) -> Wording:
    return Wording.objects.create(
        id=token_or_new(token), agreement=row, number=number, author=author, written_at=now(), **vars(words)
    )
