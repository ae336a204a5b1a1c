"""A backup restores into an empty database, without its keys, and what was erased since stays erased."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from rundblick.access import services
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Dossier, Erasure
from rundblick.config import Config
from rundblick.files import services as files
from rundblick.files.models import StoredFile
from rundblick.launch import backup, roles
from tests.house import House


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """This test's own folders for files and registers."""
    own = settings.RUNDBLICK.model_copy(
        update={"files_dir": tmp_path / "files here", "seal_dir": tmp_path / "registers here"}
    )
    monkeypatch.setattr(settings, "RUNDBLICK", own)
    return own


@pytest.fixture
def elsewhere(here: Config, tmp_path: Path) -> Iterator[Config]:
    """An empty database with roles of its own, and another folder for files."""
    admin, name = os.environ["RUNDBLICK_TEST_ADMIN_URL"], f"rb_back_{os.getpid()}"
    roles.drop(admin, name)
    urls = roles.prepare(admin, name, state_dir=here.state_dir)
    yield here.model_copy(
        update={
            "database_url": urls.app,
            "database_url_owner": urls.owner,
            "database_url_worker": urls.worker,
            "files_dir": tmp_path / "files elsewhere",
        }
    )
    roles.drop(admin, name)


def two_dossiers(house: House) -> tuple[Dossier, Dossier]:
    with acting_as(house.alma, "test"):
        kept, erased = house.dossier(), house.dossier()
        for dossier in (kept, erased):
            files.keep(dossier_id=dossier.pk, name="Bescheid.pdf", content=b"%PDF-1.7 Bescheid")
    return kept, erased


def erase(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test") as alma:
        services.request_erasure(alma, dossier_id=dossier.pk, ground="Frist abgelaufen")
    with acting_as(house.eva, "test") as eva:
        services.approve_erasure(eva, erasure=Erasure.objects.get(dossier_ref=dossier.pk))
    with as_worker("erase"):
        services.erase(dossier.pk)


def test_what_was_erased_after_the_backup_does_not_come_back(
    house: House, here: Config, elsewhere: Config, tmp_path: Path
) -> None:
    kept, erased = two_dossiers(house)
    made = backup.create(here, tmp_path / "backups")
    erase(house, erased)
    assert backup.restore(elsewhere, made) == [str(erased.pk)]
    with psycopg.connect(elsewhere.database_url_worker) as restored:
        assert restored.execute("SELECT id FROM access_dossier").fetchall() == [(kept.pk,)]
        assert restored.execute("SELECT count(*) FROM access_dossierkey").fetchone() == (1,)
        (file_id,) = restored.execute("SELECT id FROM files_storedfile").fetchone() or (None,)
    assert [p.name for p in elsewhere.files_dir.rglob("*") if p.is_file()] == [file_id.hex]


def test_the_restored_house_is_locked_again(house: House, here: Config, elsewhere: Config, tmp_path: Path) -> None:
    two_dossiers(house)
    backup.restore(elsewhere, backup.create(here, tmp_path / "backups"))
    with psycopg.connect(elsewhere.database_url) as web:
        assert web.execute("SELECT count(*) FROM access_dossier").fetchone() == (0,), "nobody acts, nothing is seen"
        forced = web.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'access_dossier'").fetchone()
    assert forced == (True,)


def test_a_backup_holds_no_readable_text_and_no_keys(house: House, here: Config, tmp_path: Path) -> None:
    two_dossiers(house)
    made = backup.create(here, tmp_path / "backups")
    secret = here.key_file.read_text("ascii").split(":")[1].strip()
    for path in made.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert secret.encode() not in content and b"%PDF-1.7 Bescheid" not in content


def test_keys_are_refused_beside_a_backup(house: House, here: Config, tmp_path: Path) -> None:
    backup.create(here, tmp_path / "backups")
    with pytest.raises(backup.BackupError, match="anderen Ort"):
        backup.copy_keys(here, tmp_path / "backups")
    copied = backup.copy_keys(here, tmp_path / "safe")
    assert copied.read_bytes() == here.key_file.read_bytes()
    assert copied.stat().st_mode & 0o077 == 0


def test_a_damaged_backup_and_a_full_database_are_refused(
    house: House, here: Config, elsewhere: Config, tmp_path: Path
) -> None:
    made = backup.create(here, tmp_path / "backups")
    with pytest.raises(backup.BackupError, match="nicht leer"):
        backup.restore(here, made)
    manifest = json.loads((made / backup.MANIFEST).read_text())
    manifest["sha256"][backup.DATABASE] = "0" * 64
    (made / backup.MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(backup.BackupError, match="beschädigt"):
        backup.restore(elsewhere, made)
    with pytest.raises(backup.BackupError, match="keine Datensicherung"):
        backup.restore(elsewhere, tmp_path)


def test_every_file_of_a_case_is_in_the_backup(house: House, here: Config, tmp_path: Path) -> None:
    import tarfile

    two_dossiers(house)
    made = backup.create(here, tmp_path / "backups")
    with as_worker("test"):
        wanted = {pk.hex for pk in StoredFile.objects.values_list("pk", flat=True)}
    with tarfile.open(made / backup.FILES) as archive:
        assert wanted <= {Path(name).name for name in archive.getnames()}
