"""The BuT sheets of ANNA: dated cells per child and benefit, applications, and the head of each sheet."""

import datetime as dt

from rundblick.catalogue.scenario.anna_families import Family
from rundblick.catalogue.scenario.anna_outcomes import PROGRAMME, RUN
from rundblick.catalogue.scenario.anna_walks import APPLIED, FOOTNOTES, earlier, later, walks, why_not_entitled
from rundblick.catalogue.scenario.days import after, dice
from rundblick.catalogue.scenario.model import Application, Journey, JourneyCell, ProjectAttribute
from rundblick.catalogue.scenario.words import BENEFITS, STEPS_OF

LAST_ENTRY = dt.date(2021, 12, 20)
MIGRATION_PURPOSE = (
    "Kopf der User Journey BuT im Projekt ANNA: prüfen, ob Angebote Familien mit Migrationshintergrund ebenso erreichen"
)

# Sheets begun late, because somebody left school or came of age in that year and the sheet shows the state after it.
_BEGUN = {
    "e03": dt.date(2021, 9, 13),
    "e10": dt.date(2021, 9, 6),
    "e14": dt.date(2021, 10, 18),
    "e16": dt.date(2021, 9, 20),
    "v03": dt.date(2021, 9, 7),
    "v05": dt.date(2021, 5, 17),
    "v09": dt.date(2021, 9, 27),
}
# Days that pass before the next step is known: the first three are asked in one talk.
_PACE = {"entitled": (0, 0), "offered": (0, 0), "known": (0, 0), "interested": (0, 20), "applied": (7, 40)}
_PACE |= {"granted": (10, 30), "used": (5, 30)}


def begun(family: Family) -> dt.date:
    """The day the sheet of this household was begun, after the birth of everybody in it."""
    if family.key in _BEGUN:
        return _BEGUN[family.key]
    spread = dice(f"sheet/{family.key}").randint(0, 120)
    youngest = max(child.born for child in family.children)
    return after(max(dt.date(2021, 2, 22) + dt.timedelta(days=spread), youngest + dt.timedelta(days=35)), 0)


def cells(family: Family) -> tuple[JourneyCell, ...]:
    """All entries for the children of one household, also those after the charts."""
    found: list[JourneyCell] = []
    for place, child in enumerate(family.children, start=1):
        short = f"{family.key}c{place}"
        for benefit, walk in zip(BENEFITS, walks()[short], strict=True):
            found += _walk(short, benefit, walk, begun(family), child.place)
    found += _later(family.key)
    return tuple(found)


def _walk(short: str, benefit: str, walk: str, start: dt.date, place: str) -> list[JourneyCell]:
    if walk == "-":
        reason, footnote = why_not_entitled(short, place, benefit)
        return [_cell(short, benefit, "entitled", False, start, reasons=(reason,), footnote=footnote)]
    last, _, reason = walk.partition("!")
    last, _, details = last.partition(":")
    source = dice(f"walk/{short}/{benefit}")
    turns = earlier()
    found: list[JourneyCell] = []
    day = start
    for step in STEPS_OF[benefit]:
        day = min(after(day, source.randint(*_PACE[step])), LAST_ENTRY)
        if first_reason := turns.get((short, benefit, step)):
            found.append(_cell(short, benefit, step, False, day, reasons=(first_reason,)))
            day = after(day, 60)
        stopped = step == last and bool(reason)
        ends = step == last
        found.append(
            _cell(
                short,
                benefit,
                step,
                not stopped,
                day,
                reasons=(reason,) if stopped else (),
                details=_details(benefit, details, place) if ends and not stopped else (),
                footnote=FOOTNOTES.get((short, benefit), "") if ends else "",
            )
        )
        if stopped:
            break
    return found


def _details(benefit: str, typed: str, place: str) -> tuple[str, ...]:
    if benefit == "lunch":
        return (place,)
    return tuple(typed.split(",")) if typed else ()


def _later(family_key: str) -> list[JourneyCell]:
    found = []
    for short, benefit, step, on, *details in later():
        if short.startswith(family_key):
            known = tuple(details[0].split(",")) if details else ()
            found.append(_cell(short, benefit, step, True, dt.date.fromisoformat(on), details=known))
    return found


def _cell(
    short: str,
    benefit: str,
    step: str,
    reached: bool,
    on: dt.date,
    *,
    reasons: tuple[str, ...] = (),
    details: tuple[str, ...] = (),
    footnote: str = "",
) -> JourneyCell:
    household = f"anna-{short[:3]}"
    return JourneyCell(
        key=f"{household}-{short[3:]}-{benefit}-{step}-{on:%Y%m%d}",
        journey=f"{household}-but",
        child=f"{household}-{short[3:]}",
        benefit=benefit,
        step=step,
        reached=reached,
        on=on,
        reasons=reasons,
        details=details,
        footnote=footnote,
    )


def journey(family: Family, entries: tuple[JourneyCell, ...]) -> Journey:
    """Head of the sheet."""
    return Journey(
        key=f"anna-{family.key}-but",
        household=f"anna-{family.key}",
        programme=PROGRAMME,
        run=RUN,
        definition="but",
        coach=family.coach,
        site=family.site,
        created=begun(family),
        last_edited=max(cell.on for cell in entries),
    )


def attributes(family: Family) -> tuple[ProjectAttribute, ...]:
    """What the head of the sheet asks for and nothing else in the house may know."""
    return tuple(
        ProjectAttribute(
            person=f"anna-{family.key}-c{place}",
            programme=PROGRAMME,
            run=RUN,
            code="migration",
            value="yes" if family.migration else "no",
            purpose=MIGRATION_PURPOSE,
            recorded_on=begun(family),
        )
        for place, _ in enumerate(family.children, start=1)
    )


def applications(family: Family, entries: tuple[JourneyCell, ...]) -> tuple[Application, ...]:
    """Applications in the programme's own list; where the sheet has a day for it, the same day."""
    found: list[Application] = []
    for place, _ in enumerate(family.children, start=1):
        short = f"{family.key}c{place}"
        for benefit in BENEFITS:
            days = [
                c.on for c in entries if (c.child, c.benefit, c.step) == (_key(short), benefit, "applied") and c.reached
            ]
            first = [day for day in days if day <= LAST_ENTRY]
            if short in APPLIED[benefit]:
                found.append(_application(short, benefit, first[0] if first else _lunch_day(family, short)))
            found += [_application(short, benefit, day) for day in days if day > LAST_ENTRY]
    return tuple(found)


def _lunch_day(family: Family, short: str) -> dt.date:
    return after(family.admitted, dice(f"lunch/{short}").randint(30, 200))


def _application(short: str, benefit: str, on: dt.date) -> Application:
    return Application(
        key=f"{_key(short)}-application-{benefit}-{on:%Y%m%d}",
        household=f"anna-{short[:3]}",
        child=_key(short),
        benefit=benefit,
        on=on,
    )


def _key(short: str) -> str:
    return f"anna-{short[:3]}-{short[3:]}"
