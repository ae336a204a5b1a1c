"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "files.download": "Datei geladen",
}
