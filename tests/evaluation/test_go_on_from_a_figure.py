"""From a figure of a funnel to the people who stopped there; people with several applications count once."""

import datetime as dt
import json
import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import Context, acting_as
from rundblick.access.database import as_worker
from rundblick.evaluation.cohort import cohort, journey_records
from rundblick.evaluation.onward import stopped_url
from rundblick.journeys import rules, services
from rundblick.journeys.services import Entry
from rundblick.journeys.wordings import journey_named
from rundblick.programmes.shelf import shelf
from rundblick.statistics.figures import count
from rundblick.web.clock import today
from tests.evaluation.reports import computed, running, stored, taking_part, the_run
from tests.house import House
from tests.journeys.making import applications, published
from tests.programmes.homes import persons

DAY = dt.date(2021, 12, 31)
COACH = Context(user_id=uuid.uuid4(), roles=frozenset({"coach"}))


def onward(code: str, *, subgroup: str = "", context: Context = COACH) -> str:
    figure = count(code=f"anna.{code}", label="Zahl", number=5, as_of=DAY, subgroup=subgroup, source="Test")
    return stopped_url(context, shelf()["anna"], figure)


@pytest.mark.parametrize(
    ("code", "step"),
    [
        ("but.tutoring.entitled", "&schritt=offered"),
        ("but.tutoring.not_entitled", "&schritt=entitled"),
        ("but.lunch.interested", "&schritt=used"),
        ("but.tutoring.interested.reason.school_covers", "&schritt=interested"),
        ("but.tutoring.reason.school_covers", ""),
    ],
)
def test_a_figure_leads_to_those_who_stopped_there(code: str, step: str) -> None:
    track = code.split(".")[1]
    assert onward(code) == f"{reverse('journeys:stopped')}?journey=but&leistung={track}{step}"


def test_the_site_goes_along() -> None:
    assert onward("but.tutoring.known", subgroup="Ennigerloh").endswith("&schritt=interested&standort=ennigerloh")


@pytest.mark.parametrize(
    "code",
    ["but.tutoring.used", "but.tutoring.detail.german", "but.bus.known", "but.children", "outcomes.minijob", "x"],
)
def test_where_nobody_stopped_there_is_nowhere_to_go(code: str) -> None:
    assert onward(code) == ""


def test_whoever_plans_with_nobody_gets_no_way_there() -> None:
    assert onward("but.tutoring.known", context=Context(roles=frozenset({"research"}))) == ""


def test_somebody_with_several_applications_counts_once_with_the_furthest(house: House) -> None:
    published(house, applications())
    running(house)
    home = taking_part(house, "Wolf")
    person_id = persons(home, house.alma)["Gülşen"]
    for reached in (("sent", "invited"), ("sent",)):
        with acting_as(house.alma, "test"):
            journey = journey_named("bewerbung")
            sheet = services.open_sheet(
                dossier_id=home.dossier_id, journey=journey, person_id=person_id, title="Betrieb", created_on=DAY
            )
            entries = [Entry(person_id=person_id, track="way", step=s, answer="yes", on=DAY) for s in reached]
            services.answer(sheet=sheet, journey=journey, entries=entries, seen=0)
    run = the_run()
    with as_worker("test"):
        records = journey_records(cohort(run, DAY), journey_named("bewerbung"))
    known = rules.states(journey, records.answers, records.subjects, today())
    assert list(records.subjects) == [str(person_id)] and len(records.attempts) == 2
    assert known[str(person_id), "way"].reached == ("sent", "invited")


def test_a_benefit_only_the_law_knows_stands_in_no_report_before_somebody_was_asked(house: House) -> None:
    run = running(house)
    snapshot = stored(computed(house, run), house.nora)
    codes = json.dumps(snapshot.figures)
    assert "but.tutoring" in codes and "but.transport" not in codes
