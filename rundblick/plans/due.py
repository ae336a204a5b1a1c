"""What is due about plans, and what programmes are told about them."""

import datetime as dt
import uuid
from collections import defaultdict
from typing import Any

from django.db.models import Q

from rundblick.plans.codes import State
from rundblick.plans.kinds import MAIN
from rundblick.plans.models import Plan
from rundblick.programmes.facts import Fact

RULE = "plans.review"


def reviews_due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """The day on which somebody wanted to look at a plan together, of the versions that held on `as_of`. One query."""
    held = Q(valid_until__isnull=True) | Q(valid_until__gt=as_of)
    rows = Plan.objects.filter(
        held, dossier_id__in=dossier_ids, valid_from__lte=as_of, review_on__isnull=False
    ).exclude(state=State.DRAFT)
    return [
        {
            "dossier_id": row.dossier_id,
            "topic_code": "goals",
            "person_id": row.person_id,
            "rule": RULE,
            "key": str(row.pk),
            "kind": "review",
            "label": "Plan gemeinsam ansehen",
            "explanation": "Dieser Tag steht im Plan.",
            "due_on": row.review_on,
            "last_useful_day": None,
        }
        for row in rows.defer("offer", "offer_plain").order_by("review_on", "pk")
    ]


def told_to_programmes(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """Each published version is a plan agreed on its day; a later one says that the former was looked at. One query.

    A Kooperationsplan is an agreement in the words of the vocabulary, too.
    """
    rows = Plan.objects.filter(dossier_id__in=dossier_ids).exclude(state=State.DRAFT)
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for row in rows.defer("offer", "offer_plain").order_by("valid_from", "number", "pk"):
        assert row.valid_from is not None
        codes = ["plan.agreed", *(["agreement.signed"] if row.kind == MAIN else [])]
        if row.number > 1:
            codes.append("plan.reviewed")
        for code in codes:
            found[row.dossier_id].append(Fact.event(code, row.valid_from, subject=row.person_id, key=str(row.pk)))
    return found
