"""The real application in Chromium: granian on a free port, on this test process's own database."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from rundblick.config import asset_dir
from tests.house import House
from tools.chromium import find

AXE = asset_dir() / "axe" / "axe.min.js"
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
SMALL: ViewportSize = {"width": 320, "height": 800}
START_SECONDS = 90
SHOTS = os.environ.get("RUNDBLICK_SHOTS", "")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def serving(environment: dict[str, str] | None = None) -> Iterator[str]:
    """Serve the application; yields its address. The database is that of `environment`, else this process's."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "rundblick.wsgi:application"]
    process = subprocess.Popen(
        command, env=os.environ | (environment or {}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "granian ended while starting"
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("granian did not answer in time")


@pytest.fixture(scope="session")
def live() -> Iterator[str]:
    """Address of the application on this process's database."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process.

    Playwright keeps an event loop in this thread; Django would take our own queries for calls from inside of it.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Opens pages as a person of the house."""

    browser: Browser
    address: str
    house: House

    @contextmanager
    def as_person(self, name: str = "", *, narrow: bool = False, **options: Any) -> Iterator[Page]:
        """A page in which this person (or nobody) is logged in; errors in the page's scripts fail the test."""
        context: BrowserContext = self.browser.new_context(
            base_url=self.address, viewport=NARROW if narrow else WIDE, locale="de-DE", **options
        )
        if name:
            value = self.house.login(name).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.address}])
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        try:
            yield page
        finally:
            context.close()
        assert errors == []


@pytest.fixture
def visitor(chromium: Browser, live: str, house: House) -> Visitor:
    """Somebody with a browser; the house is built for this test."""
    return Visitor(chromium, live, house)


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it is now: rule and first place. Empty is what we want."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}))"
        ".violations"
        ".map(v => v.id + ': ' + v.nodes[0].html.slice(0, 160))",
        WCAG,
    )
    return list(found)


def settled(page: Page) -> None:
    """Wait for the parts that a page fetches when it opens."""
    page.wait_for_function("!document.querySelector('[hx-trigger=load], .htmx-request')")


def flaws(page: Page, where: str = "", unless: str = "\0") -> list[str]:
    """What is wrong with the page as it is now, every fold open: barriers at 1280 and 320 px, and where it is cut off.

    `where`: what to call it, else its address. `unless`: the beginning of findings that are meant to be. With the
    variable RUNDBLICK_SHOTS, pictures of the page at 1280 and 390 px are put into that folder.
    """
    settled(page)
    where = where or page.url.partition("://")[2].partition("/")[2]
    if SHOTS:
        _picture(page, where)
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    found = []
    for window in (WIDE, SMALL):
        page.set_viewport_size(window)
        at = f"{where} at {window['width']} px"
        found += [f"{at}: {one}" for one in violations(page) if not one.startswith(unless)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{at}: wider than its window")
    page.set_viewport_size(WIDE)
    return found


def _picture(page: Page, where: str) -> None:
    name = "-".join(re.findall(r"[a-z]+", UUID.sub("", where)))
    for window in (NARROW, WIDE):
        page.set_viewport_size(window)
        page.screenshot(path=f"{SHOTS}/{name}-{window['width']}.png", full_page=True)
