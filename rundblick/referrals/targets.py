"""How many participants of a programme have found a help, by person and by connection (PRO AKTIV 94).

Reads as worker for the counts of a programme, which coordination and team leads order; nobody sees whom it is about.
"""

import datetime as dt
import uuid
from collections.abc import Collection

from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Participation
from rundblick.referrals.kinds import catalogue, kind_of
from rundblick.referrals.models import Referral
from rundblick.referrals.numbers import figures as counted
from rundblick.referrals.queries import told
from rundblick.referrals.rules import Link, connected
from rundblick.statistics.figures import Figure

SUBGROUP = "Personen, die bis zum Stichtag begonnen haben"
DURING = "Gezählt wird, was während der Teilnahme zustande kam."


def figures(programme: Programme, rows: Collection[Participation], as_of: dt.date) -> list[Figure]:
    """Persons with at least one connection, and connections; nothing where no way was ever begun for a participant.

    A connection counts from the first to the last day of the person's participation, both included, up to `as_of`.
    Small groups are withheld, the connections with the persons. Three queries.
    """
    taking_part: dict[uuid.UUID, list[tuple[dt.date, dt.date]]] = {}
    for row in rows:
        if row.person_id and row.started_on is not None and row.started_on <= as_of:
            taking_part.setdefault(row.person_id, []).append((row.started_on, row.ended_on or dt.date.max))
    if not taking_part:
        return []
    dossiers = {row.dossier_id for row in rows}
    ways = told(Referral.objects.filter(person_id__in=list(taking_part), dossier_id__in=dossiers), None, day=as_of)
    if not ways:
        return []
    links = [
        Link(one.row.person_id, kind_of(one.row.kind).group, on)
        for one in ways
        if (on := one.course.connected_on) is not None
        and any(since <= on <= until for since, until in taking_part[one.row.person_id])
    ]
    order = [group.code for group in catalogue().groups]
    found = connected(links, persons=list(taking_part), as_of=as_of, order=order)
    untold = len(set(taking_part) - {one.row.person_id for one in ways})
    numbers = counted(found, as_of=as_of, untold=untold, subgroup=f"{SUBGROUP}. {DURING}", target=None)
    return [numbers.persons, numbers.links]
