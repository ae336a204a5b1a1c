"""Forms of the room."""

from rundblick.directory.forms.entries import ContactForm, HoursForm, LocationForm, OrganizationForm, ServiceForm
from rundblick.directory.forms.proofs import ConfirmForm, NoteForm, RoomForm

__all__ = [
    "ConfirmForm",
    "ContactForm",
    "HoursForm",
    "LocationForm",
    "NoteForm",
    "OrganizationForm",
    "RoomForm",
    "ServiceForm",
]
