"""The pages of a conference from planning to what became of it, as forms are sent without scripts."""

import datetime as dt
import re
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar.models import Appointment
from rundblick.cases.asked import asked_of
from rundblick.cases.models import Task
from rundblick.conferences.models import Conference, Contribution, Decision, Invitation, Point, Seat, Sheet
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.conferences.tables import AT_THE_TABLE, DAY, WITH_HEALTH, Table, clinic, plans, table
from tests.house import House


def german(day: dt.date) -> str:
    return f"{day:%d.%m.%Y}"


def asked(family: Family, **said: Any) -> dict[str, Any]:
    """The form of a new conference as somebody fills it in."""
    values = {
        "kind": "case_conference",
        "person": str(family.amira),
        "question": "Wie gelingt der Einstieg?",
        "day": german(today() + 10 * DAY),
        "time": "10:00",
        "minutes": "60",
        "setting": "video",
        "video_url": "https://video.example.org/raum",
        "prepare_until": german(today() + 7 * DAY),
        "token": str(uuid.uuid4()),
    }
    return values | said


def text(answer: Any) -> str:
    return str(answer.content.decode())


def pdf(answer: Any, folder: Path) -> str:
    """What a reader of the paper copies out of it."""
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf"
    (folder / "one.pdf").write_bytes(answer.content)
    found = subprocess.run(["pdftotext", str(folder / "one.pdf"), "-"], capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


@pytest.fixture
def alma(house: House) -> Client:
    return house.login("alma")


def test_planning_makes_one_conference_with_points_seats_and_an_appointment(house: House, alma: Client) -> None:
    family = haddad(house)
    address = reverse("conferences:plan", args=[family.pk])
    assert "Familienrat" in text(alma.get(address))
    sent = asked(family)
    for _ in range(2):
        answer = alma.post(address, sent)
        assert answer.status_code == 302
    with acting_as(house.alma, "test"):
        (row,) = Conference.objects.all()
        assert [seat.part for seat in Seat.objects.order_by("part")] == ["coach", "person"]
        assert Point.objects.count() == 4
        (appointment,) = Appointment.objects.filter(meeting=row.pk)
        assert (appointment.purpose, appointment.person_id) == ("Fallkonferenz", family.amira)
    page = text(alma.get(answer["Location"]))
    assert "Wie gelingt der Einstieg?" in page and "Am Tisch fehlt: weitere Stelle" in page
    assert "Fallkonferenz" in text(alma.get(reverse("cases:page", args=[family.pk])))
    assert "Wie gelingt" in text(alma.get(reverse("conferences:of_case", args=[family.pk])))
    assert "Wie gelingt" in text(alma.get(reverse("conferences:mine")))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("question", "", "Bitte füllen Sie dieses Feld aus."),
        ("prepare_until", "31.12.2030", "Die Vorbereitung endet spätestens am Tag der Besprechung."),
        ("video_url", "http://unsicher.example", "Bitte geben Sie die ganze Adresse an"),
        ("pseudonymised", "on", "Diese Art findet mit der Person oder mit Einwilligung statt."),
        ("day", "01.01.2020", "Das ist länger als 60 Tage her."),
    ],
)
def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(
    house: House, alma: Client, field: str, value: str, words: str
) -> None:
    family = haddad(house)
    answer = alma.post(reverse("conferences:plan", args=[family.pk]), asked(family, **{field: value}))
    assert answer.status_code == 422
    assert words in text(answer) and "10:00" in text(answer)


def test_moving_it_moves_the_appointment_and_two_who_change_see_both(house: House, alma: Client) -> None:
    made = table(house)
    sent = asked(made.family, version="1", question="Neu gefragt?", time="11:30")
    assert alma.post(made.url("change"), sent).status_code == 302
    with acting_as(house.alma, "test"):
        row, appointment = Conference.objects.get(), Appointment.objects.get()
    assert appointment.starts_at == row.starts_at
    clash = alma.post(made.url("change"), sent | {"question": "Andere Frage?"})
    assert clash.status_code == 409
    assert "Neu gefragt?" in text(clash) and "Andere Frage?" in text(clash)


