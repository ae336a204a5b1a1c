"""One-time links: what is kept of a token, and where a link leads from outside."""

import hashlib

from django.conf import settings
from django.urls import reverse


def digest(token: str) -> str:
    """What is kept of a token; the token itself is in the link alone."""
    return hashlib.sha256(token.encode()).hexdigest()


def outside(name: str, *args: object) -> str:
    """The whole address of a page, as it stands in a mail or a QR code."""
    return settings.RUNDBLICK.public_base_url.rstrip("/") + reverse(name, args=args)
