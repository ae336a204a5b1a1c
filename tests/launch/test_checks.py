import socket
from pathlib import Path

import pytest

from rundblick.config import load
from rundblick.launch import checks
from rundblick.launch.checks import CannotStart


def test_a_taken_port_is_told_with_one_that_is_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(CannotStart) as refused:
            checks.refuse_taken_port(taken)
    assert f"Port {taken} is in use" in str(refused.value)
    free = int(str(refused.value).rpartition("PORT=")[2])
    checks.refuse_taken_port(free)


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "８０００", "80.0"])
def test_nonsense_is_not_taken_for_a_port(text: str) -> None:
    with pytest.raises(CannotStart, match="is not a port"):
        checks.port_number(text)


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "NEEDED_BYTES", 2**60)
    with pytest.raises(CannotStart, match="MB are free"):
        checks.refuse_full_disk(tmp_path)


def test_a_state_directory_that_cannot_be_made_is_told() -> None:
    config = load({"RUNDBLICK_STATE_DIR": "/proc/rundblick"})
    with pytest.raises(CannotStart, match="cannot be used"):
        checks.state_directory(config)
