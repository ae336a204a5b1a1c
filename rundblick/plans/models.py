"""Tables of plans: versions and their lines. What was published is frozen by the database itself."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.cases.codes import Responsible
from rundblick.cases.models import Goal, Task
from rundblick.people.models import Person
from rundblick.plans.codes import By, Confirmed, LineKind, State
from rundblick.web.clock import now

_PLAN = casework("Gemeinsam festhalten, wer was bis wann tut", "Kooperationsplan (§ 15 SGB II); PRO AKTIV 3.1.1")

_FROZEN_PLAN = """
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft'
           AND coalesce(current_setting('rundblick.reason', true), '') NOT LIKE 'access.erasure%' THEN
            RAISE EXCEPTION 'a published plan is never removed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> 'draft' AND (
        NEW.state = 'draft'
        OR (OLD.kind, OLD.valid_from, OLD.review_on, OLD.offer, OLD.offer_plain, OLD.author_id, OLD.published_at)
           IS DISTINCT FROM
           (NEW.kind, NEW.valid_from, NEW.review_on, NEW.offer, NEW.offer_plain, NEW.author_id, NEW.published_at)
    ) THEN
        RAISE EXCEPTION 'a published plan does not change' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""
"""State, end, confirmation, and (when two records of one person are merged) person and number may still change."""

_FROZEN_LINE = """
    IF TG_OP = 'DELETE' AND coalesce(current_setting('rundblick.reason', true), '') LIKE 'access.erasure%' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (to_jsonb(OLD) - 'person_id') = (to_jsonb(NEW) - 'person_id') THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM plans_plan p WHERE p.state <> 'draft'
        AND p.id IN (CASE WHEN TG_OP = 'INSERT' THEN NEW.plan_id ELSE OLD.plan_id END,
                     CASE WHEN TG_OP = 'DELETE' THEN OLD.plan_id ELSE NEW.plan_id END)
    ) THEN
        RAISE EXCEPTION 'a published plan does not change' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


@tracked
class Plan(DossierScoped):
    """One version of a plan of one member; a draft until it is published, then unchangeable.

    `kind`: a code of kinds.yaml. `number`: counts the versions of this kind for this person, 1 first. `valid_from`
    (inclusive) and `valid_until` (exclusive; None = it holds): one that was replaced on its first day held on none.
    `review_on`: when it is looked at together. `offer`: what is offered to the person; `offer_plain` the same in plain
    language, empty where the words are plain already. `confirmed_*`: somebody said that it fits; nothing depends on it.
    `version` counts changes of the row, for forms that were open meanwhile.
    """

    person_id: uuid.UUID
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Art", max_length=60)
    number = models.PositiveSmallIntegerField("Fassung")
    state = models.CharField("Stand", max_length=20, choices=State.choices, default=State.DRAFT)
    valid_from = models.DateField("gilt ab", null=True, blank=True)
    valid_until = models.DateField("gilt bis vor dem", null=True, blank=True)
    review_on = models.DateField("gemeinsam ansehen am", null=True, blank=True)
    offer = EncryptedTextField("Persönliches Angebot", null=True, blank=True)
    offer_plain = EncryptedTextField("Angebot in einfachen Worten", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    written_at = models.DateTimeField("zuletzt geschrieben", default=now)
    published_at = models.DateTimeField("festgehalten", null=True, blank=True)
    confirmed_on = models.DateField("bestätigt am", null=True, blank=True)
    confirmed_how = models.CharField("bestätigt", max_length=20, choices=Confirmed.choices, blank=True)
    confirmed_by = models.CharField("bestätigt von", max_length=20, choices=By.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="goals", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _PLAN
        for name in (
            "person",
            "kind",
            "number",
            "state",
            "valid_from",
            "valid_until",
            "review_on",
            "offer",
            "offer_plain",
            "author",
            "written_at",
            "published_at",
            "confirmed_on",
            "confirmed_how",
            "confirmed_by",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "person", "kind"], name="plan_by_dossier")]
        triggers = [
            pgtrigger.Trigger(
                name="stays_as_published",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_FROZEN_PLAN,
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "person", "kind", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["dossier", "person", "kind"], condition=Q(state=State.DRAFT), name="plan_one_draft"
            ),
            models.UniqueConstraint(
                fields=["dossier", "person", "kind"], condition=Q(state=State.PUBLISHED), name="plan_one_current"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, valid_from__isnull=True, published_at__isnull=True)
                | (~Q(state=State.DRAFT) & Q(valid_from__isnull=False, published_at__isnull=False)),
                name="plan_published_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED, valid_until__isnull=False)
                | (~Q(state=State.ENDED) & Q(valid_until__isnull=True)),
                name="plan_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="plan_period"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_how="", confirmed_by="")
                | (Q(confirmed_on__isnull=False) & ~Q(confirmed_how="") & ~Q(confirmed_by="") & ~Q(state=State.DRAFT)),
                name="plan_confirmed_as_a_whole",
            ),
        ]


@tracked
class PlanLine(DossierScoped):
    """One line of a version: a goal, a step (who, until when) or plain words, in a `section` of the plan's kind.

    `goal`: the goal itself, or the one a step belongs to; `task`: where the step came from. The words are the plan's
    own and stay as they were when goal or task change. `thread` stays the same from version to version. `plain`: the
    words in plain language, empty where they are plain already. `rank`: place in the plan, small first. `left_out`:
    taken out of a draft; its words stay until the draft is published.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lines")
    person_id: uuid.UUID
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    thread = models.UUIDField("Zusammenhang", default=uuid.uuid4, editable=False)
    kind = models.CharField("Art", max_length=10, choices=LineKind.choices)
    section = models.CharField("Abschnitt", max_length=60)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = EncryptedTextField("Wortlaut")
    plain = EncryptedTextField("in einfachen Worten", null=True, blank=True)
    who = models.CharField("Wer", max_length=20, choices=Responsible.choices, blank=True)
    until = models.DateField("bis", null=True, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    left_out = models.BooleanField("herausgenommen", default=False)

    door = Door(topic="goals", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _PLAN
        for name in ("plan", "person", "thread", "kind", "section", "goal", "task", "text", "plain", "who", "until")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"rank", "left_out"})

    class Meta:
        indexes = [models.Index(fields=["plan", "rank"], name="plan_line_by_plan")]
        triggers = [
            pgtrigger.Trigger(
                name="stays_as_published",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_FROZEN_LINE,
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "thread"], name="plan_line_once"),
            models.CheckConstraint(
                condition=~Q(kind=LineKind.GOAL) | Q(goal__isnull=False), name="plan_goal_line_has_a_goal"
            ),
            models.CheckConstraint(
                condition=Q(kind=LineKind.STEP) | Q(who="", task__isnull=True), name="plan_only_steps_have_who"
            ),
        ]
