"""Asking colleagues: with a name or without, answered, edited, closed, found again, taken back."""

import datetime as dt
import uuid

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar.errors import Refused
from rundblick.exchange import services
from rundblick.exchange.models import Answer, Helped, Question
from rundblick.exchange.tasks import tidy
from rundblick.exchange.views import listing
from rundblick.steering.begun import place_of
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.exchange.asking import TITLE, answered, asked, typed
from tests.house import House
from tests.queries import at_most

BOARD, QUESTION, SAVE = 6, 7, 9


def rows(house: House) -> list[Question]:
    with acting_as(house.alma, "test"):
        return list(Question.objects.order_by("asked_at"))


def test_a_coach_asks_the_team_and_a_second_click_asks_nothing_more(house: House) -> None:
    browser, sent = house.login("alma"), typed(house)
    assert browser.get("/austausch/neu/").status_code == 200
    with at_most(SAVE):
        assert browser.post("/austausch/neu/", sent).status_code == 302
    assert browser.post("/austausch/neu/", sent).status_code == 302
    (row,) = rows(house)
    assert (row.team_id, row.named, row.author_id) == (house.north.pk, True, house.alma.pk)
    assert TITLE in house.login("bert").get("/austausch/").content.decode()


def test_without_a_name_nobody_is_shown_who_asks(house: House) -> None:
    browser = house.login("alma")
    browser.post("/austausch/neu/", typed(house, named="", whom="house"))
    (row,) = rows(house)
    for where in ("/austausch/", f"/austausch/{row.pk}/"):
        page = house.login("hanna").get(where).content.decode()
        assert "ohne Namen" in page and "Alma" not in page


def test_what_is_missing_is_said_beside_its_field_and_the_rest_stays(house: House) -> None:
    page = house.login("alma").post("/austausch/neu/", typed(house, title="", text="Bleibt stehen"))
    assert page.status_code == 422 and "title" in page.context["form"].errors
    assert "Bleibt stehen" in page.content.decode() and rows(house) == []
    page = house.login("alma").post("/austausch/neu/", typed(house, whom=str(house.south.pk)))
    assert "whom" in page.context["form"].errors


def test_names_of_people_one_may_see_are_hinted_and_one_tap_overrules(house: House) -> None:
    haddad(house)
    browser = house.login("alma")
    said = typed(house, text="Amiras Sohn und die 0171 5550815. Das ist alles klein geschrieben: karim.")
    page = browser.post("/austausch/neu/", said)
    assert page.status_code == 422 and page.context["found"] == ["Amiras", "0171 5550815"]
    assert "Amiras Sohn" in page.content.decode() and rows(house) == []
    assert browser.post("/austausch/neu/", said | {"anyway": "1"}).status_code == 302
    assert len(rows(house)) == 1
    # Hanna may see nobody of that family, so nothing is hinted at.
    sent = typed(house, text="Amiras Sohn", whom="house")
    assert house.login("hanna").post("/austausch/neu/", sent).status_code == 302


def test_colleagues_answer_and_one_says_that_it_helped(house: House) -> None:
    question = asked(house.alma)
    bert = house.login("bert")
    sent = {"text": "Ich frage nach dem Wetter.", "named": "", "token": str(uuid.uuid4())}
    for _ in range(2):
        assert bert.post(f"/austausch/{question.pk}/antworten/", sent).status_code == 302
    with acting_as(house.alma, "test"):
        (row,) = Answer.objects.all()
    alma = house.login("alma")
    for _ in range(2):
        alma.post(f"/austausch/antwort/{row.pk}/geholfen/")
    page = alma.get(f"/austausch/{question.pk}/").content.decode()
    assert "hat 1-mal geholfen" in page and "Hat doch nicht geholfen" in page and "Bert" not in page
    bert.post(f"/austausch/antwort/{row.pk}/geholfen/")
    alma.post(f"/austausch/antwort/{row.pk}/geholfen/", {"doch_nicht": "1"})
    with acting_as(house.alma, "test"):
        assert not Helped.objects.exists()
    empty = bert.post(f"/austausch/{question.pk}/antworten/", sent | {"text": " "})
    assert empty.status_code == 422 and "text" in empty.context["form"].errors


