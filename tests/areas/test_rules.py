"""Where an address belongs: the most precise line wins, and what contradicts itself is seen."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.areas.codes import Kind, Side
from rundblick.areas.rules import Atlas, Reach, Spot, area_of, contradict, contradictions, problems, spot
from rundblick.areas.spelling import HouseNumber, house_number, postcode_key, split_line, street_key, town_key

DAY = dt.date(2026, 11, 30)
TOWN = "ennigerloh"


def street(area: str = "Nord", name: str = "muehlenstrasse", first: str = "", last: str = "", **given: Any) -> Reach:
    ends = {"first": house_number(first), "last": house_number(last)}
    return Reach(**{"area": area, "kind": Kind.STREET, "town": TOWN, "street": name} | ends | given)


def at(line: str, *, postcode: str = "59320", town: str = "Ennigerloh", district: str = "") -> Spot:
    return spot(street=line, postcode=postcode, town=town, district=district)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mühlenstr.", "Muehlenstraße"),
        ("Haus-Horst-Straße", "Haus Horst Str."),
        ("HAUPTSTRASSE", "Hauptstr"),
        ("Str. des 17. Juni", "Straße des 17. Juni"),
        ("St.-Marien-Pl.", "Sankt Marien Platz"),
        ("Dr.-Schmidt-Straße", "Doktor Schmidt Str."),
        ("Am  Brunnenhof ", "am brunnenhof"),
    ],
)
def test_one_street_written_in_two_ways_is_one_street(one: str, other: str) -> None:
    assert street_key(one) == street_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ringstraße", "Ringweg"), ("Straße des 17. Juni", "Straße des 20. Juli"), ("Mühlenweg", "Mühle")],
)
def test_two_streets_stay_two(one: str, other: str) -> None:
    assert street_key(one) != street_key(other)


@pytest.mark.parametrize(
    ("line", "name", "number"),
    [
        ("Mühlenstraße 12", "Mühlenstraße", "12"),
        ("Mühlenstr. 12a", "Mühlenstr.", "12a"),
        ("Mühlenstr.12 A", "Mühlenstr.", "12a"),
        ("Mühlenstraße 12-14", "Mühlenstraße", "12"),
        ("Mühlenstraße 12a – 12c", "Mühlenstraße", "12a"),
        ("Am Markt 3/4", "Am Markt", "3"),
        ("Am Markt 7, Hinterhaus", "Am Markt", "7"),
        ("Am Markt 7 Hinterhaus", "Am Markt", "7"),
        ("Straße des 17. Juni 135", "Straße des 17. Juni", "135"),
        ("Straße des 17. Juni", "Straße des 17. Juni", ""),
        ("Hofweg", "Hofweg", ""),
        ("", "", ""),
    ],
)
def test_a_line_is_split_into_street_and_number(line: str, name: str, number: str) -> None:
    found, where = split_line(line)
    assert (found, str(where or "")) == (name, number)


def test_house_numbers_come_in_their_order() -> None:
    written = ["12b", "9", "12", "100", "12a"]
    assert [str(one) for one in sorted(map(house_number, written))] == ["9", "12", "12a", "12b", "100"]  # type: ignore[type-var]
    assert [house_number(text) for text in ("zwölf", "12-14", "", "12ab", "1234567", "0")] == [None] * 6
    assert house_number(" 12 A ") == HouseNumber(12, "a") and postcode_key("D-59 320") == "59320"


def test_house_numbers_win_over_the_street_and_that_over_all_else() -> None:
    lines = [
        street("Nummern", first="1", last="19", side=Side.ODD),
        street("Straße"),
        Reach(area="Ortsteil", kind=Kind.DISTRICT, town=TOWN, district="innenstadt"),
        Reach(area="PLZ", kind=Kind.POSTCODE, postcode="59320"),
        Reach(area="Gemeinde", kind=Kind.TOWN, town=TOWN),
    ]
    told = {
        "Mühlenstr. 7": "Nummern",
        "Mühlenstr. 8": "Straße",
        "Mühlenstr. 21": "Straße",
        "Marktplatz 1": "PLZ",
    }
    assert {line: area_of(at(line), lines, DAY).area for line in told} == told
    assert area_of(at("Marktplatz 1", district="Innenstadt"), lines, DAY).area == "Ortsteil"
    assert area_of(at("Marktplatz 1", town="Ennigerloh-Innenstadt"), lines, DAY).area == "Ortsteil"
    assert area_of(at("Marktplatz 1", postcode=""), lines, DAY).area == "Gemeinde"
    assert area_of(at("Marktplatz 1", postcode="", town="Ahlen"), lines, DAY).areas == ()


def test_an_end_without_a_letter_takes_all_letters_along() -> None:
    lines = [street("Nord", last="12"), street("Süd", first="13")]
    assert [area_of(at(f"Mühlenstr. {n}"), lines, DAY).area for n in ("12", "12a", "12 z", "13")] == [
        "Nord",
        "Nord",
        "Nord",
        "Süd",
    ]
    only = [street("Nord", first="12a", last="12b")]
    assert [area_of(at(f"Mühlenstr. {n}"), only, DAY).area for n in ("12", "12a", "12b", "12c")] == [
        None,
        "Nord",
        "Nord",
        None,
    ]


def test_without_a_house_number_a_divided_street_says_so() -> None:
    divided = [street("Nord", last="10"), street("Süd", first="11")]
    answer = area_of(at("Mühlenstraße"), divided, DAY)
    assert answer.number_missing and answer.area is None and set(answer.areas) == {"Nord", "Süd"}
    part = area_of(at("Mühlenstraße"), divided[:1], DAY)
    assert part.number_missing and part.area is None
    same = [street("Nord", last="10"), street("Nord")]
    assert area_of(at("Mühlenstraße"), same, DAY).area == "Nord"


def test_a_street_that_a_town_has_twice_is_told_by_its_postal_code() -> None:
    lines = [street("Nord", postcode="59320"), street("Süd", postcode="59321")]
    assert area_of(at("Mühlenstr. 1"), lines, DAY).area == "Nord"
    assert area_of(at("Mühlenstr. 1", postcode="59321"), lines, DAY).area == "Süd"
    assert not list(contradictions(lines))
    assert area_of(at("Mühlenstr. 1", town="Ahlen"), lines, DAY).area is None


def test_a_line_holds_from_its_first_day_until_the_day_before_it_ends() -> None:
    lines = [street("alt", until=DAY), street("neu", since=DAY)]
    assert area_of(at("Mühlenstr. 1"), lines, DAY - dt.timedelta(days=1)).area == "alt"
    assert area_of(at("Mühlenstr. 1"), lines, DAY).area == "neu"
    assert not list(contradictions(lines))


def test_contradicting_lines_name_all_areas() -> None:
    answer = area_of(at("Mühlenstr. 1"), [street("Nord"), street("Süd")], DAY)
    assert answer.areas == ("Nord", "Süd") and answer.area is None


def test_odd_and_even_do_not_contradict_each_other() -> None:
    odd, even = street("Nord", side=Side.ODD), street("Süd", side=Side.EVEN)
    assert not contradict(odd, even)
    assert contradict(odd, street("Süd", first="3", last="5")) and not contradict(
        even, street("Nord", first="3", last="3")
    )
    assert not contradict(street("Nord"), odd), "less precise is no contradiction"


def test_what_is_said_must_fit() -> None:
    empty = {name: "" for name in ("town", "postcode", "street", "district", "first", "last")}

    def wrong(kind: Kind, side: Side = Side.ALL, **said: str) -> set[str]:
        return {name for name, _ in problems(kind=kind, side=side, **empty | said)}

    assert wrong(Kind.STREET) == {"street", "town"}
    assert wrong(Kind.STREET, street="A", town="B", first="x", last="9") == {"first"}
    assert wrong(Kind.STREET, street="A", town="B", first="12b", last="12a") == {"last"}
    assert wrong(Kind.STREET, street="A", town="B", first="12b", last="12") == set()
    assert wrong(Kind.STREET, street="A", town="B", postcode="123") == {"postcode"}
    assert wrong(Kind.DISTRICT, town="B") == {"district"}
    assert wrong(Kind.POSTCODE, postcode="1234") == {"postcode"}
    assert wrong(Kind.POSTCODE, postcode="59320") == set()
    assert wrong(Kind.TOWN, town="B", first="1") == {"first"}


# --- Against a plain model ---

SMALL = [HouseNumber(number, letter) for number in range(1, 6) for letter in ("", "a", "b")]


@st.composite
def lines(draw: st.DrawFn) -> Reach:
    kind = draw(st.sampled_from([Kind.STREET] * 4 + list(Kind)[1:]))
    area = draw(st.sampled_from(["A", "B", "C"]))
    if kind == Kind.STREET:
        low, high = sorted((draw(st.sampled_from(SMALL)), draw(st.sampled_from(SMALL))))
        ends = draw(st.sampled_from([(None, None), (low, None), (None, high), (low, high)]))
        name, side = draw(st.sampled_from(["x", "y"])), draw(st.sampled_from(list(Side)))
        return Reach(area=area, kind=kind, town="t", street=name, first=ends[0], last=ends[1], side=side)
    return Reach(area=area, kind=kind, town="t", postcode="1" if kind == Kind.POSTCODE else "", district="d")


def fits(line: Reach, asked: Spot) -> int:
    """How precisely a line names this door, plainly: 0 not at all."""
    match line.kind:
        case Kind.TOWN:
            return 1 if line.town == asked.town else 0
        case Kind.POSTCODE:
            return 2 if line.postcode == asked.postcode else 0
        case Kind.DISTRICT:
            return 3 if asked.district == line.district else 0
    if line.street != asked.street or asked.number is None:
        return 0
    after = line.first is None or asked.number >= line.first
    before = line.last is None or (
        asked.number.number <= line.last.number if not line.last.letter else asked.number <= line.last
    )
    parity = {Side.ALL: True, Side.ODD: asked.number.number % 2 == 1, Side.EVEN: asked.number.number % 2 == 0}
    if not (after and before and parity[Side(line.side)]):
        return 0
    return 5 if line.first or line.last or line.side != Side.ALL else 4


doors = st.builds(
    Spot,
    st.sampled_from(["x", "y", "z"]),
    st.sampled_from(SMALL),
    st.sampled_from(["1", "2"]),
    st.sampled_from(["t", "u"]),
    st.sampled_from(["", "d"]),
)


@given(st.lists(lines(), max_size=8), doors)
def test_the_most_precise_line_wins_as_a_plain_model_says(known: list[Reach], asked: Spot) -> None:
    there = [line for line in known if line.kind == Kind.POSTCODE or line.town == asked.town]
    best = max((fits(line, asked) for line in there), default=0)
    wanted = {line.area for line in there if best and fits(line, asked) == best}
    assert set(Atlas(known, DAY).area_of(asked).areas) == wanted


@given(lines(), lines())
def test_lines_contradict_each_other_exactly_where_they_share_a_door(one: Reach, other: Reach) -> None:
    everywhere = [
        Spot(street, number, postcode, "t", district)
        for street in ("x", "y")
        for number in [*SMALL, HouseNumber(900), HouseNumber(901)]
        for postcode in ("1", "2")
        for district in ("", "d")
    ]
    shared = any(fits(one, door) == fits(other, door) != 0 for door in everywhere)
    assert contradict(one, other) == contradict(other, one) == shared


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_read_without_a_mistake(line: str, town: str) -> None:
    asked = spot(street=line, postcode=town, town=town)
    assert street_key(asked.street) == asked.street or asked.street
    assert town_key(town_key(town)) == town_key(town)
