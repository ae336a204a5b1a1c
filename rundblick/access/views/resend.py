"""A form that came too late: what was typed is kept in the page and can be sent again.

Two causes: the session had ended (the person logs in in a second window), and a token that a new login replaced.
Nothing is stored for somebody who is not logged in. A page of another site gets none of this: its form would be
sent again with the person's own rights.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from rundblick.web import errors

LARGEST = 500_000
NEVER_ECHOED = ("password", "csrfmiddlewaretoken", "credential", "code")


def session_over(request: HttpRequest) -> HttpResponse:
    """401 with the typed fields and a way to log in. Runs behind the CSRF check."""
    return _page(request, status=401, logged_in=False)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Setting CSRF_FAILURE_VIEW: offers to send again what came from an own page with a token of an earlier login."""
    if request.user.is_authenticated and _from_here(request) and not request.headers.get("HX-Request"):
        return _page(request, status=403, logged_in=True)
    return errors.csrf_failure(request, reason)


def _from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()


def _page(request: HttpRequest, *, status: int, logged_in: bool) -> HttpResponse:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(part in name for part in NEVER_ECHOED)
    ]
    kept = sum(len(value) for _, value in fields) <= LARGEST
    answer = render(
        request,
        "access/resend.html",
        {
            "fields": fields if kept else [],
            "login_url": resolve_url(settings.LOGIN_URL),
            "address": request.get_full_path(),
            "files": bool(request.FILES),
            "logged_in": logged_in,
        },
        status=status,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
