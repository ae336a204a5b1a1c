"""Values of the room's own variables, set-based: a fixed number of queries for any number of participations.

Runs as worker; the caller has narrowed the participations to people who consented.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from rundblick.exports.rules import AGES, WIDE_AGES, at_most, band, month, quarter
from rundblick.exports.variables import JOURNEY
from rundblick.journeys.models import Cell
from rundblick.journeys.queries import given
from rundblick.journeys.rules import states
from rundblick.journeys.shelf import shelf as journeys
from rundblick.journeys.standing import plain
from rundblick.people import queries as people
from rundblick.people.models import Address
from rundblick.people.protection import protected_persons, shielded_dossiers
from rundblick.people.rules import Role
from rundblick.programmes.bridge import all_dated_facts
from rundblick.programmes.models import Participation
from rundblick.programmes.registries import research_sources
from rundblick.work.models import Outcome
from rundblick.work.taxonomy import taxonomy

Value = str | int | None
Values = dict[uuid.UUID, dict[str, Value]]
YES, NO = "ja", "nein"
TALKS = frozenset({"contact.talk", "contact.phone", "contact.video", "contact.home_visit"})


def values(rows: Collection[Participation], as_of: dt.date, wanted: Collection[str]) -> Values:
    """participation id -> {variable: value}, up to that day (inclusive). Only what is asked for is read."""
    found: Values = {row.pk: {} for row in rows}
    for codes, read in SOURCES:
        if codes & set(wanted):
            _merge(found, read(rows, as_of))
    if any(code.startswith(JOURNEY) for code in wanted):
        _merge(found, _journeys(rows, as_of, [code.removeprefix(JOURNEY) for code in wanted]))
    for source in research_sources:
        if {column.code for column in source.columns()} & set(wanted):
            _merge(found, source.values(rows, as_of))
    return {pk: {code: own.get(code) for code in wanted} for pk, own in found.items()}


def _merge(found: Values, more: Mapping[uuid.UUID, Mapping[str, Value]]) -> None:
    for pk, own in more.items():
        if pk in found:
            found[pk].update(own)


def _began(row: Participation) -> dt.date:
    assert row.started_on is not None
    return row.started_on


def _participation(rows: Iterable[Participation], as_of: dt.date) -> Values:
    return {row.pk: _of_participation(row, as_of) for row in rows}


def _of_participation(row: Participation, as_of: dt.date) -> dict[str, Value]:
    began = _began(row)
    over = row.ended_on is not None and row.ended_on <= as_of
    last = row.ended_on if over and row.ended_on else as_of
    return {
        "programme": row.run.definition.code,
        "start_month": month(began),
        "start_quarter": quarter(began),
        "start_year": str(began.year),
        "days_in_programme": (last - began).days + 1,
        "running": NO if over else YES,
        "exit": row.exit_code or None if over else None,
        "site": row.site or None,
    }


def _age(rows: Iterable[Participation], as_of: dt.date) -> Values:
    found: Values = {}
    for row in rows:
        age = people.age_on(row.person.birth_date, _began(row)) if row.person else None
        found[row.pk] = {"age_band": band(age, AGES, "ab 67"), "age_wide": band(age, WIDE_AGES, "ab 55")}
    return found


def _household(rows: Collection[Participation], as_of: dt.date) -> Values:
    members = people.memberships_of({row.dossier_id for row in rows})
    found: Values = {}
    for row in rows:
        day = _began(row)
        there = [
            one
            for one in members.get(row.dossier_id, [])
            if one.valid_from <= day and (one.valid_until is None or day < one.valid_until)
        ]
        roles = [one.role for one in there if one.person.pk == row.person_id]
        children = sum(one.role == Role.CHILD for one in there)
        found[row.pk] = {
            "household_role": str(roles[0].value) if roles else None,
            "children": at_most(children, 3),
            "raising_children": YES if children else NO,
        }
    return found


def _municipality(rows: Collection[Participation], as_of: dt.date) -> Values:
    """The town on the first day; nothing where somebody's whereabouts are protected."""
    hidden = protected_persons({row.person_id for row in rows if row.person_id})
    shielded = shielded_dossiers({row.dossier_id for row in rows})
    towns: dict[uuid.UUID, list[tuple[dt.date, dt.date | None, str]]] = defaultdict(list)
    homes = Address.objects.filter(dossier_id__in={row.dossier_id for row in rows}, person__isnull=True)
    for dossier_id, start, until, town in homes.order_by("valid_from").values_list(
        "dossier_id", "valid_from", "valid_until", "town"
    ):
        towns[dossier_id].append((start, until, town))
    found: Values = {}
    for row in rows:
        open_to_see = row.person_id not in hidden and row.dossier_id not in shielded
        found[row.pk] = {"municipality": _town(towns[row.dossier_id], _began(row)) if open_to_see else None}
    return found


