"""Ids as they come in addresses and forms."""

import uuid


def uuid_or_none(text: str) -> uuid.UUID | None:
    """The id a text says, or None for anything else: whoever plays with an address gets the page without it."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
