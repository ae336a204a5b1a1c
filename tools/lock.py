"""Compute the hashed lock files anew: `make lock`. Needs `uv` on the path.

The locks serve every supported machine, carry hashes and name no index. All others take their versions from `dev`, so
that what is tested is what runs. `spark` is one package alone, because it has to be built (see bootstrap).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"
SETS = ("dev", "run", "evaluation", "extracts", "server", "scale", "spark")
ALONE = ("spark",)
OPTIONS = (
    *("--quiet", "--upgrade", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"),
)


def main() -> int:
    """Write one lock file for each name of SETS."""
    uv = shutil.which("uv")
    if uv is None:
        print("make lock needs uv: python3 -m pip install uv", file=sys.stderr)
        return 1
    for name in SETS:
        limits: tuple[str, ...] = () if name == SETS[0] else ("-c", f"{SETS[0]}.txt")
        limits = ("--no-deps",) if name in ALONE else limits
        command = [uv, "pip", "compile", *OPTIONS, *limits, f"{name}.in", "-o", f"{name}.txt"]
        if subprocess.run(command, cwd=REQUIREMENTS, check=False).returncode != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
