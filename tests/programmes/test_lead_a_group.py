"""The pages of groups: whom a reader sees, what a form keeps, what leaves the house."""

import datetime as dt
import re
from typing import Any

import icalendar
import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Disclosure
from rundblick.programmes import services
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Cohort, CohortMember, Session
from rundblick.programmes.services.roll import Mark
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.house import House
from tests.programmes.build import as_data
from tests.programmes.gathering import fresh_group, fresh_session, joined, kept, met, opened, states
from tests.programmes.homes import family, published, run_of
from tests.programmes.living import DAY, living, workshop
from tests.queries import at_most

WEEK = 7 * DAY


@pytest.fixture
def programme(house: House) -> Programme:
    return published(workshop())


@pytest.fixture
def group(house: House, programme: Programme) -> Cohort:
    return opened(house, programme)


def page(house: House, name: str, *args: Any, by: str = "alma", status: int = 200) -> str:
    """The page as this person reads it."""
    answer = house.login(by).get(reverse(f"programmes:{name}", args=args))
    assert answer.status_code == status
    return answer.content.decode()


def send(house: House, name: str, *args: Any, by: str = "alma", **data: Any) -> Any:
    """Send a form; answers the page that is shown afterwards."""
    return house.login(by).post(reverse(f"programmes:{name}", args=args), data, follow=True)


