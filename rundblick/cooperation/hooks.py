"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import Count, F, Max, QuerySet
from django.urls import reverse

from rundblick.access import hooks, policies
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.asked import Row, Source, asked, columns
from rundblick.cases.file import File
from rundblick.cooperation import calls, demo, due, export, queries, shown, sql
from rundblick.cooperation.models import Entry
from rundblick.cooperation.queries import Sheet
from rundblick.post.registries import causes

NAME = "cooperation"
TO_DO = {
    queries.ANSWER: "Eine Bitte oder Frage beantworten",
    queries.MEET: "Über den Vorschlag einer Besprechung entscheiden",
    queries.KEEP: "Eine Absprache einlösen",
    queries.READ: "Neues auf einem gemeinsamen Blatt lesen",
}
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
    asked.add(NAME, Source(awaiting, tell, instead_of=frozenset({due.RULE})))
    hooks.due_rules.add(due.RULE, hooks.DueRule("Absprachen und Bitten, die offen sind", due.open_items))
    hooks.case_parts.add(
        NAME, hooks.CasePart("Absprachen mit anderen Stellen", "cooperation/part.html", "cooperation", part, order=55)
    )
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(62, demo.load))
    hooks.navigation.add(
        NAME, hooks.NavigationItem("Absprachen", "cooperation:mine", PLANNERS, group=hooks.WITH_OTHERS, order=40)
    )


def part(request: Request, file: File) -> dict[str, Any] | None:
    """How much is new with which agency. One query; None where nothing was written yet."""
    new = queries.unseen(request.access)
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
    return {"lines": lines, "card_url": reverse("cooperation:case", args=[file.pk])} if lines else None


def awaiting(context: Context) -> QuerySet[Entry]:
    """Open requests, agreements taken on, and what is new, for the start page. `code`: kind, or "new"; the key is the
    agency's."""
    return columns(queries.awaiting(context), code=F("reason_to_read"), key="agency_id", due_on="on")


def tell(row: Row) -> tuple[str, str]:
    """What is to be done on which sheet."""
    return TO_DO[row.code], shown.url_of(Sheet(row.dossier_id, row.person_id, row.key))


def erase(dossier_id: uuid.UUID) -> int:
    """Remove what stands on the sheets of a dossier; files go with their room."""
    return Entry.objects.filter(dossier_id=dossier_id).delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move what stands about one person to the other."""
    return Entry.objects.filter(person_id=drop).update(person_id=keep)
