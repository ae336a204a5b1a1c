"""The room's share of the demo."""

from typing import Any

from rundblick.access.hooks_demo import Cast


def load(scenario: Any, cast: Cast) -> None:
    """Nothing yet."""
