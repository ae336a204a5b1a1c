"""What programmes learn from surveys: that the assessment of a wave is done."""

import uuid

from rundblick.programmes.facts import Fact
from rundblick.surveys.codes import Respondent
from rundblick.surveys.models import Survey
from rundblick.surveys.publishing import documents


def told_to_programmes(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """An event per completed wave that stands for one, in the person's own view (or the only one there is).

    One query, and one for documents this process has not read.
    """
    rows = list(Survey.objects.filter(dossier_id__in=dossier_ids, completed_on__isnull=False).order_by("completed_on"))
    read = documents({row.questionnaire_id for row in rows})
    found: dict[uuid.UUID, list[Fact]] = {}
    for row in rows:
        document = read[row.questionnaire_id]
        wave = document.wave(row.wave)
        counts = row.respondent == Respondent.SELF or Respondent.SELF not in document.respondents
        if wave is not None and wave.event and counts and row.completed_on:
            fact = Fact.event(wave.event, row.completed_on, subject=row.person_id, key=str(row.pk))
            found.setdefault(row.dossier_id, []).append(fact)
    return found
