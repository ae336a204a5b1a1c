"""The room's share of the demo."""


def load(scenario: object, cast: object) -> None:
    """Nothing yet."""