def _town(periods: Iterable[tuple[dt.date, dt.date | None, str]], day: dt.date) -> str | None:
    """Where the household lived on that day; the later of two that overlap."""
    there = [town for start, until, town in periods if start <= day and (until is None or day < until)]
    return there[-1].strip() or None if there else None


def _talks(rows: Collection[Participation], as_of: dt.date) -> Values:
    facts = all_dated_facts({row.dossier_id for row in rows})
    found: Values = {}
    for row in rows:
        began = _began(row)
        days = sorted(
            fact.valid_from
            for fact in facts.get(row.dossier_id, [])
            if fact.code in TALKS
            and fact.subject in (None, row.person_id)
            and began <= fact.valid_from <= min(as_of, row.ended_on or as_of)
        )
        found[row.pk] = {"talks": len(days), "days_to_first_talk": (days[0] - began).days if days else None}
    return found


def _outcomes(rows: Collection[Participation], as_of: dt.date) -> Values:
    groups = {kind.code: kind.group for kind in taxonomy().kinds}
    reached: dict[uuid.UUID, list[tuple[dt.date, str]]] = defaultdict(list)
    stored = Outcome.objects.filter(person_id__in={row.person_id for row in rows}, achieved_on__lte=as_of)
    for person_id, on, kind in stored.values_list("person_id", "achieved_on", "kind"):
        reached[person_id].append((on, groups.get(kind, "")))
    found: Values = {}
    for row in rows:
        began = _began(row)
        own = sorted(one for one in reached.get(row.person_id, []) if one[0] >= began) if row.person_id else []
        first = next((on for on, group in own if group == "integration"), None)
        found[row.pk] = {
            "integration": YES if first else NO,
            "days_to_integration": (first - began).days if first else None,
            "steps": sum(group == "step" for _, group in own),
            "passage": YES if any(group == "passage" for _, group in own) else NO,
        }
    return found


def _journeys(rows: Collection[Participation], as_of: dt.date, wanted: Collection[str]) -> Values:
    known = {code: journey for code, journey in journeys().items() if code in wanted}
    persons = {row.person_id for row in rows if row.person_id}
    cells = given(
        Cell.objects.filter(person_id__in=persons, sheet__definition__in=known, answered_on__lte=as_of)
    ).defer("note")
    answers: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells.select_related("sheet").order_by("answered_on", "sequence", "pk"):
        answers[cell.sheet.definition].append(cell)
    found: Values = {row.pk: {} for row in rows}
    for code, journey in known.items():
        places = {step.code: number for number, step in enumerate(journey.steps, start=1)}
        own = [plain(cell, with_note=False) for cell in answers[code]]
        furthest: dict[str, int] = {}
        subjects = sorted({answer.subject for answer in own})
        for (subject, _), state in states(journey, own, subjects, as_of).items():
            got = max((places[step] for step in state.reached), default=0)
            furthest[subject] = max(got, furthest.get(subject, 0))
        for row in rows:
            number = furthest.get(str(row.person_id))
            found[row.pk][f"{JOURNEY}{code}"] = None if number is None else str(number)
    return found


Read = Callable[[Collection[Participation], dt.date], Values]
SOURCES: tuple[tuple[frozenset[str], Read], ...] = (
    (
        frozenset(
            {"programme", "start_month", "start_quarter", "start_year", "days_in_programme", "running", "exit", "site"}
        ),
        _participation,
    ),
    (frozenset({"age_band", "age_wide"}), _age),
    (frozenset({"household_role", "children", "raising_children"}), _household),
    (frozenset({"municipality"}), _municipality),
    (frozenset({"talks", "days_to_first_talk"}), _talks),
    (frozenset({"integration", "days_to_integration", "steps", "passage"}), _outcomes),
)
"""Which variables come together, and who reads them."""
