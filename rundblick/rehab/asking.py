"""What awaits the Teilhabeberatung: to look up an insurer, to look at an application again, to answer in the Clearing.

The coach has the same days among what is due; here stands only what is the agency's turn.
"""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from rundblick.access.context import Context
from rundblick.cases.asked import Row, Source, columns
from rundblick.rehab.models import Application, Desk, Divergence, Statement
from rundblick.web.clock import today

AHEAD = dt.timedelta(days=7)
TEXTS = {
    "insurer": "Nachsehen, wo die Person versichert ist",
    "look": "Reha und Teilhabe: Antrag wieder ansehen",
    "clearing": "Clearing: Ihre Antwort fehlt",
    "view": "Unterschiedliche Einschätzung: Ihre Sicht fehlt",
}
_PAGES = {"insurer": "desk", "look": "page", "clearing": "assessments", "view": "assessments"}


def _own(context: Context, model: Any) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = model.objects.visible_to(context)
    return rows.filter(agency_id__isnull=False, agency_id=context.organisation_id)


def insurers(context: Context) -> QuerySet[Any, Any]:
    """Persons about whom the own house was named and whose insurer nobody has looked up."""
    return columns(_own(context, Desk).filter(verified_on__isnull=True), code="insurer")


def applications(context: Context) -> QuerySet[Any, Any]:
    """Open applications whose day to look again has come, or comes within a week."""
    rows = _own(context, Application).filter(over=False, look_on__lte=today() + AHEAD)
    return columns(rows, code="look", due_on="look_on")


def questions(context: Context) -> QuerySet[Any, Any]:
    """What the Jobcenter answered in the Clearing and the own house did not."""
    own = Statement.objects.filter(
        dossier_id=OuterRef("dossier_id"),
        person_id=OuterRef("person_id"),
        agency_id=OuterRef("agency_id"),
        question=OuterRef("question"),
        from_agency=True,
    )
    rows = _own(context, Statement).filter(from_agency=False, divergence__isnull=True)
    return columns(rows.exclude(Exists(own)), code="clearing")


def views(context: Context) -> QuerySet[Any, Any]:
    """Where both see something differently and the own house has not said how."""
    own = Statement.objects.filter(divergence_id=OuterRef("pk"), from_agency=True)
    rows = _own(context, Divergence).filter(settled_on__isnull=True).exclude(Exists(own))
    return columns(rows, code="view")


def tell(row: Row) -> tuple[str, str]:
    """What is to be done, and where. Says nothing about the person."""
    return TEXTS[row.code], reverse(f"rehab:{_PAGES[row.code]}", args=[row.dossier_id, row.person_id])


SOURCES = {
    "rehab.insurers": Source(insurers, tell),
    "rehab.applications": Source(applications, tell),
    "rehab.questions": Source(questions, tell),
    "rehab.views": Source(views, tell),
}
