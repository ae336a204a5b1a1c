"""Checklists inform: points for ways side by side, and what the questions of a target group say."""

from hypothesis import given
from hypothesis import strategies as st

from rundblick.programmes.definition import TargetGroup, Weighing
from rundblick.programmes.weighing import checklist, weigh

ORIGIN = {"rows": ["B1"]}
WAYS = Weighing.model_validate(
    {
        "code": "wege",
        "label": "Coaching oder Kurs",
        "origin": ORIGIN,
        "options": [{"code": "coaching", "label": "Coaching"}, {"code": "kurs", "label": "Kurs"}],
        "questions": [
            {"code": "a", "text": "Allein?", "speaks_for": ["coaching"], "origin": ORIGIN},
            {"code": "b", "text": "Gruppe?", "speaks_for": ["kurs"], "origin": ORIGIN},
            {"code": "c", "text": "Zeit?", "speaks_for": ["coaching", "kurs"], "origin": ORIGIN},
            {"code": "d", "text": "Nah?", "speaks_for": ["kurs"], "origin": ORIGIN},
        ],
    },
    strict=False,
)


def group(at_least: int | None = None) -> TargetGroup:
    questions = [
        *({"code": f"zeichen{n}", "text": f"Zeichen {n}?", "side": "indication"} for n in (1, 2, 3)),
        {"code": "noetig", "text": "Nötig?", "side": "requirement"},
        {"code": "dagegen", "text": "Dagegen?", "side": "exclusion"},
    ]
    return TargetGroup.model_validate(
        {
            "origin": ORIGIN,
            "condition": {"fact": "person.age", "at_least": 18},
            "checklist": [question | {"origin": ORIGIN} for question in questions],
            "at_least": at_least,
        },
        strict=False,
    )


def test_each_yes_is_a_point_for_every_way_it_speaks_for() -> None:
    found = weigh(WAYS, {"a": True, "b": False, "c": True})
    assert [(way.option.code, way.points) for way in found.ways] == [("coaching", 2), ("kurs", 1)]
    assert [[question.code for question in way.speaks_for] for way in found.ways] == [["a", "c"], ["c"]]
    assert [question.code for question in found.open] == ["d"]
    assert found.proposal is not None and found.proposal.code == "coaching"


def test_a_tie_proposes_nothing() -> None:
    assert weigh(WAYS, {"a": True, "b": True}).proposal is None
    assert weigh(WAYS, {}).proposal is None
    assert weigh(WAYS, dict.fromkeys("abcd", False)).proposal is None


def test_a_proposal_is_settled_when_no_open_question_can_change_it() -> None:
    assert not weigh(WAYS, {"a": True, "b": False, "c": True}).settled
    assert weigh(WAYS, {"b": True, "c": True, "d": True}).settled
    assert weigh(WAYS, dict.fromkeys("abcd", True)).settled
    assert not weigh(WAYS, {}).settled


def test_answers_nobody_asked_for_change_nothing() -> None:
    assert weigh(WAYS, {"a": True, "zzz": True}) == weigh(WAYS, {"a": True})
    assert checklist(group(), {"zzz": True}) == checklist(group(), {})


def test_indications_are_counted_and_what_is_not_answered_stays_open() -> None:
    found = checklist(group(2), {"zeichen1": True, "zeichen2": False})
    assert [question.code for question in found.indications] == ["zeichen1"]
    assert [question.code for question in found.open] == ["zeichen3", "noetig", "dagegen"]
    assert (found.unmet, found.exclusions, found.enough) == ((), (), "unknown")


def test_enough_is_yes_no_or_unknown_and_nothing_without_a_number() -> None:
    assert checklist(group(2), {"zeichen1": True, "zeichen2": True}).enough == "yes"
    assert checklist(group(2), {"zeichen1": False, "zeichen2": False, "zeichen3": True}).enough == "no"
    assert checklist(group(2), {"zeichen1": False, "zeichen2": False}).enough == "no"
    assert checklist(group(3), {"zeichen1": True, "zeichen2": True}).enough == "unknown"
    assert checklist(group(), {"zeichen1": True}).enough is None


def test_a_requirement_speaks_up_by_a_no_and_an_exclusion_by_a_yes() -> None:
    found = checklist(group(), {"noetig": False, "dagegen": True})
    assert [question.code for question in found.unmet] == ["noetig"]
    assert [question.code for question in found.exclusions] == ["dagegen"]
    quiet = checklist(group(), {"noetig": True, "dagegen": False})
    assert (quiet.unmet, quiet.exclusions) == ((), ())


answers = st.dictionaries(st.sampled_from("abcd"), st.booleans())


@given(answers, answers)
def test_what_is_settled_does_not_change_by_further_answers(first: dict[str, bool], more: dict[str, bool]) -> None:
    before = weigh(WAYS, first)
    if before.settled:
        assert weigh(WAYS, more | first).proposal == before.proposal


@given(st.dictionaries(st.sampled_from(["zeichen1", "zeichen2", "zeichen3"]), st.booleans()), st.integers(1, 4))
def test_an_answer_that_is_yes_or_no_is_never_taken_back_by_more_answers(given_: dict[str, bool], wanted: int) -> None:
    found = checklist(group(wanted), given_).enough
    every_yes = dict.fromkeys(["zeichen1", "zeichen2", "zeichen3"], True) | given_
    every_no = dict.fromkeys(["zeichen1", "zeichen2", "zeichen3"], False) | given_
    possible = {checklist(group(wanted), all_given).enough for all_given in (every_yes, every_no)}
    assert found == (possible.pop() if len(possible) == 1 else "unknown")
