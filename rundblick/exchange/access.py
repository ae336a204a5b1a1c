"""Fetching what the room holds: the row, or 404. The same rights stand behind it in PostgreSQL (models.py)."""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.exchange.models import APART, PEERS, Answer, Question, Reflection


def is_peer(context: Context) -> bool:
    """Whether somebody asks and answers: a colleague who neither leads nor administers nor supervises data."""
    return context.has_role(*PEERS) and not context.has_role(*APART)


def peer(request: Request) -> Context:
    """The context of a colleague, or 404."""
    context = only(request, *PEERS)
    if not is_peer(context):
        raise Http404
    return context


def questions(context: Context) -> QuerySet[Question]:
    """Questions of the own house, to the whole house or the own team."""
    if not is_peer(context) or context.organisation_id is None:
        return Question.objects.none()
    return Question.objects.filter(
        Q(team_id__isnull=True) | Q(team_id__in=context.team_ids), organisation_id=context.organisation_id
    )


def question_or_404(request: Request, question_id: uuid.UUID, *, own: bool = False) -> Question:
    """A question to read; `own`: one's own, to change."""
    context = peer(request)
    return _or_404(questions(context).filter(pk=question_id), context, own=own)


def answer_or_404(request: Request, answer_id: uuid.UUID, *, own: bool = False) -> Answer:
    """An answer to read; `own`: one's own, to change."""
    context = peer(request)
    rows = Answer.objects.filter(pk=answer_id, question__in=questions(context)).select_related("question")
    return _or_404(rows, context, own=own)


def reflections(context: Context) -> QuerySet[Reflection]:
    """One's own notes."""
    return Reflection.objects.filter(author_id=context.user_id)


def reflection_or_404(request: Request, reflection_id: uuid.UUID) -> Reflection:
    """One's own note."""
    context = only(request, *PEERS)
    return _or_404(reflections(context).filter(pk=reflection_id), context, own=True)


def _or_404(rows: QuerySet[Any], context: Context, *, own: bool) -> Any:
    found = rows.filter(author_id=context.user_id).first() if own else rows.first()
    if found is None:
        raise Http404
    return found
