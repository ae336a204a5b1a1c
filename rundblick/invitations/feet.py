"""What rooms above add at the foot of a letter: a question, an address and its picture."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from rundblick.access.hooks import Registry


@dataclass(frozen=True)
class Foot:
    """A sentence with an address, written out and as an SVG drawing for a camera. Nothing in it is about anybody."""

    text: str
    address: str
    qr: str


feet: Registry[Callable[[uuid.UUID], Foot]] = Registry("foot of a letter")
"""foot(organisation_id) -> what stands at the foot of its invitations."""
