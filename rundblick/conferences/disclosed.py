"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "conferences.mine": "Besprechungen der eigenen Fälle",
    "conferences.of_case": "Besprechungen eines Falls angesehen",
    "conferences.page": "Besprechung angesehen",
    "conferences.plan": "Besprechung geplant",
    "conferences.change": "Besprechung geändert",
    "conferences.seat": "Teilnehmende einer Besprechung bestimmt",
    "conferences.invite": "Stelle zu einer Besprechung eingeladen",
    "conferences.prepare": "Besprechung vorbereitet",
    "conferences.protocol": "Protokoll einer Besprechung geschrieben",
    "conferences.close": "Protokoll einer Besprechung abgeschlossen",
    "conferences.addendum": "Nachtrag zu einem Protokoll geschrieben",
    "conferences.paper": "Protokoll einer Besprechung als PDF geladen",
    "conferences.copy": "Abschrift eines Protokolls für Beteiligte gemacht",
    "conferences.checklist": "Checkliste einer Besprechung angesehen",
    "conferences.checklist_paper": "Checkliste einer Besprechung geladen",
    "conferences.tick": "Checkliste einer Besprechung abgehakt",
    "conferences.sheet": "Pseudonymisiertes Blatt bearbeitet",
    "conferences.sheet_paper": "Pseudonymisiertes Blatt geladen",
    "conferences.figures": "Zahlen zu Besprechungen angesehen",
    "conferences.batch": "Mehrere Besprechungen auf einmal geplant",
}
