"""What may stand on a sheet for an employer: lines by part, each with a code to choose it. No database.

Everything comes from the profile and the biography. Conditions stand in the words of the catalogue for employers, and
nothing else of the person's situation can get here: there is no way from the protected area to a line.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rundblick.biography.queries import Profile
from rundblick.catalogue.working import working
from rundblick.profiles.models import JobProfile, Target
from rundblick.profiles.rules import hours_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be chosen."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sheet with its lines."""

    heading: str
    lines: tuple[Line, ...]


def offered(profile: JobProfile | None, told: Profile, targets: Sequence[Target]) -> list[Part]:
    """All parts that have lines, in the order of the sheet."""
    row = profile or JobProfile()
    parts = [
        Part("Das suche ich", tuple(Line(f"aim:{one.thread}", one.text) for one in targets)),
        Part("Das kann ich", tuple(_abilities(row, told))),
        Part("Das mache ich gern", tuple(_known(working().tasks, row.likes, "like"))),
        Part("Sprachen", tuple(_languages(told))),
        Part("So komme ich zur Arbeit", tuple(_ways(row, told))),
        Part("Zeiten, die passen", tuple(_times(row, told))),
        Part("Das brauche ich bei der Arbeit", tuple(_conditions(row.must, "must"))),
        Part("Das hilft mir", tuple(_conditions(row.helps, "help"))),
    ]
    return [part for part in parts if part.lines]


def chosen(parts: Iterable[Part], codes: Collection[str]) -> list[dict[str, object]]:
    """What was chosen, as the sheet keeps it; parts without a line are left out."""
    found: list[dict[str, object]] = []
    for part in parts:
        lines = [line.text for line in part.lines if line.code in codes]
        if lines:
            found.append({"heading": part.heading, "lines": lines})
    return found


def _abilities(row: JobProfile, told: Profile) -> Iterable[Line]:
    yield from _known(working().tasks, row.can, "can")
    for one in told.abilities:
        label = one.text if one.topic == "own" else one.get_topic_display()
        if label:
            yield Line(f"ability:{one.thread}", f"{label} ({one.get_level_display()})")
    if row.can_words:
        yield Line("words:can", f"„{row.can_words}“")


def _known(known: Iterable[object], codes: Collection[str], stem: str) -> Iterable[Line]:
    for one in known:
        code, label = str(getattr(one, "code", "")), str(getattr(one, "label", ""))
        if code in codes:
            yield Line(f"{stem}:{code}", label)


def _languages(told: Profile) -> Iterable[Line]:
    levels = {one.code: one for one in working().language_levels}
    for one in told.languages:
        level = levels.get(one.level)
        said = one.get_level_display() if level is None else level.work if one.level != "first" else level.label
        yield Line(f"language:{one.thread}", f"{one.get_language_display()}: {said}")


def _ways(row: JobProfile, told: Profile) -> Iterable[Line]:
    yield from _known(working().licences, row.licences, "licence")
    if told.mobility and told.mobility.ways_in_words:
        yield Line("ways", told.mobility.ways_in_words)
    if told.mobility and told.mobility.minutes_away:
        yield Line("minutes", f"bis {told.mobility.minutes_away} Minuten Weg")
    if row.places:
        yield Line("places", row.places)


def _times(row: JobProfile, told: Profile) -> Iterable[Line]:
    hours = told.mobility.hours_a_week if told.mobility else None
    said = hours_in_words(row.hours_from, row.hours_until) or hours_in_words(hours, hours)
    if said:
        yield Line("hours", said)
    if row.days_in_words:
        yield Line("days", row.days_in_words)
    if told.mobility and told.mobility.daytimes_in_words:
        yield Line("daytimes", told.mobility.daytimes_in_words)


def _conditions(codes: Collection[str], stem: str) -> Iterable[Line]:
    for one in working().conditions:
        if one.code in codes:
            yield Line(f"{stem}:{one.code}", one.sheet)
