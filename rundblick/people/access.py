"""Fetching households and persons for a page: the object, or 404 as if there were none."""

import uuid

from django.db.models import Q
from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.models.base import open_grants
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.people.models import Household, Membership, Person


def household_or_404(context: Context, household_id: uuid.UUID, *, writing: bool = False) -> Household:
    """The household with this id, or whose dossier has it; with its dossier, team and organisation. One query.

    `writing`: only if the context may change it. Raises Http404 for what is foreign or not there alike.
    """
    found = (
        Household.objects.visible_to(context, writing=writing)
        .filter(Q(dossier_id=household_id) | Q(pk=household_id))
        .select_related("dossier__team", "dossier__organisation")
        .first()
    )
    if found is None:
        raise Http404
    return found


def person_or_404(context: Context, person_id: uuid.UUID, *, writing: bool = False) -> Person:
    """The person with this id. Raises Http404 for what is foreign or not there alike."""
    found = Person.objects.visible_to(context, writing=writing).filter(pk=person_id).first()
    if found is None:
        raise Http404
    return found


def membership_or_404(context: Context, membership_id: uuid.UUID, *, writing: bool = False) -> Membership:
    """The membership with this id, with person and household."""
    found = (
        Membership.objects.visible_to(context, writing=writing)
        .filter(pk=membership_id)
        .select_related("person", "household__dossier")
        .first()
    )
    if found is None:
        raise Http404
    return found


_NO_SEARCH = frozenset({Role.PARTICIPANT, Role.RESEARCH, Role.ADMIN, Role.DPO})


def searcher(request: Request) -> Context:
    """The context of somebody whose work is with people; for all others search does not exist (Http404)."""
    if request.access.roles <= _NO_SEARCH:
        raise Http404
    return request.access


def may_write(context: Context, dossier_id: uuid.UUID) -> bool:
    """Whether the context holds a door to the master data of the dossier through which it may change them."""
    grants = open_grants(context).filter(dossier_id=dossier_id, writes=True, topics__contains=["master"])
    return grants.exists()
