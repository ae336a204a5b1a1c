"""What a definition must not contradict: names that exist, numbers that agree, promises that can be kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from rundblick.catalogue.loading import Complaint, Place
from rundblick.programmes.report_checks import measured, questionnaire_names
from rundblick.programmes.vocabulary import doubles, unknown, vocabulary
from rundblick.web.german import german_date

if TYPE_CHECKING:
    from rundblick.programmes.definition import Deadline, FollowUp, Programme

AGREED = "participation.agreed"


def complaints(programme: Programme) -> Iterator[Complaint]:
    """Everything in a definition that contradicts itself or the vocabulary."""
    yield from _doubles(programme)
    yield from _rows(programme)
    yield from _events(programme)
    yield from _vocabulary(programme)
    yield from _runs(programme)
    yield from _phases(programme)
    yield from _access(programme)
    yield from _answered_by_itself(programme)
    yield from _own_names(programme)
    yield from _content(programme)
    yield from _consents(programme)
    yield from _money(programme)
    at: Place = ("target_group", "condition")
    yield from programme.target_group.condition.complaints(at, programme.unit)


def reference_complaints(
    programme: Programme,
    *,
    journeys: Mapping[str, Collection[str]],
    outcome_kinds: Collection[str],
    outcome_groups: Collection[str],
    questionnaires: Mapping[str, Collection[str]] | None = None,
    insurers: Collection[str] | None = None,
) -> Iterator[Complaint]:
    """Names that only rooms above know: journeys (id -> header attributes), outcome kinds and groups, and
    questionnaires (code -> scores) and insurers, where these are installed.

    Pass it to the loader as `check`, with the names filled in.
    """
    for index, use in enumerate(programme.journeys):
        yield from unknown(("journeys", index, "journey"), use.journey, journeys, "User Journey")
    for index, kind in enumerate(programme.outcomes):
        yield from unknown(("outcomes", index), kind, outcome_kinds, "Ergebnisart")
    for index, target in enumerate(programme.targets):
        for place, group in enumerate(target.numerator.groups):
            at: Place = ("targets", index, "numerator", "groups", place)
            yield from unknown(at, group, outcome_groups, "Ergebnisgruppe")
        if insurers is not None and target.numerator.insurer is not None:
            at = ("targets", index, "numerator", "insurer")
            yield from unknown(at, target.numerator.insurer, insurers, "Versicherung")
    for spot, rule in _after_rules(programme):
        if _values_of(rule.after) != "modules":
            for index, value in enumerate(rule.where):
                yield from unknown((*spot, "where", index), value, outcome_kinds, "Ergebnisart")
    for index, report in enumerate(programme.reports):
        for place, section in enumerate(report.sections):
            for nth, attribute in enumerate(section.by):
                at = ("reports", index, "sections", place, "by", nth)
                known = journeys.get(section.journey or "", ())
                yield from unknown(at, attribute, known, "Merkmal der User Journey")
            if questionnaires is not None:
                yield from questionnaire_names(("reports", index, "sections", place), section, questionnaires)


def _doubles(programme: Programme) -> Iterator[Complaint]:
    lists: list[tuple[Place, Iterable[Any]]] = [
        (("legal_basis",), programme.legal_basis),
        (("sites",), programme.sites),
        (("runs",), programme.runs),
        (("access", "steps"), programme.access.steps),
        (("care", "rhythm"), programme.care.rhythm),
        (("time", "phases"), programme.time.phases),
        (("time", "deadlines"), programme.time.deadlines),
        (("instruments",), programme.instruments),
        (("targets",), programme.targets),
        (("exits",), programme.exits),
        (("follow_up",), programme.follow_up),
        (("reports",), programme.reports),
        (("target_group", "checklist"), programme.target_group.checklist),
        (("care", "minimum_talks"), programme.care.minimum_talks),
        (("care", "meetings"), programme.care.meetings),
        (("time", "ladders"), programme.time.ladders),
        (("modules",), programme.modules),
        (("plans",), programme.plans),
        (("results",), programme.results),
    ]
    money = type(programme.money).model_fields
    lists += [(("money", name), getattr(programme.money, name)) for name in money]
    lists += [(("reports", n, "sections"), report.sections) for n, report in enumerate(programme.reports)]
    for at, entries in lists:
        yield from doubles(at, (entry.code for entry in entries))


def _rows(programme: Programme) -> Iterator[Complaint]:
    known = programme.source.rows
    for at, part in _parts(programme, ()):
        origin = getattr(part, "origin", None)
        for index, row in enumerate(origin.rows if origin else ()):
            yield from unknown((*at, "origin", "rows", index), row, known, "Quellenzeile")


def _parts(value: Any, at: Place) -> Iterator[tuple[Place, BaseModel]]:
    if isinstance(value, BaseModel):
        yield at, value
        for name, info in type(value).model_fields.items():
            yield from _parts(getattr(value, name), (*at, info.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _parts(item, (*at, index))


def _events(programme: Programme) -> Iterator[Complaint]:
    for at, code, kind in event_uses(programme):
        words = tuple(event.code for event in vocabulary().events if event.kind == kind)
        if code not in words:
            what = "geplanter Tag" if kind == "plan" else "Ereignis"
            yield Complaint(at, f"unbekannt als {what}: {code}", words, code)
    for place, rule in _after_rules(programme):
        event = vocabulary().event(rule.after or "")
        if rule.where and (event is None or event.values is None):
            yield Complaint((*place, "where"), "dieses Ereignis hat keine Werte, nach denen man fragen kann")
        if _values_of(rule.after) == "modules":
            modules = [module.code for module in programme.modules]
            for index, value in enumerate(rule.where):
                yield from unknown((*place, "where", index), value, modules, "Modul")


def _values_of(code: str | None) -> str | None:
    event = vocabulary().event(code or "")
    return event.values if event else None


def _after_rules(programme: Programme) -> Iterator[tuple[Place, Deadline | FollowUp]]:
    for index, rule in enumerate(programme.time.deadlines):
        yield ("time", "deadlines", index), rule
    for index, promise in enumerate(programme.follow_up):
        yield ("follow_up", index), promise


def event_uses(programme: Programme) -> Iterator[tuple[Place, str, str]]:
    """Every event or plan a definition names: where, its code, and whether it is an event or a plan."""
    for index, step in enumerate(programme.access.steps):
        yield ("access", "steps", index, "done_by"), step.done_by, "event"
        if step.after:
            yield ("access", "steps", index, "after"), step.after, "event"
    for index, code in enumerate(programme.care.contacts):
        yield ("care", "contacts", index), code, "event"
    yield from _more_event_uses(programme)
    for index, rule in enumerate(programme.time.deadlines):
        at: Place = ("time", "deadlines", index)
        if rule.after:
            yield (*at, "after"), rule.after, "event"
        if rule.before:
            yield (*at, "before"), rule.before, "plan"
        for place, code in enumerate(rule.done_by):
            yield (*at, "done_by", place), code, "event"
    for index, promise in enumerate(programme.follow_up):
        yield ("follow_up", index, "after"), promise.after, "event"
    starts = [(("care", "rhythm", n), r.starts) for n, r in enumerate(programme.care.rhythm)]
    starts += [(("time", "phases", n), phase.starts) for n, phase in enumerate(programme.time.phases)]
    for place_of_start, start in starts:
        if start and start.after:
            yield (*place_of_start, "starts", "after"), start.after, "event"


def _more_event_uses(programme: Programme) -> Iterator[tuple[Place, str, str]]:
    for index, talks in enumerate(programme.care.minimum_talks):
        at: Place = ("care", "minimum_talks", index)
        yield (*at, "after"), talks.after, "event"
        for place, code in enumerate(talks.counts):
            yield (*at, "counts", place), code, "event"
    for index, meeting in enumerate(programme.care.meetings):
        yield ("care", "meetings", index, "event"), meeting.event, "event"
    for index, ladder in enumerate(programme.time.ladders):
        at = ("time", "ladders", index)
        yield (*at, "starts"), ladder.starts, "event"
        for name, codes in (("ways", ladder.ways), ("done_by", ladder.done_by)):
            for place, code in enumerate(codes):
                yield (*at, name, place), code, "event"
    for index, code in enumerate(programme.follow_on.done_by if programme.follow_on else ()):
        yield ("follow_on", "done_by", index), code, "event"
    for index, milestone in enumerate(programme.money.milestones):
        yield ("money", "milestones", index, "done_by"), milestone.done_by, "event"
    for index, subsidy in enumerate(programme.money.subsidies):
        if subsidy.paid_after:
            yield ("money", "subsidies", index, "paid_after"), subsidy.paid_after, "event"


def _vocabulary(programme: Programme) -> Iterator[Complaint]:
    kinds = [plan.code for plan in vocabulary().plans]
    for index, plan in enumerate(programme.plans):
        yield from unknown(("plans", index, "code"), plan.code, kinds, "Art eines Plans")
    tools = [tool.code for tool in vocabulary().instruments]
    for index, use in enumerate(programme.instruments):
        yield from unknown(("instruments", index, "code"), use.code, tools, "Werkzeug")
    bases = [basis.code for basis in vocabulary().legal_bases]
    for index, reference in enumerate(programme.legal_basis):
        at: Place = ("legal_basis", index, "code")
        yield from unknown(at, reference.code, bases, "Rechtsgrundlage")
        basis = vocabulary().legal_basis(reference.code)
        for run in programme.runs if basis else ():
            assert basis is not None
            over = basis.valid_until is not None and run.valid_from >= basis.valid_until
            if run.valid_from < basis.valid_from or over:
                yield Complaint(at, f"galt am {german_date(run.valid_from)} nicht (Beginn von „{run.label}“)")


def _runs(programme: Programme) -> Iterator[Complaint]:
    sites = tuple(site.code for site in programme.sites)
    ratio = programme.care.ratio
    for index, run in enumerate(programme.runs):
        at: Place = ("runs", index)
        for site in run.places_by_site:
            yield from unknown((*at, "places_by_site", site), site, sites, "Standort")
        total = sum(run.places_by_site.values())
        if run.places_by_site and total != run.places:
            yield Complaint((*at, "places_by_site"), f"ergibt {total} statt {run.places} Plätze")
        if ratio and run.staff and ratio.meaning != "minimum_per_coach":
            staff = run.staff.fte if ratio.meaning == "cases_per_fte" else run.staff.coaches
            if run.places is not None and run.places > ratio.value * staff:
                yield Complaint((*at, "places"), f"mehr, als der Schlüssel 1:{ratio.value} mit diesem Personal erlaubt")


def _phases(programme: Programme) -> Iterator[Complaint]:
    runs = {run.code: run for run in programme.runs}
    for index, phase in enumerate(programme.time.phases):
        at: Place = ("time", "phases", index)
        if phase.run is not None:
            yield from unknown((*at, "run"), phase.run, runs, "Laufzeit")
        run = runs.get(phase.run or "")
        if run and phase.starts.on and not run.holds(phase.starts.on):
            yield Complaint((*at, "starts", "on"), f"liegt außerhalb der Laufzeit „{run.label}“")


def _access(programme: Programme) -> Iterator[Complaint]:
    agreed = any(step.done_by == AGREED and step.required for step in programme.access.steps)
    if programme.access.kind == "voluntary" and not agreed:
        yield Complaint(("access", "steps"), f"freiwillig heißt: ein nötiger Schritt mit done_by {AGREED} gehört dazu")


def _answered_by_itself(programme: Programme) -> Iterator[Complaint]:
    """What starts a deadline happens on the day it is counted from, so it would answer the deadline at once."""
    for index, rule in enumerate(programme.time.deadlines):
        if rule.after is not None and rule.after in rule.done_by:
            at: Place = ("time", "deadlines", index, "done_by", rule.done_by.index(rule.after))
            yield Complaint(at, "beginnt die Frist und beendet sie zugleich")


def _own_names(programme: Programme) -> Iterator[Complaint]:
    phases = tuple(phase.code for phase in programme.time.phases)
    for index, step in enumerate(programme.care.rhythm):
        if step.phase is not None:
            yield from unknown(("care", "rhythm", index, "phase"), step.phase, phases, "Phase")
    if (programme.care.rhythm or programme.follow_up) and not programme.care.contacts:
        yield Complaint(("care",), "contacts fehlt: was zählt als Kontakt?")
    for index, target in enumerate(programme.targets):
        for place, kind in enumerate(target.numerator.kinds):
            at: Place = ("targets", index, "numerator", "kinds", place)
            yield from unknown(at, kind, programme.outcomes, "Gezähltes Ergebnis")
    journeys = tuple(use.journey for use in programme.journeys)
    for index, report in enumerate(programme.reports):
        for place, section in enumerate(report.sections):
            if section.journey is not None:
                at = ("reports", index, "sections", place, "journey")
                yield from unknown(at, section.journey, journeys, "User Journey des Programms")
            for nth, kind in enumerate(section.kinds):
                yield from unknown(
                    ("reports", index, "sections", place, "kinds", nth), kind, programme.outcomes, "Gezähltes Ergebnis"
                )
            yield from measured(("reports", index, "sections", place), programme, report, section)


def _content(programme: Programme) -> Iterator[Complaint]:
    """Modules that build on each other must exist, and never in a circle."""
    order = [module.code for module in programme.modules]
    needs = {module.code: set(module.requires) for module in programme.modules}
    for index, module in enumerate(programme.modules):
        for place, code in enumerate(module.requires):
            yield from unknown(("modules", index, "requires", place), code, order, "Modul")
    reached: set[str] = set()
    while step := {code for code, before in needs.items() if code not in reached and before & set(order) <= reached}:
        reached |= step
    for index, module in enumerate(programme.modules):
        if module.code not in reached:
            yield Complaint(("modules", index, "requires"), "die Module setzen einander im Kreis voraus")
    ladder_ways = {event.code for event in vocabulary().events if event.attempt}
    for index, ladder in enumerate(programme.time.ladders):
        for place, code in enumerate(ladder.ways):
            yield from unknown(("time", "ladders", index, "ways", place), code, sorted(ladder_ways), "Versuch")


def _consents(programme: Programme) -> Iterator[Complaint]:
    purposes = [consent.code for consent in vocabulary().consents]
    asked: list[tuple[Place, str | None]] = [
        (("access", "consents", index, "purpose"), need.purpose) for index, need in enumerate(programme.access.consents)
    ]
    asked += [(("care", "meetings", index, "consent"), m.consent) for index, m in enumerate(programme.care.meetings)]
    for index, promise in enumerate(programme.follow_up):
        asked.append((("follow_up", index, "consent"), promise.consent))
        asked.append((("follow_up", index, "employer_consent"), promise.employer_consent))
    for at, purpose in asked:
        if purpose is not None:
            yield from unknown(at, purpose, purposes, "Zweck einer Einwilligung")


def _money(programme: Programme) -> Iterator[Complaint]:
    bases = [basis.code for basis in vocabulary().legal_bases]
    for index, source in enumerate(programme.money.funding):
        at: Place = ("money", "funding", index)
        if source.legal_basis is not None:
            yield from unknown((*at, "legal_basis"), source.legal_basis, bases, "Rechtsgrundlage")
        if source.valid_from and source.valid_until and source.valid_until <= source.valid_from:
            yield Complaint((*at, "valid_until"), "muss nach valid_from liegen")
    total = sum(milestone.share for milestone in programme.money.milestones)
    if programme.money.milestones and total != 100:
        yield Complaint(("money", "milestones"), f"ergibt {total} statt 100 Prozent")
    for index, quota in enumerate(programme.money.quotas):
        if quota.where is not None:
            yield from quota.where.complaints(("money", "quotas", index, "where"), programme.unit)
    if programme.access.weighing is not None:
        options = [option.code for option in programme.access.weighing.options]
        for index, question in enumerate(programme.access.weighing.questions):
            for place, code in enumerate(question.speaks_for):
                spot: Place = ("access", "weighing", "questions", index, "speaks_for", place)
                yield from unknown(spot, code, options, "Weg")
