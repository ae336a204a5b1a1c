"""The map below the results: a drawing and the same as a table."""

import json
from html import escape
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from rundblick.directory.mapping import around, shows_tiles
from rundblick.directory.sketch import Mark, Outline, outline, sketch
from tests.directory.building import body, offered, spot
from tests.house import House

MARKET = Mark("Beratung <b>", "Markt 1, Ennigerloh", (51.8371, 8.0251))
STATION = Mark("Kleiderkammer", "Bahnhofstraße 2, Ennigerloh", (51.8343, 8.0277))
FAR = Mark("Kita", "Alter Markt 3, Everswinkel", (51.9248, 7.8461))


def test_each_place_has_a_letter_and_a_line_of_the_table() -> None:
    picture = sketch([FAR, MARKET], Outline())
    assert picture is not None
    assert picture.svg.count("<circle") == 2 and "Beratung <b>" not in picture.svg
    assert [row[:2] for row in picture.table.rows] == [("A", "Kita"), ("B", "Beratung <b>")], "from north to south"
    assert "2 Angebote an 2 Stellen" in picture.description


def test_what_would_cover_each_other_shares_a_letter() -> None:
    picture = sketch([FAR, MARKET, STATION], Outline())
    assert picture is not None and picture.svg.count("<circle") == 2
    assert [row[0] for row in picture.table.rows] == ["A", "B", "B"]


def test_nothing_with_a_position_is_no_map() -> None:
    assert sketch([], around()) is None


def test_the_start_and_the_region_are_drawn() -> None:
    picture = sketch([MARKET], around(), start=Mark("Innenstadt", "Ennigerloh", (51.8368, 8.0253)))
    assert picture is not None and "Innenstadt" in picture.svg and picture.svg.count("<path") > 10


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "falsch.yaml"
    for text in ("", "- a\n", "municipalities: [{name: A}]\n", "lines: [{kind: road, points: [[1]]}]\n"):
        file.write_text(text)
        outline.cache_clear()
        with pytest.raises(ValueError, match=r"outlines|values"):
            outline(file)


@given(
    st.lists(st.tuples(st.floats(-80, 80), st.floats(-179, 179)), min_size=1, max_size=40),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20),
)
def test_every_place_lies_on_the_sheet_and_every_offer_in_the_table(
    points: list[tuple[float, float]], name: str
) -> None:
    marks = [Mark(name, "", at) for at in points]
    picture = sketch(marks, Outline())
    assert picture is not None and len(picture.table.rows) == len(points)
    for part in picture.svg.split("<circle")[1:]:
        x, y = (float(part.split(f'{axis}="')[1].split('"')[0]) for axis in ("cx", "cy"))
        assert 0 <= x <= 480 and 0 <= y <= 400


def test_the_map_stands_below_the_list_for_staff_and_for_everybody(house: House, client: Client) -> None:
    here = body(house)
    offered(house, here, name="Beratung & mehr", locations=[spot(house, here)])
    page = client.get("/wegweiser/?thema=debts").content.decode()
    assert page.index(escape("Beratung & mehr")) < page.index("Auf der Karte") < page.index("Karte der Angebote")
    assert "Auf der Karte" in house.login("alma").get("/verzeichnis/?thema=debts").content.decode()
    offered(house, name="Telefon", topics=["reading"], locations=[])
    assert "Auf der Karte" not in client.get("/wegweiser/?thema=reading").content.decode()


def test_the_map_that_moves_has_its_places_with_the_page(house: House, client: Client) -> None:
    row = offered(house, name="Beratung </div>")
    answer = client.get("/wegweiser/?thema=debts")
    found = json.loads(answer.context["live"])
    (mark,) = found["marks"]
    assert (mark["name"], mark["url"]) == ("Beratung </div>", f"/wegweiser/angebot/{row.pk}/")
    assert found["tiles"] == "" and "Beratung </div>" not in answer.content.decode()
    assert house.login("alma").get("/verzeichnis/?thema=debts").context["live"].count("/verzeichnis/angebot/") == 1


def test_tiles_are_named_to_the_browser_only_where_there_is_a_map() -> None:
    def view(_: object) -> HttpResponse:
        return HttpResponse()

    assert shows_tiles(view) is view
    chosen = settings.RUNDBLICK.model_copy(update={"tiles": "https://tiles.example/{z}/{x}/{y}.png"})
    with override_settings(RUNDBLICK=chosen):
        answer = shows_tiles(view)(HttpRequest())
    assert vars(answer)["_csp_update"] == {"img-src": ["https://tiles.example"]}