def test_two_windows_show_both_versions(house: House) -> None:
    question = asked(house.alma)
    row = answered(question, house.alma, "Alt")
    browser = house.login("alma")
    where = f"/austausch/{question.pk}/bearbeiten/"
    assert browser.post(where, typed(house, title="Erste", version="1")).status_code == 302
    page = browser.post(where, typed(house, title="Zweite", version="1"))
    assert page.status_code == 409 and "Erste" in page.content.decode() and "Zweite" in page.content.decode()
    assert browser.post(where, typed(house, title="Beide", version="2")).status_code == 302
    said = {"token": str(uuid.uuid4()), "version": "1", "named": "1"}
    of_answer = f"/austausch/antwort/{row.pk}/bearbeiten/"
    assert browser.post(of_answer, said | {"text": "Neu"}).status_code == 302
    page = browser.post(of_answer, said | {"text": "Noch neuer"})
    assert page.status_code == 409 and "Neu" in page.content.decode()
    shown = browser.get(f"/austausch/{question.pk}/").content.decode()
    assert "Beide" in shown and "bearbeitet" in shown


def test_a_closed_question_takes_no_answer_until_it_is_opened_again(house: House) -> None:
    question = asked(house.alma)
    browser, where = house.login("alma"), f"/austausch/{question.pk}/abschliessen/"
    for _ in range(2):
        browser.post(where)
    assert "Antwort geben" not in browser.get(f"/austausch/{question.pk}/").content.decode()
    assert TITLE not in browser.get("/austausch/").content.decode()
    assert TITLE in browser.get("/austausch/?zeige=alle").content.decode()
    (closed,) = rows(house)
    with acting_as(house.bert, "test"), pytest.raises(Refused):
        services.answer(question=closed, author=house.bert, text="Zu spät", named=True)
    browser.post(where, {"auf": "1"})
    assert rows(house)[0].closed_on is None


def test_taking_a_question_back_takes_its_answers_along(house: House) -> None:
    question = asked(house.alma)
    row = answered(question, house.bert)
    with acting_as(house.hanna, "test"):
        services.helped(row=row, author=house.hanna, yes=True)
    assert house.login("alma").post(f"/austausch/{question.pk}/loeschen/").status_code == 302
    with as_worker("test"):
        assert not Question.objects.exists() and not Answer.objects.exists() and not Helped.objects.exists()


def test_an_own_answer_goes_with_what_others_said_of_it(house: House) -> None:
    row = answered(asked(house.alma), house.bert)
    with acting_as(house.alma, "test"):
        services.helped(row=row, author=house.alma, yes=True)
    assert house.login("bert").post(f"/austausch/antwort/{row.pk}/loeschen/").status_code == 302
    with as_worker("test"):
        assert not Answer.objects.exists() and not Helped.objects.exists()


def test_words_are_found_in_questions_and_answers_and_never_stand_in_an_address(house: House) -> None:
    answered(asked(house.alma, "Erste Frage", text="Es geht um Bescheide."), house.bert, "Ich nehme Kreide.")
    asked(house.alma, "Zweite Frage")
    browser = house.login("alma")
    for words, expected in (("kreide", ["Erste"]), ("FRAGE bescheide", ["Erste"]), ("frage", ["Erste", "Zweite"])):
        found_at = browser.post("/austausch/suche/", {"q": words})["Location"]
        assert words not in found_at
        page = browser.get(found_at).content.decode()
        assert [name for name in ("Erste", "Zweite") if f"{name} Frage" in page] == expected
    browser.post("/austausch/suche/", {"q": "gibt es nicht"})
    assert "Dazu steht nichts" in browser.get("/austausch/").content.decode()


def test_pages_turn_and_take_their_statements(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)
    for number in range(3):
        question = asked(house.alma, f"Frage {number}")
        answered(question, house.bert)
    browser = house.login("alma")
    browser.get("/austausch/")
    with at_most(BOARD):
        first = browser.get("/austausch/")
    assert [row.title for row in first.context["rows"]] == ["Frage 2", "Frage 1"]
    second = browser.get("/austausch/" + first.context["pages"].next_url)
    assert [row.title for row in second.context["rows"]] == ["Frage 0"]
    with at_most(QUESTION):
        browser.get(f"/austausch/{question.pk}/")


def test_a_year_after_its_end_a_question_vanishes(house: House) -> None:
    old, young, open_ = (asked(house.alma, name) for name in ("Alt", "Jung", "Offen"))
    with acting_as(house.alma, "test"):
        Question.objects.filter(pk=old.pk).update(closed_on=today() - dt.timedelta(days=366))
        Question.objects.filter(pk=young.pk).update(closed_on=today() - dt.timedelta(days=300))
    tidy(0)
    assert {row.pk for row in rows(house)} == {young.pk, open_.pk}


def test_typed_words_are_kept_and_found_again(house: House) -> None:
    question = asked(house.alma)
    browser = house.login("bert")
    here = {"exchange.ask": "/austausch/neu/", f"exchange.answer:{question.pk}": f"/austausch/{question.pk}/"}
    for key, where in here.items():
        browser.post("/zugriff/entwurf/", {"draft_key": key, "text": "Angefangen"})
        assert place_of(key, None)[1] == where
        assert "Angefangen" in browser.get(where).content.decode()
