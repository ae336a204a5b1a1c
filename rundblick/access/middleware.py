"""One transaction per request, with the access context in it; GET is read-only in the database itself."""

import logging
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve

from rundblick.access import crypto, disclosure
from rundblick.access.context import ANONYMOUS, Context, bound
from rundblick.access.throttle import Rate, exceeded
from rundblick.access.views.resend import session_over
from rundblick.web.clock import now
from rundblick.web.errors import error_page

log = logging.getLogger("rundblick.access")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
SESSION_TOUCH_SECONDS = 60


class LoginRequired(DjangoLoginRequired):
    """Login by default. A request by script gets 401, so that the page can offer a login and keep what was typed."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseBase:  # type: ignore[override]
        if request.headers.get("HX-Request") or request.headers.get("X-Requested-With") == "fetch":
            return render(request, "access/session_expired.html", status=401)
        if request.method not in SAFE_METHODS:
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                return session_over(request)
            # After the login the form's page is of use, its target is not.
            return redirect_to_login(_page_before(request), settings.LOGIN_URL)
        return super().handle_no_permission(request, view_func)


def _page_before(request: HttpRequest) -> str:
    """The path of the own page a request came from; the start page when that is not told."""
    before = urlsplit(request.headers.get("Referer", ""))
    return before.path if before.netloc == request.get_host() and before.path else "/"


class AccessMiddleware:
    """Binds the access context, opens the transaction, rolls back on errors, writes the disclosure log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        crypto.forget_keys()
        view, route = _view_of(request)
        if getattr(view, "outside_transaction", False):
            request.access = ANONYMOUS  # type: ignore[attr-defined]
            return self.get_response(request)
        request_id = uuid.uuid4().hex
        context = (
            request.user.access_context(request_id) if request.user.is_authenticated else Context(request_id=request_id)
        )
        request.access = context  # type: ignore[attr-defined]
        rate: Rate | None = getattr(view, "throttle", None)
        if rate and request.method not in SAFE_METHODS and exceeded(rate, request):
            return error_page(request, 429)
        read_only = request.method in SAFE_METHODS and route not in settings.WRITING_GET_ROUTES
        with bound(context, f"http.{route}", read_only=read_only):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        if request.user.is_authenticated:
            _touch_session(request)
        crypto.forget_keys()
        return self._log(request, context, response)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view that raised leaves nothing behind, also where Django turns the exception into a page.

        Being asked for the password again is raised before anything is done, and allauth's answer still reads.
        """
        if isinstance(exception, ReauthenticationRequired):
            return
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)

    @staticmethod
    def _log(request: HttpRequest, context: Context, response: HttpResponseBase) -> HttpResponseBase:
        rows = getattr(request, "disclosures", [])
        if not rows or response.status_code >= 400:
            return response
        try:
            disclosure.write(context, rows)
        except DatabaseError:
            log.exception("disclosure log not written; answer withheld")
            return error_page(request, 503)
        return response


def _view_of(request: HttpRequest) -> tuple[Callable[..., Any] | None, str]:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None, "unknown"
    return match.func, match.view_name or "unnamed"


def _touch_session(request: HttpRequest) -> None:
    """Prolong the session, at most once a minute."""
    stamp = int(now().timestamp())
    if stamp - int(request.session.get("seen", 0)) >= SESSION_TOUCH_SECONDS:
        request.session["seen"] = stamp
