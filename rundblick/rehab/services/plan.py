"""Lines of the Teilhabeplan, and what was written down by mistake."""

import datetime as dt
import uuid

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused
from rundblick.programmes.duebook import facts_changed
from rundblick.rehab.codes import Milestone
from rundblick.rehab.models import Desk, Planned, Step, Talk
from rundblick.rehab.services.applications import held, settle
from rundblick.rehab.services.common import Writer, whom

NOT_YOURS = "Zurücknehmen kann nur, wer es festgehalten hat."
BACKWARDS = "Das Ende liegt vor dem Beginn."


def plan(
    *,
    writer: Writer,
    provision: str,
    carrier: str,
    since: dt.date,
    until: dt.date | None,
    review_on: dt.date | None,
    token: uuid.UUID | None = None,
) -> Planned:
    """Put a line on the Teilhabeplan, and say when the plan is looked at again.

    Raises Refused when it ends before it begins or nothing was said about the person yet.
    """
    if until is not None and until <= since:
        raise Refused(BACKWARDS)
    with reason("rehab.plan"):
        row = insert_once(
            Planned(
                id=token or uuid.uuid4(),
                **writer.columns,
                provision=provision,
                carrier=carrier.strip(),
                since=since,
                until=until,
                author=writer.user,
            )
        )
        if not Desk.objects.filter(**whom(writer)).update(review_on=review_on):
            raise Refused("Bitte halten Sie zuerst fest, wo die Person versichert ist.")
        facts_changed([writer.dossier_id])
    return row


def take_back(*, row: Talk | Step | Planned, user: User) -> None:
    """What was written down by mistake goes away again. Raises Refused for what somebody else wrote."""
    if row.author_id != user.pk:
        raise Refused(NOT_YOURS)
    with reason("rehab.take_back"):
        application = held(row.application) if isinstance(row, Step) else None
        row.delete()
        if application is not None:
            if isinstance(row, Step) and row.milestone == Milestone.REFUSED:
                application.refusal_on = None
            settle(application)
