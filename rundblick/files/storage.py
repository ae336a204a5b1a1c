"""Sealed files outside of the web root: one file per object id, encrypted with the dossier's key."""

import os
import socket
import struct
import uuid
from pathlib import Path

from django.conf import settings

from rundblick.access import crypto
from rundblick.files.rules import Refused


def path_of(file_id: uuid.UUID) -> Path:
    """Where the sealed content lies."""
    return Path(settings.RUNDBLICK.files_dir) / file_id.hex[:2] / file_id.hex


def write(dossier_id: uuid.UUID, file_id: uuid.UUID, content: bytes) -> None:
    """Seal and write; the file appears complete or not at all."""
    path = path_of(file_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_bytes(crypto.seal(crypto.dossier_key(dossier_id), content, f"file:{file_id}"))
    os.replace(partial, path)


def read(dossier_id: uuid.UUID, file_id: uuid.UUID) -> bytes:
    """Open the content. Raises FileNotFoundError, crypto.KeyGone or crypto.Tampered."""
    return crypto.unseal(crypto.dossier_key(dossier_id), path_of(file_id).read_bytes(), f"file:{file_id}")


def remove(file_id: uuid.UUID) -> None:
    """Delete the content; missing is fine."""
    path_of(file_id).unlink(missing_ok=True)


def scan(content: bytes) -> bool:
    """Ask clamd. False when none is configured; raises Refused on a finding or when clamd does not answer."""
    address = settings.RUNDBLICK.clamd
    if not address:
        return False
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), 65536):
                chunk = content[start : start + 65536]
                connection.sendall(struct.pack("!L", len(chunk)) + chunk)
            connection.sendall(struct.pack("!L", 0))
            answer = connection.recv(4096)
    except OSError:
        raise Refused("Der Virenscanner antwortet nicht; bitte später noch einmal versuchen.") from None
    if b"OK" not in answer or b"FOUND" in answer:
        raise Refused("Der Virenscanner hat die Datei abgelehnt.")
    return True
