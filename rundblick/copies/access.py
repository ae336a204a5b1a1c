"""Who may prepare, read and release a copy: functions that return the object or raise Http404."""

import uuid

from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.models import Grant
from rundblick.access.models.base import open_grants, open_now
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.queries import LEADS
from rundblick.cases.tools import file_of_member
from rundblick.copies.codes import State
from rundblick.copies.models import Copy, Part, Redaction


def leads(context: Context, dossier_id: uuid.UUID) -> bool:
    """Whether the context is responsible for the whole case: only through these doors a copy is complete."""
    return open_grants(context).filter(LEADS, dossier_id=dossier_id).exists()


def file_to_tell_or_404(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> File:
    """The case with `member` set, for whoever is responsible for it."""
    file = file_of_member(request, case_id, person_id, writing="notes")
    if not file.leads:
        raise Http404
    return file


def copy_or_404(request: Request, copy_id: uuid.UUID) -> tuple[File, Copy]:
    """A copy with its case, for whoever is responsible for the case, whoever prepared it."""
    copy = Copy.objects.visible_to(request.access, writing=True).filter(pk=copy_id).first()
    if copy is None:
        raise Http404
    return file_to_tell_or_404(request, copy.dossier_id, copy.person_id), copy


def own_draft_or_404(request: Request, copy_id: uuid.UUID) -> tuple[File, Copy]:
    """A copy that waits to be looked through, for the one who prepared it."""
    file, copy = copy_or_404(request, copy_id)
    if copy.state != State.DRAFT or copy.prepared_by_id != request.user.pk:
        raise Http404
    return file, copy


def part_or_404(copy: Copy, rank: int, place: int | None = None) -> Part:
    """A part of the own draft; with `place` one that has an entry there."""
    found = Part.objects.filter(copy=copy, rank=rank).first()
    if found is None or (place is not None and place >= found.number):
        raise Http404
    return found


def redaction_or_404(copy: Copy, redaction_id: uuid.UUID) -> Redaction:
    """Something hidden in the own draft."""
    found = Redaction.objects.filter(copy=copy, pk=redaction_id).first()
    if found is None:
        raise Http404
    return found


def has_own_page(copy: Copy) -> bool:
    """Whether the person can read their own page in this household."""
    doors = Grant.objects.filter(open_now())
    own = doors.filter(dossier_id=copy.dossier_id, subject_id=copy.person_id, basis=Basis.SELF)
    return bool(own.filter(topics__contains=["notes"]).exists())
