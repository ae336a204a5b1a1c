"""The coordination makes a journey in the browser: nothing typed is lost, and what is published stays."""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.roles import Role
from rundblick.calendar.errors import Refused
from rundblick.journeys.editing.complaints import checked
from rundblick.journeys.editing.document import as_yaml
from rundblick.journeys.editing.moves import moved
from rundblick.journeys.models import JourneyDraft, PublishedJourney
from rundblick.journeys.publishing import load_text
from rundblick.journeys.wordings import offered
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import kaya
from tests.journeys.making import applications, course, draft_address, published, send
from tests.queries import at_most


def document(house: House) -> dict[str, object]:
    with acting_as(house.nora, "test", read_only=True):
        return dict(JourneyDraft.objects.get().document)


def drafted(house: House, data: dict[str, object] | None = None) -> str:
    """A draft of this document by the coordination; the address of its page."""
    with acting_as(house.nora, "test"):
        row = JourneyDraft.objects.create(
            code="sprachkurs",
            document=data or course(),
            organisation=house.jobcenter,
            edited_by=house.nora,
            edited_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        )
    return reverse("journeys:draft", args=[row.pk])


def test_a_journey_is_made_step_by_step_without_a_script_and_begun_by_a_coach(house: House) -> None:
    client = house.login("nora")
    address = draft_address(client)
    send(client, address, turn="add:steps")
    send(client, address, steps__0__label="Wunsch", steps__0__question="Möchte die Person?", turn="add:steps")
    send(
        client,
        address,
        steps__1__label="Einstufung",
        steps__1__question="Wann?",
        steps__1__kind="day",
        turn="add:tracks",
    )
    send(client, address, tracks__0__label="Sprachkurs", turn="add:tracks-0-reasons")
    answer = send(
        client,
        address,
        **{"tracks__0__reasons__0__label": "Kinderbetreuung fehlt", "tracks__0__reasons__0__steps": "wunsch"},
        check="1",
    )
    publish = answer.headers["Location"]
    assert publish.endswith("/veroeffentlichen/")
    assert "Eine neue Journey" in client.get(publish).content.decode()
    done = client.post(publish, {"valid_from": "heute", "version": draft_version(house)}, follow=True)
    text = done.content.decode()
    assert "Die Journey ist veröffentlicht." in text and "Kinderbetreuung fehlt (nur bei Wunsch)" in text
    family = kaya(house)
    form = house.login("alma").get(reverse("journeys:open", args=[family.pk])).content.decode()
    assert "Weg in den Sprachkurs" in form


def draft_version(house: House) -> int:
    with acting_as(house.nora, "test", read_only=True):
        return JourneyDraft.objects.get().version


def test_what_is_wrong_is_told_at_its_place_and_everything_typed_stays(house: House) -> None:
    client = house.login("nora")
    address = drafted(house)
    answer = send(client, address, steps__0__label="", steps__1__question="Wann wäre das?", check="1")
    assert answer.headers["Location"].endswith("?pruefen=1")
    text = client.get(answer.headers["Location"]).content.decode()
    assert "Schritt 1, Bezeichnung: Diese Angabe fehlt." in text
    assert 'href="#steps-0-label"' in text and 'id="steps-0-label"' in text
    assert "Wann wäre das?" in text and text.count("Diese Angabe fehlt.") == 2


def test_a_scale_that_is_none_keeps_its_lines(house: House) -> None:
    client = house.login("nora")
    address = drafted(house)
    send(client, address, steps__2__scale="1 = A\nzwei B", check="1")
    text = client.get(f"{address}?pruefen=1").content.decode()
    assert "zwei B" in text and "Skala 2" in text


def test_rows_move_and_go_and_take_their_content_along(house: House) -> None:
    client = house.login("nora")
    address = drafted(house)
    answer = send(client, address, turn="up:steps-1")
    assert answer.headers["Location"].endswith("#steps-0")
    assert [s["code"] for s in document(house)["steps"]] == ["test", "wish", "level"]  # type: ignore[attr-defined]
    send(client, address, turn="remove:steps-2")
    send(client, address, turn="remove:tracks-0-reasons-0")
    found = document(house)
    assert [s["code"] for s in found["steps"]] == ["test", "wish"]  # type: ignore[attr-defined]
    assert found["steps"][0]["day"] is True and not found["tracks"][0]["reasons"]  # type: ignore[index]


@pytest.mark.parametrize(
    "turn", ["", "add", "add:title", "up:steps-0", "down:steps-2", "remove:steps-9", "up:tracks-0-label", "add:steps-0"]
)
def test_a_button_that_does_not_exist_changes_nothing(turn: str) -> None:
    assert moved(course(), turn)[0] == course()


