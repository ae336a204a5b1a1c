"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "biography.page": "Lebenslauf gelesen",
    "biography.profile": "Stärken und Möglichkeiten gelesen",
    "biography.facts": "Lebenslauf als Text gespeichert",
    "biography.tell": "Abschnitt im Lebenslauf angelegt",
    "biography.retell": "Abschnitt im Lebenslauf geändert",
    "biography.read_in": "Lebenslauf aus einer Liste eingelesen",
    "biography.note_down": "Eintrag bei Stärken und Möglichkeiten angelegt",
    "biography.revise": "Eintrag bei Stärken und Möglichkeiten geändert",
    "biography.put_away": "Eintrag aus dem Lebenslauf herausgenommen",
}
