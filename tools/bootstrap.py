"""Make `.venv` and install a hashed lock file into it: `python3 tools/bootstrap.py run|dev|scale`.

Standard library only; any Python since 3.7 reads it far enough to say that it is too old. A second call with
unchanged lock files costs a few milliseconds. An installation that was interrupted is thrown away and
repeated, because pip cannot tell a half-written package from a whole one.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST = (3, 11)
SETS = ("run", "dev", "scale")  # each one contains the one before
# Sold as source only, in a lock file of its own: built without a network, with the setuptools of its set.
BUILT = {"scale": "spark"}
NETWORK_SIGNS = (
    "NewConnectionError",
    "Temporary failure in name resolution",
    "Connection refused",
    "Network is unreachable",
    "ProxyError",
    "SSLError",
    "Retrying (",
    "timed out",
)
# Settings that would send packages elsewhere. Index and proxy settings of the user stay in force.
STRANGE = (
    *("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIREMENT", "PIP_CONSTRAINT"),
    *("PYTHONHOME", "PYTHONPATH"),
)
NEEDED_MB = {"run": 1300, "dev": 2000, "scale": 3500}


class Problem(Exception):
    """Something the user has to change; the text says what."""


def main(arguments: list[str]) -> int:
    """Install the named set and say in plain words why not, if it fails."""
    name = arguments[0] if arguments else "run"
    if name not in SETS:
        print("Usage: python3 tools/bootstrap.py " + "|".join(SETS), file=sys.stderr)
        return 2
    if sys.version_info[:2] < OLDEST:
        return _hand_over_to_newer_python(arguments)
    try:
        with _alone(os.path.join(ROOT, "build")):
            ensure(ROOT, name)
    except Problem as problem:
        print("\n" + str(problem), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. The next start repeats the installation.", file=sys.stderr)
        return 130
    return 0


def ensure(root: str, name: str) -> bool:
    """Bring `<root>/.venv` to the state of `requirements/<name>.txt`. Returns whether anything was done."""
    venv = os.path.join(root, ".venv")
    python = os.path.join(venv, "bin", "python")
    state = condition(root, name)
    if state == "ready":
        return False
    _refuse_full_disk(root, name)
    if state in ("broken", "half", "moved"):
        reasons = {"broken": "does not run", "half": "is only half installed", "moved": "was made elsewhere"}
        print("The environment .venv " + reasons[state] + " and is made anew.")
        shutil.rmtree(venv, ignore_errors=True)
    os.makedirs(venv, exist_ok=True)
    _write(os.path.join(venv, ".installing"), "removed when the installation is complete\n")
    if not os.path.exists(python):
        _make_venv(venv)
    _install(root, python, name)
    _link_checkout(root, venv)
    stamps = {**_stamps(venv), "place": venv}
    for contained in SETS[: SETS.index(name) + 1]:
        stamps[contained] = stamp(root, contained)
    _write(os.path.join(venv, ".rundblick.json"), json.dumps(stamps, indent=1))
    os.remove(os.path.join(venv, ".installing"))
    return True


def condition(root: str, name: str) -> str:
    """`ready`, `missing`, `outdated` (lock files changed), `half`, `moved` or `broken`."""
    venv = os.path.join(root, ".venv")
    if not os.path.isdir(venv):
        return "missing"
    if os.path.exists(os.path.join(venv, ".installing")):
        return "half"
    if not _runs(os.path.join(venv, "bin", "python")):
        return "broken"
    stamps = _stamps(venv)
    if stamps and stamps.get("place") != venv:
        return "moved"  # its scripts start with the old path
    return "ready" if stamps.get(name) == stamp(root, name) else "outdated"


def stamp(root: str, name: str) -> str:
    """What the installed set `name` depends on: its lock files."""
    content = b""
    for lock_name in _locks(name):
        with open(os.path.join(root, "requirements", lock_name + ".txt"), "rb") as lock:
            content += lock.read()
    return hashlib.sha256(content).hexdigest()


def _locks(name: str) -> list[str]:
    return [name] + ([BUILT[name]] if name in BUILT else [])


def explain(output: str) -> str:
    """The likely cause in what pip said, in plain words."""
    lines = [line for line in output.strip().splitlines() if line.strip()]
    last = "\n".join("  " + line for line in lines[-6:])
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return "The disk is full. Make room and start again."
    if "DO NOT MATCH THE HASHES" in output:
        return (
            "A downloaded package differs from the one recorded in requirements/ and was not installed.\n"
            "If your network replaces packages, ask its operator.\n" + last
        )
    if any(sign in output for sign in NETWORK_SIGNS):
        return (
            "The package index cannot be reached. Check the network, and the proxy or index settings of pip\n"
            "(`pip config list`); then start again.\n" + last
        )
    if "No matching distribution" in output or "Could not find a version" in output:
        return (
            f"A package is not available for this machine ({sys.platform}, Python {_version()}).\n"
            "CPython 3.11 to 3.13 on Linux (x86_64, aarch64) and macOS are supported.\n" + last
        )
    return "The installation failed:\n" + last


def _hand_over_to_newer_python(arguments: list[str]) -> int:
    for minor in range(13, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return subprocess.call([found, os.path.abspath(__file__), *arguments])
    print(
        f"Rundblick needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {_version()} ({sys.executable}) "
        "and no newer one was found.\n"
        "Debian 12 and Ubuntu 24.04 bring one: apt install python3 python3-venv",
        file=sys.stderr,
    )
    return 1


def _make_venv(venv: str) -> None:
    print(f"Making .venv with Python {_version()} ...")
    done = _run([sys.executable, "-m", "venv", venv])
    if done.returncode != 0 or not os.path.exists(os.path.join(venv, "bin", "pip")):
        if "ensurepip" in done.stdout or done.returncode == 0:
            raise Problem(
                "This Python cannot make an environment with pip. On Debian and Ubuntu: apt install python3-venv"
            )
        raise Problem("The environment could not be made:\n" + done.stdout.strip()[-1000:])
    _write(os.path.join(venv, ".rundblick.json"), json.dumps({"place": venv}))


def _install(root: str, python: str, name: str) -> None:
    lock = os.path.join(root, "requirements", name + ".txt")
    with open(lock, encoding="utf-8") as lines:
        count = sum("==" in line for line in lines)
    print(f"Installing {count} packages; the first time takes a minute or two ...")
    started = time.monotonic()
    # Wheels only: building from source would need tools that no lock file pins.
    _pip(root, python, "--only-binary=:all:", "-r", lock)
    if name in BUILT:
        print("Building Spark (400 MB); this takes a minute more ...")
        _pip(root, python, "--no-build-isolation", "-r", os.path.join(root, "requirements", BUILT[name] + ".txt"))
    print(f"Installed in {time.monotonic() - started:.0f} s.")


def _pip(root: str, python: str, *words: str) -> None:
    done = _run([python, "-m", "pip", "install", "--require-hashes", "--no-deps", *words])
    _write(os.path.join(root, "build", "bootstrap.log"), done.stdout)
    if done.returncode != 0:
        raise Problem(explain(done.stdout) + "\nEverything pip said: build/bootstrap.log")


def _link_checkout(root: str, venv: str) -> None:
    """Make `import rundblick` and the command `.venv/bin/rundblick` work from any folder."""
    folders = glob.glob(os.path.join(venv, "lib", "python*", "site-packages"))
    _write(os.path.join(folders[0], "rundblick-checkout.pth"), root + "\n")
    command = os.path.join(venv, "bin", "rundblick")
    python = os.path.join(venv, "bin", "python")
    _write(command, f'#!/bin/sh\nexec "{python}" -m rundblick.launch.within rundblick.cli.main "$@"\n')
    os.chmod(command, 0o755)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in STRANGE}
    environment.update(PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, check=False
    )


def _runs(python: str) -> bool:
    try:
        return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _stamps(venv: str) -> dict[str, str]:
    try:
        with open(os.path.join(venv, ".rundblick.json"), encoding="utf-8") as file:
            return dict(json.load(file))
    except (OSError, ValueError):
        return {}


def _refuse_full_disk(root: str, name: str) -> None:
    free = shutil.disk_usage(root).free // 2**20
    if free < NEEDED_MB[name]:
        raise Problem(f"Only {free} MB are free on this disk; {NEEDED_MB[name]} MB are needed.")


@contextlib.contextmanager
def _alone(folder: str) -> Iterator[None]:
    """Two installations at once would destroy each other; the second one waits."""
    import fcntl

    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "bootstrap.lock"), "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Waiting for another installation in this folder ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _version() -> str:
    return ".".join(str(part) for part in sys.version_info[:2])


def _write(path: str, text: str) -> None:
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise Problem(f"Cannot write {path}: {error.strerror}") from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
