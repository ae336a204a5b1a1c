"""Addresses of public pages, written out and as a QR code. They hold the key of an entry, never personal data."""

import io
import uuid

import segno
from django.utils.http import urlencode

from rundblick.access.tokens import outside


def page_of(service_id: uuid.UUID) -> str:
    """The public page of a service, as it is opened from outside."""
    return outside("directory:public_service", service_id)


def start(city: str = "") -> str:
    """The public directory, for a municipality or all of it."""
    return outside("directory:public") + (f"?{urlencode({'gemeinde': city})}" if city else "")


def short(address: str) -> str:
    """An address as it is read on paper: without its scheme."""
    return address.split("://", 1)[-1]


def qr_svg(address: str) -> str:
    """The address as a drawing for the camera of a telephone, black on white with the quiet zone it needs."""
    drawn = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=2, light="#fff", dark="#000", xmldecl=False)
    return drawn.getvalue().decode()
