"""The demo, loaded once into a database of its own and served."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from rundblick.access.roles import Role
from rundblick.launch import roles
from rundblick.launch.urls import with_database
from tests.browser import serving
from tests.environment import ROOT


@dataclass(frozen=True)
class Demo:
    """Where the demo is served, and one login per role code: {code: {login, name, password}}."""

    address: str
    logins: dict[str, dict[str, Any]]
    environment: dict[str, str]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo as `make run` loads it."""
    admin, template = os.environ["RUNDBLICK_TEST_ADMIN_URL"], os.environ["RUNDBLICK_TEST_TEMPLATE"]
    name = f"{template}_demo_{os.getpid()}"
    roles.clone(admin, template, name)
    addresses = {
        variable: with_database(os.environ[variable], name)
        for variable in ("DATABASE_URL", "DATABASE_URL_OWNER", "DATABASE_URL_WORKER")
    }
    manage = [sys.executable, "-m", "rundblick.manage"]
    environment = os.environ | addresses | {"RUNDBLICK_SEAL_DIR": str(tmp_path_factory.mktemp("seals"))}
    subprocess.run([*manage, "load_demo"], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    told = subprocess.run(
        [*manage, "demo_logins", "--json"], check=True, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    codes = {role.label: role.value for role in Role}
    with serving(addresses) as address:
        yield Demo(address, {codes[entry["role"]]: entry for entry in json.loads(told.stdout)}, environment)
    roles.drop(admin, name)
