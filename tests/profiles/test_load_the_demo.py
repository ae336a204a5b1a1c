"""The demo's job profiles: people who are in the demo, dated over months, with a change of mind that can be seen."""

from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.catalogue.working import conditions_by_code, tasks_by_code, working
from rundblick.profiles.models import JobProfile, Target
from rundblick.profiles.rules import leanings
from rundblick.web.clock import today


def test_profiles_are_dated_over_months_and_use_known_codes(loaded_demo: str) -> None:
    with as_worker("test"):
        rows = list(JobProfile.objects.all())
        assert len({row.person_id for row in rows}) >= 3
        assert max((today() - row.valid_from).days for row in rows) > 150
        licences = {one.code for one in working().licences}
        for row in rows:
            assert {*row.must, *row.helps} <= set(conditions_by_code())
            assert {*row.can, *row.likes, *row.avoids} <= set(tasks_by_code())
            assert set(row.licences) <= licences


def test_interests_are_such_as_the_questions_can_give(loaded_demo: str) -> None:
    possible = {leanings({"R": [a, b, c]})["R"] for a in range(4) for b in range(4) for c in range(4)} | {None}
    with as_worker("test"):
        for row in JobProfile.objects.all():
            assert set(row.interests.values()) <= possible


def test_occupations_changed_and_each_day_of_work_is_told(loaded_demo: str) -> None:
    with as_worker("test"):
        rows = list(Target.objects.all())
        threads = [row.thread for row in rows]
        assert len(threads) - len(set(threads)) >= 2
        days = {(row.person_id, row.valid_from) for row in [*rows, *JobProfile.objects.all()]}
        assert TimelineEntry.objects.filter(kind="profiles").count() == len(days)
