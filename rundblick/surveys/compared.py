"""What the result page shows: scores as courses, and the answers behind them side by side."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rundblick.surveys import queries, rules, spoken
from rundblick.surveys.codes import Respondent
from rundblick.surveys.definition import Item, Questionnaire
from rundblick.surveys.models import Survey
from rundblick.surveys.picture import Course, Value, number
from rundblick.surveys.queries import Given
from rundblick.surveys.rules import Asking, Missing
from rundblick.web.parts import Column, Table


@dataclass(frozen=True)
class Compared:
    """Completed surveys of one questionnaire and person with their open answers, in the order of the waves."""

    document: Questionnaire
    surveys: Sequence[Survey]
    given: Mapping[uuid.UUID, Given]

    def waves(self) -> list[str]:
        """Labels of the waves there are."""
        there = {row.wave for row in self.surveys}
        return [wave.label for wave in self.document.waves if wave.code in there]


def courses(shown: Compared, *, views: Sequence[str]) -> list[Course]:
    """Each score in each view over the waves; scores that nobody was asked for are left out."""
    made = []
    values = {row.pk: queries.scored(shown.document, row, shown.given[row.pk]) for row in shown.surveys}
    for rule in shown.document.scores:
        for view in views:
            told = [
                (wave.label, values[row.pk][rule.code])
                for wave in shown.document.waves
                for row in shown.surveys
                if row.wave == wave.code and row.respondent == view and _asks(shown, rule.items, row)
            ]
            if told:
                made.append(
                    Course(
                        title=rule.title.de,
                        view=view,
                        low=rule.low.de,
                        high=rule.high.de,
                        lowest=told[0][1].lowest,
                        highest=told[0][1].highest,
                        values=tuple(Value(label, one.value) for label, one in told),
                    )
                )
    return made


def _asks(shown: Compared, items: Sequence[str], row: Survey) -> bool:
    """Whether this survey asked any of these questions, as far as the reader may know."""
    there = {item.code for item in rules.asked(shown.document, _asking(shown, row), shown.given[row.pk].answers)}
    return bool(there & set(items))


def _asking(shown: Compared, row: Survey) -> Asking:
    return Asking(wave=row.wave, view=row.respondent, protected=shown.given[row.pk].protected)


def sentences(made: Sequence[Course]) -> list[str]:
    """What moved in the own view, in plain words; nothing is judged."""
    told = []
    for course in made:
        known = [one.value for one in course.known if one.value is not None]
        if course.view != Respondent.SELF or not known:
            continue
        scale = f"Skala von {course.lowest} bis {course.highest}"
        if len(known) == 1:
            told.append(f"{course.title}: {number(known[0])} ({scale}).")
        elif known[0] == known[-1]:
            told.append(f"{course.title}: zuerst und zuletzt {number(known[0])} ({scale}).")
        else:
            told.append(f"{course.title}: zuerst {number(known[0])}, zuletzt {number(known[-1])} ({scale}).")
    return told


def answers_table(shown: Compared, *, views: Sequence[str], health: bool) -> Table:
    """Every question with its answers, a column per wave and view. Questions about health only when they are open."""
    rows = [row for row in _ordered(shown) if row.respondent in views]
    items = [item for item in shown.document.items if health or not item.sensitive]
    labels = {wave.code: wave.label for wave in shown.document.waves}
    columns = [Column(label="Frage")] + [
        Column(label=f"{labels.get(row.wave, row.wave)}, {Respondent(row.respondent).label}") for row in rows
    ]
    lines = [[item.text.de, *(_told(shown, row, item) for row in rows)] for item in items]
    kept = [line for line in lines if any(cell != Missing.SKIPPED for cell in line[1:])]
    return Table(caption="Antworten im Einzelnen", columns=columns, rows=kept, hidden_caption=True)


def _ordered(shown: Compared) -> list[Survey]:
    places = {wave.code: place for place, wave in enumerate(shown.document.waves)}
    return sorted(shown.surveys, key=lambda row: (places.get(row.wave, 99), row.respondent != Respondent.SELF))


def _told(shown: Compared, row: Survey, item: Item) -> str:
    asking, answers = _asking(shown, row), shown.given[row.pk].answers
    there = {one.code for one in rules.asked(shown.document, asking, answers)}
    return answer_words(shown.document, item, Given(answers, asking.protected), asking, there)


def answer_words(
    document: Questionnaire, item: Item, given: Given, asking: Asking, there: set[str], language: str = "de"
) -> str:
    """One answer in words, or why there is none."""
    if (missing := rules.why_missing(item, asking, given.answers, there)) is not None:
        return spoken.missing_words(language).get(missing.name.lower(), str(missing))
    answer = given.answers[item.code]
    scale = document.scale_of(item)
    if scale is None:
        return str(answer)
    said = next((point.text.said(language) for point in scale.points if point.value == answer), "")
    if scale.all_said:
        return said or str(answer)
    return f"{answer} von {scale.highest}" + (f" ({said})" if said else "")
