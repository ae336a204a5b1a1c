"""What every page of a case shows on top: name, tabs, and the members as filters."""

from django.urls import reverse

from rundblick.cases.file import File
from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab


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


def looking(file: File) -> dict[str, str]:
    """The member looked at, for addresses."""
    return {"mitglied": str(file.member)} if file.member else {}
