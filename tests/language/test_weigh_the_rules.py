"""How often the rules are right on the corpus. Numbers go to the test's output; the held-out third stands on its own.

What is asked overall (precision 0.9, recall 0.85, each rule 0.7) holds over everything. The held-out lines were never
tuned on; what they show is closer to what a stranger's note would meet.
"""

from collections import Counter

import pytest

from rundblick.language.wording import rules
from tests.language.weighing import Sample, Score, samples, weighed


@pytest.fixture(scope="module")
def corpus() -> list[Sample]:
    return samples()


@pytest.fixture(scope="module")
def overall(corpus: list[Sample]) -> Score:
    return weighed(corpus)


def test_the_corpus_is_large_mixed_and_a_third_is_held_out(corpus: list[Sample]) -> None:
    with_findings = [sample for sample in corpus if sample.expected]
    assert len(with_findings) >= 150 and len(corpus) - len(with_findings) >= 150
    assert 3 * sum(sample.held_out for sample in corpus) >= len(corpus)
    assert max(Counter(sample.text for sample in corpus).values()) == 1


def test_every_rule_has_samples_and_every_expected_code_is_a_rule(corpus: list[Sample]) -> None:
    expected = Counter(code for sample in corpus for code in sample.expected)
    # The samples of rules about talks at home stand in test_leave_the_home_alone.py.
    assert set(expected) == {code for code, rule in rules().items() if not rule.at_home}
    assert min(expected.values()) >= 3


def test_most_findings_are_right_and_most_are_found(overall: Score) -> None:
    print("\nwhole corpus\n" + overall.table())
    assert overall.precision() >= 0.9
    assert overall.recall() >= 0.85


def test_no_rule_is_much_worse_than_the_others(overall: Score) -> None:
    weak = {
        rule: (round(overall.precision(rule), 2), round(overall.recall(rule), 2))
        for rule in overall.rules()
        if min(overall.precision(rule), overall.recall(rule)) < 0.7
    }
    assert weak == {}


def test_lines_nobody_tuned_on_fare_nearly_as_well(corpus: list[Sample]) -> None:
    held_out = weighed(sample for sample in corpus if sample.held_out)
    print("\nheld out\n" + held_out.table())
    assert held_out.precision() >= 0.9
    assert held_out.recall() >= 0.8


def test_a_rule_that_misses_or_cries_wolf_would_show() -> None:
    never = Sample("Die Sonne scheint.", frozenset({"judgement"}), held_out=False, has_next_step=True)
    wolf = Sample("Er ist faul.", frozenset(), held_out=False, has_next_step=True)
    score = weighed([never, wolf])
    assert (score.precision("judgement"), score.recall("judgement")) == (0.0, 0.0)
