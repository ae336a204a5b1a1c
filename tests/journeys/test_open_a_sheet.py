"""A household has one sheet per journey; a job has one of its own."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused
from rundblick.journeys import services, story
from rundblick.journeys.models import Sheet
from rundblick.journeys.shelf import fingerprint, shelf
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import kaya, minijob


def test_a_second_sheet_for_the_same_journey_is_the_first_one(house: House) -> None:
    family = kaya(house)
    with acting_as(house.alma, "test"):
        again = services.open_sheet(dossier_id=family.pk, journey=shelf()["but"])
        assert again.pk == family.sheet.pk
        assert Sheet.objects.count() == 1
        assert TimelineEntry.objects.filter(kind=story.BEGUN).count() == 1


def test_a_form_sent_twice_begins_one_sheet(house: House) -> None:
    family = kaya(house)
    token = uuid.uuid4()
    for _ in range(2):
        with acting_as(house.alma, "test"):
            services.open_sheet(
                dossier_id=family.pk,
                journey=shelf()["minijob"],
                person_id=family.gulsen,
                title="Bäckerei",
                token=token,
            )
    with acting_as(house.alma, "test"):
        assert Sheet.objects.filter(definition="minijob").count() == 1


def test_a_person_may_have_several_jobs(house: House) -> None:
    family = minijob(house)
    with acting_as(house.alma, "test"):
        services.open_sheet(
            dossier_id=family.pk, journey=shelf()["minijob"], person_id=family.gulsen, title="Gärtnerei"
        )
        assert Sheet.objects.filter(definition="minijob").count() == 2


def test_a_sheet_knows_the_wording_it_was_begun_with(house: House) -> None:
    family = kaya(house)
    assert family.sheet.definition_sha256 == fingerprint(shelf()["but"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"created_on": today() + dt.timedelta(days=1)},
        {"journey": shelf()["minijob"]},
        {"journey": shelf()["minijob"], "person_id": uuid.uuid4(), "title": "Bäckerei"},
    ],
    ids=["tomorrow", "a job without a person", "somebody else's job"],
)
def test_what_cannot_be_is_refused(house: House, wrong: dict[str, object]) -> None:
    family = kaya(house)
    values = {"dossier_id": family.pk, "journey": shelf()["but"]} | wrong
    with pytest.raises(Refused), acting_as(house.alma, "test"):
        services.open_sheet(**values)  # type: ignore[arg-type]


def test_the_form_begins_a_sheet_and_leads_there(house: House) -> None:
    family = kaya(house)
    client = house.login("alma")
    address = reverse("journeys:open", args=[family.pk])
    page = client.get(address).content.decode()
    assert "User Journey Minijob" in page
    data = {
        "journey": "minijob",
        "person": str(family.gulsen),
        "title": "Bäckerei am Markt",
        "site": "ennigerloh",
        "coach": str(house.alma.pk),
        "created_on": "heute",
        "token": str(uuid.uuid4()),
    }
    answer = client.post(address, data)
    assert answer.status_code == 302
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "Bäckerei am Markt" in shown and "1 = selbstständig" in shown


def test_a_job_without_a_name_is_asked_for_beside_the_field(house: House) -> None:
    family = kaya(house)
    address = reverse("journeys:open", args=[family.pk])
    data = {"journey": "minijob", "site": "ennigerloh", "created_on": "31.02.2021", "token": str(uuid.uuid4())}
    answer = house.login("alma").post(address, data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Bitte nennen Sie die Stelle." in text and "Den 31.2.2021 gibt es nicht" in text


def test_the_head_is_changed_unless_somebody_else_did(house: House) -> None:
    family = kaya(house)
    client = house.login("alma")
    address = reverse("journeys:head", args=[family.sheet.pk])
    before = f"ennigerloh|{house.alma.pk}"
    data = {"site": "everswinkel", "coach": str(house.alma.pk), "before": before}
    assert client.post(address, data).status_code == 302
    stale = client.post(address, data | {"site": "other"})
    assert stale.status_code == 200 and "Inzwischen hat jemand anderes" in stale.content.decode()
    with acting_as(house.alma, "test"):
        row = Sheet.objects.get(pk=family.sheet.pk)
        assert row.site == "everswinkel"
        former = row.former.get()  # type: ignore[attr-defined]
        assert (former.site, former.pgh_context["reason"]) == ("ennigerloh", "journeys.head")
