"""The real application in Chromium: granian on a free port, on this test process's own database."""

import os
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

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = asset_dir() / "axe" / "axe.min.js"
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
START_SECONDS = 90
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
            executable_path=CHROMIUM,
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
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}})).violations"
        ".map(v => v.id + ': ' + v.nodes[0].html.slice(0, 160))",
        WCAG,
    )
    return list(found)
