"""A walk through the demo as each role: every link leads somewhere, no page overflows, axe finds nothing."""

import re
from collections import deque

import pytest
from playwright.sync_api import Browser, Page

from rundblick.access.roles import Role
from tests.browser import SMALL, WIDE, violations
from tests.walk.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("walk")]

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LEFT_OUT = re.compile(
    r"/konto/(logout|2fa)|\.(pdf|xlsx|csv|json|ics)(\?|$)|/(csv|xlsx|pdf|infoblatt)/(\?|$)|/dateien/|export|/static/|#|^mailto:|^tel:"
)
PER_PATTERN = 2
AT_MOST = 90

_checked: set[str] = set()


def log_in(page: Page, demo: Demo, role: str) -> None:
    """As a person does it: with address and password."""
    entry = demo.logins[role]
    page.goto(f"{demo.address}/konto/login/")
    page.get_by_label("E-Mail").fill(entry["login"])
    page.get_by_label(re.compile("Kennwort|Passwort")).first.fill(entry["password"])
    page.get_by_role("button", name="Anmelden").first.click()
    page.wait_for_url(lambda url: "/konto/login" not in url)


def links_of(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    return [href for href in found if href.startswith("/") and not LEFT_OUT.search(href)]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


@pytest.mark.parametrize("role", [r.value for r in Role if r not in (Role.INTAKE, Role.STEWARD)])
def test_every_page_a_role_can_reach_is_whole(demo: Demo, chromium: Browser, role: str) -> None:
    context = chromium.new_context(viewport=WIDE, locale="de-DE")
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(f"{page.url}: script {error}"))
    log_in(page, demo, role)
    waiting, seen, visited = deque([page.url.removeprefix(demo.address), "/"]), dict[str, int](), 0
    queued = set(waiting)
    while waiting and visited < AT_MOST:
        address = waiting.popleft()
        pattern = UUID.sub("<id>", address.partition("?")[0])
        if seen.get(pattern, 0) >= PER_PATTERN:
            continue
        seen[pattern] = seen.get(pattern, 0) + 1
        visited += 1
        answer = page.goto(demo.address + address)
        if answer is None or answer.status != 200:
            broken.append(f"{address}: {answer.status if answer else 'no answer'}")
            continue
        if pattern not in _checked:
            _checked.add(pattern)
            broken += [f"{address} at 1280: {v}" for v in violations(page)]
            page.set_viewport_size(SMALL)
            broken += [f"{address} at 320: {v}" for v in violations(page)]
            if overflow(page) > 0:
                broken.append(f"{address} at 320: {overflow(page)} px too wide")
            page.set_viewport_size(WIDE)
        for href in links_of(page):
            if href not in queued:
                queued.add(href)
                waiting.append(href)
    context.close()
    assert visited >= 2
    assert broken == []
