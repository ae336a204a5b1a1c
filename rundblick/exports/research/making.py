"""Makes the data of one project at one Stichtag: who, what, whether anybody could be recognised, and the archive."""

import datetime as dt
import os
import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.access import crypto
from rundblick.exports import rules
from rundblick.exports.codes import Small
from rundblick.exports.made import Made
from rundblick.exports.models import Delivery, Project, ProjectKey
from rundblick.exports.research import files
from rundblick.exports.research.sources import Value, values
from rundblick.exports.research.who import consenting, taking_part
from rundblick.exports.variables import Variable, chosen, variables
from rundblick.programmes.models import Participation
from rundblick.programmes.registries import ResearchSource, research_sources

FEWEST = "Es sind nur {people} Menschen; verlangt sind mindestens {k}, die einander gleichen."
NOBODY = "Am Stichtag hat niemand in die Begleitforschung eingewilligt, der an dem Programm teilnimmt."
TOO_SMALL = "Zu erkennen wären {small} von {people} Menschen: Weniger als {k} gleichen sich in {names}."
NO_VARIABLES = "Das Vorhaben hat keine Merkmale, die es im Verzeichnis noch gibt."


@dataclass(frozen=True)
class Line:
    """One participation in the file: whose it is, which of that person's, and the values."""

    row: Participation
    number: str
    wave: int
    values: dict[str, Value]


def make(delivery: Delivery) -> Made:
    """Everything for a delivery of a research project. Runs as worker."""
    project = delivery.project
    assert project is not None
    wanted = chosen(project.variables)
    everybody = taking_part(project, delivery.as_of)
    allowed = consenting(everybody, delivery.as_of)
    rows = [row for row in everybody if row.person_id in allowed]
    result: dict[str, Any] = {
        "people": len(allowed),
        "rows": len(rows),
        "without": len({row.person_id for row in everybody} - allowed),
        "k": project.smallest,
        "variables": [one.code for one in wanted],
    }
    if not wanted:
        return Made(result, NO_VARIABLES)
    if not rows:
        return Made(result, NOBODY)
    lines = _lines(project, rows, delivery.as_of, wanted)
    return _checked(project, delivery, lines, wanted, result)


def _lines(project: Project, rows: Collection[Participation], as_of: dt.date, wanted: Sequence[Variable]) -> list[Line]:
    known = values(rows, as_of, [one.code for one in wanted])
    key = key_of(project)
    waves: Counter[uuid.UUID | None] = Counter()
    made = []
    for row in sorted(rows, key=lambda one: (one.started_on or dt.date.min, str(one.pk))):
        waves[row.person_id] += 1
        number = rules.number_of(key, str(row.person_id))
        made.append(Line(row, number, waves[row.person_id], known[row.pk]))
    return sorted(made, key=lambda line: (line.number, line.wave))


def _checked(
    project: Project, delivery: Delivery, lines: list[Line], wanted: Sequence[Variable], result: dict[str, Any]
) -> Made:
    quasi = [one.code for one in wanted if one.quasi]
    sensitive = [one.code for one in wanted if one.sensitive]
    plain = [(line.number, line.values) for line in lines]
    found = rules.anonymity(plain, quasi=quasi, sensitive=sensitive, k=project.smallest)
    result |= {"smallest": found.smallest, "small": len(found.small), "left_out": 0}
    result["alike"] = {code: number for code, number in found.alike.items() if number}
    if found.people < project.smallest:
        return Made(result, FEWEST.format(people=found.people, k=project.smallest))
    if found.small:
        result["proposals"] = _proposals(delivery, lines, quasi, project.smallest)
        kept = [line for line in lines if line.number not in found.small]
        if project.small == Small.REFUSE or not kept:
            names = ", ".join(one.label for one in wanted if one.quasi)
            said = TOO_SMALL.format(small=len(found.small), people=found.people, k=project.smallest, names=names)
            return Made(result, said)
        result["left_out"] = len(found.small)
        lines = kept
    result["people"], result["rows"] = len({line.number for line in lines}), len(lines)
    archive = files.archive(project, delivery.as_of, lines, wanted, result)
    about = sorted({one for line in lines for one in _resting_on(line)})
    name = f"forschung-{str(project.pk)[:8]}-{delivery.as_of.isoformat()}.zip"
    return Made(result, content=archive, name=name, rows=len(lines), about=about)


def _resting_on(line: Line) -> Iterator[tuple[uuid.UUID, uuid.UUID, str]]:
    """Whose line it is, and the consents it rests on: that to research (""), and those its values need besides."""
    if line.row.person_id is None:
        return
    there = {code for code, value in line.values.items() if value is not None}
    further = {source.purpose for source in research_sources if source.purpose and there & _codes(source)}
    yield from ((line.row.dossier_id, line.row.person_id, purpose) for purpose in ("", *sorted(further)))


def _codes(source: ResearchSource) -> set[str]:
    return {column.code for column in source.columns()}


def _proposals(delivery: Delivery, lines: Sequence[Line], quasi: Sequence[str], k: int) -> list[dict[str, Any]]:
    known = variables()
    sisters = {code: known[code].sister for code in quasi if known[code].sister in known}
    wide = values([line.row for line in lines], delivery.as_of, sorted(set(sisters.values())))
    found = rules.proposals(
        [(line.number, line.values) for line in lines],
        [(line.number, wide[line.row.pk]) for line in lines],
        quasi=quasi,
        sisters=sisters,
        k=k,
    )
    return [
        {
            "variable": known[one.variable].label,
            "instead": known[one.instead].label if one.instead else "",
            "small": one.small,
        }
        for one in found[:6]
    ]


def key_of(project: Project) -> bytes:
    """The project's key; made when it is needed for the first time. Sealed with the house's key."""
    row = ProjectKey.objects.filter(project=project).first()
    purpose = f"exports.project:{project.pk}"
    if row is None:
        fresh = os.urandom(32)
        ProjectKey.objects.create(project=project, sealed=crypto.seal_for_house(fresh.hex(), purpose))
        return fresh
    return bytes.fromhex(crypto.unseal_for_house(row.sealed, purpose))
