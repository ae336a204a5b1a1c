"""A picture says the same as its table, hides what is protected, and can be printed."""

import re
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest
import typst
from django.template import engines

from rundblick.web import pictures
from rundblick.web.pictures import Picture

SVG = "{http://www.w3.org/2000/svg}"
NAME = 'Kita "Sonne" & <Mond>'


def bars(title: str = "Ergebnisse", key: str = "") -> Picture:
    return pictures.horizontal_bars(
        title=title,
        key=key,
        bars=[
            pictures.Bar(label=NAME, value=15),
            pictures.Bar(label="Praktika", value=7.5, note="halbtags"),
            pictures.Bar(label="Ausbildung", value=None, text="unter 3"),
            pictures.Bar(label="Unbekannt", value=None),
        ],
    )


def funnel() -> Picture:
    return pictures.grouped_funnel(
        title="Lernförderung",
        groups=("gesamt", "Ennigerloh", "Everswinkel"),
        unit="Kinder",
        steps=[
            pictures.FunnelStep(label="Anspruch", counts=(38, 24, 14)),
            pictures.FunnelStep(
                label=NAME,
                counts=(14, 12, None),
                texts=("", "", "unter 3"),
                reasons=[pictures.Reason(text="Eltern sehen keinen Bedarf", count=5)],
            ),
        ],
        reasons_note="Mehrfachnennungen möglich",
    )


def target() -> Picture:
    return pictures.target_progress(title="Ziel", value=0.52, target=0.34, denominator="von 63 Erwachsenen")


def shares() -> Picture:
    parts = [pictures.Share(label=f"Teil {number} {NAME}", value=number) for number in range(6)]
    return pictures.share_bar(title="Hilfen", shares=parts)


def stairs() -> Picture:
    return pictures.staircase(
        title="Fahrplan",
        stairs=[
            pictures.Stair(label=NAME, state="done", note="seit August"),
            pictures.Stair(label="Deutschkurs", state="now"),
            pictures.Stair(label="Ausbildung", state="open"),
        ],
    )


def paths() -> Picture:
    return pictures.periods(
        title="Wege",
        start=date(2026, 1, 1),
        until=date(2027, 1, 1),
        as_of=date(2026, 11, 20),
        rows=[
            pictures.PeriodRow(
                label=NAME,
                periods=[
                    pictures.Period(start=date(2026, 3, 1), until=date(2026, 9, 1), label="Minijob"),
                    pictures.Period(start=date(2025, 3, 1), until=None, label="ANNA", series=1),
                    pictures.Period(start=date(2020, 1, 1), until=date(2021, 1, 1), label="Früher"),
                ],
            )
        ],
    )


def moves() -> Picture:
    rows = [
        pictures.MovesFrom(label=NAME, better=6, same=3, worse=1),
        pictures.MovesFrom(label="schlecht", better=None, same=5, worse=None),
        pictures.MovesFrom(label="gut", better=0, same=0, worse=0),
    ]
    return pictures.moves_by_start(title="Gesundheit", rows=rows)


def curve() -> Picture:
    return pictures.duration_curve(
        title="Dauer",
        steps=[
            pictures.CurveStep(day=10, share=0.8, low=0.6, high=0.9),
            pictures.CurveStep(day=60, share=0.5, low=0.3, high=0.7),
            pictures.CurveStep(day=90, share=0.0),
        ],
        marks=[
            pictures.CurveMark(label=NAME, day=30, share=0.8, low=0.6, high=0.9, watched=8),
            pictures.CurveMark(label="12 Monate", day=365, share=None, note="nicht ausgewiesen"),
        ],
        last_day=120,
    )


def around() -> Picture:
    return pictures.chance_funnel(
        title="Vergleich",
        common=0.3,
        groups=[
            pictures.GroupDot(label=NAME, numerator=0, denominator=5, standing="im Rahmen des Zufalls"),
            pictures.GroupDot(label="Ahlen", numerator=60, denominator=100, standing="mehr als Zufall"),
            pictures.GroupDot(label="Leer", numerator=0, denominator=0, standing="noch niemand"),
        ],
        limits=[
            pictures.ChanceAt(n=5, inner=(0, 0.7), outer=(0, 0.9)),
            pictures.ChanceAt(n=100, inner=(0.2, 0.4), outer=(0.15, 0.45)),
        ],
        note="Keine Rangliste.",
    )


