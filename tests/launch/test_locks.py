import subprocess
import sys
from pathlib import Path

import pytest

from rundblick.launch.locks import Taken, only_instance, shared_use


def test_the_second_instance_learns_where_the_first_one_runs(tmp_path: Path) -> None:
    with only_instance(tmp_path / "run.lock", note="http://localhost:8000 (process 1)"):
        with pytest.raises(Taken) as taken, only_instance(tmp_path / "run.lock", note="second"):
            pytest.fail("two instances at once")
        assert taken.value.note == "http://localhost:8000 (process 1)"
    with only_instance(tmp_path / "run.lock", note="third"):
        assert (tmp_path / "run.lock").read_text() == "third"


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    holds_and_is_killed = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom rundblick.launch.locks import only_instance\n"
        "with only_instance(Path(sys.argv[1]), note='doomed'):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    lock = tmp_path / "run.lock"
    done = subprocess.run([sys.executable, "-c", holds_and_is_killed, str(lock)], check=False)
    assert done.returncode == -9
    assert lock.read_text() == "doomed"
    with only_instance(lock, note="next"):
        assert lock.read_text() == "next"


def test_only_the_last_of_several_users_may_close_the_house(tmp_path: Path) -> None:
    with shared_use(tmp_path / "server.lock") as first:
        with shared_use(tmp_path / "server.lock") as second, second.if_last() as last:
            assert not last
        with first.if_last() as last:
            assert last
