"""Plain values that the template tags of `kern` draw. Rooms fill them; nothing here touches a database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Kind = Literal["info", "success", "warning", "danger", "neutral"]


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A short word with a meaning. The icon repeats what the colour says."""

    text: str
    kind: Kind = "neutral"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A table column. `numeric` aligns right; `label` is also the caption of the cell in the card view."""

    label: str
    numeric: bool = False
    hidden_label: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A table cell. `note` is a second, quieter line; `badge` follows the text."""

    text: str = ""
    url: str = ""
    note: str = ""
    badge: Badge | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A data table. In each row the first cell names the row; cells are texts or `Cell`s.

    `caption` says what the table shows; `hidden_caption` keeps it for screen readers only, when a heading
    right above says the same. Raises ValueError when a row has another length than the head.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Cell]]
    hidden_caption: bool = False
    foot: Sequence[str | Cell] = ()

    def __post_init__(self) -> None:
        for row in (*self.rows, *([self.foot] if self.foot else [])):
            if len(row) != len(self.columns):
                raise ValueError(f"A row of “{self.caption}” has {len(row)} cells, not {len(self.columns)}.")


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One entry of the navigation inside a page."""

    label: str
    url: str
    current: bool = False
    count: str = ""


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Keyset paging: addresses of the neighbouring pages ("" where there is none) and what is shown."""

    previous_url: str = ""
    next_url: str = ""
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class Due:
    """One due item on one line: what, for whom, until when."""

    text: str
    date: date
    url: str = ""
    person: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a timeline.

    `icon` is the name of a KERN icon; `kind` the German word for the kind of entry; `badges` may say that
    something is shared or restricted.
    """

    at: datetime | date
    kind: str
    title: str
    summary: str = ""
    author: str = ""
    url: str = ""
    icon: str = "draft"
    person: str = ""
    badges: Sequence[Badge] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One appointment as the start page shows it."""

    at: datetime
    title: str
    minutes: int | None = None
    place: str = ""
    person: str = ""
    url: str = ""
    action_url: str = ""
    action_label: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """One case of a coach on one line. `due` is the most urgent thing, `due_count` how many there are."""

    name: str
    url: str
    detail: str = ""
    badge: Badge | None = None
    due: str = ""
    due_on: date | None = None
    due_count: int = 0
    last_contact: date | None = None
