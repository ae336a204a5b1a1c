"""Computes the report a programme's definition asks for: every figure with the records behind it.

Nothing here is about one programme: sections, Stichtage, subgroups and targets come from the definition, steps and
reasons from the journey, kinds from the taxonomy. Codes of figures follow from these names.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rundblick.evaluation.cohort import COUPLE, SINGLE, Cohort, JourneyRecords, Result, cohort, journey_records, results
from rundblick.evaluation.cohort import situations as known_situations
from rundblick.journeys import rules as journey_rules
from rundblick.journeys.definition import Journey
from rundblick.journeys.shelf import shelf as journeys
from rundblick.programmes.definition import Programme, Report, ReportSection
from rundblick.programmes.models import Run
from rundblick.programmes.rules import sections_at
from rundblick.statistics.figures import Figure, count, share
from rundblick.work import rules as work_rules
from rundblick.work.models import Situation
from rundblick.work.taxonomy import taxonomy

PARENTING = {SINGLE: "single_parent", COUPLE: "couple"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and the ids of the records in its numerator, for those who may open it.

    `family` groups figures that add up, so that protecting a small cell finds what it could be computed from.
    """

    figure: Figure
    records: tuple[str, ...] = ()
    family: str = ""


def compute(definition: Programme, report: Report, run: Run, as_of: dt.date) -> list[Counted]:
    """All figures of a report for one run, each section at its own Stichtag. Runs as worker."""
    found: list[Counted] = []
    for section, day in sections_at(definition, report.code, as_of):
        members = cohort(run, day)
        found += SECTIONS[section.kind](definition, section, members)
    return found


def _where(section: ReportSection) -> str:
    return section.origin.place or ", ".join(section.origin.rows)


def _subjects(definition: Programme, section: ReportSection, members: Cohort) -> list[Counted]:
    journey = journeys()[section.journey or ""]
    records = journey_records(members, journey)
    source, day, labels = _where(section), members.as_of, _labels(definition, journey)
    everybody = records.subjects
    households = sorted(members.sites.items(), key=lambda item: str(item[0]))
    found = [
        Counted(
            count(
                code=f"{definition.id}.households",
                label="Bedarfsgemeinschaften",
                number=sum(1 for _, s in households if site in ("", s)),
                as_of=day,
                subgroup=label,
                source=source,
            ),
            family="households",
        )
        for site, label in _sites(definition)
    ]
    found += [
        Counted(
            count(
                code=f"{definition.id}.children",
                label="Kinder und Jugendliche",
                number=len(those),
                as_of=day,
                subgroup=label,
                source=source,
            ),
            tuple(those),
            "children",
        )
        for label, those in _by_site(definition, records)
    ]
    for attribute in (code for code in section.by if code != "site"):
        for value in sorted({values.get(attribute, "") for values in records.attributes.values()} - {""}):
            for label, those in _by_site(definition, records):
                having = [s for s in those if records.attributes[s].get(attribute) == value]
                known = [s for s in those if records.attributes[s].get(attribute)]
                found.append(
                    Counted(
                        share(
                            code=f"{definition.id}.children.{attribute}.{value}",
                            label=f"Kinder und Jugendliche: {labels(attribute, value)}",
                            numerator=len(having),
                            denominator=len(known),
                            missing=len(those) - len(known),
                            as_of=day,
                            subgroup=label,
                            source=source,
                        ),
                        tuple(having),
                        f"children.{attribute}",
                    )
                )
    assert len(everybody) == len(set(everybody))
    return found


def _funnels(definition: Programme, section: ReportSection, members: Cohort) -> list[Counted]:
    journey = journeys()[section.journey or ""]
    records = journey_records(members, journey)
    found: list[Counted] = []
    for track in journey.tracks:
        for label, those in _by_site(definition, records):
            chosen = {subject: records.attributes[subject] for subject in those}
            answers = [a for a in records.answers if a.subject in chosen]
            (built,) = journey_rules.funnels(journey, track.code, answers, chosen, members.as_of)
            found += _steps(definition, section, journey, built, label)
            if label == "":
                found += _reasons_and_kinds(definition, section, journey, built, answers, those)
    return found


