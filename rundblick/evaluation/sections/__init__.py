"""The kinds of tables a report can ask for; each enters its figures into a book."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from rundblick.evaluation.cohort import Cohort, JourneyRecords, journey_records
from rundblick.evaluation.counted import Book
from rundblick.journeys.definition import Journey
from rundblick.journeys.wordings import journey_named
from rundblick.programmes.definition import Programme, ReportSection
from rundblick.surveys.evaluated import Panel, panel


@dataclass(frozen=True, slots=True)
class Task:
    """One table to be filled: the definition, the section of its report, and who counts at its Stichtag.

    `beside`: the other tables of the report, which a comparison may be about. `panels`: what was read for another table
    already.
    """

    definition: Programme
    section: ReportSection
    members: Cohort
    beside: tuple[ReportSection, ...] = ()
    panels: dict[tuple[str, dt.date], Panel] = field(default_factory=dict)

    @property
    def programme(self) -> str:
        """The beginning of every code."""
        return self.definition.id

    @property
    def journey(self) -> Journey:
        """The journey the section is about."""
        return journey_named(self.section.journey or "")

    def book(self, counted_from: str) -> Book:
        """An empty book of this section. `counted_from`: which records, as printed beside each figure."""
        origin = self.section.origin
        place = origin.place or ", ".join(origin.rows)
        return Book(self.section.code, self.members.as_of, f"{place}; gezählt aus: {counted_from}")

    def records(self) -> JourneyRecords:
        """The sheets of the section's journey."""
        return journey_records(self.members, self.journey)

    def panel(self, questionnaire: str) -> Panel:
        """Who was asked with a questionnaire in this run; read once per report and Stichtag."""
        key = (questionnaire, self.members.as_of)
        if key not in self.panels:
            self.panels[key] = panel(self.members.run.pk, *key)
        return self.panels[key]

    def sites(self, records: JourneyRecords) -> Iterator[tuple[str, list[str]]]:
        """(label of the site, its subjects), everybody first with an empty label."""
        yield "", list(records.subjects)
        for site in self.definition.sites:
            yield site.label, [s for s in records.subjects if records.attributes[s]["site"] == site.code]
