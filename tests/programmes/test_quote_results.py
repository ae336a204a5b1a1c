"""Printed figures stand with what they divide by; where the source contradicts itself it is seen."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.programmes.definition import PublishedResult
from rundblick.programmes.quoted import printed_agrees, sentence, share, sum_checks

NBSP = "\u00a0"


def result(numerator: str, denominator: str | None = None, **more: Any) -> PublishedResult:
    data: dict[str, Any] = {"code": "r", "label": "In Arbeit", "origin": {"rows": ["B1"]}, "numerator": numerator}
    if denominator is not None:
        data |= {"denominator": denominator, "denominator_label": "alle Teilnehmenden"}
    return PublishedResult.model_validate(data | more, strict=False)


def test_the_same_fifteen_are_two_shares_by_two_denominators() -> None:
    assert share(result("15", "64")) == Fraction(1500, 64)
    assert share(result("15", "46")) == Fraction(1500, 46)
    assert share(result("15")) is None
    assert share(result("52", unit="percent")) == 52


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed", "agrees"),
    [
        ("15", "64", "33 %", False),
        ("15", "46", "33 %", True),
        ("15", "46", "32,6 %", True),
        ("59", "233", "25 %", True),
        ("43", "233", "19 %", False),
        ("94", "104", "90,4 Prozent", True),
        ("94", "104", "90,5 %", False),
        ("1", "8", "12 %", True),
        ("1", "8", "13 %", True),
        ("1", "8", "12,5 %", True),
        ("801", "2428", "gut ein Drittel", None),
        ("1", "3", "1/3", None),
        ("15", "64", "15", True),
        ("15", "64", None, None),
    ],
)
def test_what_is_printed_agrees_up_to_half_of_its_last_digit(
    numerator: str, denominator: str, printed: str | None, agrees: bool | None
) -> None:
    assert printed_agrees(result(numerator, denominator, printed=printed)) is agrees


def test_amounts_are_compared_as_quotients_and_without_denominator_as_they_are() -> None:
    cost = result("167502.96", "24", unit="euro", printed="6.979,29 € je Teilnehmer")
    assert printed_agrees(cost) is True
    assert printed_agrees(result("114395.85", unit="euro", printed="114.395,99 €")) is False
    assert printed_agrees(result("114395.99", unit="euro", printed="114.395,99 €")) is True


def exits(*numbers: int, whole: str = "233", **more: Any) -> list[PublishedResult]:
    return [result(str(n), whole, code=f"r{i}", exhausts="austritte", **more) for i, n in enumerate(numbers)]


def test_the_exits_of_the_jobschmiede_are_all_233() -> None:
    (check,) = sum_checks(exits(59, 10, 10, 5, 43, 33, 73))
    assert (check.word, check.total, check.whole, check.agrees) == ("austritte", 233, 233, True)


def test_one_too_many_does_not_agree() -> None:
    assert not sum_checks(exits(59, 10, 10, 5, 43, 33, 74))[0].agrees


def test_results_with_different_denominators_have_no_whole() -> None:
    (check,) = sum_checks([*exits(100, whole="200"), *exits(100, whole="201")])
    assert (check.whole, check.agrees) == (None, False)


def test_rounded_shares_may_miss_the_hundred_by_half_a_per_cent_each() -> None:
    def shares(*numbers: str) -> list[PublishedResult]:
        return [result(n, unit="percent", exhausts="alle", code=f"r{i}") for i, n in enumerate(numbers)]

    assert sum_checks(shares("44", "44", "12"))[0].agrees
    assert sum_checks(shares("25", "4", "4", "2", "19", "14", "31"))[0].agrees
    assert not sum_checks(shares("29", "13", "44", "8", "5", "3", "11"))[0].agrees


def test_what_counts_people_several_times_exhausts_nothing() -> None:
    assert not sum_checks(exits(200, 33, multiple=True))[0].agrees


def test_words_keep_groups_apart_and_results_without_a_word_are_left_out() -> None:
    other = result("1", "1", exhausts="zweite", code="z")
    assert [check.word for check in sum_checks([result("5", "9"), *exits(233), other])] == ["austritte", "zweite"]


def test_the_sentence_names_the_denominator() -> None:
    assert sentence(result("15", "64", printed="33 %", as_of="2013-03-18", subgroup="Frauen")) == (
        f"In Arbeit (Frauen): 15 von 64 (23,4{NBSP}%). Bezugsgröße: alle Teilnehmenden. Gedruckt: „33 %“. "
        "Stand: 18.03.2013."
    )
    assert sentence(result("2428")) == (f"In Arbeit: 2.428{NBSP}Personen. Eine Bezugsgröße nennt die Quelle nicht.")
    assert sentence(result("7", "9", multiple=True)).endswith(
        "Bezugsgröße: alle Teilnehmenden. Mehrfachnennungen sind möglich."
    )
    assert sentence(result("52", unit="percent")).startswith(f"In Arbeit: 52{NBSP}%.")
    assert sentence(result("300", unit="number")).startswith("In Arbeit: 300.")
    assert sentence(result("89775", "15", unit="euro")).startswith(f"In Arbeit: 89.775{NBSP}€ auf 15.")


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 2))
def test_a_correctly_rounded_share_always_agrees(numerator: int, denominator: int, digits: int) -> None:
    exact = Decimal(100 * numerator) / Decimal(denominator)
    text = f"{exact:.{digits}f} %".replace(".", ",")
    assert printed_agrees(result(str(numerator), str(denominator), printed=text)) is True


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_parts_that_are_the_whole_always_agree(numbers: list[int]) -> None:
    whole = sum(numbers)
    if whole:
        assert sum_checks(exits(*numbers, whole=str(whole)))[0].agrees
