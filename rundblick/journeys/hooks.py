"""What the room contributes to the others."""

from rundblick.access import hooks
from rundblick.journeys import demo


def register() -> None:
    """Called once when the app is ready."""
    hooks.demo.add("journeys", hooks.DemoPart(50, demo.load))
