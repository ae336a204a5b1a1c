"""What the room's entries in the disclosure log are called on the screen."""

WORDS = {
    "case.page": "Fall gelesen",
    "case.more": "Weitere Teile eines Falls gelesen",
    "case.story": "Verlauf gelesen",
    "case.list": "Liste der Fälle",
    "case.open": "Fall eröffnet",
    "case.close": "Fall geschlossen",
    "case.focus": "Personen im Fokus geändert",
    "case.print_choice": "Druck vorbereitet",
    "case.print": "Fall gedruckt",
    "case.note": "Gespräch gelesen",
    "case.note.write": "Gespräch festgehalten",
    "case.note.correct": "Gespräch berichtigt",
    "case.note.history": "Frühere Fassungen eines Gesprächs gelesen",
    "case.note.release": "Gespräch freigegeben",
    "case.tasks": "Eigene Aufgaben",
    "case.case_tasks": "Aufgaben eines Falls",
    "case.task.create": "Aufgabe angelegt",
    "case.task.change": "Aufgabe geändert",
    "case.goal.create": "Ziel angelegt",
    "case.goal.change": "Ziel geändert",
}
