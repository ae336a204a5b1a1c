"""A percentage says of whom it is, and what it would be of others."""

import datetime as dt

import pytest

from rundblick.evaluation.protection import Shown, Status
from rundblick.evaluation.traps import readings, traps, traps_of
from rundblick.programmes.shelf import shelf
from rundblick.statistics.figures import Figure, share
from tests.house import House

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("figure", "printed", "others"),
    [("z6_koerper", 52, [46, 26, 20]), ("z6_seele", 59, [48, 28, 22]), ("z6_teilhabe", 62, [None])],
)
def test_pro_aktivs_shares_come_out_of_their_subgroups_and_are_others_of_others(
    figure: str, printed: int, others: list[int | None]
) -> None:
    (trap,) = [one for one in traps_of("pro_aktiv") if one.figure == figure]
    assert trap.used.percent == trap.printed == printed
    assert [one.percent for one in trap.others] == others
    assert trap.question == f"{printed}{NBSP}% von wem?"


def test_what_cannot_be_computed_says_why() -> None:
    (trap,) = [one for one in traps_of("pro_aktiv") if one.figure == "z6_teilhabe"]
    assert "nicht zu berechnen" in trap.others[0].words


def test_every_trap_belongs_to_a_programme_and_names_its_source() -> None:
    for one in traps():
        assert one.programme in shelf() and one.source and one.others


def test_the_pairs_are_those_the_definition_quotes() -> None:
    quoted = {one.code: (int(one.numerator), int(one.denominator or 0)) for one in shelf()["pro_aktiv"].results}
    for one in traps_of("pro_aktiv"):
        if one.figure in quoted:
            assert (one.used.numerator, one.used.denominator) == quoted[one.figure]


def shown(code: str = "x.share", numerator: int = 37, denominator: int = 48, missing: int = 0) -> Shown:
    figure: Figure = share(
        code=code,
        label="Nehmen teil",
        numerator=numerator,
        denominator=denominator,
        as_of=dt.date(2021, 12, 31),
        missing=missing,
    )
    return Shown(place=0, section="s", figure=figure, status=Status.SHOWN, quotation="", printed=None)


def test_a_figure_with_missing_answers_shows_both_denominators() -> None:
    own, other = readings("x", shown(missing=12))
    assert (own.numbers, own.value) == ("37 von 48", f"77{NBSP}%")
    assert (other.numbers, other.value) == ("37 von 60", f"62{NBSP}%")


def test_a_figure_of_the_file_shows_its_other_denominators() -> None:
    _, other = readings("anna", shown("anna.quota.eingliederung", 33, 63))
    assert (other.numbers, other.value) == ("33 von 74", f"45{NBSP}%")


def test_numbers_of_the_source_are_no_reading_of_other_records() -> None:
    assert readings("anna", shown("anna.quota.eingliederung", 3, 16)) == []


def test_who_counts_the_larger_whole_reads_what_the_source_says_of_the_smaller_one() -> None:
    own, other = readings("pro_aktiv", shown("pro_aktiv.quota.massnahme", 239, 984))
    assert (own.value, other.numbers, other.value) == (f"24{NBSP}%", "239 von 770", f"31{NBSP}%")


def test_a_figure_without_another_denominator_or_hidden_says_nothing() -> None:
    assert readings("x", shown()) == []


def test_the_page_lists_them_for_those_who_read_reports(house: House) -> None:
    page = house.login("kai").get("/berichte/prozent/").content.decode()
    assert f"52{NBSP}% von wem?" in page and "201 von 441" in page
    assert house.login("ivo").get("/berichte/prozent/").status_code == 404
    assert "Prozent von wem?" in house.login("nora").get("/berichte/").content.decode()
