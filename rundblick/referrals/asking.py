"""What awaits an answer: an agency's word on what was handed to it, and the house's look at what an agency said."""

import datetime as dt
import uuid

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.urls import reverse

from rundblick.access.context import Context
from rundblick.cases.asked import Asked
from rundblick.cases.queries import doors_by_name
from rundblick.referrals import queries
from rundblick.referrals.codes import Source, State
from rundblick.referrals.models import Step

MOST = 20
_READ, _SAY = "read", "say"


def asked(context: Context) -> list[Asked]:
    """Answers that nobody has read, in one's own cases; and what was handed to one's own house and has no answer yet.

    One query; none for whoever belongs to no house.
    """
    if context.user_id is None or context.organisation_id is None:
        return []
    own = doors_by_name(context, context.user_id).filter(dossier_id=OuterRef("dossier_id"))
    answers = queries.unseen(context).filter(Exists(own)).exclude(agency_id=context.organisation_id)
    said = Step.objects.filter(~Q(source=Source.HOUSE), referral=OuterRef("pk"), undone_at__isnull=True)
    over = Step.objects.filter(referral=OuterRef("pk"), state=State.ENDED, undone_at__isnull=True)
    requests = queries.handed_to(context).select_related(None).exclude(Exists(said)).exclude(Exists(over))
    rows = (
        answers.order_by()
        .annotate(what=_marked(_READ))
        .values_list("what", "dossier_id", "person_id", "referral_id", "on")
    )
    more = (
        requests.order_by()
        .annotate(what=_marked(_SAY))
        .values_list("what", "dossier_id", "person_id", "pk", "begun_on")
    )
    return [_line(*row) for row in rows.union(more, all=True).order_by("on")[:MOST]]


def _marked(what: str) -> Value:
    return Value(what, output_field=CharField())


def _line(what: str, dossier_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID, _on: dt.date) -> Asked:
    if what == _READ:
        text, url = (
            "Eine Stelle hat geantwortet",
            reverse("referrals:detail", args=[dossier_id, person_id, referral_id]),
        )
    else:
        text, url = "Bitte sagen, wie weit es ist", reverse("referrals:agency_answer", args=[referral_id])
    return Asked(text=text, url=url, dossier_id=dossier_id, person_id=person_id)
