"""What the room contributes to the others, and the registries by which rooms above tell it facts and names."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.policies import extra_sql
from rundblick.consent import registries as consents
from rundblick.consent.models import Consent
from rundblick.programmes import demo, export, group_sql, on_file, parts, sql, statements, tasks, told
from rundblick.programmes.bridge import frames_of
from rundblick.programmes.disclosed import WORDS
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.models import (
    ChecklistAnswer,
    CohortMember,
    DueItem,
    DueMark,
    Participation,
    Presence,
    ProgrammeEvent,
    ProjectAttribute,
    StatedFact,
)
from rundblick.programmes.registries import dated_facts, names
from rundblick.programmes.services import spine
from rundblick.programmes.staff import GROUP_ROLES, STAFF

__all__ = ["dated_facts", "facts_changed", "names", "register"]

_LINE = "programmes/told/line.html"


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    if group_sql.statements not in extra_sql:
        extra_sql.append(group_sql.statements)
    for name, label, icon, load in (
        (spine.START, "Beginn im Programm", "arrow-forward", told.starts),
        (spine.END, "Ende im Programm", "check", told.ends),
        (spine.EVENT, "Programm", "checklist", told.events),
    ):
        hooks.timeline_kinds.add(name, hooks.TimelineKind(label, icon, _LINE, load))
    hooks.case_parts.add(
        "programmes.due",
        hooks.CasePart(
            "Was ansteht", "programmes/parts/due.html", "appointments", parts.due_part, order=10, per_member=True
        ),
    )
    hooks.case_parts.add(
        "programmes.participations",
        hooks.CasePart(
            "Programme",
            "programmes/parts/participations.html",
            "programmes",
            parts.own_part,
            order=50,
            per_member=True,
        ),
    )
    hooks.facts.add("programmes", facts)
    dated_facts.add("consent", on_file.facts)
    hooks.export.add("programmes", export.sections)
    hooks.erase.add("programmes", erase)
    hooks.merge.add("programmes", merge)
    consents.given.add("programmes", _consent_changed)
    consents.withdrawn.add("programmes", _consent_changed)
    hooks.readiness.add("due items", tasks.readiness)
    hooks.demo.add("programmes", hooks.DemoPart(40, demo.load_participations))
    hooks.demo.add("programmes.due", hooks.DemoPart(90, demo.compute_due))
    hooks.navigation.add(
        "programmes",
        hooks.NavigationItem(
            "Programme", "programmes:shelf", STAFF, group="Angebote", order=50, key="p", houses=hooks.ACCOMPANYING
        ),
    )
    hooks.navigation.add(
        "programmes.groups",
        hooks.NavigationItem("Gruppen", "programmes:groups", GROUP_ROLES, group="Angebote", order=52, key="r"),
    )


def _consent_changed(consent: Consent) -> None:
    """What ends soon is due; a consent given or withdrawn changes that."""
    facts_changed([consent.dossier_id])


def facts(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, dict[str, Any]]:
    """What people stated, by the vocabulary's names, and `programmes_running`: codes of the programmes somebody of the
    household takes part in on that day. Two queries.
    """
    ids = list(dossier_ids)
    known: dict[uuid.UUID, dict[str, Any]] = statements.values_of(statements.rows_of(ids, as_of))
    running: dict[uuid.UUID, set[str]] = defaultdict(set)
    for frame in frames_of(ids):
        if frame.running(as_of):
            running[frame.dossier_id].add(frame.programme.id)
    for dossier_id, codes in running.items():
        known.setdefault(dossier_id, {})["programmes_running"] = sorted(codes)
    return known


def erase(dossier_id: uuid.UUID) -> int:
    """Remove everything this room holds about a dossier."""
    removed = 0
    for model in (
        DueItem,
        DueMark,
        Presence,
        CohortMember,
        ChecklistAnswer,
        StatedFact,
        ProjectAttribute,
        ProgrammeEvent,
        Participation,
    ):
        removed += model.objects.filter(dossier_id=dossier_id).delete()[0]
    return removed


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other, and say that their facts changed.

    Where both took part in one run of one household, the second participation stays with the old record, which
    leads to the kept person: moving it would count somebody twice, removing it would lose its results.
    """
    mine = Participation.objects.filter(person_id=drop)
    dossiers = set(mine.values_list("dossier_id", flat=True))
    dossiers |= set(ProgrammeEvent.objects.filter(person_id=drop).values_list("dossier_id", flat=True))
    both = {(row.run_id, row.dossier_id) for row in Participation.objects.filter(person_id=keep)}
    movable = [row.pk for row in mine if (row.run_id, row.dossier_id) not in both]
    moved = Participation.objects.filter(pk__in=movable).update(person_id=keep)
    moved += ProgrammeEvent.objects.filter(person_id=drop).update(person_id=keep)
    for model in (CohortMember, Presence):
        moved += model.objects.filter(person_id=drop, participation_id__in=movable).update(person_id=keep)
    dossiers |= set(StatedFact.objects.filter(person_id=drop).values_list("dossier_id", flat=True))
    moved += _merge_stated(keep, drop)
    known = {(row.participation_id, row.code) for row in ProjectAttribute.objects.filter(person_id=keep)}
    for attribute in ProjectAttribute.objects.filter(person_id=drop):
        if (attribute.participation_id, attribute.code) not in known:
            moved += ProjectAttribute.objects.filter(pk=attribute.pk).update(person_id=keep)
    TimelineEntry.objects.filter(kind__in=(spine.START, spine.END, spine.EVENT), subject_id=drop).update(
        subject_id=keep
    )
    facts_changed(dossiers)
    return moved


def _merge_stated(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Where both records say something about one time, what is known about the kept person stands."""
    kept = list(StatedFact.objects.filter(person_id=keep))
    movable = [
        row.pk for row in StatedFact.objects.filter(person_id=drop) if not any(_overlap(row, one) for one in kept)
    ]
    return int(StatedFact.objects.filter(pk__in=movable).update(person_id=keep))


def _overlap(one: StatedFact, other: StatedFact) -> bool:
    ahead = dt.date.max
    return (one.dossier_id, one.code) == (other.dossier_id, other.code) and (
        one.valid_from < (other.valid_until or ahead) and other.valid_from < (one.valid_until or ahead)
    )
