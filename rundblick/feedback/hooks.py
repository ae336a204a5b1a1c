"""What the room contributes to the others. Nothing for timeline, search, facts, due items and figures of staff."""

import uuid

from rundblick.access import hooks, policies
from rundblick.feedback import demo, export, parts, sql
from rundblick.feedback.access import READERS
from rundblick.feedback.letters import foot
from rundblick.feedback.models import Ask, TalkFeedback
from rundblick.invitations.feet import feet

NAME = "feedback"

WORDS = {
    "feedback.page": "Rückmeldungen angesehen",
    "feedback.ask": "Um Rückmeldung gebeten",
    "feedback.enter": "Rückmeldung vom Papier eingetragen",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    if sql.statements not in policies.extra_sql:
        policies.extra_sql.append(sql.statements)
    hooks.case_parts.add(
        NAME,
        hooks.CasePart(
            "Rückmeldungen",
            "feedback/parts/case.html",
            "notes",
            parts.case_part,
            order=60,
            area="side",
            for_guests=False,
        ),
    )
    feet.add(NAME, foot)
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(65, demo.load))
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Rückmeldungen", "feedback:figures", READERS, group="Zahlen", order=80, houses=hooks.ACCOMPANYING
        ),
    )


def erase(dossier_id: uuid.UUID) -> int:
    """Remove every open answer and invitation of a dossier; answers without a name belong to none."""
    removed = TalkFeedback.objects.filter(dossier_id=dossier_id).delete()[0]
    return int(removed + Ask.objects.filter(dossier_id=dossier_id).delete()[0])


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move answers and invitations of one person to the other."""
    moved = TalkFeedback.objects.filter(person_id=drop).update(person_id=keep)
    return int(moved + Ask.objects.filter(person_id=drop).update(person_id=keep))
