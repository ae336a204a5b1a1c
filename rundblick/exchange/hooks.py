"""What the room contributes to the others. No export, merge or erase: nothing here belongs to a person's file."""

from rundblick.access import hooks
from rundblick.exchange import demo
from rundblick.exchange.models import PEERS

NAME = "exchange"


def register() -> None:
    """Called once when the app is ready."""
    hooks.navigation.add(
        NAME, hooks.NavigationItem("Austausch", "exchange:board", PEERS, group="Team", order=58, key="q")
    )
    hooks.demo.add(NAME, hooks.DemoPart(55, demo.load))
