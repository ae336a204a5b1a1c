"""Tables of the room."""

from rundblick.directory.models.entries import Contact, Location, Organization, Schedule, Service, ServiceAtLocation
from rundblick.directory.models.events import Event
from rundblick.directory.models.field import Acquaintance, ConfirmLink, FieldNote
from rundblick.directory.models.index import IndexedService, KnownWord
from rundblick.directory.models.places import Place
from rundblick.directory.models.proofs import Proof
from rundblick.directory.models.transit import (
    Timetable,
    TransitCalendar,
    TransitCall,
    TransitLine,
    TransitPattern,
    TransitStop,
    TransitTrip,
)

__all__ = [
    "Acquaintance",
    "ConfirmLink",
    "Contact",
    "Event",
    "FieldNote",
    "IndexedService",
    "KnownWord",
    "Location",
    "Organization",
    "Place",
    "Proof",
    "Schedule",
    "Service",
    "ServiceAtLocation",
    "Timetable",
    "TransitCalendar",
    "TransitCall",
    "TransitLine",
    "TransitPattern",
    "TransitStop",
    "TransitTrip",
]
