"""Who was asked how often with a questionnaire, by site; of those who did not agree only the number."""

import uuid
from collections.abc import Iterable, Sequence

from rundblick.evaluation.counted import Book, Record
from rundblick.evaluation.sections import Task
from rundblick.evaluation.sections.hierarchy import by_label, sums
from rundblick.surveys.codes import ORDINARY
from rundblick.surveys.evaluated import Asked, Panel

Kind = tuple[tuple[str, ...], bool]
"""In which waves somebody was asked, and whether first and last make a pair."""

COMPLETE = "Gezählt sind abgeschlossene Befragungen in der eigenen Sicht."
AGREED = "Mit Einwilligung in die Auswertung der Antworten, am Stichtag und heute."
ONLY_COUNTED = "Nur gezählt. Von ihren Antworten ist nichts ausgewertet, und wer es ist, wird nicht festgehalten."
PAIRS = "Nur bei ihnen lässt sich eine Veränderung sehen. Verglichen wird mit der letzten späteren Befragung."
EVERY_TIME = "Wer mehrmals antwortete, zählt bei jedem Zeitpunkt."
WRONG_ORDER = "Die spätere Befragung wurde vor der ersten abgeschlossen; verglichen wird nichts."


def compute(task: Task) -> Book:
    """Participants, those asked, those evaluated, who was asked in which waves, and who was asked at least twice.

    Who was not asked or did not agree is a number without records, so that nobody can be told from the others by it.
    """
    book = task.book("Befragungen")
    table = _Table(task, book, task.panel(task.section.questionnaire or ""))
    for label, site in [("", ""), *((site.label, site.code) for site in task.definition.sites)]:
        table.enter(label, site)
    table.protect()
    return book


def code_of(task: Task) -> str:
    """The beginning of the codes of everything about a questionnaire."""
    return f"{task.programme}.{task.section.questionnaire}"


def site_of(task: Task, one: Asked) -> str:
    """Where somebody takes part; of two participations the later one, as everywhere in a report."""
    dossier_id, _ = task.members.people.get(one.person_id, (one.dossier_id, None))
    return task.members.sites.get(dossier_id, "")


