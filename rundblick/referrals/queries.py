"""Set-based reads of the room."""

import datetime as dt
import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject, Now

from rundblick.access.context import Context
from rundblick.cases.models import Case
from rundblick.cases.queries import doors_by_name
from rundblick.consent.models import Consent
from rundblick.referrals.codes import Source, State
from rundblick.referrals.models import AnswerLink, Approval, Look, Need, Preparation, Referral, Step
from rundblick.referrals.rules import Course, Happened, Nudge, course, nudge
from rundblick.web.clock import today

STAGES = {
    "vorbereitet": ("", State.PREPARED),
    "wartet": (State.CONTACTED, State.WAITING),
    "laeuft": (State.FIRST, State.RUNNING),
    "beendet": (State.ENDED,),
}
"""Parts of the list over all cases, by the last step."""


@dataclass(frozen=True)
class Told:
    """A referral with its steps (those taken back left out), looks and points, and what they say together."""

    row: Referral
    steps: tuple[Step, ...]
    looks: tuple[Look, ...]

    @cached_property
    def course(self) -> Course:
        """How far it is."""
        return course(self.row.begun_on, (step.happened() for step in self.steps))

    @cached_property
    def nudge(self) -> Nudge | None:
        """When to look after it next."""
        sort = self.row.sort
        return nudge(
            self.course,
            begun_on=self.row.begun_on,
            ask_after=sort.ask_after_days,
            look_after=sort.look_after_days,
            looked_on=max((look.on for look in self.looks), default=None),
        )


def told(rows: QuerySet[Referral], context: Context | None, *, day: dt.date | None = None) -> list[Told]:
    """Referrals with steps and looks, as far as the context's doors show them (None: as worker). Three queries.

    `day`: only what had happened by then; None = everything.
    """
    steps: Any = Step.objects.visible_to(context) if context else Step.objects.all()
    looks: Any = Look.objects.visible_to(context) if context else Look.objects.all()
    steps = steps.filter(undone_at__isnull=True).select_related("author").order_by("on", "recorded_at", "pk")
    if day is not None:
        rows, steps, looks = rows.filter(begun_on__lte=day), steps.filter(on__lte=day), looks.filter(on__lte=day)
    found: Any = rows.select_related("organisation").prefetch_related(
        Prefetch("steps", queryset=steps, to_attr="told_steps"),
        Prefetch("looks", queryset=looks.select_related("author").order_by("-on", "-pk"), to_attr="told_looks"),
    )
    return [Told(row, tuple(row.told_steps), tuple(row.told_looks)) for row in found]


def in_short(rows: QuerySet[Referral], context: Context) -> list[tuple[Referral, Course]]:
    """Referrals and how far each is, for pages that show no more. One query."""
    steps = Step.objects.visible_to(context).filter(referral=OuterRef("pk"), undone_at__isnull=True)
    told_steps = steps.order_by("on", "recorded_at").values(
        told=JSONObject(
            state="state", on="on", at="recorded_at", reached="reached", expected="expected_on", result="result"
        )
    )
    found: Any = rows.select_related("organisation").annotate(happened=ArraySubquery(told_steps))
    return [(row, course(row.begun_on, map(_read, row.happened))) for row in found]


def _read(told_step: dict[str, Any]) -> Happened:
    expected = told_step["expected"]
    return Happened(
        state=State(told_step["state"]),
        on=dt.date.fromisoformat(told_step["on"]),
        at=dt.datetime.fromisoformat(told_step["at"]),
        reached=told_step["reached"],
        expected_on=dt.date.fromisoformat(expected) if expected else None,
        result=told_step["result"],
    )


def told_to_person() -> list[tuple[Referral, Course]]:
    """The ways a coach shows the person whose own access this is; those that go on first, then the latest.

    At most forty. Two queries.
    """
    rows: Any = Referral.objects.raw(
        "SELECT r.*, s.happened FROM referrals_told() r LEFT JOIN referrals_told_steps() s ON s.referral = r.id"
        " ORDER BY r.begun_on DESC, r.id LIMIT 40"
    ).prefetch_related("organisation")
    found = [(row, course(row.begun_on, map(_read, _listed(row.happened)))) for row in rows]
    return sorted(found, key=lambda one: not one[1].open)


def _listed(happened: Any) -> list[dict[str, Any]]:
    return json.loads(happened) if isinstance(happened, str) else happened or []


def needs(
    context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None, day: dt.date | None = None
) -> list[Need]:
    """Needs of one member or of all that were there by a day, those that stand first. One query."""
    rows = Need.objects.visible_to(context).filter(dossier_id=dossier_id, since__lte=day or today())
    if member is not None:
        rows = rows.filter(person_id=member)
    return sorted(rows.order_by("since", "pk"), key=lambda need: need.ended_on is not None)


