"""Adding, changing and removing information sheets."""

import uuid

from rundblick.access.context import reason
from rundblick.calendar.errors import Refused, Stale
from rundblick.preparation.models import InfoSheet


def add_sheet(*, organisation_id: uuid.UUID, title: str, text: str, address: str = "", phone: str = "") -> InfoSheet:
    """Add a sheet of this house."""
    said = {"title": title, "text": text, "address": address, "phone": phone}
    return InfoSheet.objects.create(organisation_id=organisation_id, **said)


def change_sheet(*, sheet: InfoSheet, version: int, title: str, text: str, address: str, phone: str) -> InfoSheet:
    """Change a sheet. Raises Stale when somebody else changed it meanwhile, Refused when it is gone."""
    with reason("preparation.sheet.change"):
        row = InfoSheet.objects.select_for_update().filter(pk=sheet.pk).first()
        if row is None:
            raise Refused("Dieses Blatt gibt es nicht mehr.")
        if row.version != version:
            raise Stale(row)
        row.title, row.text, row.address, row.phone = title, text, address, phone
        row.version += 1
        row.save()
    return row


def remove_sheet(*, sheet: InfoSheet) -> None:
    """Remove a sheet; the history keeps it. Twice is harmless."""
    with reason("preparation.sheet.remove"):
        InfoSheet.objects.filter(pk=sheet.pk).delete()
