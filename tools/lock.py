"""Compute the hashed lock files anew: `make lock`. Needs `uv` on the path.

The locks serve every supported machine, carry hashes and name no index. `run`, `evaluation` and
`server` take their versions from `dev`, so that what is tested is what runs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"
SETS = ("dev", "run", "evaluation", "server")
OPTIONS = (
    *("--quiet", "--upgrade", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"),
)


def main() -> int:
    """Write dev.txt, run.txt, evaluation.txt and server.txt."""
    uv = shutil.which("uv")
    if uv is None:
        print("make lock needs uv: python3 -m pip install uv", file=sys.stderr)
        return 1
    for name in SETS:
        limits = () if name == SETS[0] else ("-c", f"{SETS[0]}.txt")
        command = [uv, "pip", "compile", *OPTIONS, *limits, f"{name}.in", "-o", f"{name}.txt"]
        if subprocess.run(command, cwd=REQUIREMENTS, check=False).returncode != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
