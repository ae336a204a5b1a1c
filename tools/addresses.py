"""Refuse traces of one machine in the repository: `python -m tools.addresses`.

A lock file with an address ties everybody to that registry; a path of somebody's machine helps nobody else.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements/", "package-lock.json")
# Written in pieces, so that this file does not find itself.
TRACES = {
    "the folder of this checkout": re.compile(re.escape(str(ROOT)) + r"(?![\w-])"),
    "somebody's home": re.compile(r"(?<![\w.])/(?:home" + r"/\w|Us" + r"ers/\w|ro" + r"ot/\w)"),
    "the address of a package registry": re.compile(
        "|".join(("pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", "registry" + r"\.yarnpkg"))
    ),
    "an index setting": re.compile(r"--(?:extra-)?index" + "-url[ =]|--find" + "-links[ =]|--trusted" + "-host"),
}
ANY_ADDRESS = re.compile(r"https?://|file://|\"resolved\"")


def main() -> int:
    """Print each line with a trace; 1 when there is one."""
    found = [line for path in tracked(ROOT) for line in traces(path, ROOT)]
    for line in found:
        print(line)
    if not found:
        print("none")
    return 1 if found else 0


def tracked(root: Path) -> list[Path]:
    """The files git knows; without git (an unpacked archive) every file of the source folders."""
    try:
        told = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        folders = ("rundblick", "tests", "tools", "requirements", "docs")
        return [path for folder in folders for path in (root / folder).rglob("*") if path.is_file()]
    return [root / name for name in told.split("\0") if name and (root / name).is_file()]


def traces(path: Path, root: Path) -> list[str]:
    """`file:line: what` for each trace in one file. Binary files are not read."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    name = path.relative_to(root).as_posix()
    patterns = dict(TRACES)
    if name.startswith(LOCKS) and name.endswith((".txt", ".json")):
        patterns["an address in a lock file"] = ANY_ADDRESS
    return [
        f"{name}:{number}: {what}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in patterns.items()
        if pattern.search(line)
    ]


if __name__ == "__main__":
    sys.exit(main())
