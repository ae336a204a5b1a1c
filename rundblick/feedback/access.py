"""Fetching what belongs to the room, or 404."""

import uuid

from django.http import Http404

from rundblick.access.access import only
from rundblick.access.models import Organisation
from rundblick.access.requests import Request
from rundblick.access.roles import STAFF_ROLES, Role
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.feedback.catalogue import Letter, letter_of
from rundblick.feedback.models import Ask, TalkFeedback

READERS = frozenset(STAFF_ROLES - {Role.PARTNER, Role.RESEARCH})
"""Who looks at the figures of the own house. They tell of nobody who works there."""

ENTERERS = (Role.INTAKE, Role.COORDINATOR)
"""Who enters sheets without a name."""

HOUSES = ("jobcenter", "provider")
"""Kinds of organisations that have talks of their own."""


def public_house_or_404(house_id: uuid.UUID) -> Organisation:
    """A house that may be answered to without a login."""
    found = Organisation.objects.filter(pk=house_id, kind__in=HOUSES).first()
    if found is None:
        raise Http404("no such house")
    return found


def letter_or_404(code: str) -> Letter:
    """A kind of letter that is asked about."""
    found = letter_of(code)
    if found is None:
        raise Http404("no such kind of letter")
    return found


def own_house_or_404(request: Request, *roles: Role) -> Organisation:
    """The reader's own house; `roles`: for these alone."""
    context = only(request, *(roles or READERS))
    return public_house_or_404(context.organisation_id or uuid.UUID(int=0))


def own_file_or_404(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, *, writing: bool = False) -> File:
    """The case with this member looked at, for whoever works with it in their own name and reads talks (rule 8)."""
    file = file_or_404(request.access, case_id, member=str(person_id), reading="notes")
    may = "notes" in file.own and (not writing or "notes" in file.writes)
    if not may or file.member is None or request.access.only_guest:
        raise Http404
    return file


def ask_or_404(request: Request, file: File, ask_id: uuid.UUID) -> Ask:
    """What the reader asked this person."""
    assert file.member
    found = Ask.objects.visible_to(request.access).filter(pk=ask_id, dossier_id=file.pk, person_id=file.member).first()
    if found is None:
        raise Http404("nobody was asked")
    return found


def said_or_404(request: Request, file: File, row_id: uuid.UUID) -> TalkFeedback:
    """What this person said to the reader."""
    assert file.member
    rows = TalkFeedback.objects.visible_to(request.access, writing=True)
    found = rows.filter(pk=row_id, dossier_id=file.pk, person_id=file.member).first()
    if found is None:
        raise Http404("no such answer")
    return found
