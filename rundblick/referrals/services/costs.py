"""Costs of a help of § 16a SGB II: proposal, reasons that were weighed, decision. No notice is made here."""

import datetime as dt
import uuid
from decimal import Decimal

from rundblick.access.context import reason
from rundblick.access.models import Organisation, User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.referrals.codes import Verdict
from rundblick.referrals.models import Approval, Referral
from rundblick.referrals.services.held import AHEAD, held
from rundblick.web.clock import today

NO_COST = "Für diese Art der Hilfe wird nicht nach § 16a SGB II entschieden."
ONLY_JOBCENTER = "Über eine Leistung nach § 16a SGB II entscheidet das Jobcenter oder die Kommune, kein Träger."
DECIDED = "Darüber ist schon entschieden. Für eine neue Entscheidung schreiben Sie bitte einen neuen Vorschlag."
OPEN_ALREADY = "Zu dieser Vermittlung liegt schon ein Vorschlag, über den noch nicht entschieden ist."


def propose(
    *,
    referral: Referral,
    author: User,
    proposal: str,
    reasons: str,
    amount: Decimal | None = None,
    token: uuid.UUID | None = None,
) -> Approval:
    """Propose a help, with what speaks for and against it. Raises Refused for other kinds, or beside an open one."""
    if not referral.sort.cost:
        raise Refused(NO_COST)
    with reason("referrals.propose"):
        row = held(referral)
        row_id = token or uuid.uuid4()
        if Approval.objects.filter(referral=row, verdict="").exclude(pk=row_id).exists():
            raise Refused(OPEN_ALREADY)
        return insert_once(
            Approval(
                id=row_id,
                dossier_id=row.dossier_id,
                person_id=row.person_id,
                referral=row,
                proposal=proposal.strip(),
                reasons=reasons.strip(),
                amount=amount,
                proposed_on=today(),
                proposed_by=author,
            )
        )


def decide(
    *,
    approval: Approval,
    author: User,
    version: int,
    verdict: str,
    grounds: str,
    decided_on: dt.date,
    decided_by: str,
    amount: Decimal | None = None,
) -> Approval:
    """Write down the decision with its grounds; a deferred one may be decided later.

    Raises Refused for somebody who does not work for a Jobcenter, a day ahead or before the proposal, missing grounds,
    or when it was decided already; Stale when somebody wrote meanwhile.
    """
    house = author.organisation
    if house is None or house.kind != Organisation.Kind.JOBCENTER:
        raise Refused(ONLY_JOBCENTER)
    if decided_on > today():
        raise Refused(AHEAD)
    if decided_on < approval.proposed_on:
        raise Refused("Da gab es den Vorschlag noch nicht.")
    if not grounds.strip():
        raise Refused("Bitte schreiben Sie die tragenden Gründe auf (§ 35 SGB X).")
    with reason("referrals.decide"):
        row = Approval.objects.select_for_update(of=("self",)).filter(pk=approval.pk).first()
        if row is None:
            raise Refused("Diesen Vorschlag gibt es nicht mehr.")
        if row.verdict not in ("", Verdict.DEFERRED):
            raise Refused(DECIDED)
        if row.version != version:
            raise Stale(row)
        row.verdict, row.grounds, row.decided_on = Verdict(verdict), grounds.strip(), decided_on
        row.decided_by, row.recorded_by, row.amount = decided_by.strip(), author, amount
        row.version += 1
        row.save()
    return row
