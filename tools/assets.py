"""Fetch the front-end files from npm into `build/assets`: KERN, Leaflet, and axe for the tests.

Needs the virtual environment (it brings node and npm as a wheel). Nothing is fetched when the lock file and
this list are unchanged. A server never runs this: `make dist` puts the result into the wheel. htmx comes with
`django-htmx`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "assets"

# (package, file or pattern inside of it, folder below build/assets)
WANTED = (
    ("@kern-ux/native", "dist/kern.min.css", "kern"),
    ("@kern-ux/native", "dist/fonts/fira-sans.css", "kern/fonts"),
    ("@kern-ux/native", "dist/fonts/fira-sans/*.woff2", "kern/fonts/fira-sans"),
    ("@kern-ux/native", "LICENSE.md", "kern"),
    ("leaflet", "dist/leaflet.css", "leaflet"),
    ("leaflet", "dist/leaflet.js", "leaflet"),
    ("leaflet", "dist/leaflet.js.map", "leaflet"),  # named in leaflet.js, so collectstatic insists on it
    ("leaflet", "dist/images/*.png", "leaflet/images"),
    ("leaflet", "LICENSE", "leaflet"),
    ("axe-core", "axe.min.js", "axe"),
    ("axe-core", "LICENSE", "axe"),
)


class Problem(Exception):
    """The files cannot be made; the text says why."""


def main() -> int:
    """Make the files if need be; a plain message and 1 if that fails."""
    try:
        ensure(ROOT)
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. The next start repeats the build of the assets.", file=sys.stderr)
        return 130
    return 0


def ensure(root: Path) -> bool:
    """Bring `build/assets` up to date. Returns whether anything was done."""
    target = root / "build" / "assets"
    wanted = stamp(root)
    marker = target / ".stamp"
    if marker.exists() and marker.read_text() == wanted:
        return False
    print("Fetching front-end files from npm ...")
    modules = _install(root)
    half = target.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    for package, pattern, folder in WANTED:
        found = sorted((modules / package).glob(pattern))
        if not found:
            raise Problem(f"The npm package {package} holds no {pattern}.")
        (half / folder).mkdir(parents=True, exist_ok=True)
        for path in found:
            shutil.copyfile(path, half / folder / path.name)
    (half / ".stamp").write_text(wanted)
    shutil.rmtree(target, ignore_errors=True)
    half.rename(target)
    return True


def stamp(root: Path) -> str:
    """What the files depend on: the npm lock file and the list above."""
    lock = (root / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + repr(WANTED).encode()).hexdigest()


def _install(root: Path) -> Path:
    npm = Path(sys.executable).parent / "npm"
    if not npm.exists():
        raise Problem("npm is missing in the environment. Start through `make`, which installs it.")
    place = root / "build" / "npm"
    place.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(root / name, place / name)
    done = subprocess.run(
        # Development packages too, whatever NODE_ENV says; scripts of packages are never run.
        [str(npm), "ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env=os.environ | {"PATH": f"{npm.parent}{os.pathsep}{os.environ.get('PATH', '')}"},
    )
    if done.returncode != 0:
        raise Problem(explain(done.stdout))
    return place / "node_modules"


def explain(output: str) -> str:
    """The likely cause in what npm said, in plain words."""
    last = "\n".join(f"  {line}" for line in output.strip().splitlines()[-8:])
    if "ENOSPC" in output:
        return "The disk is full. Make room and start again."
    if "EINTEGRITY" in output:
        return f"A downloaded npm package differs from the one recorded in package-lock.json.\n{last}"
    if any(sign in output for sign in ("ENOTFOUND", "ETIMEDOUT", "ECONNREFUSED", "EAI_AGAIN", "ECONNRESET")):
        return f"The npm registry cannot be reached. Check the network and `npm config get registry`.\n{last}"
    return f"npm failed:\n{last}"


if __name__ == "__main__":
    sys.exit(main())
