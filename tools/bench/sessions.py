"""Logs people in for the load: `python -m tools.bench.sessions SIZE NUMBER` prints their cookies and visits as JSON."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tools.bench.plan import Size, size_called

if TYPE_CHECKING:
    from tools.bench.pages import Visitor


def sessions(size: Size, number: int) -> list[dict[str, Any]]:
    """That many people at work, spread over all coaches: {page: {cookie, visits}} for each of them.

    Whoever coordinates has a login of their own, so a session carries two.
    """
    from tools.bench.pages import visitors

    coaches = [place * size.coaches // number for place in range(number)]
    *at_work, coordinator = visitors(coaches)
    return [_pages(visitor) | _pages(coordinator) for visitor in at_work]


def _pages(visitor: Visitor) -> dict[str, Any]:
    from django.conf import settings
    from django.test import Client

    from rundblick.access.models import User

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(email=visitor.email), backend=settings.AUTHENTICATION_BACKENDS[0])
    cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
    return {
        page: {"cookie": cookie, "visits": [[asdict(step) for step in visit] for visit in visits]}
        for page, visits in visitor.visits.items()
    }


def main(arguments: list[str]) -> int:
    """Print the sessions of this size."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")
    import django

    django.setup()
    print(json.dumps(sessions(size_called(arguments[0]), int(arguments[1]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
