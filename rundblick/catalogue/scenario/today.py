"""The present: twenty-six households around a given day, put together from the sheets beside this file."""

import datetime as dt

from rundblick.catalogue.scenario import grants, today_offers, today_programme
from rundblick.catalogue.scenario.days import birthday, dice, workday, workday_before
from rundblick.catalogue.scenario.model import (
    Appointment,
    ContactNote,
    Cover,
    DuplicatePair,
    Goal,
    Grant,
    Household,
    Membership,
    NextStep,
    Person,
    Residence,
    Scenario,
    Task,
)
from rundblick.catalogue.scenario.sheets import rows
from rundblick.catalogue.scenario.today_families import NowFamily, NowMember, born, now_families
from rundblick.catalogue.scenario.today_plans import APPOINTMENTS, GOALS, TASKS
from rundblick.catalogue.scenario.today_talks import TALKS
from rundblick.catalogue.scenario.words import POSTCODES

PROTECTED = "now-09"
SEPARATED = dt.timedelta(days=255)
"""So long ago one parent left household 11; five days later household 12 began."""

# Numbers that the Bundesnetzagentur keeps free for films and the like.
_MOBILES = {"now-03": "0152 28817386", "now-07": "0152 28895456", "now-12": "0152 54599371"}
_NEEDS = {
    "now-03-a1": ("plain_language", "confirm_in_writing"),
    "now-14-a1": ("call_in_the_morning",),
    "now-19-a1": ("plain_language", "show_way_and_time"),
}
_PLACEMENT = ("now-01", "now-05", "now-11", "now-17", "now-24")


def current(today: dt.date) -> Scenario:
    """All records of the households of the present, as somebody finds them on `today`."""
    whole = today_programme.achieved(today)
    for number, family in enumerate(now_families(), start=101):
        whole = whole + _household(family, number, today)
        if family.anna:
            whole = whole + today_programme.programme(family, today)
    return whole + today_offers.offered(today) + _separation(today) + _week(today) + _cover(today)


def _household(family: NowFamily, number: int, today: dt.date) -> Scenario:
    opened = _opened(family, today)
    household = Household(
        key=family.key,
        number=f"MK-{opened:%y}-{number:04}",
        site=family.site,
        team=family.site.lower(),
        responsible=family.responsible,
        coach=family.anna,
        opened=opened,
        protected_contact=family.key == PROTECTED,
    )
    return Scenario(
        households=(household,),
        residences=tuple(_homes(family, opened, today)),
        persons=tuple(_person(family, member, number, today) for member in family.members),
        memberships=tuple(m for member in family.members for m in _belongs(family, member, opened, today)),
        grants=tuple(_doors(family, household, today)),
    )


def _opened(family: NowFamily, today: dt.date) -> dt.date:
    return workday_before(today - dt.timedelta(days=family.opened))


def _homes(family: NowFamily, opened: dt.date, today: dt.date) -> list[Residence]:
    here = Residence(
        household=family.key,
        street=family.street,
        postcode=POSTCODES[family.site],
        place=family.site,
        valid_from=opened,
    )
    if family.key != "now-15":
        return [here]
    moved = today - dt.timedelta(days=160)
    return [
        Residence(
            household=family.key,
            street="Ziegelkamp 61",
            postcode=POSTCODES["Ennigerloh"],
            place="Ennigerloh",
            valid_from=opened,
            valid_until=moved,
        ),
        Residence(
            household=family.key,
            street=family.street,
            postcode=here.postcode,
            place=here.place,
            valid_from=moved,
        ),
    ]


def _person(family: NowFamily, member: NowMember, number: int, today: dt.date) -> Person:
    key = f"{family.key}-{member.code}"
    is_head, is_adult = member.code == "a1", member.code.startswith("a")
    # Household 21 is the second record of the person in 17: the telephone number is the same.
    line = 117 if family.key == "now-21" else number
    phone = _MOBILES.get(family.key, f"030 23125 {line}") if is_head else ""
    return Person(
        key=key,
        given_name=member.given_name,
        family_name=member.family_name,
        born=born(family, member, today),
        languages=family.languages if is_adult else tuple(reversed(family.languages)),
        interpreter=family.interpreter if is_adult else "",
        needs=_NEEDS.get(key, ()),
        phone=phone,
        email=f"haushalt{number}@example.org" if is_head and number % 2 else "",
    )


