"""Set-based reads of the room."""

from typing import Any

from django.db.models import BooleanField, Count, Exists, OuterRef, Q, QuerySet, Value

from rundblick.access.context import Context
from rundblick.access.models import Team
from rundblick.exchange.access import questions
from rundblick.exchange.models import Answer, Helped, Question
from rundblick.people.naming import names_in
from rundblick.people.queries import names_shown

OPEN, MINE, ALL = "offen", "meine", "alle"
VIEWS = {OPEN: "Offene Fragen", MINE: "Meine Fragen", ALL: "Alle Fragen"}


def board(context: Context, *, view: str, words: str) -> QuerySet[Question]:
    """Questions with `replies` on each row; those in whose words, or in whose answers, every word occurs."""
    rows = questions(context).select_related("author", "team").annotate(replies=Count("answers"))
    if view == MINE:
        rows = rows.filter(author_id=context.user_id)
    elif view == OPEN:
        rows = rows.filter(closed_on__isnull=True)
    for word in words.split():
        said = Answer.objects.filter(question=OuterRef("pk"), text__icontains=word)
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word) | Exists(said))
    return rows


def answers(context: Context, question: Question) -> list[Any]:
    """Answers, the oldest first, with `thanks` (how many it helped) and `mine` (whether it helped the reader)."""
    own = Helped.objects.filter(answer=OuterRef("pk"), author_id=context.user_id)
    rows = Answer.objects.filter(question=question).select_related("author")
    rows = rows.annotate(thanks=Count("helped"), mine=Exists(own) if context.user_id else Value(False, BooleanField()))
    return list(rows.order_by("written_at", "pk"))


def teams(context: Context) -> list[Team]:
    """The reader's own teams."""
    return list(Team.objects.filter(pk__in=context.team_ids).order_by("name"))


def telling(context: Context, text: str) -> list[str]:
    """Words in the text that may tell who is meant: names of people the writer may see, long numbers, addresses.

    Only words written with a capital, since many names are ordinary words too. One query; nothing is kept.
    """
    found = names_in(text, names_shown(context))
    return [word for word in found if word[0].isupper() or not word.isalpha()]
