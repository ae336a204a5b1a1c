"""The test house: a real PostgreSQL with three roles, migrated once, and a base cast of people.

Every test runs real transactions as the web role, because row-level security and read-only GET need them.
Afterwards the owner empties the tables that were written.
"""

import os
import string
from collections.abc import Iterator

import hypothesis
import pytest

from tests.environment import prepare

# How long an example takes is a matter of the machine; timings are measured by the bench.
hypothesis.settings.register_profile("rundblick", deadline=None)
hypothesis.settings.load_profile("rundblick")

prepare()
os.environ["DJANGO_SETTINGS_MODULE"] = "rundblick.settings"

import django  # noqa: E402
from django.middleware import csrf  # noqa: E402
from django.test import Client  # noqa: E402
from django.test import client as django_client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

django.setup()
setup_test_environment(debug=False)
# Tests look for names that must not stand on a page; random letters of a token spell short ones now and then.
csrf.CSRF_ALLOWED_CHARS = string.digits

from rundblick.access import crypto  # noqa: E402
from tests.browser import chromium, live, visitor  # noqa: E402, F401
from tests.handler import SharedHandler  # noqa: E402
from tests.house import House, empty_tables, filled, load_demo  # noqa: E402

django_client.ClientHandler = SharedHandler  # type: ignore[misc]


@pytest.fixture
def house() -> Iterator[House]:
    """A Jobcenter with two teams, a Träger, a partner agency, a second Jobcenter, and people of every role."""
    crypto.forget_keys()
    yield filled("house", House.build)
    empty_tables()


@pytest.fixture(scope="module")
def loaded_demo() -> Iterator[str]:
    """The whole demo, loaded once for the tests of a file; what loading it said."""
    yield load_demo()
    empty_tables()


@pytest.fixture
def client() -> Client:
    """A visitor who is not logged in."""
    return Client()
