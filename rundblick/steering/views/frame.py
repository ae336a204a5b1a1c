"""What every start page shows on top."""

from typing import Any

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.steering import rules
from rundblick.steering.access import Page, pages_of
from rundblick.web.clock import now, today
from rundblick.web.parts import Tab


def frame(request: Request, page: Page) -> dict[str, Any]:
    """What every start page shows on top: greeting, date, and tabs for those who hold several roles."""
    pages = pages_of(request.access)
    tabs = [Tab(label=one.label, url=reverse(one.url_name), current=one is page) for one in pages]
    return {
        "tabs": tabs if len(tabs) > 1 else [],
        "greeting": rules.greeting(now().hour),
        "today": today(),
    }
