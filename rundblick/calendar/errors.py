"""What services refuse, in words for the screen."""

from typing import Any


class Refused(Exception):
    """The act is not possible here; nothing was written. The message is meant for the screen."""


class Stale(Exception):
    """Somebody changed the row since the form was drawn; nothing was written. `stored` is the present row."""

    def __init__(self, stored: Any) -> None:
        super().__init__("stale version")
        self.stored = stored
