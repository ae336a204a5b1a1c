"""The demo's weeks: four households, each with something of its own to be seen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access.database import as_worker
from rundblick.access.models import Grant, User
from rundblick.cases.models import Case
from rundblick.web.clock import today
from rundblick.week import due
from rundblick.week.hooks import MODELS
from rundblick.week.models import Block, Fallback, Need

pytestmark = pytest.mark.slow


def test_weeks_tell_of_a_gap_of_plans_that_collide_and_of_nights(loaded_demo: str) -> None:
    with as_worker("test"):
        opened = dict(Case.objects.values_list("pk", "opened_on"))
        for model in MODELS:
            assert all(row.valid_from >= opened[row.dossier_id] for row in model.objects.all()), model
        assert Fallback.objects.filter(kind="employer").exists() and Need.objects.exclude(carers=[]).exists()
        nights = Block.objects.get(weeks="odd", kind="work").dossier_id
        collide = Block.objects.filter(stage="planned", goal__isnull=False, weekdays=[0, 1, 2, 3, 4]).first()
        assert collide is not None
        lone = Block.objects.filter(stage="planned", weekdays=[5]).first()
        assert lone is not None
        wanted = {"nights": nights, "collide": collide.dossier_id, "lone": lone.dossier_id}
    pages = {name: _page(dossier) for name, dossier in wanted.items()}
    assert "Mo, Mi, Fr 6:15–7:45 Uhr" in pages["lone"]
    assert "Zwei Vorhaben brauchen dieselbe Zeit" in pages["collide"]
    assert "So (ungerade Wochen) 21:35–23:00 Uhr" in pages["nights"]


def test_something_is_due_about_care(loaded_demo: str) -> None:
    with as_worker("test"):
        ids = list(Case.objects.values_list("pk", flat=True))
        found = {item["key"].split(":")[0] for item in due.care(ids, today())}
    assert found == {"leave_ends", "registration_open", "place_ends"}


def _page(dossier_id: Any) -> str:
    """The page as the responsible coach sees it."""
    with as_worker("test"):
        case = Case.objects.get(pk=dossier_id)
        doors = Grant.objects.filter(dossier_id=case.pk, basis="responsible", valid_until__isnull=True)
        coach = User.objects.get(pk=doors.get().principal_id)
    browser = Client()
    browser.force_login(coach)
    return browser.get(reverse("week:page", args=[case.pk])).content.decode()
