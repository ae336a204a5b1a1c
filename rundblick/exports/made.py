"""What a job hands over when it is through."""

import uuid
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the check noticed about one person; `problem` holds no value."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID
    column: str
    problem: str


@dataclass(frozen=True)
class Made:
    """A file or figures. `refusal`: why no file leaves, "" for a file.

    `about`: (dossier, person, further consent) of the file; "" for the consent that every file of this kind rests on.
    """

    result: dict[str, Any]
    refusal: str = ""
    content: bytes = b""
    name: str = ""
    rows: int = 0
    about: list[tuple[uuid.UUID, uuid.UUID, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
