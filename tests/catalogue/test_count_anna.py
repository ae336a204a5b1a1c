"""Every number that the report of ANNA prints, counted from the records by plain loops.

Nothing of the product's own counting is used here: what the records hold must be visible to anybody who counts.
"""

import datetime as dt
from collections import Counter

import pytest

from rundblick.catalogue.scenario import expected
from rundblick.catalogue.scenario.anna import WORKING_AGE, anna
from rundblick.catalogue.scenario.days import age_on
from rundblick.catalogue.scenario.expected import APPLICATIONS, CHARTS, OUTCOMES, SITES
from rundblick.catalogue.scenario.model import JourneyCell, Outcome
from rundblick.catalogue.scenario.words import CONSENT_OR_COOPERATION, STEPS_OF

RECORDS = anna()
SITE = {household.key: household.site for household in RECORDS.households}
EARLIER = dt.date(2021, 6, 30)
END = dt.date(2022, 11, 30)


def children(as_of: dt.date) -> dict[str, str]:
    """Child -> household, members with a child's role on that day."""
    found = {}
    for m in RECORDS.memberships:
        is_child = m.role in ("child", "adult_child")
        if is_child and m.valid_from <= as_of and (m.valid_until is None or as_of < m.valid_until):
            found[m.person] = m.household
    return found


def single_parents() -> set[str]:
    return {m.household for m in RECORDS.memberships if m.role == "single_parent"}


def state(as_of: dt.date) -> dict[tuple[str, str], dict[str, JourneyCell]]:
    """Per child and benefit the latest entry of each step up to that day."""
    found: dict[tuple[str, str], dict[str, JourneyCell]] = {}
    for cell in sorted(RECORDS.cells, key=lambda cell: cell.on):
        if cell.on <= as_of:
            found.setdefault((cell.child, cell.benefit), {})[cell.step] = cell
    return found


def reached(benefit: str, step: str, site: str, as_of: dt.date) -> int:
    number = 0
    for (child, of), cells in state(as_of).items():
        if of == benefit and step in cells and cells[step].reached:
            number += site in ("", SITE[children(as_of)[child]])
    return number


def outcomes(kind: str, as_of: dt.date = OUTCOMES) -> list[Outcome]:
    return [o for o in RECORDS.outcomes if o.kind == kind and o.on <= as_of]


@pytest.mark.parametrize(("site", "number"), list(zip(SITES, expected.HOUSEHOLDS, strict=True)))
def test_thirty_households_live_at_two_sites(site: str, number: int) -> None:
    assert sum(1 for h in RECORDS.households if site in ("", h.site)) == number
    assert sum(1 for r in RECORDS.residences if site in ("", r.place)) == number


@pytest.mark.parametrize(("site", "number"), list(zip(SITES, expected.CHILDREN, strict=True)))
@pytest.mark.parametrize("as_of", [CHARTS, OUTCOMES])
def test_sixty_one_children_live_in_them(site: str, number: int, as_of: dt.date) -> None:
    assert sum(1 for household in children(as_of).values() if site in ("", SITE[household])) == number


@pytest.mark.parametrize("site", SITES[1:])
def test_children_by_parenting_status(site: str) -> None:
    place = SITES[1:].index(site)
    here = [household for household in children(CHARTS).values() if SITE[household] == site]
    assert sum(1 for household in here if household in single_parents()) == expected.SINGLE_PARENT[place]
    assert sum(1 for household in here if household not in single_parents()) == expected.NOT_SINGLE_PARENT[place]


@pytest.mark.parametrize("site", SITES[1:])
def test_children_by_what_the_sheet_of_the_programme_says(site: str) -> None:
    place = SITES[1:].index(site)
    households = children(CHARTS)
    said = Counter(a.value for a in RECORDS.attributes if SITE[households[a.person]] == site)
    assert said == {"yes": expected.MIGRATION[place], "no": expected.NO_MIGRATION[place]}


def test_the_attribute_of_the_programme_carries_its_purpose() -> None:
    assert {a.code for a in RECORDS.attributes} == {"migration"}
    assert {a.programme for a in RECORDS.attributes} == {"anna"}
    assert all(a.purpose for a in RECORDS.attributes)


BUT_CELLS = [
    (benefit, step, site, number)
    for benefit, steps in expected.BUT.items()
    for step, numbers in steps.items()
    for site, number in zip(SITES, numbers, strict=False)
]


@pytest.mark.parametrize("as_of", [CHARTS, APPLICATIONS])
@pytest.mark.parametrize(("benefit", "step", "site", "number"), BUT_CELLS)
def test_every_printed_cell_of_the_but_charts(benefit: str, step: str, site: str, number: int, as_of: dt.date) -> None:
    # 6.6 prints the charts for December 2021, 3.2 repeats their ends beside numbers of April 2022.
    assert reached(benefit, step, site, as_of) == number


