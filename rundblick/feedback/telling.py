"""What the coach's pages say, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from rundblick.feedback import catalogue
from rundblick.feedback.faces import face, word_at
from rundblick.feedback.models import TalkFeedback
from rundblick.feedback.rules import DROP, LATEST, LOW, Course, Said, Trend, trend
from rundblick.web.german import german_number

ONLY_YOU = "Nur Sie lesen das. Es dient dem Gespräch, nie einer Bewertung."
HINT = "Vielleicht fragen Sie im nächsten Gespräch, was anders sein sollte."


@dataclass(frozen=True)
class Given:
    """One number with its statement, face and word."""

    label: str
    number: int
    word: str
    face: SafeString


@dataclass(frozen=True)
class Answer:
    """One open answer as it is shown."""

    row: TalkFeedback
    given: Sequence[Given]


def answers(rows: Sequence[TalkFeedback]) -> list[Answer]:
    """Open answers in the given order."""
    points = catalogue.talk().wording(catalogue.GERMAN).points
    found = []
    for row in rows:
        labels = catalogue.labels(row.form, row.form_version)
        codes = [
            *(code for code in labels if code in row.answers),
            *(code for code in row.answers if code not in labels),
        ]
        given = [
            Given(
                labels.get(code, code), row.answers[code], points[word_at(row.answers[code])], face(row.answers[code])
            )
            for code in codes
        ]
        found.append(Answer(row, given))
    return found


def same_form(rows: Sequence[TalkFeedback]) -> list[Said]:
    """Answers with the form of the latest one, which alone can be compared; the latest talk stands first in `rows`."""
    form = next(((row.form, row.form_version) for row in rows), None)
    return [Said(row.on, row.answers) for row in rows if (row.form, row.form_version) == form]


def course_of(rows: Sequence[TalkFeedback]) -> Trend:
    """What open answers come to; the latest talk stands first."""
    return trend(same_form(rows))


def reasons(found: Trend, labels: Mapping[str, str]) -> list[str]:
    """Why a course falls, one sentence each; none while it does not."""
    if not found.falling:
        return []
    said = []
    if found.before is not None:
        after = " und ".join(german_number(value, 1) for value in found.after)
        said.append(
            f"Die letzten {LATEST} Antworten liegen im Mittel bei {after}, die davor bei"
            f" {german_number(found.before, 1)}: beide mindestens {german_number(DROP, 0)} Punkte darunter."
        )
    said += [f"„{labels.get(code, code)}“: zweimal nacheinander {LOW} oder weniger." for code in found.low]
    return said


def sentence(found: Trend, count: int) -> str:
    """The course in one line, for lists of one case."""
    if found.falling:
        return "Die letzten Antworten sind niedriger als früher"
    if found.course is Course.FEW:
        return "1 Antwort" if count == 1 else f"{count} Antworten"
    return f"{count} Antworten, gleichbleibend"


def labels_of(rows: Sequence[TalkFeedback]) -> dict[str, str]:
    """Short names of the statements of the latest form."""
    return next((catalogue.labels(row.form, row.form_version) for row in rows), {})


def values(rows: Sequence[TalkFeedback]) -> dict[str, Any]:
    """The course for a page: whether it falls, and why."""
    found = course_of(rows)
    return {"falling": found.falling, "reasons": reasons(found, labels_of(rows)), "few": found.course is Course.FEW}
