"""What pages without a login have in common: the language, the tablet, and that nothing stays behind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from rundblick.feedback import catalogue
from rundblick.feedback.catalogue import Sheet, Words
from rundblick.feedback.languages import Tongue, tongue
from rundblick.web import keyed
from rundblick.web.parts import Tab

LANGUAGE, TABLET = "sprache", "tablet"


@dataclass(frozen=True)
class Manner:
    """In which language the page speaks, and whether it stands on a tablet that many use (`?sprache=uk&tablet=1`)."""

    tongue: Tongue
    tablet: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "Manner":
        """As the address says; German on one's own device for anything else."""
        return cls(tongue(request.GET.get(LANGUAGE, "")), request.GET.get(TABLET) == "1")

    @property
    def words(self) -> Words:
        """What stands around the statements."""
        return catalogue.words(self.tongue.code)

    def query(self, **more: str) -> str:
        """The query string that keeps both, with what is set of `more`."""
        kept = {LANGUAGE: "" if self.tongue.code == catalogue.GERMAN else self.tongue.code}
        kept[TABLET] = "1" if self.tablet else ""
        pairs = {name: value for name, value in (kept | more).items() if value}
        return f"?{urlencode(pairs)}" if pairs else ""

    def in_german(self) -> "Manner":
        """The same in German, as a tablet begins for everybody."""
        return replace(self, tongue=tongue(catalogue.GERMAN))


def tabs(manner: Manner, sheet: Sheet, **more: str) -> list[Tab]:
    """The languages to choose from."""
    return [
        Tab(label=one.name, url=replace(manner, tongue=one).query(**more) or "?", current=one == manner.tongue)
        for one in sheet.tongues
    ]


def quiet_page(
    request: HttpRequest, template: str, manner: Manner, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page that no cache, no index and no other house learns of."""
    shown = {"manner": manner, "tongue": manner.tongue, "words": manner.words} | dict(values)
    return quiet(render(request, f"feedback/{template}.html", shown, status=status))


def quiet(answer: HttpResponse) -> HttpResponse:
    """The same for any answer: the address may be a key, and the back button is to show nothing."""
    answer.headers["Cache-Control"] = "no-store, max-age=0"
    return keyed.quiet(answer)
