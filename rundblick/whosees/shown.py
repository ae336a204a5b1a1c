"""What the page shows: plain values for templates and the picture. No database."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.access.door_picture import Row, draw
from rundblick.access.models.dossiers import Basis
from rundblick.consent.queries import Told
from rundblick.consent.wording import purposes
from rundblick.web.clock import berlin_date
from rundblick.web.pictures.drawing import Picture
from rundblick.whosees import looks as looking
from rundblick.whosees import words
from rundblick.whosees.queries import Look

WithdrawUrl = Callable[[Any, Told | None], str]
"""withdraw_url(door, consent) -> where the consent behind a door is taken back, "" where that cannot be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A house where somebody may see something of this person: as what, why, what, since and until when. Nobody by
    name. `topics`: codes, for the picture.
    """

    organisation: str
    role: str
    basis: str
    why: str
    topics: tuple[str, ...]
    sees: str
    writes: bool
    since: dt.date
    until: str
    over: bool
    withdraw_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A consent that opens no door. `effects`: what a withdrawal does. `last_day`: the last day it holds."""

    label: str
    summary: str
    effects: tuple[str, ...]
    since: dt.date
    last_day: dt.date
    withdraw_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A house and role that looked for one purpose. `days`: each day once, the latest first."""

    house: str
    role: str
    purpose: str
    days: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All of it. `means`: for each reason of an open door what it is called and what it means."""

    viewers: tuple[Viewer, ...]
    former: tuple[Viewer, ...]
    allowed: tuple[Allowed, ...]
    means: tuple[tuple[str, str], ...]
    looked: tuple[Looked, ...]
    picture: Picture | None


def page(
    doors: Iterable[Any],
    consents: Sequence[Told],
    looks: Iterable[Look],
    *,
    moment: dt.datetime,
    withdraw_url: WithdrawUrl | None = None,
) -> Page:
    """The page at that moment. Without `withdraw_url` nothing can be taken back, as on a day of the past."""
    behind = {told.consent.grant_id: told for told in consents if told.consent.grant_id}
    seen = [
        _viewer(row, behind.get(row.pk), moment, withdraw_url) for row in _in_order(doors) if row.valid_from <= moment
    ]
    viewers = tuple(dict.fromkeys(one for one in seen if not one.over))
    allowed = [told for told in consents if told.consent.grant_id is None and told.stands]
    return Page(
        viewers=viewers,
        former=tuple(dict.fromkeys(one for one in seen if one.over)),
        allowed=tuple(_allowed(told, withdraw_url) for told in allowed),
        means=tuple(
            (str(name), str(text))
            for basis, (name, text) in words.MEANS.items()
            if any(one.basis == basis for one in viewers)
        ),
        looked=_looked(looks, until=berlin_date(moment)),
        picture=_picture(viewers),
    )


def _in_order(doors: Iterable[Any]) -> list[Any]:
    """Who looks after the person first; their own door is left out."""
    order = list(words.WHY)
    return sorted((row for row in doors if row.basis in words.WHY), key=lambda row: order.index(row.basis))


def _viewer(row: Any, told: Told | None, moment: dt.datetime, withdraw_url: WithdrawUrl | None) -> Viewer:
    over = row.valid_until is not None and row.valid_until <= moment
    can = withdraw_url is not None and row.basis == Basis.CONSENT and not over
    return Viewer(
        organisation=row.organisation or "",
        role=words.role(row.role_codes),
        basis=row.basis,
        why=str(words.WHY[Basis(row.basis)]),
        topics=tuple(row.topics),
        sees=words.topics(row.topics),
        writes=row.writes,
        since=berlin_date(row.valid_from),
        until=words.until(berlin_date(row.valid_until - dt.timedelta(seconds=1)) if row.valid_until else None),
        over=over,
        withdraw_url=withdraw_url(row, told) if can and withdraw_url else "",
    )


def _allowed(told: Told, withdraw_url: WithdrawUrl | None) -> Allowed:
    purpose = purposes().get(told.consent.purpose)
    return Allowed(
        label=": ".join(filter(None, [told.consent.purpose_label, str(told.consent.organisation or "")])),
        summary=purpose.summary if purpose else "",
        effects=tuple(purpose.withdrawal) if purpose else (),
        since=told.consent.given_on,
        last_day=told.last_day,
        withdraw_url=withdraw_url(None, told) if withdraw_url else "",
    )


def _looked(looks: Iterable[Look], *, until: dt.date) -> tuple[Looked, ...]:
    days: dict[tuple[str, str, str], set[dt.date]] = {}
    for look in looks:
        if look.on <= until:
            purpose = looking.purpose(look.kind, look.basis, alone=look.alone)
            days.setdefault((look.house, looking.role(look.roles or ()), purpose), set()).add(look.on)
    found = [
        Looked(house=house, role=role, purpose=purpose, days=tuple(sorted(on, reverse=True)))
        for (house, role, purpose), on in days.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.days[0], len(one.days)), reverse=True))


def _picture(viewers: Sequence[Viewer]) -> Picture | None:
    rows = [
        Row(who=one.organisation, detail=str(words.MEANS[one.basis][0]), why=one.why, topics=one.topics, sees=one.sees)
        for one in viewers
    ]
    return draw(rows, topics=words.IN_PICTURE)


def id_to_withdraw(door: Any, told: Told | None) -> uuid.UUID | None:
    """What the person's own withdrawal names: the consent, or the door where a coach opened it on paper for this
    person alone; None for a door to the whole household.
    """
    if told is not None:
        return told.consent.pk
    return door.pk if door is not None and door.subject_id else None
