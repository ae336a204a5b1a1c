"""Verbs by which something leaves the house. Each asks at its moment whether the consent holds."""

import json
import uuid
from typing import Any

from rundblick.access.context import current, reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused
from rundblick.cases.models import Case
from rundblick.consent.models import Consent
from rundblick.profiles import allowing
from rundblick.profiles.models import Sheet

NOT_ALLOWED = "Dafür gibt es keine Einwilligung, die gilt. Bitte fragen Sie zuerst."
NOTHING = "Bitte wählen Sie wenigstens eine Zeile."


def make_sheet(
    *,
    case: Case,
    person_id: uuid.UUID,
    consent: Consent,
    parts: list[dict[str, Any]],
    codes: list[str],
    author: User,
    token: uuid.UUID | None = None,
) -> Sheet:
    """Keep a sheet for the employer whom the consent names.

    `token` becomes its id, so that a form sent twice makes one.

    Raises Refused when the consent does not hold, is another person's or for something else, and without any line.
    """
    found = allowing.standing(current(), case.pk, person_id, allowing.SHEET)
    held = next((one for one in found if one.pk == consent.pk), None)
    if held is None or not held.named:
        raise Refused(NOT_ALLOWED)
    if not parts:
        raise Refused(NOTHING)
    with reason("profiles.sheet"):
        row = Sheet(
            id=token or uuid.uuid4(),
            dossier_id=case.pk,
            person_id=person_id,
            consent=held,
            recipient=held.named,
            content=json.dumps({"parts": parts, "chosen": codes}, ensure_ascii=False),
            author=author,
        )
        return insert_once(row)
