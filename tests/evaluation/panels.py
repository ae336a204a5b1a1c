"""Surveys of many people without a database, as `surveys.evaluated` reads them, and the sections computed from them."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.evaluation.cohort import Cohort
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.report import SECTIONS
from rundblick.evaluation.sections import Task, frame
from rundblick.programmes.definition import Programme, ReportSection
from rundblick.programmes.models import Run
from rundblick.programmes.shelf import shelf as programmes
from rundblick.surveys.codes import Respondent
from rundblick.surveys.evaluated import Panel, asked
from rundblick.surveys.models import Survey
from rundblick.surveys.queries import Given
from rundblick.surveys.shelf import shelf

DAY = dt.date(2024, 12, 31)
FIRST = dt.date(2022, 1, 10)
YEAR = dt.timedelta(days=365)
BOOK = uuid.UUID(int=1)
WAVES = ("t1", "t2", "t3")
BANDS = [
    {"code": "sehr_schlecht", "label": "sehr schlecht", "lowest": 1, "highest": 2, "headline": True},
    {"code": "schlecht", "label": "schlecht", "lowest": 3, "highest": 4, "headline": True},
    {"code": "gut", "label": "gut", "lowest": 5, "highest": 6},
    {"code": "sehr_gut", "label": "sehr gut", "lowest": 7, "highest": 8, "joins": "gut"},
]


@dataclass(frozen=True)
class Someone:
    """A person of the run: site, answers per wave (None: not answered), consent, open door to health."""

    site: str = "en"
    said: tuple[tuple[str, int | None], ...] = ()
    willing: bool = True
    health: bool = True
    days: tuple[dt.date, ...] = ()
    versions: tuple[int, ...] = ()


def went(first: int, last: int, *, site: str = "en", wave: str = "t2") -> Someone:
    """Asked at the beginning and once later."""
    return Someone(site, (("t1", first), (wave, last)))


def people(*groups: tuple[int, Someone]) -> list[Someone]:
    """So many of each."""
    return [one for number, one in groups for _ in range(number)]


def section(kind: str, **more: Any) -> ReportSection:
    """A section of a report about the questionnaire `teilhabe`."""
    rest: dict[str, Any] = {"code": kind, "label": kind.title(), "kind": kind, "origin": {"rows": ["3"]}}
    if kind in ("waves", "change"):
        rest["questionnaire"] = "teilhabe"
    if kind == "change":
        rest |= {"score": "koerper", "bands": BANDS, "code": "koerper", "label": "Körperliche Gesundheit"}
    return ReportSection.model_validate(rest | more, strict=False)


def computed(found: Sequence[Someone], *sections: ReportSection, programme: Programme | None = None) -> Computed:
    """The frame and these sections."""
    wanted = programme or programmes()["pro_aktiv"]
    members, panel = cohort_of(found), panel_of(found)
    books = [frame.compute(wanted, members)]
    for one in sections:
        task = Task(wanted, one, members, beside=tuple(sections), panels={("teilhabe", DAY): panel})
        books.append(SECTIONS[one.kind](task))
    return Computed(tuple(f for b in books for f in b.figures), tuple(s for b in books for s in b.sums))


def cohort_of(found: Sequence[Someone]) -> Cohort:
    """Everybody takes part, each in a household of their own."""
    return Cohort(
        run=Run(code="projekt"),
        as_of=DAY,
        people={
            uuid.UUID(int=1000 + n): (uuid.UUID(int=50000 + n), uuid.UUID(int=90000 + n)) for n in range(len(found))
        },
        sites={uuid.UUID(int=50000 + n): one.site for n, one in enumerate(found)},
        parenting={},
    )


def panel_of(found: Sequence[Someone]) -> Panel:
    """What would be read of them."""
    document = shelf()["teilhabe"]
    books = {uuid.UUID(int=1 + n): document for n in range(3)}
    rows: dict[uuid.UUID, dict[str, Survey]] = {}
    given: dict[uuid.UUID, Given] = {}
    willing, health = set(), set()
    for n, one in enumerate(found):
        person, dossier = uuid.UUID(int=1000 + n), uuid.UUID(int=50000 + n)
        willing |= {(dossier, person)} if one.willing else set()
        health |= {(dossier, person)} if one.health else set()
        for place, (wave, value) in enumerate(one.said):
            survey = Survey(
                id=uuid.UUID(int=(1 + n) * 1000003 + place),
                dossier_id=dossier,
                person_id=person,
                questionnaire_id=uuid.UUID(int=one.versions[place] if one.versions else 1),
                code="teilhabe",
                wave=wave,
                respondent=Respondent.SELF,
                completed_on=one.days[place] if one.days else FIRST + WAVES.index(wave) * YEAR,
            )
            rows.setdefault(person, {})[wave] = survey
            answers = {} if value is None else {"koerper": value, "seele": min(8, value + place), "teilhabe": value}
            given[survey.pk] = Given(answers, protected=True)
    return Panel(
        people={person: asked(person, own, books, willing) for person, own in rows.items()},
        waves={wave.code: wave.label for wave in document.waves},
        books=books,
        given=given,
        health=health,
    )
