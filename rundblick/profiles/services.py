"""Verbs of the job profile. Every one runs in the caller's transaction and names its reason."""

import uuid
from typing import Any

from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.cases.standing import end, restate, state, state_once
from rundblick.cases.worked import worked_on
from rundblick.profiles.models import JobProfile, Target
from rundblick.web.clock import today

KIND = "profiles"
"""Kind of the timeline entry: one for each member and day on which the profile was worked on."""


def say(
    *, case: Case, person_id: uuid.UUID, standing: JobProfile | None, version: int, author: User, **values: Any
) -> JobProfile:
    """Say a part of the profile, the first one or anew; what was said elsewhere in it stays.

    `version` is the one the form was drawn with, 0 for none. Raises Stale when another stands by now, Refused for
    somebody outside of the household.
    """
    if standing is None:
        members_only(case.pk, [person_id], on=today())
    fresh = JobProfile(dossier_id=case.pk, person_id=person_id, valid_from=today())
    said = state_once(fresh=fresh, standing=standing, version=version, author=author, verb="profiles.say", **values)
    worked_on(KIND, dossier_id=case.pk, person_id=person_id)
    return said


def aim(
    *, case: Case, person_id: uuid.UUID, author: User, token: uuid.UUID | None = None, text: str, **values: Any
) -> Target:
    """Add a target occupation. `token` becomes its id, so that a form sent twice makes one.

    Raises Refused without an occupation, or for somebody outside of the household.
    """
    members_only(case.pk, [person_id], on=today())
    row = Target(dossier_id=case.pk, person_id=person_id, valid_from=today(), **_content(text=text, **values))
    aimed = state(row, author=author, verb="profiles.aim", token=token)
    worked_on(KIND, dossier_id=case.pk, person_id=person_id)
    return aimed


def aim_anew(*, target: Target, version: int, author: User, text: str, **values: Any) -> Target:
    """Say a target occupation anew; the former one stays with its days. Raises Stale, and Refused when it is gone."""
    content = _content(text=text, **values)
    aimed = restate(target, author=author, verb="profiles.aim_anew", version=version, **content)
    worked_on(KIND, dossier_id=target.dossier_id, person_id=target.person_id)
    return aimed


def let_go(*, target: Target, version: int) -> None:
    """An occupation is no longer aimed at; its days stay in the history. Raises like `aim_anew`."""
    end(target, verb="profiles.let_go", version=version)
    worked_on(KIND, dossier_id=target.dossier_id, person_id=target.person_id)


def _content(*, text: str, reason: str = "", **values: Any) -> dict[str, Any]:
    if not text.strip():
        raise Refused("Bitte schreiben Sie, welcher Beruf es sein soll.")
    return values | {"text": " ".join(text.split()), "reason": reason.strip() or None}
