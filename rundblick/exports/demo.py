"""The room's share of the demo."""

from typing import Any

from rundblick.access.hooks_demo import Cast

ORDER = 96
"""After the reports, from whose people and doors everything here is made."""


def load(scenario: Any, cast: Cast) -> None:
    """Nothing yet."""
