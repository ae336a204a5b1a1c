"""Verbs of the Netzwerkkarte. They run in the caller's transaction and name their reason."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass
from typing import Any

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.cases.standing import end, restate, state
from rundblick.cases.worked import worked_on
from rundblick.network import queries, rules
from rundblick.network.codes import FORMAL, SECTOR_OF, Quality
from rundblick.network.models import Tie
from rundblick.web.clock import now, today

KIND = "network"

PRIVATE_NUMBER = "Nummern von Privatpersonen nur, wenn diese damit einverstanden sind."


@dataclass(frozen=True, kw_only=True)
class TieContent:
    """What is said about somebody in the network; see `Tie`."""

    label: str
    kind: str
    closeness: int
    quality: str = Quality.SUPPORTIVE
    direction: str = ""
    supports: tuple[str, ...] = ()
    sponsor: str = ""
    phone: str = ""
    hours: str = ""
    contact_agreed: bool = False
    on_fridge: bool = False
    shared: bool = False


def add(
    *,
    case: Case,
    person_id: uuid.UUID | None,
    author: User,
    content: TieContent,
    since: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Tie:
    """Put somebody on the map of a member, or of the whole household when `person_id` is None.

    A free place is found. `token` becomes the id, so that a form sent twice adds one. Raises Refused without a
    label, for somebody outside of the household, a day ahead, or a private number that was not agreed.
    """
    values = _checked(content)
    if person_id is not None:
        members_only(case.pk, [person_id], on=today())
    x, y = _free_place(case.pk, person_id, content)
    row = Tie(dossier_id=case.pk, person_id=person_id, valid_from=since or today(), x=x, y=y, **values)
    row = state(row, author=author, verb="network.tie.add", token=token)
    _tell(row)
    return row


def change(*, tie: Tie, author: User, version: int, content: TieContent) -> Tie:
    """Say something anew about somebody from today on. Taking back `shared` closes former versions too.

    Raises as `add` and `cases.standing.restate` do.
    """
    values = _checked(content)
    values["shared"] = content.shared or tie.person_id is None
    if SECTOR_OF[content.kind] != tie.sector:
        values["x"], values["y"] = _free_place(tie.dossier_id, tie.person_id, content)
    elif content.closeness != tie.closeness:
        values["x"], values["y"] = rules.on_ring(tie.x, tie.y, content.closeness, tie.sector)
    row = restate(tie, author=author, verb="network.tie.change", version=version, **values)
    if tie.shared and not row.shared:
        with reason("network.tie.unshare"):
            Tie.objects.filter(dossier_id=row.dossier_id, thread=row.thread, shared=True).update(shared=False)
    _tell(row)
    return row


def move(*, tie: Tie, author: User, version: int, x: float, y: float, snap: bool = False) -> Tie:
    """Put somebody elsewhere on the map, within their field; the ring follows the place."""
    place = rules.settle(x, y, tie.sector, snap=snap)
    return _place(tie, author, version, place, rules.ring_of(*place))


def step(*, tie: Tie, author: User, version: int, rings: int) -> Tie:
    """So many rings outwards (negative: nearer), as far as there are rings."""
    ring = min(max(tie.closeness + rings, 1), 4)
    if ring == tie.closeness:
        return tie
    return _place(tie, author, version, rules.on_ring(tie.x, tie.y, ring, tie.sector), ring)


def choose(*, tie: Tie, author: User, version: int, wanted: bool) -> Tie:
    """Put somebody on the list for the fridge, or take them off."""
    verb = "network.fridge.add" if wanted else "network.fridge.remove"
    return restate(tie, author=author, verb=verb, version=version, on_fridge=wanted)


def leave(*, tie: Tie, version: int) -> Tie | None:
    """Somebody no longer belongs to the network from today. Raises like `cases.standing.end`."""
    row = end(tie, verb="network.tie.end", version=version)
    _tell(tie)
    return row


def resume(*, tie: Tie, author: User) -> Tie:
    """Somebody who had left belongs to the network again, from today. Raises Refused when they already do."""
    with reason("network.tie.resume"):
        held = Tie.objects.select_for_update(of=("self",)).filter(pk=tie.pk).first()
        if held is None or Tie.objects.filter(thread=held.thread, valid_until__isnull=True).exists():
            raise Refused("Diese Verbindung steht schon wieder auf der Karte.")
        if held.valid_until == today():
            held.valid_until, held.version = None, held.version + 1
            held.author, held.written_at = author, now()
            held.save()
            _tell(held)
            return held
    values = {field.attname: getattr(held, field.attname) for field in held._meta.concrete_fields}
    fresh = Tie(**values | {"id": uuid.uuid4(), "valid_from": today(), "valid_until": None, "version": 1})
    fresh.written_at = now()
    fresh = state(fresh, author=author, verb="network.tie.resume")
    _tell(fresh)
    return fresh


def _place(tie: Tie, author: User, version: int, place: rules.Place, ring: int) -> Tie:
    x, y = place
    row = restate(tie, author=author, verb="network.tie.move", version=version, x=x, y=y, closeness=ring)
    _tell(row)
    return row


def _checked(content: TieContent) -> dict[str, Any]:
    values = asdict(content)
    label = content.label.strip()
    if not label:
        raise Refused("Bitte schreiben Sie, um wen es geht.")
    phone, hours = content.phone.strip() or None, content.hours.strip() or None
    if (phone or hours) and content.kind not in FORMAL and not content.contact_agreed:
        raise Refused(PRIVATE_NUMBER)
    return values | {"label": label, "phone": phone, "hours": hours, "supports": list(content.supports)}


def _free_place(dossier_id: uuid.UUID, person_id: uuid.UUID | None, content: TieContent) -> rules.Place:
    taken = queries.places(dossier_id, person_id)
    return rules.free_place(SECTOR_OF[content.kind], content.closeness, taken)


def _tell(row: Tie) -> None:
    """One entry of the story per person and day; what belongs to the household is open to all members."""
    worked_on(KIND, dossier_id=row.dossier_id, person_id=row.person_id, shared=row.person_id is None)