@pytest.mark.parametrize(("benefit", "number"), list(expected.NOT_ENTITLED.items()))
def test_children_without_entitlement(benefit: str, number: int) -> None:
    entries = [cells["entitled"] for (_, of), cells in state(CHARTS).items() if of == benefit]
    assert len(entries) == 61
    assert sum(1 for cell in entries if not cell.reached) == number


@pytest.mark.parametrize(("benefit", "reasons"), list(expected.REASONS.items()))
def test_reasons_of_those_who_do_not_take_part(benefit: str, reasons: dict[str, int]) -> None:
    counted: Counter[str] = Counter()
    without = 0
    for (_, of), cells in state(CHARTS).items():
        if of == benefit:
            stops = [cell for cell in cells.values() if not cell.reached and cell.step != "entitled"]
            given = [reason for cell in stops for reason in cell.reasons]
            counted.update("no_cooperation_or_consent" if r in CONSENT_OR_COOPERATION else r for r in given)
            without += cells["entitled"].reached and not ("used" in cells and cells["used"].reached)
    assert counted == reasons
    assert without == sum(reasons.values())


def test_the_one_reason_of_the_report_is_kept_apart_in_two() -> None:
    split = {
        (benefit, reason): sum(
            1
            for (_, of), cells in state(CHARTS).items()
            for cell in cells.values()
            if of == benefit and not cell.reached and reason in cell.reasons
        )
        for benefit in expected.REASONS
        for reason in CONSENT_OR_COOPERATION
    }
    assert split == {
        ("lunch", "consent_not_given"): 0,
        ("lunch", "steps_open"): 0,
        ("tutoring", "consent_not_given"): 2,
        ("tutoring", "steps_open"): 1,
        ("school_participation", "consent_not_given"): 2,
        ("school_participation", "steps_open"): 1,
        ("social_participation", "consent_not_given"): 4,
        ("social_participation", "steps_open"): 3,
    }


def test_a_consent_that_is_not_given_is_never_explained() -> None:
    assert not [c for c in RECORDS.cells if "consent_not_given" in c.reasons and (c.footnote or len(c.reasons) > 1)]


@pytest.mark.parametrize(("benefit", "details"), list(expected.DETAILS.items()))
def test_places_subjects_and_kinds_of_those_who_take_part(benefit: str, details: dict[str, int]) -> None:
    users = [cells["used"] for (_, of), cells in state(CHARTS).items() if of == benefit and "used" in cells]
    users = [cell for cell in users if cell.reached]
    counted = Counter(name for cell in users for name in cell.details)
    assert counted == details


def test_three_of_twenty_two_in_clubs_have_no_kind() -> None:
    users = [
        cells["used"] for (_, of), cells in state(CHARTS).items() if of == "social_participation" and "used" in cells
    ]
    assert Counter(bool(cell.details) for cell in users if cell.reached) == {True: 19, False: 3}


@pytest.mark.parametrize("as_of", [CHARTS, APPLICATIONS])
@pytest.mark.parametrize(("benefit", "number"), list(expected.APPLIED.items()))
def test_applications_are_a_book_of_their_own(benefit: str, number: int, as_of: dt.date) -> None:
    made = [a for a in RECORDS.applications if a.benefit == benefit and a.on <= as_of]
    assert len(made) == number
    assert len({a.child for a in made}) == number


def test_applications_go_on_after_april() -> None:
    assert len([a for a in RECORDS.applications if a.on <= OUTCOMES]) > sum(expected.APPLIED.values())


@pytest.mark.parametrize(("kind", "number"), list(expected.OUTCOME_COUNTS.items()))
def test_outcomes_up_to_july(kind: str, number: int) -> None:
    assert len(outcomes(kind)) == number


@pytest.mark.parametrize(("kind", "percent"), list(expected.OUTCOME_PERCENT.items()))
def test_shares_of_all_outcomes(kind: str, percent: int) -> None:
    everything = sum(len(outcomes(k)) for k in expected.OUTCOME_COUNTS)
    assert everything == 74
    assert (200 * len(outcomes(kind)) + everything) // (2 * everything) == percent


@pytest.mark.parametrize(("kinds", "titles"), list(expected.TITLES.items()))
def test_titles_of_jobs_and_courses(kinds: str, titles: dict[str, int]) -> None:
    counted = Counter(o.title for kind in kinds.split("+") for o in outcomes(kind) if o.title)
    assert counted == titles


def test_one_minijob_has_no_title_because_the_list_is_one_short() -> None:
    assert [o.title for o in outcomes("minijob")].count("") == 1


@pytest.mark.parametrize("status", ["single_parent", "couple"])
def test_employment_and_ends_of_benefit_by_parenting_status(status: str) -> None:
    jobs = [
        o for o in outcomes("insured_employment") if (o.household in single_parents()) == (status == "single_parent")
    ]
    ended = [o for o in jobs if o.benefit_ended_on and o.benefit_ended_on <= OUTCOMES]
    assert (len(jobs), len(ended)) == expected.INSURED[status]
    assert len({o.person for o in jobs}) == len(jobs)
    assert all("-a" in o.person for o in jobs)