class _Table:
    """The figures of one section, entered site by site."""

    def __init__(self, task: Task, book: Book, found: Panel) -> None:
        self.task, self.book, self.found = task, book, found
        self.code = code_of(task)
        self.asked, self.evaluated, self.pairs = (f"{self.code}.{name}" for name in ("asked", "evaluated", "pairs"))
        self.refused, self.unasked = f"{self.code}.no_consent", f"{self.code}.not_asked"
        # Where households take part as a whole, nobody knows how many of their members could have been asked.
        self.everybody = f"{task.programme}.participants" if task.definition.unit != "household" else ""
        self.kinds = sorted({_kind(one) for one in found.evaluated}, key=lambda kind: (len(kind[0]), kind))
        self.numbers: dict[str, dict[str, int]] = {}

    def enter(self, label: str, site: str) -> None:
        """The figures of one site, or of all."""
        people = [one for one in self.found.people.values() if not label or site_of(self.task, one) == site]
        willing = [one for one in people if one.willing]
        pairs = [one for one in willing if one.pair]
        numbers = {self.asked: len(people), self.refused: len(people) - len(willing)}
        numbers |= {self.evaluated: len(willing), self.pairs: len(pairs)}
        numbers |= self._frame(label, site, people)
        self._part(self.refused, "Ohne Einwilligung", [], self.asked, numbers, label, ONLY_COUNTED)
        self._part(self.evaluated, "In der Auswertung", willing, self.asked, numbers, label, AGREED)
        self._part(self.pairs, "Mit erster und späterer Befragung", pairs, self.evaluated, numbers, label, PAIRS)
        for kind in self.kinds:
            own = [one for one in willing if _kind(one) == kind]
            numbers[self._row(kind)] = len(own)
            words = f"Befragt: {self._told(kind[0])}"
            self._part(self._row(kind), words, own, self.evaluated, numbers, label, self._note(kind))
        self._waves(willing, numbers, label)
        self.numbers[label] = numbers

    def protect(self) -> None:
        """All of it as one system of sums."""
        paired = [self._row(kind) for kind in self.kinds if kind[1]]
        alone = [self._row(kind) for kind in self.kinds if not kind[1]]
        children = {self.asked: [self.evaluated, self.refused], self.evaluated: [self.pairs, *alone]}
        children |= {self.pairs: paired} if paired else {}
        children |= {self.everybody: [self.asked, self.unasked]} if self.everybody else {}
        columns = {label: numbers for label, numbers in self.numbers.items() if label}
        table = sums(
            children,
            self.everybody or self.asked,
            columns=columns,
            everybody=self.numbers[""],
            cell=by_label(self.book),
        )
        self.book.sums.append(table)

    def _frame(self, label: str, site: str, people: Sequence[Asked]) -> dict[str, int]:
        words = "Mindestens einmal befragt"
        if not self.everybody:
            self.book.number(self.asked, words, _records(people), subgroup=label, note=COMPLETE)
            return {}
        members = self.task.members
        here = {p for p, (dossier_id, _) in members.people.items() if not label or members.sites[dossier_id] == site}
        unasked = here - {one.person_id for one in people}
        numbers = {self.everybody: len(people) + len(unasked), self.unasked: len(unasked), self.asked: len(people)}
        self._part(self.asked, words, [], self.everybody, numbers, label, COMPLETE)
        self._part(self.unasked, "Nicht befragt", [], self.everybody, numbers, label)
        return numbers

    def _waves(self, willing: Sequence[Asked], numbers: dict[str, int], label: str) -> None:
        """How many were asked at each time. These overlap, so each is printed only where all that add up to it are."""
        rows = tuple(self.book.cell(self._row(kind), label) for kind in self.kinds)
        for wave in self.found.waves:
            own = [one for one in willing if wave in one.pattern]
            code, words = f"{self.code}.wave.{wave}", f"Befragt {self._told((wave,))}"
            self._part(code, words, own, self.evaluated, numbers, label, EVERY_TIME, wave=wave, after=rows)

    def _part(
        self,
        code: str,
        words: str,
        people: Sequence[Asked],
        whole: str,
        numbers: dict[str, int],
        label: str,
        note: str = "",
        *,
        wave: str = "",
        after: tuple[str, ...] = (),
    ) -> None:
        self.book.part(
            code,
            words,
            _records(people, wave),
            number=numbers[code] if code in (self.asked, self.refused, self.unasked) else None,
            of=numbers[whole],
            subgroup=label,
            note=note,
            whole=self.book.cell(whole, label),
            after=after,
        )

    def _row(self, kind: Kind) -> str:
        waves, pair = kind
        return f"{self.code}.pattern.{'+'.join(waves)}{'' if pair or len(waves) == 1 else '.alone'}"

    def _note(self, kind: Kind) -> str:
        first = next(iter(self.found.waves), "")
        return WRONG_ORDER if len(kind[0]) > 1 and not kind[1] and first in kind[0] else ""

    def _told(self, waves: Sequence[str]) -> str:
        return " und ".join(f"„{self.found.waves.get(wave, wave)}“" for wave in waves)


def _kind(one: Asked) -> Kind:
    return one.pattern, one.pair is not None


def _records(people: Iterable[Asked], wave: str = "") -> list[Record]:
    """One record per person: the survey of that wave, the first one without."""
    return [Record(one.dossier_id, one.person_id, ORDINARY, "survey", _survey(one, wave)) for one in people]


def _survey(one: Asked, wave: str) -> uuid.UUID:
    return next((survey.pk for survey in one.surveys if survey.wave == wave), one.surveys[0].pk)
