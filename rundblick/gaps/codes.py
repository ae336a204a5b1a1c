"""Codes of the room, with the words on the screen."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a need is without an offer, in the order of the report."""

    NONE_FOUND = "none_found"
    NO_PLACE = "no_place"
    NOT_COMPETENT = "not_competent"
    CONDITIONS = "conditions"
    NOT_FITTING = "not_fitting"
    DECLINED = "declined"
    WAITS = "waits"


LABELS: dict[Reason, str] = {
    Reason.NONE_FOUND: "kein Angebot gefunden",
    Reason.NO_PLACE: "kein Platz frei",
    Reason.NOT_COMPETENT: "Stelle nicht zuständig",
    Reason.CONDITIONS: "Voraussetzungen fehlen",
    Reason.NOT_FITTING: "passte nicht",
    Reason.DECLINED: "aus anderem Grund nichts zustande gekommen",
    Reason.WAITS: "wartet länger als {days} Tage",
}


class Standing(StrEnum):
    """How one entry stands on a day. QUIET: nothing was tried for so long that nothing seems to be there."""

    OVER = "over"
    ANSWERED = "answered"
    MOVING = "moving"
    QUIET = "quiet"
    WITHOUT = "without"


NO_PLACE = "ohne Ort"
"""Households without an address, and those whose address is protected."""
OTHER_PLACES = "andere Orte"
"""Places that the directory does not know and in which fewer than three of the counted households live."""
