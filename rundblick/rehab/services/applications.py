"""An application begins, changes and comes a step further."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.programmes.duebook import facts_changed
from rundblick.rehab import rules
from rundblick.rehab.catalogue import catalogue
from rundblick.rehab.codes import Milestone
from rundblick.rehab.models import Application, Step
from rundblick.rehab.services.common import Writer, past

TWICE = "Dieser Schritt steht schon da. Nehmen Sie ihn zuerst zurück, wenn der Tag nicht stimmt."
GONE = "Diesen Eintrag gibt es nicht mehr."


@dataclass(frozen=True, kw_only=True)
class ApplicationContent:
    """What is said about an application besides its steps."""

    ready: Collection[str] = ()
    channel: str = ""
    look_on: dt.date | None = None
    refusal_on: dt.date | None = None
    old_case: bool = False


def apply(
    *,
    writer: Writer,
    kind: str,
    on: dt.date,
    content: ApplicationContent,
    token: uuid.UUID | None = None,
) -> Application:
    """An application is thought of (or an old one was found) on a day. Raises Refused for a day in the future."""
    past(on)
    with reason("rehab.apply"):
        row = Application(
            id=token or uuid.uuid4(),
            **writer.columns,
            kind=kind,
            opened_on=on,
            last_on=on,
            author=writer.user,
            **_values(content),
        )
        saved = insert_once(row)
        if saved is row:
            if not content.old_case:
                _step(row, Milestone.DISCUSSED, on, writer.user)
            facts_changed([row.dossier_id])
    return saved


def change(*, application: Application, version: int, content: ApplicationContent) -> Application:
    """Say anew what is settled, how it went in and when to look next.

    Raises Stale when somebody changed it meanwhile, Refused for an arrival in the future.
    """
    past(content.refusal_on)
    with reason("rehab.change"):
        row = held(application)
        if row.version != version:
            raise Stale(row)
        for name, value in _values(content).items():
            setattr(row, name, value)
        _save(row)
    return row


def reach(
    *,
    application: Application,
    milestone: Milestone,
    on: dt.date,
    user: User,
    look_on: dt.date | None = None,
    refusal_on: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Step:
    """An application has come to a step, on a day; `look_on`: when to look next, `refusal_on`: when a refusal arrived.

    `token` becomes the id, so that a form sent twice makes one. Raises Refused for a day in the future, an arrival
    before the refusal, or a step that is there already.
    """
    past(on)
    past(refusal_on)
    if refusal_on is not None and refusal_on < on:
        raise Refused("Die Ablehnung kann nicht vor ihrem Datum angekommen sein.")
    with reason("rehab.step"):
        row = held(application)
        twin = Step.objects.filter(application=row, milestone=milestone).first()
        if twin is not None and twin.pk == token:
            return twin
        if twin is not None:
            raise Refused(TWICE)
        step = _step(row, milestone, on, user, token)
        row.look_on = look_on
        if milestone is Milestone.REFUSED:
            row.refusal_on = refusal_on
        settle(row)
    return step


def held(application: Application) -> Application:
    """The row, locked. Raises Refused when it is gone."""
    row = Application.objects.select_for_update(of=("self",)).filter(pk=application.pk).first()
    if row is None:
        raise Refused(GONE)
    return row


def _step(
    application: Application, milestone: Milestone, on: dt.date, user: User, token: uuid.UUID | None = None
) -> Step:
    return Step.objects.create(
        id=token or uuid.uuid4(),
        dossier_id=application.dossier_id,
        person_id=application.person_id,
        agency_id=application.agency_id,
        application=application,
        milestone=milestone,
        on=on,
        author=user,
    )


def settle(application: Application) -> None:
    """Compute anew what follows from its steps, and save it."""
    days = dict(Step.objects.filter(application=application).values_list("milestone", "on"))
    application.last_on = max(days.values(), default=application.opened_on)
    application.over = rules.is_over({Milestone(key): day for key, day in days.items()})
    _save(application)


def _save(application: Application) -> None:
    application.version += 1
    application.save()
    facts_changed([application.dossier_id])


def _values(content: ApplicationContent) -> dict[str, Any]:
    known = [one.code for one in catalogue().checklist if one.code in content.ready]
    return {
        "ready": known,
        "channel": content.channel,
        "look_on": content.look_on,
        "refusal_on": content.refusal_on,
        "old_case": content.old_case,
    }