ALL = [bars, funnel, target, shares, stairs, paths, moves, curve, around]


@pytest.mark.parametrize("make", ALL)
def test_every_picture_is_well_formed_and_named(make: Callable[[], Picture]) -> None:
    picture = make()
    root = ElementTree.fromstring(picture.svg)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == picture.title
    assert description.text == picture.description
    assert picture.description.endswith(".")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"url\(#([^)]+)\)", picture.svg))
    assert used <= set(ids)


@pytest.mark.parametrize("make", ALL)
def test_every_colour_stands_in_the_drawing_and_nothing_is_fetched(make: Callable[[], Picture]) -> None:
    svg = make().svg
    assert " style=" not in svg
    assert "href" not in svg
    for element in ElementTree.fromstring(svg).iter():
        if element.get("class", "").startswith("rb-pic-"):
            assert element.get("fill") or element.get("stroke")


@pytest.mark.parametrize("make", ALL)
def test_nothing_is_drawn_outside_the_sheet(make: Callable[[], Picture]) -> None:
    root = ElementTree.fromstring(make().svg)
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    for rect in root.findall(f"{SVG}rect"):
        assert float(rect.get("x", 0)) >= 0
        assert float(rect.get("x", 0)) + float(rect.get("width", 0)) <= width + 1
        assert float(rect.get("y", 0)) + float(rect.get("height", 0)) <= height + 1
    for text in root.findall(f"{SVG}text"):
        assert 0 < float(text.get("y", 0)) <= height + 1


def test_the_table_says_the_same_as_the_picture() -> None:
    table = funnel().table
    assert [column.label for column in table.columns] == [
        "Schritt",
        "gesamt (Kinder)",
        "Ennigerloh (Kinder)",
        "Everswinkel (Kinder)",
        "Gründe danach",
    ]
    assert table.rows[1] == [NAME, "14", "12", "unter 3", "Eltern sehen keinen Bedarf: 5"]


def test_a_bar_is_as_long_as_its_number() -> None:
    rects = ElementTree.fromstring(bars().svg).findall(f"{SVG}rect")
    lengths = [float(rect.get("width", 0)) for rect in rects if rect.get("class") == "rb-pic-a"]
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=0.1)


def test_a_protected_number_looks_like_an_unknown_one() -> None:
    rects = ElementTree.fromstring(bars().svg).findall(f"{SVG}rect")
    dashed = [rect for rect in rects if rect.get("stroke-dasharray")]
    assert len(dashed) == 2
    assert dashed[0].get("width") == dashed[1].get("width")


def test_groups_differ_by_pattern_and_not_only_by_colour() -> None:
    fills = {rect.get("fill") for rect in ElementTree.fromstring(funnel().svg).findall(f"{SVG}rect")}
    patterns = {fill for fill in fills if fill and fill.startswith("url(")}
    assert len(patterns) == 2
    assert len({rect.get("fill") for rect in ElementTree.fromstring(shares().svg).findall(f"{SVG}rect")}) == 5


def test_two_equal_pictures_on_a_page_can_have_different_ids() -> None:
    assert bars().svg == bars().svg
    assert not set(re.findall(r'id="([^"]+)"', bars(key="1").svg)) & set(re.findall(r'id="([^"]+)"', bars(key="2").svg))


def test_a_share_without_denominator_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="denominator"):
        pictures.target_progress(title="Ziel", value=0.5, target=0.3, denominator="")


def test_a_target_says_whether_it_is_reached() -> None:
    assert target().description == (
        "Erreicht sind 52\u00a0% von 63 Erwachsenen, das Ziel sind 34\u00a0%. Das Ziel ist erreicht."
    )
    unknown = pictures.target_progress(title="Ziel", value=None, target=0.3, denominator="von 9 Kindern")
    assert unknown.description.startswith("Kein Wert von 9 Kindern.")


def test_a_step_with_missing_groups_is_refused() -> None:
    with pytest.raises(ValueError, match="1 counts for 2 groups"):
        pictures.grouped_funnel(
            title="x", unit="Kinder", groups=("a", "b"), steps=[pictures.FunnelStep(label="s", counts=(1,))]
        )


