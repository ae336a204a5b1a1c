"""Set-based reads of the room. Everything passes the reader's own doors, those of the person included."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from rundblick.access.context import Context
from rundblick.roadmap import rules
from rundblick.roadmap.catalogue import catalogue
from rundblick.roadmap.codes import Moment
from rundblick.roadmap.models import Decision, HealthGoal, Leaf, Path, Position, Step, Ticket


@dataclass(frozen=True)
class Journey:
    """Everything about one person's Fahrplan that the reader sees. `tickets`: those that stand today."""

    path: Path | None = None
    steps: dict[str, Step] = field(default_factory=dict)
    decisions: Sequence[Decision] = ()
    tickets: Sequence[Ticket] = ()
    positions: Sequence[Position] = ()

    @property
    def began(self) -> bool:
        """Whether the person said that they want to talk about work."""
        return self.path is not None and self.path.wish

    @property
    def decision(self) -> Decision | None:
        """What the person decided last."""
        return rules.latest(self.decisions)

    def position(self, moment: Moment) -> Position | None:
        """Where the person said last that they stand."""
        return rules.latest(row for row in self.positions if row.moment == moment)

    @property
    def stations(self) -> list[rules.Station]:
        """The nine steps as they stand."""
        wished = self.path.on if self.path and self.path.wish else None
        before, after = self.position(Moment.BEFORE), self.position(Moment.AFTER)
        facts = rules.Facts(
            wished=wished,
            decided=self.decision.on if self.decision else None,
            ticket=min((row.valid_from for row in self.tickets), default=None),
            before=before.on if before else None,
            after=after.on if after else None,
        )
        noted = {code: (step.state, step.on) for code, step in self.steps.items()}
        return rules.stations([one.code for one in catalogue().steps], noted, facts)


def journey(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> Journey:
    """The Fahrplan of one person. Five queries."""
    own = {"dossier_id": dossier_id, "person_id": person_id}
    tickets = Ticket.objects.visible_to(context).filter(**own, valid_until__isnull=True).select_related("author")
    return Journey(
        path=Path.objects.visible_to(context).filter(**own).first(),
        steps={row.code: row for row in Step.objects.visible_to(context).filter(**own)},
        decisions=list(
            Decision.objects.visible_to(context).filter(**own).select_related("goal").order_by("on", "written_at")
        ),
        tickets=rules.side_by_side(tickets.order_by("pk")),
        positions=list(Position.objects.visible_to(context).filter(**own).order_by("on", "written_at")),
    )


def leaves(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> dict[str, Leaf]:
    """Sheets of the folder the reader may read, by code: all for the person, those shown for colleagues."""
    rows = Leaf.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return {row.code: row for row in rows}


def health_goals(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[HealthGoal]:
    """Sentences of the protected area, the latest first."""
    rows = HealthGoal.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.order_by("-on", "-written_at"))


def folder_held(dossier_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether the person keeps sheets that the caller does not read. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT roadmap_folder_held(%s, %s)", [dossier_id, person_id])
        return bool(cursor.fetchone()[0])


def by_person(rows: Sequence[Decision]) -> dict[tuple[uuid.UUID, uuid.UUID], list[Decision]]:
    """Decisions by household and person."""
    found: dict[tuple[uuid.UUID, uuid.UUID], list[Decision]] = defaultdict(list)
    for row in rows:
        found[row.dossier_id, row.person_id].append(row)
    return found
