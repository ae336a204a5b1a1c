"""The figures of the final report of PRO AKTIV, counted from the records of 984 synthetic people.

Percentages in the comments of `margins` say which whole numbers were worked out from printed shares. What the report
lost or never said is in `docs/figures.md` and in no test.
"""

import datetime as dt
import uuid
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from statistics import mean

import pytest

from rundblick.statistics.bands import parse_bands
from rundblick.statistics.change import Change, Moves, paired_change
from rundblick.statistics.figures import Figure
from rundblick.statistics.responses import count_responses
from rundblick.statistics.rounding import round_half_up
from tests.evaluation.proaktiv_cohort.loaded import WAVES, Counted, counted

pytestmark = pytest.mark.xdist_group("pro_aktiv")
WORKING = {"insured_employment", "minijob", "subsidised_employment", "apprenticeship"}
MEASURES = {"work_opportunity", "activation", "further_training", "subsidised_employment"}
HALF_YEAR = dt.timedelta(days=183)


@pytest.fixture(scope="module")
def cohort() -> Counted:
    return counted()


def percent(part: int, whole: int) -> int:
    return int(round_half_up(Fraction(100 * part, whole)))


def tenths(part: int, whole: int) -> Decimal:
    return round_half_up(Fraction(100 * part, whole), 1)


def waves_of(cohort: Counted, site: str = "") -> Counter[int]:
    """How many people took part in one, two, three surveys."""
    taken = Counter(person for wave in WAVES for person in cohort.scores[wave] if site in ("", cohort.sites[person]))
    return Counter(taken.values())


def points(cohort: Counted, wave: str, code: str, site: str = "") -> dict[uuid.UUID, float]:
    """The answers to one question in one survey, of those who gave one."""
    return {
        person: float(value)
        for person, own in cohort.scores[wave].items()
        if (value := own[code].value) is not None and site in ("", cohort.sites[person])
    }


def change(cohort: Counted, code: str, bands: str, site: str = "") -> Change:
    """First answer against the one of the last survey somebody took part in."""
    first = points(cohort, "t1", code, site)
    last = points(cohort, "t2", code, site) | points(cohort, "t3", code, site)
    both = sorted(first.keys() & last.keys())
    return paired_change([first[who] for who in both], [last[who] for who in both], bands=parse_bands(bands))


def shares(moves: Moves) -> tuple[int, int, int]:
    return percent(moves.improved, moves.n), percent(moves.same, moves.n), percent(moves.worse, moves.n)


def target(cohort: Counted, code: str, site: str = "") -> Figure:
    return next(one for one in cohort.targets[site] if one.code == f"targets.{code}")


def test_984_take_part_and_770_are_in_the_research(cohort: Counted) -> None:
    assert (cohort.everybody, len(cohort.research)) == (984, 770)
    assert tenths(770, 984) == Decimal("78.3")


@pytest.mark.parametrize(
    ("site", "waves", "pairs"),
    [("en", (204, 168, 59), 227), ("mk", (111, 86, 142), 228), ("", (315, 254, 201), 455)],
)
def test_waves(cohort: Counted, site: str, waves: tuple[int, int, int], pairs: int) -> None:
    found = waves_of(cohort, site)
    assert (found[1], found[2], found[3]) == waves
    assert found[2] + found[3] == pairs


@pytest.mark.parametrize(
    ("site", "young", "middle", "old", "average"),
    [("", 5, 79, 16, "42.5"), ("en", 2, 78, 20, "44.4"), ("mk", 9, 81, 10, "40.1")],
)
def test_ages(cohort: Counted, site: str, young: int, middle: int, old: int, average: str) -> None:
    groups = Counter(row["age_wide"] for row in cohort.research if site in ("", row["site"]))
    known = groups.total() - groups[None]
    assert groups[None] == (0 if site == "en" else 1), "one date of birth is not known (n = 769)"
    assert [percent(groups[g], known) for g in ("unter 25", "25–54", "ab 55")] == [young, middle, old]
    years = [age for where, age in cohort.ages if age is not None and site in ("", where)]
    assert round_half_up(Fraction(sum(years), len(years)), 1) == Decimal(average)


@pytest.mark.parametrize(("site", "alone"), [("", 60), ("en", 58), ("mk", 63)])
def test_living_alone(cohort: Counted, site: str, alone: int) -> None:
    roles = Counter(row["household_role"] for row in cohort.research if site in ("", row["site"]))
    known = roles.total() - roles["other"]
    assert percent(roles["single"], known) == alone
    if not site:
        assert known == 752


