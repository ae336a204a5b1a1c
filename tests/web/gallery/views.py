from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import reverse
from django.views.decorators.http import require_POST

from rundblick.web.errors import error_page
from rundblick.web.frame import (
    Crumb,
    MenuLink,
    NavigationGroup,
    NavigationItem,
    SearchBox,
    UserMenu,
    mark_current,
)
from tests.web.gallery import samples

PAGES = Path(__file__).parent / "pages"
DRAFTS: list[str] = []
"""What arrived as a draft, newest last."""


def navigation(path: str) -> tuple[NavigationGroup, ...]:
    """Fourteen entries: as many as the house will ever have."""

    def item(label: str, name: str, badge: str = "", badge_label: str = "", key: str = "") -> NavigationItem:
        url = reverse("gallery_page", args=[name])
        return NavigationItem(label=label, url=url, badge=badge, badge_label=badge_label, key=key)

    start = NavigationItem(label="Start", url="/", key="h")
    groups = (
        NavigationGroup(
            items=(
                start,
                item("Fälle", "teile", key="f"),
                item("Menschen", "formular", key="m"),
                item("Termine", "termine", key="t"),
                item("Aufgaben", "aufgaben", "3", "überfällig", key="a"),
            )
        ),
        NavigationGroup(
            label="Programme",
            items=(
                item("Programme", "programme"),
                item("Journeys", "bilder", key="j"),
                item("Ergebnisse", "ergebnisse"),
                item("Berichte", "berichte"),
                item("Verzeichnis", "verzeichnis"),
            ),
        ),
        NavigationGroup(
            label="Haus",
            items=(
                item("Team", "team"),
                item("Dubletten", "dubletten"),
                item("Verwaltung", "verwaltung"),
                item("Datenschutz", "datenschutz"),
            ),
        ),
    )
    return mark_current(groups, path)


def frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "navigation": navigation(request.path),
        "user_menu": UserMenu(
            name="Jana Winkler",
            role="Coach",
            organisation="Lotse e. V.",
            logout_url=reverse("gallery_logout"),
            links=(MenuLink(label="Wer hat was gesehen", url="#"),),
        ),
        "search_box": SearchBox(url=reverse("gallery_search"), results_url=reverse("gallery_results")),
    }


def render(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    template = engines["django"].from_string((PAGES / f"{name}.html").read_text())
    return HttpResponse(template.render({**frame(request), **context}, request))


def page(request: HttpRequest, name: str) -> HttpResponse:
    if not (PAGES / f"{name}.html").is_file():
        raise Http404
    context: dict[str, Any] = {"breadcrumb": (Crumb(label="Start", url="/"), Crumb(label="Muster"))}
    build: Callable[[HttpRequest], dict[str, Any]] | None = getattr(samples, name, None)
    if build:
        context |= build(request)
    return render(request, name, context)


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Gesucht wurde auf dem Server.")
    return redirect("gallery_start")


@require_POST
def results(request: HttpRequest) -> HttpResponse:
    template = engines["django"].from_string((PAGES / "_results.html").read_text())
    return HttpResponse(template.render({"query": request.POST.get("q", "")}, request))


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Stands in for the draft room: answers 401 when the form asks for an expired session."""
    DRAFTS.append(request.POST.get("text", ""))
    return HttpResponse(status=401 if request.POST.get("text") == "abgelaufen" else 204)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    return redirect("gallery_start")


def error(request: HttpRequest, status: int) -> HttpResponse:
    return error_page(request, status)
