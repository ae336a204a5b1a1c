"""A private folder outside of pytest's own, which the account that runs PostgreSQL for root cannot enter."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def state_dir() -> Iterator[Path]:
    """An empty folder such as RUNDBLICK_STATE_DIR names."""
    made = Path(tempfile.mkdtemp(prefix="rundblick-try-", dir="/var/tmp"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


def unused_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def free_port() -> int:
    """A port nobody listens on."""
    return unused_port()


@pytest.fixture
def admin_url() -> str:
    """A login of the test server that may create roles and databases."""
    return os.environ["RUNDBLICK_TEST_ADMIN_URL"]
