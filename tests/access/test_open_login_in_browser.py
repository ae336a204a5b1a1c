"""The login page in Chromium, wide, narrow and with axe."""

import pytest

from tests.browser import Visitor, flaws

pytestmark = pytest.mark.browser


def test_the_login_page_is_accessible_and_asks_for_mail_and_password(visitor: Visitor) -> None:
    with visitor.as_person() as page:
        page.goto("/konto/login/")
        assert page.get_by_label("E-Mail").is_visible()
        assert flaws(page) == []
