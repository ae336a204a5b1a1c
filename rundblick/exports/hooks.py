"""What the room contributes to the others."""

import uuid
from typing import Any

from rundblick.access import hooks
from rundblick.access.policies import extra_sql
from rundblick.exports import demo, sql
from rundblick.exports.codes import Mark, Status
from rundblick.exports.export import passed_on
from rundblick.exports.models import Delivery, Trace
from rundblick.exports.models.doors import LOG_READERS

NAME = "exports"


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.export.add(NAME, export)
    hooks.demo.add(NAME, hooks.DemoPart(demo.ORDER, demo.load))
    hooks.name_disclosures(
        {
            "exports.log": "Ausgabenbuch als Datei",
            "exports.research": "Daten für die Forschung herausgegeben",
            "exports.funder": "Tabelle für Fördergeber herausgegeben",
            "exports.caseload": "Eigene Kennzahlen herausgegeben",
            "exports.findings": "Auffälligkeiten einer Tabelle gesehen",
        }
    )
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Ausgaben",
            "exports:log",
            LOG_READERS,
            group="Zahlen",
            order=62,
            also=("exports:projects", "exports:mappings", "exports:caseload"),
        ),
    )


def erase(dossier_id: uuid.UUID) -> int:
    """Forget who stood in which file, and throw away files that are still here and hold this case."""
    own = Trace.objects.filter(dossier_id=dossier_id)
    held = Delivery.objects.filter(pk__in=own.filter(mark=Mark.SUBJECT).values("delivery_id"), status=Status.DONE)
    held.update(status=Status.GONE, sealed="")
    return own.delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Let the traces of one person count as the other's. A file that counted both is not handed out any more."""
    return Trace.objects.filter(person_id=drop).update(person_id=keep)


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """What was passed on about somebody under a number, for their own copy."""
    return passed_on(dossier_id, person_id)