def _belongs(family: NowFamily, member: NowMember, opened: dt.date, today: dt.date) -> list[Membership]:
    person, birth = f"{family.key}-{member.code}", born(family, member, today)
    since = max(opened, birth)

    def belongs(role: str, start: dt.date, end: dt.date | None = None) -> Membership:
        return Membership(household=family.key, person=person, role=role, valid_from=start, valid_until=end)

    if person == "now-11-a1":
        left = today - SEPARATED
        return [belongs("parent", since, left), belongs("single_parent", left)]
    of_age = birthday(birth, 18)
    if member.role == "adult_child" and since < of_age:
        return [belongs("child", since, of_age), belongs("adult_child", of_age)]
    return [belongs(member.role, since)]


def _separation(today: dt.date) -> Scenario:
    opened = _opened(next(family for family in now_families() if family.key == "now-11"), today)
    before = Membership(
        household="now-11", person="now-12-a2", role="parent", valid_from=opened, valid_until=today - SEPARATED
    )
    pairs = (
        DuplicatePair(
            first="now-13-a1", second="now-20-a1", same=True, why="andere Schreibweise, gleicher Tag der Geburt"
        ),
        DuplicatePair(
            first="now-17-a1", second="now-21-a1", same=True, why="Vor- und Nachname vertauscht, gleiche Telefonnummer"
        ),
        DuplicatePair(first="now-03-c2", second="now-03-c3", same=False, why="Zwillinge"),
    )
    return Scenario(memberships=(before,), duplicates=pairs)


def _doors(family: NowFamily, household: Household, today: dt.date) -> list[Grant]:
    opened = household.opened
    doors = grants.jobcenter(household.key, responsible=household.responsible, team=household.team, since=opened)
    doors.append(
        grants.colleague(
            household.key,
            login="leistung",
            topics=grants.TEAM_SEES,
            since=opened,
            evidence="§ 50 SGB II: Leistungsgewährung",
        )
    )
    if household.key in _PLACEMENT:
        doors.append(
            grants.colleague(
                household.key,
                login="vermittlung",
                topics=grants.PLACEMENT_SEES,
                since=today - dt.timedelta(days=60),
                evidence="§ 16 SGB II: Vermittlung in Arbeit",
            )
        )
    if family.anna:
        since = max(opened, today_programme.run_start(today))
        doors += grants.provider(
            household.key, coach=family.anna, since=since, until=None, evidence="Auftrag ANNA, zweiter Durchgang"
        )
        doors.append(grants.coordination(household.key, since=since, evidence="Programmkoordination ANNA"))
    if household.key == "now-03":
        doors.append(_own_door(today))
    return doors


def _own_door(today: dt.date) -> Grant:
    return Grant(
        household="now-03",
        principal_kind="user",
        principal="teilnahme",
        basis="self",
        topics=("master", "appointments", "notes", "tasks", "goals"),
        writes=False,
        valid_from=today - dt.timedelta(days=100),
        member="now-03-a1",
    )


def _week(today: dt.date) -> Scenario:
    owner = {family.key: family.responsible for family in now_families()}
    return Scenario(
        notes=tuple(_note(number, owner, today) for number in range(len(TALKS))),
        goals=_goals(today),
        tasks=_tasks(owner, today),
        appointments=_appointments(owner, today),
    )


