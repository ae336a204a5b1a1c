"""The room's share of the demo: the sheets of the Jobcenter."""

from pathlib import Path
from typing import Any

import yaml

from rundblick.access.hooks_demo import Cast
from rundblick.access.models import Organisation
from rundblick.preparation.services import add_sheet


def load(scenario: Any, cast: Cast) -> None:
    """Six sheets of each Jobcenter; their addresses are made up."""
    houses = [house for house in cast.organisations.values() if house.kind == Organisation.Kind.JOBCENTER]
    for record in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        for house in houses:
            add_sheet(organisation_id=house.pk, **record)
