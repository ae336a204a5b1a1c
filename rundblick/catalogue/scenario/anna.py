"""ANNA 2020 to 2022: thirty households, put together from the sheets beside this file."""

import datetime as dt

from rundblick.catalogue.scenario import anna_journeys as journeys
from rundblick.catalogue.scenario import anna_talks as talks
from rundblick.catalogue.scenario import grants
from rundblick.catalogue.scenario.anna_families import Family, Member, families
from rundblick.catalogue.scenario.anna_outcomes import PROGRAMME, RUN, outcomes, situations, sponsorships
from rundblick.catalogue.scenario.days import birthday, dice, workday_before
from rundblick.catalogue.scenario.model import (
    Grant,
    Household,
    Membership,
    Outcome,
    Participation,
    Person,
    ProgrammeEvent,
    Residence,
    Scenario,
)
from rundblick.catalogue.scenario.words import POSTCODES

BEGIN = dt.date(2020, 8, 1)
LAST_DAY = dt.date(2022, 11, 15)
END = LAST_DAY + dt.timedelta(days=1)
WORKING_AGE = 15
"""From this birthday on somebody can work in the sense of § 7 SGB II and takes part in her or his own right."""

_EVIDENCE = "Auftrag ANNA 2020-2022, § 16 SGB II mit § 45 SGB III"


def anna() -> Scenario:
    """All records of the thirty households. Takes no day: everything is long past."""
    achieved: dict[str, list[Outcome]] = {}
    for outcome in outcomes():
        achieved.setdefault(outcome.household, []).append(outcome)
    whole = Scenario(outcomes=outcomes(), sponsorships=sponsorships(), situations=situations())
    for number, family in enumerate(families(), start=1):
        mine = sorted(achieved.get(f"anna-{family.key}", []), key=lambda outcome: outcome.on)
        whole = whole + _household(family, number, mine) + _programme(family, mine) + _told(family, mine)
    return whole


def _household(family: Family, number: int, achieved: list[Outcome]) -> Scenario:
    key = f"anna-{family.key}"
    team = family.site.lower()
    responsible = "coach" if team == "ennigerloh" else "coach.everswinkel"
    opened = family.admitted - dt.timedelta(days=21)
    household = Household(
        key=key,
        number=f"MK-20-{number:04}",
        site=family.site,
        team=team,
        responsible=responsible,
        coach=family.coach,
        opened=opened,
        closed=dt.date(2022, 11, 30),
        closing_reason="benefit_ended" if any(o.benefit_ended_on for o in achieved) else "programme_ended",
    )
    home = Residence(
        household=key,
        street=family.street,
        postcode=POSTCODES[family.site],
        place=family.site,
        valid_from=opened,
    )
    return Scenario(
        households=(household,),
        residences=(home,),
        persons=tuple(_person(family, code, member, number) for code, member in _members(family)),
        memberships=tuple(m for code, member in _members(family) for m in _belongs(family, code, member, opened)),
        grants=tuple(_doors(household)),
    )


def _members(family: Family) -> list[tuple[str, Member]]:
    adults = [(f"a{place}", member) for place, member in enumerate(family.adults, start=1)]
    return adults + [(f"c{place}", member) for place, member in enumerate(family.children, start=1)]


def _person(family: Family, code: str, member: Member, number: int) -> Person:
    is_head = code == "a1"
    is_adult = code.startswith("a")
    return Person(
        key=f"anna-{family.key}-{code}",
        given_name=member.given_name,
        family_name=family.name,
        born=member.born,
        languages=family.languages if is_adult else tuple(reversed(family.languages)),
        interpreter=family.interpreter if is_adult else "",
        phone=f"030 23125 {number:03}" if is_head else "",
        email=f"familie{number:02}@example.org" if is_head and number % 3 else "",
    )


def _belongs(family: Family, code: str, member: Member, opened: dt.date) -> list[Membership]:
    household, person = f"anna-{family.key}", f"anna-{family.key}-{code}"

    def belongs(role: str, since: dt.date, until: dt.date | None = None) -> Membership:
        return Membership(household=household, person=person, role=role, valid_from=since, valid_until=until)

    if code.startswith("a"):
        return [belongs("parent" if len(family.adults) > 1 else "single_parent", opened)]
    since, of_age = max(opened, member.born), birthday(member.born, 18)
    if of_age <= since:
        return [belongs("adult_child", since)]
    if of_age > LAST_DAY:
        return [belongs("child", since)]
    return [belongs("child", since, of_age), belongs("adult_child", of_age)]


def _doors(household: Household) -> list[Grant]:
    since = household.opened
    doors = grants.jobcenter(household.key, responsible=household.responsible, team=household.team, since=since)
    doors += grants.provider(household.key, coach=household.coach, since=since, until=END, evidence=_EVIDENCE)
    doors.append(grants.coordination(household.key, since=since, evidence="Programmkoordination ANNA"))
    return doors


def _programme(family: Family, achieved: list[Outcome]) -> Scenario:
    cells = journeys.cells(family)
    participations = tuple(p for code, member in _members(family) if (p := _participation(family, code, member)))
    return Scenario(
        participations=participations,
        events=tuple(event for p in participations for event in _events(family, p, achieved)),
        journeys=(journeys.journey(family, cells),),
        cells=cells,
        attributes=journeys.attributes(family),
        applications=journeys.applications(family, cells),
    )


def _participation(family: Family, code: str, member: Member) -> Participation | None:
    since = max(family.admitted, birthday(member.born, WORKING_AGE))
    if since > LAST_DAY:
        return None
    person = f"anna-{family.key}-{code}"
    return Participation(
        key=f"{person}-anna",
        household=f"anna-{family.key}",
        person=person,
        programme=PROGRAMME,
        run=RUN,
        valid_from=since,
        valid_until=END,
    )


def _events(family: Family, participation: Participation, achieved: list[Outcome]) -> list[ProgrammeEvent]:
    def event(kind: str, on: dt.date, note: str = "") -> ProgrammeEvent:
        return ProgrammeEvent(participation=participation.key, kind=kind, on=on, note=note)

    start = participation.valid_from
    assert start is not None
    found = [event("participation.started", start), event("participation.ended", LAST_DAY, "Projektende")]
    if not participation.person.endswith("-a1"):
        return found
    source = dice(f"nomination/{family.key}")
    nominated = workday_before(start - dt.timedelta(days=source.randint(14, 21)))
    informed = workday_before(start - dt.timedelta(days=source.randint(6, 10)))
    agreed = workday_before(start - dt.timedelta(days=source.randint(1, 4)))
    ended = min((o.benefit_ended_on for o in achieved if o.benefit_ended_on), default=None)
    card = workday_before(ended) if ended else workday_before(LAST_DAY)
    return [
        event("participation.nominated", nominated),
        event("participation.informed", informed),
        event("participation.agreed", agreed),
        *found,
        event("discharge_card.handed_over", card),
        *([event("discharge_card.handed_over", LAST_DAY)] if card < LAST_DAY else []),
        event("report.interim", workday_before(start + dt.timedelta(days=180))),
        event("report.final", workday_before(LAST_DAY + dt.timedelta(days=24))),
    ]


def _told(family: Family, achieved: list[Outcome]) -> Scenario:
    names = {f"anna-{family.key}-{code}": f"{member.given_name} {family.name}" for code, member in _members(family)}
    notes = talks.notes(family, names, achieved)
    return Scenario(
        notes=notes,
        goals=talks.goals(family, achieved),
        tasks=talks.tasks(family),
        appointments=talks.appointments(family, notes),
    )
