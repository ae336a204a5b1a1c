"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "calendar.week": "Woche mit Terminen",
    "calendar.appointment": "Termin gelesen",
    "calendar.arrange": "Termin vereinbart",
    "calendar.move": "Termin verschoben",
}
