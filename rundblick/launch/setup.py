"""Bring the database up to date in one process: `python -m rundblick.launch.setup [--demo] [--static]`.

One process for all steps, because each start of Django costs about a second. Progress goes to the standard
output, one line per step; the last line is JSON with the demo logins. Needs the logins of all three database
roles.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rundblick.config import CHECKOUT, PACKAGE, asset_dir


def main(arguments: list[str]) -> int:
    """Carry out the steps; an error ends the process with its message on the error stream."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")
    import django
    from django.core.management import call_command

    django.setup()
    out = sys.stderr  # the chatter of the commands belongs into the log
    _tell("migrating the database")
    call_command("migrate", database="owner", interactive=False, verbosity=1, stdout=out)
    call_command("createcachetable", database="owner", verbosity=0, stdout=out)
    _tell("publishing the library of programmes")
    call_command("publish_library", stdout=out)
    _tell("checking that row-level security is on")
    call_command("check", databases=["default"], stdout=out)
    if "--static" in arguments:
        collect_static()
    logins: list[dict[str, str]] = []
    if "--demo" in arguments:
        _tell("loading the demo (only the first time)")
        call_command("load_demo", stdout=out)
        logins = demo_logins()
    print(json.dumps({"logins": logins}), flush=True)
    return 0


def demo_logins() -> list[dict[str, str]]:
    """One login per role: role, login, name, password."""
    from io import StringIO

    from django.core.management import call_command

    answer = StringIO()
    call_command("demo_logins", "--json", stdout=answer)
    found: list[dict[str, str]] = json.loads(answer.getvalue())
    return found


def collect_static() -> bool:
    """Collect and compress static files when one of them changed. Returns whether anything was done."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    marker = root.with_name(f"{root.name}.stamp")
    wanted = static_stamp()
    if marker.exists() and marker.read_text() == wanted and (root / "staticfiles.json").exists():
        return False
    _tell("collecting the static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=sys.stderr)
    marker.write_text(wanted)
    return True


def static_stamp() -> str:
    """What the collected files depend on: size and time of ours, the npm stamp, the installed packages."""
    digest = hashlib.sha256()
    for path in sorted(_own_static_files()):
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    for known in (asset_dir() / ".stamp", CHECKOUT / "requirements" / "run.txt"):
        digest.update(known.read_bytes() if known.exists() else b"-")
    return digest.hexdigest()


def _own_static_files() -> Iterator[Path]:
    for folder in PACKAGE.glob("*/static"):
        yield from (path for path in folder.rglob("*") if path.is_file())


def _tell(step: str) -> None:
    print(step, flush=True)


def _run() -> Any:
    from django.core.management.base import CommandError

    try:
        return main(sys.argv[1:])
    except CommandError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(_run())
