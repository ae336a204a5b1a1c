"""Fetching what belongs to a strategy talk: the object, or 404."""

import uuid

from django.http import Http404

from rundblick.access.requests import Request
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.strategy.catalogue import catalogue
from rundblick.strategy.models import Meeting, Part, Way
from rundblick.strategy.rules import capable
from rundblick.web.clock import today


def file_to_write(request: Request, case_id: uuid.UUID, *, topic: str = "situation", member: str = "") -> File:
    """The case, when a writing door to the whole household carries the topic; else 404."""
    return file_or_404(request.access, case_id, member=member, writing=topic)


def meeting_or_404(request: Request, file: File, meeting_id: uuid.UUID) -> Meeting:
    """A talk of this household."""
    rows = Meeting.objects.visible_to(request.access).filter(pk=meeting_id, dossier_id=file.pk)
    found: Meeting | None = rows.select_related("author").first()
    if found is None:
        raise Http404
    return found


def part_or_404(request: Request, file: File, meeting_id: uuid.UUID, person_id: uuid.UUID) -> Part:
    """A member's part of a talk of this household, with the talk."""
    rows = Part.objects.visible_to(request.access).filter(
        meeting_id=meeting_id, person_id=person_id, dossier_id=file.pk
    )
    found: Part | None = rows.select_related("author", "meeting").first()
    if found is None:
        raise Http404
    return found


def way_or_404(request: Request, file: File, way_id: uuid.UUID) -> Way:
    """A strategy of a member of this household, with its part."""
    rows = Way.objects.visible_to(request.access).filter(pk=way_id, dossier_id=file.pk)
    found: Way | None = rows.select_related("author", "part__meeting").first()
    if found is None:
        raise Http404
    return found


def offered_members(file: File) -> list[tuple[uuid.UUID, str]]:
    """Today's members for whom a strategy may be talked about; children are left out."""
    from_age = catalogue().from_age
    return [
        (member.person.pk, member.name)
        for member in file.members
        if capable(member.role, member.age(today()), from_age=from_age)
    ]
