"""Fetching the file for a talk, and information sheets: the object, or 404."""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.calendar.access import PLANNERS
from rundblick.cases.file import File
from rundblick.cases.tools import file_of_member
from rundblick.preparation.models import InfoSheet

READERS = PLANNERS | {Role.ADMIN}
"""Who works with people, and who looks after the house."""


def file_for_talk(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> File:
    """The case with this member of today, for whoever may write its notes; 404 otherwise."""
    file = file_of_member(request, case_id, person_id, writing="notes")
    if person_id not in file.member_ids:
        raise Http404
    return file


def may_talk(file: File, person_id: uuid.UUID) -> bool:
    """Whether `file_for_talk` would answer."""
    return "notes" in file.writes and person_id in file.member_ids


def sheets(request: Request) -> QuerySet[InfoSheet]:
    """The sheets of the user's own house; 404 for whoever neither works with people nor looks after the house."""
    house = only(request, *READERS).organisation_id
    return InfoSheet.objects.filter(organisation_id=house) if house else InfoSheet.objects.none()


def sheet_or_404(request: Request, sheet_id: uuid.UUID, *, changing: bool = False) -> InfoSheet:
    """A sheet of the user's own house; `changing`: as whoever manages the organisation."""
    if changing:
        only(request, Role.ADMIN)
    found = sheets(request).filter(pk=sheet_id).first()
    if found is None:
        raise Http404
    return found
