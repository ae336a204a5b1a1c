"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from rundblick.access import hooks, policies
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.asked import Asked, asked
from rundblick.cases.file import File
from rundblick.cooperation import calls, demo, export, queries, shown, sql
from rundblick.cooperation.codes import Doer, Kind
from rundblick.cooperation.models import Entry
from rundblick.cooperation.queries import Sheet
from rundblick.post.registries import causes

NAME = "cooperation"
MOST = 30
WITH_US = "Gemeinsames Blatt mit dem Jobcenter"

WORDS = {
    "cooperation.mine": "Absprachen mit anderen Stellen in eigenen Fällen",
    "cooperation.case": "Absprachen in einem Fall",
    "cooperation.sheet": "Gemeinsames Blatt mit einer Stelle gelesen",
    "cooperation.write": "Auf ein gemeinsames Blatt geschrieben",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    if sql.statements not in policies.extra_sql:
        policies.extra_sql.append(sql.statements)
    causes.add(calls.CAUSE, calls.CAUSED)
    asked.add(NAME, awaiting)
    hooks.case_parts.add(
        NAME, hooks.CasePart("Absprachen mit anderen Stellen", "cooperation/part.html", "cooperation", part, order=55)
    )
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(62, demo.load))
    hooks.navigation.add(
        NAME, hooks.NavigationItem("Absprachen", "cooperation:mine", PLANNERS, group="Begleiten", order=40)
    )


def part(request: Request, file: File) -> dict[str, Any] | None:
    """How much is new with which agency. Two queries; None where nothing was written yet and nobody reads along."""
    mine = Q(agency_id=request.access.organisation_id)
    new = (Q(mine, from_agency=False) | Q(~mine, from_agency=True)) & Q(seen_at__isnull=True)
    rows = (
        Entry.objects.visible_to(request.access)
        .filter(dossier_id=file.dossier_id)
        .values("person_id", "agency_id", "agency__name")
        .annotate(new=Count("pk", filter=new), last=Max("written_at"))
        .order_by("-new", "-last")
    )
    lines = [
        {
            "title": WITH_US if row["agency_id"] == request.access.organisation_id else row["agency__name"],
            "who": file.name(row["person_id"]),
            "url": shown.url_of(Sheet(file.dossier_id, row["person_id"], row["agency_id"])),
            "new": row["new"],
            "last": row["last"],
        }
        for row in rows
    ]
    if not lines and not queries.guest_doors(file.dossier_id).exists():
        return None
    return {"lines": lines, "card_url": reverse("cooperation:case", args=[file.pk])}


def awaiting(context: Context) -> list[Asked]:
    """Open requests, agreements taken on, and what is new. One query."""
    found: dict[tuple[Sheet, str], Asked] = {}
    rows = queries.awaiting(context).values_list(
        "dossier_id", "person_id", "agency_id", "kind", "doer", "on", "done_at", "from_agency"
    )
    for dossier_id, person_id, agency_id, kind, doer, on, done_at, from_agency in rows[:MOST]:
        sheet = Sheet(dossier_id, person_id, agency_id)
        ours = agency_id == context.organisation_id
        taken = doer == (Doer.AGENCY if ours else Doer.HOUSE)
        text = _text(kind, open_=done_at is None, theirs=from_agency != ours, taken=taken)
        found.setdefault(
            (sheet, text),
            Asked(text=text, url=shown.url_of(sheet), dossier_id=dossier_id, person_id=person_id, due_on=on),
        )
    return list(found.values())


def _text(kind: str, *, open_: bool, theirs: bool, taken: bool) -> str:
    if open_ and kind == Kind.REQUEST and theirs:
        return "Eine Bitte oder Frage beantworten"
    if open_ and kind == Kind.AGREEMENT and taken:
        return "Eine Absprache einlösen"
    return "Neues auf einem gemeinsamen Blatt lesen"


def erase(dossier_id: uuid.UUID) -> int:
    """Remove what stands on the sheets of a dossier; files go with their room."""
    return Entry.objects.filter(dossier_id=dossier_id).delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move what stands about one person to the other."""
    return Entry.objects.filter(person_id=drop).update(person_id=keep)
