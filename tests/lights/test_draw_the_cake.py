"""The drawing: three equal slices whatever lies in them, readable without colours, and the same as a table."""

import math
import re
import uuid
from xml.etree import ElementTree

import pytest

from rundblick.lights.board import slices
from rundblick.lights.codes import Light
from rundblick.lights.models import Card
from rundblick.lights.picture import DOT, ROOM, SPAN, STARTS, _places, cake


def card(text: str, light: str, number: int = 1, field: int | None = None) -> Card:
    return Card(id=uuid.uuid4(), text=text, light=light, rank=float(number), field=field)


def drawn(*cards: Card) -> ElementTree.Element:
    return ElementTree.fromstring(cake(slices(cards)).svg)


def texts(svg: ElementTree.Element) -> list[str]:
    return [node.text or "" for node in svg.iter("{http://www.w3.org/2000/svg}text")]


def test_the_three_slices_are_equal_also_when_red_is_full() -> None:
    assert sorted(STARTS.values()) == [30, 150, 270] and SPAN == 120
    svg = drawn(*(card(str(number), "red") for number in range(30)), card("allein", "green"))
    paths = [
        node.get("d", "") for node in svg.iter("{http://www.w3.org/2000/svg}path") if node.get("stroke-width") == "3"
    ]
    assert len(paths) == 3
    for path in paths:
        numbers = [float(one) for one in re.findall(r"-?\d+\.\d", path)]
        tip, start, end = numbers[:2], numbers[2:4], numbers[-2:]
        chord = math.dist(start, end)
        assert chord == pytest.approx(2 * 186 * math.sin(math.radians(60)), abs=0.3)
        assert math.dist(tip, start) == pytest.approx(186, abs=0.2)


def test_every_slice_says_in_words_what_it_is_and_has_its_own_pattern() -> None:
    svg = drawn()
    said = " ".join(texts(svg))
    for words in ("Grün (0)", "Das läuft gut,", "Gelb (0)", "da bin ich dran", "Rot (0)", "Das ist schwierig"):
        assert words in said
    patterns = {
        node.get("fill") for node in svg.iter("{http://www.w3.org/2000/svg}path") if node.get("stroke-width") == "3"
    }
    assert len(patterns) == 3


def test_each_card_is_a_number_and_stands_in_the_table_with_its_words() -> None:
    picture = cake(slices([card("Kinder", "green", 1, 2), card("Garten", "green", 2), card("Miete", "red")]))
    assert "Grün 2 Karten, Gelb keine Karten, Rot 1 Karte" in picture.description.replace("\xa0", " ")
    assert picture.table.rows == [
        ["Grün", "1", "Kinder", "Familie, Menschen und Stellen"],
        ["Grün", "2", "Garten", "–"],
        ["Rot", "1", "Miete", "–"],
    ]
    found = texts(ElementTree.fromstring(picture.svg))
    assert (found.count("1"), found.count("2")) == (2, 1)
    assert "Kinder" not in picture.svg, "the drawing may be seen from afar"


def test_three_hundred_cards_are_counted_where_they_find_no_room() -> None:
    cards = [card(f"Karte {number}", light, number) for number in range(100) for light in Light]
    picture = cake(slices(cards))
    found = texts(ElementTree.fromstring(picture.svg))
    assert found.count("+89") == 3
    assert picture.svg.count(f'r="{DOT:.0f}"') == 3 * ROOM
    assert len(picture.table.rows) == 300


@pytest.mark.parametrize("light", list(Light))
@pytest.mark.parametrize("number", [1, 2, 4, 5, 10, 11, 12])
def test_dots_lie_apart_and_within_their_slice(light: Light, number: int) -> None:
    places = _places(light, number)
    assert len(places) == number
    for index, one in enumerate(places):
        for other in places[index + 1 :]:
            assert math.dist(one, other) > 2 * DOT
        turned = math.degrees(math.atan2(one[1] - 246, one[0] - 220)) % 360
        assert (turned - STARTS[light]) % 360 < SPAN


def test_words_with_markup_stay_words() -> None:
    picture = cake(slices([card("<script>", "green")]), title="Torte <b>")
    assert "<script>" not in picture.svg and "Torte &lt;b&gt;" in picture.svg


def test_before_the_first_card_only_green_is_open() -> None:
    assert [slice_.open for slice_ in slices([], all_open=False)] == [True, False, False]
    assert [slice_.light for slice_ in slices([])] == [Light.GREEN, Light.YELLOW, Light.RED]