def test_calling_off_takes_the_appointment_and_the_invitation_along(house: House, alma: Client) -> None:
    made = table(house)
    made.door(house.partner)
    made.invite(house.partner)
    assert alma.post(made.url("cancel")).status_code == 302
    assert "Abgesagt" in text(alma.get(made.url()))
    with acting_as(house.alma, "test"):
        assert Appointment.objects.get().status == "cancelled"
        assert not Invitation.objects.exists()


def test_without_consent_a_seat_is_planned_and_not_invited(house: House, alma: Client) -> None:
    made = table(house)
    sent = {"who": f"agency:{house.partner.pk}", "part": "agency", "words": "Frau Beispiel"}
    assert alma.post(made.url("seat"), sent).status_code == 302
    page = text(alma.get(made.url()))
    assert "Es fehlt die Einwilligung von Amira Haddad" in page
    assert reverse("consent:give", args=[made.family.pk, made.amira, "exchange"]) in page
    with acting_as(house.alma, "test"):
        seat = Seat.objects.get(organisation=house.partner)
    assert made.url("invite", seat.pk) not in page
    answer = alma.post(made.url("invite", seat.pk), follow=True)
    assert "Die Einwilligung fehlt" in text(answer)
    made.door(house.partner)
    assert made.url("invite", seat.pk) in text(alma.get(made.url()))
    assert "Eingeladen." in text(alma.post(made.url("invite", seat.pk), follow=True))
    assert "Einladung ist zurückgenommen" in text(alma.post(made.url("uninvite", seat.pk), follow=True))
    assert house.login("ivo").get(made.url()).status_code == 404
    assert "nicht mehr mit am Tisch" in text(alma.post(made.url("unseat", seat.pk), follow=True))


def test_a_colleague_without_a_door_is_told_to_need_one(house: House, alma: Client) -> None:
    made = table(house)
    alma.post(made.url("seat"), {"who": f"user:{house.mats.pk}", "part": "placement"})
    page = text(alma.get(made.url()))
    assert "keine Tür zum Fall" in page and reverse("access:door_open", args=[made.family.pk]) in page
    assert alma.post(made.url("seat"), {"who": "", "words": ""}).status_code == 422
    alma.post(made.url("seat"), {"who": "", "words": "die Großmutter"})
    assert "die Großmutter" in text(alma.get(made.url()))


def test_a_house_prepares_in_its_own_words_under_its_own_topics(house: House) -> None:
    made = table(house)
    made.door(house.partner)
    made.invite(house.partner)
    ivo = house.login("ivo")
    with acting_as(house.ivo, "test", read_only=True) as context:
        (waiting,) = asked_of(context)
    assert (waiting.url, waiting.due_on) == (made.url(), made.row.prepare_until)
    start = text(ivo.get("/", follow=True))
    assert "Bitte bereiten Sie eine Besprechung vor" in start
    form = text(ivo.get(made.url("prepare")))
    assert "Ziele" in form and 'value="health"' not in form
    said = {"text": "Kommt pünktlich.", "topic": "cooperation", "for_all": "on", "token": str(uuid.uuid4())}
    for _ in range(2):
        assert ivo.post(made.url("prepare"), said).status_code == 302
    refused = ivo.post(made.url("prepare"), said | {"topic": "health", "text": "Heimlich", "token": str(uuid.uuid4())})
    assert refused.status_code == 422 and "Heimlich" in text(refused)
    with acting_as(house.ivo, "test"):
        (mine,) = Contribution.objects.all()
        assert asked_of(house.ivo.access_context()) == []
    address = made.url("change_contribution", mine.pk)
    assert ivo.post(address, said | {"text": "Kommt gern.", "version": "1"}).status_code == 302
    assert ivo.post(address, said | {"text": "Alt.", "version": "1"}).status_code == 409
    assert "Kommt gern." in text(house.login("alma").get(made.url()))
    assert house.login("alma").get(address).status_code == 404, "nobody writes in another house's name"
    assert ivo.post(made.url("take_back", mine.pk)).status_code == 302
    assert "Kommt gern." not in text(ivo.get(made.url()))


