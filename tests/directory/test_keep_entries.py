"""Keeping the directory: who may, what is refused, two at once, and what is known since when."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.directory import queries
from rundblick.directory.codes import Status
from rundblick.directory.models import Contact, FieldNote, Location, Organization, Proof, Schedule, Service
from rundblick.directory.quality import score
from rundblick.directory.services import entries, field, proofs
from rundblick.directory.services.proofs import Source
from rundblick.web.clock import today
from tests.directory.building import CONTENT, body, noticed, offered, opened, reached, spot
from tests.house import House

DAY = dt.timedelta(days=1)


def form_of(row: Service, **given: Any) -> dict[str, Any]:
    """What the form of an offer sends."""
    said = {name: value for name, value in CONTENT.items() if value not in (None, []) and name != "topics"}
    said |= {"topic": "debts", "version": row.version, "documents": "Bescheid\nAusweis", "basis": "§ 16a Nr. 2 SGB II"}
    return said | given


def test_an_agency_keeps_its_own_entry_and_no_other(house: House) -> None:
    own = offered(house, body(house, name="Brücke", member=house.partner))
    other = offered(house)
    browser = house.login("ivo")
    assert browser.post(f"/verzeichnis/angebot/{own.pk}/bearbeiten/", form_of(own, name="Neu")).status_code == 302
    assert browser.post(f"/verzeichnis/angebot/{other.pk}/bearbeiten/", form_of(other)).status_code == 404
    with acting_as(house.ivo, "test"):
        assert Service.objects.filter(pk=own.pk, name="Neu").exists()
        assert Service.objects.filter(pk=other.pk).update(name="fremd") == 0
        assert Location.objects.filter(organization=other.organization).delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Schedule.objects.create(
                organization=other.organization, service=other, days=[0], opens=dt.time(9), closes=dt.time(10)
            )


@pytest.mark.parametrize("person", ["cem", "kai", "eva", "frank", "lena", "jana"])
def test_whoever_keeps_nothing_changes_nothing_in_the_database_either(house: House, person: str) -> None:
    row = offered(house)
    with acting_as(house.people[person], "test"):
        assert Service.objects.filter(pk=row.pk).update(name="fremd") == 0
        assert Organization.objects.filter(pk=row.organization_id).update(name="fremd") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Organization.objects.create(key="fremd", name="fremd")


def test_drafts_and_inner_lines_are_for_whoever_keeps_them(house: House) -> None:
    row = offered(house, status=Status.DRAFT)
    shown = offered(house)
    reached(house, shown, public=False)
    for person, drafts, lines in (("alma", 1, 1), ("cem", 0, 0), ("ivo", 0, 0), ("jana", 0, 0)):
        with acting_as(house.people[person], "test"):
            assert Service.objects.filter(pk=row.pk).count() == drafts, person
            assert Contact.objects.count() == lines, person


def test_field_notes_and_their_history_stay_in_the_house(house: House) -> None:
    noticed(house, offered(house), house.alma)
    for person, count in (("alma", 1), ("bert", 1), ("otto", 0), ("cem", 0), ("ivo", 0), ("jana", 0)):
        with acting_as(house.people[person], "test"):
            assert FieldNote.objects.count() == count, person
    with acting_as(house.bert, "test"):
        row = FieldNote.objects.get()
        with pytest.raises(Refused):
            field.take_back(row, house.bert)
        assert FieldNote.objects.filter(pk=row.pk).update(text="anders") == 0


def test_a_form_sent_twice_makes_one_offer(house: House) -> None:
    organization, token = body(house), uuid.uuid4()
    with acting_as(house.nora, "test"):
        made = [entries.add_service(organization=organization, token=token, content=CONTENT) for _ in range(2)]
        assert made[0].pk == made[1].pk and Service.objects.count() == 1


def test_two_at_once_see_both_versions(house: House) -> None:
    row = offered(house)
    first, second = house.login("alma"), house.login("bert")
    address = f"/verzeichnis/angebot/{row.pk}/bearbeiten/"
    assert first.post(address, form_of(row, access="Ohne Termin")).status_code == 302
    clash = second.post(address, form_of(row, access="Nur mit Termin"))
    assert clash.status_code == 409
    page = clash.content.decode()
    assert "Ohne Termin" in page and "Nur mit Termin" in page


def test_wrong_input_is_told_beside_the_field_and_stays(house: House) -> None:
    row = offered(house)
    browser = house.login("alma")
    answer = browser.post(
        f"/verzeichnis/angebot/{row.pk}/bearbeiten/",
        form_of(
            row,
            name="",
            minimum_age="30",
            maximum_age="20",
            website="kein Netz",
            topic="nichts",
            area="\n".join(f"Ort {number}" for number in range(20)),
        ),
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "maximum_age", "website", "topic", "area"}
    assert "Ort 19" in answer.content.decode()


def test_the_main_topic_comes_first(house: House) -> None:
    row = offered(house)
    answer = house.login("alma").post(
        f"/verzeichnis/angebot/{row.pk}/bearbeiten/",
        form_of(row, topic="energy", topic_too="debts", topic_also="energy"),
    )
    assert answer.status_code == 302
    with acting_as(house.alma, "test"):
        assert Service.objects.get(pk=row.pk).topics == ["energy", "debts"]


def test_text_is_shown_as_text(house: House) -> None:
    row = offered(house, name="<script>alert(1)</script>", plain="<b>fett</b> & <img src=x onerror=alert(1)>")
    for address in (f"/verzeichnis/angebot/{row.pk}/", f"/wegweiser/angebot/{row.pk}/"):
        page = house.login("alma").get(address).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


def test_an_offer_without_a_topic_stays_a_draft(house: House) -> None:
    row = offered(house, status=Status.DRAFT, topics=[])
    answer = house.login("alma").post(f"/verzeichnis/angebot/{row.pk}/stand/", {"status": "active"}, follow=True)
    assert "Ohne Thema findet das Angebot niemand" in answer.content.decode()


def test_a_place_where_something_happens_stays(house: House) -> None:
    row = offered(house)
    with acting_as(house.alma, "test"):
        where = row.places.get().location
        with pytest.raises(Refused):
            entries.remove_location(where)
        entries.change_service(service=row, version=row.version, content=CONTENT)
        entries.remove_location(where)


def test_hours_go_with_the_place_that_is_left(house: House) -> None:
    organization = body(house)
    here, there = spot(house, organization), spot(house, organization, name="Dort")
    row = offered(house, organization, locations=[here, there])
    with acting_as(house.nora, "test"):
        left = row.places.get(location=there)
    opened(house, row, [0], "09:00", "12:00", place=left)
    with acting_as(house.nora, "test"):
        entries.change_service(service=row, version=row.version, content=CONTENT | {"locations": [here]})
        assert Schedule.objects.count() == 0 and [one.location_id for one in row.places.all()] == [here.pk]


def test_places_of_another_organisation_are_refused(house: House) -> None:
    row, foreign = offered(house), spot(house, body(house))
    with acting_as(house.nora, "test"), pytest.raises(Mistaken):
        entries.change_service(service=row, version=row.version, content=CONTENT | {"locations": [foreign]})


def test_what_was_confirmed_is_due_again_after_the_organisations_own_rhythm(house: House) -> None:
    row = offered(house, body(house, rhythm=30))
    with acting_as(house.alma, "test"):
        assert list(queries.unconfirmed(today())) == [row], "nobody ever asked"
        proofs.confirm(service=row, source=Source(house.alma, "phone", today() - 30 * DAY), token=uuid.uuid4())
        assert list(queries.unconfirmed(today())) == []
        assert list(queries.unconfirmed(today() + DAY)) == [row]


def test_an_older_confirmation_never_replaces_a_newer_one(house: House) -> None:
    row = offered(house)
    with acting_as(house.alma, "test"):
        for days in (3, 9):
            proofs.confirm(service=row, source=Source(house.alma, "visit", today() - days * DAY), token=uuid.uuid4())
        row.refresh_from_db()
        assert row.confirmed_on == today() - 3 * DAY and Proof.objects.count() == 2
        with pytest.raises(Mistaken):
            proofs.confirm(service=row, source=Source(house.alma, "visit", today() + DAY), token=uuid.uuid4())


def test_confirmations_are_never_changed(house: House) -> None:
    row = offered(house)
    with acting_as(house.alma, "test"):
        proofs.confirm(service=row, source=Source(house.alma, "phone", today()), token=uuid.uuid4())
        with pytest.raises(DatabaseError), transaction.atomic():
            Proof.objects.update(on=today() - DAY)


def test_the_score_says_what_would_make_an_entry_better(house: House) -> None:
    row = offered(house)
    with acting_as(house.alma, "test"):
        before = score(queries.services([row.pk])[0], today())
        proofs.confirm(service=row, source=Source(house.alma, "phone", today()), token=uuid.uuid4())
        source = Source(house.alma, "phone", today())
        proofs.tell_room(service=row, source=source, capacity="free", waiting_days=None)
        after = score(queries.services([row.pk])[0], today())
    assert after.met == before.met + 2 == after.applying
    assert {one.question for one in before.open} == {
        "Ist der Eintrag bestätigt?",
        "Sind freie Plätze oder Wartezeit bekannt?",
    }


def test_one_organisation_may_offer_a_thousand_things(house: House) -> None:
    organization = body(house)
    with acting_as(house.nora, "test"):
        Service.objects.bulk_create(
            Service(organization=organization, key=f"a{n}", name=f"Angebot {n}", kind="course", status="active")
            for n in range(1_000)
        )
    answer = house.login("alma").get(f"/verzeichnis/stelle/{organization.pk}/")
    assert answer.status_code == 200 and len(answer.context["lines"]) == 1_000


def test_the_job_writes_all_words_anew(house: House) -> None:
    from rundblick.directory.tasks import reindex

    offered(house)
    reindex.func(timestamp=0)
    with as_worker("test"):
        from rundblick.directory.models import IndexedService

        assert IndexedService.objects.count() == 1
