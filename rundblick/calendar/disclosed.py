"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "calendar.week": "Woche mit Terminen",
    "calendar.day": "Tag mit Terminen",
    "calendar.list": "Liste von Terminen",
    "calendar.folder": "Termine für unterwegs gedruckt",
    "calendar.takers": "Wer früher kommen möchte",
    "calendar.wish": "Wunsch nach einem früheren Termin",
    "calendar.absence": "Termine in einer Abwesenheit",
    "calendar.appointment": "Termin gelesen",
    "calendar.arrange": "Termin vereinbart",
    "calendar.move": "Termin verschoben",
}