def test_a_door_that_closes_between_opening_and_saving_takes_nothing(house: House) -> None:
    made = table(house)
    door = made.door(house.partner)
    made.invite(house.partner)
    ivo = house.login("ivo")
    assert ivo.get(made.url("prepare")).status_code == 200
    made.shut(door)
    said = {"text": "Zu spät.", "topic": "cooperation", "token": str(uuid.uuid4())}
    assert ivo.post(made.url("prepare"), said).status_code == 404
    for address in (made.url(), made.url("paper"), made.url("prepare")):
        assert ivo.get(address).status_code == 404
    with acting_as(house.alma, "test"):
        assert not Contribution.objects.exists()


def protocol(made: Table, **said: str) -> dict[str, str]:
    with acting_as(made.house.alma, "test"):
        row = Conference.objects.get(pk=made.row.pk)
        points = {f"result_{one.pk.hex}": one.result or "" for one in Point.objects.all()}
    return points | {"token": str(uuid.uuid4()), "version": str(row.version)} | said


def test_the_protocol_keeps_results_points_and_decisions_at_once(house: House, alma: Client) -> None:
    made = table(house)
    made.begin()
    with acting_as(house.alma, "test"):
        first = Point.objects.order_by("place").first()
    assert first is not None
    sent = protocol(
        made,
        **{f"result_{first.pk.hex}": "Zwei Tage Probe."},
        new_point="Wer holt Sami ab?",
        new_topic="cooperation",
        new_person=str(made.amira),
        decision="Probetage verabreden",
        decision_who=f"user:{house.alma.pk}",
        decision_until=german(today() + 5 * DAY),
        decision_topic="tasks",
        decision_person=str(made.amira),
    )
    assert alma.post(made.url("protocol"), sent).status_code == 302
    page = text(alma.get(made.url()))
    for words in ("Zwei Tage Probe.", "Wer holt Sami ab?", "Probetage verabreden"):
        assert words in page
    clash = alma.post(made.url("protocol"), sent | {f"result_{first.pk.hex}": "Anders."})
    assert clash.status_code == 409 and "Zwei Tage Probe." in text(clash) and "Anders." in text(clash)
    with acting_as(house.alma, "test"):
        assert (Point.objects.count(), Decision.objects.count()) == (5, 1)
    unfinished = alma.post(made.url("protocol"), protocol(made, decision="Und noch etwas"))
    assert unfinished.status_code == 422
    assert "Ein Beschluss braucht jemanden und einen Tag." in text(unfinished)


def test_points_are_ordered_and_struck(house: House, alma: Client) -> None:
    made = table(house)
    with acting_as(house.alma, "test"):
        before = list(Point.objects.order_by("place").values_list("pk", flat=True))
    alma.post(made.url("move_point", before[1]), {"nach": "oben"})
    alma.post(made.url("remove_point", before[3]))
    with acting_as(house.alma, "test"):
        after = list(Point.objects.order_by("place").values_list("pk", flat=True))
    assert after == [before[1], before[0], before[2]]


def test_closing_makes_tasks_and_leaves_what_is_about_health_in_the_protocol(house: House, alma: Client) -> None:
    made = table(house)
    made.confide()
    made.decide("Kita anrufen", assignee=house.alma)
    made.decide("Termin in der Schmerzambulanz", "health")
    early = alma.post(made.url("close"), {"version": "1"})
    assert "noch nicht begonnen" in text(early)
    made.begin()
    with acting_as(house.alma, "test"):
        seat = Seat.objects.get(part="person")
    assert "Kita anrufen" in text(alma.get(made.url("close")))
    assert alma.post(made.url("close"), {"version": "9"}).status_code == 200
    assert alma.post(made.url("close"), {"version": "1", f"da-{seat.pk}": "on"}).status_code == 302
    with acting_as(house.alma, "test"):
        texts = sorted(task.text for task in Task.objects.all())
        assert dict(Seat.objects.values_list("part", "attended")) == {"coach": False, "person": True}
    assert texts[1] == "Kita anrufen" and "Schmerz" not in texts[0] and "Protokoll" in texts[0]
    assert alma.post(made.url("protocol"), protocol(made)).status_code == 302
    assert "Fallkonferenz" in text(alma.get(reverse("cases:story", args=[made.family.pk])))


