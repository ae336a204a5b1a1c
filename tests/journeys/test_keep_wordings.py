"""A sheet is kept by the wording it was begun with, until somebody moves it."""

import datetime as dt

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar.errors import Refused
from rundblick.journeys import queries, services
from rundblick.journeys.access import journey_of, sheet_or_404
from rundblick.journeys.hooks import told_to_programmes
from rundblick.journeys.models import Sheet, Standing
from rundblick.journeys.shelf import fingerprint, shipped
from rundblick.journeys.wordings import journey_named, offered
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import Family, kaya
from tests.journeys.making import course, published
from tests.queries import at_most

FIRST = dt.date(2026, 1, 1)


def on_course(house: House) -> Family:
    """The family with a sheet of the house's own journey."""
    published(house)
    family = kaya(house)
    with acting_as(house.alma, "test"):
        family.sheet = services.open_sheet(dossier_id=family.pk, journey=journey_named("sprachkurs"), coach=house.alma)
    return family


def newer_course(house: House, **changes: object) -> None:
    steps = [*course()["steps"], {"code": "done", "label": "Geschafft", "question": "Ist der Kurs geschafft?"}]
    published(house, course(**({"steps": steps} | changes)), valid_from=today())


def test_an_own_journey_is_kept_like_a_shipped_one(house: House) -> None:
    family = on_course(house)
    family.say("wish", who=family.gulsen, track="course")
    client = house.login("alma")
    text = client.get(family.url).content.decode()
    assert "Weg in den Sprachkurs" in text and "Gülşen" in text
    assert "Weg in den Sprachkurs" in client.get(reverse("journeys:list")).content.decode()
    stopped = client.get(reverse("journeys:stopped"), {"journey": "sprachkurs"}).content.decode()
    assert "Gülşen Kaya" in stopped and "Einstufung" in stopped
    case = client.get(f"/faelle/{family.pk}/weiteres/").content.decode()
    assert "Weg in den Sprachkurs" in case


def test_a_new_version_leaves_a_sheet_alone_until_somebody_moves_it(house: House) -> None:
    family = on_course(house)
    family.say("wish", who=family.gulsen, track="course")
    newer_course(house)
    client = house.login("alma")
    text = client.get(family.url).content.decode()
    assert "Geschafft" not in text and "Es gibt eine neuere Fassung" in text
    move = reverse("journeys:wording", args=[family.sheet.pk])
    for _ in range(2):
        answer = client.post(move, follow=True).content.decode()
    assert "Geschafft" in answer and "Es gibt eine neuere Fassung" not in answer
    assert len(family.cells()) == 1


def test_moving_computes_where_everybody_stands_by_the_new_wording(house: House) -> None:
    family = on_course(house)
    family.say("wish", who=family.gulsen, track="course")
    family.say("test", who=family.gulsen, track="course", day=today())
    family.say("level", who=family.gulsen, track="course", point=2)
    with acting_as(house.alma, "test"):
        assert Standing.objects.get().stop == ""
    newer_course(house)
    house.login("alma").post(reverse("journeys:wording", args=[family.sheet.pk]))
    with acting_as(house.alma, "test"):
        assert Standing.objects.get().stop == "done"


def test_no_answer_gets_out_of_sight_by_moving(house: House) -> None:
    family = on_course(house)
    family.say("wish", who=family.gulsen, track="course")
    newer_course(house, steps=course()["steps"][1:])
    with acting_as(house.alma, "test") as context:
        sheet = sheet_or_404(context, family.sheet.pk, writing=True)
        with pytest.raises(Refused, match="nicht alle Schritte"):
            services.move_to_wording(
                sheet=sheet, journey=journey_named("sprachkurs"), cells=queries.cells(context, sheet)
            )
    answer = house.login("alma").post(reverse("journeys:wording", args=[family.sheet.pk]), follow=True)
    assert "nicht alle Schritte" in answer.content.decode()


def test_a_bundled_sheet_of_earlier_days_keeps_its_four_benefits(house: House) -> None:
    family = kaya(house)
    earlier = next(sha for sha, journey in shipped().items() if len(journey.tracks) == 4)
    with acting_as(house.alma, "test"):
        Sheet.objects.filter(pk=family.sheet.pk).update(definition_sha256=earlier)
        assert len(journey_of(Sheet.objects.get(pk=family.sheet.pk)).tracks) == 4
    text = house.login("alma").get(family.url).content.decode()
    assert "Schülerbeförderung" not in text and "Es gibt eine neuere Fassung" in text


def test_a_wording_that_went_back_is_in_force_again(house: House) -> None:
    published(house, valid_from=FIRST)
    published(house, course(title="Anders"), valid_from=FIRST + dt.timedelta(days=1))
    again = published(house, valid_from=FIRST + dt.timedelta(days=2))
    assert again.valid_from == FIRST + dt.timedelta(days=2)
    with acting_as(house.alma, "test", read_only=True):
        assert offered().journeys["sprachkurs"].title == "Weg in den Sprachkurs"


def test_what_is_offered_is_one_question_to_the_database(house: House) -> None:
    published(house)
    with acting_as(house.alma, "test", read_only=True):
        offered()
        with at_most(1):
            found = offered()
        assert list(found.journeys)[:3] == ["but", "minijob", "qualifikation"] and found.own == {"sprachkurs"}
        with at_most(0):
            journey_named("but")


def test_a_programme_hears_of_an_answer_on_an_own_journey(house: House) -> None:
    steps = course()["steps"]
    steps[0]["event"] = "job.duration_checked"
    published(house, course(steps=steps))
    family = kaya(house)
    with acting_as(house.alma, "test"):
        family.sheet = services.open_sheet(dossier_id=family.pk, journey=journey_named("sprachkurs"), coach=house.alma)
    family.say("wish", who=family.gulsen, track="course")
    family.say("level", who=family.gulsen, track="course", point=1)
    with as_worker("test"):
        told_to_programmes([family.pk])
        with at_most(1):
            (fact,) = told_to_programmes([family.pk])[family.pk]
    assert fact.code == "job.duration_checked"


def test_a_sheet_knows_its_fingerprint(house: House) -> None:
    family = on_course(house)
    with acting_as(house.alma, "test"):
        assert family.sheet.definition_sha256 == fingerprint(journey_of(family.sheet))
