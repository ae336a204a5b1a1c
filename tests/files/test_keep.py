"""Files of a case: checked by content, sealed on disk, gone with the dossier."""

import io
import socket
import threading
import zipfile
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase as erase_hooks
from rundblick.access.models import Dossier, TimelineEntry
from rundblick.files import services, storage
from rundblick.files.models import StoredFile
from rundblick.files.rules import MAX_BYTES, Refused, media_type_of
from tests.house import House

PDF = b"%PDF-1.7\nBescheid f\xc3\xbcr Familie"


@pytest.fixture
def dossier(house: House) -> Dossier:
    with acting_as(house.alma, "test"):
        return house.dossier()


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("Grüße 🙂".encode(), "text/plain"),
        (archive("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_the_content_says_what_it_is(content: bytes, expected: str) -> None:
    assert media_type_of(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00\x03",
        b"<html><script>alert(1)</script>",
        b"  <svg onload=alert(1)>",
        archive("evil.exe"),
        archive("word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04kaputt",
        b"%PDF-" + b"0" * MAX_BYTES,
    ],
)
def test_what_is_not_wanted_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(Refused, match=r"\w+"):
        media_type_of(content)


def test_on_disk_it_is_unreadable_and_the_coach_reads_it(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test"):
        kept = services.keep(dossier_id=dossier.pk, name="../Bescheid.pdf", content=PDF)
        assert kept.name == ".. Bescheid.pdf"
        assert storage.read(dossier.pk, kept.pk) == PDF
    assert b"Bescheid" not in storage.path_of(kept.pk).read_bytes()


def test_a_stranger_gets_404_and_the_team_mate_too(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test"):
        kept = services.keep(dossier_id=dossier.pk, name="a.pdf", content=PDF)
    for name in ("otto", "bert", "frank", "ivo"):
        assert house.login(name).get(f"/dateien/{kept.pk}/").status_code == 404
    answer = house.login("alma").get(f"/dateien/{kept.pk}/")
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment") and "a.pdf" not in str(answer.headers)


def test_a_refused_upload_says_why_beside_the_field(house: House, dossier: Dossier) -> None:
    client = house.login("alma")
    answer = client.post(f"/dateien/neu/{dossier.pk}/", {"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00")})
    assert answer.status_code == 200 and "Diese Art von Datei" in answer.content.decode()
    answer = client.post(f"/dateien/neu/{dossier.pk}/", {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.status_code == 302


def test_a_failed_transaction_leaves_no_content_behind(house: House, dossier: Dossier) -> None:
    with acting_as(house.otto, "test"), pytest.raises(Exception, match=r"."):
        services.keep(dossier_id=dossier.pk, name="a.pdf", content=PDF)
    with acting_as(house.alma, "test"):
        kept = services.keep(dossier_id=dossier.pk, name="a.pdf", content=PDF)
        file_id = kept.pk
        services.remove(kept)
    assert not storage.path_of(file_id).exists()


def test_erasing_the_dossier_removes_the_file_from_disk(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test"):
        kept = services.keep(dossier_id=dossier.pk, name="a.pdf", content=PDF)
    remove = erase_hooks.get("files")
    assert remove is not None
    with as_worker("test"):
        TimelineEntry.objects.filter(dossier_id=dossier.pk).delete()
        assert remove(dossier.pk) == 1
        assert StoredFile.objects.count() == 0
    assert not storage.path_of(kept.pk).exists()


@pytest.fixture
def clamd(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A scanner on loopback that speaks INSTREAM and dislikes one word."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            received = b""
            while not received.endswith(b"\0\0\0\0"):
                received += connection.recv(65536)
            connection.sendall(b"stream: Eicar FOUND\0" if b"EICAR" in received else b"stream: OK\0")
            connection.close()

    threading.Thread(target=serve, daemon=True).start()
    address = f"127.0.0.1:{server.getsockname()[1]}"
    monkeypatch.setattr(settings, "RUNDBLICK", settings.RUNDBLICK.model_copy(update={"clamd": address}))
    yield server
    server.close()


def test_the_scanner_decides_when_there_is_one(clamd: Any) -> None:
    assert storage.scan(PDF) is True
    with pytest.raises(Refused, match="abgelehnt"):
        storage.scan(b"EICAR")
    clamd.close()


def test_without_a_scanner_the_file_says_it_was_not_scanned(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test"):
        assert services.keep(dossier_id=dossier.pk, name="a.pdf", content=PDF).scanned is False
