"""What awaits an answer: an agency's word on what was handed to it, and the house's look at what an agency said."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from rundblick.access.context import Context
from rundblick.cases.asked import Row, Source, columns
from rundblick.cases.queries import doors_by_name
from rundblick.referrals import queries
from rundblick.referrals.codes import Source as By
from rundblick.referrals.codes import State
from rundblick.referrals.models import Referral, Step


def answers(context: Context) -> QuerySet[Any, Any]:
    """Answers of agencies that nobody has read, in one's own cases; the own house's are left out."""
    if context.user_id is None:
        return columns(Step.objects.none(), code="read")
    own = doors_by_name(context, context.user_id).filter(dossier_id=OuterRef("dossier_id"))
    rows = queries.unseen(context).filter(Exists(own))
    others = Q(agency_id__isnull=True) | ~Q(agency_id=context.organisation_id)
    return columns(rows.filter(others), code="read", key="referral_id")


def requests(context: Context) -> QuerySet[Any, Any]:
    """What was handed to one's own house, goes on, and has no answer yet."""
    said = Step.objects.filter(~Q(source=By.HOUSE), referral=OuterRef("pk"), undone_at__isnull=True)
    over = Step.objects.filter(referral=OuterRef("pk"), state=State.ENDED, undone_at__isnull=True)
    rows = Referral.objects.visible_to(context).filter(agency_id__isnull=False, agency_id=context.organisation_id)
    return columns(rows.exclude(Exists(said)).exclude(Exists(over)), code="say")


def read(row: Row) -> tuple[str, str]:
    """What is to be done with an answer, and where."""
    url = reverse("referrals:detail", args=[row.dossier_id, row.person_id, row.key])
    return "Eine Stelle hat geantwortet", url


def say(row: Row) -> tuple[str, str]:
    """What is to be done with what was handed over, and where."""
    return "Bitte sagen, wie weit es ist", reverse("referrals:agency_answer", args=[row.key])


ANSWERS = Source(answers, read)
REQUESTS = Source(requests, say)
