"""The counselling tools of a case: how a room offers one, and what every page of a tool has in common.

A tool is about one member and may lie open in front of that person: it shows what concerns them and what the family
may see, nothing else (design rule 6). With `?gemeinsam=1` the page stands without menus, names and other people's
data, for a screen that two look at.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from rundblick.access.hooks import Registry
from rundblick.access.requests import Request
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.cases.frame import head
from rundblick.web.clock import today
from rundblick.web.parts import Tab

TOGETHER = "gemeinsam"
DAY = "stand"

Latest = Callable[[Request, File], str]
"""latest(request, file) -> what the list of tools says beside the name, such as "12 Karten, zuletzt 3. März"; "" when
nothing is there yet. `file.member` is the person looked at. At most one query."""


@dataclass(frozen=True)
class Tool:
    """One way of looking at a life together. `purpose`: one sentence in the words of the coach.

    `url_name` takes the ids of case and person. `topic` must be open to the reader. `order`: small first. `in_talks`:
    offered while two people sit together.
    """

    label: str
    purpose: str
    url_name: str
    latest: Latest
    order: int
    topic: str = "situation"
    in_talks: bool = True

    def url(self, case_id: uuid.UUID, person_id: uuid.UUID) -> str:
        """Address of the tool for one member."""
        return reverse(self.url_name, args=[case_id, person_id])


tools: Registry[Tool] = Registry("tool")


@dataclass(frozen=True)
class HouseholdTool:
    """A way of looking at the whole household. `url_name` takes the id of the case. `order`: small first.

    `topic` must be open to the reader. `also_alone`: offered where one person lives alone, too.
    """

    label: str
    purpose: str
    url_name: str
    order: int
    topic: str = "master"
    also_alone: bool = False


household_tools: Registry[HouseholdTool] = Registry("household tool")

talk_screens: Registry[Callable[[uuid.UUID, uuid.UUID], str]] = Registry("screen of a talk")
"""screen(case_id, person_id) -> address of the page from which two people came to a tool."""


def file_of_member(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, *, reading: str = "situation", writing: str = ""
) -> File:
    """The case with `member` set to this person, or 404 when the doors do not carry the topic or nobody fits."""
    file = file_or_404(
        request.access, case_id, member=str(person_id), reading="" if writing else reading, writing=writing
    )
    if file.member is None:
        raise Http404
    return file


def is_together(request: Request) -> bool:
    """Whether the page is shown on a screen that two people look at."""
    return request.GET.get(TOGETHER) == "1"


def mode(request: Request, **more: str) -> str:
    """The query string that keeps the screen for two one, with what is set of `more`."""
    kept = {TOGETHER: "1"} if is_together(request) else {}
    pairs = kept | {name: value for name, value in more.items() if value}
    return f"?{urlencode(pairs)}" if pairs else ""


def day_asked(request: Request) -> dt.date:
    """The day whose state is shown: `?stand=2026-03-01`, today by default and for anything unreadable or ahead."""
    try:
        asked = dt.date.fromisoformat(request.GET.get(DAY, ""))
    except ValueError:
        return today()
    return min(asked, today())


def frame(request: Request, file: File, name: str) -> dict[str, Any]:
    """What the page of a tool needs on top: layout, tabs, members, the day shown, and the mode for addresses.

    `mode` is appended to the addresses of forms, so that the screen for two stays one. `can_write` is False for a
    past day. The template extends `layout`.
    """
    tool = tools.get(name)
    if tool is None or file.member is None:
        raise LookupError(f"no tool {name} or nobody to look at")
    together = is_together(request)
    day = day_asked(request)
    here = tool.url(file.pk, file.member)
    views = [
        Tab(
            label=member.name,
            url=tool.url(file.pk, member.person.pk),
            current=member.person.pk == file.member,
        )
        for member in file.members
    ]
    return head(file, "tools") | {
        "layout": "cases/base_together.html" if together else "cases/base_tool.html",
        "tool": tool,
        "views": views,
        "person": file.name(file.member),
        "together": together,
        "mode": f"?{TOGETHER}=1" if together else "",
        "here": here,
        "together_url": f"{here}?{TOGETHER}=1",
        "tools_url": reverse("cases:tools", args=[file.pk]) + f"?mitglied={file.member}",
        "talk_url": _talk_url(file) if together else "",
        "day": day,
        "past": day < today(),
        "can_write": tool.topic in file.writes and day == today(),
    }


def _talk_url(file: File) -> str:
    """Where a talk with the member goes on; "" for whoever writes no notes."""
    if file.member not in file.member_ids or "notes" not in file.writes:
        return ""
    assert file.member
    return next((screen(file.pk, file.member) for screen in talk_screens), "")


@dataclass(frozen=True)
class Offered:
    """A tool in the list of a case."""

    tool: Tool
    url: str
    latest: str


def offered(request: Request, file: File) -> list[Offered]:
    """The tools the reader's doors open for the member looked at, in their order."""
    if file.member is None:
        return []
    open_ = [tool for tool in tools if tool.topic in file.reads]
    return [
        Offered(tool, tool.url(file.pk, file.member), tool.latest(request, file))
        for tool in sorted(open_, key=lambda tool: tool.order)
    ]


@dataclass(frozen=True)
class OfferedForAll:
    """A tool for the whole household in the list of a case."""

    tool: HouseholdTool
    url: str


def offered_for_all(file: File) -> list[OfferedForAll]:
    """The tools for the whole household that the reader's doors open, in their order; few where one lives alone."""
    alone = len(file.members) < 2
    open_ = [tool for tool in household_tools if tool.topic in file.reads and (tool.also_alone or not alone)]
    return [
        OfferedForAll(tool, reverse(tool.url_name, args=[file.pk]))
        for tool in sorted(open_, key=lambda tool: tool.order)
    ]
