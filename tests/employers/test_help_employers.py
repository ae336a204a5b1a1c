"""Worries and answers, worksheets for carving, the register of special jobs, questions that are answered."""

import csv
import io

import pytest

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Mistaken
from rundblick.employers.models import CarvedTask, Concern, SpecialStep
from rundblick.employers.services import helping
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.employers.building import DAY, asked, fresh, kept, sheet, special, stored, worried
from tests.house import House
from tests.queries import at_most


def test_a_worry_waits_for_an_answer_until_something_is_offered(house: House) -> None:
    row = kept(house)
    browser = house.login("alma")
    sent = {"worry": "children", "words": "Und in den Ferien?", "on": "heute", "token": fresh()}
    assert browser.post(f"/betriebe/{row.pk}/bedenken/", sent).status_code == 302
    assert "noch keine Antwort" in browser.get(f"/betriebe/{row.pk}/").content.decode()
    with acting_as(house.alma, "test"):
        concern = Concern.objects.get()
    where = f"/betriebe/bedenken/{concern.pk}/"
    assert "Kinderbetreuung klären" in browser.get(where).content.decode()
    browser.post(where, sent | {"helps": ["childcare"], "version": "1"})
    page = browser.get(f"/betriebe/{row.pk}/").content.decode()
    assert "noch keine Antwort" not in page and "Angeboten: Kinderbetreuung klären" in page
    assert stored(house, concern).answered_on == today()


def test_what_was_offered_first_keeps_its_day(house: House) -> None:
    concern = worried(house, kept(house), helps=("trial",), on=today() - 9 * DAY)
    with acting_as(house.mats, "test"):
        type(concern).objects.filter(pk=concern.pk).update(answered_on=today() - 8 * DAY)
        helping.change_worry(
            concern=concern,
            version=1,
            content=helping.ConcernContent(worry="time", on=concern.on, helps=("trial", "coaching")),
        )
    assert stored(house, concern).answered_on == today() - 8 * DAY


def test_tasks_that_move_make_the_hours_of_a_new_job(house: House) -> None:
    row = kept(house)
    carving = sheet(house, row, ("Regale füllen", "6.5", True), ("Kasse zählen", "3", False))
    browser = house.login("mats")
    where = f"/betriebe/zuschnitt/{carving.pk}/"
    assert "<strong>6,5</strong> von 9,5 Stunden" in browser.get(where).content.decode()
    with acting_as(house.mats, "test"):
        till = CarvedTask.objects.get(text="Kasse zählen")
    browser.post(f"/betriebe/aufgabe/{till.pk}/verschieben/")
    assert "<strong>9,5</strong> von 9,5 Stunden" in browser.get(where).content.decode()
    browser.post(f"/betriebe/aufgabe/{till.pk}/entfernen/")
    assert "Kasse zählen" not in browser.get(where).content.decode()
    added = {"text": "Pfand sortieren", "hours": "2,5", "moves": "on", "token": fresh()}
    assert browser.post(f"{where}aufgabe/", added)["Location"] == where
    assert "<strong>9,0</strong> von 9,0 Stunden" in browser.get(where).content.decode()
    answer = browser.get(f"{where}arbeitsblatt.pdf")
    assert answer.content.startswith(b"%PDF")


def test_a_worksheet_with_a_result_is_done(house: House) -> None:
    carving = sheet(house, kept(house))
    browser = house.login("mats")
    where = f"/betriebe/zuschnitt/{carving.pk}/bearbeiten/"
    sent = {"title": carving.title, "on": german_date(carving.on), "result": "Eine Stelle.", "version": "1"}
    assert browser.post(where, sent).status_code == 302
    assert stored(house, carving).done_on == today()


def test_the_register_counts_jobs_on_a_day_with_its_denominator(house: House) -> None:
    row = kept(house)
    special(house, row, ("planned", today() - 40 * DAY), ("free", today() - 20 * DAY), ("filled", today() - 5 * DAY))
    special(house, row, ("free", today() - 20 * DAY), title="Scannen", kind="home")
    special(house, row, ("filled", today() - 30 * DAY), ("ended", today() - DAY), title="Hofdienst")
    special(house, row, title="Idee")
    browser = house.login("nora")
    page = " ".join(browser.get("/betriebe/besondere-arbeitsplaetze/").content.decode().split())
    assert "1 von 2 eingerichteten Arbeitsplätzen sind besetzt; außerdem 1 in Planung und 1 beendet" in page
    assert f"Am {german_date(today())}" in page
    day = german_date(today() - 10 * DAY)
    past = " ".join(browser.get(f"/betriebe/besondere-arbeitsplaetze/?stichtag={day}").content.decode().split())
    assert "1 von 3 eingerichteten Arbeitsplätzen sind besetzt; außerdem 0 in Planung und 0 beendet" in past
    assert "Idee" not in past
    text = browser.get("/betriebe/besondere-arbeitsplaetze/liste.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(lines) == 5 and {line[5] for line in lines[1:]} == {german_date(today())}


def test_where_a_job_stood_is_added_and_never_changed(house: House) -> None:
    job = special(house, kept(house), ("free", today() - DAY))
    browser = house.login("mats")
    where = f"/betriebe/besonderer-arbeitsplatz/{job.pk}/"
    assert browser.post(where, {"state": "filled", "on": "morgen"}).status_code == 422
    assert browser.post(where, {"state": "filled", "on": "heute"}).status_code == 302
    with acting_as(house.mats, "test"):
        assert list(SpecialStep.objects.values_list("state", flat=True)) == ["free", "filled"]
    with acting_as(house.mats, "test"), pytest.raises(Exception, match=r"(?i)permission|special_step_stays|read-only"):
        SpecialStep.objects.update(state="ended")


def test_a_question_is_due_for_whoever_answers_and_the_answer_closes_it(house: House) -> None:
    row = kept(house)
    browser = house.login("mats")
    sent = {"question": "Wer hilft?", "answerer": str(house.alma.pk), "due_on": "morgen", "token": fresh()}
    form = browser.get(f"/betriebe/{row.pk}/frage/").content.decode()
    assert "Alma" in form and "Nora" not in form and "Otto" not in form
    assert browser.post(f"/betriebe/{row.pk}/frage/", sent).status_code == 302
    ticket = row.tickets.model
    with acting_as(house.mats, "test"):
        one = ticket.objects.get()
    assert "Wer hilft?" in browser.get("/betriebe/fragen/").content.decode()
    where = f"/betriebe/frage/{one.pk}/"
    assert house.login("alma").post(where, {"answer": "", "version": "1"}).status_code == 422
    assert house.login("alma").post(where, {"answer": "Wir.", "version": "1"}).status_code == 302
    assert stored(house, one).answered_on == today()
    page = browser.get("/betriebe/fragen/").content.decode()
    assert "Keine Frage wartet" in page and "Beantwortet (1)" in page


def test_somebody_of_another_house_does_not_answer(house: House) -> None:
    with pytest.raises(Mistaken, match="nicht in Ihrem Haus"):
        asked(house, kept(house), answerer=house.otto)


def test_register_and_questions_take_as_many_statements_for_much_as_for_little(house: House) -> None:
    row = kept(house)
    browser = house.login("mats")
    for _round in range(2):
        for _number in range(3):
            special(house, row)
            asked(house, row, due_in=0)
        browser.get("/betriebe/")
        for where in ("/betriebe/besondere-arbeitsplaetze/", "/betriebe/fragen/"):
            with at_most(5):
                browser.get(where)
