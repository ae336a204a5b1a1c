"""What the room contributes to the others."""

import uuid

from django.db.models import F
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.policies import extra_sql
from rundblick.access.requests import Request
from rundblick.evaluation import demo, sql
from rundblick.evaluation.access import READERS
from rundblick.evaluation.models import ReportRecord, ReportSnapshot
from rundblick.evaluation.traps import traps_of
from rundblick.programmes.registries import ProfileLink, profile_links


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.erase.add("evaluation", erase)
    hooks.merge.add("evaluation", merge)
    hooks.demo.add("evaluation", hooks.DemoPart(demo.ORDER, demo.load))
    hooks.disclosure_kinds.add("report.cli", "Bericht auf der Kommandozeile")
    hooks.disclosure_kinds.add("report.export", "Bericht herausgegeben")
    hooks.disclosure_kinds.add("report.records", "Belege einer Zahl gesehen")
    hooks.navigation.add(
        "evaluation", hooks.NavigationItem("Berichte", "evaluation:list", READERS, group="Zahlen", order=60, key="b")
    )
    profile_links.add("evaluation", percentages_of)


def percentages_of(request: Request, code: str) -> ProfileLink | None:
    """From a programme's page to how its printed percentages are to be read. No query."""
    if not request.access.has_role(*READERS) or not traps_of(code):
        return None
    return ProfileLink("Prozent von wem?", reverse("evaluation:percentages"))


def erase(dossier_id: uuid.UUID) -> int:
    """Forget whose records stood behind the figures. Frozen figures stay, and say that somebody is gone."""
    own = ReportRecord.objects.filter(dossier_id=dossier_id)
    ReportSnapshot.objects.filter(pk__in=own.values("snapshot_id")).update(erased_households=F("erased_households") + 1)
    return own.delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Let the evidence of one person count as the other's."""
    return ReportRecord.objects.filter(person_id=drop).update(person_id=keep)
