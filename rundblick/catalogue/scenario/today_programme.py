"""The second run of ANNA: twelve households of the present, with sheets in the making and first results."""

import datetime as dt

from rundblick.catalogue.scenario.days import age_on, birthday, dice, workday, workday_before
from rundblick.catalogue.scenario.model import (
    Application,
    Journey,
    JourneyCell,
    Outcome,
    Participation,
    ProgrammeEvent,
    Scenario,
    Situation,
    Sponsorship,
)
from rundblick.catalogue.scenario.sheets import rows
from rundblick.catalogue.scenario.today_families import NowFamily, NowMember, born
from rundblick.catalogue.scenario.words import BENEFITS, DETAILS, STEPS_OF

PROGRAMME = "anna"
STARTS_SOON = "now-12"

# Where a step of the present usually stops, and why. Nothing here is counted anywhere.
_STOPS = {
    "lunch": (("interested", "eats_at_home"), ("used", "no_statement")),
    "tutoring": (
        ("offered", "school_covers"),
        ("interested", "parents_see_no_need"),
        ("interested", "teachers_see_no_need"),
        ("granted", "application_pending"),
        ("applied", "child_decides_against"),
    ),
    "school_participation": (("applied", "steps_open"), ("applied", "consent_not_given")),
    "social_participation": (
        ("interested", "finding_interests"),
        ("applied", "steps_open"),
        ("applied", "consent_not_given"),
        ("granted", "third_party_handles"),
        ("interested", "child_sees_no_need"),
    ),
}

# household | member | kind | title | from days ago
_OUTCOMES = """
02 | a2 | minijob | Großküche | 12
04 | a1 | insured_employment | Busfahrer | 120
05 | a1 | internship | Tischler | 28
06 | a2 | school_qualification | Meisterschule, Teil I | 27
07 | a1 | course | Fachsprachprüfung Pflege | 60
08 | a1 | extension | Gießerei: von 25 auf 35 Wochenstunden | 40
08 | a2 | further_training | Elternbegleitung | 75
10 | a1 | minijob | Änderungsschneiderei | 18
03 | a1 | course | Sprachkurs Deutsch B2 | 130
11 | a1 | internship | Empfang | 90
"""

# household | member | formal | days ago | how
_SPONSORS = """
03 | a1 | ja | 80 | Patin aus der Nachbarschaft, liest mit den Zwillingen
04 | a1 | nein | 55 | Trainer von Hadi, nimmt die Kinder mit zum Spiel
10 | a1 | nein | 33 | Kundin, hilft beim Aufschreiben der Zahlen
"""


def run_start(today: dt.date) -> dt.date:
    """The second run began on the first of the month about ten months ago."""
    return (today - dt.timedelta(days=300)).replace(day=1)


def programme(family: NowFamily, today: dt.date) -> Scenario:
    """Participations, events and sheet of one household in the second run."""
    start = _start(family, today)
    participations = tuple(p for member in family.members if (p := _participation(family, member, start, today)))
    events = tuple(event for p in participations for event in _events(p, today))
    if family.key == STARTS_SOON:
        return Scenario(participations=participations, events=events)
    cells = tuple(
        cell
        for member in family.members
        if member.role in ("child", "adult_child")
        for benefit in BENEFITS
        for cell in _cells(family, member, benefit, today)
    )
    return Scenario(
        participations=participations,
        events=events,
        journeys=(_journey(family, cells, today),),
        cells=cells,
        applications=_applications(family, cells),
    )


def achieved(today: dt.date) -> Scenario:
    """First results of the second run, and sponsors."""
    run = f"{run_start(today):%Y}"
    outcomes = tuple(
        Outcome(
            key=f"now-outcome-{number:02}",
            household=f"now-{household}",
            person=f"now-{household}-{member}",
            programme=PROGRAMME,
            run=run,
            kind=kind,
            on=workday_before(today - dt.timedelta(days=int(ago))),
            title=title,
        )
        for number, (household, member, kind, title, ago) in enumerate(rows(_OUTCOMES), start=1)
    )
    sponsors = tuple(
        Sponsorship(
            key=f"now-sponsor-{number:02}",
            household=f"now-{household}",
            person=f"now-{household}-{member}",
            programme=PROGRAMME,
            run=run,
            formal=formal == "ja",
            on=today - dt.timedelta(days=int(ago)),
            note=note,
        )
        for number, (household, member, formal, ago, note) in enumerate(rows(_SPONSORS), start=1)
    )
    joris = Situation(
        key="now-situation-01",
        household="now-25",
        person="now-25-c1",
        kind="apprenticeship",
        valid_from=today - dt.timedelta(days=110),
    )
    return Scenario(outcomes=outcomes, sponsorships=sponsors, situations=(joris,))


