"""The demo shows a question that waits, one whose answer nobody read yet, and one that is over."""

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access import demo
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.inquiries import queries
from rundblick.inquiries.models import Inquiry

pytestmark = pytest.mark.slow


def logged_in(login: str) -> Client:
    browser = Client()
    with as_worker("test"):
        browser.force_login(User.objects.get(email=demo.address_of(login)))
    return browser


def test_the_clerk_of_the_demo_has_something_to_answer(loaded_demo: str) -> None:
    with as_worker("test"):
        rows = list(queries.with_state(Inquiry.objects.order_by("kind")))
        assert [(row.kind, row.answered, row.unread, row.ended_at is not None) for row in rows] == [
            ("income", False, False, False),
            ("notice", True, True, False),
            ("renewal", True, False, True),
        ]
    page = logged_in("leistung").get(reverse("inquiries:mine")).content.decode()
    assert "Einkommen und Freibetrag" in page and "Einen Bescheid verstehen" in page and "Weiterbewilligung" not in page
