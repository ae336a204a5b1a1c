"""What the page and the paper of a report show: sentences, pictures and tables. No query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rundblick.gaps.content import Content, Part, Quarter, Shown, TopicLine
from rundblick.gaps.models import GapReport, Proposal
from rundblick.gaps.words import LEGEND, SUBJECTS, of_needs, of_offers, said, share
from rundblick.web.german import german_date, percent
from rundblick.web.parts import Cell, Column, Table
from rundblick.web.pictures import Bar, Picture, horizontal_bars

Address = Callable[[str], str]
"""Code of a topic -> where a proposal is written; "" where nobody may."""


@dataclass(frozen=True)
class Topic:
    """One topic in detail. `quarters`: gaps at the end of each."""

    line: TopicLine
    sentence: str
    supply: str
    reasons: list[tuple[str, str]]
    places: Table | None
    quarters: list[tuple[str, str]]
    proposal: Proposal | None
    write_url: str


@dataclass(frozen=True)
class Page:
    """A report as it is read. `quiet`: topics that nobody needed."""

    title: str
    subtitle: str
    sentences: list[str]
    by_topic: Picture | None
    topics_table: Table
    by_place: Picture | None
    places_table: Table
    by_reason: Picture | None
    over_time: Picture | None
    topics: list[Topic]
    quiet: list[str]
    counted: list[str]
    legend: str
    hides: bool


def build(
    report: GapReport,
    found: Content,
    proposals: Mapping[str, Proposal],
    *,
    write_url: Address = lambda _: "",
) -> Page:
    """The page of a computed report."""
    lines = ordered([line for line in found.topics if not line.silent])
    return Page(
        title="Lücken im Angebot",
        subtitle=f"{report.house.name}, {period(report)}",
        sentences=sentences(report, found, lines),
        by_topic=_by_topic(lines),
        topics_table=_topics_table(lines),
        by_place=_by_place(found),
        places_table=_places_table(found),
        by_reason=_bars("Warum Bedarfe ohne Angebot sind", found.reasons, "gründe"),
        over_time=_over_time(found),
        topics=[_topic(line, found, proposals.get(line.code), write_url(line.code)) for line in lines],
        quiet=[line.label for line in found.topics if line.silent],
        counted=how_counted(found),
        legend=LEGEND,
        hides=found.hides,
    )


def period(report: GapReport) -> str:
    """The days of a report: "1.1. bis 31.12., Stichtag 31.12."."""
    return f"{german_date(report.first_day)} bis {german_date(report.as_of)} (Stichtag)"


def ordered(lines: list[TopicLine]) -> list[TopicLine]:
    """The most gaps first; hidden ones before none, so that their place tells nothing; else as in the file."""
    return sorted(lines, key=lambda line: -_weight(line.gaps))


def _weight(number: Shown) -> float:
    return 0.5 if number is None else number


def sentences(report: GapReport, found: Content, lines: list[TopicLine]) -> list[str]:
    """What matters, in a few sentences with numerator and denominator."""
    if found.needs == 0:
        return ["Im Zeitraum hat niemand einen Bedarf notiert."]
    day = german_date(report.as_of)
    if found.gaps is None:
        first = f"Wie viele Bedarfe am {day} ohne Angebot waren, ist verdeckt."
    elif found.gaps == 0:
        first = f"Am {day} war keiner {of_needs(found.needs)} ohne Angebot."
    else:
        part = f" ({percent(found.gaps / found.needs)})" if found.needs else ""
        whom = f", bei {found.people} {_subjects(found.people)}" if found.people else ""
        be = "war" if found.gaps == 1 else "waren"
        first = f"Am {day} {be} {found.gaps} {of_needs(found.needs)} ohne Angebot{part}{whom}."
    more = [first]
    most = [line for line in lines if line.gaps][:3]
    if most:
        more.append("Am häufigsten: " + ", ".join(f"{line.label} ({line.gaps})" for line in most) + ".")
    bare = [line.label for line in lines if line.gaps != 0 and not line.offers.number]
    if bare:
        more.append("Bedarf, aber kein Angebot im Verzeichnis: " + ", ".join(bare) + ".")
    return more


def _subjects(number: int) -> str:
    return "Mensch oder Haushalt" if number == 1 else "Menschen oder Haushalten"


def how_counted(found: Content) -> list[str]:
    """What is counted, and what is not."""
    limits = found.limits
    words = [
        "Bedarfe kommen aus den Wegen in Hilfen, vom Wartezettel und aus den User Journeys. Was mehrere Einträge zum "
        f"selben Thema sagen, ist ein Bedarf. Gezählt werden {SUBJECTS}.",
        "Der Nenner sind alle Bedarfe, die an mindestens einem Tag des Zeitraums bestanden, auch die mit Hilfe.",
        f"Ohne Angebot heißt am Stichtag: seit {limits['no_way_days']} Tagen kein Weg begonnen, alle Wege vergeblich "
        f"beendet, länger als {limits['waiting_days']} Tage gewartet, oder auf der User Journey als fehlendes Angebot "
        "notiert.",
        "Nicht gezählt werden vertrauliche Einträge, Entscheidungen von Behörden, und dass jemand etwas nicht möchte.",
        "Orte sind Gemeinden. „ohne Ort“: keine Anschrift, oder sie ist geschützt. Angebote sind der Stand des "
        "Verzeichnisses beim Berechnen.",
    ]
    if found.ended is None:
        words.append("Wie oft das Warten im Zeitraum aufgegeben wurde, ist verdeckt.")
    elif found.ended:
        words.append(
            f"Im Zeitraum endete das Warten bei {found.ended} Bedarfen; bei {found.left} davon wurde nicht länger "
            "gewartet. Sie zählen nicht mehr als offen."
        )
    if (unknown := found.without_place) is not None:
        words.append(f"Ohne Ort: {said(unknown.needs)} {'Bedarf' if unknown.needs == 1 else 'Bedarfe'}.")
    return words


def _by_topic(lines: list[TopicLine]) -> Picture | None:
    bars = [
        Bar(
            label=line.label,
            value=line.gaps,
            text=said(line.gaps),
            note=f"{of_needs(line.needs)}; {of_offers(line.offers)}",
        )
        for line in lines
        if line.gaps != 0
    ]
    return _picture("Bedarfe ohne Angebot nach Thema", bars, "themen")


def _by_place(found: Content) -> Picture | None:
    bars = [
        Bar(label=one.label, value=one.gaps, text=said(one.gaps), note=of_needs(one.needs))
        for one in found.places
        if one.gaps != 0
    ]
    return _picture("Bedarfe ohne Angebot nach Ort", bars, "orte")


def _bars(title: str, parts: tuple[Part, ...], key: str) -> Picture | None:
    bars = [Bar(label=one.label, value=one.gaps, text=said(one.gaps)) for one in parts if one.gaps != 0]
    return _picture(title, bars, key)


def _over_time(found: Content) -> Picture | None:
    bars = [
        Bar(label=named(one), value=one.gaps, text=said(one.gaps), note=of_needs(one.needs)) for one in found.quarters
    ]
    if len(bars) < 2 or all(one.needs == 0 for one in found.quarters):
        return None
    return _picture("Bedarfe ohne Angebot am Ende jedes Quartals", bars, "zeit")


def _picture(title: str, bars: list[Bar], key: str) -> Picture | None:
    if not bars:
        return None
    return horizontal_bars(title=title, bars=bars, value_label="ohne Angebot", key=key)


def named(quarter: Quarter) -> str:
    """ "4. Quartal 2026", or with the Stichtag where that cuts it."""
    number = (quarter.last.month - 1) // 3 + 1
    end = (quarter.last.month, quarter.last.day)
    cut = end not in ((3, 31), (6, 30), (9, 30), (12, 31))
    return f"{number}. Quartal {quarter.last.year}" + (f", bis {german_date(quarter.last)}" if cut else "")


def _topics_table(lines: list[TopicLine]) -> Table:
    return Table(
        caption="Bedarf und Angebot nach Thema",
        hidden_caption=True,
        columns=[
            Column(label="Thema"),
            Column(label="ohne Angebot", numeric=True),
            Column(label="Bedarfe", numeric=True),
            Column(label="Anteil", numeric=True),
            Column(label="Angebote im Verzeichnis", numeric=True),
            Column(label="mit freien Plätzen", numeric=True),
        ],
        rows=[
            [
                Cell(text=line.label, url=f"#thema-{line.code}"),
                said(line.gaps),
                said(line.needs),
                share(line.gaps, line.needs),
                str(line.offers.number),
                str(line.offers.room),
            ]
            for line in lines
        ],
    )


def _places_table(found: Content) -> Table:
    return Table(
        caption="Bedarfe ohne Angebot nach Ort",
        hidden_caption=True,
        columns=[
            Column(label="Ort"),
            Column(label="ohne Angebot", numeric=True),
            Column(label="Bedarfe", numeric=True),
            Column(label="Anteil", numeric=True),
        ],
        rows=[[one.label, said(one.gaps), said(one.needs), share(one.gaps, one.needs)] for one in found.places],
    )


def _topic(line: TopicLine, found: Content, proposal: Proposal | None, write_url: str) -> Topic:
    number = "Wie viele ohne Angebot sind, ist verdeckt" if line.gaps is None else f"{line.gaps} ohne Angebot"
    places = [one for one in line.places if one.gaps != 0]
    return Topic(
        line=line,
        sentence=f"{number}, {of_needs(line.needs)}.",
        supply=of_offers(line.offers) if found.gaps != 0 else "",
        reasons=[(one.label, said(one.gaps)) for one in line.reasons if one.gaps != 0],
        places=_topic_places(line.label, places) if places else None,
        quarters=[(named(quarter), said(gaps)) for quarter, gaps in zip(found.quarters, line.quarters, strict=True)]
        if line.gaps != 0 or any(line.quarters)
        else [],
        proposal=proposal if proposal and proposal.text else None,
        write_url=write_url,
    )


def _topic_places(label: str, places: list[Part]) -> Table:
    return Table(
        caption=f"{label} nach Ort",
        columns=[
            Column(label="Ort"),
            Column(label="ohne Angebot", numeric=True),
            Column(label="Angebote dort oder für alle", numeric=True),
            Column(label="mit freien Plätzen", numeric=True),
        ],
        rows=[[one.label, said(one.gaps), str(one.offers.number), str(one.offers.room)] for one in places],
    )
