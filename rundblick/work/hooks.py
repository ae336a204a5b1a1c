"""What the room contributes to the others."""

from rundblick.access import hooks
from rundblick.work import demo


def register() -> None:
    """Called once when the app is ready."""
    hooks.demo.add("work", hooks.DemoPart(60, demo.load))
