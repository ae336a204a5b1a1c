import json
from pathlib import Path

import pytest

from tools import addresses, assets, chromium, licences

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "said",
    [
        ["GPL-3.0-or-later"],
        ["AGPL-3.0-only"],
        ["GNU Affero General Public License v3"],
        ["GNU General Public License v2 (GPLv2)"],
        ["MIT License", "GNU General Public License (GPL)"],
        ["Proprietary"],
        [""],
        [],
    ],
)
def test_a_licence_that_would_bind_us_or_is_unknown_is_refused(said: list[str]) -> None:
    assert licences.refusal(said)


@pytest.mark.parametrize(
    "said",
    [
        ["MIT"],
        ["LGPL-3.0-only"],
        ["GNU Lesser General Public License v3 (LGPLv3)"],
        ["Apache-2.0 OR GPL-3.0-only"],
        ["MIT AND PSF-2.0"],
        ["EUPL-1.2"],
        ["Mozilla Public License 2.0 (MPL 2.0)", "BSD License"],
    ],
)
def test_a_licence_that_goes_with_the_eupl_is_accepted(said: list[str]) -> None:
    assert licences.refusal(said) == ""


def test_an_npm_package_under_the_gpl_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    packages = {"": {}, "node_modules/good": {"license": "MIT"}, "node_modules/bad": {"license": "GPL-3.0"}}
    lock.write_text(json.dumps({"packages": packages}))
    assert licences.refused_npm(lock) == ["bad: GPL-3.0: would bind the whole product"]


def test_lock_files_carry_hashes_and_no_address() -> None:
    for name in ("server", "evaluation", "run", "dev"):
        lock = ROOT / "requirements" / f"{name}.txt"
        assert addresses.traces(lock, ROOT) == []
        text = lock.read_text()
        assert text.count("==") <= text.count("--hash=sha256:")
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("resolved" not in one and "integrity" in one for place, one in packages.items() if place)


def test_the_four_lock_files_agree_on_every_version() -> None:
    def pinned(name: str) -> dict[str, str]:
        lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
        return dict(line.split(" ")[0].split("==") for line in lines if "==" in line.split(" ")[0])

    dev, run, evaluation, server = (pinned(name) for name in ("dev", "run", "evaluation", "server"))
    assert run.items() <= dev.items()
    assert evaluation.items() <= run.items()
    assert server.items() <= evaluation.items()


def test_an_address_or_a_machine_path_is_found(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    lock = tmp_path / "requirements" / "run.txt"
    lock.write_text("--" + "index-url https://example.org/simple\n")
    assert len(addresses.traces(lock, tmp_path)) == 2
    note = tmp_path / "note.md"
    note.write_text(f"see {addresses.ROOT}/README.md and /ho" + "me/somebody/x\n")
    assert len(addresses.traces(note, tmp_path)) == 2


def test_the_server_lock_asks_for_what_the_project_declares() -> None:
    import tomllib

    def wanted(name: str) -> list[str]:
        lines = (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
        return sorted(line for line in lines if line[:1] not in ("#", "-"))

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert sorted(project["dependencies"]) == wanted("server")
    assert sorted(project["optional-dependencies"]["evaluation"]) == wanted("evaluation")


def test_front_end_files_are_complete_and_not_made_twice() -> None:
    for _, pattern, folder in assets.WANTED:
        assert list((assets.TARGET / folder).glob(Path(pattern).name)), f"{folder} lacks {pattern}"
    assert not assets.ensure(ROOT)


def test_npm_without_a_network_is_told_in_plain_words() -> None:
    assert "cannot be reached" in assets.explain("npm error code ENOTFOUND")
    assert "disk is full" in assets.explain("npm error ENOSPC: no space left on device")


def test_a_missing_browser_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert "sudo apt-get install chromium" in chromium.ensure()