def test_a_kind_with_outcomes_asks_how_it_went(house: House, alma: Client) -> None:
    family = haddad(house)
    made = Table(house, family, plans(family, kind="three_way"))
    made.begin()
    assert "wie es ausgegangen ist" in text(alma.post(made.url("close"), {"version": "1"}))
    alma.post(made.url("protocol"), protocol(made, outcome="later", why="Erst der Kitaplatz"))
    assert "Tag, an dem Sie wieder nachsehen" in text(alma.post(made.url("close"), {"version": "2"}))
    again = german(today() + 30 * DAY)
    alma.post(made.url("protocol"), protocol(made, outcome="later", why="Erst der Kitaplatz", review_on=again))
    assert alma.post(made.url("close"), {"version": "3"}).status_code == 302
    assert "zurückgestellt" in text(alma.get(made.url())) and "Erst der Kitaplatz" in text(alma.get(made.url()))


def test_every_copy_holds_what_its_doors_open_at_that_second(house: House, alma: Client, tmp_path: Path) -> None:
    made = table(house, "Amira", "Karim")
    made.confide()
    yara = clinic(house)
    for person in (made.amira, made.family.karim):
        made.door(house.partner, person=person)
    doors = [made.door(yara, *WITH_HEALTH, person=person) for person in (made.amira, made.family.karim)]
    for one in (house.partner, yara):
        made.invite(one)
    made.point("Belastbarkeit", "health")
    made.point("Was das Haus klärt", person_id=None)
    made.point("Karims Kurs", person_id=made.family.karim)
    made.brings(house.yara, "Halbe Tage gehen gut.", "health", for_all=True)
    made.brings(house.ivo, "Nur für das Jobcenter.")
    made.decide("Termin in der Praxis", "health")
    made.close()
    with acting_as(house.alma, "test"):
        seats = {seat.organisation_id or seat.member_id: seat.pk for seat in Seat.objects.all()}

    def copy(whose: uuid.UUID) -> str:
        return pdf(alma.get(made.url("copy", seats[whose])), tmp_path)

    for_ivo, for_yara, for_amira = copy(house.partner.pk), copy(yara.pk), copy(made.amira)
    assert "Belastbarkeit" not in for_ivo and "Halbe Tage" not in for_ivo and "in der Praxis" not in for_ivo
    assert "Nur für das Jobcenter." in for_ivo and "Nur für das Jobcenter." not in for_yara
    assert "Belastbarkeit" in for_yara and "Termin in der Praxis" in for_yara
    assert "Was das Haus klärt" not in for_ivo + for_yara + for_amira
    assert "Karims Kurs" not in for_amira and "Karims Kurs" in for_ivo
    assert pdf(house.login("ivo").get(made.url("paper")), tmp_path).count("Belastbarkeit") == 0
    assert "Was das Haus klärt" in pdf(alma.get(made.url("paper")), tmp_path)
    made.shut(doors[0])
    assert alma.get(made.url("copy", seats[yara.pk])).status_code == 404, "a paper is no side door"
    made.shut(doors[1])


def test_copies_are_ticked_and_decisions_followed_until_done(house: House, alma: Client) -> None:
    made = table(house)
    decision = made.decide(assignee=house.alma)
    with acting_as(house.alma, "test"):
        seat = Seat.objects.get(part="person")
    made.close()
    assert "noch nicht informiert" in text(alma.get(made.url()))
    assert "nicht in der Zukunft" in text(
        alma.post(made.url("inform", seat.pk), {"on": german(today() + DAY), "how": "handed"}, follow=True)
    )
    alma.post(made.url("inform", seat.pk), {"on": german(today()), "how": "handed"})
    assert "übergeben" in text(alma.get(made.url()))
    alma.post(made.url("decision_done", decision.pk))
    with acting_as(house.alma, "test"):
        assert Task.objects.get().done_on == today()
    assert "Doch noch offen" in text(alma.get(made.url()))
    alma.post(made.url("decision_done", decision.pk), {"doch": "1"})
    with acting_as(house.alma, "test"):
        assert Task.objects.get().done_on is None


