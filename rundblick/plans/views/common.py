"""What the pages of plans have in common."""

from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.plans.models import Plan

TOOL = "plans"
WORDS = "worte"
PLAIN = "einfach"


def is_plain(request: Request) -> bool:
    """Whether the page is asked for in plain words: `?worte=einfach`."""
    return request.GET.get(WORDS) == PLAIN


def file_of(request: Request, plan: Plan, *, writing: bool = False) -> File:
    """The file of the member a version is about, or 404."""
    topic = "goals" if writing else ""
    return tools.file_of_member(request, plan.dossier_id, plan.person_id, reading="goals", writing=topic)


def framed(request: Request, file: File) -> dict[str, Any]:
    """The frame of the tool, and how addresses keep its mode."""
    shown = tools.frame(request, file, TOOL)
    return shown | {"mode_and": f"{shown['mode']}&" if shown["mode"] else "?", "home": home(shown)}


def home(shown: dict[str, Any]) -> str:
    """Address of the tool's page, in the same mode."""
    return f"{shown['here']}{shown['mode']}"


def to(request: Request, name: str, plan: Plan, anchor: str = "") -> HttpResponseRedirect:
    """To a page about a version, in the same mode."""
    return redirect(reverse(f"plans:{name}", args=[plan.pk]) + tools.mode(request) + anchor)


def to_page(request: Request, plan: Plan) -> HttpResponseRedirect:
    """Back to the page of the tool, in the same mode."""
    return redirect(reverse("plans:page", args=[plan.dossier_id, plan.person_id]) + tools.mode(request))
