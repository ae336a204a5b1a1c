"""How long a search in the directory takes: `python -m tools.bench.directory [SERVICES]`, 20,000 unless told."""

from __future__ import annotations

import subprocess
import sys

from rundblick.launch import roles
from tools.bench import database

NAME = "bench_directory"
SERVICES = 20_000


def main(arguments: list[str]) -> int:
    """Make an empty database, fill and ask it in a process of its own, and throw it away."""
    wanted = arguments[0] if arguments else str(SERVICES)
    with database.server() as running:
        roles.drop(running.admin_url, NAME)
        urls = roles.prepare(running.admin_url, NAME, state_dir=database.state_dir())
        try:
            database.run("rundblick.launch.setup", urls=urls)
            command = [sys.executable, "-m", "tools.bench.region", wanted]
            return subprocess.run(command, cwd=database.ROOT, env=database.surroundings(urls), check=False).returncode
        finally:
            roles.drop(running.admin_url, NAME)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
