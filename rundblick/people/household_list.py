"""The list of households: sorted in the database, page by page without offsets.

The cursor in the address is the id of a household, never a name; its place in the order is looked up again.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from rundblick.access.context import Context
from rundblick.access.models import Grant
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.people import queries
from rundblick.people.case_links import case_urls
from rundblick.people.models import Household, Membership, Site
from rundblick.people.protection import guarded
from rundblick.people.queries import Member
from rundblick.people.rules import Role
from rundblick.web.ids import uuid_or_none

SIZE = 50
_LEADING = (Role.SINGLE_PARENT, Role.PARENT, Role.PARTNER, Role.SINGLE)
_MINE = (Basis.RESPONSIBLE, Basis.DEPUTY, Basis.ASSIGNMENT)
ORDERS = {"name": "Name", "neu": "zuletzt aufgenommen", "nummer": "BG-Nummer"}


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; anything unknown counts as not asked."""

    order: str = "name"
    site: str = ""
    everybody: bool = False
    after: uuid.UUID | None = None
    before: uuid.UUID | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Wanted":
        """From the query string of a request."""
        order, site = query.get("sortiert", ""), query.get("ort", "")
        return cls(
            order=order if order in ORDERS else "name",
            site=site if site in Site.values else "",
            everybody=query.get("wer") == "alle",
            after=uuid_or_none(query.get("nach", "")),
            before=uuid_or_none(query.get("vor", "")),
        )

    def address(self, **cursor: str) -> str:
        """The query string of the same list, at another page."""
        kept = {"sortiert": self.order, "ort": self.site, "wer": "alle" if self.everybody else ""} | cursor
        return "?" + urlencode({key: value for key, value in kept.items() if value})

    @property
    def sites(self) -> list[tuple[str, str]]:
        """Sites to choose from."""
        return [(str(value), str(label)) for value, label in Site.choices]

    @property
    def orders(self) -> list[tuple[str, str]]:
        """Orders to choose from."""
        return list(ORDERS.items())


@dataclass(frozen=True)
class Line:
    """One household of the list. The site is empty where protected contact hides it."""

    dossier_id: uuid.UUID
    label: str
    number: str
    site: str
    since: dt.datetime
    members: tuple[Member, ...]
    children: int
    shielded: bool
    case_url: str


@dataclass(frozen=True)
class ListPage:
    """A page of the list with the addresses of its neighbours ("" where there is none)."""

    lines: tuple[Line, ...] = field(default=())
    previous_url: str = ""
    next_url: str = ""
    summary: str = ""


def household_list(context: Context, wanted: Wanted, *, today: dt.date, size: int = SIZE) -> ListPage:
    """One page; five queries at most."""
    rows: QuerySet[Any] = _sorted(_chosen(context, wanted), wanted, today)
    backwards = wanted.before is not None and wanted.after is None
    cursor = wanted.after or wanted.before
    if cursor and (place := rows.filter(dossier_id=cursor).values("place", "pk").first()):
        rows = _beyond(rows, place, descending=_descending(wanted) != backwards)
    else:
        cursor, backwards = None, False
    order = ("place", "pk")
    if _descending(wanted) != backwards:
        order = ("-place", "-pk")
    found = list(rows.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return ListPage()
    earlier, later = (more, True) if backwards else (cursor is not None, more)
    return ListPage(
        lines=tuple(_lines(found, today)),
        previous_url=wanted.address(vor=str(found[0].dossier_id)) if earlier else "",
        next_url=wanted.address(nach=str(found[-1].dossier_id)) if later else "",
        summary=f"{len(found)} Haushalte auf dieser Seite" if earlier or later else "",
    )


def _chosen(context: Context, wanted: Wanted) -> QuerySet[Household]:
    rows = Household.objects.visible_to(context)
    if not wanted.everybody:
        mine: QuerySet[Grant] = open_grants(context).filter(
            principal_kind=PrincipalKind.USER, basis__in=_MINE, dossier_id=OuterRef("dossier_id")
        )
        rows = rows.filter(Exists(mine))
    if wanted.site:
        rows = rows.filter(site=wanted.site)
    return rows


def _sorted(rows: QuerySet[Household], wanted: Wanted, today: dt.date) -> QuerySet[Household]:
    if wanted.order == "neu":
        return rows.annotate(place=F("dossier__opened_at")).select_related("dossier")
    if wanted.order == "nummer":
        return rows.annotate(place=F("number")).select_related("dossier")
    present = Q(valid_until__isnull=True) | Q(valid_until__gt=today)
    leading = Case(When(role__in=_LEADING, then=Value(0)), default=Value(1))
    first = Membership.objects.filter(household=OuterRef("pk")).order_by(
        Case(When(present, then=Value(0)), default=Value(1)), leading, "person__sort_key"
    )
    name = Coalesce(Subquery(first.values("person__sort_key")[:1]), Value("", output_field=CharField(db_collation="C")))
    return rows.annotate(place=name).select_related("dossier")


def _descending(wanted: Wanted) -> bool:
    return wanted.order == "neu"


def _beyond(rows: QuerySet[Any], place: Mapping[str, Any], *, descending: bool) -> QuerySet[Any]:
    step = "lt" if descending else "gt"
    return rows.filter(
        Q(**{f"place__{step}": place["place"]}) | Q(**{"place": place["place"], f"pk__{step}": place["pk"]})
    )


def _lines(rows: list[Household], today: dt.date) -> list[Line]:
    ids = [row.dossier_id for row in rows]
    everybody = queries.memberships_of(ids)
    _, shielded = guarded(persons=[], dossiers=ids)
    cases = case_urls(ids)
    lines = []
    for row in rows:
        members = everybody.get(row.dossier_id, [])
        present = tuple(queries.ordered(members, as_of=today))
        hidden = row.dossier_id in shielded
        lines.append(
            Line(
                dossier_id=row.dossier_id,
                label=queries.label_of(members, today),
                number=row.number,
                site="" if hidden else row.get_site_display(),
                since=row.dossier.opened_at,
                members=present,
                children=sum(m.role in (Role.CHILD, Role.ADULT_CHILD) for m in present),
                shielded=hidden,
                case_url=cases.get(row.dossier_id, ""),
            )
        )
    return lines
