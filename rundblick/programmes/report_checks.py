"""What a table of a report must not contradict: a comparison names what is compared, a band what it joins."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from rundblick.catalogue.loading import Complaint, Place
from rundblick.programmes.vocabulary import doubles, unknown

if TYPE_CHECKING:
    from rundblick.programmes.definition import Programme, Report, ReportSection


def questionnaire_names(
    at: Place, section: ReportSection, questionnaires: Mapping[str, Collection[str]]
) -> Iterator[Complaint]:
    """A questionnaire and a score of it that only the room above knows (code -> scores)."""
    if section.questionnaire is None:
        return
    yield from unknown((*at, "questionnaire"), section.questionnaire, tuple(questionnaires), "Fragebogen")
    scores = questionnaires.get(section.questionnaire)
    if section.score is not None and scores is not None:
        yield from unknown((*at, "score"), section.score, tuple(scores), "Wert, der ausgewertet werden darf:")


def measured(at: Place, programme: Programme, report: Report, section: ReportSection) -> Iterator[Complaint]:
    """What a comparison compares stands in the same definition; bands are joined with another band of the table."""
    codes = tuple(band.code for band in section.bands)
    yield from doubles((*at, "bands"), codes)
    for nth, band in enumerate(section.bands):
        if band.joins is not None:
            others = tuple(one.code for one in section.bands if one.code != band.code and not one.headline)
            yield from unknown((*at, "bands", nth, "joins"), band.joins, others, "Gruppe")
    if section.measure is not None:
        shares = [
            target.code
            for target in programme.targets
            if target.denominator.rule in {"people", "households"} and target.numerator.count != "participations"
        ]
        changes = [one.code for one in report.sections if one.kind == "change"]
        yield from unknown((*at, "measure"), section.measure, (*shares, *changes), "Ziel mit Nenner oder Veränderung")
    if section.across == "sites" and not programme.sites:
        yield Complaint((*at, "across"), "das Programm hat keine Standorte")
