"""The person's own copy (Art. 15 DSGVO): prepared for whoever leads the case, and marked for review before it leaves.

A protocol may tell of others, or of a child whom the copy would endanger (Art. 15 Abs. 4 DSGVO, § 83 SGB X). So the
section asks that somebody looks at each entry first (`review`), and the person's own door never reaches these rows.
"""

import uuid
from typing import Any

from rundblick.cases.export import section
from rundblick.crisis.catalogue import way_of, ways
from rundblick.crisis.models import Protocol
from rundblick.crisis.services import SECOND
from rundblick.web.german import german_date, german_datetime


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Protocols about the person and what was done in them, as far as the reader's door goes. Two queries."""
    labels = {step.code: step.label for way in ways() for step in way.steps} | {SECOND: "War als zweite Person dabei"}
    told, steps = [], []
    rows = Protocol.objects.filter(dossier_id=dossier_id, person_id=person_id).select_related("author")
    for row in rows.prefetch_related("done__by").order_by("begun_at", "pk"):
        way = way_of(row.way)
        told.append(
            (
                german_datetime(row.begun_at),
                way.label if way else "",
                row.happened or "",
                row.agreed or "",
                german_date(row.follow_up_on) if row.follow_up_on else "",
                german_datetime(row.ended_at) if row.ended_at else "",
                row.author.display_name,
            )
        )
        for one in row.done.all():
            steps.append(
                (
                    german_datetime(one.at),
                    labels.get(one.step, ""),
                    german_date(one.on) if one.on else "",
                    one.who or "",
                    one.words or "",
                    one.by.display_name,
                )
            )
    found = [
        section(
            "Krise",
            "begonnen | Weg | Was geschehen ist | Was verabredet ist | Rückmeldung am | abgeschlossen | Geschrieben",
            told,
        ),
        section("Krise, Schritte", "festgehalten | Schritt | Tag | Wer | Worte | Geschrieben", steps),
    ]
    return [one | {"review": True} for one in found if one["rows"]]
