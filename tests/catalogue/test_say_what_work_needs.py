"""The words about work that a person and a workplace share."""

import re
from itertools import product

import pytest

from rundblick.catalogue.loading import DocumentError, parse_document
from rundblick.catalogue.working import Working, conditions_by_code, enough, tasks_by_code, working

ILLNESS = re.compile(
    r"krank|diagnos|behinder|sucht|depress|psych|schmerz|asthma|allergi|bandscheib|therap|medikament", re.IGNORECASE
)


def test_every_condition_speaks_to_the_person_to_an_employer_and_to_a_workplace() -> None:
    for one in working().conditions:
        assert one.person.endswith("."), one.code
        assert not one.sheet.endswith("."), one.code
        assert one.question.endswith("?"), one.code
        assert re.search(r"PRO AKTIV|BLAG|ANNA|WA", one.source), one.code


def test_no_word_of_the_file_names_an_illness() -> None:
    for one in working().conditions:
        assert not ILLNESS.search(f"{one.person} {one.sheet} {one.question}"), one.code


def test_every_interest_is_asked_as_often_as_every_other_and_has_tasks() -> None:
    file = working()
    assert [one.code for one in file.interests] == list("RIASEC")
    assert {len(one.questions) for one in file.interests} == {3}
    questions = [question for one in file.interests for question in one.questions]
    assert len(set(questions)) == len(questions)
    for one in file.interests:
        assert any(task.letters.startswith(one.code) for task in file.tasks), one.code


def test_codes_find_their_words() -> None:
    assert conditions_by_code()["light_lifting"].sheet.startswith("kein schweres Heben")
    assert tasks_by_code()["cooking"].label == "kochen und backen"
    assert working().conditions_of("team")
    assert sum(len(working().conditions_of(group.code)) for group in working().groups) == len(working().conditions)


def test_levels_of_a_language_have_an_order_and_unknown_ones_have_none() -> None:
    levels = [one.code for one in working().language_levels]
    for (at, level), (need, wanted) in product(enumerate(levels), enumerate(levels)):
        assert enough(level, wanted) is (at >= need)
    assert enough("", "a1") is None
    assert enough("b1", "z9") is None


def test_a_file_that_contradicts_itself_is_refused_with_its_place() -> None:
    questions = {letter: "[Eins, Zwei]" if letter == "C" else "[Eins, Zwei, Drei]" for letter in "RIASEC"}
    interests = "".join(
        f"  - {{code: {letter}, label: Wort, short: Wort, questions: {asked}}}\n" for letter, asked in questions.items()
    )
    twice = f"""
schema_version: 1
groups: [{{code: body, label: Körper}}]
conditions:
  - {{code: one, group: soul, person: Ich., sheet: dies, question: Geht das wohl, source: ANNA}}
  - {{code: one, group: body, person: Ich., sheet: dies, question: Geht das wohl, source: ANNA}}
tasks: [{{code: one, label: bauen, letters: R}}]
interests:
{interests}"""
    twice += "answers: [{value: 0, label: nein}, {value: 1, label: ja}]\n"
    twice += "language_levels: [{code: a1, label: A1, work: wenig}]\nlicences: [{code: b, label: Auto}]\n"
    with pytest.raises(DocumentError) as refused:
        parse_document(twice, Working)
    said = str(refused.value)
    for words in ("gibt es schon", "unbekannte Gruppe", "haben alle gleich viele Fragen"):
        assert words in said
