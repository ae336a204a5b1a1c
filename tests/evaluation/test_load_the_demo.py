"""The demo shows a report about changes that can be read, and nobody in it is anybody's case."""

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Dossier, User
from rundblick.evaluation.demo_people import HOW_MANY
from rundblick.evaluation.models import ReportSnapshot
from rundblick.people.models import Person


@pytest.mark.usefixtures("loaded_demo")
def test_the_demo_has_a_report_about_changes_of_people_nobody_sees() -> None:
    with as_worker("test"):
        (report,) = ReportSnapshot.objects.filter(report="wirkung")
        users = list(User.objects.filter(is_active=True))
        assert Dossier.objects.filter(organisation__name__startswith="Erdachte").count() == HOW_MANY
    figures = {(one["code"], one["subgroup"]): one for one in report.figures}
    best = next(one for one in report.figures if one["code"] == "pro_aktiv.koerper.headline.improved")
    assert best["status"] == "shown" and best["denominator"] >= 20
    assert figures["pro_aktiv.teilhabe.pairs", ""]["status"] == "shown"
    assert figures["pro_aktiv.dauer.still.m12", ""]["value"] > 40
    assert figures["pro_aktiv.orte_arbeit.reached", "Jobcenter EN"]["status"] == "shown"
    for user in users:
        with acting_as(user, "test", read_only=True):
            assert not Person.objects.filter(last_name__startswith="Erdacht").exists(), user
