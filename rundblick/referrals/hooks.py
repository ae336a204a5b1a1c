"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import Model
from django.urls import reverse

from rundblick.access import hooks, policies
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.cases.asked import asked
from rundblick.cases.file import File
from rundblick.cases.tools import HouseholdTool, Tool, household_tools, tools
from rundblick.directory.links import ServiceLink, service_links
from rundblick.directory.models import Service
from rundblick.post.registries import causes
from rundblick.programmes.registries import target_figures
from rundblick.referrals import asking, demo, due, export, queries, sending, sql, targets
from rundblick.referrals.access import COACHING, is_guest
from rundblick.referrals.frame import NAME
from rundblick.referrals.models import AnswerLink, Approval, Look, Need, Preparation, Referral, Step
from rundblick.referrals.services.held import ANSWERED, BEGAN, CAME, ENDED, STORY, TOPIC
from rundblick.referrals.services.links import CAUSE
from rundblick.referrals.shown import place_of, step_words
from rundblick.web.german import count

WORDS = {
    "referrals.page": "Wege zur Hilfe angesehen",
    "referrals.household": "Wege zur Hilfe eines Haushalts angesehen",
    "referrals.detail": "Einen Weg zur Hilfe angesehen",
    "referrals.paper": "Blatt „Ihr Weg zur Hilfe“ gedruckt",
    "referrals.mine": "Vermittlungen in eigenen Fällen angesehen",
    "referrals.table": "Vermittlungen in eigenen Fällen als Tabelle",
    "referrals.choose": "Gewählt, für wen ein Angebot des Verzeichnisses ist",
    "referrals.begin": "Weg zu einer Hilfe begonnen",
    "referrals.change": "Weg zu einer Hilfe geändert",
    "referrals.note": "Schritt zu einer Hilfe notiert",
    "referrals.undo": "Schritt zu einer Hilfe zurückgenommen",
    "referrals.show_person": "Weg zu einer Hilfe auf der eigenen Seite gezeigt oder nicht mehr",
    "referrals.hand_over": "Mitlesen einer Stelle geändert",
    "referrals.look": "Notiert, wie eine Hilfe läuft",
    "referrals.need": "Bedarf erledigt oder wieder offen",
    "referrals.agency": "Anfrage an die eigene Stelle angesehen",
    "referrals.answer": "Als Stelle geantwortet",
    "referrals.answered": "Antwort einer Stelle gelesen",
    "referrals.link_make": "Link zum Antworten erzeugt",
    "referrals.link_revoke": "Link zum Antworten zurückgenommen",
    "referrals.propose": "Kosten nach § 16a SGB II vorgeschlagen",
    "referrals.decide": "Entscheidung nach § 16a SGB II eingetragen",
}
TOOL_OF_ALL = HouseholdTool(
    label="Wege zur Hilfe in der Familie",
    purpose="Welche Hilfen für wen gesucht werden und wie weit jeder Weg ist.",
    url_name="referrals:household",
    order=25,
    topic=TOPIC,
)
TOOL = Tool(
    label="Wege zur Hilfe",
    purpose="Was gebraucht wird, wo angefragt ist, wer geantwortet hat, und wie eine Hilfe läuft.",
    url_name="referrals:page",
    latest=lambda request, file: latest(request, file),
    order=72,
    topic=TOPIC,
)
OWN: tuple[type[Model], ...] = (Approval, AnswerLink, Look, Preparation, Step, Referral, Need)
"""In the order in which rows can be erased."""
SHOWN = 6


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    told = "cases/told/line.html"
    hooks.timeline_kinds.add(BEGAN, hooks.TimelineKind("Weg zur Hilfe", "arrow-forward", told, begun_told))
    hooks.timeline_kinds.add(CAME, hooks.TimelineKind("Erster Termin einer Hilfe", "account-circle", told, step_told))
    hooks.timeline_kinds.add(ENDED, hooks.TimelineKind("Weg zur Hilfe beendet", "check", told, step_told))
    hooks.timeline_kinds.add(ANSWERED, hooks.TimelineKind("Antwort einer Stelle", "mail", told, step_told))
    hooks.due_rules.add(due.RULE, hooks.DueRule("Wege zur Hilfe", due.nudges_due))
    hooks.case_parts.add(
        NAME,
        hooks.CasePart("Wege zur Hilfe", "referrals/part.html", "cooperation", part, order=62, per_member=True),
    )
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(49, demo.load))
    hooks.navigation.add(
        NAME, hooks.NavigationItem("Vermittlungen", "referrals:mine", COACHING, group=hooks.WITH_OTHERS, order=46)
    )
    guests = frozenset({Role.PARTNER})
    hooks.navigation.add(
        "referrals.agency",
        hooks.NavigationItem("Anfragen an uns", "referrals:agency", guests, group=hooks.WITH_OTHERS, order=46),
    )
    household_tools.add(NAME, TOOL_OF_ALL)
    tools.add(NAME, TOOL)
    asked.add("referrals.answers", asking.ANSWERS)
    asked.add("referrals.requests", asking.REQUESTS)
    target_figures.add(NAME, targets.figures)
    service_links.add(NAME, way_to)
    causes.add(CAUSE, sending.CAUSED)
    policies.extra_sql.append(sql.statements)


