import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import dist

SERVES = """
import io, json
from rundblick.wsgi import application
from django.contrib.staticfiles.storage import staticfiles_storage
import rundblick

told = {}
def answer(status, headers):
    told["status"] = status
path = staticfiles_storage.url("kern/kern.min.css")
body = b"".join(application({
    "REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "rundblick.example.org", "SERVER_PORT": "443",
    "wsgi.url_scheme": "https", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "SCRIPT_NAME": "",
}, answer))
print(json.dumps({"status": told["status"], "bytes": len(body), "path": path, "from": rundblick.__file__}))
"""


@pytest.mark.slow
def test_the_wheel_brings_its_front_end_and_serves_it_without_node(tmp_path: Path) -> None:
    wheel = dist.build(tmp_path / "dist")
    installed = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", installed, wheel],
        check=True,
    )
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*")}
    assert "rundblick/web/templates/web/base.html" in names
    assert "rundblick/_assets/kern/kern.min.css" in names
    assert any(name.endswith(".yaml") for name in names)
    environment = {
        "PYTHONPATH": str(installed),
        "PATH": "",
        "RUNDBLICK_ENV": "production",
        "RUNDBLICK_SECRET_KEY": "".join(chr(33 + number) for number in range(64)),
        "RUNDBLICK_ALLOWED_HOSTS": "rundblick.example.org",
        "RUNDBLICK_PUBLIC_BASE_URL": "https://rundblick.example.org",
        "RUNDBLICK_STATE_DIR": str(tmp_path / "state"),
        "RUNDBLICK_KEY_FILE": str(tmp_path / "keys"),
        "RUNDBLICK_SEAL_DIR": str(tmp_path / "seals"),
        "RUNDBLICK_FILES_DIR": str(tmp_path / "files"),
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "DJANGO_SETTINGS_MODULE": "rundblick.settings",
    }
    (tmp_path / "keys").write_text(f"k1:{'ab' * 32}\n")
    subprocess.run(
        [sys.executable, "-m", "rundblick.manage", "collectstatic", "--noinput", "-v", "0"],
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    done = subprocess.run(
        [sys.executable, "-c", SERVES], check=True, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    import json

    told = json.loads(done.stdout.splitlines()[-1])
    assert told["from"].startswith(str(installed))
    assert told["status"].startswith("200")
    assert told["bytes"] > 100_000
