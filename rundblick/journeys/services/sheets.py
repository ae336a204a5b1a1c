"""Beginning a sheet, and changing its head."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.db.models import Max

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.journeys import standing, story, trail
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Cell, Sheet
from rundblick.journeys.shelf import fingerprint
from rundblick.programmes.models import Participation
from rundblick.web.clock import today


def open_sheet(
    *,
    dossier_id: uuid.UUID,
    journey: Journey,
    site: str = "",
    coach: User | None = None,
    person_id: uuid.UUID | None = None,
    title: str = "",
    created_on: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Sheet:
    """Begin the sheet of a household or, where the journey follows jobs or applications, of one of a member.

    A household has one sheet per journey and run of a programme: asking again answers the one that is there.
    Applications of a person in one journey are numbered as attempts. `token` becomes the sheet's id, so that a form
    sent twice begins one. Raises Refused for a day in the future, for somebody outside of the household, and for a job
    or an application without a person or a name.
    """
    day = created_on or today()
    if day > today():
        raise Refused("Der Bogen wird nicht in der Zukunft begonnen.")
    is_job = journey.per_sheet
    if is_job and not (person_id and title.strip()):
        raise Refused("Bitte wählen Sie die Person und nennen Sie die Stelle.")
    if token and (known := Sheet.objects.filter(pk=token, dossier_id=dossier_id).first()):
        return known
    if person_id:
        members_only(dossier_id, [person_id], on=day)
    participation = _participation(dossier_id, person_id if is_job else None, day)
    sheet = Sheet(
        id=token or uuid.uuid4(),
        dossier_id=dossier_id,
        definition=journey.id,
        definition_sha256=fingerprint(journey),
        participation=participation,
        person_id=person_id if is_job else None,
        title=title.strip() or None,
        attempt=_attempt(dossier_id, journey, person_id) if person_id else None,
        site=site,
        coach=coach,
        created_on=day,
        shared=not is_job,
    )
    try:
        with transaction.atomic():
            sheet.save(force_insert=True)
    except IntegrityError:
        twin = _twin(sheet)
        if twin is None and sheet.attempt is not None:
            raise Refused("Gerade hat jemand anderes eine Bewerbung begonnen. Bitte senden Sie noch einmal.") from None
        if twin is None:
            raise
        return twin
    story.begun(sheet).save(force_insert=True)
    return sheet


def change_head(*, sheet: Sheet, before: tuple[str, uuid.UUID | None], site: str, coach: User | None) -> Sheet:
    """Change site and coach. `before`: what the person saw; Refused when somebody else changed it meanwhile."""
    with reason("journeys.head"):
        row = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        if (row.site, row.coach_id) == (site, coach.pk if coach else None):
            return row
        if (row.site, row.coach_id) != before:
            raise Refused("Inzwischen hat jemand anderes den Kopf geändert. Bitte sehen Sie noch einmal hin.")
        row.site, row.coach = site, coach
        row.save(update_fields=["site", "coach"])
    return row


def move_to_wording(*, sheet: Sheet, journey: Journey, cells: list[Cell]) -> Sheet:
    """Keep a sheet by another wording of its journey from now on; where everybody stands is computed by it.

    The sheet must be locked. Twice is harmless. Raises Refused where an answer stands at a row or step that the other
    wording does not have: no answer may get out of sight.
    """
    if fingerprint(journey) == sheet.definition_sha256:
        return sheet
    steps, tracks = {step.code for step in journey.steps}, {track.code for track in journey.tracks}
    if any(cell.step not in steps or cell.track not in tracks for cell in trail.given(cells)):
        raise Refused("Die neue Fassung hat nicht alle Schritte, zu denen hier schon Antworten stehen.")
    with reason("journeys.wording"):
        sheet.definition_sha256 = fingerprint(journey)
        Sheet.objects.filter(pk=sheet.pk).update(definition_sha256=sheet.definition_sha256)
        standing.save(standing.standings(journey, sheet, cells, today()))
    return sheet


def _participation(dossier_id: uuid.UUID, person_id: uuid.UUID | None, day: dt.date) -> Participation | None:
    """The participation a sheet belongs to: that of the person, or the household's that began first in the run.

    Where several runs hold on that day, the one that began last counts.
    """
    rows = Participation.objects.filter(dossier_id=dossier_id, started_on__lte=day).exclude(ended_on__lt=day)
    if person_id:
        rows = rows.filter(person_id=person_id)
    found = list(rows.select_related("run").order_by("-run__valid_from", "started_on", "pk")[:1])
    return found[0] if found else None


def _attempt(dossier_id: uuid.UUID, journey: Journey, person_id: uuid.UUID) -> int | None:
    """The number of the next application of somebody; None where a journey follows something else."""
    if journey.subject != "application":
        return None
    rows = Sheet.objects.filter(dossier_id=dossier_id, definition=journey.id, person_id=person_id)
    return (rows.aggregate(last=Max("attempt"))["last"] or 0) + 1


def _twin(sheet: Sheet) -> Sheet | None:
    same = Sheet.objects.filter(pk=sheet.pk, dossier_id=sheet.dossier_id).first()
    if same or sheet.person_id:
        return same
    return Sheet.objects.filter(
        dossier_id=sheet.dossier_id,
        definition=sheet.definition,
        participation=sheet.participation,
        person__isnull=True,
    ).first()
