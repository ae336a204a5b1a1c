"""Run a Python module with the database of this checkout: `python -m rundblick.launch.within MODULE
[ARGUMENTS]`.

For commands by hand (`rundblick report ...`, `rundblick.manage shell`), whether `make run` is running or not:
the embedded server is joined, or started for the time of the command.
"""

from __future__ import annotations

import signal
import subprocess
import sys

from rundblick.config import ConfigError, load, private_dir
from rundblick.launch.database import opened
from rundblick.launch.embedded import EmbeddedError
from rundblick.launch.environment import environment
from rundblick.launch.roles import RolesError
from rundblick.launch.say import complain


def main(arguments: list[str]) -> int:
    """Run the module with all three database logins; returns its exit code."""
    if not arguments:
        complain("Usage: python -m rundblick.launch.within MODULE [ARGUMENTS]")
        return 2
    try:
        config = load()
        private_dir(config.state_dir)
        with opened(config) as database:
            # Ctrl-C is for the command; this process waits for it and then leaves the server.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            return subprocess.run(
                [sys.executable, "-m", *arguments],
                check=False,
                env=environment(config) | database.urls.environment(),
                preexec_fn=_hear_interrupts,
            ).returncode
    except ConfigError as error:
        complain("These settings cannot be used:\n" + "\n".join(f"  {line}" for line in error.problems))
    except (RolesError, EmbeddedError) as error:
        complain(str(error))
    return 1


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
