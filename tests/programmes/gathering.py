"""Groups for tests: one of Alma's house in the workshop, with members, and short ways to keep their attendance."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from rundblick.access.context import acting_as
from rundblick.people.models import Household
from rundblick.programmes import services
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Cohort, CohortMember, Participation, Presence, Session
from rundblick.programmes.services.roll import Mark, Told
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.homes import family, run_of
from tests.programmes.living import DAY, living

AHEAD = 21 * DAY


def opened(house: House, programme: Programme, *, by: str = "alma", on: dt.date | None = None, **more: Any) -> Cohort:
    """A group of the run, opened three weeks ago unless told otherwise."""
    user = house.people[by]
    assert user.organisation_id
    run = run_of(programme)
    given: dict[str, Any] = {"label": "Gruppe am Dienstag", "place": "Haus der Begegnung", "begins": dt.time(9)} | more
    with acting_as(user, "test"):
        made = services.open_group(
            run=run, organisation_id=user.organisation_id, starts_on=on or today() - AHEAD, **given
        ).group
    return fresh_group(house, made)


def fresh_group(house: House, group: Cohort) -> Cohort:
    """The group as it is stored now."""
    with acting_as(house.alma, "test", read_only=True):
        return Cohort.objects.select_related("run__definition", "organisation").get(pk=group.pk)


def met(house: House, group: Cohort, on: dt.date | None = None, topic: str = "Ankommen", **more: Any) -> Session:
    """A session of the group, today unless told otherwise."""
    with acting_as(house.alma, "test"):
        made = services.add_session(group=group, on=on or today(), topic=topic, overrule=True, **more)
        return Session.objects.select_related("cohort__run__definition").get(pk=made.pk)


def fresh_session(house: House, session: Session) -> Session:
    """The session as it is stored now."""
    with acting_as(house.alma, "test", read_only=True):
        return Session.objects.select_related("cohort__run__definition").get(pk=session.pk)


def joined(
    house: House, group: Cohort, programme: Programme, *names: str, homes: Sequence[Household] = ()
) -> list[CohortMember]:
    """A household per name whose parent takes part and belongs to the group, in the order of names."""
    rows: list[Participation] = [living(house, family(house, name), programme=programme) for name in names]
    with acting_as(house.alma, "test"):
        made = services.join(group=group, participations=rows, on=group.starts_on).rows
        found = {row.pk: row for row in CohortMember.objects.select_related("participation__run__definition")}
    return [found[row.pk] for row in made]


def kept(house: House, session: Session, marks: dict[uuid.UUID, Mark], *, by: str = "alma", **more: Any) -> int:
    """Keep the list of a session; answers how many lines changed."""
    told = Told(**{name: more.pop(name) for name in ("topic", "guests", "guests_changed") if name in more})
    with acting_as(house.people[by], "test") as context:
        given = {"version": session.version} | more
        return services.keep_roll(context=context, session=session, marks=marks, told=told, **given).number


def states(house: House, session: Session) -> list[str]:
    """What stands for the session, by name."""
    with acting_as(house.alma, "test", read_only=True):
        rows = Presence.objects.filter(session=session).select_related("person").order_by("person__sort_key")
        return [row.state for row in rows]
