"""What the room contributes to the others."""

import uuid

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.policies import extra_sql
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.whosees import sql

NAME = "whosees"


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.name_disclosures({"whosees.page": "Seite „Wer sieht meine Daten?“ angesehen"})
    hooks.person_pages.add("who_sees", person_url)
    tools.add(
        NAME,
        Tool(
            label="Wer sieht meine Daten?",
            purpose="Wer etwas über eine Person sehen darf, warum und bis wann, und wer wirklich hineingesehen hat.",
            url_name="whosees:page",
            latest=latest,
            order=95,
            topic="master",
        ),
    )


def latest(request: Request, file: File) -> str:
    """Nothing: how many doors there are says little. No query."""
    return ""


def person_url(dossier_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """Address of the page of one member."""
    return reverse("whosees:page", args=[dossier_id, person_id])
