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
    "programmes.group": "Gruppe gelesen",
    "programmes.group.join": "Mögliche Mitglieder einer Gruppe gelesen",
    "programmes.group.roll": "Anwesenheit einer Gruppe gelesen",
    "programmes.group.list": "Anwesenheitsliste gedruckt",
    "programmes.certificate": "Teilnahmebescheinigung vorbereitet",
    "programmes.certificate.issue": "Teilnahmebescheinigung ausgestellt",
    "programmes.move": "Fassung einer Teilnahme gewechselt",
}
