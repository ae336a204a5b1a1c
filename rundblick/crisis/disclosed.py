"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "crisis.door": "Seite zu Krisen eines Falls angesehen",
    "crisis.asked": "Bitten um Beistand angesehen",
    "crisis.begin": "Protokoll einer Krise begonnen",
    "crisis.open": "Protokoll einer Krise geöffnet",
    "crisis.turn": "Weg im Protokoll einer Krise gewechselt",
    "crisis.step": "Schritt in einer Krise festgehalten",
    "crisis.undo": "Schritt in einer Krise zurückgenommen",
    "crisis.write": "Im Protokoll einer Krise geschrieben",
    "crisis.ask": "Zweite Person in einer Krise gebeten",
    "crisis.confirm": "Als zweite Person in einer Krise bestätigt",
    "crisis.end": "Protokoll einer Krise abgeschlossen",
    "crisis.reopen": "Protokoll einer Krise wieder aufgenommen",
    "crisis.sheet": "Pseudonymisiertes Blatt für die Fachberatung erstellt",
    "crisis.report": "Meldung an das Jugendamt vorbereitet",
}
