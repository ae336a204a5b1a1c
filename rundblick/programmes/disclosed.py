"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "programmes.choose": "Programme für einen Fall gewählt",
    "programmes.matches": "Passende Haushalte für ein Programm gesucht",
    "programmes.answers": "Angaben für Programme gelesen",
    "programmes.answer": "Verlauf einer Angabe gelesen",
    "programmes.begin": "Teilnahme begonnen",
    "programmes.participation": "Teilnahme gelesen",
    "programmes.change": "Teilnahme geändert",
    "programmes.end": "Teilnahme beendet",
    "programmes.run": "Durchgang gelesen",
    "programmes.event": "Ereignis gelesen",
    "programmes.event.record": "Ereignis festgehalten",
    "programmes.attendance": "Anwesenheit gelesen",
    "programmes.attendance.change": "Anwesenheit berichtigt",
    "programmes.move": "Fassung einer Teilnahme gewechselt",
}
