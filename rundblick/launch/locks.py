"""Locks between processes. The kernel releases them with their process, so a kill leaves nothing behind."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class Taken(Exception):
    """Another process holds the lock; `note` is what it wrote about itself."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


@dataclass(frozen=True)
class Use:
    """One of several users of a shared thing."""

    users: int
    turn: int

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """While the block lasts no other user starts or stops the thing."""
        fcntl.flock(self.turn, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self.turn, fcntl.LOCK_UN)

    @contextlib.contextmanager
    def if_last(self) -> Iterator[bool]:
        """Leave, telling whether nobody else uses the thing; nobody can join before the block ends."""
        with self.alone():
            fcntl.flock(self.users, fcntl.LOCK_UN)
            try:
                fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True
            fcntl.flock(self.users, fcntl.LOCK_UN)


@contextlib.contextmanager
def shared_use(path: Path) -> Iterator[Use]:
    """Count this process among the users of the thing guarded by `path`."""
    turn = os.open(f"{path}.turn", os.O_RDWR | os.O_CREAT, 0o600)
    users = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        use = Use(users, turn)
        with use.alone():
            fcntl.flock(users, fcntl.LOCK_SH)
        yield use
    finally:
        os.close(users)
        os.close(turn)


@contextlib.contextmanager
def only_instance(path: Path, *, note: str) -> Iterator[None]:
    """Hold `path` alone and leave `note` in it for whoever comes second. Raises Taken with the first one's
    note."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(os.read(descriptor, 1000).decode(errors="replace")) from None
        os.truncate(descriptor, 0)
        os.write(descriptor, note.encode())
        yield
        os.truncate(descriptor, 0)
    finally:
        os.close(descriptor)
