"""The report of PRO AKTIV over the 984 of the synthetic cohort: waves, change, and 52 per cent of whom."""

from decimal import Decimal
from fractions import Fraction

import pytest

from rundblick.evaluation.page import Page
from rundblick.evaluation.page.build import build
from rundblick.evaluation.protection import Status, protected
from rundblick.evaluation.quotes import literature, out_of_reach
from rundblick.evaluation.traps import traps_of
from rundblick.programmes.shelf import shelf
from rundblick.statistics.figures import Figure
from rundblick.statistics.rounding import round_half_up
from tests.evaluation.proaktiv_cohort.loaded import STICHTAG, counted
from tests.evaluation.records import by_key

pytestmark = pytest.mark.xdist_group("pro_aktiv")
PROGRAMME = shelf()["pro_aktiv"]
MOVES = ("improved", "same", "worse")
Key = tuple[str, str]


@pytest.fixture(scope="module")
def figures() -> dict[Key, Figure]:
    return by_key(counted().report)


@pytest.fixture(scope="module")
def page() -> Page:
    found = protected(counted().report, literature("pro_aktiv"))
    return build(PROGRAMME, PROGRAMME.reports[0], "Projekt", STICHTAG, found, out_of_reach=out_of_reach("pro_aktiv"))


def of(figures: dict[Key, Figure], code: str, site: str = "") -> Figure:
    return figures[f"pro_aktiv.{code}", site]


def moves(figures: dict[Key, Figure], row: str) -> tuple[Figure, ...]:
    """Improved, the same and worse of a row of a table of change, whatever its subgroup is called."""
    return tuple(next(f for (c, _), f in figures.items() if c == f"pro_aktiv.{row}.{move}") for move in MOVES)


def row(figures: dict[Key, Figure], code: str) -> tuple[int | None, ...]:
    found = moves(figures, code)
    return (found[0].denominator, *(None if one.value is None else int(one.value) for one in found))


@pytest.mark.parametrize(
    ("site", "asked", "once", "thrice", "pairs"),
    [("Jobcenter EN", 431, 204, 59, 227), ("Jobcenter MK", 339, 111, 142, 228), ("", 770, 315, 201, 455)],
)
def test_waves_by_jobcenter(
    figures: dict[Key, Figure], site: str, asked: int, once: int, thrice: int, pairs: int
) -> None:
    assert of(figures, "teilhabe.asked", site).numerator == asked
    assert of(figures, "teilhabe.pattern.t1", site).numerator == once
    assert of(figures, "teilhabe.pattern.t1+t2+t3", site).numerator == thrice
    found = of(figures, "teilhabe.pairs", site)
    assert (found.numerator, found.denominator) == (pairs, asked)
    twice = [of(figures, f"teilhabe.pattern.t1+{wave}", site).numerator or 0 for wave in ("t2", "t3")]
    assert sum(twice) == asked - once - thrice


def test_of_984_who_take_part_770_are_in_the_research(figures: dict[Key, Figure]) -> None:
    asked = of(figures, "teilhabe.asked")
    assert (asked.numerator, asked.denominator) == (770, 984)
    assert of(figures, "teilhabe.not_asked").numerator == 214
    assert of(figures, "participants").numerator == 984


TABLES = {
    "koerper.sehr_schlecht": (119, 66, 26, 8),
    "koerper.schlecht": (227, 44, 26, 30),
    "koerper.gut": (95, 23, 22, 55),
    "seele.sehr_schlecht": (156, 71, 22, 6),
    "seele.schlecht": (161, 47, 25, 27),
    "seele.gut": (121, 21, 19, 60),
}


@pytest.mark.parametrize("code", TABLES)
def test_the_printed_tables_of_change(figures: dict[Key, Figure], code: str) -> None:
    assert row(figures, code) == TABLES[code]


def test_eleven_with_very_good_health_are_counted_with_the_good_ones(figures: dict[Key, Figure]) -> None:
    note = moves(figures, "koerper.gut")[0].note
    assert "Zusammengelegt" in note
    assert not any(code.startswith("pro_aktiv.koerper.sehr_gut") for code, _ in figures)


def test_the_feeling_of_belonging(figures: dict[Key, Figure]) -> None:
    assert row(figures, "teilhabe.ausgeschlossen")[1] == 78
    assert row(figures, "teilhabe.eher_ausgeschlossen")[:2] == (139, 50)
    assert row(figures, "teilhabe.eher_dabei")[::3] == (112, 38)
    assert row(figures, "teilhabe.dabei")[::3] == (73, 66)
    assert moves(figures, "teilhabe.headline")[0].value == 62


