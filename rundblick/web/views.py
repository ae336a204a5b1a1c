from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from rundblick.web.frame import THEME_COOKIE, THEMES

_YEAR_IN_SECONDS = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or system in a cookie and go back to the page the person came from.

    Anything else than a known theme is taken as "system". The way back is only followed within this host.
    """
    theme = request.POST.get("theme", "system")
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    response.set_cookie(
        THEME_COOKIE,
        theme if theme in THEMES else "system",
        max_age=_YEAR_IN_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
