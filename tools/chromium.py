"""The browser of the browser tests: Debian's Chromium, installed where that is allowed.

Its headless shell draws the same pages without a window around them, in a quarter of the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find() -> str:
    """The path of a Chromium, or an empty text. CHROMIUM overrules the search."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), "")


def ensure() -> str:
    """Install Chromium if it is missing and this user may. Returns what to do by hand, or an empty text."""
    if find():
        return ""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        sudo = "" if apt is None else "sudo apt-get install chromium\n"
        return (
            "Chromium is missing; the browser and accessibility tests cannot run. Install it, e.g.\n"
            f"{sudo or 'the package `chromium` of your system (macOS: brew install --cask chromium)'}\n"
            "or name its program in CHROMIUM."
        )
    print("Installing Chromium from the distribution ...", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    said = ""
    for command in (("update",), *(("install", "-y", "--no-install-recommends", name) for name in NAMES[:2])):
        done = subprocess.run([apt, "-q", *command], capture_output=True, text=True, check=False, env=environment)
        said = done.stderr.strip()[-500:]
        if find():
            return ""
    return f"apt-get could not install Chromium:\n{said}"