def _steps(
    definition: Programme, section: ReportSection, journey: Journey, built: journey_rules.TrackFunnel, label: str
) -> Iterator[Counted]:
    code = f"{definition.id}.{journey.id}.{built.track}"
    name = journey.track(built.track).label
    first, *_ = built.steps.steps
    for place, step in enumerate(built.steps.steps):
        whole = len(built.steps.subjects) if place == 0 else len(first.reached)
        figure = share(
            code=f"{code}.{step.code}",
            label=f"{name}: {journey.step(step.code).label}",
            numerator=len(step.reached),
            denominator=whole,
            as_of=built.as_of,
            subgroup=label,
            source=_where(section),
            note="Nenner: alle Kinder und Jugendlichen."
            if place == 0
            else "Nenner: Kinder und Jugendliche mit Anspruch.",
        )
        yield Counted(figure, step.reached, f"funnel.{built.track}")
        if place == 0:
            none = share(
                code=f"{code}.not_{step.code}",
                label=f"{name}: kein {journey.step(step.code).label}",
                numerator=whole - len(step.reached),
                denominator=whole,
                as_of=built.as_of,
                subgroup=label,
                source=_where(section),
            )
            yield Counted(none, step.dropped, f"funnel.{built.track}")


def _reasons_and_kinds(
    definition: Programme,
    section: ReportSection,
    journey: Journey,
    built: journey_rules.TrackFunnel,
    answers: list[journey_rules.Cell],
    those: list[str],
) -> Iterator[Counted]:
    track = journey.track(built.track)
    code = f"{definition.id}.{journey.id}.{track.code}"
    day, source = built.as_of, _where(section)
    known = [journey_rules.state(journey, track.code, s, [a for a in answers if a.subject == s], day) for s in those]
    first = journey.funnel_steps(track.code)[0]
    reasons = journey_rules.published_reasons(journey, track.code, known, after=first)
    labels = {journey.published(track.code, r.code)[0]: journey.published(track.code, r.code)[1] for r in track.reasons}
    for option in reasons.options:
        yield Counted(
            share(
                code=f"{code}.reason.{option.code}",
                label=f"{track.label}, nicht genutzt: {labels[option.code]}",
                numerator=option.mentions,
                denominator=reasons.respondents,
                missing=reasons.without_answer,
                as_of=day,
                source=source,
                note="Mehrfachnennung möglich; Nenner: Kinder mit mindestens einem Grund.",
            ),
            tuple(
                s.subject
                for s in known
                if s.stop != first
                and s.stopped_by
                and option.code in {journey.published(track.code, r)[0] for r in s.stopped_by.reasons}
            ),
            f"reasons.{track.code}",
        )
    for kind in track.kinds:
        taken = [
            s.subject for s in known if track.kinds_at in s.reached and kind.code in s.cells[track.kinds_at or ""].kinds
        ]
        yield Counted(
            share(
                code=f"{code}.detail.{kind.code}",
                label=f"{track.label}, wahrgenommen: {kind.label}",
                numerator=len(taken),
                denominator=built.kinds.respondents,
                missing=built.kinds.without_answer,
                as_of=day,
                source=source,
                note="Mehrfachnennung möglich; Nenner: Kinder mit Angabe.",
            ),
            tuple(taken),
            f"details.{track.code}",
        )


def _applications(definition: Programme, section: ReportSection, members: Cohort) -> list[Counted]:
    journey = journeys()[section.journey or ""]
    booked = journey_records(members, journey).applications
    return [
        Counted(
            count(
                code=f"{definition.id}.applications.{track.code}",
                label=f"Gestellte Anträge: {track.label}",
                number=sum(1 for _, _, of in booked if of == track.code),
                as_of=members.as_of,
                source=_where(section),
                note="Eigene Zählung der Anträge; weicht von den User Journeys ab (anderer Stichtag, andere Buchführung).",
            ),
            tuple(key for key, _, of in booked if of == track.code),
            "applications",
        )
        for track in journey.tracks
    ]


def _outcomes(definition: Programme, section: ReportSection, members: Cohort) -> list[Counted]:
    happened, day, source = results(members), members.as_of, _where(section)
    kinds = taxonomy()
    found = []
    for figure in work_rules.count_figures([r.achieved for r in happened], definition, kinds, day, source=source):
        kind = figure.code.rpartition(".")[2]
        code = f"{definition.id}.sponsorships" if kind == "sponsorship" else f"{definition.id}.outcome.{kind}"
        found.append(Counted(replace(figure, code=code), _ids(happened, lambda r, k=kind: r.kind == k), "outcomes"))
    for figure in work_rules.chart_figures([r.achieved for r in happened], definition, kinds, day, source=source):
        code = f"{definition.id}.outcome.{figure.code.rpartition('.')[2]}.share"
        found.append(Counted(replace(figure, code=code), family="outcomes"))
    for kind in (k for k in kinds.kinds if k.code in definition.outcomes):
        named = Counter(r.title for r in happened if r.kind == kind.code and r.title)
        for title, number in sorted(named.items(), key=lambda item: (-item[1], item[0])):
            figure = count(
                code=f"{definition.id}.outcome.{kind.code}.title.{title}",
                label=f"{kind.label}: {title}",
                number=number,
                as_of=day,
                source=source,
            )
            found.append(
                Counted(
                    figure,
                    _ids(happened, lambda r, k=kind.code, t=title: r.kind == k and r.title == t),
                    f"titles.{kind.code}",
                )
            )
    found += _integrations_by_parenting(definition, members, happened, source)
    found += _young_people(definition, members, source)
    return found


