"""Reading the door book of one dossier: who is inside, why, since and until when, for whom it may be told."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.access.models import Dossier, Grant, Organisation, Team, User
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.access.roles import Role
from rundblick.access.words import BASIS_FOR_PERSON, BASIS_WORDS, topics_in_words
from rundblick.web.clock import in_berlin, now
from rundblick.web.german import german_date, german_datetime

LEADING = frozenset({Basis.RESPONSIBLE, Basis.DEPUTY})
CLOSABLE = frozenset(
    {Basis.ASSIGNMENT, Basis.STATUTORY, Basis.CONSENT, Basis.DEPUTY, Basis.SUPERVISION, Basis.BREAK_GLASS}
)
REOPENABLE = frozenset({Basis.ASSIGNMENT, Basis.STATUTORY, Basis.CONSENT, Basis.DEPUTY})
_ON_FILE = re.compile(r"\([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\)$")
MOST_FORMER = 100
ORDER = (
    Basis.SELF,
    Basis.RESPONSIBLE,
    Basis.DEPUTY,
    Basis.TEAM,
    Basis.ASSIGNMENT,
    Basis.CONSENT,
    Basis.STATUTORY,
    Basis.SUPERVISION,
    Basis.BREAK_GLASS,
)


@dataclass(frozen=True)
class Line:
    """One door as the page shows it. `who` is empty where names are nobody's business.

    `consents_url`: where the consent behind the door is withdrawn; closing the door alone would leave it standing.
    """

    grant: Grant
    who: str
    organisation: str
    basis: str
    topics: str
    member: str
    evidence: str
    own: bool
    closable: bool
    consents_url: str = ""

    @property
    def until(self) -> str:
        """When the door closes, in words; a door that ends at midnight counts its last day in."""
        return until_in_words(self.grant.valid_until)


@dataclass(frozen=True)
class Book:
    """The doors of a dossier: open now, opening later, and former ones (newest first)."""

    open: tuple[Line, ...]
    coming: tuple[Line, ...]
    former: tuple[Line, ...]


@dataclass(frozen=True)
class Viewer:
    """What somebody may know about the doors of a dossier and do with them.

    `leads`: opens and closes doors. `inside`: works on the case for its owner; others learn only what concerns
    them. `person`: the participant themselves. `subjects`: the members a limited viewer is limited to.
    """

    context: Context
    leads: bool
    inside: bool
    person: bool
    subjects: frozenset[uuid.UUID] | None


def until_in_words(until: dt.datetime | None) -> str:
    """An end as people say it: "bis einschließlich 29.11.2026", "bis 21.11.2026, 01:33 Uhr"."""
    if until is None:
        return "ohne festes Ende"
    local = in_berlin(until)
    if local.time() == dt.time.min:
        return f"bis einschließlich {german_date(local - dt.timedelta(days=1))}"
    return f"bis {german_datetime(local)}"


def viewer_of(context: Context, dossier: Dossier, grants: Iterable[Grant]) -> Viewer:
    """How this context stands to the dossier, from its own open doors."""
    own = [g for g in grants if g.principal_id in context.principals and _is_open(g, now())]
    bases = {Basis(g.basis) for g in own if g.writes}
    lead_in_emergency = Basis.BREAK_GLASS in bases and context.has_role(Role.TEAM_LEAD)
    whole = any(g.subject_id is None for g in own)
    return Viewer(
        context=context,
        leads=bool(bases & LEADING) or lead_in_emergency,
        inside=context.organisation_id == dossier.organisation_id,
        person=any(g.basis == Basis.SELF for g in own),
        subjects=None if whole else frozenset(g.subject_id for g in own if g.subject_id),
    )


def read(context: Context, dossier: Dossier) -> tuple[Book, Viewer]:
    """The doors of the dossier that this context may know about. Four statements."""
    grants = list(Grant.objects.filter(dossier=dossier).order_by("valid_from", "id"))
    viewer = viewer_of(context, dossier, grants)
    told = [g for g in grants if may_know(viewer, g)]
    lines = sorted(_lines(viewer, dossier, told), key=lambda line: ORDER.index(Basis(line.grant.basis)))
    moment = now()
    over = [line for line in lines if _is_over(line.grant, moment)]
    return Book(
        open=tuple(line for line in lines if _is_open(line.grant, moment)),
        coming=tuple(line for line in lines if line.grant.valid_from > moment and not _is_over(line.grant, moment)),
        former=tuple(sorted(over, key=lambda line: line.grant.valid_until or moment, reverse=True)[:MOST_FORMER]),
    ), viewer


def _is_over(grant: Grant, moment: dt.datetime) -> bool:
    return grant.valid_until is not None and grant.valid_until <= moment


def _is_open(grant: Grant, moment: dt.datetime) -> bool:
    return grant.valid_from <= moment and not _is_over(grant, moment)


def may_know(viewer: Viewer, grant: Grant) -> bool:
    """Helpers of one member are hidden from the others (design rule 6), and outsiders learn only who leads."""
    if viewer.subjects is not None and grant.subject_id is not None and grant.subject_id not in viewer.subjects:
        return False
    if viewer.inside or viewer.person:
        return True
    mine = grant.principal_id in viewer.context.principals
    return mine or grant.basis == Basis.RESPONSIBLE


def _lines(viewer: Viewer, dossier: Dossier, grants: list[Grant]) -> list[Line]:
    names = _Names(grants)
    members = hooks.members_of(dossier.pk) if any(g.subject_id for g in grants) else {}
    words = BASIS_FOR_PERSON if viewer.person else BASIS_WORDS
    lines = []
    for grant in grants:
        own = grant.principal_id == viewer.context.user_id
        who, organisation = names.of(grant)
        if viewer.person and grant.principal_kind != PrincipalKind.ORGANISATION:
            # Houses and reasons, never colleagues: one's own coach by what they are, others by their house.
            by_house = Basis(grant.basis) in {Basis.ASSIGNMENT, Basis.STATUTORY, Basis.CONSENT}
            who = "Sie selbst" if own else organisation if by_house else ""
            organisation = "" if by_house else organisation
        lines.append(
            Line(
                grant=grant,
                who=who,
                organisation=organisation,
                basis=words[Basis(grant.basis)],
                topics=topics_in_words(grant.topics),
                member=_member(grant, members),
                evidence="" if viewer.person else grant.evidence,
                own=own,
                closable=_closable(viewer, grant, own),
                consents_url=_consents_url(viewer, grant),
            )
        )
    return lines


def _member(grant: Grant, members: dict[uuid.UUID, str]) -> str:
    if grant.subject_id is None:
        return ""
    return members.get(grant.subject_id, "ein Mitglied")


def _closable(viewer: Viewer, grant: Grant, own: bool) -> bool:
    basis = Basis(grant.basis)
    if viewer.person or basis not in CLOSABLE or _is_over(grant, now()) or is_trust(grant):
        return False
    return viewer.leads or (own and basis in {Basis.SUPERVISION, Basis.BREAK_GLASS, Basis.DEPUTY})


def is_trust(grant: Grant) -> bool:
    """Whether the door ends with a consent: to the protected area, or with the id of a consent in its evidence."""
    return grant.basis == Basis.CONSENT and ("protected" in grant.topics or bool(_ON_FILE.search(grant.evidence)))


def _consents_url(viewer: Viewer, grant: Grant) -> str:
    """Where whoever leads the case finds the consent behind an open door."""
    make = hooks.links.get("consents")
    return make(grant.dossier_id) if make and viewer.leads and is_trust(grant) and not _is_over(grant, now()) else ""


def principal_of(grant: Grant) -> User | Team | Organisation:
    """The person, team or organisation a grant names."""
    models: dict[str, type[User] | type[Team] | type[Organisation]] = {
        PrincipalKind.USER: User,
        PrincipalKind.TEAM: Team,
        PrincipalKind.ORGANISATION: Organisation,
    }
    found: User | Team | Organisation = models[grant.principal_kind].objects.get(pk=grant.principal_id)
    return found


class _Names:
    """Names of principals, loaded with one query per kind."""

    def __init__(self, grants: list[Grant]) -> None:
        ids: dict[str, set[uuid.UUID]] = {kind: set() for kind in PrincipalKind.values}
        for grant in grants:
            ids[grant.principal_kind].add(grant.principal_id)
        self._users = User.objects.select_related("organisation").in_bulk(ids[PrincipalKind.USER])
        self._teams = Team.objects.select_related("organisation").in_bulk(ids[PrincipalKind.TEAM])
        self._organisations = Organisation.objects.in_bulk(ids[PrincipalKind.ORGANISATION])

    def of(self, grant: Grant) -> tuple[str, str]:
        """(who, organisation) in words."""
        match grant.principal_kind:
            case PrincipalKind.USER if user := self._users.get(grant.principal_id):
                return user.display_name, str(user.organisation or "")
            case PrincipalKind.TEAM if team := self._teams.get(grant.principal_id):
                return team.name, str(team.organisation)
            case PrincipalKind.ORGANISATION if organisation := self._organisations.get(grant.principal_id):
                return str(organisation), "alle, die dort arbeiten"
        return "ein früheres Konto", ""
