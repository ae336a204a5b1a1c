"""The four sorts of statements that are written with a form: what their pages say and where they lead back to."""

from dataclasses import dataclass
from typing import Any

from rundblick.week.forms import BlockForm, EntryForm, FallbackForm, LeaveForm, PlaceForm
from rundblick.week.models import Block, CareSpan, Fallback


@dataclass(frozen=True)
class Sort:
    """`code` stands in keys of drafts and in names of addresses: week:<code>_add, week:<code>."""

    code: str
    model: Any
    form: type[EntryForm]
    new: str
    old: str
    ends: str
    back: str = "week:page"
    goals: bool = False


BLOCK = Sort("block", Block, BlockForm, "Zeit eintragen", "Zeit ändern", "Gilt nicht mehr", goals=True)
FALLBACK = Sort(
    "fallback", Fallback, FallbackForm, "Eintrag im Notfallplan", "Eintrag ändern", "Gilt nicht mehr", "week:emergency"
)
LEAVE = Sort("leave", CareSpan, LeaveForm, "Elternzeit eintragen", "Elternzeit ändern", "Stimmt nicht mehr")
PLACE = Sort("place", CareSpan, PlaceForm, "Betreuungsplatz eintragen", "Betreuungsplatz ändern", "Gilt nicht mehr")
