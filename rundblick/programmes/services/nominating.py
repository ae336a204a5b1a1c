"""The questions of one nomination: yes or no, kept for it alone, and the reason why somebody decided differently.

An open question is no row. The answers are no attribute of anybody, and nothing searches them (design rule 5).
"""

from collections.abc import Mapping, Sequence

from rundblick.access.context import current
from rundblick.programmes.definition import Programme
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import ChecklistAnswer, Participation, ProgrammeEvent
from rundblick.web.clock import today

WEIGHED = "participation.weighed"

Answers = Mapping[str, bool | None]
"""By the code of the question; None leaves it open, and takes an earlier answer back."""


def check_answers(programme: Programme, answers: Answers, weighed: Answers, *, people: int) -> None:
    """Raise Refused for questions the programme does not ask, and for one set of answers about several people."""
    weighing = programme.access.weighing
    asked = {question.code for question in programme.target_group.checklist}
    held = {question.code for question in weighing.questions} if weighing else set()
    if not (set(answers) <= asked and set(weighed) <= held):
        raise Refused("Diese Frage stellt das Programm nicht.")
    answered = any(yes is not None for yes in [*answers.values(), *weighed.values()])
    if answered and people > 1 and programme.unit != "household":
        raise Refused("Die Fragen gelten für eine Person. Bitte schlagen Sie einen nach dem anderen vor.", "persons")


def keep_answers(rows: Sequence[Participation], answers: Answers, weighed: Answers) -> None:
    """Write the answers of these nominations; what was asked before is answered anew. Two statements at most."""
    given = [(False, code, yes) for code, yes in answers.items()]
    given += [(True, code, yes) for code, yes in weighed.items()]
    new = [
        ChecklistAnswer(
            dossier_id=row.dossier_id,
            participation=row,
            weighing=weighing,
            question=code,
            yes=yes,
            answered_on=today(),
        )
        for row in rows
        for weighing, code, yes in given
        if yes is not None
    ]
    for weighing in (False, True):
        emptied = [code for of, code, yes in given if of is weighing and yes is None]
        earlier = [row for row in rows if row.version > 1]
        if emptied and earlier:
            mine = ChecklistAnswer.objects.filter(participation__in=earlier, weighing=weighing)
            mine.filter(question__in=emptied).delete()
    if new:
        ChecklistAnswer.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["participation", "weighing", "question"],
            update_fields=["yes", "answered_on"],
        )


def decided(row: Participation, why: str) -> ProgrammeEvent:
    """An unsaved event that keeps, sealed, why people decided differently from what the weighing proposes."""
    return ProgrammeEvent(
        dossier_id=row.dossier_id,
        participation=row,
        person_id=row.person_id,
        kind=WEIGHED,
        occurred_on=today(),
        note=why,
        recorded_by_id=current().user_id,
    )
