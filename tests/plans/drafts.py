"""Short ways to write plans for the Haddads."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.plans import services
from rundblick.plans.drafting import Act, Said, Words
from rundblick.plans.models import Plan, PlanLine
from tests.cases.families import Family

DAY = dt.timedelta(days=1)


def begun(family: Family, person: uuid.UUID | None = None, kind: str = "agreement") -> Plan:
    """A draft about Amira, or somebody else."""
    with acting_as(family.house.alma, "test"):
        return services.begin(case=family.case, person_id=person or family.amira, kind=kind, author=family.house.alma)


def lines(family: Family, plan: Plan) -> list[PlanLine]:
    """The lines of a version that are not taken out, in order."""
    with acting_as(family.house.alma, "test", read_only=True):
        rows = [row for row in plan.lines.order_by("rank", "thread") if not row.left_out]
        assert all(row.text is not None for row in rows)
        return rows


def texts(family: Family, plan: Plan) -> list[str]:
    return [row.text for row in lines(family, plan)]


def same(family: Family, plan: Plan) -> dict[uuid.UUID, Words]:
    """What a form sends when nobody changed anything."""
    return {
        row.pk: Words(row.text, row.plain or "", row.who, row.until, row.goal_id if row.kind == "step" else None)
        for row in lines(family, plan)
    }


def act(family: Family, plan: Plan, verb: str, target: Any) -> PlanLine:
    """One act, with the words as they are."""
    with acting_as(family.house.alma, "test"):
        fresh = Plan.objects.get(pk=plan.pk)
        said = Said(offer=fresh.offer or "", review_on=fresh.review_on)
        line = services.work_on(
            plan=fresh, version=fresh.version, said=said, author=family.house.alma, act=Act(verb, str(target))
        )
    assert line is not None
    return line


def write(family: Family, plan: Plan, **said: Any) -> None:
    """Words for a draft."""
    with acting_as(family.house.alma, "test"):
        fresh = Plan.objects.get(pk=plan.pk)
        services.work_on(plan=fresh, version=fresh.version, said=Said(**said), author=family.house.alma)


def published(family: Family, plan: Plan | None = None, *, on: dt.date | None = None) -> Plan:
    """A version that was published, of this draft or a new one."""
    draft = plan or begun(family)
    with acting_as(family.house.alma, "test"):
        fresh = Plan.objects.get(pk=draft.pk)
        return services.publish(plan=fresh, version=fresh.version, author=family.house.alma, valid_from=on)


def full(family: Family, *, on: dt.date | None = None) -> Plan:
    """A version with a goal, steps of everybody, an offer and a day to look at it."""
    from rundblick.web.clock import today

    family.goal(family.amira, due_on=today() + 90 * DAY)
    family.task("Zeugnis mitbringen", person_id=family.amira, responsible="person", due_on=today() + 7 * DAY)
    family.task("Kita anrufen", person_id=family.amira)
    plan = begun(family)
    rows = {row.text: row for row in lines(family, plan)}
    goal = rows["Wieder als Köchin arbeiten"]
    words = same(family, plan)
    step = rows["Zeugnis mitbringen"]
    words[step.pk] = Words(step.text, "Bringen Sie Ihr Zeugnis mit.", "person", step.until, goal.goal_id)
    write(family, plan, offer="Ein Platz im Kochkurs.", review_on=today() + 60 * DAY, lines=words)
    return published(family, plan, on=on)
