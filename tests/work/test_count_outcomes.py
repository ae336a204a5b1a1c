"""Outcomes are counted, weighted and compared with targets; printed figures of ANNA come out."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.catalogue.loading import DocumentError, canonical_json, parse_document
from rundblick.programmes.definition import Target
from rundblick.programmes.shelf import shelf
from rundblick.work.rules import (
    TOO_MANY,
    Achieved,
    Admitted,
    attainment,
    attainment_by_group,
    chart_figures,
    count_figures,
    counts,
    weighted,
)
from rundblick.work.taxonomy import Taxonomy, taxonomy

STICHTAG = dt.date(2022, 7, 31)
PRINTED = {
    "extension": 14,
    "insured_employment": 13,
    "apprenticeship": 6,
    "school_qualification": 1,
    "further_training": 5,
    "minijob": 15,
    "internship": 12,
    "course": 8,
    "sponsorship": 5,
}
ANNA = shelf()["anna"]
TARGET = ANNA.targets[0]
ADMITTED = Admitted(people=40, households=30)


def achieved(kind: str, number: int = 1, *, on: dt.date = STICHTAG, person: str = "") -> list[Achieved]:
    return [Achieved(kind, person or f"{kind} {n}", on, f"{kind} {n}") for n in range(number)]


def printed() -> list[Achieved]:
    return [outcome for kind, number in PRINTED.items() for outcome in achieved(kind, number)]


def target(numerator: dict[str, object], denominator: dict[str, object]) -> Target:
    changed = TARGET.model_dump(by_alias=True) | {"numerator": numerator, "denominator": denominator}
    return Target.model_validate(changed)


def test_outcomes_are_counted_per_kind_in_the_order_of_the_taxonomy() -> None:
    found = counts(printed(), taxonomy(), STICHTAG)
    assert {kind: number for kind, number in found.items() if number} == PRINTED
    assert list(found) == [kind.code for kind in taxonomy().kinds]
    assert set(counts([], taxonomy(), STICHTAG).values()) == {0}


def test_the_stichtag_belongs_to_the_count_and_the_day_after_does_not() -> None:
    late = achieved("minijob", on=STICHTAG + dt.timedelta(days=1))
    assert counts([*achieved("minijob"), *late], taxonomy(), STICHTAG)["minijob"] == 1


def test_an_unknown_kind_is_never_dropped_silently() -> None:
    with pytest.raises(ValueError, match="unknown kind of outcome: lottery"):
        counts(achieved("lottery"), taxonomy(), STICHTAG)


def test_the_chart_of_placements_comes_out_as_printed() -> None:
    figures = chart_figures(printed(), ANNA, taxonomy(), STICHTAG)
    assert [int(figure.value) for figure in figures if figure.value is not None] == [19, 18, 8, 1, 7, 20, 16, 11]
    assert {figure.denominator for figure in figures} == {74}
    assert [figure.label for figure in figures][1] == "svpfl. Beschäftigung"
    assert "Patenschaft" not in {figure.label for figure in figures}


def test_a_programme_prints_only_the_kinds_it_counts() -> None:
    narrow = ANNA.model_copy(update={"outcomes": ("minijob",)})
    assert [figure.code for figure in count_figures(printed(), narrow, taxonomy(), STICHTAG)] == ["outcomes.minijob"]
    assert [figure.value for figure in chart_figures(printed(), narrow, taxonomy(), STICHTAG)] == [100]


def test_all_counts_are_figures_with_their_stichtag() -> None:
    figures = count_figures(printed(), ANNA, taxonomy(), STICHTAG, source="Anlage 6.2")
    assert {figure.code.removeprefix("outcomes."): figure.value for figure in figures} == PRINTED
    assert {(figure.as_of, figure.source) for figure in figures} == {(STICHTAG, "Anlage 6.2")}


def test_the_target_of_34_per_cent_is_reached_with_52_by_an_inferred_denominator() -> None:
    figure = attainment(printed(), ANNA, TARGET, taxonomy(), STICHTAG, admitted=ADMITTED)
    assert (figure.numerator, figure.denominator) == (33, 63)
    assert (str(figure.value), str(figure.target)) == ("52", "34")
    assert figure.inferred_denominator
    assert figure.note.startswith("Nenner erschlossen: Nicht gedruckt.")
    assert figure.points_to_target() == 18


def test_its_parts_are_30_and_22_per_cent() -> None:
    parts = attainment_by_group(printed(), ANNA, TARGET, taxonomy(), STICHTAG, admitted=ADMITTED)
    assert {part.code: (part.numerator, str(part.value)) for part in parts} == {
        "targets.eingliederung.integration": (19, "30"),
        "targets.eingliederung.extension": (14, "22"),
    }
    assert {part.target for part in parts} == {None}


def test_a_target_does_not_look_beyond_its_own_stichtag() -> None:
    later = achieved("insured_employment", on=dt.date(2022, 8, 1))
    figure = attainment([*printed(), *later], ANNA, TARGET, taxonomy(), dt.date(2023, 1, 1), admitted=ADMITTED)
    assert (figure.numerator, figure.as_of) == (33, STICHTAG)
    early = attainment(printed(), ANNA, TARGET, taxonomy(), dt.date(2022, 7, 30), admitted=ADMITTED)
    assert (early.numerator, early.as_of) == (0, dt.date(2022, 7, 30))


@pytest.mark.parametrize(("rule", "size"), [("people", 40), ("households", 30)])
def test_a_counted_denominator_is_taken_from_the_records(rule: str, size: int) -> None:
    wanted = target({"count": "people", "groups": ("integration",)}, {"rule": rule})
    outcomes = achieved("minijob", 3) + achieved("apprenticeship", 6)
    figure = attainment(outcomes, ANNA, wanted, taxonomy(), STICHTAG, admitted=ADMITTED)
    assert (figure.numerator, figure.denominator, figure.inferred_denominator) == (6, size, False)


def test_a_person_with_two_outcomes_counts_once_where_people_are_counted() -> None:
    outcomes = achieved("insured_employment", 2, person="Maya") + achieved("extension", person="Maya")
    by_people = target({"count": "people", "groups": ("integration", "extension")}, {"rule": "people"})
    by_outcomes = target({"count": "outcomes", "groups": ("integration", "extension")}, {"rule": "people"})
    assert attainment(outcomes, ANNA, by_people, taxonomy(), STICHTAG, admitted=ADMITTED).numerator == 1
    assert attainment(outcomes, ANNA, by_outcomes, taxonomy(), STICHTAG, admitted=ADMITTED).numerator == 3


def test_single_kinds_can_be_wanted_besides_groups() -> None:
    wanted = target({"count": "outcomes", "groups": ("extension",), "kinds": ("minijob",)}, {"rule": "people"})
    assert attainment(printed(), ANNA, wanted, taxonomy(), STICHTAG, admitted=ADMITTED).numerator == 29


def test_more_outcomes_than_people_give_a_number_and_no_share() -> None:
    wanted = target({"count": "outcomes", "groups": ("integration",)}, {"rule": "households"})
    figure = attainment(achieved("apprenticeship", 31), ANNA, wanted, taxonomy(), STICHTAG, admitted=ADMITTED)
    assert (figure.numerator, figure.denominator, figure.note) == (31, None, TOO_MANY)


def test_nobody_admitted_means_no_share() -> None:
    wanted = target({"count": "people", "groups": ("integration",)}, {"rule": "people"})
    figure = attainment([], ANNA, wanted, taxonomy(), STICHTAG, admitted=Admitted(people=0, households=0))
    assert figure.value is None


def test_a_qualification_weighs_like_an_integration_and_enters_no_share() -> None:
    assert weighted(achieved("further_training"), taxonomy(), STICHTAG) == weighted(
        achieved("insured_employment"), taxonomy(), STICHTAG
    )
    assert weighted(printed(), taxonomy(), STICHTAG) == 14 + 13 + 6 + 1 + 5
    figure = attainment(achieved("further_training", 9), ANNA, TARGET, taxonomy(), STICHTAG, admitted=ADMITTED)
    assert figure.numerator == 0


def test_the_first_kinds_are_those_of_the_chart_and_only_they_are_drawn() -> None:
    kinds = [kind.code for kind in taxonomy().kinds]
    assert kinds[: len(PRINTED)] == list(PRINTED)
    drawn = [kind.code for kind in taxonomy().kinds if kind.chart]
    assert drawn == [kind for kind in PRINTED if kind != "sponsorship"]


def test_programmes_are_told_of_work_and_training_that_begin() -> None:
    assert {kind.code for kind in taxonomy().kinds if kind.job} == {
        "insured_employment",
        "apprenticeship",
        "minijob",
        "conversion",
        "self_employment",
        "subsidised_employment",
        "entry_qualification",
        "retraining",
    }


def test_the_way_into_a_pension_or_a_therapy_is_a_passage_and_weighs_nothing() -> None:
    passages = [kind for kind in taxonomy().kinds if kind.group == "passage"]
    assert {kind.code for kind in passages} == {
        "pension",
        "rehabilitation",
        "therapy",
        "counselling_started",
        "move_on",
    }
    assert {kind.weight for kind in passages} == {0}


def test_a_taxonomy_that_contradicts_itself_is_refused() -> None:
    text = canonical_json(taxonomy())
    assert parse_document(text, Taxonomy) == taxonomy()
    with pytest.raises(DocumentError, match="Gruppe „strp“ gibt es nicht; gemeint ist vielleicht „step“"):
        parse_document(text.replace('"group":"step"', '"group":"strp"', 1), Taxonomy)
    with pytest.raises(DocumentError, match="steht schon weiter oben"):
        parse_document(text.replace('"code":"minijob"', '"code":"course"', 1), Taxonomy)
    with pytest.raises(KeyError):
        taxonomy().kind("lottery")


outcomes = st.lists(
    st.builds(
        lambda kind, person, on: Achieved(kind, person, on),
        st.sampled_from(list(PRINTED)),
        st.sampled_from(["Maya", "Ben", "Cem"]),
        st.dates(dt.date(2022, 7, 28), dt.date(2022, 8, 3)),
    ),
    max_size=20,
)


@given(st.data(), outcomes)
def test_no_figure_depends_on_the_order_of_outcomes(data: st.DataObject, facts: list[Achieved]) -> None:
    def all_figures(given_order: Iterable[Achieved]) -> list[object]:
        order = list(given_order)
        return [
            attainment(order, ANNA, TARGET, taxonomy(), STICHTAG, admitted=ADMITTED),
            chart_figures(order, ANNA, taxonomy(), STICHTAG),
            weighted(order, taxonomy(), STICHTAG),
        ]

    assert all_figures(data.draw(st.permutations(facts))) == all_figures(facts)


@given(outcomes)
def test_later_outcomes_never_lower_the_weighted_success(facts: list[Achieved]) -> None:
    assert Decimal(0) <= weighted(facts, taxonomy(), STICHTAG) <= weighted(facts, taxonomy(), dt.date(2022, 8, 3))
