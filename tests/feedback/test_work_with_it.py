"""What the coach sees of it: the page of one person, the part of the case page, the sheet before a talk."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.feedback import catalogue
from rundblick.feedback.codes import Way
from rundblick.feedback.models import Ask, TalkFeedback, Unnamed
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.feedback.saying import LOW, WORDS, asked, entered, falling
from tests.house import House
from tests.queries import at_most

TOKEN = "6f7f0b0e-5f1f-4e0c-9d1c-6a3a1f0e7a11"


def url(name: str, family: Family, *more: object) -> str:
    return reverse(f"feedback:{name}", args=[family.pk, family.amira, *more])


def test_a_falling_course_explains_itself_to_the_coach_alone(house: House) -> None:
    family = haddad(house)
    falling(family)
    page = house.login("alma").get(url("page", family)).content.decode()
    assert "Nur Sie lesen das. Es dient dem Gespräch, nie einer Bewertung." in page
    assert "Die letzten 2 Antworten liegen im Mittel bei 4,5 und 4,5, die davor bei 8,5" in page
    assert WORDS in page and "<svg" in page and "<table" in page
    part = house.login("alma").get(reverse("cases:more", args=[family.pk])).content.decode()
    assert "Die letzten Antworten sind niedriger als früher" in part
    looking = house.login("alma").get(reverse("cases:more", args=[family.pk]) + f"?mitglied={family.amira}")
    assert "niedriger als früher" not in looking.content.decode(), "left out while the person reads along"


def test_it_stands_on_the_sheet_before_the_next_talk(house: House) -> None:
    family = haddad(house)
    falling(family)
    page = house.login("alma").get(reverse("preparation:page", args=[family.pk, family.amira])).content.decode()
    assert "Rückmeldung an Sie" in page and "Die letzten 2 Antworten" in page and WORDS in page
    other = house.login("alma").get(reverse("preparation:page", args=[family.pk, family.karim])).content.decode()
    assert "Rückmeldung an Sie" not in other


def test_nothing_of_it_stands_on_the_start_page_or_in_the_list_of_cases(house: House) -> None:
    family = haddad(house)
    falling(family)
    for name in ("alma", "dana"):
        for page in ("steering:home", "cases:list"):
            text = house.login(name).get(reverse(page), follow=True).content.decode()
            assert "niedriger als früher" not in text and WORDS not in text


def test_without_answers_the_page_says_so(house: House) -> None:
    family = haddad(house)
    page = house.login("alma").get(url("page", family)).content.decode()
    assert "Hier steht noch keine Rückmeldung an Sie" in page


def test_asking_shows_link_picture_and_code_once(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    answer = browser.post(url("ask", family), {"on": f"{today():%d.%m.%Y}", "token": TOKEN})
    page = answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert re.search(r'class="fb-digits">\d{3} \d{3}<', page) and "<svg" in page
    found = re.search(r"/rueckmeldung/antwort/[\w-]+/", page)
    assert found is not None
    assert house.client().get(found[0]).status_code == 200
    again = browser.post(url("ask", family), {"on": f"{today():%d.%m.%Y}", "token": TOKEN})
    assert again.status_code == 302


def test_a_day_ahead_or_long_past_cannot_be_asked_about(house: House) -> None:
    family = haddad(house)
    for day in ("01.01.2199", "01.01.2020"):
        answer = house.login("alma").post(url("ask", family), {"on": day, "token": TOKEN})
        assert answer.status_code == 422
    with as_worker("test"):
        assert not Ask.objects.exists()


def test_a_sheet_from_paper_is_entered_as_such_and_can_be_removed_again(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    sent = {code: str(number) for code, number in LOW.items()} | {"comment": WORDS, "token": TOKEN}
    for _ in range(2):
        assert browser.post(url("enter", family), sent | {"on": f"{today():%d.%m.%Y}"}).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        row = TalkFeedback.objects.get()
        assert (row.answers, row.way) == (LOW, Way.PAPER)
    assert "vom Papier" in browser.get(url("page", family)).content.decode()
    assert browser.post(url("remove", family, row.pk)).status_code == 302
    with as_worker("test"):
        assert not TalkFeedback.objects.exists()


def test_what_the_person_sent_themselves_the_coach_cannot_remove(house: House) -> None:
    family = haddad(house)
    house.client().post(reverse("feedback:link", args=[asked(family).secret]), {"heard": "3"})
    with as_worker("test"):
        row = TalkFeedback.objects.get()
    house.login("alma").post(url("remove", family, row.pk))
    with as_worker("test"):
        assert TalkFeedback.objects.exists()


def test_the_pages_take_their_statements(house: House) -> None:
    family = haddad(house)
    for ago in range(30):
        entered(family, ago=ago + 1)
    made = asked(family)
    alma, nobody = house.login("alma"), house.client()
    alma.get("/")
    for page, statements in ((url("page", family), 9), (url("enter", family), 7), (reverse("feedback:figures"), 5)):
        with at_most(statements):
            assert alma.get(page).status_code == 200
    for page in (
        reverse("feedback:public", args=[house.jobcenter.pk]),
        reverse("feedback:link", args=[made.secret]),
    ):
        with at_most(2):
            assert nobody.get(page).status_code == 200
    with at_most(6):
        assert nobody.post(reverse("feedback:link", args=[made.secret]), {"heard": "3"}).status_code == 200
    with at_most(13):
        sent = {"heard": "3", "on": f"{today() - dt.timedelta(days=40):%d.%m.%Y}", "token": TOKEN}
        assert alma.post(url("enter", family), sent).status_code == 302


def test_an_own_form_of_the_house_needs_a_licence_note(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    text = (catalogue.SHEETS / "talk.yaml").read_text("utf-8").replace("code: talk", "code: own")
    own.write_text(text, "utf-8")
    with pytest.raises(catalogue.NoLicence):
        catalogue.own_sheet(str(own))
    own.write_text(text.replace('licence: ""', "licence: Muster-Skala, Lizenz 12/2026"), "utf-8")
    assert catalogue.own_sheet(str(own)).licence.startswith("Muster-Skala")


def test_the_licence_of_an_own_form_stands_below_it(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.yaml"
    text = (catalogue.SHEETS / "talk.yaml").read_text("utf-8").replace("code: talk", "code: own")
    own.write_text(text.replace('licence: ""', "licence: Muster-Skala, Lizenz 12/2026"), "utf-8")
    monkeypatch.setattr(catalogue, "talk", lambda: catalogue.own_sheet(str(own)))
    page = house.client().get(reverse("feedback:public", args=[house.jobcenter.pk])).content.decode()
    assert "Muster-Skala, Lizenz 12/2026" in page
    house.client().post(reverse("feedback:public", args=[house.jobcenter.pk]), {"heard": "8"})
    with as_worker("test"):
        assert Unnamed.objects.get().form == "own"
