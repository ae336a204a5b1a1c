"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import Q
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.policies import extra_sql
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.services import close_door
from rundblick.consent import custody, demo, due, export, page, queries, sql
from rundblick.consent.disclosed import WORDS
from rundblick.consent.models import Consent, Custody, Evidence
from rundblick.web.clock import now

DEMO_ORDER = 31
"""After the cases, before the rooms that write behind the doors of consents."""


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.name_disclosures(WORDS)
    hooks.navigation.add(
        "consent.texts",
        hooks.NavigationItem("Einwilligungstexte", "consent:texts", frozenset({Role.DPO}), order=86),
    )
    hooks.case_parts.add(
        "consent",
        hooks.CasePart("Einwilligungen", "consent/part.html", "master", part, order=40, area="side", per_member=True),
    )
    hooks.due_rules.add(due.RULE, hooks.DueRule("Einwilligungen, die enden", due.ending))
    hooks.links.add("consents", overview_url)
    hooks.export.add("consent", export.sections)
    hooks.erase.add("consent", erase)
    hooks.merge.add("consent", merge)
    hooks.demo.add("consent", hooks.DemoPart(DEMO_ORDER, demo.load))


def overview_url(dossier_id: uuid.UUID) -> str:
    """Address of the consents of a household."""
    return reverse("consent:list", args=[dossier_id])


def part(request: Request, case: Any) -> dict[str, Any]:
    """What holds today, and what needs to be asked anew; with a member looked at only that member's. One query.

    Of `case` the part takes `dossier_id`, `names` (by person) and `member`.
    """
    told = queries.standing_of(request.access, case.dossier_id, member=case.member)
    holding = {(one.consent.person_id, one.consent.purpose) for one in told if one.stands}
    lines = [page.line(one) for one in told if one.stands]
    lines += [
        page.line(one)
        for one in told
        if one.state is queries.State.FORMER and (one.consent.person_id, one.consent.purpose) not in holding
    ]
    return {"lines": lines, "named": case.member is None, "url": overview_url(case.dossier_id)}


def erase(dossier_id: uuid.UUID) -> int:
    """Remove the consents of a dossier and who has custody; the doors go with the door book."""
    removed = Consent.objects.filter(dossier_id=dossier_id).delete()[0]
    return removed + Custody.objects.filter(dossier_id=dossier_id).delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other. Where both consented to the same, the kept person's stands."""
    both = Consent.objects.filter(person_id=keep, withdrawn_at__isnull=True, superseded_at__isnull=True)
    stands = {(row.dossier_id, row.purpose, row.key) for row in both}
    moved = 0
    for row in Consent.objects.filter(person_id=drop).select_related("grant"):
        current = row.withdrawn_at is None and row.superseded_at is None
        if current and (row.dossier_id, row.purpose, row.key) in stands:
            row.superseded_at = now()
            if row.grant is not None:
                close_door(row.grant)
        row.person_id = keep
        row.save(update_fields=["person", "superseded_at"])
        moved += 1
    for name in ("person", "signer"):
        moved += Evidence.objects.filter(Q(**{name: drop})).update(**{name: keep})
    for name in ("given_by", "also_by"):
        moved += Consent.objects.filter(Q(**{name: drop})).update(**{name: keep})
    return moved + custody.merge(keep, drop)
