"""What an engine needs on this machine, and a sentence for whoever has not got it."""

import importlib
import os
import re
import shutil
import subprocess
from typing import Any

from rundblick.scale.problems import BadExtract

ENGINES = ("duckdb", "spark", "postgresql")
JAVA = 17
"""What Spark 4.0 is tested with here; it does not start on Java 25, nor on one without `jdk.incubator.vector`."""
NO_JAVA = "Java 17 fehlt"
_EXTRAS = {"ibis": "extracts", "pyarrow": "extracts", "pyspark": "scale"}


def library(name: str) -> Any:
    """A module of the extras, imported when asked for. Raises BadExtract (`needs`) naming the extra that brings it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        extra = _EXTRAS[name.partition(".")[0]]
        raise BadExtract("needs", f"Dafür fehlt ein Paket: Zusatz „{extra}“, siehe docs/scale.md.") from None


def java_17() -> bool:
    """Whether Spark finds its Java: in JAVA_HOME, or else on the path, in exactly the version it is tested with."""
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else shutil.which("java")
    if not java:
        return False
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=60).stderr
    except OSError:
        return False
    found = re.search(r'version "(\d+)', told)
    return found is not None and int(found[1]) == JAVA