def latest(request: Request, file: File) -> str:
    """How many ways were begun. One query."""
    rows = Referral.objects.visible_to(request.access).filter(dossier_id=file.pk, person=file.member)
    number = rows.count()
    return count(number, "Weg", "Wege") if number else ""


def part(request: Request, file: File) -> dict[str, Any] | None:
    """Open ways on the page of a case; an agency's guest sees those handed to the own house. One query."""
    guest = is_guest(request.access, file)
    rows = queries.handed_to(request.access) if guest else Referral.objects.visible_to(request.access)
    rows = rows.filter(dossier_id=file.pk)
    if file.member is not None:
        rows = rows.filter(person_id=file.member)
    found = [(row, now) for row, now in queries.in_short(rows.order_by("begun_on", "pk"), request.access) if now.open]
    if not found:
        return None
    by_name = guest or file.member is not None
    lines = [
        {
            "name": row.sort.label if by_name else row.sort.name,
            "detail": " · ".join(
                word for word in (file.name(row.person_id), "" if guest else place_of(row, neutral=not by_name)) if word
            ),
            "state": now.state.label,
            "since": now.since,
            "url": reverse("referrals:agency_answer", args=[row.pk])
            if guest
            else reverse("referrals:detail", args=[file.pk, row.person_id, row.pk]),
        }
        for row, now in found[:SHOWN]
    ]
    url = reverse("referrals:agency") if guest else ""
    return {"lines": lines, "card_url": url, "card_note": f"{len(found)} offen"}


def begun_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That a way was begun; of a sensitive kind neutrally."""
    return {row.pk: _told(row, f"Weg begonnen: {row.sort.name}", "") for row in Referral.objects.filter(pk__in=ids)}


def step_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """What happened on a way; of a sensitive kind neutrally."""
    rows = Step.objects.filter(pk__in=ids, undone_at__isnull=True).select_related("referral")
    return {row.pk: _told(row.referral, row.referral.sort.name, step_words(row)) for row in rows}


def _told(row: Referral, title: str, line_: str) -> dict[str, Any]:
    url = reverse("referrals:detail", args=[row.dossier_id, row.person_id, row.pk])
    return {"title": title, "line": line_, "url": url}


def erase(dossier_id: uuid.UUID) -> int:
    """Remove everything about ways to a help in a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in OWN)  # type: ignore[attr-defined]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Give one person's ways to the other."""
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in OWN)  # type: ignore[attr-defined]
    TimelineEntry.objects.filter(kind__in=STORY, subject_id=drop).update(subject_id=keep)
    return moved


def way_to(request: Request, service: Service) -> ServiceLink | None:
    """From an offer of the directory to a way there, for whoever accompanies somebody. No query."""
    if not request.access.has_role(*COACHING):
        return None
    return ServiceLink("In eine Vermittlung", reverse("referrals:choose", args=[service.pk]))
