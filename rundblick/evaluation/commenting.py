"""Say something to a report or one of its figures, answer, close. Kept with the frozen snapshot (PRO AKTIV row 7)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import Http404

from rundblick.access.context import Context, reason
from rundblick.access.roles import Role
from rundblick.evaluation.access import ORDERING
from rundblick.evaluation.errors import Refused
from rundblick.evaluation.models import Comment, ReportSnapshot
from rundblick.web.clock import now

CLOSERS = (Role.COORDINATOR, Role.TEAM_LEAD)


@dataclass(frozen=True)
class Thread:
    """A comment with its answers, oldest first. `may_close`: whether this reader closes it."""

    comment: Comment
    about: str
    may_close: bool
    replies: list[Comment] = field(default_factory=list)


def comments(snapshot: ReportSnapshot) -> QuerySet[Comment]:
    """What the reader may see of it, oldest first; the doors leave out what is not for them."""
    rows = Comment.objects.filter(snapshot=snapshot).select_related("author__organisation", "closed_by")
    return rows.order_by("written_at", "pk")


def threads(
    context: Context, snapshot: ReportSnapshot, labels: dict[int, str], *, place: int | None = None
) -> list[Thread]:
    """Comments with their answers; `place`: of one figure only. `labels`: what figures are called. One query."""
    rows = list(comments(snapshot))
    found = {
        row.pk: Thread(
            comment=row,
            about="zum ganzen Bericht" if row.place is None else f"zu „{labels.get(row.place, 'einer Zahl')}“",
            may_close=row.closed_at is None and may_close(context, row),
        )
        for row in rows
        if row.answers_id is None and (place is None or row.place == place)
    }
    for row in rows:
        if row.answers_id in found:
            found[row.answers_id].replies.append(row)
    return sorted(found.values(), key=lambda one: one.comment.closed_at is not None)


def may_close(context: Context, comment: Comment) -> bool:
    """The author, and whoever coordinates or leads."""
    return comment.author_id == context.user_id or context.has_role(*CLOSERS)


def is_inside(context: Context) -> bool:
    """Whether somebody belongs to those who order reports; others write for all readers."""
    return context.has_role(*ORDERING)


def say(
    context: Context,
    snapshot: ReportSnapshot,
    *,
    text: str,
    place: int | None = None,
    answers: Comment | None = None,
    internal: bool = True,
) -> Comment:
    """Write a comment; an answer goes where its question is. Raises Refused for reports without figures, or no text."""
    if not snapshot.is_done:
        raise Refused("Dieser Bericht ist noch nicht berechnet.")
    if not text.strip():
        raise Refused("Ein leerer Kommentar sagt nichts.")
    if place is not None and place not in labels_of(snapshot):
        raise Refused("Diese Zahl gibt es in dem Bericht nicht.")
    if answers is not None and answers.closed_at is not None:
        raise Refused("Dieser Kommentar ist abgeschlossen.")
    with reason("evaluation.comment"):
        return Comment.objects.create(
            snapshot=snapshot,
            place=answers.place if answers else place,
            answers=answers,
            text=text.strip(),
            internal=(answers.internal if answers else internal) and is_inside(context),
            author_id=context.user_id,
            written_at=now(),
        )


def close(context: Context, comment: Comment) -> None:
    """Nothing more to say here; closing twice is harmless. Raises Refused for others than author and coordination."""
    if not may_close(context, comment):
        raise Refused("Einen Kommentar schließt, wer ihn geschrieben hat, oder die Koordination.")
    with reason("evaluation.comment.close"):
        Comment.objects.filter(pk=comment.pk, closed_at__isnull=True).update(
            closed_at=now(), closed_by_id=context.user_id
        )


def comment_or_404(snapshot: ReportSnapshot, comment_id: uuid.UUID | None) -> Comment:
    """A comment of this report the reader may see, that is no answer itself."""
    found = comments(snapshot).filter(pk=comment_id, answers__isnull=True).first() if comment_id else None
    if found is None:
        raise Http404
    return found


def labels_of(snapshot: ReportSnapshot) -> dict[int, str]:
    """Place of a figure -> what it is called."""
    return {one["place"]: one["label"] for one in snapshot.figures}


def as_text(found: Sequence[Thread]) -> list[dict[str, object]]:
    """For paper: who, when, about what, and the answers below."""
    return [
        {
            "head": _head(one.comment, one.about),
            "text": one.comment.text,
            "closed": one.comment.closed_at is not None,
            "replies": [{"head": _head(reply, "Antwort"), "text": reply.text} for reply in one.replies],
        }
        for one in found
    ]


def _head(comment: Comment, about: str) -> str:
    who = comment.author.display_name if comment.author else "jemand, der nicht mehr hier arbeitet"
    return f"{who}, {comment.written_at.astimezone(now().tzinfo):%d.%m.%Y}, {about}"
