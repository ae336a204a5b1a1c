"""Back up and restore database and files; keys go to another place.

    python -m rundblick.launch.within rundblick.launch.backup create DIR
    python -m rundblick.launch.within rundblick.launch.backup keys DIR
    python -m rundblick.launch.within rundblick.launch.backup restore DIR

Texts in the database and files are sealed with keys that are not part of this backup, so the two must be kept apart.
A restore leaves out policies and privileges (they are written anew from the models) and re-applies every erasure in
the register of today and in that of the backup. A dump of PostgreSQL 18 does not restore into 15.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from rundblick.config import Config, ConfigError, load
from rundblick.launch.embedded import EmbeddedError, programs
from rundblick.launch.say import complain

DATABASE, FILES, REGISTERS, MANIFEST = "database.dump", "files.tar", "registers", "manifest.json"
REGISTER_FILES = ("erasures.jsonl", "heads.jsonl")
WRITTEN_ANEW = ("POLICY", "ROW SECURITY", "ACL", "DEFAULT ACL")


class BackupError(Exception):
    """Not done; the text says why and what to do."""


@dataclass(frozen=True)
class Tools:
    """pg_dump and pg_restore that fit the server."""

    folder: Path | None

    def run(self, program: str, url: str, *arguments: str) -> str:
        """Run with the login in the environment, never on the command line. Raises BackupError."""
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value}
        login = {"PGPASSWORD": parts.pop("password", ""), "PGOPTIONS": ""}
        path = str(self.folder / program) if self.folder else program
        done = subprocess.run(
            [path, "--dbname", make_conninfo("", **parts), *arguments],
            text=True,
            capture_output=True,
            check=False,
            env=os.environ | login,
        )
        if done.returncode:
            raise BackupError(f"{program} hat abgebrochen: {done.stderr.strip().splitlines()[-1:]}")
        return done.stdout


def tools_for(url: str) -> Tools:
    """Programs of the server's major version: Debian's, the embedded ones, or those on the path."""
    with psycopg.connect(url) as connection:
        major = connection.info.server_version // 10000
    debian = Path(f"/usr/lib/postgresql/{major}/bin")
    if (debian / "pg_dump").exists():
        return Tools(debian)
    try:
        if (programs() / "pg_dump").exists() and f"pginstall{major}" in str(programs()):
            return Tools(programs())
    except EmbeddedError:
        pass
    if shutil.which("pg_dump"):
        return Tools(None)
    raise BackupError(f"pg_dump für PostgreSQL {major} fehlt; unter Debian: apt install postgresql-client-{major}")


def create(config: Config, target: Path) -> Path:
    """Write a backup into a new folder below `target` and return it. Raises BackupError."""
    url = _owner_url(config)
    folder = target / f"rundblick-{datetime.now(tz=UTC):%Y%m%dT%H%M%SZ}"
    folder.mkdir(mode=0o700, parents=True)
    tools_for(url).run(
        "pg_dump", url, "--format=custom", "--no-owner", "--enable-row-security", f"--file={folder / DATABASE}"
    )
    with tarfile.open(folder / FILES, "w") as archive:
        if config.files_dir.is_dir():
            archive.add(config.files_dir, arcname="files")
    (folder / REGISTERS).mkdir()
    for name in REGISTER_FILES:
        if (config.seal_dir / name).exists():
            shutil.copy2(config.seal_dir / name, folder / REGISTERS / name)
    sums = {name: _sha256(folder / name) for name in (DATABASE, FILES)}
    manifest = {"created_at": datetime.now(tz=UTC).isoformat(), "sha256": sums}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="ascii")
    return folder


def copy_keys(config: Config, target: Path) -> Path:
    """Copy the master keys to another place. Raises BackupError when a backup lies there already."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(target.glob(f"**/{DATABASE}")):
        raise BackupError("In diesem Ordner liegt eine Datensicherung. Schlüssel gehören an einen anderen Ort.")
    copied = target / f"dossier-keys-{datetime.now(tz=UTC):%Y%m%dT%H%M%SZ}"
    shutil.copyfile(config.key_file, copied)
    copied.chmod(0o600)
    return copied


