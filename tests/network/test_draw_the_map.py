"""The drawing: everybody in their field and ring, told by shapes and lines, and the same as a table."""

import math
import re
import time
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.network import picture, rules
from rundblick.network.codes import SECTOR_OF, Closeness, Quality, Sector, TieKind
from rundblick.network.picture import Node, network_map
from rundblick.web.pictures import Picture

SVG = "{http://www.w3.org/2000/svg}"
kinds = st.sampled_from(TieKind.values)
places = st.integers(-4000, 4000)


def node(number: int = 1, **values: Any) -> Node:
    given_values: dict[str, Any] = {
        "key": f"k{number}",
        "label": f"Person {number}",
        "kind": "friends",
        "closeness": 2,
        "quality": "supportive",
        "x": -400,
        "y": 300,
    }
    return Node(**(given_values | values))


def crowd(number: int) -> list[Node]:
    """So many people, put on the map one after the other as the service does."""
    nodes: list[Node] = []
    labels = ("Oma", "Nachbarin von oben", "Schuldnerberatung", "Freundin aus der Ausbildung", "OGS")
    for count in range(number):
        kind, ring = TieKind.values[(count * 5) % len(TieKind.values)], 1 + (count * 3) % 4
        x, y = rules.free_place(SECTOR_OF[kind], ring, [(one.x, one.y) for one in nodes])
        label = f"{labels[count % 5]} {count}"
        nodes.append(node(count, label=label, kind=kind, closeness=ring, x=x, y=y, quality=Quality.values[count % 4]))
    return nodes


def drawn(nodes: list[Node]) -> Picture:
    return network_map(title="Netzwerkkarte", centre="Amira Haddad", nodes=nodes)


def parsed(drawing: Picture) -> ET.Element:
    return ET.fromstring(drawing.svg)


@given(x=places, y=places, kind=kinds, snap=st.booleans())
def test_wherever_somebody_is_dropped_they_lie_in_their_field_and_on_the_map(
    x: int, y: int, kind: str, snap: bool
) -> None:
    sector = SECTOR_OF[kind]
    at = rules.settle(x, y, sector, snap=snap)
    assert 230 <= math.hypot(*at) <= rules.REACH
    start, stop = rules.SPANS[sector]
    turned = (math.degrees(math.atan2(at[1], at[0])) - start) % 360
    assert 0 <= turned <= stop - start
    again = rules.settle(*at, sector, snap=snap)
    assert math.dist(again, at) < 3  # whoever lies well stays


@given(kind=kinds, ring=st.sampled_from(Closeness.values), taken=st.lists(st.tuples(places, places), max_size=30))
def test_a_free_place_lies_in_field_and_ring_whoever_is_there(
    kind: str, ring: int, taken: list[tuple[int, int]]
) -> None:
    sector = SECTOR_OF[kind]
    at = rules.free_place(sector, ring, taken)
    assert rules.ring_of(*at) == ring
    assert math.dist(rules.settle(*at, sector), at) < 3
    assert at == rules.free_place(sector, ring, taken)


@given(x=places, y=places, ring=st.sampled_from(Closeness.values), kind=kinds)
def test_another_ring_keeps_the_direction(x: int, y: int, ring: int, kind: str) -> None:
    sector = SECTOR_OF[kind]
    at = rules.settle(x, y, sector)
    moved = rules.on_ring(*at, ring, sector)
    assert rules.ring_of(*moved) == ring
    turn = math.atan2(moved[1], moved[0]) - math.atan2(at[1], at[0])
    assert abs((turn + math.pi) % (2 * math.pi) - math.pi) < 0.02


def test_each_quality_has_a_line_of_its_own_without_colour() -> None:
    styles = set()
    for quality in Quality.values:
        root = parsed(drawn([node(quality=quality)]))
        (line,) = [group for group in root.iter(f"{SVG}g") if group.get("data-line")]
        paths = line.findall(f"{SVG}path")
        styles.add(
            (
                len(paths),
                paths[0].get("stroke-dasharray"),
                paths[0].get("stroke-width"),
                paths[0].get("d", "").count("L") > 2,
            )
        )
        assert {path.get("stroke") for path in paths} == {"#14172a"}
    assert len(styles) == 4


