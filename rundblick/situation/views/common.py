"""What the pages of the room have in common."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import frame

TOOL = "situation"


def page_url(file: File) -> str:
    """Address of the tool for the member looked at."""
    return reverse("situation:page", args=[file.pk, file.member])


def shell(request: Request, file: File, *, back_url: str = "", here: str = "") -> dict[str, Any]:
    """Layout of a page below the tool's own: with a way back in the same mode, without the day."""
    framed = frame(request, file, TOOL)
    back = (back_url or page_url(file)) + framed["mode"]
    return framed | {"back_url": back, "here": here or request.path, "member_id": file.member}


def area_url(name: str, case_id: uuid.UUID, person_id: uuid.UUID | None) -> str:
    """Address of a page of the protected area."""
    return reverse(f"situation:{name}", args=[case_id, person_id])