def test_five_formal_sponsors() -> None:
    assert sum(1 for s in RECORDS.sponsorships if s.formal and s.on <= OUTCOMES) == expected.SPONSORSHIPS


def test_what_the_five_employable_children_do() -> None:
    now = Counter(
        s.kind
        for s in RECORDS.situations
        if s.kind != "school" and s.valid_from <= OUTCOMES and (s.valid_until is None or s.valid_until > OUTCOMES)
    )
    assert now == expected.EMPLOYABLE_CHILDREN


def test_the_inferred_denominator_gives_the_three_printed_quotas() -> None:
    participants = {
        p.person for p in RECORDS.participations if p.valid_from and p.valid_from <= OUTCOMES < (p.valid_until or END)
    }
    assert len(participants) == 63
    work = {o.person for kind in ("insured_employment", "apprenticeship") for o in outcomes(kind)}
    more = {o.person for o in outcomes("extension")}
    assert not work & more
    assert work | more <= participants
    assert (len(work), len(more)) == (19, 14)
    assert round(100 * 19 / 63) == 30
    assert round(100 * 14 / 63) == 22
    assert 52 < 100 * 33 / 63 < 53
    assert round(100 * 33 / 63 - expected.TARGET_PERCENT) == 18


def test_no_other_denominator_fits_the_printed_quotas() -> None:
    together = [n for n in range(33, 200) if 52 < 3300 / n < 53]
    fitting = [n for n in together if round(1900 / n) == 30 and round(1400 / n) == 22]
    assert fitting == [63]


def test_participants_are_the_members_who_can_work() -> None:
    born = {person.key: person.born for person in RECORDS.persons}
    of_age = {m.person for m in RECORDS.memberships if age_on(born[m.person], OUTCOMES) >= WORKING_AGE}
    assert {p.person for p in RECORDS.participations if p.valid_from and p.valid_from <= OUTCOMES} == of_age
    parents = {m.person for m in RECORDS.memberships if m.role in ("parent", "single_parent")}
    assert len(parents) == 46
    assert len(of_age - parents) == 17


def test_earlier_stichtage_give_smaller_figures() -> None:
    for benefit, steps in expected.BUT.items():
        for step in steps:
            assert reached(benefit, step, "", EARLIER) < reached(benefit, step, "", CHARTS)
    for kind in ("extension", "insured_employment", "apprenticeship", "minijob", "internship", "course"):
        assert len(outcomes(kind, EARLIER)) < len(outcomes(kind))
    assert len(children(dt.date(2020, 12, 31))) < 61


def test_later_stichtage_give_larger_figures() -> None:
    for kind in ("extension", "insured_employment", "apprenticeship", "minijob", "course", "further_training"):
        assert len(outcomes(kind, END)) > len(outcomes(kind))
    for benefit in ("tutoring", "school_participation", "social_participation"):
        assert reached(benefit, "used", "", END) > reached(benefit, "used", "", CHARTS)
    assert len([p for p in RECORDS.participations if p.valid_from and p.valid_from <= END]) == 64


def test_the_first_of_august_is_not_in_the_figures_of_july() -> None:
    assert "Anlagenbauer" not in {o.title for o in outcomes("apprenticeship")}
    assert "Anlagenbauer" in {o.title for o in outcomes("apprenticeship", dt.date(2022, 8, 1))}


def test_steps_before_a_yes_are_a_yes_and_reasons_stand_at_a_no() -> None:
    for as_of in (EARLIER, CHARTS, OUTCOMES, END):
        for (_, benefit), cells in state(as_of).items():
            steps = [cells[step].reached for step in STEPS_OF[benefit] if step in cells]
            assert steps == sorted(steps, reverse=True)
    assert not [c for c in RECORDS.cells if c.reached and c.reasons]
    assert not [c for c in RECORDS.cells if not c.reached and not c.reasons]


def test_entitlement_follows_age_and_place() -> None:
    born = {person.key: person.born for person in RECORDS.persons}
    for (child, benefit), cells in state(CHARTS).items():
        if benefit == "social_participation":
            assert cells["entitled"].reached == (age_on(born[child], CHARTS) < 18)
        if age_on(born[child], CHARTS) < 6 and benefit in ("tutoring", "school_participation"):
            assert not cells["entitled"].reached


def test_published_numbers_are_typed_once() -> None:
    numbers = expected.published()
    keys = [(n.code, n.subgroup) for n in numbers]
    assert len(keys) == len(set(keys))
    assert all(n.source and n.as_of in (CHARTS, APPLICATIONS, OUTCOMES) for n in numbers)
    assert len(numbers) > 180
