"""Who reads what about a way to a help, and why it is kept."""

from rundblick.access.declarations import casework
from rundblick.access.doors import Door, Sides

HELP = casework(
    "Wege in Hilfen gemeinsam vorbereiten, begleiten und nachhalten",
    "Handreichung 3.4.1, 3.4.2 und 3.5.1; PRO AKTIV 2.2.2; ohne den Verlauf geht niemand einer Anfrage nach",
)
BOTH = Door(topic="cooperation", subject="person_id", sides=Sides(agency="agency_id"))
"""What the house and the one agency it was handed to read."""
HOUSE = Door(topic="notes", subject="person_id")
"""What no agency reads."""
