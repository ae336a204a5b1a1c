"""A report as a table for a spreadsheet. Cells are never formulas."""

from collections.abc import Iterator, Mapping

from rundblick.gaps.content import Content, Shown
from rundblick.gaps.models import GapReport, Proposal
from rundblick.gaps.words import said
from rundblick.web import spreadsheets
from rundblick.web.german import german_date

HEAD = (
    "Tabelle",
    "Thema",
    "Ort",
    "Grund",
    "Stichtag",
    "ohne Angebot",
    "Bedarfe",
    "Angebote im Verzeichnis",
    "davon mit freien Plätzen",
    "Was wir vorschlagen",
)
ALL = "alle"


def as_csv(report: GapReport, found: Content, proposals: Mapping[str, Proposal]) -> bytes:
    """The whole report, a line per number."""
    return spreadsheets.as_csv([HEAD, *lines(report, found, proposals)])


def lines(report: GapReport, found: Content, proposals: Mapping[str, Proposal]) -> Iterator[list[str]]:
    """One line per number with what belongs to it."""
    day = german_date(report.as_of)
    yield _line("gesamt", as_of=day, gaps=found.gaps, needs=found.needs)
    for topic in found.topics:
        proposal = proposals.get(topic.code)
        yield _line(
            "Themen",
            topic=topic.label,
            as_of=day,
            gaps=topic.gaps,
            needs=topic.needs,
            offers=(topic.offers.number, topic.offers.room),
            words=proposal.text if proposal else "",
        )
    for place in found.places:
        yield _line("Orte", place=place.label, as_of=day, gaps=place.gaps, needs=place.needs)
    for topic in found.topics:
        for part in topic.places:
            offers = (part.offers.number, part.offers.room)
            yield _line(
                "Themen und Orte", topic=topic.label, place=part.label, as_of=day, gaps=part.gaps, offers=offers
            )
    for part in found.reasons:
        yield _line("Gründe", reason=part.label, as_of=day, gaps=part.gaps)
    for topic in found.topics:
        for part in topic.reasons:
            yield _line("Themen und Gründe", topic=topic.label, reason=part.label, as_of=day, gaps=part.gaps)
    for place_in_time, quarter in enumerate(found.quarters):
        end = german_date(quarter.last)
        yield _line("Zeit", as_of=end, gaps=quarter.gaps, needs=quarter.needs)
        for topic in found.topics:
            yield _line("Themen und Zeit", topic=topic.label, as_of=end, gaps=topic.quarters[place_in_time])


def _line(
    table: str,
    *,
    topic: str = ALL,
    place: str = ALL,
    reason: str = ALL,
    as_of: str,
    gaps: Shown,
    needs: Shown | str = "",
    offers: tuple[int, int] | None = None,
    words: str = "",
) -> list[str]:
    denominator = needs if isinstance(needs, str) else said(needs)
    supply = [str(number) for number in offers] if offers else ["", ""]
    return [table, topic, place, reason, as_of, said(gaps), denominator, *supply, words]
