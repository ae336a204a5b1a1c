"""Keeps participants on their own pages."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from rundblick.access.roles import Role

ROOMS = frozenset({"portal", "web"})
PAGES = frozenset({"steering:home", "access:draft", "access:draft_discard", "access:doors", "healthz", "readyz"})
PUBLIC = ("wegweiser/", "rueckmeldung/")
"""Where the addresses begin that everybody reads; they read them too."""
ACCOUNT = ("account_", "mfa_", "socialaccount_", "openid_connect_")


class OwnPagesOnly:
    """A participant's door shows master data, so the pages of staff would open for it: they do not exist for them.

    Every address that is not named here is 404 for somebody who is a participant and nothing else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Raise Http404 for a participant outside of their pages."""
        roles = request.access.roles  # type: ignore[attr-defined]
        match = request.resolver_match
        if not roles or not roles <= {Role.PARTICIPANT} or match is None:
            return
        name = match.view_name or ""
        if match.route.startswith(PUBLIC):
            return
        if match.namespace not in ROOMS and name not in PAGES and not name.startswith(ACCOUNT):
            raise Http404("not a page for participants")
