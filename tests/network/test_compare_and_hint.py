"""What changed between two days, and what a label had better not say."""

import pytest

from rundblick.network.codes import Quality
from rundblick.network.rules import Stand, changes, hint

WORDS = {quality.value: quality.label for quality in Quality}


def stand(key: int, label: str = "Oma", closeness: int = 2, quality: str = "supportive", sponsor: str = "") -> Stand:
    return Stand(key=key, label=label, closeness=closeness, quality=quality, sponsor=sponsor)


def test_new_gone_nearer_and_different_are_told_and_what_stayed_is_not() -> None:
    then = [stand(1), stand(2, "Amt", 1), stand(3, "Nachbarin", 4), stand(4, "Bruder"), stand(5, "Patin")]
    now = [
        stand(1),
        stand(3, "Nachbarin", 2),
        stand(4, "Bruder", 3, "strained"),
        stand(5, "Patin", sponsor="formal"),
        stand(6, "Verein"),
    ]
    assert [(row.label, row.what) for row in changes(then, now, WORDS)] == [
        ("Nachbarin", "näher"),
        ("Bruder", "weiter weg, Beziehung verändert"),
        ("Patin", "Patenschaft verändert"),
        ("Verein", "neu"),
        ("Amt", "nicht mehr dabei"),
    ]
    assert changes(then, then, WORDS) == []


def test_a_change_shows_both_days() -> None:
    (row,) = changes([stand(1, closeness=4)], [stand(1, closeness=1)], WORDS)
    assert (row.then, row.now) == ("am Rand, trägt", "ganz nah, trägt")


@pytest.mark.parametrize(
    "label",
    [
        "Oma",
        "Frau von gegenüber",
        "Krankenkasse",
        "Tante Gesine",
        "Besuchskreis",
        "Klasse 7b",
        "Onkel Ali",
        "Familie nebenan",
        "Herr vom Kiosk",
    ],
)
def test_a_role_or_a_first_name_raises_no_doubt(label: str) -> None:
    assert hint(label) == ""


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("oma@web.de", "Nummer"),
        ("Oma 02524 / 12 34 56", "Nummer"),
        ("depressive Cousine", "Gesundheit"),
        ("Alkoholiker von unten", "Gesundheit"),
        ("fauler Bruder", "Urteil"),
        ("Frau Meierhoff", "Nachname"),
        ("Herr Dr. Schulte", "Nachname"),
    ],
)
def test_what_had_better_not_stand_there_is_doubted(label: str, word: str) -> None:
    assert word in hint(label)