def hidden(text: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found
    return found[1]


def test_the_list_tells_running_from_coming_and_ended_groups(house: House, programme: Programme) -> None:
    met(house, opened(house, programme, label="Läuft gerade"))
    opened(house, programme, label="Kommt noch", on=today() + WEEK)
    over = opened(house, programme, label="War schon")
    with acting_as(house.alma, "test"):
        services.close_group(group=over, version=1, on=today() - DAY)
    text = page(house, "groups", by="nora")
    assert text.index("Läuft gerade") < text.index("Beginnen bald") < text.index("Kommt noch") < text.index("War schon")
    assert "War schon" not in page(house, "groups", by="otto")


def test_a_group_is_opened_from_a_form_with_its_plan(house: House, programme: Programme) -> None:
    run = run_of(programme)
    text = page(house, "group_open", run.pk)
    data = {"label": "Gruppe 1", "place": "", "starts_on": "07.09.2026", "begins": "9", "with_plan": "on"}
    token = hidden(text, "token")
    for _ in range(2):
        answer = send(house, "group_open", run.pk, **data, token=token)
        assert "Werkzeug" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert (Cohort.objects.count(), Session.objects.count()) == (1, 2)


def test_what_was_typed_stays_when_a_name_is_missing(house: House, programme: Programme) -> None:
    answer = send(house, "group_open", run_of(programme).pk, label="", place="Rathaus", starts_on="07.09.2026")
    assert "Rathaus" in answer.content.decode() and "Bitte füllen Sie dieses Feld aus." in answer.content.decode()


def test_names_are_shown_only_behind_open_doors(house: House, programme: Programme, group: Cohort) -> None:
    joined(house, group, programme, "Adler", "Berg")
    assert "Gülşen Adler" in page(house, "group", group.pk) and "keine Tür" not in page(house, "group", group.pk)
    text = page(house, "group", group.pk, by="hanna")
    assert "Adler" not in text and "2 weitere Mitglieder, für die Sie keine Tür haben." in text
    session = met(house, group)
    text = page(house, "session", session.pk, by="hanna")
    assert "Berg" not in text and "2 weitere Mitglieder" in text


def test_reading_names_is_written_into_the_log(house: House, programme: Programme, group: Cohort) -> None:
    (member,) = joined(house, group, programme, "Adler")
    session = met(house, group)
    for name, key in (("group", group.pk), ("session", session.pk), ("session_list", session.pk)):
        page(house, name, key)
    with acting_as(house.eva, "test", read_only=True):
        found = {row.kind: row.dossiers for row in Disclosure.objects.filter(kind__startswith="programmes.group")}
    wanted = ("programmes.group", "programmes.group.roll", "programmes.group.list")
    assert found == {kind: [member.dossier_id] for kind in wanted}


def test_the_page_of_a_group_takes_few_statements(house: House, programme: Programme, group: Cohort) -> None:
    joined(house, group, programme, *"ABCD")
    session = met(house, group)
    client = house.login("alma")
    client.get(reverse("programmes:group", args=[group.pk]))
    for name, key, most in (("group", group.pk, 10), ("session", session.pk, 9)):
        with at_most(most):
            client.get(reverse(f"programmes:{name}", args=[key]))
    with at_most(8):
        client.get(reverse("programmes:groups"))


# One tap per person


def test_the_list_is_saved_by_one_form(house: House, programme: Programme, group: Cohort) -> None:
    one, other = joined(house, group, programme, "Adler", "Berg")
    session = met(house, group)
    text = page(house, "session", session.pk)
    assert text.count('type="radio"') == 10
    assert re.findall(r'value="(\w*)" checked', text) == ["", ""]
    data = {
        f"wie_{one.pk}": "sick",
        f"gesehen_{one.pk}": "0:",
        f"wie_{other.pk}": "",
        f"gesehen_{other.pk}": "0:",
        "topic": "Anders",
        "initial-topic": "Ankommen",
        "guests": "3",
        "initial-guests": "",
        "version": "1",
        "alle": "1",
    }
    for _ in range(2):
        assert "gespeichert" in send(house, "session", session.pk, **data).content.decode().lower()
    assert states(house, session) == ["sick", "present"]
    stored = fresh_session(house, session)
    assert (stored.topic, stored.guests, stored.version) == ("Anders", 3, 2)
    text = page(house, "session", session.pk)
    assert re.findall(r'value="(\w*)" checked', text) == ["sick", "present"]


def test_a_clash_shows_both_and_the_second_save_counts(house: House, programme: Programme, group: Cohort) -> None:
    (one,) = joined(house, group, programme, "Adler")
    session = met(house, group)
    kept(house, session, {one.pk: Mark("excused")})
    data = {f"wie_{one.pk}": "unexcused", f"gesehen_{one.pk}": "0:", "topic": "Ankommen", "version": "1"}
    data["initial-topic"] = "Ankommen"
    answer = send(house, "session", session.pk, **data)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Inzwischen steht hier: <strong>entschuldigt" in text
    assert re.findall(r'value="(\w*)" checked', text) == ["unexcused"]
    data[f"gesehen_{one.pk}"] = hidden(text, f"gesehen_{one.pk}")
    assert send(house, "session", session.pk, **data).status_code == 200
    assert states(house, session) == ["unexcused"]


def test_a_topic_changed_meanwhile_is_shown_and_not_lost(house: House, programme: Programme, group: Cohort) -> None:
    joined(house, group, programme, "Adler")
    session = met(house, group)
    kept(house, session, {}, topic="Vom Kollegen")
    data = {"topic": "Von mir", "initial-topic": "Ankommen", "version": "1"}
    answer = send(house, "session", session.pk, **data)
    assert answer.status_code == 409 and "Inzwischen steht hier: Vom Kollegen" in answer.content.decode()
    data["version"] = "2"
    send(house, "session", session.pk, **data)
    assert fresh_session(house, session).topic == "Von mir"


def test_an_own_topic_is_not_asked_from_who_did_not_touch_it(house: House, programme: Programme, group: Cohort) -> None:
    (one,) = joined(house, group, programme, "Adler")
    session = met(house, group)
    kept(house, session, {}, topic="Vom Kollegen")
    data = {f"wie_{one.pk}": "present", f"gesehen_{one.pk}": "0:", "topic": "Ankommen", "initial-topic": "Ankommen"}
    assert send(house, "session", session.pk, **data, version="1").status_code == 200
    assert fresh_session(house, session).topic == "Vom Kollegen" and states(house, session) == ["present"]


def test_guests_are_a_number_and_only_in_open_groups(house: House) -> None:
    rules = as_data(2)["attendance"]
    among = published(workshop(id="unter_uns", attendance=rules | {"group": rules["group"] | {"guests": False}}))
    group = opened(house, among)
    joined(house, group, among, "Adler")
    assert 'name="guests"' not in page(house, "session", met(house, group).pk)


def test_a_session_ahead_shows_the_list_without_taps(house: House, programme: Programme, group: Cohort) -> None:
    joined(house, group, programme, "Adler")
    text = page(house, "session", met(house, group, today() + WEEK).pk)
    assert "Gülşen Adler" in text and 'type="radio"' not in text and "Noch nicht gewesen" in text


def test_the_list_to_sign_says_nothing_about_absences(house: House, programme: Programme, group: Cohort) -> None:
    (one,) = joined(house, group, programme, "Adler")
    session = met(house, group)
    kept(house, session, {one.pk: Mark("sick")})
    text = page(house, "session_list", session.pk)
    assert "Gülşen Adler" in text and "krank" not in text and "Unterschrift" in text


# Planning and members


def test_a_session_and_a_series_are_planned_from_forms(house: House, programme: Programme, group: Cohort) -> None:
    text = page(house, "session_add", group.pk)
    first = german_date(group.starts_on)
    data = {"on": first, "begins": "9", "units": "1", "topic": "", "token": hidden(text, "token")}
    assert "hat jedes Treffen eines" in send(house, "session_add", group.pk, **data).content.decode()
    send(house, "session_add", group.pk, **data | {"topic": "Start", "trotzdem": "1"})
    token = hidden(page(house, "session_series", group.pk), "token")
    data = {"first": first, "until": german_date(group.starts_on + 2 * WEEK), "begins": "10", "units": "1"}
    answer = send(house, "session_series", group.pk, **data, topics="Kochen", token=token)
    assert "geplant" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert set(group.sessions.values_list("topic", flat=True)) == {"Start", "Kochen"}


def test_a_holiday_is_planned_after_a_second_look(house: House, programme: Programme) -> None:
    group = opened(house, programme, on=dt.date(2026, 9, 1))
    text = page(house, "session_add", group.pk)
    data = {"on": "03.10.2026", "begins": "", "units": "1", "topic": "Feiern", "token": hidden(text, "token")}
    answer = send(house, "session_add", group.pk, **data)
    assert (
        "Tag der Deutschen Einheit" in answer.content.decode() and "Trotzdem an diesem Tag" in answer.content.decode()
    )
    send(house, "session_add", group.pk, **data, trotzdem="1")
    with acting_as(house.alma, "test", read_only=True):
        assert group.sessions.get().on == dt.date(2026, 10, 3)


def test_two_versions_of_a_session_and_of_a_group_are_shown(house: House, group: Cohort) -> None:
    session = met(house, group)
    data = {"on": german_date(session.on), "begins": "", "units": "1", "topic": "Meins", "trotzdem": "1"}
    kept(house, session, {}, topic="Deins")
    answer = send(house, "session_change", session.pk, **data, version="1")
    assert answer.status_code == 409 and "Deins" in answer.content.decode()
    first = german_date(group.starts_on)
    send(house, "group_change", group.pk, label="Eins", place="", starts_on=first, version="1")
    answer = send(house, "group_change", group.pk, label="Zwei", place="", starts_on=first, version="1")
    assert answer.status_code == 409 and "Zwei Fassungen" in answer.content.decode()
    assert fresh_group(house, group).label == "Eins"


def test_people_join_leave_and_go_on_elsewhere(house: House, programme: Programme, group: Cohort) -> None:
    row = living(house, family(house, "Adler"), programme=programme)
    other = opened(house, programme, label="Am Freitag")
    assert "Gülşen Adler" in page(house, "group_join", group.pk)
    assert "Adler" not in page(house, "group_join", group.pk, by="hanna")
    answer = send(house, "group_join", group.pk, participations=str(row.pk), on=german_date(today()))
    # Rule 9: a group that is too small is a hint, never a block.
    assert "1\u00a0Person aufgenommen." in answer.content.decode()
    assert "mindestens 4" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        member = CohortMember.objects.get()
    send(house, "group_member", member.pk, on=german_date(today()), to=str(other.pk))
    with acting_as(house.alma, "test", read_only=True):
        found = {row.cohort_id: (row.valid_from, row.valid_until) for row in CohortMember.objects.all()}
    assert found == {group.pk: (today(), today() + DAY), other.pk: (today() + DAY, None)}


# What leaves the house


def test_the_calendar_file_names_nobody(house: House, programme: Programme, group: Cohort) -> None:
    joined(house, group, programme, "Adler")
    met(house, group, today() + WEEK, "Schulden", begins=dt.time(9, 30))
    met(house, group, today() + 2 * WEEK)
    answer = house.login("alma").get(reverse("programmes:group_calendar", args=[group.pk]))
    entries: list[Any] = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [str(entry["summary"]) for entry in entries] == ["Gruppe", "Gruppe"]
    assert entries[0]["dtstart"].dt.replace(tzinfo=None) == dt.datetime.combine(today() + WEEK, dt.time(9, 30))
    assert entries[1]["dtstart"].dt == today() + 2 * WEEK
    for word in ("Adler", "Schulden", "Werkstatt", group.label):
        assert word.encode() not in answer.content


def test_the_printed_plan_has_topics_and_no_names(house: House, programme: Programme, group: Cohort) -> None:
    joined(house, group, programme, "Adler")
    met(house, group, topic="Werkzeug")
    text = page(house, "group_plan", group.pk)
    assert "Werkzeug" in text and "Adler" not in text
