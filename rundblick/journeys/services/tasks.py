"""From a drop to the next thing to do: tasks of the cases, for those who could still benefit."""

import datetime as dt
import uuid
from collections.abc import Sequence

from rundblick.access.context import Context
from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.cases.codes import Responsible
from rundblick.cases.models import Case
from rundblick.cases.services import add_task
from rundblick.journeys.models import Standing


def take_on(
    context: Context, *, standings: Sequence[Standing], text: str, due_on: dt.date | None, token: uuid.UUID
) -> int:
    """Note one task per person, on the list of whoever notes it; answers how many. Sent twice notes them once.

    Whether the reader may note tasks in these cases is for the caller to ask (`queries.may_take_on`); row-level
    security holds underneath. Raises Refused without a text, and for somebody who does not belong to the household any
    more.
    """
    if not text.strip():
        raise Refused("Bitte schreiben Sie, was zu tun ist.")
    cases = Case.objects.visible_to(context).in_bulk({row.dossier_id for row in standings})
    me = User.objects.get(pk=context.user_id) if context.user_id else None
    noted = {(row.dossier_id, row.person_id): row for row in standings if row.dossier_id in cases}
    for (dossier_id, person_id), row in noted.items():
        add_task(
            case=cases[dossier_id],
            text=text,
            person_id=person_id,
            responsible=Responsible.JOBCENTER,
            assignee=me,
            due_on=due_on,
            token=uuid.uuid5(token, str(row.pk)),
        )
    return len(noted)
