"""Applications from a programme's own book-keeping; they differ from the journeys on purpose."""

from rundblick.evaluation.cohort import applications
from rundblick.evaluation.counted import Book
from rundblick.evaluation.sections import Task

NOTE = "Eigene Zählung der Anträge; weicht von den User Journeys ab (anderer Stichtag, andere Buchführung)."


def compute(task: Task) -> Book:
    """One number per track, zeros included. Nobody prints their sum: a child may stand in several."""
    book = task.book("gebuchte Anträge")
    made = applications(task.members, task.journey)
    cells = {}
    for track in task.journey.tracks:
        records = made.get(track.code, [])
        code = f"{task.programme}.applications.{track.code}"
        cells[book.number(code, f"Gestellte Anträge: {track.label}", records, note=NOTE)] = len(records)
    book.alone(cells)
    return book
