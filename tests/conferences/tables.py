"""Short ways to a table with several houses around it."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as, bound, reason, system
from rundblick.access.models import Grant, Organisation, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.access.services import close_door, open_door
from rundblick.conferences import services
from rundblick.conferences.models import Conference, Contribution, Decision, Invitation, Point, Seat
from rundblick.conferences.services import Content
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House

DAY = dt.timedelta(days=1)
AT_THE_TABLE = ("master", "cooperation", "goals", "tasks")
WITH_HEALTH = (*AT_THE_TABLE, "health")


@dataclass
class Table:
    """Alma plans a conference about Amira; three houses from outside may come."""

    house: House
    family: Family
    row: Conference
    extra: dict[str, Organisation] = field(default_factory=dict)

    @property
    def amira(self) -> uuid.UUID:
        return self.family.amira

    def url(self, name: str = "page", *more: uuid.UUID) -> str:
        return reverse(f"conferences:{name}", args=[self.row.pk, *more])

    def address(self, name: str, *more: Any) -> str:
        return reverse(f"conferences:{name}", args=[self.row.pk, *more])

    def door(self, house: Organisation | User, *topics: str, person: uuid.UUID | None = None, **values: Any) -> Grant:
        """A consent of Amira (or whoever is named) opens these topics to a house."""
        given: dict[str, Any] = {"until": now() + 30 * DAY, "evidence": "Einwilligung auf Papier"}
        with acting_as(self.house.alma, "test"):
            return open_door(
                dossier_id=self.family.pk,
                principal=house,
                basis=Basis.CONSENT,
                topics=topics or AT_THE_TABLE,
                subject_id=person or self.amira,
                **given | values,
            )

    def shut(self, grant: Grant) -> None:
        with acting_as(self.house.alma, "test"):
            close_door(grant)

    def seat(self, **who: Any) -> Seat:
        with acting_as(self.house.alma, "test"):
            return services.seat(conference=self.row, **who)

    def invite(self, house: Organisation) -> Invitation:
        row = self.seat(organisation=house, part="agency")
        with acting_as(self.house.alma, "test"):
            return services.invite(row=row, by=self.house.alma)

    def point(self, text: str = "Wie geht es der Person?", topic: str = "cooperation", **values: Any) -> Point:
        given: dict[str, Any] = {"person_id": self.amira}
        with acting_as(self.house.alma, "test"):
            return services.add_point(conference=self.row, text=text, topic=topic, **given | values)

    def brings(self, author: User, text: str, topic: str = "cooperation", **values: Any) -> Contribution:
        given: dict[str, Any] = {"person_id": self.amira}
        with acting_as(author, "test"):
            return services.contribute(conference=self.row, author=author, text=text, topic=topic, **given | values)

    def decide(self, text: str = "Kita anrufen", topic: str = "cooperation", **values: Any) -> Decision:
        given: dict[str, Any] = {"person_id": self.amira, "responsible": "jobcenter", "due_on": today() + 7 * DAY}
        with acting_as(self.house.alma, "test"):
            return services.decide(conference=self.row, text=text, topic=topic, **given | values)

    def confide(self) -> None:
        """Amira lets Alma write down what is about her health."""
        with acting_as(self.house.alma, "test"):
            open_door(
                dossier_id=self.family.pk,
                principal=self.house.alma,
                basis=Basis.CONSENT,
                topics=("protected", "health"),
                writes=True,
                subject_id=self.amira,
                until=now() + 30 * DAY,
                evidence="Einwilligung",
            )

    def begin(self) -> None:
        """The talk has begun an hour ago."""
        with acting_as(self.house.alma, "test"), reason("test"):
            start = now() - dt.timedelta(hours=1)
            Conference.objects.filter(pk=self.row.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=2))
            self.row.refresh_from_db()

    def close(self) -> Conference:
        self.begin()
        with acting_as(self.house.alma, "test"):
            self.row = services.close(conference=self.row, version=self.row.version)
        return self.row


def plans(family: Family, *persons: uuid.UUID, kind: str = "case_conference", **said: Any) -> Conference:
    """Alma plans a conference in ten days, with preparations until in a week."""
    start = now() + 10 * DAY
    given: dict[str, Any] = {
        "question": "Wie gelingt der Einstieg in die Küche?",
        "starts_at": start,
        "ends_at": start + dt.timedelta(hours=1),
        "setting": "office",
        "prepare_until": today() + 7 * DAY,
    }
    token = said.pop("token", None)
    with acting_as(family.house.alma, "test"):
        return services.plan(
            case=family.case,
            author=family.house.alma,
            content=Content(kind=kind, persons=persons or (family.amira,), **given | said),
            token=token,
        )


def table(house: House, *persons: str, **said: Any) -> Table:
    family = haddad(house)
    return Table(house, family, plans(family, *(family.persons[name] for name in persons), **said))


def clinic(house: House) -> Organisation:
    """A third house, with Yara who works there."""
    with bound(system("test"), "test.house"):
        made: Organisation = Organisation.objects.create(name="Praxisnetz Gesundheit", kind="partner")
        house.add("yara", made, None, [Role.PARTNER])
    return made
