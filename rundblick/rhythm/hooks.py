"""What the room contributes to the others."""

import uuid

from rundblick.access import hooks
from rundblick.cases.standing import stand_back
from rundblick.programmes.duebook import facts_changed
from rundblick.rhythm import demo, due, export, parts
from rundblick.rhythm.models import Pace

NAME = "rhythm"

WORDS = {
    "rhythm.page": "Kontakte im Rhythmus angesehen",
    "rhythm.mine": "Liste: wen ich länger nicht gesprochen habe",
    "rhythm.agree": "Rhythmus der Gespräche vereinbart",
    "rhythm.end": "Rhythmus der Gespräche beendet",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.case_parts.add(
        NAME,
        hooks.CasePart("Kontakte", "rhythm/parts/case.html", "notes", parts.contacts_part, order=45, per_member=True),
    )
    hooks.due_rules.add(NAME, hooks.DueRule("Rhythmus, der für eine Person vereinbart ist", due.items))
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(49, demo.load))


def erase(dossier_id: uuid.UUID) -> int:
    """Remove everything that was agreed in a dossier."""
    return int(Pace.objects.filter(dossier_id=dossier_id).delete()[0])


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move what was agreed with one person to the other. Where both have one that stands, the later one stays."""
    dossiers = set(Pace.objects.filter(person_id=drop).values_list("dossier_id", flat=True))
    for row in Pace.objects.filter(person_id=drop, valid_until__isnull=True):
        twin = Pace.objects.filter(dossier_id=row.dossier_id, person_id=keep, valid_until__isnull=True).first()
        if twin is not None:
            stand_back(row, twin)
    facts_changed(dossiers)
    return int(Pace.objects.filter(person_id=drop).update(person_id=keep))
