"""Other programmes of the present beside ANNA: who takes part in what, what happened, and who came when.

Days are counted back from today, so that on any day something runs, waits, is due and was missed.
"""

import datetime as dt

from rundblick.catalogue.scenario.days import dice, workday_before
from rundblick.catalogue.scenario.model import Group, Participation, Presence, ProgrammeEvent, Scenario, Stated
from rundblick.catalogue.scenario.sheets import rows

RUN = "heute"
"""Whichever run of a programme takes people in today."""

# household | member | programme | began days ago, empty while proposed | employer
_TAKING_PART = """
14 | a1 | coaching_16k | 95 |
22 | a1 | bahn_frei | 62 |
17 | a1 | bahn_frei | 34 |
21 | a1 | bahn_frei | |
04 | a1 | ina | 118 |
17 | a1 | jobclub_gronau | |
18 | a1 | amiga | 70 |
18 | a2 | neustart | 40 |
26 | a1 | aktiva | 30 |
24 | a1 | aktiva | 30 |
16 | a1 | aktiva | 30 |
23 | a2 | aktiva | 30 |
16 | a1 | jumita | |
10 | a1 | minijob_umwandlung | 18 | Änderungsschneiderei am Markt
15 | a1 | perspektive_einstieg | 50 |
25 | a1 | pro_aktiv | 400 |
"""

# household | member | programme | kind | days ago | value
_HAPPENED = """
14 | a1 | coaching_16k | participation.handed_over | 104 |
14 | a1 | coaching_16k | participation.agreed | 100 |
14 | a1 | coaching_16k | consent.given | 95 | home_visit
14 | a1 | coaching_16k | plan.agreed | 50 |
22 | a1 | bahn_frei | participation.nominated | 75 |
22 | a1 | bahn_frei | participation.informed | 68 |
22 | a1 | bahn_frei | participation.agreed | 66 |
17 | a1 | bahn_frei | participation.nominated | 45 |
17 | a1 | bahn_frei | participation.agreed | 38 |
21 | a1 | bahn_frei | participation.nominated | 6 |
04 | a1 | ina | participation.nominated | 121 |
04 | a1 | ina | participation.agreed | 120 |
04 | a1 | ina | consent.given | 120 | follow_up
17 | a1 | jobclub_gronau | participation.nominated | 20 |
17 | a1 | jobclub_gronau | participation.information_event | 5 |
18 | a1 | amiga | participation.nominated | 90 |
18 | a1 | amiga | participation.team_decided | 80 | yes
18 | a1 | amiga | participation.agreed | 75 |
18 | a2 | neustart | participation.agreed | 42 |
26 | a1 | aktiva | participation.nominated | 40 |
24 | a1 | aktiva | participation.nominated | 40 |
16 | a1 | aktiva | participation.nominated | 40 |
23 | a2 | aktiva | participation.nominated | 40 |
26 | a1 | aktiva | participation.agreed | 35 |
24 | a1 | aktiva | participation.agreed | 35 |
16 | a1 | aktiva | participation.agreed | 33 |
23 | a2 | aktiva | participation.agreed | 33 |
26 | a1 | aktiva | assessment.done | 28 |
24 | a1 | aktiva | assessment.done | 28 |
23 | a2 | aktiva | assessment.done | 27 |
16 | a1 | jumita | participation.nominated | 9 |
10 | a1 | minijob_umwandlung | participation.nominated | 24 |
10 | a1 | minijob_umwandlung | participation.agreed | 20 |
15 | a1 | perspektive_einstieg | participation.nominated | 64 |
15 | a1 | perspektive_einstieg | participation.agreed | 55 |
15 | a1 | perspektive_einstieg | contact.lost | 12 |
25 | a1 | pro_aktiv | participation.handed_over | 420 |
25 | a1 | pro_aktiv | participation.agreed | 410 |
25 | a1 | pro_aktiv | plan.agreed | 330 |
"""

