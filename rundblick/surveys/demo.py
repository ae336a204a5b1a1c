"""The room's share of the demo."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.programmes.models import Participation
from rundblick.surveys import services
from rundblick.surveys.services import Beginning
from rundblick.web.clock import today


def load(scenario: Any, cast: Cast) -> None:
    """Ask and answer in the name of whoever is responsible, each on its day."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for record in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        household = record["person"].rsplit("-", 1)[0]
        author = cast.users[responsible[household]]
        with acting_as(author, "demo.surveys"):
            _load(record, cast, household, author)


def _load(record: dict[str, Any], cast: Cast, household: str, author: Any) -> None:
    day = today() - dt.timedelta(days=record["days"])
    case, person = cast.cases[household], cast.persons[record["person"]]
    survey = services.begin(
        case=case,
        person_id=person.pk,
        author=author,
        what=Beginning(
            code=record["code"],
            wave=record["wave"],
            respondent=record.get("view", "self"),
            participation_id=_participation(record, case.pk, person.pk),
            on=day,
        ),
    )
    survey = services.save(survey=survey, author=author, version=survey.version, said=record["said"])
    if not record.get("open"):
        services.complete(survey=survey, author=author, on=day)


def _participation(record: dict[str, Any], dossier_id: Any, person_id: Any) -> Any:
    if "programme" not in record:
        return None
    rows = Participation.objects.filter(
        dossier_id=dossier_id, person_id=person_id, run__definition__code=record["programme"]
    )
    return rows.values_list("pk", flat=True).first()