def test_the_first_answers(cohort: Counted) -> None:
    body, mind, part = (list(points(cohort, "t1", code).values()) for code in ("koerper", "seele", "teilhabe"))
    assert (len(body), len(mind), len(part)) == (719, 717, 707)
    assert percent(sum(value <= 4 for value in body), 719) == 78
    assert [percent(sum(low <= value <= low + 1 for value in mind), 717) for low in (1, 3, 5, 7)] == [37, 37, 19, 8]
    assert percent(sum(value >= 5 for value in mind), 717) == 26, "not 19 + 8: counts are added before they are rounded"
    assert percent(sum(value <= 4 for value in part), 707) == 55


EXCLUDED = [(None, (78, None, None)), (139, (50, None, None)), (112, (None, None, 38)), (73, (None, None, 66))]
TABLES = [
    ("koerper", "1-2,3-4,5-8", [(119, (66, 26, 8)), (227, (44, 26, 30)), (95, (23, 22, 55))]),
    ("seele", "1-2,3-4,5-8", [(156, (71, 22, 6)), (161, (47, 25, 27)), (121, (None, 19, 60))]),
    ("teilhabe", "1-2,3-4,5-6,7-8", EXCLUDED),
]


@pytest.mark.parametrize(("code", "bands", "printed"), TABLES, ids=[code for code, _, _ in TABLES])
def test_change_by_where_people_began(
    cohort: Counted, code: str, bands: str, printed: list[tuple[int | None, tuple[int | None, ...]]]
) -> None:
    for stratum, (n, percents) in zip(change(cohort, code, bands).strata, printed, strict=True):
        assert n is None or stratum.moves.n == n
        for ours, theirs in zip(shares(stratum.moves), percents, strict=True):
            assert theirs is None or ours == theirs, (code, stratum.band.label)


@pytest.mark.parametrize(
    ("code", "site", "n", "same", "worse"),
    [("seele", "en", 75, 24, 4), ("seele", "mk", 81, 21, 9), ("koerper", "en", 70, 21, 6)],
)
def test_change_by_jobcenter_where_it_is_printed(
    cohort: Counted, code: str, site: str, n: int, same: int, worse: int
) -> None:
    worst = change(cohort, code, "1-2,3-4,5-8", site).strata[0].moves
    assert (worst.n, *shares(worst)[1:]) == (n, same, worse)


@pytest.mark.parametrize(
    ("code", "improved", "of", "printed", "everybody", "wrong"),
    [("koerper", 179, 346, 52, (201, 441), "45.6"), ("seele", 187, 317, 59, (213, 438), "48.6")],
)
def test_the_headline_is_of_those_who_began_low_and_of_nobody_else(
    cohort: Counted, code: str, improved: int, of: int, printed: int, everybody: tuple[int, int], wrong: str
) -> None:
    found = change(cohort, code, "1-2,3-4,5-8")
    low = found.strata[:2]
    assert (sum(one.moves.improved for one in low), sum(one.moves.n for one in low)) == (improved, of)
    assert percent(improved, of) == printed
    assert (found.moves.improved, found.moves.n) == everybody
    assert tenths(*everybody) == Decimal(wrong) != printed


def test_the_feeling_of_belonging_is_a_headline_of_the_excluded(cohort: Counted) -> None:
    low = change(cohort, "teilhabe", "1-2,3-4,5-6,7-8").strata[:2]
    assert percent(sum(one.moves.improved for one in low), sum(one.moves.n for one in low)) == 62


def test_nobody_moves_beyond_the_ends_of_the_scale(cohort: Counted) -> None:
    for code in ("koerper", "seele", "teilhabe"):
        first, last = points(cohort, "t1", code), points(cohort, "t2", code) | points(cohort, "t3", code)
        for who in first.keys() & last.keys():
            assert 1 - first[who] <= last[who] - first[who] <= 8 - first[who]


def test_life_has_changed_more_at_the_end_than_at_half_time(cohort: Counted) -> None:
    half, end = (list(points(cohort, wave, "veraenderung").values()) for wave in ("t2", "t3"))
    assert [percent(own.count(1), len(own)) for own in (half, end)] == [10, 5]
    noticeable = [Fraction(sum(value >= 5 for value in own), len(own)) for own in (half, end)]
    assert Fraction(1, 2) < noticeable[0] < noticeable[1]


def test_work_among_all_984(cohort: Counted) -> None:
    kinds = Counter(kind for _, kind, _, _ in cohort.outcomes)
    wanted = {"insured_employment": 7, "minijob": 6, "subsidised_employment": 3, "apprenticeship": 1}
    assert {kind: percent(kinds[kind], 984) for kind in wanted} == wanted
    people = {person for person, kind, _, _ in cohort.outcomes if kind in WORKING}
    assert percent(len(people), 984) >= 15, "the target Z1"


