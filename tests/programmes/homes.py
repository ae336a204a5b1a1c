"""Households of the house, a published ANNA, and short ways to begin and to compute what is due."""

import datetime as dt
import uuid
from collections.abc import Sequence

from rundblick.access.context import acting_as, bound, system
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.people.models import Household
from rundblick.people.queries import memberships_of
from rundblick.people.rules import Role
from rundblick.programmes import duebook, services
from rundblick.programmes.checks import AGREED
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import DueItem, Participation, Run
from rundblick.programmes.publishing import publish
from tests.house import House
from tests.people.families import household, member
from tests.programmes.build import anna, example

START = dt.date(2021, 2, 1)
GROWN = dt.date(1990, 2, 13)


def family(house: House, name: str = "Kaya", *, responsible: User | None = None) -> Household:
    """Two parents and a child of four."""
    return household(
        house,
        member(f"Gülşen|{name}", GROWN, Role.PARENT),
        member(f"Ali|{name}", dt.date(1988, 7, 1), Role.PARENT),
        member(f"Ela|{name}", dt.date(2018, 9, 30)),
        responsible=responsible,
    )


def published(programme: Programme | None = None) -> Programme:
    """Publish ANNA (or another definition) and answer it."""
    wanted = programme or anna()
    with bound(system("test"), "test"):
        publish(wanted)
    return wanted


def run_of(programme: Programme, code: str = "") -> Run:
    """A run of what was published, the first one unless told otherwise."""
    with bound(system("test"), "test", read_only=True):
        rows = Run.objects.filter(definition__code=programme.id).select_related("definition").order_by("valid_from")
        return rows.get(code=code) if code else rows[0]


def persons(home: Household, of: User) -> dict[str, uuid.UUID]:
    """Members by first name."""
    with acting_as(of, "test", read_only=True):
        return {m.person.first_names: m.person.pk for m in memberships_of([home.dossier_id])[home.dossier_id]}


def begun(
    house: House,
    home: Household,
    *names: str,
    programme: Programme | None = None,
    on: dt.date | None = START,
    agreed: dt.date | None = START - dt.timedelta(days=3),
    by: User | None = None,
    site: str = "",
) -> list[Participation]:
    """Begin (or propose, without a day) for these members as the coach."""
    coach = by or house.alma
    known = persons(home, coach)
    run = run_of(programme or anna())
    with acting_as(coach, "test"):
        return services.begin(
            dossier_id=home.dossier_id,
            run=run,
            persons=[known[name] for name in names],
            started_on=on,
            site=site,
            steps={AGREED: agreed} if agreed else {},
        )


def refreshed(home: Household, *, as_of: dt.date | None = None) -> duebook.Changed:
    """What the worker does after a change."""
    with as_worker("test"):
        return duebook.refresh([home.dossier_id], as_of=as_of)


def stored(home: Household) -> list[DueItem]:
    """All rows of what is due."""
    with as_worker("test"):
        return list(DueItem.objects.filter(dossier_id=home.dossier_id).order_by("due_on", "rule", "key"))


def rules(items: Sequence[DueItem]) -> list[str]:
    """The rules they come from, in order."""
    return [item.rule for item in items]


def for_persons() -> Programme:
    """A programme in which persons take part, voluntarily."""
    return example()