def test_saving_without_a_change_changes_nothing(house: House) -> None:
    client = house.login("nora")
    address = drafted(house)
    send(client, address)
    assert document(house) == course(
        header=[
            {"code": "family", "label": "Familie", "subgroup": "never"},
            {"code": "coach", "label": "Coach", "subgroup": "never"},
            {"code": "site", "label": "Standort", "subgroup": "offered"},
            {"code": "created", "label": "Erstelldatum", "subgroup": "never"},
            {"code": "edited", "label": "Letzte Bearbeitung", "subgroup": "never"},
        ]
    )


def test_two_who_write_at_once_lose_nothing(house: House) -> None:
    client = house.login("nora")
    address = drafted(house)
    send(client, address, title="Erster Name")
    late = send(client, address, title="Zweiter Name", version="1")
    text = late.content.decode()
    assert late.status_code == 409 and "Inzwischen hat jemand anderes gespeichert" in text
    assert "Zweiter Name" in text
    assert document(house)["title"] == "Erster Name"


def test_the_preview_is_the_empty_sheet(house: House) -> None:
    client = house.login("nora")
    text = client.get(drafted(house) + "vorschau/").content.decode()
    assert "Einstufung" in text and "TT.MM.JJJJ" in text and "1 = A" in text and "Kinderbetreuung fehlt" in text
    broken = drafted(house, course(steps=[]))
    assert "Mindestens ein Schritt" in client.get(broken + "vorschau/").content.decode()


