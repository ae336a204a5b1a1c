"""The catalogue holds what the Handreichung asks for, and says nothing that marks people."""

import pytest

from rundblick.situation.catalogue import area_of, catalogue, topic_of


def test_there_are_five_fields_with_the_protected_topics_of_the_source() -> None:
    fields = catalogue().fields
    assert [area.number for area in fields] == [1, 2, 3, 4, 5]
    assert {topic.code for topic in catalogue().topics() if topic.protected} == {
        "debts",
        "family_conflict",
        "health",
        "strain",
        "addiction",
    }


def test_every_topic_of_housing_needs_an_occasion_and_no_other() -> None:
    asked = {topic.code for topic in catalogue().topics() if topic.occasion}
    assert asked == {"housing_condition", "housing_space", "housing_secure"}


def test_motivation_has_its_four_components_with_a_scale() -> None:
    area = area_of("values")
    assert area is not None
    assert [topic.code for topic in area.topics if topic.scale] == ["values", "confidence", "commitment", "planning"]


def test_a_need_of_every_topic_has_its_place_in_the_four_phases() -> None:
    """Table 1 of the source: fields 5, 4, 3 lead their groups, fields 2 and 1 are Rahmenbedingungen."""
    groups = {area.number: {topic.phase.group for topic in area.topics} for area in catalogue().fields}
    assert groups[1] == groups[2] == {"Rahmenbedingungen"}
    assert groups[3] == {"Motivation"}
    assert groups[4] == {"Leistungsfähigkeit"}
    assert groups[5] == {"Qualifikation", "Motivation"}


def test_danger_makes_it_urgent_and_nothing_else() -> None:
    acute = {one.code for topic in catalogue().topics() for one in topic.indicators if one.acute}
    assert acute == {"money_no_food", "benefits_missing", "housing_power", "housing_notice", "housing_none"}


@pytest.mark.parametrize("word", ["Verdacht", "Hygiene", "schmutzig", "Brennpunkt", "verwahrlost", "faul", "Sanktion"])
def test_no_word_of_the_catalogue_judges(word: str) -> None:
    assert word.casefold() not in catalogue().model_dump_json().casefold()


def test_a_mark_that_left_the_catalogue_speaks_for_itself() -> None:
    topic = topic_of("money")
    assert topic is not None
    assert topic.labels(["vanished", "money_gap"]) == ["Am Monatsende fehlt immer wieder etwas", "vanished"]


def test_a_catalogue_that_contradicts_itself_is_refused() -> None:
    area = catalogue().fields[0]
    twisted = area.topics[0].model_copy(update={"occasion": True})
    fields = (area.model_copy(update={"topics": (twisted, *area.topics[1:])}), *catalogue().fields[1:])
    broken = catalogue().model_copy(update={"fields": fields})
    assert [one.at[-1] for one in broken.complaints()] == ["occasion"]
