"""What holds without a database."""

import datetime as dt
import random

import pytest

from rundblick.agreements.catalogue import UNCLEAR, catalogue, category_labels, role_of
from rundblick.agreements.codes import WORDS, Kind, Stage
from rundblick.agreements.rules import (
    Standing,
    agreement_problems,
    item_problems,
    lesson_problems,
    next_stages,
    review_state,
    standing,
)

DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 7, 1)
POINTS, DRAFT, SIGNED, ENDED = Stage


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([POINTS], Standing(POINTS)),
        ([POINTS, DRAFT], Standing(DRAFT)),
        ([POINTS, DRAFT, SIGNED], Standing(SIGNED)),
        ([POINTS, SIGNED, DRAFT], Standing(SIGNED, revising=True)),
        ([SIGNED, DRAFT, POINTS], Standing(SIGNED, revising=True)),
        ([SIGNED, DRAFT, SIGNED], Standing(SIGNED)),
        ([SIGNED, DRAFT, ENDED], Standing(ENDED)),
        ([SIGNED, ENDED, DRAFT], Standing(DRAFT)),
    ],
)
def test_a_signed_version_holds_while_another_is_written(stages: list[Stage], expected: Standing) -> None:
    assert standing(stages) == expected


def test_whatever_order_versions_come_in_the_contract_never_slips_back_by_itself() -> None:
    chance = random.Random(29)
    for _ in range(2_000):
        stages = [chance.choice(list(Stage)) for _ in range(chance.randint(1, 8))]
        for number in range(1, len(stages)):
            before, after = standing(stages[:number]), standing(stages[: number + 1])
            if before.stage == SIGNED:
                assert after.stage in (SIGNED, ENDED)
            assert not after.revising or after.stage == SIGNED
            assert after.stage == stages[number] or after.revising


def test_an_agreement_without_a_version_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="without a version"):
        standing([])


def test_what_ended_begins_again_and_is_not_signed_at_once() -> None:
    assert next_stages(ENDED) == (POINTS, DRAFT)
    assert set(next_stages(SIGNED)) == set(Stage)


@pytest.mark.parametrize(
    ("days", "stage", "expected"),
    [
        (0, SIGNED, "overdue"),
        (-1, POINTS, "overdue"),
        (1, SIGNED, "soon"),
        (60, SIGNED, "soon"),
        (61, SIGNED, ""),
        (-1, ENDED, ""),
    ],
)
def test_a_review_is_due_from_its_day_on_and_seen_sixty_days_before(days: int, stage: Stage, expected: str) -> None:
    assert review_state(review_on=TODAY + days * DAY, stage=stage, as_of=TODAY) == expected
    assert review_state(review_on=None, stage=stage, as_of=TODAY) == ""


def test_an_agreement_needs_somebody_to_agree_with_and_days_in_their_order() -> None:
    assert set(agreement_problems({})) == {"partner_name"}
    assert agreement_problems({"partner_name": "Jugendamt"}) == {}
    turned = {"partner_name": "Jugendamt", "valid_from": TODAY, "valid_last": TODAY - DAY}
    assert set(agreement_problems(turned)) == {"valid_last"}
    assert agreement_problems(turned | {"valid_last": TODAY}) == {}


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (Kind.ORDER, {"state": "open"}, set()),
        (Kind.ORDER, {"state": "done"}, {"result"}),
        (Kind.UNDERTAKING, {"state": "dropped"}, {"result"}),
        (Kind.UNDERTAKING, {"state": "ended"}, set()),
        (Kind.FUND, {"state": "applied"}, {"amount"}),
        (Kind.FUND, {"state": "applied", "amount": 0}, set()),
        (Kind.EVENT, {"state": "planned"}, {"due_on"}),
        (Kind.GROUP, {"state": "active"}, set()),
    ],
)
def test_each_kind_says_what_is_still_lacking(kind: Kind, given: dict[str, object], expected: set[str]) -> None:
    assert set(item_problems(kind, given)) == expected
    assert expected <= set(WORDS[kind].labels)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"status": "done"}, {"done"}),
        ({"status": "planned"}, {"planned_year"}),
        ({"status": "dropped"}, {"reason"}),
        ({"status": "dropped", "reason": "zu teuer", "effective_on": TODAY}, {"effective_on"}),
        ({"status": "soon", "effective_on": TODAY}, set()),
    ],
)
def test_a_lesson_says_what_became_of_it(given: dict[str, object], expected: set[str]) -> None:
    assert set(lesson_problems(given)) == expected


def test_every_state_that_is_over_is_a_state() -> None:
    for kind in Kind:
        words = WORDS[kind]
        assert words.over < set(words.states) and words.first not in words.over
        assert set(words.hints) <= set(words.labels)


def test_the_catalogue_begins_with_what_is_to_be_settled_and_names_the_law() -> None:
    roles = {role.code: role.name for role in catalogue().roles}
    assert next(iter(roles)) == UNCLEAR
    assert roles["joint"].endswith("(Art. 26 DSGVO)")
    assert roles["processor"].endswith("(Art. 28 DSGVO, § 80 SGB X)")
    assert role_of("formerly").name == "formerly"
    assert category_labels(["work", "formerly", "master"]) == [
        "Name, Anschrift, Geburtsdatum",
        "Ausbildung, Arbeit und Werdegang",
        "formerly",
    ]
