"""The room's share of the demo, loaded after the rooms below: who takes part, on which version, and what is due."""

from collections import Counter
from collections.abc import Iterator

import pytest

from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.programmes import tasks
from rundblick.programmes.bridge import frames_of
from rundblick.programmes.demo import second_run
from rundblick.programmes.models import (
    CohortMember,
    Definition,
    DueItem,
    Participation,
    Presence,
    ProjectAttribute,
    Run,
    Session,
    StatedFact,
)
from rundblick.programmes.publishing import documents, load
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today
from tests.programmes.build import day

pytestmark = pytest.mark.slow


@pytest.fixture
def demo(loaded_demo: str) -> Iterator[None]:
    with as_worker("test"):
        yield


def test_thirty_households_took_part_and_twelve_do_now(demo: None) -> None:
    rows = Participation.objects.filter(run__definition__code="anna")
    by_run = Counter((run, site) for run, site, _ in set(rows.values_list("run__code", "site", "dossier_id")))
    (present,) = {run for run, _ in by_run if run.startswith("durchgang")}
    assert by_run["projekt", "ennigerloh"] == 20 and by_run["projekt", "everswinkel"] == 10
    assert sum(number for (run, _), number in by_run.items() if run == present) == 12


def test_the_past_stands_on_the_library_and_the_present_on_an_adapted_version(demo: None) -> None:
    assert Definition.objects.filter(code="anna").count() == 2
    programmes = documents(Definition.objects.values_list("pk", flat=True))
    assert load("anna") in programmes.values()
    assert {run.provider.name for run in Run.objects.filter(definition__code="anna") if run.provider} == {"Lotse e. V."}


def test_everybody_of_the_past_has_left_with_the_project(demo: None) -> None:
    rows = Participation.objects.filter(run__definition__code="anna", run__code="projekt")
    assert set(rows.values_list("ended_on", "exit_code")) == {(day("2022-11-15"), "projektende")}


def test_what_a_project_asked_beyond_the_person_hangs_on_its_participation(demo: None) -> None:
    rows = ProjectAttribute.objects.select_related("participation__run")
    assert rows.count() == 61
    assert {row.participation.run.code for row in rows} == {"projekt"}
    assert all(row.participation.dossier_id == row.dossier_id and row.purpose for row in rows)


def test_starts_and_events_stand_in_the_timeline_with_their_authors(demo: None) -> None:
    lines = TimelineEntry.objects.filter(kind__startswith="programme.")
    assert (
        lines.filter(kind="programme.start").count() == Participation.objects.filter(started_on__isnull=False).count()
    )
    assert not lines.filter(author__isnull=True).exists()


def test_present_households_are_in_a_phase_and_have_something_due(demo: None) -> None:
    dossiers = set(
        Participation.objects.filter(
            run__definition__code="anna", run__code__startswith="durchgang", started_on__lte=today()
        ).values_list("dossier_id", flat=True)
    )
    assert len(dossiers) == 11
    frames = [frame for frame in frames_of(list(dossiers)) if frame.programme.id == "anna"]
    assert len(frames) == 11 and all(frame.running(today()) for frame in frames)
    due = DueItem.objects.filter(source="programmes", kind="contact", definition__code="anna")
    assert set(due.values_list("dossier_id", flat=True)) == dossiers


def test_at_least_eight_programmes_run_side_by_side(demo: None) -> None:
    rows = Participation.objects.filter(started_on__lte=today(), ended_on__isnull=True)
    running = set(rows.values_list("run__definition__code", flat=True))
    assert len(running) >= 9
    due = set(DueItem.objects.filter(source="programmes").values_list("definition__code", flat=True))
    assert running <= due


def test_a_group_meets_and_its_attendance_is_kept(demo: None) -> None:
    members = set(CohortMember.objects.values_list("participation_id", flat=True))
    assert len(members) == 4
    assert Session.objects.filter(on__lt=today()).exists() and Session.objects.filter(on__gt=today()).exists()
    kept = Presence.objects.filter(session__isnull=False)
    assert set(kept.values_list("participation_id", flat=True)) == members


def test_stated_answers_are_words_of_the_vocabulary(demo: None) -> None:
    for row in StatedFact.objects.all():
        known = vocabulary().fact(row.code)
        assert known is not None and known.stated
        assert [row.yes, row.number, row.text, row.day].count(None) == 3
        assert row.text is None or row.text in known.choices


def test_the_stored_items_are_what_the_facts_say(demo: None) -> None:
    ids = list(Participation.objects.values_list("dossier_id", flat=True).distinct())
    assert tasks.differences(ids) == set()


def test_the_second_run_is_a_valid_definition_on_any_day(demo: None) -> None:
    for start in ("2024-01-01", "2026-02-01", "2027-12-01"):
        programme = second_run(load("anna"), day(start))
        assert [run.valid_from for run in programme.runs] == [day(start)]
        assert programme.time.phases[0].starts.on == day(start)