def test_a_file_goes_out_and_comes_back_the_same(house: House) -> None:
    client = house.login("nora")
    address = drafted(house)
    file = client.get(address + "yaml/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="sprachkurs.yaml"'
    upload = SimpleUploadedFile("sprachkurs.yaml", file.content)
    answer = client.post(address + "datei/", {"file": upload, "text": "", "version": "1"}, follow=True)
    assert "Die Datei ist eingelesen." in answer.content.decode()
    assert checked(document(house)).journey == load_text(json.dumps(course()))


def test_a_file_with_mistakes_tells_the_line_and_keeps_the_text(house: House) -> None:
    client = house.login("nora")
    wrong = as_yaml(course(subject="horse"))
    answer = client.post(reverse("journeys:draft_read_new"), {"text": wrong, "version": "0"}).content.decode()
    assert "Das stimmt in der Datei noch nicht" in answer and "Zeile" in answer and "subject: horse" in answer
    taken = client.post(reverse("journeys:draft_read_new"), {"text": wrong, "version": "0", "anyway": "on"})
    assert taken.status_code == 302 and document(house)["subject"] == "horse"


def test_a_file_never_takes_the_name_of_another_journey(house: House) -> None:
    client = house.login("nora")
    shipped = as_yaml(course(id="but"))
    client.post(reverse("journeys:draft_read_new"), {"text": shipped, "version": "0", "anyway": "on"})
    assert document(house)["id"] == "weg_in_den_sprachkurs"


def test_a_shipped_journey_is_a_pattern_under_a_name_of_its_own(house: House) -> None:
    client = house.login("nora")
    answer = client.post(reverse("journeys:draft_copy", args=["but"]), {"muster": "1"})
    found = document(house)
    assert found["title"] == "User Journey Bildung und Teilhabe (eigene)"
    assert found["id"] == "user_journey_bildung_und_teilhabe_eigene"
    assert len(found["tracks"]) == 7  # type: ignore[arg-type]
    text = client.get(answer.headers["Location"]).content.decode()
    assert "Lernförderung" in text and "Einwilligung nicht erteilt" in text
    send(client, answer.headers["Location"])
    reasons = document(house)["tracks"][1]["reasons"]  # type: ignore[index]
    assert reasons[5]["published_as"] == "no_cooperation_or_consent"


def test_the_next_version_tells_what_is_different_and_is_refused_without_a_difference(house: House) -> None:
    published(house)
    client = house.login("nora")
    first = client.post(reverse("journeys:draft_copy", args=["sprachkurs"]))
    again = client.post(reverse("journeys:draft_copy", args=["sprachkurs"]))
    assert first.headers["Location"] == again.headers["Location"]
    address = first.headers["Location"]
    same = client.post(address + "veroeffentlichen/", {"valid_from": "heute", "version": "1"}).content.decode()
    assert "sagt dasselbe wie die Fassung" in same
    send(client, address, title="Sprache zuerst", steps__0__question="Gibt es einen Wunsch?")
    text = client.get(address + "veroeffentlichen/").content.decode()
    assert "Weg in den Sprachkurs" in text and "Sprache zuerst" in text and "Gibt es einen Wunsch?" in text
    client.post(address + "veroeffentlichen/", {"valid_from": "heute", "version": "2"})
    with acting_as(house.alma, "test", read_only=True):
        assert PublishedJourney.objects.count() == 2
        assert offered().journeys["sprachkurs"].title == "Sprache zuerst"


def test_sending_publish_twice_publishes_once(house: House) -> None:
    client = house.login("nora")
    address = drafted(house) + "veroeffentlichen/"
    for _ in range(2):
        answer = client.post(address, {"valid_from": "heute", "version": "1"}, follow=True)
    assert "schon veröffentlicht" in answer.content.decode()
    with acting_as(house.nora, "test", read_only=True):
        assert PublishedJourney.objects.count() == 1


def test_a_version_that_begins_later_is_not_there_yet(house: House) -> None:
    published(house, valid_from=today() + dt.timedelta(days=3))
    with acting_as(house.alma, "test", read_only=True):
        assert "sprachkurs" not in offered().journeys
        assert "sprachkurs" in offered(today() + dt.timedelta(days=3)).journeys
    assert "gilt noch nicht" in house.login("nora").get(reverse("journeys:own")).content.decode()


def test_a_published_wording_never_changes_and_is_never_deleted(house: House) -> None:
    row = published(house)
    with acting_as(house.nora, "test"):
        for change in (
            lambda: PublishedJourney.objects.filter(pk=row.pk).update(title="anders"),
            lambda: PublishedJourney.objects.filter(pk=row.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_a_retired_journey_is_offered_no_more_and_its_sheets_go_on(house: House) -> None:
    published(house)
    family = kaya(house)
    client, coach = house.login("nora"), house.login("alma")
    open_form, offer = reverse("journeys:open", args=[family.pk]), reverse("journeys:offer", args=["sprachkurs"])
    assert "Weg in den Sprachkurs" in coach.get(open_form).content.decode()
    for _ in range(2):
        client.post(offer)
    assert "Weg in den Sprachkurs" not in coach.get(open_form).content.decode()
    assert "nicht mehr angeboten" in client.get(reverse("journeys:own")).content.decode()
    client.post(offer, {"again": "1"})
    assert "Weg in den Sprachkurs" in coach.get(open_form).content.decode()


def test_another_house_copies_and_does_not_change_it(house: House) -> None:
    row = published(house)
    with acting_as(house.nora, "test"):
        house.add("rita", house.provider, None, [Role.COORDINATOR])
    client = house.login("rita")
    assert client.get(reverse("journeys:versions", args=["sprachkurs"])).status_code == 404
    assert client.post(reverse("journeys:offer", args=["sprachkurs"])).status_code == 404
    assert client.get(reverse("journeys:version_export", args=[row.pk])).status_code == 404
    answer = client.post(reverse("journeys:draft_copy", args=["sprachkurs"]))
    assert "Weg in den Sprachkurs (eigene)" in client.get(answer.headers["Location"]).content.decode()
    from rundblick.journeys.publishing import publish

    with acting_as(house.rita, "test"), pytest.raises(Refused, match="anderes Haus"):
        publish(load_text(json.dumps(course())), organisation_id=house.provider.pk, valid_from=today())


def test_discarding_asks_first_and_leaves_what_is_published(house: House) -> None:
    published(house)
    client = house.login("nora")
    address = client.post(reverse("journeys:draft_copy", args=["sprachkurs"])).headers["Location"]
    assert "Entwurf verwerfen?" in client.get(address + "verwerfen/").content.decode()
    client.post(address + "verwerfen/")
    with acting_as(house.nora, "test", read_only=True):
        assert (JourneyDraft.objects.count(), PublishedJourney.objects.count()) == (0, 1)


def test_a_programme_may_name_a_journey_of_the_house(house: House) -> None:
    from rundblick.programmes.registries import names

    published(house)
    known, titles = names.get("journeys"), names.get("journey_titles")
    assert known and titles
    with acting_as(house.nora, "test", read_only=True):
        assert "sprachkurs" in known() and known()["sprachkurs"] == ("site",)
        assert "horse" not in known() and titles()["sprachkurs"] == "Weg in den Sprachkurs"


def test_the_pages_take_few_statements(house: House) -> None:
    published(house)
    published(house, course(title="Sprache zuerst"), valid_from=today())
    client = house.login("nora")
    address = client.post(reverse("journeys:draft_copy", args=["sprachkurs"])).headers["Location"]
    for page, most in (
        (reverse("journeys:own"), 6),
        (reverse("journeys:versions", args=["sprachkurs"]), 5),
        (address, 4),
        (address + "vorschau/", 4),
        (address + "veroeffentlichen/", 4),
    ):
        client.get(page)
        with at_most(most):
            assert client.get(page).status_code == 200


def test_applications_can_be_made_too(house: House) -> None:
    assert checked(applications()).journey is not None
