"""The shipped journeys say what the source says, and a wrong one is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from rundblick.catalogue.loading import DocumentError, canonical_json, parse_document, restore_document
from rundblick.journeys import shelf as journey_shelf
from rundblick.journeys.definition import Journey
from rundblick.journeys.shelf import fingerprint, shelf, shipped
from rundblick.journeys.upgrades import CURRENT, UPGRADES
from tests.journeys.build import VERSIONS, but, minijob


def test_every_shipped_journey_loads_under_its_own_name() -> None:
    assert set(shelf()) == {"but", "minijob", "qualifikation"}
    for journey_id in shelf():
        assert (journey_shelf.FOLDER / f"{journey_id}.yaml").exists()


@pytest.mark.parametrize("version", range(1, CURRENT + 1))
def test_a_journey_of_every_schema_version_still_loads(version: int) -> None:
    text = (VERSIONS / f"{version}.yaml").read_text(encoding="utf-8")
    assert f"schema_version: {version}\n" in text
    assert parse_document(text, Journey, upgrades=UPGRADES).schema_version == CURRENT


def test_no_schema_version_lacks_its_sample() -> None:
    assert sorted(int(path.stem) for path in VERSIONS.glob("*.yaml")) == list(range(1, CURRENT + 1))


def test_the_four_benefits_the_report_prints_are_worded_as_ever() -> None:
    (earlier,) = [journey for journey in shipped().values() if journey.id == "but" and journey != but()]
    assert but().tracks[:4] == earlier.tracks
    assert (but().steps, but().published_labels, but().header) == (
        earlier.steps,
        earlier.published_labels,
        earlier.header,
    )


def test_what_is_younger_than_a_wording_does_not_change_its_fingerprint() -> None:
    assert shipped()["f90a1f16232749f1757e3400bca1b6014fa764c7ac076d38cb0aa3ef29c25d4b"].id == "but"
    assert fingerprint(minijob()) == "a0682ca80df46f77867d5cb0b50090d3a26062d47e36258ffbcfddbc3c5ba0aa"


def test_further_benefits_name_the_law_and_no_printed_row() -> None:
    further = but().tracks[4:]
    assert [track.label for track in further] == [
        "Persönlicher Schulbedarf",
        "Schülerbeförderung",
        "Ausflüge und Fahrten der Kita",
    ]
    for track in further:
        assert track.origin.law and track.origin.law.startswith("§ 28 Abs.") and not track.origin.rows
        assert "applied" not in but().funnel_steps(track.code)


def test_a_qualification_leads_from_the_interest_to_work_and_asks_for_two_days() -> None:
    journey = shelf()["qualifikation"]
    assert journey.steps[0].code == "interested" and journey.steps[-1].code == "working"
    assert [step.code for step in journey.steps if step.day] == ["begins", "exam"]
    assert len(journey.tracks[0].reasons) > 8 and journey.tracks[0].origin.assumption


def test_but_has_four_printed_benefits_and_seven_steps() -> None:
    assert [track.label for track in but().tracks[:4]] == [
        "Mittagsverpflegung",
        "Lernförderung",
        "Teilhabe (schulisch)",
        "Teilhabe (sozial & kulturell)",
    ]
    assert [step.label for step in but().steps] == [
        "Anspruch",
        "Angebot vorhanden",
        "Angebot bekannt",
        "Angebot interessant",
        "Antrag gestellt",
        "Antrag bewilligt",
        "Angebot wahrgenommen",
    ]


def test_lunch_leaves_application_and_decision_out_of_its_funnel() -> None:
    assert but().funnel_steps("lunch") == ("entitled", "offered", "known", "interested", "used")
    assert but().funnel_steps("tutoring") == tuple(step.code for step in but().steps)


def test_a_consent_that_was_not_given_stands_apart_from_open_steps_and_both_print_as_the_source_does() -> None:
    combined = "Keine Mitwirkung / Einwilligung der Sorgeberechtigten liegt nicht vor"
    for track in ("tutoring", "school_participation", "social_participation"):
        labels = {but().published(track, code)[1] for code in ("consent_not_given", "steps_open")}
        assert labels == {combined}
        own = {but().track(track).reason(code) for code in ("consent_not_given", "steps_open")}
        assert len({reason.label for reason in own if reason}) == 2
        assert not any(reason.needs_note for reason in own if reason)


def test_migration_background_never_splits_figures_by_itself() -> None:
    for journey in shelf().values():
        assert "migration" not in {attribute.code for attribute in journey.subgroups()}
    for journey in (but(), minijob()):
        assert "migration" in {attribute.code for attribute in journey.subgroups(also_on_request=True)}


def test_a_minijob_is_judged_on_four_points() -> None:
    for code in ("searched", "found", "contacted"):
        assert [point.label for point in minijob().step(code).scale] == [
            "selbstständig",
            "mit wenig Unterstützung",
            "mit viel Unterstützung",
            "unselbstständig",
        ]
    assert minijob().subject == "job"


def test_unknown_codes_are_told_as_such() -> None:
    for ask in (lambda: but().step("x"), lambda: but().track("x"), lambda: but().published("lunch", "x")):
        with pytest.raises(KeyError):
            ask()


def test_a_stored_journey_comes_back_the_same() -> None:
    assert restore_document(json.loads(canonical_json(but())), Journey, upgrades=UPGRADES) == but()


Change = Callable[[dict[str, Any]], object]
MISTAKES: dict[str, tuple[Change, str]] = {
    "a step used twice": (
        lambda d: d["steps"].append(d["steps"][0]),
        "steps[7].code: „entitled“ steht schon weiter oben",
    ),
    "a funnel over an unknown step": (
        lambda d: d["tracks"][0].update(funnel=["entitled", "usd"]),
        "tracks[0].funnel[1]: Schritt „usd“ gibt es nicht",
    ),
    "a reason at an unknown step": (
        lambda d: d["tracks"][0]["reasons"][0].update(steps=["x"]),
        "tracks[0].reasons[0].steps[0]: Schritt „x“ gibt es nicht",
    ),
    "an unknown combined label": (
        lambda d: d["tracks"][1]["reasons"][5].update(published_as="x"),
        "tracks[1].reasons[5].published_as: Sammelbezeichnung „x“ gibt es nicht",
    ),
    "kinds without a step": (
        lambda d: d["tracks"][0].update(kinds_at=None),
        "tracks[0]: kinds und kinds_at gehören zusammen",
    ),
    "an unknown source row": (
        lambda d: d["tracks"][0]["origin"].update(rows=["A99"]),
        "tracks[0].origin.rows[0]: Quellenzeile „A99“ gibt es nicht",
    ),
    "a scale with one point": (
        lambda d: d["steps"][0].update(scale=[{"value": 1, "label": "gut"}]),
        "steps[0]: eine Skala hat mindestens zwei Punkte, aufsteigend und ohne doppelte",
    ),
    "a scale out of order": (
        lambda d: d["steps"][0].update(scale=[{"value": 2, "label": "gut"}, {"value": 1, "label": "schlecht"}]),
        "steps[0]: eine Skala hat mindestens zwei Punkte, aufsteigend und ohne doppelte",
    ),
    "a scale and a day at once": (
        lambda d: d["steps"][0].update(day=True, scale=[{"value": 1, "label": "gut"}, {"value": 2, "label": "ja"}]),
        "steps[0]: ein Schritt fragt nach einem Tag oder hat eine Skala, nicht beides",
    ),
    "a row that comes from nowhere": (
        lambda d: d["tracks"][4].update(origin={}),
        "tracks[4].origin: Herkunft angeben: rows, place, law oder assumption",
    ),
    "an explanation from a point that does not exist": (
        lambda d: d["steps"][0].update(explain_from=2),
        "steps[0]: explain_from muss ein Punkt der Skala sein",
    ),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_journey_is_refused_because_of(what: str) -> None:
    change, expected = MISTAKES[what]
    data = json.loads(canonical_json(but()))
    change(data)
    with pytest.raises(DocumentError) as caught:
        parse_document(json.dumps(data, indent=1, ensure_ascii=False), Journey, upgrades=UPGRADES)
    assert expected in [f"{problem.path}: {problem.message}" for problem in caught.value.problems]
