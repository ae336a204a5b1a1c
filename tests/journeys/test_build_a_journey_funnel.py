"""How far children get, where they stop and why, on a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.journeys.rules import (
    ALL,
    NOT_STATED,
    Cell,
    State,
    TrackFunnel,
    cell_problems,
    funnels,
    hints,
    published_reasons,
    state,
    states,
    tally,
)
from tests.journeys.build import but, cell, day, minijob, yes

STICHTAG = day("2021-12-31")
STEPS = ("entitled", "offered", "known", "interested", "applied", "granted", "used")


def emil(*cells: Cell, as_of: dt.date = STICHTAG, track: str = "tutoring") -> State:
    return state(but(), track, "Emil", cells, as_of)


def reached(funnel: TrackFunnel) -> list[int]:
    return [len(step.reached) for step in funnel.steps.steps]


# --- One child ---


def test_a_child_nobody_asked_about_stands_before_the_first_step() -> None:
    found = emil()
    assert (found.furthest, found.stop, found.stopped_by) == (None, "entitled", None)


def test_the_furthest_step_is_the_last_yes() -> None:
    found = emil(*yes("entitled", "offered", "known"))
    assert (found.furthest, found.stop) == ("known", "interested")


def test_a_no_stops_and_says_why() -> None:
    no = cell("interested", "no", reasons=("parents_see_no_need",))
    found = emil(*yes("entitled", "offered", "known"), no)
    assert (found.furthest, found.stop, found.stopped_by) == ("known", "interested", no)


def test_steps_after_a_no_are_not_reached_even_when_they_say_yes() -> None:
    found = emil(*yes("entitled", "offered"), cell("known", "no"), *yes("interested", "used"))
    assert found.reached == ("entitled", "offered")
    assert found.furthest == "offered"


def test_at_the_end_nothing_stops() -> None:
    found = emil(*yes(*STEPS))
    assert (found.furthest, found.stop, found.stopped_by) == ("used", None, None)


def test_an_open_step_between_two_yes_counts_as_passed() -> None:
    assert emil(*yes("entitled", "offered", "interested")).stop == "applied"


def test_an_open_step_may_say_why_it_is_open() -> None:
    pending = cell("applied", "open", reasons=("application_pending",))
    found = emil(*yes("entitled", "offered", "known", "interested"), pending)
    assert (found.stop, found.stopped_by) == ("applied", pending)


def test_a_no_further_on_explains_a_child_whose_next_step_was_never_asked() -> None:
    no = cell("applied", "no", reasons=("child_decides_against",))
    found = emil(*yes("entitled", "offered", "known"), no)
    assert (found.stop, found.stopped_by) == ("interested", no)


def test_an_answer_counts_on_its_own_day_and_not_before() -> None:
    late = cell("offered", "yes", "2021-12-31")
    assert emil(*yes("entitled"), late, as_of=day("2021-12-30")).furthest == "entitled"
    assert emil(*yes("entitled"), late, as_of=day("2021-12-31")).furthest == "offered"


def test_a_later_answer_replaces_an_earlier_one_from_its_day_on() -> None:
    """Children start to eat at school after they did not want to."""
    no = cell("interested", "no", "2021-03-01", track="lunch", reasons=("eats_at_home",))
    then = cell("interested", "yes", "2022-02-01", track="lunch")
    cells = [*yes("entitled", "offered", "known", track="lunch", on="2021-01-01"), no, then]
    assert emil(*cells, track="lunch").stopped_by == no
    assert emil(*cells, track="lunch", as_of=day("2022-02-01")).furthest == "interested"


def test_of_two_answers_on_one_day_the_later_recorded_counts() -> None:
    cells = [cell("entitled", "no", sequence=1), cell("entitled", "yes", sequence=2)]
    assert emil(*cells).furthest == "entitled"
    assert emil(*cells[::-1]).furthest == "entitled"
    corrected = [*cells, cell("entitled", "no", sequence=3)]
    assert emil(*corrected).furthest is None
    assert emil(*corrected[::-1]).furthest is None


def test_lunch_is_eaten_without_an_application_and_even_against_one() -> None:
    """The printed chart of lunch has no application, so a no there stops nothing."""
    cells = [
        *yes("entitled", "offered", "known", "interested", track="lunch"),
        cell("applied", "no", track="lunch"),
        *yes("used", track="lunch"),
    ]
    found = emil(*cells, track="lunch")
    assert (found.furthest, found.stop) == ("used", None)
    assert [hint.kind for hint in hints(but(), [found])] == ["no_reason", "kind_missing"]


def test_an_unknown_track_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        emil(track="bus")


def test_every_child_has_a_state_in_every_benefit() -> None:
    found = states(but(), yes("entitled"), ["Emil", "Ada"], STICHTAG)
    assert len(found) == 2 * len(but().tracks)
    assert found["Ada", "lunch"].furthest is None
    assert found["Emil", "tutoring"].furthest == "entitled"


# --- A group ---

CHILDREN = {
    "Emil": {"site": "Ennigerloh", "migration": "yes"},
    "Ada": {"site": "Everswinkel", "migration": "no"},
    "Mo": {"site": "Ennigerloh"},
    "Lu": {},
}
CELLS = [
    *yes(*STEPS[:6], subject="Emil"),
    cell("used", "yes", kinds=("german", "maths")),
    *yes("entitled", "offered", "known", subject="Ada"),
    cell("interested", "no", subject="Ada", reasons=("parents_see_no_need", "consent_not_given", "steps_open")),
    *yes("entitled", subject="Mo"),
    cell("entitled", "no", subject="Lu", reasons=("over_age",)),
]


def test_the_funnel_counts_everybody_with_drops_and_reasons() -> None:
    (funnel,) = funnels(but(), "tutoring", CELLS, CHILDREN, STICHTAG)
    assert funnel.subgroup == ALL
    assert len(funnel.steps.subjects) == 4
    assert reached(funnel) == [3, 2, 2, 1, 1, 1, 1]
    step = funnel.steps.step("interested")
    assert step.dropped == ("Ada",)
    assert {option.code: option.mentions for option in step.reasons.options} == {
        "parents_see_no_need": 1,
        "consent_not_given": 1,
        "steps_open": 1,
    }
    assert funnel.steps.step("offered").dropped == ("Mo",)
    assert funnel.said_no["offered"] == ()
    assert funnel.said_no["entitled"] == ("Lu",)
    assert {option.code: option.mentions for option in funnel.kinds.options} == {"german": 1, "maths": 1, "english": 0}


def test_subgroups_add_up_and_those_without_a_statement_are_not_lost() -> None:
    whole, *parts = funnels(but(), "tutoring", CELLS, CHILDREN, STICHTAG, by="site")
    assert [part.subgroup for part in parts] == ["Ennigerloh", "Everswinkel", NOT_STATED]
    sums = [sum(column) for column in zip(*map(reached, parts), strict=True)]
    assert sums == reached(whole)


def test_choices_keep_the_order_of_the_definition() -> None:
    _, *parts = funnels(but(), "tutoring", CELLS, CHILDREN, STICHTAG, by="migration")
    assert [part.subgroup for part in parts] == ["yes", "no", NOT_STATED]


def test_no_figures_are_split_by_family_or_coach() -> None:
    for attribute in ("family", "coach", "edited", "shoe_size"):
        with pytest.raises(ValueError, match="bildet keine Teilgruppen"):
            funnels(but(), "tutoring", CELLS, CHILDREN, STICHTAG, by=attribute)


def test_reasons_print_under_the_labels_of_the_source_and_nobody_counts_twice_there() -> None:
    known = states(but(), CELLS, CHILDREN, STICHTAG).values()
    responses = published_reasons(but(), "tutoring", known, after="entitled")
    assert {option.code: option.mentions for option in responses.options} == {
        "parents_see_no_need": 1,
        "no_cooperation_or_consent": 1,
    }
    assert responses.respondents == 1
    assert responses.without_answer == 1  # Mo, whose next step is simply open


def test_an_empty_group_has_an_empty_funnel() -> None:
    (funnel,) = funnels(but(), "tutoring", [], {}, STICHTAG)
    assert reached(funnel) == [0] * 7
    assert published_reasons(but(), "tutoring", [], after="entitled").options == ()


# --- The printed tables ---

SITES = {"Ennigerloh": 36, "Everswinkel": 25}
PRINTED: dict[str, dict[str, tuple[int, ...]]] = {
    "lunch": {"Ennigerloh": (27, 27, 27, 21, 21), "Everswinkel": (21, 21, 21, 19, 16)},
    "tutoring": {"Ennigerloh": (24, 22, 22, 17, 12, 11, 11), "Everswinkel": (14, 12, 12, 4, 2, 2, 2)},
    "school_participation": {"Ennigerloh": (24, 23, 23, 9, 9, 9, 8), "Everswinkel": (14, 12, 12, 2, 1, 1, 1)},
}
TOTALS = {
    "lunch": (48, 48, 48, 40, 37),
    "tutoring": (38, 34, 34, 21, 14, 13, 13),
    "school_participation": (38, 35, 35, 11, 10, 10, 9),
}


@pytest.mark.parametrize("track", PRINTED)
def test_the_printed_tables_come_out_of_single_answers(track: str) -> None:
    """ANNA report, annex 6.6: total, Ennigerloh, Everswinkel."""
    children = {f"{site} {n}": {"site": site} for site, number in SITES.items() for n in range(number)}
    gates = but().funnel_steps(track)
    cells = [
        cell(step, "yes" if n < printed else "no", "2021-06-01", subject=f"{site} {n}", track=track)
        for site, row in PRINTED[track].items()
        for step, printed, before in zip(gates, row, (SITES[site], *row), strict=False)
        for n in range(before)
    ]
    whole, *parts = funnels(but(), track, cells, children, STICHTAG, by="site")
    assert len(whole.steps.subjects) == 61
    assert tuple(reached(whole)) == TOTALS[track]
    assert {part.subgroup: tuple(reached(part)) for part in parts} == PRINTED[track]


# --- Minijobs: scales, and steps that gate nothing ---


def job(*cells: Cell) -> State:
    return state(minijob(), "job", "Emil", cells, STICHTAG)


def on_scale(step: str, point: int, note: str = "") -> Cell:
    return cell(step, "yes", track="job", point=point, note=note)


def test_a_job_that_cannot_grow_may_still_last() -> None:
    found = job(
        on_scale("searched", 2, "gemeinsame Recherche"),
        on_scale("found", 1),
        on_scale("contacted", 3, "Anruf übernommen"),
        cell("extension_possible", "no", track="job", note="Laden zu klein"),
        cell("lasting", "yes", track="job"),
    )
    assert (found.furthest, found.stop) == ("lasting", None)
    assert hints(minijob(), [found]) == []


def test_points_of_the_scale_and_side_questions_are_tallied() -> None:
    known = [
        job(on_scale("searched", 3), cell("extension_possible", "no", track="job")),
        state(minijob(), "job", "Ada", [cell("searched", "yes", track="job", subject="Ada", point=1)], STICHTAG),
    ]
    searched = tally(minijob(), "job", "searched", known)
    assert {value: len(who) for value, who in searched.points.items()} == {1: 1, 2: 0, 3: 1, 4: 0}
    possible = tally(minijob(), "job", "extension_possible", known)
    assert (possible.yes, possible.no, possible.open) == ((), ("Emil",), ("Ada",))


# --- Hints and what cannot be stored ---


def kinds_of_hints(*cells: Cell) -> list[str]:
    return [hint.kind for hint in hints(but(), [emil(*cells)])]


def test_a_yes_after_a_no_is_a_hint_and_no_error() -> None:
    cells = [*yes("entitled"), cell("offered", "no", reasons=("school_covers",)), *yes("known")]
    assert all(cell_problems(but(), each) == [] for each in cells)
    (hint,) = hints(but(), [emil(*cells)])
    assert (hint.kind, hint.step) == ("yes_after_no", "known")
    assert hint.text == "„Angebot bekannt“ steht auf Ja, „Angebot vorhanden“ davor auf Nein."


def test_a_gap_is_a_hint() -> None:
    assert kinds_of_hints(*yes("entitled", "known")) == ["gap"]


def test_a_no_asks_for_a_reason_or_a_note_but_a_refused_consent_asks_for_nothing_more() -> None:
    assert kinds_of_hints(cell("entitled", "no")) == ["no_reason"]
    assert kinds_of_hints(cell("entitled", "no", note="zieht um")) == []
    assert kinds_of_hints(cell("interested", "no", reasons=("consent_not_given",))) == []
    assert kinds_of_hints(cell("interested", "no", reasons=("other",))) == ["needs_note"]


def test_support_on_the_scale_asks_for_a_note_only_where_support_was_needed() -> None:
    assert [hint.kind for hint in hints(minijob(), [job(on_scale("searched", 1))])] == []
    assert [hint.kind for hint in hints(minijob(), [job(on_scale("searched", 2))])] == ["needs_note"]


def test_a_sound_cell_can_be_stored() -> None:
    assert cell_problems(but(), cell("used", "yes", kinds=("german", "maths"))) == []
    assert cell_problems(but(), cell("applied", "open", reasons=("application_pending",))) == []
    assert cell_problems(minijob(), on_scale("searched", 4)) == []
    assert cell_problems(minijob(), cell("searched", "open", track="job")) == []


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (cell("entitled", "yes", track="bus"), "Unbekannte Zeile: bus"),
        (cell("finished", "yes"), "Unbekannter Schritt: finished"),
        (cell("offered", "no", reasons=("eats_at_home",)), "Unbekannter Grund: eats_at_home"),
        (
            cell("offered", "no", reasons=("over_age",)),
            "„Altersgrenze der Förderung überschritten“ ist hier kein möglicher Grund",
        ),
        (
            cell("offered", "yes", reasons=("school_covers",)),
            "Gründe gehören zu einem Nein oder zu einem offenen Schritt",
        ),
        (cell("offered", "yes", kinds=("german",)), "Unbekannte Angabe: german"),
        (cell("used", "yes", kinds=("football",)), "Unbekannte Angabe: football"),
        (cell("used", "no", kinds=("german",)), "Was wahrgenommen wird, gehört zu einem Ja"),
        (cell("offered", "yes", point=1), "Dieser Schritt hat keine Skala"),
    ],
)
def test_what_the_journey_does_not_know_cannot_be_stored(wrong: Cell, expected: str) -> None:
    assert cell_problems(but(), wrong) == [expected]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (cell("searched", "no", track="job"), "Auf einer Skala gibt es kein Nein"),
        (cell("searched", "yes", track="job"), "Ein Wert der Skala fehlt: 1, 2, 3, 4"),
        (cell("searched", "yes", track="job", point=5), "Ein Wert der Skala fehlt: 1, 2, 3, 4"),
        (cell("searched", "open", track="job", point=2), "Ein Wert der Skala fehlt: 1, 2, 3, 4"),
    ],
)
def test_a_scale_takes_its_own_points_only(wrong: Cell, expected: str) -> None:
    assert cell_problems(minijob(), wrong) == [expected]


# --- Properties ---

REASONS = ("parents_see_no_need", "consent_not_given", "steps_open", "application_pending")
cells = st.builds(
    lambda subject, step, answer, on, reasons, sequence: Cell(
        subject, "tutoring", step, answer, on, frozenset() if answer == "yes" else reasons, sequence=sequence
    ),
    st.sampled_from(list(CHILDREN)),
    st.sampled_from(STEPS),
    st.sampled_from(["yes", "no", "open"]),
    st.dates(day("2021-01-01"), day("2021-01-05")),
    st.frozensets(st.sampled_from(REASONS), max_size=2),
    st.integers(0, 1),
)
grids = st.lists(cells, max_size=25)
as_ofs = st.dates(day("2020-12-31"), day("2021-01-06"))


@given(st.data(), grids, as_ofs)
def test_the_funnel_does_not_depend_on_the_order_of_cells(
    data: st.DataObject, grid: list[Cell], as_of: dt.date
) -> None:
    shuffled = data.draw(st.permutations(grid))
    assert funnels(but(), "tutoring", shuffled, CHILDREN, as_of, by="site") == funnels(
        but(), "tutoring", grid, CHILDREN, as_of, by="site"
    )


@given(grids, as_ofs)
def test_the_past_shows_what_was_known_then(grid: list[Cell], as_of: dt.date) -> None:
    then = [c for c in grid if c.on <= as_of]
    assert states(but(), then, CHILDREN, as_of) == states(but(), grid, CHILDREN, as_of)


@given(grids, as_ofs)
def test_a_funnel_only_narrows_and_loses_nobody(grid: list[Cell], as_of: dt.date) -> None:
    whole, *parts = funnels(but(), "tutoring", grid, CHILDREN, as_of, by="site")
    counts = [len(CHILDREN), *reached(whole)]
    assert counts == sorted(counts, reverse=True)
    for before, step in zip(counts, whole.steps.steps, strict=False):
        assert before - len(step.reached) == len(step.dropped)
        assert set(whole.said_no[step.code]) <= set(step.dropped)
    assert [sum(column) for column in zip(*map(reached, parts), strict=True)] == reached(whole)


@given(grids, as_ofs)
def test_no_step_after_a_no_is_ever_reached(grid: list[Cell], as_of: dt.date) -> None:
    for known in states(but(), grid, CHILDREN, as_of).values():
        refused = [place for place, step in enumerate(STEPS) if known.answer(step) == "no"]
        if known.track == "tutoring" and refused:
            assert all(STEPS.index(step) < refused[0] for step in known.reached)


@given(grids, as_ofs)
def test_an_answer_about_another_benefit_or_child_changes_nothing(grid: list[Cell], as_of: dt.date) -> None:
    others = [*yes("entitled", track="lunch", on="2021-01-01"), *yes("entitled", subject="Niemand", on="2021-01-01")]
    assert funnels(but(), "tutoring", [*grid, *others], CHILDREN, as_of) == funnels(
        but(), "tutoring", grid, CHILDREN, as_of
    )