# household | member | code | value | since days ago
_STATED = """
10 | a1 | person.employment | minijob | 200
10 | a1 | person.months_unemployed | 30 | 200
14 | a1 | person.months_unemployed | 40 | 300
14 | a1 | person.months_receiving | 24 | 300
14 | a1 | person.vocational_qualification | nein | 300
16 | a1 | person.vocational_qualification | nein | 120
16 | a1 | person.employment | none | 120
17 | a1 | person.months_unemployed | 15 | 60
17 | a1 | person.employment | none | 60
18 | | household.years_receiving | 6 | 400
18 | a2 | person.months_receiving | 22 | 100
18 | a2 | person.months_unemployed | 19 | 100
22 | a1 | person.employment | none | 90
24 | a1 | person.months_unemployed | 26 | 90
26 | a1 | person.months_unemployed | 48 | 90
04 | | household.earners | 1 | 118
04 | | household.entitlement | 280 | 110
08 | | household.earners | 2 | 200
08 | | household.entitlement | 295.50 | 60
25 | | household.earners | 1 | 200
25 | | household.entitlement | 412 | 90
"""

_TOPICS = (
    "Ankommen, Aktivitäten planen",
    "Konstruktiv denken",
    "Konstruktiv denken, Übungen",
    "Sich verständigen, Unterstützung finden",
    "Unterstützung finden, Übungen",
    "Probleme lösen, in den Alltag übertragen",
)
_IN_THE_GROUP = (("26", "a1"), ("24", "a1"), ("16", "a1"), ("23", "a2"))
_BAHN_FREI = "bahn_frei"
_HALF_DAYS = (0, 1, 2, 3)
"""Monday to Thursday."""


def offered(today: dt.date) -> Scenario:
    """Everything about these participations, as somebody finds it on `today`."""
    return Scenario(
        participations=tuple(_participation(row, today) for row in rows(_TAKING_PART)),
        events=tuple(_event(row, today) for row in rows(_HAPPENED)),
        presences=(*_half_days(today), *_group_days(today)),
        groups=(_group(today),),
        stated=tuple(_stated(row, today) for row in rows(_STATED)),
    )


def _key(household: str, member: str, programme: str) -> str:
    return f"now-{household}-{member}-{programme}"


def _participation(row: list[str], today: dt.date) -> Participation:
    household, member, programme, ago, employer = (*row, "")[:5]
    return Participation(
        key=_key(household, member, programme),
        household=f"now-{household}",
        person=f"now-{household}-{member}",
        programme=programme,
        run=RUN,
        valid_from=_day(today, ago) if ago else None,
        employer=employer,
    )


def _event(row: list[str], today: dt.date) -> ProgrammeEvent:
    household, member, programme, kind, ago, value = (*row, "")[:6]
    return ProgrammeEvent(participation=_key(household, member, programme), kind=kind, on=_day(today, ago), value=value)


def _stated(row: list[str], today: dt.date) -> Stated:
    household, member, code, value, ago = row
    return Stated(
        household=f"now-{household}",
        person=f"now-{household}-{member}" if member else "",
        code=code,
        value=value,
        since=_day(today, ago),
    )


def _half_days(today: dt.date) -> list[Presence]:
    found = []
    for household, ago in (("22", 62), ("17", 34)):
        key = _key(household, "a1", _BAHN_FREI)
        source = dice(f"presence/{key}")
        day = _day(today, str(ago))
        while day < today:
            if day.weekday() in _HALF_DAYS:
                state = source.choices(("present", "excused", "sick", "unexcused"), (80, 7, 9, 4))[0]
                found.append(Presence(participation=key, on=day, state=state))
            day += dt.timedelta(days=1)
    return found


def _sessions(today: dt.date) -> list[tuple[str, dt.date, str, str]]:
    first = _day(today, "28")
    days = [first + dt.timedelta(days=7 * number) for number in range(len(_TOPICS))]
    return [(f"now-aktiva-{n}", day, topic, "1") for n, (day, topic) in enumerate(zip(days, _TOPICS, strict=True))]


def _group(today: dt.date) -> Group:
    members = tuple(_key(household, member, "aktiva") for household, member in _IN_THE_GROUP)
    sessions = tuple(_sessions(today))
    return Group(
        key="now-aktiva",
        programme="aktiva",
        label="AktivA am Vormittag",
        place="Haus der Begegnung, Raum 2",
        starts=sessions[0][1],
        members=members,
        sessions=sessions,
    )


def _group_days(today: dt.date) -> list[Presence]:
    found = []
    for household, member in _IN_THE_GROUP:
        key = _key(household, member, "aktiva")
        source = dice(f"presence/{key}")
        for session, day, _, units in _sessions(today):
            if day < today:
                state = source.choices(("present", "excused", "sick"), (82, 9, 9))[0]
                found.append(Presence(participation=key, on=day, state=state, units=units, session=session))
    return found


def _day(today: dt.date, ago: str) -> dt.date:
    return workday_before(today - dt.timedelta(days=int(ago)))
