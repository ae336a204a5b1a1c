"""What a nomination page says about the answers given so far: the weighing side by side, and the questions. Pure.

Everything informs; a person decides, and may decide differently from what the answers suggest.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rundblick.programmes.definition import Programme
from rundblick.programmes.weighing import Checklist, Weighed, checklist, weigh
from rundblick.web.german import count

Given = Mapping[str, bool | None]
"""Answers by the code of the question; None is open."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was answered, and what it suggests. `elsewhere`: the way the weighing proposes instead of this one."""

    weighed: Weighed | None
    checklist: Checklist | None
    elsewhere: str
    sentences: list[str]


def look(programme: Programme, answers: Given, weighed: Given) -> Looked:
    """Hold the answers against the questions of this programme; nothing at all where none was answered."""
    held = {code: yes for code, yes in weighed.items() if yes is not None}
    said = {code: yes for code, yes in answers.items() if yes is not None}
    weighing = programme.access.weighing
    result = weigh(weighing, held) if weighing and held else None
    questions = checklist(programme.target_group, said) if said else None
    elsewhere = ""
    if result is not None and result.proposal is not None and result.proposal.programme != programme.id:
        elsewhere = result.proposal.label
    return Looked(result, questions, elsewhere, _sentences(programme, questions))


def _sentences(programme: Programme, found: Checklist | None) -> list[str]:
    if found is None:
        return []
    words = []
    wanted = programme.target_group.at_least
    if wanted is not None:
        number = len(found.indications)
        words.append(f"{count(number, 'Hinweis trifft', 'Hinweise treffen')} zu; die Quelle nennt mindestens {wanted}.")
    words += [f"Nicht gegeben: {question.text}" for question in found.unmet]
    words += [f"Spricht dagegen: {question.text}" for question in found.exclusions]
    if found.open:
        words.append(f"{count(len(found.open), 'Frage ist', 'Fragen sind')} noch offen.")
    return words
