"""What the pages of the Netzwerkkarte show, as plain values for templates and the drawing."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rundblick.cases.file import File
from rundblick.network import rules
from rundblick.network.codes import SUPPORT_GROUPS, Closeness, Quality, Sector
from rundblick.network.models import Tie
from rundblick.network.picture import LABELLED, Node, network_map
from rundblick.web.parts import Column, Table
from rundblick.web.pictures import Picture


@dataclass(frozen=True)
class Line:
    """Somebody in the list beside the map. `number` is set when the map shows numbers instead of names."""

    tie: Tie
    number: int | None
    nearer: bool
    farther: bool


@dataclass(frozen=True)
class Group:
    """One field of the map as a list."""

    sector: Sector
    lines: list[Line]


def node(tie: Tie) -> Node:
    """A tie as the drawing takes it."""
    return Node(
        key=str(tie.thread),
        label=tie.label,
        kind=tie.kind,
        closeness=tie.closeness,
        quality=tie.quality,
        x=tie.x,
        y=tie.y,
        direction=tie.direction,
        supports=tie.supports,
        sponsor=tie.sponsor,
        of_all=tie.person_id is None,
    )


def drawn(ties: Iterable[Tie], *, centre: str, title: str, key: str = "") -> Picture:
    """The map of these ties."""
    return network_map(title=title, centre=centre, nodes=[node(tie) for tie in ties], key=key)


def groups(ties: Sequence[Tie]) -> list[Group]:
    """The list beside the map, in the order of the numbers on it."""
    ordered = sorted(ties, key=lambda tie: (list(Sector).index(tie.sector), tie.closeness))
    numbered = len(ordered) > LABELLED
    found = [
        Line(tie, place if numbered else None, tie.closeness > Closeness.CLOSEST, tie.closeness < Closeness.EDGE)
        for place, tie in enumerate(ordered, 1)
    ]
    by_sector = [(sector, [line for line in found if line.tie.sector == sector]) for sector in Sector]
    return [Group(sector, lines) for sector, lines in by_sector if lines]


def changed(then: Sequence[Tie], now: Sequence[Tie], *, then_on: dt.date) -> Table:
    """What is different today from what stood on the map then."""
    words = {quality.value: quality.label for quality in Quality}
    rows = rules.changes([_stand(tie) for tie in then], [_stand(tie) for tie in now], words)
    return Table(
        caption="Was sich seither verändert hat",
        columns=[
            Column(label="Wer"),
            Column(label=f"am {then_on:%d.%m.%Y}"),
            Column(label="heute"),
            Column(label="Veränderung"),
        ],
        rows=[[row.label, row.then, row.now, row.what] for row in rows],
        hidden_caption=True,
    )


def _stand(tie: Tie) -> rules.Stand:
    return rules.Stand(
        key=tie.thread, label=tie.label, closeness=tie.closeness, quality=tie.quality, sponsor=tie.sponsor
    )


def mix(ties: Sequence[Tie]) -> Table:
    """The eleven kinds of support and from whom each comes; what nobody named stays visible as a gap."""
    rows = [
        [support.label, ", ".join(tie.label for tie in ties if support.value in tie.supports) or "noch nicht genannt"]
        for supports in SUPPORT_GROUPS.values()
        for support in supports
    ]
    return Table(
        caption="Welche Unterstützung ist da?",
        columns=[Column(label="Unterstützung"), Column(label="kommt von")],
        rows=rows,
        hidden_caption=True,
    )


@dataclass(frozen=True)
class Helping:
    """A formal helper in the line about the family: whose, or "" for the member's own and the household's."""

    label: str
    kind: str
    whose: str


def helping(ties: Iterable[Tie], file: File, *, besides: uuid.UUID | None = None) -> list[Helping]:
    """Helpers with the name of the member they belong to; nothing is said about `besides`, who is looked at."""
    return [
        Helping(
            tie.label, tie.get_kind_display(), "" if besides and tie.person_id == besides else file.name(tie.person_id)
        )
        for tie in ties
    ]
