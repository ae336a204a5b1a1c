"""The room's share of the demo: a course that falls, and two quarters without names."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.feedback import catalogue
from rundblick.feedback.catalogue import Sheet
from rundblick.feedback.codes import Way
from rundblick.feedback.content import counted_as, sealed
from rundblick.feedback.models import TalkFeedback, Unnamed
from rundblick.feedback.rules import quarter_before, quarter_of
from rundblick.web.clock import today

TALKS = "talk"


def load(scenario: Any, cast: Cast) -> None:
    """Open answers in the name of the coach they went to; those without a name for the Jobcenter."""
    told = yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8"))
    responsible = {household.key: household.responsible for household in scenario.households}
    for key, said in told["open"].items():
        home = key.rsplit("-", 1)[0]
        if key in cast.persons:
            _said(said, cast.households[home].dossier_id, cast.persons[key].pk, cast.users[responsible[home]])
    house = cast.organisations["jobcenter"].pk
    with as_worker("demo.feedback"):
        for name, quarters in told["unnamed"].items():
            Unnamed.objects.bulk_create(_unnamed(name, quarters, house))


def _said(told: list[dict[str, Any]], dossier_id: uuid.UUID, person_id: uuid.UUID, coach: User) -> None:
    """What somebody said to their coach."""
    sheet = catalogue.talk()
    with acting_as(coach, "demo.feedback"):
        for one in told:
            on = today() - dt.timedelta(days=one["ago"])
            TalkFeedback(
                dossier_id=dossier_id,
                person_id=person_id,
                coach=coach,
                on=on,
                said_on=on,
                form=sheet.code,
                form_version=sheet.version,
                answers=one["answers"],
                comment=one.get("words"),
                way=one.get("way", Way.LINK),
            ).save(force_insert=True)


def _unnamed(name: str, quarters: list[list[list[str]]], house_id: uuid.UUID) -> list[Unnamed]:
    """Answers by quarter, the last closed one first."""
    sheet = catalogue.talk() if name == TALKS else catalogue.letter()
    rows, first = [], quarter_of(today())
    for answers in quarters:
        first = quarter_before(first)
        rows += [_row(one, sheet, "" if name == TALKS else name, first, house_id) for one in answers]
    return rows


def _row(told: list[Any], sheet: Sheet, letter: str, first: dt.date, house_id: uuid.UUID) -> Unnamed:
    word, numbers, *words = told
    given = zip(sheet.statements, str(numbers).split(), strict=True)
    return Unnamed(
        organisation_id=house_id,
        quarter=first,
        letter=letter,
        form=sheet.code,
        form_version=sheet.version,
        answers={one.code: int(number) for one, number in given if number != "-"},
        comment=sealed(words[0] if words else ""),
        who=counted_as(word, house_id),
    )
