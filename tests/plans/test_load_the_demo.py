"""The demo's plans: several versions, a draft, steps that are tasks."""

from rundblick.access.database import as_worker
from rundblick.plans.models import Plan, PlanLine


def test_the_demo_holds_plans_with_versions_and_a_draft(loaded_demo: str) -> None:
    with as_worker("test"):
        assert Plan.objects.filter(state="published").count() == 5
        assert Plan.objects.filter(state="draft").count() == 1
        assert max(Plan.objects.values_list("number", flat=True)) == 3
        assert {"agreement", "perspective_plan"} == set(Plan.objects.values_list("kind", flat=True))
        assert PlanLine.objects.exclude(task=None).count() >= 6
