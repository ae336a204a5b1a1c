"""Reading the disclosure log for data protection: filters, pages, and a table for the spreadsheet."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.access.models import Disclosure, Organisation, User
from rundblick.web import spreadsheets
from rundblick.web.clock import BERLIN
from rundblick.web.german import german_date, german_time

PAGE = 50
MOST_EXPORTED = 50_000
RECENT = 2_000

# A row belongs to the Jobcenter whose people acted or whose case was shown; the function needs no door.
_ABOUT_OURS = """EXISTS (SELECT 1 FROM unnest(access_disclosure.dossiers) AS shown(id),
    access_owner_of(shown.id) AS owner WHERE owner.organisation_id = %s)"""


@dataclass(frozen=True)
class Wish:
    """What to show. Days are inclusive and Berlin's."""

    first_day: dt.date | None = None
    last_day: dt.date | None = None
    kind: str = ""
    dossier: uuid.UUID | None = None
    user: uuid.UUID | None = None

    def words(self) -> str:
        """The filter as the log of the export keeps it; ids only."""
        parts = [
            f"ab {german_date(self.first_day)}" if self.first_day else "",
            f"bis {german_date(self.last_day)}" if self.last_day else "",
            self.kind,
            f"Akte {self.dossier}" if self.dossier else "",
            f"Konto {self.user}" if self.user else "",
        ]
        return ", ".join(part for part in parts if part) or "alles"


def rows_for(context: Context, wish: Wish) -> "QuerySet[Disclosure]":
    """Log rows of the own Jobcenter, newest first. Row-level security shows them to data protection only."""
    ours = RawSQL(_ABOUT_OURS, [context.organisation_id], output_field=BooleanField())  # noqa: S611 - a constant
    rows = Disclosure.objects.filter(Q(organisation_id=context.organisation_id) | Q(ours))
    if wish.first_day:
        rows = rows.filter(at__gte=dt.datetime.combine(wish.first_day, dt.time.min, tzinfo=BERLIN))
    if wish.last_day:
        end = dt.datetime.combine(wish.last_day + dt.timedelta(days=1), dt.time.min, tzinfo=BERLIN)
        rows = rows.filter(at__lt=end)
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    if wish.dossier:
        rows = rows.filter(dossiers__contains=[wish.dossier])
    if wish.user:
        rows = rows.filter(user_id=wish.user)
    return rows.order_by("-pk")


@dataclass(frozen=True)
class Page:
    """One page; `older` and `newer` are cursors, None where there is nothing more."""

    rows: list[Disclosure]
    older: int | None
    newer: int | None


def page(context: Context, wish: Wish, *, before: int | None = None, after: int | None = None) -> Page:
    """Rows older than `before`, or the page just newer than `after`, or the newest."""
    rows = rows_for(context, wish)
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
        shown = list(reversed(found[:PAGE]))
        return Page(shown, shown[-1].pk if shown else None, shown[0].pk if len(found) > PAGE else None)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    newer = shown[0].pk if before is not None and shown else None
    return Page(shown, shown[-1].pk if len(found) > PAGE else None, newer)


def kind_words(kind: str) -> str:
    """What a kind of disclosure is called; its code when no room named it."""
    return hooks.disclosure_kinds.get(kind) or kind


def known_kinds(context: Context) -> list[tuple[str, str]]:
    """Named kinds, and those of the newest rows that nobody named."""
    recent = rows_for(context, Wish()).values_list("kind", flat=True)[:RECENT]
    kinds = {code for code, _ in hooks.disclosure_kinds.items()} | set(recent)
    return sorted(((kind, kind_words(kind)) for kind in kinds), key=lambda pair: pair[1].lower())


@dataclass(frozen=True)
class Names:
    """Names of the people and organisations of some rows, loaded with two queries."""

    users: dict[uuid.UUID, str]
    organisations: dict[uuid.UUID, str]

    @classmethod
    def of(cls, rows: Iterable[Disclosure]) -> "Names":
        """Load them."""
        rows = list(rows)
        users = User.objects.filter(pk__in={row.user_id for row in rows if row.user_id})
        organisations = Organisation.objects.filter(pk__in={row.organisation_id for row in rows if row.organisation_id})
        return cls(dict(users.values_list("pk", "display_name")), dict(organisations.values_list("pk", "name")))


def as_csv(context: Context, wish: Wish) -> tuple[bytes, int]:
    """The rows as a table for a spreadsheet, and how many there are (at most 50,000, the newest)."""
    lines = [["Nummer", "Tag", "Uhrzeit", "Art", "Person", "Organisation", "Grundlage", "Zweck", "Akten"]]
    for rows in _batches(rows_for(context, wish)):
        names = Names.of(rows)
        for row in rows:
            line = [
                str(row.pk),
                german_date(row.at),
                german_time(row.at),
                kind_words(row.kind),
                names.users.get(row.user_id, "") if row.user_id else "System",
                names.organisations.get(row.organisation_id, "") if row.organisation_id else "",
                row.basis,
                row.purpose,
                " ".join(str(i) for i in row.dossiers),
            ]
            lines.append(line)
    return spreadsheets.as_csv(lines), len(lines) - 1


def _batches(rows: "QuerySet[Disclosure]", size: int = 2_000) -> Iterator[list[Disclosure]]:
    last: int | None = None
    for _ in range(MOST_EXPORTED // size):
        batch = list((rows if last is None else rows.filter(pk__lt=last))[:size])
        if not batch:
            return
        yield batch
        last = batch[-1].pk
