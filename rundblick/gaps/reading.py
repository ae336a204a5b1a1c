"""Reads what a report counts, as worker and set-based: a fixed number of queries for any size."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db.models import Q

from rundblick.cases.models import Case
from rundblick.directory.models import Location, Place
from rundblick.gaps import rules
from rundblick.gaps.codes import NO_PLACE
from rundblick.gaps.counting import Entry, OnTrack, Unit, units
from rundblick.gaps.topics import Topics, topics
from rundblick.journeys.models import Cell
from rundblick.journeys.queries import given
from rundblick.journeys.shelf import shelf
from rundblick.journeys.standing import plain
from rundblick.people.models import ProtectedContact
from rundblick.people.queries import towns
from rundblick.people.spelling import fold
from rundblick.referrals import models as referrals
from rundblick.waiting.models import Wait


def read(house_id: uuid.UUID, as_of: dt.date) -> list[Unit]:
    """All needs of a house that had begun by that day, with the places of their households on it. Eight queries."""
    cases = dict(
        Case.objects.filter(dossier__organisation_id=house_id, dossier__erased_at__isnull=True).values_list(
            "pk", "closed_on"
        )
    )
    found = topics()
    entries = [*_needs(found, cases, as_of), *_waits(found, cases, as_of), *_tracks(found, cases, as_of)]
    return units(entries, _places({entry.dossier for entry in entries}, as_of))


Cases = dict[uuid.UUID, dt.date | None]
"""Case -> the first day on which it was closed; None while it is open. What ended with its case is no need any more."""


def _needs(found: Topics, cases: Cases, as_of: dt.date) -> Iterable[Entry]:
    by_area, by_kind = found.by("areas"), found.by("kinds")
    ways: dict[uuid.UUID, list[rules.Way]] = {}
    for need_id, way in _ways(cases, as_of):
        ways.setdefault(need_id, []).append(way)
    rows = referrals.Need.objects.filter(dossier_id__in=cases, since__lte=as_of).order_by("since", "pk")
    for pk, dossier_id, person_id, area, since, ended_on in rows.values_list(
        "pk", "dossier_id", "person_id", "area", "since", "ended_on"
    ):
        own = tuple(ways.get(pk, ()))
        # The latest way says best what it is about; what was said in confidence stays out, whatever its ways are.
        said = next((by_kind[way.kind] for way in reversed(own) if way.kind in by_kind), "")
        topic = "" if area in found.left_out.areas else said or by_area.get(area, "")
        if topic:
            end = _earlier(ended_on, cases[dossier_id])
            yield Entry(dossier_id, person_id, topic, since, end, rules.Need(since, end, own))


def _ways(cases: Cases, as_of: dt.date) -> Iterable[tuple[uuid.UUID, rules.Way]]:
    steps: dict[uuid.UUID, list[rules.Told]] = {}
    rows = referrals.Step.objects.filter(dossier_id__in=cases, on__lte=as_of, undone_at__isnull=True)
    for row in rows.order_by("on", "recorded_at", "pk").defer("said"):
        steps.setdefault(row.referral_id, []).append(rules.Told(row.happened(), row.refusal))
    ways = referrals.Referral.objects.filter(dossier_id__in=cases, begun_on__lte=as_of).order_by("begun_on", "pk")
    for pk, need_id, kind, begun_on in ways.values_list("pk", "need_id", "kind", "begun_on"):
        yield need_id, rules.Way(kind, begun_on, tuple(steps.get(pk, ())))


def _waits(found: Topics, cases: Cases, as_of: dt.date) -> Iterable[Entry]:
    by_wait = found.by("waits")
    rows = Wait.objects.filter(dossier_id__in=cases, kind__in=by_wait, since__lte=as_of).order_by("since", "pk")
    for dossier_id, person_id, kind, since, ended_on, outcome in rows.values_list(
        "dossier_id", "person_id", "kind", "since", "ended_on", "outcome"
    ):
        end = _earlier(ended_on, cases[dossier_id])
        facts = rules.Wait(since, end, outcome if end == ended_on else "")
        yield Entry(dossier_id, person_id, by_wait[kind], since, end, facts)


def _tracks(found: Topics, cases: Cases, as_of: dt.date) -> Iterable[Entry]:
    known = {(track.journey, track.track): (topic, track) for topic, track in found.tracks()}
    rows = given(
        Cell.objects.filter(
            dossier_id__in=cases,
            answered_on__lte=as_of,
            sheet__definition__in={journey for journey, _ in known},
            track__in={track for _, track in known},
        )
    ).order_by("answered_on", "sequence", "pk")
    answers: dict[tuple[uuid.UUID, uuid.UUID, str, str], list[Cell]] = {}
    for cell in rows.select_related("sheet").defer("note", "sheet__title"):
        key = (cell.dossier_id, cell.person_id, cell.sheet.definition, cell.track)
        if key[2:] in known:
            answers.setdefault(key, []).append(cell)
    for (dossier_id, person_id, journey, name), cells in answers.items():
        topic, track = known[journey, name]
        began = [cell.answered_on for cell in cells if (cell.step, cell.answer) == (track.need_step, "yes")]
        if began:
            facts = OnTrack(track, shelf()[journey], tuple(plain(cell, with_note=False) for cell in cells))
            yield Entry(dossier_id, person_id, topic, min(began), cases[dossier_id], facts)


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return min((day for day in (one, other) if day), default=None)


def _places(dossiers: Collection[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, str]:
    """The municipality of each household; nothing where none is known or a member's contact is protected."""
    holds = Q(valid_from__lte=as_of) & (Q(valid_until__isnull=True) | Q(valid_until__gt=as_of))
    protected = set(
        ProtectedContact.objects.filter(holds, dossier_id__in=dossiers).values_list("dossier_id", flat=True)
    )
    typed = {
        dossier: town for dossier, town in towns(dossiers, as_of).items() if dossier not in protected and town.strip()
    }
    names = rules.place_names(list(typed.values()), known_places(), fold)
    return {dossier: names.get(town, NO_PLACE) for dossier, town in typed.items()}


def known_places() -> set[str]:
    """Municipalities that the directory knows. Two queries."""
    places = Place.objects.filter(kind=Place.Kind.MUNICIPALITY).order_by()
    return {*places.values_list("name", flat=True), *Location.objects.order_by().values_list("city", flat=True)}
