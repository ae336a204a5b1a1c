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


@pytest.mark.parametrize("java", [True, False])
def test_without_java_spark_is_reported_as_not_run_and_never_as_passed(
    java: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "java_17", lambda: java)
    monkeypatch.setattr(check, "run", lambda gate: check.Result(gate.name, True, 0, "gut"))
    assert check.main(["scale"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "tests: Spark" in line)
    assert line.startswith("ok" if java else "not run")
    assert ("nicht gelaufen: Java 17 fehlt" in line) is not java


def test_tests_for_spark_run_nowhere_else() -> None:
    quick = next(gate for gate in check.gates("fast") if isinstance(gate, check.Gate) and gate.name == "tests: quick")
    assert "not scale" in quick.command[list(quick.command).index("-m", 3) + 1]
