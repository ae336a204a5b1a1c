"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "consent.list": "Einwilligungen gelesen",
    "consent.show": "Einwilligung gelesen",
    "consent.give": "Einwilligung aufgenommen",
    "consent.withdraw": "Widerruf aufgenommen",
    "consent.custody": "Sorgerecht eingetragen",
    "consent.sheet": "Blatt zur Einwilligung gedruckt",
}