def test_where_450_are_at_the_end_with_up_to_three_answers(cohort: Counted) -> None:
    ended = [row["exit"] for row in cohort.research if row["exit"]]
    assert len(ended) == 450
    at_end = count_responses([[code] for code in ended])
    assert percent(at_end.mentions_of("zeit_um"), 450) == 61
    kinds = Counter(kind for _, kind, _, _ in cohort.outcomes)
    # One kind holds full and partial pensions (12 and 3 %), one medical and vocational rehabilitation (3 and 8 %).
    assert (percent(kinds["pension"], 450), percent(kinds["rehabilitation"], 450)) == (15, 11)
    assert percent(kinds["subsidised_employment"], 450) == 7


def test_16_of_984_are_insured_with_the_drv_westfalen_and_at_work(cohort: Counted) -> None:
    people = {person for person, kind, _, _ in cohort.outcomes if kind in WORKING and person in cohort.westfalen}
    assert len(people) == 16
    assert len(cohort.westfalen) > 100, "most of those insured there are not at work"
    assert tenths(16, cohort.everybody) == Decimal("1.6")


@pytest.mark.parametrize(("site", "there"), [("en", Fraction(2, 3)), ("mk", Fraction(79, 100))])
def test_insured_work_that_lasts_half_a_year(cohort: Counted, site: str, there: Fraction) -> None:
    own = [one for one in cohort.outcomes if one[1] == "insured_employment" and cohort.sites[one[0]] == site]
    lasting = [on for _, _, on, until in own if until is None or until >= on + HALF_YEAR]
    assert percent(len(lasting), len(own)) == round_half_up(there * 100)


def test_measures(cohort: Counted) -> None:
    known = [(person, kind) for person, kind, _, _ in cohort.outcomes if kind in MEASURES]
    assert len(known) == 325
    reached = target(cohort, "massnahme")
    assert (reached.numerator, reached.denominator, reached.value) == (239, 770, Decimal(31))
    assert reached.target == Decimal(30)
    by_site = {site: Counter(kind for who, kind in known if cohort.sites[who] == site) for site in ("en", "mk")}
    en, mk = by_site["en"], by_site["mk"]
    assert percent(en["work_opportunity"], en.total()) == 46
    assert percent(en["activation"], en.total()) == 40
    assert percent(mk["activation"], mk.total()) == 37


def test_connections(cohort: Counted) -> None:
    persons, links = cohort.connected[""]
    assert (persons.numerator, persons.denominator, persons.value) == (562, 770, Decimal(73))
    assert links.numerator == 1132
    assert round_half_up(Fraction(1132, 770), 2) == Decimal("1.47")
    for site in ("en", "mk"):
        value = cohort.connected[site][0].value
        assert value is not None and value > 70


def test_how_long_667_took_part(cohort: Counted) -> None:
    over = [row for row in cohort.research if row["running"] == "nein"]
    assert len(over) == 667
    full = sum(row["days_in_programme"] >= 730 for row in over)
    assert Fraction(1, 2) < Fraction(full, 667) < Fraction(11, 20), "slightly more than half"
    for site, years in (("en", "1.7"), ("mk", "1.9")):
        days = [row["days_in_programme"] for row in over if row["site"] == site]
        assert round_half_up(Fraction(mean(days)) / Fraction(1461, 4), 1) == Decimal(years)


def test_talks_and_applications(cohort: Counted) -> None:
    both = {label: (cohort.rehab["en"][label], cohort.rehab["mk"][label]) for label in cohort.rehab["en"]}
    rows = {label: (en.number, mk.number) for label, (en, mk) in both.items()}
    assert rows["Fallbesprechung"] == (974, 1143) and sum(rows["Fallbesprechung"]) == 2117
    assert rows["Informationsgespräch"] == (280, 244) and sum(rows["Informationsgespräch"]) == 524
    assert rows["Beratungsgespräch"] == (150, 69) and sum(rows["Beratungsgespräch"]) == 219
    assert sum(rows["Anträge: Medizinische Reha"]) == 91
    assert rows["Anträge: Leistung zur Teilhabe am Arbeitsleben (LTA)"] == (21, 12)
    assert sum(rows["Aufgedeckte Altfälle"]) == 12
    assert sum(en.of + mk.of for en, mk in [both["Fallbesprechung"]]) == 851, (
        "people, as the title of Abb. 30 must mean"
    )
