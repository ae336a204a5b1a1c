"""The login page in Chromium, wide, narrow and with axe."""

import pytest

from tests.browser import Visitor, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("narrow", [False, True])
def test_the_login_page_is_accessible_and_asks_for_mail_and_password(visitor: Visitor, narrow: bool) -> None:
    with visitor.as_person(narrow=narrow) as page:
        page.goto("/konto/login/")
        assert page.get_by_label("E-Mail").is_visible()
        assert violations(page) == []