def restore(config: Config, folder: Path) -> list[str]:
    """Bring a backup into an empty database and write the doors anew; answers the dossiers erased once more.

    Raises BackupError when the backup is damaged or the database is not empty.
    """
    _check(folder)
    url = _owner_url(config)
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if tables and tables[0]:
        raise BackupError("Die Zieldatenbank ist nicht leer. Wiederhergestellt wird nur in eine leere Datenbank.")
    tools = tools_for(url)
    contents = subprocess.run(
        [str(tools.folder / "pg_restore") if tools.folder else "pg_restore", "--list", str(folder / DATABASE)],
        text=True,
        capture_output=True,
        check=True,
    ).stdout
    wanted = folder / "restore.list"
    wanted.write_text("\n".join(line for line in contents.splitlines() if not _is_written_anew(line)), "utf-8")
    tools.run("pg_restore", url, "--no-owner", "--exit-on-error", f"--use-list={wanted}", str(folder / DATABASE))
    wanted.unlink()
    _restore_files(config, folder)
    _merge_registers(config, folder)
    manage = [sys.executable, "-m", "rundblick.manage"]
    for arguments in (["migrate", "--database", "owner", "-v", "0"], ["reapply_erasures"]):
        done = subprocess.run(
            [*manage, *arguments], text=True, capture_output=True, check=False, env=_environment(config)
        )
        if done.returncode:
            raise BackupError(f"{arguments[0]}: {done.stderr.strip().splitlines()[-1:]}")
    return done.stdout.split()


def _environment(config: Config) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": config.database_url,
        "DATABASE_URL_OWNER": config.database_url_owner,
        "DATABASE_URL_WORKER": config.database_url_worker,
        "RUNDBLICK_FILES_DIR": str(config.files_dir),
        "RUNDBLICK_SEAL_DIR": str(config.seal_dir),
        "RUNDBLICK_KEY_FILE": str(config.key_file),
    }


def _is_written_anew(line: str) -> bool:
    kind = line.split(";", 1)[-1]
    return any(f" {word} " in kind for word in WRITTEN_ANEW) or " SCHEMA - public" in kind


def _owner_url(config: Config) -> str:
    if not config.database_url_owner:
        raise BackupError("DATABASE_URL_OWNER ist nicht gesetzt; gesichert wird mit dem Zugang der Eigentümer-Rolle.")
    return config.database_url_owner


def _check(folder: Path) -> None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("ascii"))
    except (OSError, ValueError):
        raise BackupError(f"{folder} ist keine Datensicherung von Rundblick.") from None
    for name, expected in manifest["sha256"].items():
        if not (folder / name).exists() or _sha256(folder / name) != expected:
            raise BackupError(f"{name} ist beschädigt oder fehlt.")


def _restore_files(config: Config, folder: Path) -> None:
    config.files_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tarfile.open(folder / FILES) as archive:
        members = [m for m in archive.getmembers() if m.name.startswith("files/")]
        for member in members:
            member.name = member.name.removeprefix("files/")
        archive.extractall(config.files_dir, members=members, filter="data")


def _merge_registers(config: Config, folder: Path) -> None:
    """What is registered here stays; lines that only the backup has are added."""
    config.seal_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in REGISTER_FILES:
        kept = folder / REGISTERS / name
        here = config.seal_dir / name
        old = here.read_text("ascii").splitlines() if here.exists() else []
        more = [line for line in kept.read_text("ascii").splitlines() if line not in old] if kept.exists() else []
        if more:
            here.write_text("\n".join([*more, *old]) + "\n", "ascii")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main(arguments: list[str]) -> int:
    """Command line; answers the exit code."""
    verbs: dict[str, Callable[[Config, Path], Path | list[str]]] = {
        "create": create,
        "keys": copy_keys,
        "restore": restore,
    }
    if len(arguments) != 2 or arguments[0] not in verbs:
        complain("Usage: backup create|keys|restore FOLDER")
        return 2
    try:
        done = verbs[arguments[0]](load(), Path(arguments[1]).resolve())
    except ConfigError as error:
        complain("\n".join(error.problems))
        return 1
    except (BackupError, OSError, psycopg.OperationalError) as error:
        complain(str(error))
        return 1
    print(done if isinstance(done, Path) else f"Wiederhergestellt; {len(done)} Löschungen erneut angewandt.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
