"""What every page of a case shows on top: name, tabs, and the members as filters."""

import uuid

from django.urls import reverse

from rundblick.cases.file import File
from rundblick.web.frame import Crumb
from rundblick.web.parts import Pages, Tab


def head(file: File, current: str) -> dict[str, object]:
    """What every page of a case shows on top: name, tabs and members as filters."""
    keep = looking(file)
    page_url = reverse("cases:page", args=[file.pk])
    story_url = reverse("cases:story", args=[file.pk])
    tools_url = reverse("cases:tools", args=[file.pk])
    here = {"story": story_url, "tools": tools_url}.get(current, page_url)
    return {
        "file": file,
        "breadcrumb": [Crumb(label="Fälle", url=reverse("cases:list")), Crumb(label="Fall")],
        "tabs": [
            Tab(label="Überblick", url=page_url + query(keep), current=current == "page"),
            Tab(label="Verstehen und planen", url=tools_url + query(keep), current=current == "tools"),
            Tab(label="Verlauf", url=story_url + query(keep), current=current == "story"),
        ],
        "views": [
            *([] if current == "tools" else [Tab(label="Alle", url=here, current=file.member is None)]),
            *(
                Tab(
                    label=member.name,
                    url=here + query({"mitglied": str(member.person.pk)}),
                    current=member.person.pk == file.member,
                )
                for member in file.members
            ),
        ],
        "me": file.names.get(file.member) if file.member else "",
    }


def query(keep: dict[str, str], **more: str) -> str:
    """A query string of the values that are set."""
    pairs = [f"{name}={value}" for name, value in (keep | more).items() if value]
    return f"?{'&'.join(pairs)}" if pairs else ""


def turned(back: uuid.UUID | None, on: uuid.UUID | None, keep: dict[str, str], *, onward: str = "hinter") -> Pages:
    """The pages before and after, by the ids of their edges; `onward` names the cursor forward in the address."""
    return Pages(
        previous_url=query(keep, vor=str(back)) if back else "",
        next_url=query(keep, **{onward: str(on)}) if on else "",
    )


def looking(file: File) -> dict[str, str]:
    """The member looked at, for addresses."""
    return {"mitglied": str(file.member)} if file.member else {}
