"""Build what a server installs: `make dist`.

`dist/` then holds the wheel with its front-end files, the hashed lock file for `pip install
--require-hashes`, and the licence. The machine that runs it needs neither npm nor this checkout.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUST_HOLD = (
    "rundblick/_assets/kern/kern.min.css",
    "rundblick/_assets/kern/LICENSE.md",
    "rundblick/_assets/leaflet/leaflet.js",
    "rundblick/web/templates/web/base.html",
    "rundblick/wsgi.py",
)
MUST_NOT_HOLD = ("axe", "tests/", "tools/", "__pycache__", ".stamp")


def main() -> int:
    """Build into dist/; a plain message and 1 if something is missing."""
    try:
        wheel = build(ROOT / "dist")
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    shutil.copyfile(ROOT / "requirements" / "server.txt", wheel.parent / "requirements.txt")
    shutil.copyfile(ROOT / "LICENSE", wheel.parent / "LICENSE")
    print(f"{wheel.relative_to(ROOT)} ({wheel.stat().st_size // 1024} KB) and dist/requirements.txt. On the server:")
    print("  pip install --require-hashes -r requirements.txt")
    print(f"  pip install --no-deps {wheel.name}")
    return 0


def build(target: Path) -> Path:
    """Build the wheel into `target` and return its path. Raises RuntimeError when a needed file is not in
    it."""
    shutil.rmtree(target, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    wheels = sorted(target.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        raise RuntimeError(f"The wheel could not be built:\n{done.stdout.strip()[-1500:]}")
    with zipfile.ZipFile(wheels[0]) as archive:
        held = set(archive.namelist())
    missing = [name for name in MUST_HOLD if name not in held]
    foreign = [name for name in held if name.startswith(MUST_NOT_HOLD) or "/axe/" in name or "__pycache__" in name]
    if missing or foreign:
        raise RuntimeError(f"The wheel is wrong: without {missing}, with {foreign[:5]}")
    return wheels[0]


if __name__ == "__main__":
    sys.exit(main())
