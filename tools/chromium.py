"""The browser of the browser tests: Debian's Chromium, installed where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome")


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
    for command in ((apt, "update", "-q"), (apt, "install", "-y", "-q", "--no-install-recommends", "chromium")):
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode != 0:
            return f"apt-get could not install Chromium:\n{done.stderr.strip()[-500:]}"
    return "" if find() else "apt-get installed chromium, but its program is not on the path."
