"""Writing down a talk: one page, one sentence is enough, nothing twice, nothing lost."""

import datetime as dt
import threading
import uuid
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.codes import Status
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.cases import services
from rundblick.cases.models import ContactNote, Task
from rundblick.web.clock import in_berlin, now, today
from tests.cases.families import Family, haddad
from tests.house import House

EMPTY = {"schritt-TOTAL_FORMS": "1", "schritt-INITIAL_FORMS": "0", "termin-minutes": "60"}


def typed(family: Family, **values: Any) -> dict[str, Any]:
    """The least that makes a note."""
    given = {
        "who": [str(family.amira)],
        "happened_on": today().strftime("%d.%m.%Y"),
        "setting": "office",
        "sentence": "Der Kitaplatz ist zugesagt.",
        "token": str(uuid.uuid4()),
    }
    return EMPTY | given | values


def write(house: House, family: Family, **values: Any) -> Any:
    return house.login("alma").post(reverse("cases:note_create", args=[family.pk]), typed(family, **values))


def notes(house: House) -> list[ContactNote]:
    with acting_as(house.alma, "test", read_only=True):
        return list(ContactNote.objects.select_related("author", "appointment").order_by("person_id"))


def test_person_day_setting_and_one_sentence_are_enough(house: House) -> None:
    family = haddad(house)
    answer = write(house, family)
    assert answer.headers["Location"] == reverse("cases:page", args=[family.pk])
    with acting_as(house.alma, "test", read_only=True):
        note = ContactNote.objects.get()
        assert (note.person_id, note.sentence, note.author_id) == (
            family.amira,
            "Der Kitaplatz ist zugesagt.",
            house.alma.pk,
        )
        assert (note.minutes, note.own_concern, note.summary, note.shared, note.version) == (None, None, None, False, 1)
        entry = TimelineEntry.objects.get(kind="note")
        assert (entry.object_id, entry.subject_id, entry.topic) == (note.pk, family.amira, "notes")


