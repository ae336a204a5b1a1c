"""Keys and sealing of what is written about people.

Every dossier has its own random 256-bit key, stored wrapped by a master key that lives in a file outside the
database. Destroying the dossier key makes every sealed text of the dossier unreadable, in history, drafts and
backups too (SGB X § 84). AES-256-GCM with associated data, so a sealed text cannot be moved to another row.

Format of a sealed value: one version byte, 12 bytes nonce, ciphertext with tag.
"""

import os
import uuid
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

if TYPE_CHECKING:
    from rundblick.access.models import DossierKey

VERSION = b"\x01"
NONCE_BYTES = 12


class KeyGone(Exception):
    """The dossier's key was destroyed or is out of reach; the text can no longer be read."""


class Tampered(Exception):
    """The sealed value does not belong to this row or was changed."""


@dataclass(frozen=True)
class MasterKeys:
    """Master keys by id; the last one in the file wraps new dossier keys, older ones still unwrap."""

    keys: dict[str, bytes]

    @property
    def newest(self) -> str:
        """Id of the key that wraps new dossier keys."""
        return list(self.keys)[-1]


@lru_cache(maxsize=4)
def read_master_keys(path: str) -> MasterKeys:
    """Read `id:hex` lines. Raises RuntimeError with a plain sentence when the file is missing or malformed."""
    try:
        lines = Path(path).read_text(encoding="ascii").split()
    except OSError as error:
        raise RuntimeError(f"Die Schlüsseldatei {path} ist nicht lesbar: {error.strerror}") from None
    keys = {}
    for line in lines:
        name, _, hexed = line.partition(":")
        try:
            keys[name] = bytes.fromhex(hexed)
        except ValueError:
            raise RuntimeError(f"Die Schlüsseldatei {path} enthält eine unlesbare Zeile.") from None
        if len(keys[name]) != 32:
            raise RuntimeError(f"Der Schlüssel {name} in {path} hat nicht 256 Bit.")
    if not keys:
        raise RuntimeError(f"Die Schlüsseldatei {path} ist leer.")
    return MasterKeys(keys)


def master_keys() -> MasterKeys:
    """The installation's master keys."""
    return read_master_keys(str(settings.RUNDBLICK.key_file))


def new_master_key_line(name: str) -> str:
    """A fresh line for the key file."""
    return f"{name}:{os.urandom(32).hex()}\n"


def seal(key: bytes, plaintext: str | bytes, associated: str) -> bytes:
    """Encrypt; `associated` names the one place where the value may be opened again."""
    data = plaintext.encode() if isinstance(plaintext, str) else plaintext
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, data, associated.encode())


def unseal(key: bytes, sealed: bytes, associated: str) -> bytes:
    """Decrypt. Raises Tampered when key, place or bytes do not fit."""
    if sealed[:1] != VERSION:
        raise Tampered("unbekannte Fassung eines verschlüsselten Werts")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, associated.encode())
    except InvalidTag:
        raise Tampered(associated) from None


def wrap_new_key(dossier_id: uuid.UUID) -> tuple[str, bytes]:
    """Create a dossier key and return (master key id, wrapped key)."""
    masters = master_keys()
    return masters.newest, seal(masters.keys[masters.newest], os.urandom(32), f"dossier-key:{dossier_id}")


def unwrap_key(dossier_id: uuid.UUID, master_id: str, wrapped: bytes) -> bytes:
    """Open a wrapped dossier key. Raises KeyGone when the master key is not in the file."""
    try:
        master = master_keys().keys[master_id]
    except KeyError:
        raise KeyGone(f"Hauptschlüssel {master_id} fehlt") from None
    return unseal(master, wrapped, f"dossier-key:{dossier_id}")


_opened: ContextVar[dict[uuid.UUID, bytes] | None] = ContextVar("rundblick_opened_keys", default=None)


def forget_keys() -> None:
    """Drop opened keys; called at the start and end of every request, job and test."""
    _opened.set(None)


def dossier_key(dossier_id: uuid.UUID) -> bytes:
    """The opened key of a dossier, kept for the running request.

    Raises KeyGone when it was destroyed, or when no door to the dossier is open.
    """
    load_keys([dossier_id])
    opened = _opened.get() or {}
    try:
        return opened[dossier_id]
    except KeyError:
        raise KeyGone(str(dossier_id)) from None


def load_keys(dossier_ids: list[uuid.UUID]) -> None:
    """Open the keys of several dossiers with one query, before a list shows sealed texts."""
    from rundblick.access.models import DossierKey

    opened = _opened.get() or {}
    missing = [i for i in set(dossier_ids) if i not in opened]
    if not missing:
        return
    for row in DossierKey.objects.filter(dossier_id__in=missing):
        keep_key(row)


def keep_key(row: "DossierKey") -> None:
    """Open a key that was read along with something else, so that it needs no query of its own."""
    opened = _opened.get()
    if opened is None:
        opened = {}
        _opened.set(opened)
    opened[row.dossier_id] = unwrap_key(row.dossier_id, row.master_id, bytes(row.wrapped))


def user_key(user_id: uuid.UUID) -> bytes:
    """Key for drafts that belong to no dossier yet; derived from the newest master key."""
    masters = master_keys()
    return _derived(masters.keys[masters.newest], f"draft:{user_id}")


def seal_for_house(text: str, purpose: str) -> str:
    """Seal a secret that belongs to no dossier (such as the second factor of a login), as text."""
    masters = master_keys()
    sealed = seal(_derived(masters.keys[masters.newest], purpose), text, purpose)
    return f"{masters.newest}:{sealed.hex()}"


def unseal_for_house(sealed: str, purpose: str) -> str:
    """Open what `seal_for_house` sealed. Raises KeyGone when its master key is not in the file, or Tampered."""
    name, _, body = sealed.partition(":")
    master = master_keys().keys.get(name)
    if master is None:
        raise KeyGone(f"Hauptschlüssel {name} fehlt")
    try:
        return unseal(_derived(master, purpose), bytes.fromhex(body), purpose).decode()
    except ValueError:
        raise Tampered(purpose) from None


def _derived(master: bytes, purpose: str) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(master)