def _note(number: int, owner: dict[str, str], today: dt.date) -> ContactNote:
    talk = TALKS[number]
    household = f"now-{talk.household}"
    source = dice(f"clock/{household}/{talk.ago}")
    day = workday_before(today - dt.timedelta(days=talk.ago))
    at = dt.datetime.combine(day, dt.time(source.choice((9, 10, 11, 13, 14, 15)), source.choice((0, 15, 30))))
    step = NextStep(text=talk.step, responsible=talk.who, due=_due(today, talk.due))
    return ContactNote(
        key=f"{household}-note-{number + 1:02}",
        household=household,
        person=f"{household}-{talk.member}",
        author=talk.by or owner[household],
        at=at,
        setting=talk.setting,
        sentence=talk.sentence,
        minutes=talk.minutes,
        concern=talk.concern,
        summary=talk.summary,
        agreements=talk.agreed,
        next_steps=(step,) if talk.step else (),
        shared=talk.shared,
    )


def _due(today: dt.date, days: int) -> dt.date:
    # The working day before, so that what is overdue stays overdue on a Monday.
    return workday_before(today + dt.timedelta(days=days))


def _goals(today: dt.date) -> tuple[Goal, ...]:
    found: list[Goal] = []
    lead: dict[str, tuple[str, set[str]]] = {}
    for number, (short, level, members, text, ago, due, reached) in enumerate(rows(GOALS), start=1):
        household, key = f"now-{short}", f"now-{short}-goal-{number:02}"
        people = tuple(f"{household}-{member}" for member in members.split())
        if level == "lead":
            lead[household] = (key, set(people))
        above, carriers = lead.get(household, ("", set()))
        found.append(
            Goal(
                key=key,
                household=household,
                members=people,
                level=level,
                text=text,
                set_on=today - dt.timedelta(days=int(ago)),
                parent=above if level != "lead" and carriers.issuperset(people) else "",
                due=today + dt.timedelta(days=int(due)) if due else None,
                reached_on=today - dt.timedelta(days=int(reached)) if reached else None,
                shared=len(people) > 1,
            )
        )
    return tuple(found)


def _tasks(owner: dict[str, str], today: dt.date) -> tuple[Task, ...]:
    coach = {family.key: family.anna for family in now_families()}
    found = []
    for number, (short, member, who, text, ago, due, done) in enumerate(rows(TASKS), start=1):
        household = f"now-{short}"
        found.append(
            Task(
                key=f"{household}-task-{number:02}",
                household=household,
                person=f"{household}-{member}",
                text=text,
                responsible=who,
                created=today - dt.timedelta(days=int(ago)),
                due=_due(today, int(due)) if due else None,
                assignee={"jobcenter": owner[household], "provider": coach[household]}.get(who, ""),
                done_on=today - dt.timedelta(days=int(done)) if done else None,
            )
        )
    return tuple(found)


def _appointments(owner: dict[str, str], today: dt.date) -> tuple[Appointment, ...]:
    monday = today - dt.timedelta(days=today.weekday())
    found = []
    for number, row in enumerate(rows(APPOINTMENTS), start=1):
        short, member, week, weekday, clock, minutes, setting, subject, staff = (*row, "")[:9]
        household = f"now-{short}"
        day = monday + dt.timedelta(days=7 * int(week) + int(weekday) - 1) if int(weekday) else workday(today)
        found.append(
            Appointment(
                key=f"{household}-appointment-{number:02}",
                household=household,
                person=f"{household}-{member}",
                staff=staff or owner[household],
                starts=dt.datetime.combine(day, dt.time.fromisoformat(clock)),
                minutes=int(minutes),
                setting=setting,
                subject=subject,
                status="held" if day < today else "planned",
            )
        )
    return tuple(found)


def _cover(today: dt.date) -> Scenario:
    monday = today - dt.timedelta(days=today.weekday())
    until = monday + dt.timedelta(days=14)
    covered = [family.key for family in now_families() if family.responsible == "coach.vertretung"]
    doors = tuple(
        Grant(
            household=household,
            principal_kind="user",
            principal="coach",
            basis="deputy",
            topics=grants.EVERYTHING,
            writes=True,
            valid_from=monday,
            valid_until=until,
            evidence="Vertretung im Urlaub",
        )
        for household in covered
    )
    cover = Cover(absent="coach.vertretung", deputy="coach", valid_from=monday, valid_until=until)
    return Scenario(covers=(cover,), grants=doors)