@pytest.mark.parametrize(
    ("score", "n", "improved", "of_all", "wrong"),
    [("koerper", 346, 52, (201, 441), "45.6"), ("seele", 317, 59, (213, 438), "48.6")],
)
def test_the_headline_names_its_subgroup_and_the_wrong_denominator_gives_another_number(
    figures: dict[Key, Figure], score: str, n: int, improved: int, of_all: tuple[int, int], wrong: str
) -> None:
    best, everybody = moves(figures, f"{score}.headline")[0], moves(figures, f"{score}.all")[0]
    assert (best.denominator, best.value) == (n, Decimal(improved))
    assert best.subgroup == "Beginn sehr schlecht oder schlecht"
    assert (everybody.numerator, everybody.denominator) == of_all
    assert everybody.exact is not None
    assert round_half_up(everybody.exact * 100, 1) == Decimal(wrong)
    assert "nur für die genannte Teilgruppe" in everybody.note
    assert everybody.value != best.value


def test_who_did_not_answer_is_missing_and_in_no_denominator(figures: dict[Key, Figure]) -> None:
    for score, known in (("koerper", 441), ("seele", 438)):
        both = of(figures, f"{score}.all")
        assert (both.numerator, both.denominator, both.missing) == (known, 455, 455 - known)


def test_work_in_the_report_is_of_all_who_took_part(figures: dict[Key, Figure]) -> None:
    target = of(figures, "quota.beschaeftigung")
    assert target.denominator == 984
    assert target.value is not None and target.target is not None and target.value >= target.target
    kinds = {"insured_employment": 7, "minijob": 6, "subsidised_employment": 3, "apprenticeship": 1}
    for kind, percent in kinds.items():
        number = of(figures, f"outcome.{kind}").numerator or 0
        assert round_half_up(Fraction(100 * number, 984)) == percent


def test_16_of_984_reach_the_second_target(figures: dict[Key, Figure], page: Page) -> None:
    westfalen = of(figures, "quota.westfalen")
    assert (westfalen.numerator, westfalen.denominator) == (16, 984)
    assert (westfalen.value, westfalen.target) == (Decimal("1.6"), Decimal("1.5"))
    assert of(figures, "quota.westfalen.above_target").value == Decimal("0.1")
    said = " ".join(sentence for part in page.parts for block in part.blocks for sentence in block.sentences)
    assert "16 von 984 (1,6\u00a0%)" in said


def test_the_page_warns_of_the_wrong_denominator(page: Page) -> None:
    warned = dict(page.traps)
    body = next(text for heading, text in warned.items() if heading == "Körperliche Gesundheit: 52\u00a0% von wem?")
    assert "Von 346" in body and "201 von 441 (46\u00a0%)" in body
    assert "In der Quelle: 52\u00a0%" in body and "ohne die Teilgruppe" in body


def test_measures_of_all_who_took_part_are_another_share_than_those_of_the_research(
    figures: dict[Key, Figure], page: Page
) -> None:
    measures = of(figures, "quota.massnahme")
    assert (measures.numerator, measures.denominator, measures.value) == (239, 984, Decimal(24))
    trap = next(one for one in traps_of("pro_aktiv") if one.figure == "quota.massnahme")
    assert trap.printed == trap.used.percent == 31
    assert any("24" in heading for heading, _ in page.traps)


def test_nothing_of_a_large_cohort_has_to_be_hidden_in_the_tables_of_change() -> None:
    found = protected(counted().report, literature("pro_aktiv"))
    tables = [one for one in found if one.section in {"befragungen", "koerper", "seele"}]
    assert tables and all(one.status is not Status.SUPPRESSED for one in tables)


def test_the_page_says_what_the_source_lost_apart_from_what_is_not_kept(page: Page) -> None:
    assert [heading for heading, _ in page.beyond] == [
        "Gedruckt, aber nicht aus den Akten zu berechnen",
        "Was in der Quelle verloren ging",
    ]
    lost = " ".join(entry.what for entry in page.lost)
    assert "Gründe der Teilnahme" in lost and "46 besonderen Arbeitsplätze" in lost
    refused = " ".join(entry.what for entry in page.unreachable)
    assert "Staatsangehörigkeit" in refused and "Staatsangehörigkeit" not in lost