def test_the_last_day_of_a_period_is_the_day_before_its_end() -> None:
    rows = paths().table.rows
    assert rows[0] == [NAME, "Minijob", "01.03.2026 bis 31.08.2026"]
    assert rows[1] == [NAME, "ANNA", "seit 01.03.2025"]


def test_a_time_line_needs_time() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        pictures.periods(title="x", rows=[], start=date(2026, 1, 1), until=date(2026, 1, 1))


@pytest.mark.parametrize("years", [1, 2, 5, 20, 90])
def test_the_scale_never_crowds(years: int) -> None:
    picture = pictures.periods(title="x", rows=[], start=date(1950, 1, 15), until=date(1950 + years, 1, 15))
    labels = ElementTree.fromstring(picture.svg).findall(f"{SVG}text")
    assert 1 <= len(labels) <= 10


def test_nothing_at_all_is_said_instead_of_drawn_wrongly() -> None:
    assert pictures.horizontal_bars(title="x", bars=[]).description == "Es liegen keine Werte vor."
    assert pictures.share_bar(title="x", shares=[]).description == "Es liegen keine Werte vor."
    assert pictures.grouped_funnel(title="x", groups=(), unit="", steps=[]).description == "Es liegen keine Werte vor."
    assert pictures.staircase(title="x", stairs=[]).description == "keine Schritte von 0 geschafft."


def test_the_page_shows_the_table_below_the_picture() -> None:
    page = engines["django"].from_string("{% load kern %}{% picture one %}").render({"one": funnel()})
    assert page.count("<svg") == 1
    assert "<details" in page
    assert "Eltern sehen keinen Bedarf: 5" in page


@pytest.mark.parametrize("make", ALL)
def test_every_picture_can_be_printed_with_typst(
    make: Callable[[], Picture], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("druck")
    (folder / "bild.svg").write_text(make().svg)
    (folder / "blatt.typ").write_text('#image("bild.svg", alt: "Bild")')
    assert typst.compile(str(folder / "blatt.typ")).startswith(b"%PDF")


def test_moves_are_as_long_as_their_shares_and_protected_ones_have_no_length() -> None:
    rects = ElementTree.fromstring(moves().svg).findall(f"{SVG}rect")
    widths = [float(rect.get("width", 0)) for rect in rects if float(rect.get("height", 0)) == 22]
    assert widths == pytest.approx([264, 132, 44])
    assert moves().table.rows[1] == ["schlecht", "nicht ausgewiesen", "5", "nicht ausgewiesen"]
    dashed = [rect.get("width") for rect in rects if rect.get("stroke-dasharray")]
    assert dashed == ["60", "438"]


def test_a_curve_only_goes_down_and_says_what_its_table_says() -> None:
    picture = curve()
    path = next(
        one.get("d", "")
        for one in ElementTree.fromstring(picture.svg).findall(f"{SVG}path")
        if one.get("stroke-width") == "3"
    )
    heights = [float(found) for found in re.findall(r"V([0-9.]+)", path)]
    assert heights == sorted(heights) and len(heights) == 3
    assert picture.table.rows[0] == [NAME, "80\u00a0%", "60\u00a0% bis 90\u00a0%", "8"]
    assert picture.table.rows[1] == ["12 Monate", "nicht ausgewiesen", "–", "–"]


def test_a_small_group_lies_left_a_large_one_right_and_nobody_is_ranked() -> None:
    picture = around()
    discs = ElementTree.fromstring(picture.svg).findall(f"{SVG}circle")
    assert [float(disc.get("cx", 0)) for disc in discs] == sorted(float(disc.get("cx", 0)) for disc in discs)
    assert float(discs[0].get("cy", 0)) > float(discs[1].get("cy", 0))
    assert [row[0] for row in picture.table.rows] == [NAME, "Ahlen", "Leer"]
    assert picture.table.rows[0][1:] == ["0", "5", "0\u00a0%", "im Rahmen des Zufalls"]
    assert "mehr als Zufall" in picture.description


def test_pictures_of_nobody_say_so() -> None:
    empty = (
        pictures.moves_by_start(title="x", rows=[]),
        pictures.duration_curve(title="x", steps=[], marks=[], last_day=0),
        pictures.chance_funnel(title="x", groups=[], limits=[], common=0.3),
    )
    for picture in empty:
        assert picture.description.startswith("Noch keine")
        ElementTree.fromstring(picture.svg)
