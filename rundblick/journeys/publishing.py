"""Publishing a journey of a house: the checked document for good, with its fingerprint and the day it holds from."""

import datetime as dt
import json
import uuid
from collections.abc import Iterator

from django.db import IntegrityError, transaction

from rundblick.access.context import current, reason
from rundblick.calendar.errors import Refused
from rundblick.catalogue.loading import Complaint, parse_document
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import JourneyRetirement, PublishedJourney
from rundblick.journeys.shelf import fingerprint, shelf
from rundblick.journeys.upgrades import CURRENT, UPGRADES
from rundblick.web.clock import now, today


def load_text(content: str | bytes, *, file: str = "Datei") -> Journey:
    """Read and check a journey of a house; raises DocumentError with every mistake."""
    return parse_document(content, Journey, file=file, upgrades=UPGRADES, check=_own_name)


def _own_name(journey: Journey) -> Iterator[Complaint]:
    if journey.id in shelf():
        yield Complaint(("id",), f"„{journey.id}“ heißt schon eine mitgelieferte Journey")


def publish(journey: Journey, *, organisation_id: uuid.UUID, valid_from: dt.date) -> PublishedJourney:
    """Store a version for good; the same wording from the same day twice answers the first row.

    Raises Refused where the name belongs to a shipped journey or to another house: a journey is changed by whoever
    made it, others make a copy.
    """
    if journey.id in shelf():
        raise Refused("Eine mitgelieferte Journey ändert sich nicht. Bitte legen Sie eine Kopie an.")
    rows = PublishedJourney.objects.filter(code=journey.id)
    if rows.exclude(organisation_id=organisation_id).exists():
        raise Refused("Diese Journey hat ein anderes Haus veröffentlicht. Bitte legen Sie eine Kopie an.")
    with reason("journeys.publish"):
        try:
            with transaction.atomic():
                return PublishedJourney.objects.create(
                    code=journey.id,
                    title=journey.title,
                    schema_version=CURRENT,
                    document=json.loads(journey.model_dump_json()),
                    sha256=fingerprint(journey),
                    tells_events=any(step.event for step in journey.steps),
                    valid_from=valid_from,
                    organisation_id=organisation_id,
                    published_at=now(),
                    published_by_id=current().user_id,
                )
        except IntegrityError:
            return rows.get(sha256=fingerprint(journey), valid_from=valid_from)


def retire(code: str) -> None:
    """Offer a journey no more. Sheets that were begun by it go on. Twice is harmless."""
    with reason("journeys.retire"):
        JourneyRetirement.objects.get_or_create(
            code=code, defaults={"retired_on": today(), "retired_by_id": current().user_id}
        )


def offer_again(code: str) -> None:
    """Offer a retired journey again. Twice is harmless."""
    with reason("journeys.offer"):
        JourneyRetirement.objects.filter(code=code).delete()
