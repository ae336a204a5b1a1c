"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "people.list": "Liste der Haushalte",
    "people.person": "Person gelesen",
    "people.household": "Haushalt gelesen",
    "people.search": "Suche",
    "people.duplicates": "Dubletten geklärt",
    "people.protected_contact": "Geschützten Kontakt geöffnet",
    "intake.check": "Prüfung bei der Aufnahme",
}
