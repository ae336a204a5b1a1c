"""What rooms contribute to each other. A room registers in `AppConfig.ready`; nobody imports upwards.

All contributions are set-based: they take many ids and answer with one query per kind, never per case.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from rundblick.access.requests import Request


T = TypeVar("T")


class Registry(Generic[T]):
    """Named contributions in the order of registration. Registering a name twice is a mistake."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._items: dict[str, T] = {}

    def add(self, name: str, item: T) -> None:
        """Register; raises ValueError when the name is taken by something else."""
        if self._items.get(name, item) is not item:
            raise ValueError(f"{self.what}: {name} is registered twice")
        self._items[name] = item

    def get(self, name: str) -> T | None:
        """The contribution of that name, or None."""
        return self._items.get(name)

    def items(self) -> Iterator[tuple[str, T]]:
        """Names and contributions."""
        return iter(self._items.items())

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)


@dataclass(frozen=True)
class TimelineKind:
    """How a kind of timeline entry is named and loaded. `load(ids)` answers {object id: template context}."""

    label: str
    icon: str
    template: str
    load: Callable[[list[uuid.UUID]], dict[uuid.UUID, dict[str, Any]]]


Facts = Callable[[Iterable[uuid.UUID], dt.date], dict[uuid.UUID, dict[str, Any]]]
"""facts(dossier_ids, as_of) -> {dossier id: {fact name: value}}; valid time, inclusive of that day."""


@dataclass(frozen=True)
class DueRule:
    """A source of due items: `compute(dossier_ids, as_of)` answers plain dicts that `programmes` stores."""

    label: str
    compute: Callable[[list[uuid.UUID], dt.date], list[Any]]


@dataclass(frozen=True)
class CasePart:
    """A part of the case page. `load(request, case)` answers the template's context, or None to leave it out.

    `topic`: shown only when a grant carries it. `order`: position, small first. `area`: main or side.
    `per_member`: the part narrows itself to `case.member` (None = everybody) and may therefore be shown while that
    member reads along; all others are left out then (design rule 6). `for_guests`: also to people of partner agencies.
    """

    title: str
    template: str
    topic: str
    load: Callable[["Request", Any], dict[str, Any] | None]
    order: int = 50
    area: str = "main"
    per_member: bool = False
    for_guests: bool = True


@dataclass(frozen=True)
class SearchSource:
    """Something the one search box finds. `find(context, query)` answers hits the context may see."""

    label: str
    find: Callable[[Any, str], list["SearchHit"]]


@dataclass(frozen=True)
class SearchHit:
    """One result: where it leads and what is shown. `rank`: smaller is better."""

    url: str
    title: str
    detail: str
    rank: float
    kind: str


Export = Callable[[uuid.UUID, uuid.UUID], list[dict[str, Any]]]
"""export(dossier_id, person_id) -> sections for the person's own copy (Art. 15 DSGVO).

A section is {"title", "columns", "rows"} or {"title", "entries": [{column: text}]}; "review": True asks that each entry
is looked at before the copy leaves."""

Merge = Callable[[uuid.UUID, uuid.UUID], int]
"""merge(keep_person_id, drop_person_id) -> number of rows moved."""

Erase = Callable[[uuid.UUID], int]
"""erase(dossier_id) -> number of rows removed. Runs as worker, in one transaction with all others."""


@dataclass(frozen=True)
class Banner:
    """A line above each page of whoever it is about, until it is over.

    `function`: an SQL function (user id) -> boolean, SECURITY DEFINER, asked in the query that loads the user, so that
    no page asks once more. `words` name nobody. The line leads to `url_name` with `label`.
    """

    function: str
    words: str
    url_name: str
    label: str


Labels = Callable[[Iterable[uuid.UUID]], dict[uuid.UUID, str]]
"""labels(ids) -> {id: words for the screen}; ids the context may not see are left out."""

Members = Callable[[uuid.UUID], dict[uuid.UUID, str]]
"""members(dossier_id) -> {person id: words for the screen} of everybody who belongs to it and may be seen."""


@dataclass(frozen=True)
class DemoPart:
    """Writes a room's share of the demo. `load(scenario, cast)`; `order`: lower rooms first."""

    order: int
    load: Callable[[Any, Any], None]


ACCOMPANYING = frozenset({"jobcenter", "provider"})
"""Kinds of houses that work with cases of their own; a partner agency works in what was opened to it."""


WITH_OTHERS = "Zusammenarbeiten"
"""Group of the navigation for what several houses or sections do together about one person."""


@dataclass(frozen=True)
class NavigationItem:
    """An entry of the main navigation, shown to the roles named. `key`: the letter that jumps here after "g".

    `houses`: kinds of organisations whose staff see it; none = all. `function`: an SQL function (user id) -> boolean,
    SECURITY DEFINER, asked in the query that loads the user; shown only when it says yes. `also`: names of further
    addresses under which the entry is marked as current.
    """

    label: str
    url_name: str
    roles: frozenset[str]
    group: str = ""
    order: int = 50
    key: str = ""
    houses: frozenset[str] = frozenset()
    function: str = ""
    also: tuple[str, ...] = ()


timeline_kinds: Registry[TimelineKind] = Registry("timeline kind")
facts: Registry[Facts] = Registry("facts")
due_rules: Registry[DueRule] = Registry("due rule")
case_parts: Registry[CasePart] = Registry("case part")
search: Registry[SearchSource] = Registry("search source")
export: Registry[Export] = Registry("export")
merge: Registry[Merge] = Registry("merge")
erase: Registry[Erase] = Registry("erase")
demo: Registry[DemoPart] = Registry("demo part")
links: Registry[Callable[[uuid.UUID], str]] = Registry("link")
person_pages: Registry[Callable[[uuid.UUID, uuid.UUID], str]] = Registry("page about one member")
readiness: Registry[Callable[[], str]] = Registry("readiness check")
navigation: Registry[NavigationItem] = Registry("navigation item")
members: Registry[Members] = Registry("members of a dossier")
dossier_labels: Registry[Labels] = Registry("labels of dossiers")
BANNER = "banner_"
"""Prefix under which a loaded user carries whether a banner is up."""

ENTRY = "entry_"
"""Prefix under which a loaded user carries what the function of a navigation entry said."""

banners: Registry["Banner"] = Registry("banner")
disclosure_kinds: Registry[str] = Registry("kind of disclosure")
"""What a kind in the disclosure log is called on the screen, by its code."""


def name_disclosures(words: dict[str, str]) -> None:
    """Say what kinds of disclosure are called on the screen: {code: German words}."""
    for code, said in words.items():
        disclosure_kinds.add(code, said)


def members_of(dossier_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """The members of a dossier with their labels, from all rooms that know any."""
    return {person: label for contribute in members for person, label in contribute(dossier_id).items()}


def label_of(dossier_id: uuid.UUID) -> str:
    """What the case is called for this context, or "" when no room knows it."""
    return next((found[dossier_id] for labels in dossier_labels if (found := labels([dossier_id]))), "")


def case_url(dossier_id: uuid.UUID) -> str:
    """Address of the page of a dossier's case, for rooms below `cases`; the start page while none is registered."""
    make = links.get("case")
    return make(dossier_id) if make else "/"


def all_facts(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, dict[str, Any]]:
    """Facts of all rooms about these dossiers on that day, merged; one call per room, not per case."""
    ids = list(dossier_ids)
    merged: dict[uuid.UUID, dict[str, Any]] = {i: {} for i in ids}
    for contribute in facts:
        for dossier_id, known in contribute(ids, as_of).items():
            merged[dossier_id].update(known)
    return merged
