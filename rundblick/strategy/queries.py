"""Set-based reads of the strategy talk."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from rundblick.access.context import Context
from rundblick.cases.file import File
from rundblick.cases.models import ContactNote
from rundblick.cases.queries import for_member
from rundblick.strategy.models import Finding, Meeting, Part, Review, Way


@dataclass(frozen=True)
class Eyes:
    """Before whom a page lies open (design rule 6): the coach alone, one member, or all (`together`, no member)."""

    member: uuid.UUID | None = None
    together: bool = False
    protected: frozenset[uuid.UUID] = frozenset()

    @classmethod
    def of(cls, file: File, *, together: bool) -> "Eyes":
        """Who looks at this file."""
        return cls(file.member, together, file.protected)

    @property
    def alone(self) -> bool:
        """Whether only the coach looks."""
        return self.member is None and not self.together

    @property
    def limit(self) -> Q:
        """What they may see of rows that belong to members; never that of others whose contact is protected."""
        if self.alone:
            return Q()
        shown = for_member(self.member) if self.member else Q(shared=True)
        return shown & ~Q(person_id__in=self.protected - {self.member})


def meetings(context: Context, dossier_id: uuid.UUID) -> list[Meeting]:
    """All talks of the household, the latest first; one query."""
    rows = Meeting.objects.visible_to(context).filter(dossier_id=dossier_id).select_related("author")
    return list(rows.order_by("-held_on", "-written_at", "pk"))


def parts(context: Context, dossier_id: uuid.UUID, eyes: Eyes) -> list[Part]:
    """The parts these eyes may see, of all talks; one query."""
    rows = Part.objects.visible_to(context).filter(eyes.limit, dossier_id=dossier_id)
    return list(rows.select_related("author").order_by("written_at", "pk"))


def ways(context: Context, meeting: Meeting, eyes: Eyes) -> list[Way]:
    """Ways of one talk, in the order they were noted, with goal and task; one query."""
    rows = Way.objects.visible_to(context).filter(eyes.limit, dossier_id=meeting.dossier_id, part__meeting=meeting)
    return list(rows.select_related("goal", "task").order_by("written_at", "pk"))


def reviews(context: Context, dossier_id: uuid.UUID) -> list[Review]:
    """All reviews of the household, the earliest first; one query."""
    rows = Review.objects.visible_to(context).filter(dossier_id=dossier_id).select_related("author")
    return list(rows.order_by("held_on", "phase", "pk"))


def findings(context: Context, dossier_id: uuid.UUID, eyes: Eyes) -> list[Finding]:
    """What reviews found for the members these eyes may see; one query."""
    rows = Finding.objects.visible_to(context).filter(eyes.limit, dossier_id=dossier_id)
    return list(rows.order_by("review__held_on", "pk"))


def contact_days(
    context: Context, dossier_id: uuid.UUID, eyes: Eyes, *, start: dt.date, until: dt.date
) -> Collection[dt.date]:
    """Days with a talk in a half-open period, as far as these eyes may know of it; one query."""
    rows = ContactNote.objects.visible_to(context).filter(eyes.limit, dossier_id=dossier_id)
    days: QuerySet[Any, Any] = rows.filter(happened_on__gte=start, happened_on__lt=until).order_by("happened_on")
    return list(days.values_list("happened_on", flat=True).distinct())
