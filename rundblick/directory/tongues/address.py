"""Addresses of public pages in each language, and what makes a view speak one.

The language stands in the address and nowhere else: no cookie, no session, no look at what the browser prefers. So a
page is the same for everybody who opens its address, can be handed on, and can be kept by a cache.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from rundblick.directory.tongues.book import CODES, speaking, spoken, tongues

KEPT_SECONDS = 60
"""How long anybody may keep a page: "jetzt da" is right for about that long."""


class TongueConverter:
    """A language in an address."""

    regex = "|".join(CODES)

    def to_python(self, value: str) -> str:
        """The code as it is."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it is; anything else is no language."""
        if value not in CODES:
            raise ValueError(value)
        return value


@dataclass(frozen=True)
class Switch:
    """The same page in another language."""

    name: str
    lang: str
    direction: str
    url: str
    current: bool


def page_url(name: str, *args: Any) -> str:
    """The address of a public page in the language that is spoken."""
    code = spoken().code
    return reverse(f"directory:{name}", args=[code, *args] if code else args)


def switches(request: HttpRequest) -> list[Switch]:
    """This page in all languages, with its filters."""
    match = request.resolver_match
    if match is None:
        return []
    given = {name: value for name, value in match.kwargs.items() if name != "tongue"}
    query = request.META.get("QUERY_STRING", "")
    found = []
    for code, one in tongues().items():
        url = reverse(match.view_name, kwargs=given | ({"tongue": code} if code else {}))
        found.append(Switch(one.name, one.lang, one.direction, f"{url}?{query}" if query else url, one is spoken()))
    return found


def speaks(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public view in the language of its address; what is not there is said in it too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, tongue: str = "", **kwargs: Any) -> HttpResponse:
        with speaking(tongue) as one:
            try:
                answer = view(request, *args, **kwargs)
            except Http404:
                answer = render(
                    request,
                    "directory/public_gone.html",
                    {"tongue": one, "switches": [], "embedded": False, "listed": False},
                    status=404,
                )
        answer.headers["Content-Language"] = one.lang
        return answer

    return answered


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that browsers and caches may keep for a minute, and ask after with its mark (ETag)."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code == 200 and not request.user.is_authenticated:
            answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
        return answer

    return conditional_page(answered)
