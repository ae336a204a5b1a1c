"""The whole demo."""

import datetime as dt

from rundblick.catalogue.scenario.anna import anna
from rundblick.catalogue.scenario.cast import cast
from rundblick.catalogue.scenario.model import Scenario
from rundblick.catalogue.scenario.today import current


def demo(today: dt.date) -> Scenario:
    """Cast, ANNA 2020 to 2022, and the present as of `today`."""
    return cast() + anna() + current(today)
