"""Fetching the case for the pages of this room, or 404."""

from uuid import UUID

from django.http import Http404

from rundblick.access.requests import Request
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File


def own_file_or_404(request: Request, case_id: UUID, *, member: str = "") -> File:
    """The case for whoever works with it in their own name and may read talks.

    A supervisor's door shows single notes for its purpose; counted contacts are nobody's but the coach's (rule 8).
    """
    file = file_or_404(request.access, case_id, member=member, reading="notes")
    if "notes" not in file.own:
        raise Http404
    return file


def file_to_agree_or_404(request: Request, case_id: UUID, person_id: UUID) -> File:
    """The same with one of today's members looked at, for agreeing on a rhythm with that person."""
    file = own_file_or_404(request, case_id)
    if person_id not in file.member_ids or "notes" not in file.writes:
        raise Http404
    return file.looking_at(person_id)
