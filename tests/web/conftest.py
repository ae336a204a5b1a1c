"""A gallery of all parts, served without database, sessions in the cookie: this room knows no other."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client, override_settings
from django.urls import clear_url_caches
from playwright.sync_api import Browser

from rundblick.config import asset_dir

AXE = asset_dir() / "axe" / "axe.min.js"


def gallery_settings() -> dict[str, Any]:
    templates = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "string_if_invalid": "UNDEFINED(%s)",
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                    "rundblick.web.frame.frame",
                ],
            },
        }
    ]
    return {
        "ROOT_URLCONF": "tests.web.gallery.urls",
        "TEMPLATES": templates,
        "MIDDLEWARE": [
            "csp.middleware.CSPMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "rundblick.web.errors.KindErrors",
        ],
        "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
        "CSRF_FAILURE_VIEW": "rundblick.web.errors.csrf_failure",
        "ALLOWED_HOSTS": ["*"],
        "STORAGES": {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    }


@pytest.fixture
def gallery() -> Iterator[Client]:
    """A visitor of the gallery without a browser."""
    with override_settings(**gallery_settings()):
        clear_url_caches()
        yield Client(raise_request_exception=False)
    clear_url_caches()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the tests say what went wrong."""


@pytest.fixture(scope="module")
def gallery_address() -> Iterator[str]:
    """The address of the gallery on this machine, while the tests of one file run."""
    with override_settings(**gallery_settings()):
        clear_url_caches()
        application = StaticFilesHandler(get_wsgi_application())
        with make_server("127.0.0.1", 0, application, _Server, _Quiet) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
    clear_url_caches()


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    """The one Chromium of this process: a second Playwright beside it is refused."""
    return chromium
