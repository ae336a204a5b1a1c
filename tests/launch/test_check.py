import sys

import pytest

from tools import check


@pytest.fixture(autouse=True)
def _reports(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path_factory.mktemp("checkout")
    (place / "build").mkdir()
    monkeypatch.setattr(check, "ROOT", place)
    monkeypatch.setattr(check, "REPORTS", place / "build")


def gate(program: str) -> check.Gate:
    return check.Gate("a gate", (sys.executable, "-c", program))


def test_a_failed_gate_shows_why(capsys: pytest.CaptureFixture[str]) -> None:
    result = check.run(gate("print('der Grund'); raise SystemExit(1)"))
    assert result.green is False
    assert "der Grund" in capsys.readouterr().out


def test_a_skipped_test_is_not_green() -> None:
    assert check.run(gate("print('12 passed in 3 s')")).green
    assert check.run(gate("print('12 passed, 1 skipped in 3 s')")).green is False


def test_a_machine_that_lacks_something_fails_with_what_to_install() -> None:
    result = check.run(check.Gate("browser", ("true",), prepared=lambda: "Chromium is missing; install it"))
    assert result == check.Result("browser", False, result.seconds, "Chromium is missing; install it")


def test_what_cannot_be_run_here_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(check.distribution_postgresql, "newest", lambda: None)
    monkeypatch.setattr(check, "gates", lambda extent: check.on_another_server())
    assert check.main(["full"]) == 0
    assert "not run" in capsys.readouterr().out


def test_all_gates_run_even_when_the_first_one_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    both = (gate("raise SystemExit(3)"), gate("print('gut')"))
    monkeypatch.setattr(check, "gates", lambda extent: iter(both))
    assert check.main(["fast"]) == 1
    said = capsys.readouterr().out
    assert "1 of 2 failed" in said
    assert "gut" in said