def test_offices_are_square_and_people_round_and_a_sponsor_has_a_ring() -> None:
    def shapes(**values: Any) -> list[str]:
        root = parsed(drawn([node(**values)]))
        (group,) = [one for one in root.iter(f"{SVG}g") if one.get("data-tie")]
        return [child.tag.removeprefix(SVG) for child in group]

    assert "rect" in shapes(kind="advice") and "circle" not in shapes(kind="advice")
    assert "circle" in shapes(kind="friends") and "rect" not in shapes(kind="friends")
    assert "path" in shapes(sponsor="informal") and "path" not in shapes()


@pytest.mark.parametrize(("direction", "heads"), [("", 0), ("gives", 1), ("takes", 1), ("both", 2)])
def test_arrows_say_which_way_support_goes(direction: str, heads: int) -> None:
    root = parsed(drawn([node(direction=direction)]))
    (line,) = [group for group in root.iter(f"{SVG}g") if group.get("data-line")]
    assert sum(path.get("fill") != "none" for path in line.findall(f"{SVG}path")) == heads


def test_the_table_says_the_same_as_the_drawing() -> None:
    nodes = crowd(12)
    drawing = drawn(nodes)
    titles = [one.text or "" for one in parsed(drawing).iter(f"{SVG}title")][1:]
    assert len(drawing.table.rows) == len(titles) == 12
    for row, title in zip(drawing.table.rows, titles, strict=True):
        assert title == ", ".join(str(cell) for cell in row if cell)
    assert "12\u00a0Verbindungen" in drawing.description


def test_text_is_escaped_wherever_it_stands() -> None:
    svg = drawn([node(label='<script>"&', key='"><x')]).svg
    assert "<script" not in svg and '"><x' not in svg
    parsed(drawn([node(label='<script>"&', key='"><x')]))


def overlaps(nodes: list[Node]) -> int:
    boxes = [label.box for label in picture._labels(nodes).values()]
    pairs = [(one, other) for count, one in enumerate(boxes) for other in boxes[count + 1 :]]
    return sum(min(a[2], b[2]) - max(a[0], b[0]) > 2 and min(a[3], b[3]) - max(a[1], b[1]) > 2 for a, b in pairs)


@pytest.mark.parametrize(("number", "bearable"), [(8, 0), (15, 0), (24, 1), (30, 3)])
def test_names_of_up_to_thirty_hardly_cover_each_other(number: int, bearable: int) -> None:
    assert overlaps(crowd(number)) <= bearable


def test_more_than_a_hundred_carry_numbers_and_are_drawn_in_no_time() -> None:
    nodes = crowd(140)
    before = time.perf_counter()
    drawing = drawn(nodes)
    assert time.perf_counter() - before < 1
    root = parsed(drawing)
    shown = [one for one in root.iter(f"{SVG}text") if re.fullmatch(r"\d+", one.text or "")]
    assert [one.text for one in shown] == [str(number) for number in range(1, 141)]
    assert str(drawing.table.rows[139][0]).startswith("140. ")


def test_a_long_name_is_cut_on_the_map_and_whole_in_the_table() -> None:
    name = "Sachbearbeiterin für Wohngeld und alles was dazugehört im Rathaus nebenan"
    drawing = drawn([node(label=name)])
    words = [one.text or "" for one in parsed(drawing).iter(f"{SVG}text")]
    assert any(word.endswith("…") for word in words)
    assert drawing.table.rows[0][0] == name


def test_an_empty_map_says_so() -> None:
    drawing = drawn([])
    assert drawing.description == "Noch ist niemand eingetragen." and drawing.table.rows == []


def test_the_fields_take_the_whole_circle() -> None:
    assert sum(stop - start for start, stop in rules.SPANS.values()) == 360
    assert set(rules.SPANS) == set(Sector)