def of_case(
    context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None, day: dt.date | None = None
) -> list[Told]:
    """Referrals of one member or of all by a day, the oldest first. Three queries."""
    rows = Referral.objects.visible_to(context).filter(dossier_id=dossier_id)
    if member is not None:
        rows = rows.filter(person_id=member)
    return told(rows.order_by("begun_on", "pk"), context, day=day)


def points(context: Context, referral: Referral) -> list[Preparation]:
    """What was prepared, as far as it is open to the context. One query."""
    rows = list(Preparation.objects.visible_to(context).filter(referral=referral))
    order = [one for one in Preparation._meta.get_field("point").choices or []]
    place = {code: number for number, (code, _label) in enumerate(order)}
    return sorted(rows, key=lambda row: place.get(row.point, 0))


def links(context: Context, referral: Referral) -> list[AnswerLink]:
    """Links of a referral, the latest first. One query."""
    rows = AnswerLink.objects.visible_to(context).filter(referral=referral)
    return list(rows.select_related("grant", "consent").order_by("-created_at", "-pk"))


def approvals(context: Context, referral: Referral) -> list[Approval]:
    """Proposals and decisions about the costs, the latest first. One query."""
    rows = Approval.objects.visible_to(context).filter(referral=referral)
    return list(rows.select_related("proposed_by", "recorded_by").order_by("-proposed_on", "-pk"))


def releases(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Consent]:
    """Consents that name an office and hold today, so that it may answer. One query."""
    rows = Consent.objects.visible_to(context).filter(
        Q(named__isnull=False) | Q(organisation__isnull=False),
        Q(grant__isnull=True) | Q(grant__valid_until__isnull=True) | Q(grant__valid_until__gt=Now()),
        dossier_id=dossier_id,
        person_id=person_id,
        withdrawn_at__isnull=True,
        superseded_at__isnull=True,
        valid_until__gt=today(),
    )
    return list(rows.select_related("organisation").order_by("-given_on", "pk"))


def of_my_cases(context: Context, user_id: uuid.UUID, *, stage: str = "", kind: str = "") -> QuerySet[Referral]:
    """Referrals of the open cases whose door names this user; without a stage those that go on."""
    own = doors_by_name(context, user_id).filter(dossier_id=OuterRef("dossier_id"))
    running = Case.objects.filter(pk=OuterRef("dossier_id"), closed_on__isnull=True)
    last = Step.objects.filter(referral=OuterRef("pk"), undone_at__isnull=True).order_by("-on", "-recorded_at", "-pk")
    rows: Any = Referral.objects.visible_to(context).filter(Exists(own), Exists(running))
    rows = rows.annotate(last_state=Subquery(last.values("state")[:1]))
    if kind:
        rows = rows.filter(kind=kind)
    if stage not in STAGES:
        return rows.exclude(Exists(last.filter(state=State.ENDED))).select_related("person")
    states = STAGES[stage]
    chosen = Q(last_state__in=[state for state in states if state])
    return rows.filter(chosen | Q(last_state__isnull=True) if "" in states else chosen).select_related("person")


def handed_to(context: Context) -> QuerySet[Referral]:
    """Referrals that were handed to the context's own house and are open to it now. Empty for who has no house."""
    if context.organisation_id is None:
        return Referral.objects.none()
    rows = Referral.objects.visible_to(context).filter(agency_id=context.organisation_id)
    return rows.select_related("person", "dossier__organisation")


def unseen(context: Context, dossier_ids: Collection[uuid.UUID] | None = None) -> QuerySet[Step]:
    """Answers of agencies that nobody has read yet."""
    rows = Step.objects.visible_to(context).filter(seen_at__isnull=True, undone_at__isnull=True)
    rows = rows.exclude(source=Source.HOUSE)
    return rows if dossier_ids is None else rows.filter(dossier_id__in=list(dossier_ids))


@dataclass(frozen=True, slots=True)
class Behind:
    """What a link tells whoever opens it, and nothing else."""

    reference: str
    house: str
    begun_on: dt.date
    until: dt.datetime


def behind(token_hash: str) -> Behind | None:
    """The link with that digest while it is open; None for wrong, used, old and withdrawn ones alike. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference, house, begun, until FROM referrals_link(%s)", [token_hash])
        row = cursor.fetchone()
    return Behind(*row) if row else None


def answer_behind(
    token_hash: str, *, state: str, on: dt.date, expected_on: dt.date | None, result: str, refusal: str
) -> bool:
    """Write the one answer a link takes; False when it was not open any more, or the answer is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT referrals_answer(%s, %s, %s, %s, %s, %s)", [token_hash, state, on, expected_on, result, refusal]
        )
        return bool(cursor.fetchone()[0])