def test_note_step_and_appointment_are_saved_together(house: House) -> None:
    family = haddad(house)
    day = today() + dt.timedelta(days=9)
    answer = write(
        house,
        family,
        **{
            "minutes": "45",
            "own_concern": "Ich will wieder kochen.",
            "summary": "Lang besprochen.",
            "agreements": "Wir rufen an.",
            "schritt-TOTAL_FORMS": "2",
            "schritt-0-text": "Zeugnis mitbringen",
            "schritt-0-responsible": "person",
            "schritt-1-text": "Beratung anfragen",
            "schritt-1-responsible": "jobcenter",
            "schritt-1-due_on": day.strftime("%d.%m.%Y"),
            "termin-day": day.strftime("%d.%m.%Y"),
            "termin-time": "10:00",
            "termin-setting": "phone",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        note = ContactNote.objects.get()
        assert (note.minutes, note.own_concern, note.summary) == (45, "Ich will wieder kochen.", "Lang besprochen.")
        steps = {task.text: task for task in Task.objects.filter(note=note)}
        assert steps["Zeugnis mitbringen"].assignee_id is None
        assert (steps["Beratung anfragen"].assignee_id, steps["Beratung anfragen"].due_on) == (house.alma.pk, day)
        row = Appointment.objects.get()
        assert (row.person_id, row.setting, in_berlin(row.starts_at).date()) == (family.amira, "phone", day)


def test_each_of_several_has_a_note_of_their_own(house: House) -> None:
    family = haddad(house)
    write(house, family, who=[str(family.amira), str(family.karim)], **{"schritt-0-text": "Bescheid lesen"})
    found = notes(house)
    assert {note.person_id for note in found} == {family.amira, family.karim}
    assert len({note.talk for note in found}) == 1
    with acting_as(house.alma, "test", read_only=True):
        assert {(task.person_id, task.note_id) for task in Task.objects.all()} == {
            (note.person_id, note.pk) for note in found
        }


def test_a_note_of_all_is_open_to_all(house: House) -> None:
    family = haddad(house)
    write(house, family, who=["haushalt"])
    (note,) = notes(house)
    assert (note.person_id, note.shared) == (None, True)


def test_a_form_sent_twice_makes_one_note(house: House) -> None:
    family = haddad(house)
    browser, values = house.login("alma"), typed(family, **{"schritt-0-text": "Zeugnis mitbringen"})
    address = reverse("cases:note_create", args=[family.pk])
    browser.post(address, values)
    answer = browser.post(address, values, follow=True)
    assert "war schon gespeichert" in answer.content.decode()
    assert len(notes(house)) == 1
    with acting_as(house.alma, "test", read_only=True):
        assert Task.objects.count() == 1
        assert TimelineEntry.objects.filter(kind="note").count() == 1


def test_a_form_sent_twice_at_the_same_moment_makes_one_note(house: House) -> None:
    family = haddad(house)
    token, gate, outcomes = uuid.uuid4(), threading.Barrier(2), []

    def send() -> None:
        try:
            with acting_as(house.alma, "test"):
                gate.wait(timeout=10)
                written = services.write_note(
                    case=family.case,
                    members=list(family.persons.values()),
                    persons=[family.amira],
                    content=services.NoteContent(happened_on=today(), setting="office", sentence="Einmal genügt."),
                    token=token,
                )
                outcomes.append(written.again)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == [False, True]
    assert len(notes(house)) == 1


def test_the_talk_was_the_appointment_of_that_day_and_setting(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, starts_at=now() - dt.timedelta(minutes=30))
    write(house, family, happened_on=in_berlin(row.starts_at).strftime("%d.%m.%Y"))
    (note,) = notes(house)
    assert note.appointment_id == row.pk
    with acting_as(house.alma, "test", read_only=True):
        assert Appointment.objects.get().status == Status.HELD
        assert not TimelineEntry.objects.filter(kind="appointment").exists()


@pytest.mark.parametrize("change", [{"setting": "phone"}, {"who": "karim"}])
def test_another_setting_or_person_was_another_talk(house: House, change: dict[str, str]) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, starts_at=now() - dt.timedelta(minutes=30))
    values: dict[str, Any] = {"happened_on": in_berlin(row.starts_at).strftime("%d.%m.%Y"), **change}
    if "who" in values:
        values["who"] = [str(family.karim)]
    write(house, family, **values)
    assert notes(house)[0].appointment_id is None


def test_a_note_opened_from_an_appointment_knows_it(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, family.karim, starts_at=now() - dt.timedelta(hours=2), setting="video")
    browser = house.login("alma")
    page = browser.get(reverse("cases:note_create", args=[family.pk]) + f"?termin={row.pk}")
    form = page.context["form"]
    assert form["setting"].value() == "video"
    assert set(form["who"].value()) == {str(family.amira), str(family.karim)}
    browser.post(
        reverse("cases:note_create", args=[family.pk]),
        typed(
            family,
            who=form["who"].value(),
            setting="phone",
            appointment=str(row.pk),
            happened_on=form["happened_on"].value().strftime("%d.%m.%Y"),
        ),
    )
    with acting_as(house.alma, "test", read_only=True):
        for note in ContactNote.objects.select_related("appointment"):
            assert note.appointment is not None
            assert note.appointment.person_id == note.person_id
        assert set(Appointment.objects.values_list("status", flat=True)) == {Status.HELD}


def test_an_appointment_of_another_case_is_ignored(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    for foreign in (uuid.uuid4(), "kein-termin"):
        page = browser.get(reverse("cases:note_create", args=[family.pk]) + f"?termin={foreign}")
        assert page.status_code == 200
    assert write(house, family, appointment=str(uuid.uuid4())).status_code == 302
    assert notes(house)[0].appointment_id is None


def test_one_more_row_for_steps_keeps_what_was_typed(house: House) -> None:
    family = haddad(house)
    half = {"schritt-0-text": "Erster Schritt", "happened_on": "?"}
    values = typed(family, mehr="schritt", summary="halb fertig", **half)
    answer = house.login("alma").post(reverse("cases:note_create", args=[family.pk]), values)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "halb fertig" in page
    assert 'name="schritt-1-text"' in page
    assert "Erster Schritt" in page
    assert 'value="?"' in page
    assert notes(house) == []


def test_a_next_appointment_that_clashes_is_saved_with_a_hint(house: House) -> None:
    family = haddad(house)
    start = (now() + dt.timedelta(days=3)).replace(hour=10, minute=0, second=0, microsecond=0)
    family.appointment(family.karim, starts_at=start)
    values = {"termin-day": start.strftime("%d.%m.%Y"), "termin-time": "10:30", "termin-setting": "office"}
    browser = house.login("alma")
    answer = browser.post(reverse("cases:note_create", args=[family.pk]), typed(family, **values), follow=True)
    assert "steht schon ein anderer Termin in Ihrem Kalender" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert Appointment.objects.count() == 2


def test_half_an_appointment_is_asked_for_and_nothing_is_saved(house: House) -> None:
    family = haddad(house)
    answer = write(house, family, **{"termin-time": "10:30"})
    assert answer.status_code == 422
    assert "Für den Termin fehlt noch diese Angabe" in answer.content.decode()
    assert notes(house) == []


def test_a_refused_appointment_leaves_no_note_behind(house: House) -> None:
    family = haddad(house)
    start = now() + dt.timedelta(days=1)
    with pytest.raises(Refused):
        family.note(
            next_appointment={
                "coach_id": house.alma.pk,
                "starts_at": start,
                "ends_at": start + dt.timedelta(hours=1),
                "setting": "home_visit",
            },
        )
    with acting_as(house.alma, "test"):
        content = services.NoteContent(happened_on=today(), setting="office", sentence="Bleibt nicht.")
        values = {"coach_id": house.alma.pk, "starts_at": start, "ends_at": start, "setting": "office"}
        with pytest.raises(Refused):
            services.write_note(
                case=family.case,
                members=[family.amira],
                persons=[family.amira],
                content=content,
                next_appointment=values,
            )
    assert notes(house) == []


@pytest.mark.parametrize(
    "broken", [{"happened_on": today() + dt.timedelta(days=1)}, {"sentence": "   "}, {"person": uuid.uuid4()}]
)
def test_the_service_refuses_what_cannot_be(house: House, broken: dict[str, Any]) -> None:
    family = haddad(house)
    values = dict(broken)
    person = values.pop("person", family.amira)
    with pytest.raises(Refused):
        family.note(person, **values)


def test_the_only_person_in_focus_is_proposed(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        services.set_focus(case=family.case, persons=[family.karim])
    page = house.login("alma").get(reverse("cases:note_create", args=[family.pk]))
    assert page.context["form"]["who"].value() == [str(family.karim)]
