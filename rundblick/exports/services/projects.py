"""Keeping research projects: begin, change, approve, close."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import connection

from rundblick.access.context import Context, reason
from rundblick.access.roles import Role
from rundblick.exports.codes import Small
from rundblick.exports.errors import Mistaken, Refused, Stale
from rundblick.exports.models import Project
from rundblick.exports.services.common import house_of
from rundblick.exports.variables import variables
from rundblick.web.clock import now, today

LEAST = 3
NOT_YOURS = "Freigeben kann ein Vorhaben nur der Datenschutz."
CLOSED = "Das Vorhaben ist geschlossen."


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a project says; `valid_until` is exclusive."""

    title: str
    institution: str
    basis: str
    question: str
    programme: str
    variables: list[str]
    smallest: int
    small: Small
    valid_from: dt.date
    valid_until: dt.date


def begin(context: Context, *, content: Content) -> Project:
    """Write a project down; nothing leaves before data protection approves it. Raises Mistaken."""
    _check(content)
    with reason("exports.project.begin"):
        return Project.objects.create(
            **asdict(content), house_id=house_of(context), created_by_id=context.user_id, created_at=now()
        )


def change(context: Context, *, project: Project, version: int, content: Content) -> Project:
    """Say anew what it is about. An approval ends with that (trigger). Raises Mistaken, Refused or Stale."""
    _check(content)
    with reason("exports.project.change"):
        row = Project.objects.select_for_update().get(pk=project.pk)
        if row.closed_on is not None:
            raise Refused(CLOSED)
        if row.version != version:
            raise Stale(row)
        for name, value in asdict(content).items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        row.refresh_from_db()
    return row


def _check(content: Content) -> None:
    problems = {}
    if content.valid_until <= content.valid_from:
        problems["last_day"] = "Das Ende liegt vor dem Anfang."
    if content.smallest < LEAST:
        problems["smallest"] = f"Mindestens {LEAST} Menschen müssen sich gleichen."
    if not content.variables or set(content.variables) - set(variables()):
        problems["variables"] = "Bitte wählen Sie mindestens ein Merkmal aus dem Verzeichnis."
    if problems:
        raise Mistaken(problems)


def approve(context: Context, project: Project, *, version: int) -> None:
    """Data protection allows what is written there now. Raises Refused for others, Stale after a change."""
    if not context.has_role(Role.DPO):
        raise Refused(NOT_YOURS)
    with reason("exports.project.approve"):
        row = Project.objects.select_for_update().get(pk=project.pk)
        if row.closed_on is not None:
            raise Refused(CLOSED)
        if row.version != version:
            raise Refused("Das Vorhaben wurde inzwischen geändert. Bitte lesen Sie es noch einmal.")
        if row.approved_at is None:
            Project.objects.filter(pk=row.pk).update(approved_at=now(), approved_by_id=context.user_id)


def withdraw(context: Context, project: Project) -> None:
    """Data protection takes the approval back. Raises Refused for others."""
    if not context.has_role(Role.DPO):
        raise Refused(NOT_YOURS)
    with reason("exports.project.withdraw"):
        Project.objects.filter(pk=project.pk).update(approved_at=None, approved_by=None)


def close(context: Context, project: Project) -> None:
    """End a project for good: no further file, and its key is destroyed. Closing twice is harmless."""
    with reason("exports.project.close"):
        closed = Project.objects.filter(pk=project.pk, closed_on__isnull=True).update(closed_on=today())
        if closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT exports_forget_key(%s)", [project.pk])


def may_deliver(project: Project, as_of: dt.date) -> str:
    """Why no file can be ordered today, "" when one can."""
    day = today()
    if project.closed_on is not None:
        return CLOSED
    if project.approved_at is None:
        return "Der Datenschutz hat das Vorhaben noch nicht freigegeben."
    if not project.valid_from <= day < project.valid_until:
        return "Das Vorhaben läuft heute nicht: Sein Zeitraum hat noch nicht begonnen oder ist vorbei."
    if as_of > day:
        return "Der Stichtag liegt in der Zukunft."
    return ""