def _integrations_by_parenting(
    definition: Programme, members: Cohort, happened: list[Result], source: str
) -> Iterator[Counted]:
    for kind in (k for k in taxonomy().kinds if k.group == "integration" and k.code in definition.outcomes):
        for status, name in PARENTING.items():
            own = [r for r in happened if r.kind == kind.code and members.parenting.get(r.dossier_id) == status]
            words = "alleinerziehend" if status == SINGLE else "in der Bedarfsgemeinschaft erziehend"
            code = f"{definition.id}.outcome.{kind.code}.{name}"
            total = count(
                code=code, label=f"{kind.label}: {words}", number=len(own), as_of=members.as_of, source=source
            )
            yield Counted(total, tuple(r.id for r in own), f"parenting.{kind.code}")
            ended = [r for r in own if r.benefit_ended]
            yield Counted(
                share(
                    code=f"{code}.benefit_ended",
                    label=f"{kind.label}: {words}, Leistungsbezug beendet",
                    numerator=len(ended),
                    denominator=len(own),
                    as_of=members.as_of,
                    source=source,
                ),
                tuple(r.id for r in ended),
                f"parenting.{kind.code}",
            )


def _young_people(definition: Programme, members: Cohort, source: str) -> Iterator[Counted]:
    known = known_situations(members)
    if not known:
        return
    total = count(
        code=f"{definition.id}.employable_children",
        label="Erwerbsfähige Kinder und Jugendliche mit bekannter Situation",
        number=len(known),
        as_of=members.as_of,
        source=source,
    )
    yield Counted(total, tuple(person for person, _ in known), "employable_children")
    for kind in Situation.Kind:
        those = tuple(person for person, found in known if found == kind)
        if those:
            figure = share(
                code=f"{definition.id}.employable_children.{kind}",
                label=f"Erwerbsfähige Kinder und Jugendliche: {kind.label}",
                numerator=len(those),
                denominator=len(known),
                as_of=members.as_of,
                source=source,
            )
            yield Counted(figure, those, "employable_children")


def _targets(definition: Programme, section: ReportSection, members: Cohort) -> list[Counted]:
    happened = results(members)
    achieved = [r.achieved for r in happened]
    kinds = taxonomy()
    found = []
    for target in definition.targets:
        common = (achieved, definition, target, kinds, members.as_of)
        whole = work_rules.attainment(*common, admitted=members.admitted)
        counted = {
            k.code for k in kinds.kinds if k.code in target.numerator.kinds or k.group in target.numerator.groups
        }
        ids = _ids(happened, lambda r, c=frozenset(counted): r.kind in c)
        found.append(Counted(replace(whole, code=f"{definition.id}.quota"), ids, "quota"))
        for part in work_rules.attainment_by_group(*common, admitted=members.admitted):
            group = part.code.rpartition(".")[2]
            inside = {k.code for k in kinds.kinds if k.group == group}
            code = f"{definition.id}.quota.{group}"
            found.append(Counted(replace(part, code=code), _ids(happened, lambda r, i=inside: r.kind in i), "quota"))
        distance = whole.points_to_target()
        if distance is not None:
            above = replace(
                whole,
                code=f"{definition.id}.quota.above_target",
                label="Abstand zum Ziel in Prozentpunkten",
                value=distance,
                target=None,
                note="Prozentpunkte, nicht Prozent. " + whole.note,
            )
            found.append(Counted(above, family="quota"))
    return found


def _ids(happened: Iterable[Result], wanted: Callable[[Result], bool]) -> tuple[str, ...]:
    return tuple(r.id for r in happened if wanted(r))


def _sites(definition: Programme) -> list[tuple[str, str]]:
    return [("", ""), *((site.code, site.label) for site in definition.sites)]


def _by_site(definition: Programme, records: JourneyRecords) -> Iterator[tuple[str, list[str]]]:
    for code, label in _sites(definition):
        yield label, [s for s, values in records.attributes.items() if code in ("", values["site"])]


def _labels(definition: Programme, journey: Journey) -> Callable[[str, str], str]:
    choices = {(a.code, c.code): c.label for a in journey.header for c in a.choices}
    return lambda attribute, value: choices.get((attribute, value), value)


SECTIONS: dict[str, Callable[[Programme, ReportSection, Cohort], list[Counted]]] = {
    "subjects": _subjects,
    "journey_funnel": _funnels,
    "applications": _applications,
    "outcomes": _outcomes,
    "targets": _targets,
}
