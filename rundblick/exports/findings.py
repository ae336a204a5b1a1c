"""What checks of tables noticed, as far as the reader's doors lead."""

import uuid
from dataclasses import dataclass

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.exports.codes import Mark
from rundblick.exports.models import Delivery, Trace
from rundblick.people import queries as people
from rundblick.people.spelling import fold
from rundblick.web.german import NOTHING
from rundblick.web.parts import Cell, Column, Table

MOST = 200


@dataclass(frozen=True, slots=True)
class Noticed:
    """Lines of (case, person, column, problem); `more`: whether there are further ones."""

    lines: list[tuple[uuid.UUID, str, str, str, str]]
    more: bool

    @property
    def dossiers(self) -> list[uuid.UUID]:
        """Cases in it."""
        return list(dict.fromkeys(line[0] for line in self.lines))


def noticed(context: Context, delivery: Delivery | None = None) -> Noticed:
    """Visible findings, of one table or of all that are up to date. A fixed number of queries."""
    rows = Trace.objects.visible_to(context).filter(mark=Mark.FINDING)
    if delivery is not None:
        rows = rows.filter(delivery=delivery)
    found = list(rows.order_by("dossier_id", "column", "pk")[: MOST + 1])
    dossiers = list({row.dossier_id for row in found})
    labels = people.labels(dossiers) if dossiers else {}
    members = people.memberships_of(dossiers) if dossiers else {}
    names = {member.person.pk: member.name for own in members.values() for member in own}
    lines = [
        (row.dossier_id, labels.get(row.dossier_id, "Fall"), names.get(row.person_id, NOTHING), row.column, row.problem)
        for row in found[:MOST]
    ]
    return Noticed(sorted(lines, key=lambda line: (fold(line[1]), fold(line[2]), line[3])), len(found) > MOST)


def findings_table(found: Noticed) -> Table:
    """The lines with the way to the case."""
    return Table(
        caption="Auffällig in Fällen, auf die Sie Zugriff haben",
        columns=[Column(label="Fall"), Column(label="Person"), Column(label="Spalte"), Column(label="Was ist")],
        rows=[
            [Cell(text=label, url=hooks.case_url(dossier_id)), name, column, problem]
            for dossier_id, label, name, column, problem in found.lines
        ],
    )