def test_what_was_forgotten_becomes_an_addendum(house: House, alma: Client) -> None:
    made = table(house)
    assert alma.get(made.url("addendum")).status_code == 302, "an open protocol is changed itself"
    made.close()
    sent = {"text": "Der Kurs beginnt am 3.", "topic": "cooperation", "person": str(made.amira)}
    token = str(uuid.uuid4())
    for _ in range(2):
        assert alma.post(made.url("addendum"), sent | {"token": token}).status_code == 302
    assert text(alma.get(made.url())).count("Der Kurs beginnt am 3.") == 1


def test_a_sheet_without_names_leaves_only_when_every_hint_was_looked_at(
    house: House, alma: Client, tmp_path: Path
) -> None:
    family = haddad(house)
    made = Table(house, family, plans(family, kind="case_discussion", pseudonymised=True))
    seat = made.seat(organisation=house.partner)
    made.door(house.partner, *AT_THE_TABLE)
    assert "bekommt nur das Blatt" in text(alma.post(made.url("invite", seat.pk), follow=True))
    assert house.login("ivo").get(made.url()).status_code == 404
    assert alma.get(made.url("sheet_paper")).status_code == 302, "nothing is confirmed yet"
    said = {"text": "Amira möchte in der Küche arbeiten.", "version": "0"}
    answer = alma.post(made.url("sheet"), said | {"bestaetigen": "1"}, follow=True)
    assert "Bitte sehen Sie jeden Hinweis an" in text(answer) and "Amira" in text(answer)
    with acting_as(house.alma, "test"):
        assert Sheet.objects.get().confirmed_at is None
    clash = alma.post(made.url("sheet"), said)
    assert clash.status_code == 409
    clean = {"text": "Eine Mutter möchte in der Küche arbeiten.", "version": "1", "bestaetigen": "1"}
    assert alma.post(made.url("sheet"), clean).status_code == 302
    paper = pdf(alma.get(made.url("sheet_paper")), tmp_path)
    with acting_as(house.alma, "test"):
        code = Sheet.objects.get().code
    assert code in paper and "Haddad" not in paper and "anonym: Wer" in paper
    alma.post(made.url("sheet"), clean | {"text": "Anders.", "version": "2"})
    with acting_as(house.alma, "test"):
        assert Sheet.objects.get().text == "Anders."


def test_several_are_planned_in_a_row(house: House, alma: Client) -> None:
    family = haddad(house)
    keys = [f"{family.pk}:{family.amira}", f"{family.pk}:{family.karim}"]
    assert "Karim Haddad" in text(alma.get(reverse("conferences:batch")))
    sent = {
        "kind": "school_conference",
        "question": "Wie geht es nach der Schule weiter?",
        "cases": keys,
        "day": german(today() + 20 * DAY),
        "time": "09:00",
        "minutes": "30",
        "pause": "10",
        "setting": "office",
        "token": str(uuid.uuid4()),
    }
    for _ in range(2):
        assert alma.post(reverse("conferences:batch"), sent).status_code == 302
    with acting_as(house.alma, "test"):
        starts = sorted(Conference.objects.values_list("starts_at", flat=True))
    assert len(starts) == 2 and starts[1] - starts[0] == dt.timedelta(minutes=40)


def test_figures_count_persons_and_not_talks(house: House, alma: Client) -> None:
    family = haddad(house)
    for _ in range(3):
        made = Table(house, family, plans(family, kind="clearing"))
        made.close()
    page = text(alma.get(reverse("conferences:figures")))
    cells = re.findall(r">\s*(\d+)\s*<", page[page.index("Fallbesprechung") :].split("</tr>")[0])
    assert cells == ["1", "2", "3"], "one person of two in focus, in three talks"