def _start(family: NowFamily, today: dt.date) -> dt.date:
    if family.key == STARTS_SOON:
        return workday(today + dt.timedelta(days=10))
    spread = dice(f"start/{family.key}").randint(0, 60)
    return workday(max(run_start(today), today - dt.timedelta(days=family.opened)) + dt.timedelta(days=spread))


def _participation(family: NowFamily, member: NowMember, start: dt.date, today: dt.date) -> Participation | None:
    since = max(start, birthday(born(family, member, today), 15))
    if since > max(today, start):
        return None
    person = f"{family.key}-{member.code}"
    return Participation(
        key=f"{person}-anna",
        household=family.key,
        person=person,
        programme=PROGRAMME,
        run=f"{run_start(today):%Y}",
        valid_from=since,
    )


def _events(participation: Participation, today: dt.date) -> list[ProgrammeEvent]:
    def event(kind: str, on: dt.date) -> ProgrammeEvent:
        return ProgrammeEvent(participation=participation.key, kind=kind, on=on)

    start = participation.valid_from
    assert start is not None
    found = []
    if participation.person.endswith("-a1"):
        for kind, before in (("nominated", 24), ("informed", 15), ("agreed", 12)):
            found.append(event(f"participation.{kind}", workday_before(start - dt.timedelta(days=before))))
    if start <= today:
        found.append(event("participation.started", start))
    return found


def _cells(family: NowFamily, member: NowMember, benefit: str, today: dt.date) -> list[JourneyCell]:
    age = age_on(born(family, member, today), today)
    if not _entitled(benefit, age):
        reason, footnote = _why_not(benefit, age)
        day = _first_day(family, today)
        return [_cell(family, member, benefit, "entitled", False, day, reasons=(reason,), footnote=footnote)]
    source = dice(f"walk/{family.key}/{member.code}/{benefit}")
    fate = source.random()
    stop, reason = source.choice(_STOPS[benefit]) if fate < 0.45 else ("", "")
    steps = STEPS_OF[benefit]
    # Some sheets are still being filled in: the last answers are missing, without any no.
    known = steps[: source.randint(3, len(steps) - 1)] if fate > 0.85 else steps
    day = _first_day(family, today)
    found: list[JourneyCell] = []
    for step in known:
        if step in ("interested", "applied", "granted", "used"):
            day = min(workday(day + dt.timedelta(days=source.randint(3, 24))), workday_before(today))
        if step == stop:
            found.append(_cell(family, member, benefit, step, False, day, reasons=(reason,)))
            break
        kind = source.choice(sorted(DETAILS[benefit]))
        if benefit == "lunch":
            kind = "day_care" if age < 6 else "school"
        found.append(_cell(family, member, benefit, step, True, day, details=(kind,) if step == "used" else ()))
    return found


def _entitled(benefit: str, age: int) -> bool:
    if benefit == "social_participation":
        return age < 18
    return age >= (3 if benefit == "lunch" else 6)


def _why_not(benefit: str, age: int) -> tuple[str, str]:
    if benefit == "social_participation":
        return "over_age", ""
    return ("other", "geht noch nicht zur Schule") if age >= 3 else ("no_institution", "")


def _first_day(family: NowFamily, today: dt.date) -> dt.date:
    start = _start(family, today)
    wanted = workday(start + dt.timedelta(days=dice(f"sheet/{family.key}").randint(30, 90)))
    return min(wanted, workday_before(today - dt.timedelta(days=21)))


def _cell(
    family: NowFamily,
    member: NowMember,
    benefit: str,
    step: str,
    reached: bool,
    on: dt.date,
    *,
    reasons: tuple[str, ...] = (),
    details: tuple[str, ...] = (),
    footnote: str = "",
) -> JourneyCell:
    child = f"{family.key}-{member.code}"
    return JourneyCell(
        key=f"{child}-{benefit}-{step}",
        journey=f"{family.key}-but",
        child=child,
        benefit=benefit,
        step=step,
        reached=reached,
        on=on,
        reasons=reasons,
        details=details,
        footnote=footnote,
    )


def _journey(family: NowFamily, cells: tuple[JourneyCell, ...], today: dt.date) -> Journey:
    return Journey(
        key=f"{family.key}-but",
        household=family.key,
        programme=PROGRAMME,
        run=f"{run_start(today):%Y}",
        definition="but",
        coach=family.anna,
        site=family.site,
        created=_first_day(family, today),
        last_edited=max(cell.on for cell in cells),
    )


def _applications(family: NowFamily, cells: tuple[JourneyCell, ...]) -> tuple[Application, ...]:
    return tuple(
        Application(
            key=f"{cell.child}-application-{cell.benefit}",
            household=family.key,
            child=cell.child,
            benefit=cell.benefit,
            on=cell.on,
        )
        for cell in cells
        if cell.step == "applied" and cell.reached
    )
