"""Which two entries are the same person, which are twins, sisters, or father and son."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.people.duplicates import Level, Stub, blocking_keys, likeness
from tests.people.name_index import register

BORN = date(1990, 2, 13)
TWINS = "Zwillinge möglich"


def person(name: str, born: date | None = BORN, *former: str) -> Stub:
    """A stub from "first names|last name"."""
    first, last = name.split("|")
    return Stub(first, last, former, born)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Anna|Müller", "Anna|Müller", Level.SAME),
        ("Anna|Müller", "ANNA|Mueller", Level.SAME),
        ("Anna|Müller", "Anna|Muller", Level.SAME),
        ("Anna|Meier", "Anna|Mayer", Level.SAME),
        ("Stefan|Krüger", "Stephan|Krüger", Level.SAME),
        ("Oleksandr|Kovalenko", "Олександр|Коваленко", Level.SAME),
        ("Mohamed|Al-Masri", "Muhammad|Almasri", Level.SAME),
        ("Mohamed|Al-Masri", "Mohammed|Masri", Level.LIKELY),
        ("Serhij|Shevchenko", "Sergej|Schewtschenko", Level.LIKELY),
        ("Müller|Anna", "Anna|Mueller", Level.LIKELY),
        ("Anna|Brinkmann", "Anna|Brinckmann", Level.SAME),
        ("Anna|Krüger", "Anna|Kürger", Level.LIKELY),
        ("Anna|Overkamp", "Anna|Oberkamp", Level.LIKELY),
        ("Anna Maria|Müller", "Anna|Müller", Level.LIKELY),
        ("Anna-Lena|Müller", "Annalena|Müller", Level.SAME),
        ("Anna|Müller-Schmidt", "Anna|Müller", Level.LIKELY),
        ("Anna|Müller", "Anna|Schmidt", Level.POSSIBLE),
        ("Michael|Krüger", "Mihcael|Krüger", Level.POSSIBLE),
        ("Mia|Müller", "Ben|Schmidt", Level.NONE),
    ],
)
def test_with_the_same_birth_date(one: str, other: str, level: Level) -> None:
    assert likeness(person(one), person(other)).level is level


@pytest.mark.parametrize(
    "names", ["Lena Lea", "Marie Maria", "Christina Christine", "Jan Jana", "Hanna Anna", "Tim Timo"]
)
def test_twins_with_similar_names_are_at_most_possible(names: str) -> None:
    one, other = names.split()
    result = likeness(person(f"{one}|Müller"), person(f"{other}|Müller"))
    assert result.level in (Level.POSSIBLE, Level.NONE)
    assert any(TWINS in reason for reason in result.reasons)


@pytest.mark.parametrize("names", ["Mia|Lea", "Paul|Emma", "Anna-Lena|Anna-Sophie", "Ali|Hasan", "Tim|Tom"])
def test_twins_with_different_names_are_no_duplicates(names: str) -> None:
    one, other = names.split("|")
    result = likeness(person(f"{one}|Müller"), person(f"{other}|Mueller"))
    assert result.level is Level.NONE
    assert TWINS in result.reasons[0]


def test_a_second_name_of_one_twin_does_not_make_them_one() -> None:
    result = likeness(person("Maria|Müller"), person("Anna Maria|Müller"))
    assert result.level is Level.POSSIBLE


def test_the_birth_name_explains_another_last_name() -> None:
    result = likeness(person("Anna|Schmidt", BORN, "Müller"), person("Anna|Mueller"))
    assert result.level is Level.LIKELY
    assert "Der Nachname entspricht einem Geburts- oder früheren Namen." in result.reasons


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (date(1990, 2, 18), "Tippfehler"),
        (date(1991, 2, 13), "Tippfehler"),
        (date(1990, 3, 12), ""),
    ],
)
def test_a_birth_date_with_a_slip(other: date, reason: str) -> None:
    result = likeness(person("Anna|Müller"), person("Anna|Mueller", other))
    assert result.level is (Level.LIKELY if reason else Level.NONE)
    assert reason in " ".join(result.reasons)


def test_day_and_month_swapped() -> None:
    result = likeness(person("Anna|Müller", date(1990, 2, 5)), person("Anna|Müller", date(1990, 5, 2)))
    assert result.level is Level.LIKELY
    assert "Tag und Monat des Geburtsdatums sind vertauscht." in result.reasons


def test_sisters_with_similar_names_and_dates_are_two_children() -> None:
    result = likeness(person("Lena|Müller", date(2015, 3, 12)), person("Lea|Müller", date(2016, 3, 12)))
    assert result.level is Level.NONE


def test_father_and_son_of_one_name_are_two_persons() -> None:
    result = likeness(person("Karl|Müller", date(1961, 4, 9)), person("Karl|Müller", date(1990, 2, 13)))
    assert result.level is Level.NONE
    assert "Elternteil und Kind" in result.reasons[0]


def test_father_and_son_born_on_the_same_day_are_at_most_possible() -> None:
    result = likeness(person("Karl|Müller", date(1960, 2, 13)), person("Karl|Müller"))
    assert result.level is Level.POSSIBLE
    assert "Elternteil und Kind" in result.reasons[-1]


def test_a_missing_birth_date_leaves_it_possible() -> None:
    assert likeness(person("Anna|Müller", None), person("Anna|Mueller")).level is Level.POSSIBLE
    assert likeness(person("Anna|Müller", None), person("Berta|Mueller")).level is Level.NONE


def test_the_first_of_january_proves_little() -> None:
    new_year = date(1995, 1, 1)
    assert likeness(person("Ali|Hassan", new_year), person("Ali|Hasan", new_year)).level is Level.LIKELY
    assert likeness(person("Ali|Hassan", new_year), person("Ali|Rahimi", new_year)).level is Level.NONE
    assert likeness(person("Ali|Hassan", new_year), person("Ali|Hasan", date(1995, 7, 3))).level is Level.POSSIBLE


def test_empty_names_are_never_alike() -> None:
    assert likeness(person("|"), person("|")).level is Level.NONE
    assert likeness(person("-|😀"), person("|")).level is Level.NONE


def test_reasons_never_repeat_names_or_dates() -> None:
    result = likeness(person("Oleksandr|Kovalenko"), person("Aleksandr|Kowalenko"))
    assert not any(data in reason for reason in result.reasons for data in ("Oleks", "Kov", "1990", "13"))


def test_huge_names_are_judged_all_the_same() -> None:
    huge = person(f"{'Anna ' * 60}|{'Müllerin' * 60}")
    assert likeness(huge, huge).level is Level.SAME
    assert len(blocking_keys(huge)) <= 150
    assert all(len(key) <= 120 for key in blocking_keys(huge))


PEOPLE = register(300, seed=11)


def distorted(chance: random.Random) -> tuple[Stub, Stub]:
    """Two stubs of one invented person (or close relations), each badly typed."""

    def word(text: str) -> str:
        place = chance.randrange(len(text))
        return chance.choice(
            [text, text, text[:place] + text[place + 1 :], text.replace("ü", "ue"), text + "e", text.replace("h", "")]
        )

    entry, born = chance.choice(PEOPLE), date(1960, 1, 1) + timedelta(days=chance.randrange(20_000))
    other_born = chance.choice([born, born, None, born + timedelta(days=chance.choice([1, 10, 100, 365, 9000]))])
    if born.day <= 12 and chance.random() < 0.3:
        other_born = born.replace(month=born.day, day=min(born.month, 28))
    one = Stub(entry.first_names, entry.last_name, (entry.former_name,) if entry.former_name else (), born)
    names = [word(entry.first_names), word(chance.choice([entry.last_name, entry.former_name or entry.last_name]))]
    if chance.random() < 0.15:
        names.reverse()
    return one, Stub(names[0], names[1], (), other_born)


@given(st.randoms(use_true_random=False))
@settings(max_examples=400)
def test_judging_is_symmetric(chance: random.Random) -> None:
    one, other = distorted(chance)
    assert likeness(one, other) == likeness(other, one)


@given(st.randoms(use_true_random=False))
@settings(max_examples=400)
def test_candidates_are_never_missed(chance: random.Random) -> None:
    one, other = distorted(chance)
    if likeness(one, other).level is not Level.NONE:
        assert blocking_keys(one) & blocking_keys(other), (one, other, likeness(one, other))


@given(st.sampled_from(PEOPLE), st.dates(date(1930, 1, 2), date(2026, 1, 1)))
def test_everybody_is_the_same_as_themselves(entry: object, born: date) -> None:
    first, last = str(entry).split(" ", 1)
    stub = Stub(first, last, (), born)
    expected = Level.LIKELY if (born.day, born.month) == (1, 1) else Level.SAME
    assert likeness(stub, stub).level is expected


def test_a_whole_register_raises_few_suspicions() -> None:
    chance = random.Random(5)
    stubs = [
        Stub(p.first_names, p.last_name, (), date(1950, 1, 1) + timedelta(days=chance.randrange(27_000)))
        for p in register(1500, seed=23)
    ]
    blocks: dict[str, list[int]] = {}
    for number, stub in enumerate(stubs):
        for key in blocking_keys(stub):
            blocks.setdefault(key, []).append(number)
    pairs = {(a, b) for block in blocks.values() for a in block for b in block if a < b}
    judged = [likeness(stubs[a], stubs[b]).level for a, b in pairs]
    assert len(pairs) / len(stubs) <= 10
    assert sum(level is not Level.NONE for level in judged) <= 15
    assert judged.count(Level.SAME) == 0


def test_keys_for_candidates_stay_few() -> None:
    counts = [len(blocking_keys(Stub(p.first_names, p.last_name, (p.former_name,), BORN))) for p in PEOPLE]
    assert sum(counts) / len(counts) <= 20
