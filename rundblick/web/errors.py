"""Error pages: what happened in plain German, a way back, and nothing about what lies behind the error.

The pages need no database and no logged-in person. A request by htmx gets a short alert instead of a page,
because htmx 4 puts error answers into the page like any other.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from rundblick.web.frame import theme_of

log = logging.getLogger("rundblick.web")

PLAIN_PAGE = Path(__file__).parent / "static" / "web" / "unavailable.html"


@dataclass(frozen=True)
class Words:
    """What an error page says: what happened, what it means, what to do now."""

    title: str
    text: str
    advice: str


WORDS = {
    400: Words(
        "Diese Anfrage kam unvollständig an",
        "Rundblick konnte mit ihr nichts anfangen. Gespeichert wurde dabei nichts.",
        "Gehen Sie bitte zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.",
    ),
    403: Words(
        "Dafür fehlt Ihnen das Recht",
        "Dieser Schritt ist Ihrer Rolle nicht erlaubt.",
        "Wenn Sie ihn für Ihre Arbeit brauchen, sprechen Sie bitte Ihre Teamleitung oder die Administration an.",
    ),
    404: Words(
        "Diese Seite gibt es hier nicht",
        "Vielleicht ist der Link veraltet, oder Sie haben keinen Zugriff auf das, was dort steht.",
        "Über die Startseite oder die Suche finden Sie wieder hinein.",
    ),
    405: Words(
        "So lässt sich diese Seite nicht öffnen",
        "Der Link führt zu einem Schritt, der nur aus einem Formular heraus möglich ist.",
        "Beginnen Sie bitte auf der Startseite.",
    ),
    413: Words(
        "Das ist zu groß",
        "Die Datei oder der Text überschreitet, was Rundblick auf einmal annimmt.",
        "Gehen Sie bitte zurück und teilen Sie den Inhalt auf, oder wählen Sie eine kleinere Datei.",
    ),
    429: Words(
        "Einen Moment bitte",
        "In kurzer Zeit kamen sehr viele Anfragen von hier.",
        "Warten Sie eine Minute und versuchen Sie es dann noch einmal.",
    ),
    500: Words(
        "Da ist bei uns etwas schiefgegangen",
        "Der Fehler ist vermerkt. Der letzte Schritt wurde nicht gespeichert, Ihre Entwürfe sind noch da.",
        "Versuchen Sie es bitte noch einmal. Wenn es wieder geschieht, rufen Sie die Administration an.",
    ),
    503: Words(
        "Rundblick macht gerade eine Pause",
        "Ein Teil des Systems ist für kurze Zeit nicht erreichbar.",
        "Bitte versuchen Sie es in einigen Minuten noch einmal.",
    ),
}
CSRF = Words(
    "Diese Seite war zu lange offen",
    "Aus Sicherheitsgründen wurde das Formular nicht angenommen. Gespeichert wurde dabei nichts.",
    "Gehen Sie zurück, laden Sie die Seite neu und senden Sie noch einmal. Ein Entwurf ist noch da.",
)
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def error_page(request: HttpRequest, status: int, words: Words | None = None) -> HttpResponse:
    """The page (or, for htmx, the alert) for an error status; unknown ones speak like 500.

    Never raises: when the templates themselves fail, a fixed page without styles is sent.
    """
    said = words or WORDS.get(status, WORDS[500])
    template = "web/error_piece.html" if request.headers.get("HX-Request") else "web/error.html"
    try:
        body: str = render_to_string(template, {"words": said, "theme": theme_of(request)})
    except Exception:
        log.exception("error page not drawn")
        body = PLAIN_PAGE.read_text(encoding="utf-8")
    return HttpResponse(body, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler of 400, and of everything too large, which Django also reports as 400."""
    return error_page(request, 413 if isinstance(exception, _TOO_MUCH) else 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Setting CSRF_FAILURE_VIEW. The technical reason goes nowhere: Django has logged it."""
    return error_page(request, 403, CSRF)


class KindErrors:
    """Middleware: gives bodiless error answers (405, 413, 429, 503 …) the page that explains them.

    Answers that brought their own content keep it; headers such as Allow and Retry-After stay.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not isinstance(response, HttpResponse) or response.content:
            return response
        if response.status_code not in WORDS or "json" in request.headers.get("Accept", ""):
            return response
        response.content = error_page(request, response.status_code).content
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        return response
