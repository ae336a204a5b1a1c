"""The person answers alone: nothing is seen before it is sent, and the coach takes it over."""

from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused
from rundblick.surveys import own, queries
from rundblick.surveys.models import OwnSheet, Survey
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.surveys.build import DAY, begun, handed, published, said


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=today() - 100 * DAY)


def page(sheet: OwnSheet, section: str) -> str:
    return reverse("portal:question", args=[sheet.pk, section])


def alone(family: Family, survey: Survey) -> str:
    return reverse("surveys:alone", args=[family.pk, family.amira, survey.pk])


def test_it_is_answered_sent_and_taken_over(house: House, family: Family) -> None:
    sheet = handed(family)
    said(family, sheet.survey, hilfe=1, laut=2)
    browser = house.login("jana")
    assert "Probe" in browser.get(reverse("portal:questions")).content.decode()
    shown = browser.get(reverse("portal:question_first", args=[sheet.pk])).content.decode()
    assert "Bekommen Sie Hilfe?" in shown and "Was macht der Körper?" not in shown
    answer = browser.post(page(sheet, "eins"), {"version": "0", "hilfe": "5"})
    assert answer["Location"] == page(sheet, "eins"), "a question appeared"
    answer = browser.post(page(sheet, "eins"), {"version": "0", "hilfe": "5", "gut": "4"})
    assert answer["Location"] == page(sheet, "zwei")
    coach = house.login("alma")
    assert "noch" not in coach.get(alone(family, sheet.survey)).content.decode().partition("Zurückgekommen")[2]
    assert coach.post(alone(family, sheet.survey), {"uebernehmen": "1"}).status_code == 302
    assert _answers(family, sheet.survey) == {"hilfe": 1, "laut": 2}, "nothing came back yet"
    answer = browser.post(page(sheet, "zwei"), {"version": "0", "worte": "Danke"}, follow=True)
    assert "Ihre Antworten sind angekommen." in answer.content.decode()
    assert browser.get(page(sheet, "eins")).status_code == 404, "it is gone from the own page"
    assert "zurückgekommen am" in coach.get(reverse("surveys:page", args=[family.pk, family.amira])).content.decode()
    coach.post(alone(family, sheet.survey), {"uebernehmen": "1"})
    assert _answers(family, sheet.survey) == {"hilfe": 5, "gut": 4, "laut": 2, "worte": "Danke"}
    with acting_as(house.alma, "test"):
        assert not OwnSheet.objects.exists()


def _answers(family: Family, survey: Survey) -> dict[str, Any]:
    with acting_as(family.house.alma, "test"):
        return dict(queries.answers_of([survey])[survey.pk].answers)


def test_a_wrong_answer_is_told_and_the_right_ones_are_kept(house: House, family: Family) -> None:
    sheet = handed(family)
    browser = house.login("jana")
    answer = browser.post(page(sheet, "eins"), {"version": "0", "hilfe": "7", "laut": "3"})
    assert answer.status_code == 422 and "Zahl von 1 bis 5" in answer.content.decode()
    assert browser.get(page(sheet, "eins")).context["form"]["laut"].value() == "3"


def test_nothing_at_all_is_not_sent(house: House, family: Family) -> None:
    sheet = handed(family)
    answer = house.login("jana").post(page(sheet, "zwei"), {"version": "0", "worte": ""})
    assert answer.status_code == 422 and "Noch ist nichts beantwortet." in answer.content.decode()


def test_another_member_finds_nothing(house: House, family: Family) -> None:
    sheet = handed(family)
    with acting_as(house.alma, "test"):
        OwnSheet.objects.update(person_id=family.karim)
    browser = house.login("jana")
    assert browser.get(page(sheet, "eins")).status_code == 404
    assert "keine Fragen an Sie" in browser.get(reverse("portal:questions")).content.decode()


def test_without_an_own_page_it_cannot_be_handed_out(house: House, family: Family) -> None:
    published(family)
    survey = begun(family)
    shown = house.login("alma").get(alone(family, survey)).content.decode()
    assert "keine eigene Seite" in shown
    with acting_as(house.alma, "test"), pytest.raises(Refused, match="keine eigene Seite"):
        own.hand_out(survey=survey)


def test_it_can_be_taken_back(house: House, family: Family) -> None:
    sheet = handed(family)
    coach = house.login("alma")
    assert "Zurückholen" in coach.get(alone(family, sheet.survey)).content.decode()
    coach.post(alone(family, sheet.survey), {"zurueckholen": "1"})
    assert house.login("jana").get(page(sheet, "eins")).status_code == 404


def test_own_pages_take_few_statements(house: House, family: Family) -> None:
    sheet = handed(family)
    browser = house.login("jana")
    browser.get(page(sheet, "eins"))
    with at_most(10):
        browser.get(reverse("portal:questions"))
    with at_most(10):
        browser.get(page(sheet, "eins"))
