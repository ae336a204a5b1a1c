"""A survey the person answers alone on the own page: handed out, answered, sent back, taken over."""

import json
import uuid
from collections.abc import Mapping

from rundblick.access.context import Context, reason
from rundblick.access.models import Grant, User
from rundblick.access.models.base import open_now
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused
from rundblick.surveys import publishing, rules, services
from rundblick.surveys.codes import Respondent
from rundblick.surveys.definition import Item
from rundblick.surveys.models import OwnSheet, Survey
from rundblick.surveys.queries import opened
from rundblick.surveys.rules import Answer, Asking
from rundblick.web.clock import now

TOPIC = "tasks"
"""Through this topic alone a person may send anything (`portal.access.REPORTS`)."""


def can_answer(dossier_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether the person has an own page from which they may send something. One query."""
    doors = Grant.objects.filter(open_now(), dossier_id=dossier_id, basis=Basis.SELF, subject_id=person_id)
    return doors.filter(writes=True, topics__contains=[TOPIC]).exists()


def hand_out(*, survey: Survey) -> OwnSheet:
    """Lay a survey on the person's own page; twice is once. Raises Refused where they cannot send anything."""
    if survey.respondent != Respondent.SELF or survey.completed_on is not None:
        raise Refused("Diese Befragung beantwortet die Person nicht mehr allein.")
    if not can_answer(survey.dossier_id, survey.person_id):
        raise Refused("Die Person hat keine eigene Seite, von der sie etwas senden kann.")
    with reason("surveys.hand_out"):
        sheet, _made = OwnSheet.objects.get_or_create(
            survey=survey,
            defaults={
                "dossier_id": survey.dossier_id,
                "person_id": survey.person_id,
                "questionnaire_id": survey.questionnaire_id,
                "wave": survey.wave,
                "language": survey.language,
            },
        )
    return sheet


def take_back(*, survey: Survey) -> None:
    """Take it off the own page; what was answered there and not taken over goes. Twice is once."""
    with reason("surveys.take_back"):
        OwnSheet.objects.filter(survey=survey).delete()


def take_over(*, survey: Survey, author: User) -> Survey:
    """Put what came back into the survey, where it replaces answers to the same questions.

    Raises Refused when nothing has come back yet.
    """
    sheet = OwnSheet.objects.select_for_update().filter(survey=survey, sent_at__isnull=False).first()
    if sheet is None:
        raise Refused("Von der eigenen Seite ist noch nichts zurückgekommen.")
    said = opened(sheet.content)
    known = {item.code for item in publishing.document(survey.questionnaire).items if not item.sensitive}
    held = services.save(
        survey=survey,
        author=author,
        version=survey.version,
        said={code: answer for code, answer in said.items() if code in known},
    )
    take_back(survey=survey)
    return held


def waiting(context: Context) -> list[OwnSheet]:
    """What lies on the own page of whoever asks, the earliest first. One query."""
    rows = OwnSheet.objects.visible_to(context, writing=True).filter(sent_at__isnull=True)
    return list(rows.select_related("questionnaire").defer("questionnaire__document").order_by("handed_at", "pk"))


def asked(sheet: OwnSheet) -> list[Item]:
    """The questions of a sheet, given its answers; none about health, which are talked about."""
    asking = Asking(wave=sheet.wave, view=Respondent.SELF, protected=False)
    return rules.asked(publishing.document(sheet.questionnaire), asking, opened(sheet.content))


def keep(*, sheet: OwnSheet, said: Mapping[str, Answer | None]) -> OwnSheet:
    """Keep some answers of the person. Raises Refused once it was sent or taken back."""
    with reason("surveys.own.keep"):
        held = OwnSheet.objects.select_for_update().filter(pk=sheet.pk, sent_at__isnull=True).first()
        if held is None:
            raise Refused("Dieser Fragebogen liegt nicht mehr hier.")
        after = {code: one for code, one in (opened(held.content) | dict(said)).items() if one is not None}
        held.content = json.dumps(after, sort_keys=True, ensure_ascii=False)
        held.save(update_fields=["content"])
    return held


def send(*, sheet: OwnSheet) -> OwnSheet:
    """Send it back to the coach. Raises Refused when nothing was answered."""
    if not opened(sheet.content):
        raise Refused("Noch ist nichts beantwortet.")
    with reason("surveys.own.send"):
        sheet.sent_at = now()
        sheet.save(update_fields=["sent_at"])
    return sheet
