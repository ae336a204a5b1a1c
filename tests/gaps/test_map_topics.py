"""Every code that tells of a need stands in one topic of the report, or is left out with a reason."""

import pytest

from rundblick.catalogue.loading import DocumentError, load_document
from rundblick.directory.taxonomy import topics as directory
from rundblick.gaps.topics import Topics, topics
from rundblick.journeys.shelf import shelf
from rundblick.referrals.kinds import catalogue
from rundblick.waiting.kinds import kinds


def placed(name: str) -> list[str]:
    found = topics()
    by_area = list(found.by_area) if name == "kinds" else []
    return [code for one in found.topics for code in getattr(one, name)] + [*getattr(found.left_out, name), *by_area]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("areas", {one.code for one in catalogue().areas}),
        ("kinds", {one.code for one in catalogue().kinds}),
        ("waits", {one.code for one in kinds()}),
    ],
)
def test_each_code_of_the_other_rooms_stands_in_exactly_one_place(name: str, known: set[str]) -> None:
    assert sorted(placed(name)) == sorted(known)


def test_each_track_of_a_journey_is_counted_or_left_out() -> None:
    known = {f"{journey.id}.{track.code}" for journey in shelf().values() for track in journey.tracks}
    counted = [track.key for _, track in topics().tracks()]
    assert sorted([*counted, *topics().left_out.tracks]) == sorted(known)


def test_steps_and_reasons_of_tracks_are_those_of_the_journey() -> None:
    for _, track in topics().tracks():
        journey = shelf()[track.journey]
        assert {track.need_step, *track.no_offer} <= set(journey.funnel_steps(track.track))
        assert set(track.reasons) <= {reason.code for reason in journey.track(track.track).reasons}


def test_each_topic_of_the_directory_answers_one_topic_of_the_report() -> None:
    offers = [code for one in topics().topics for code in one.offers]
    assert sorted(offers) == sorted(directory())


def test_what_is_confidential_is_counted_nowhere() -> None:
    assert "confidential" in topics().left_out.areas and "confidential" in topics().left_out.waits


def test_a_code_that_stands_twice_is_refused(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "topics.yaml"
    path.write_text(
        "schema_version: 1\nlimits: {no_way_days: 28, waiting_days: 90}\n"
        "topics:\n  - {code: one, label: Eins, kinds: [doctor]}\n  - {code: two, label: Zwei, kinds: [doctor]}\n"
        "left_out: {}\n",
        "utf-8",
    )
    with pytest.raises(DocumentError, match="doctor"):
        load_document(path, Topics)
