"""Reaching the page of one person: the file, with what the reader's doors carry about this person, or 404."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.cases import tools
from rundblick.cases.agencies import TOPIC
from rundblick.cases.file import File
from rundblick.rehab import queries
from rundblick.rehab.models import Desk
from rundblick.rehab.queries import HEALTH


@dataclass(frozen=True)
class Place:
    """The page of one person. `inside`: the reader belongs to the house that holds the case.

    `contract`: the reader works with the case for a Träger by order; what is ordinary is open to them as to the house,
    what is about health is not. `topics` and `writes`: what the reader's doors to this person carry. `desk`: None
    before the first entry, and for another agency's guest. `guests`: open doors of other houses to work together.
    """

    file: File
    person_id: uuid.UUID
    inside: bool
    contract: bool
    topics: frozenset[str]
    writes: frozenset[str]
    desk: Desk | None
    guests: tuple[Grant, ...] = ()

    @property
    def house(self) -> bool:
        """Whether the reader accompanies the person for the house, as its own or by order."""
        return self.inside or self.contract

    @property
    def may_write(self) -> bool:
        """Whether the reader may write what is ordinary; a guest only where the own house is named."""
        return TOPIC in self.writes and (self.house or self.desk is not None)

    @property
    def reads_health(self) -> bool:
        """Whether the reader holds a consent for what is about health."""
        return HEALTH in self.topics and self._reads_words

    @property
    def writes_health(self) -> bool:
        """Whether the reader may write it; there is no side by side without an agency."""
        named = self.desk is not None and self.desk.agency_id is not None
        return HEALTH in self.writes and named and self._reads_words

    @property
    def _reads_words(self) -> bool:
        return self.inside or (self.desk is not None and not self.contract)


def place_or_404(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, *, writing: bool = False, health: bool = False
) -> Place:
    """The page of this member; 404 without the topic, or where `writing` or `health` is not open to the reader."""
    file = tools.file_of_member(request, case_id, person_id, reading=TOPIC)
    inside = request.access.organisation_id == file.case.dossier.organisation_id
    topics: set[str] = set()
    writes: set[str] = set()
    contract = False
    doors = queries.doors(file.dossier_id, person_id)
    for door in doors:
        if door.principal_id not in request.access.principals:
            continue
        ordered = door.basis == Basis.ASSIGNMENT
        topics.update(door.topics)
        contract |= door.guest and ordered and TOPIC in door.topics
        if door.writes or (door.guest and not ordered):
            writes.update(door.topics)
    place = Place(
        file=file,
        person_id=person_id,
        inside=inside,
        contract=contract,
        topics=frozenset(topics),
        writes=frozenset(writes),
        desk=queries.desk(request.access, file.pk, person_id),
        guests=tuple(door for door in doors if door.guest and TOPIC in door.topics),
    )
    barred = (writing and not health and not place.may_write) or (
        health and not (place.writes_health if writing else place.reads_health)
    )
    if TOPIC not in topics or barred:
        raise Http404
    return place


def row_or_404(request: Request, place: Place, model: Any, row_id: uuid.UUID) -> Any:
    """A row about this person that the reader may change."""
    rows = model.objects.visible_to(request.access, writing=True)
    found = rows.filter(pk=row_id, dossier_id=place.file.dossier_id, person_id=place.person_id).first()
    if found is None:
        raise Http404
    return found
