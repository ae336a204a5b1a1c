"""`make reset`: throw the demo of this checkout away. The next `make run` starts from nothing.

With `--tests` (from `make clean`) the database of the tests goes instead.
"""

from __future__ import annotations

import shutil
import sys

from rundblick.config import CHECKOUT, ConfigError, default_state_dir, load
from rundblick.launch import embedded, locks
from rundblick.launch.processes import end_orphans
from rundblick.launch.say import complain, say


def main(arguments: list[str] | None = None) -> int:
    """Remove the private state directory with the embedded database, keys, files and logs.

    Refuses while `make run` is running, for real servers, and for a directory somebody chose.
    """
    try:
        config = load()
    except ConfigError as error:
        complain("These settings cannot be used:\n" + "\n".join(f"  {line}" for line in error.problems))
        return 1
    tests = "--tests" in (arguments or [])
    place = default_state_dir(env="test" if tests else "development", checkout=CHECKOUT)
    if not tests and (config.production or config.database_url or config.state_dir != place):
        complain("make reset only removes the demo with the embedded database. Remove other data by hand.")
        return 1
    if not place.exists():
        say("There is nothing to remove.")
        return 0
    try:
        with locks.only_instance(place / "run.lock", note="make reset"):
            end_orphans(place)
            embedded.end_leftover(place)
            shutil.rmtree(place)
    except locks.Taken as taken:
        complain(f"Rundblick is running: {taken.note}\nEnd it first.")
        return 1
    say(f"{place} is gone. The next start makes a new one.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
