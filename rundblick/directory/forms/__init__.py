"""Forms of the room."""

from rundblick.directory.forms.entries import ContactForm, HoursForm, LocationForm, OrganizationForm, ServiceForm
from rundblick.directory.forms.field import ElsewhereForm, KnowForm, NoteForm
from rundblick.directory.forms.proofs import ConfirmForm, RoomForm

__all__ = [
    "ConfirmForm",
    "ContactForm",
    "ElsewhereForm",
    "HoursForm",
    "KnowForm",
    "LocationForm",
    "NoteForm",
    "OrganizationForm",
    "RoomForm",
    "ServiceForm",
]
