"""What keeps an answer from being written."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rundblick.journeys.models import Cell
    from rundblick.journeys.services import Entry


@dataclass(frozen=True)
class Difference:
    """An answer that was about to be written, and what stands there in the meantime; None when it was taken back."""

    mine: "Entry"
    theirs: "Cell | None"


class Clash(Exception):
    """Somebody else answered the same question since the sheet was drawn; nothing was written."""

    def __init__(self, differences: list[Difference]) -> None:
        super().__init__("somebody else answered first")
        self.differences = differences
