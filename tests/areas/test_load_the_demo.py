"""The demo tells of municipalities in areas, with households that fall into them."""

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.areas.models import Area, Charge, Comparison, Stretch
from rundblick.areas.queries import in_charge, placed
from rundblick.cases.models import Case
from rundblick.web.clock import today


def test_every_page_has_something_to_show(loaded_demo: str) -> None:
    with acting_as(User.objects.get(email="coach@demo.example"), "test") as context:
        assert Area.objects.count() == 7 and Stretch.objects.count() > 15
        assert (
            any(row.coach for row in in_charge(today())) and Charge.objects.filter(valid_until__isnull=False).exists()
        )
        cases = Case.objects.visible_to(context).filter(closed_on__isnull=True).values_list("pk", flat=True)
        found = placed(cases, today())
        assert len({place.area for place in found.values() if place.area}) >= 4
        assert not any(place.answer.number_missing for place in found.values())
        figures = Comparison.objects.get()
        assert figures.is_done and len(figures.figures["households"]) >= 6


def test_the_team_lead_of_the_demo_finds_cases_elsewhere(loaded_demo: str) -> None:
    from django.test import Client

    browser = Client()
    browser.force_login(User.objects.get(email="teamleitung@demo.example"))
    assert browser.get("/gebiete/woanders/").context["number"] >= 2
