"""The result: then and now in a picture, both views side by side, and never a judgement."""

import pytest
from django.urls import reverse

from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.situation.lives import consented
from tests.surveys.build import DAY, begun, completed, published, said


@pytest.fixture
def family(house: House) -> Family:
    made = haddad(house, opened_on=today() - 200 * DAY)
    published(made)
    return made


def waves(family: Family) -> str:
    """Amira twice, the coach once; address of the result."""
    completed(family, on=today() - 100 * DAY, hilfe=2, laut=4)
    completed(family, on=today() - 99 * DAY, view="coach", hilfe=3, laut=3)
    last = completed(family, wave="t2", hilfe=5, gut=4, laut=2)
    return reverse("surveys:result", args=[family.pk, family.amira, last.pk])


def test_then_and_now_stand_in_words_and_in_a_table(house: House, family: Family) -> None:
    page = house.login("alma").get(waves(family)).content.decode()
    assert "Ruhe: zuerst 2, zuletzt 4,5 (Skala von 1 bis 5)." in page
    assert "Sicht der Begleitung" in page and "+2,5" in page
    assert "Ist sie gut?" in page and "nicht gefragt" in page
    for word in ("besser als", "auffällig", "kritisch", "Diagnose"):
        assert word not in page


def test_the_screen_for_two_shows_the_coachs_view_only_on_purpose(house: House, family: Family) -> None:
    address = waves(family)
    browser = house.login("alma")
    page = browser.get(address, {"gemeinsam": "1"}).content.decode()
    assert "Ruhe: zuerst 2" in page and ">Sicht der Begleitung<" not in page and "Haddad" not in page
    compared = browser.get(address, {"gemeinsam": "1", "vergleich": "1"}).content.decode()
    assert "Sicht der Begleitung" in compared


def test_answers_about_health_open_by_a_post_alone(house: House, family: Family) -> None:
    consented(family)
    row = completed(family, protected=True, hilfe=3, koerper=2)
    address = reverse("surveys:result", args=[family.pk, family.amira, row.pk])
    browser = house.login("alma")
    page = browser.get(address).content.decode()
    assert "Was macht der Körper?" not in page and "Körper: 2" not in page
    assert "Antworten zur Gesundheit öffnen" in page
    opened = browser.post(address).content.decode()
    assert "Was macht der Körper?" in opened and "Körper: 2 (Skala von 1 bis 5)." in opened


def test_too_few_answers_make_no_figure(house: House, family: Family) -> None:
    row = completed(family, hilfe="unwilling", worte="Nein")
    page = house.login("alma").get(reverse("surveys:result", args=[family.pk, family.amira, row.pk])).content.decode()
    assert "zu wenig beantwortet" in page and "möchte ich nicht sagen" in page


def test_a_survey_leads_to_where_it_stands(house: House, family: Family) -> None:
    half = begun(family)
    browser = house.login("alma")
    address = reverse("surveys:survey", args=[family.pk, family.amira, half.pk])
    assert "/fragen/eins/" in browser.get(address)["Location"]
    said(family, half, hilfe=2)
    assert "gemeinsam=1" in browser.get(address, {"gemeinsam": "1"})["Location"]


@pytest.mark.parametrize("ending", ["beginnen/probe/t9/self/", "beginnen/nie/t1/self/", "beginnen/probe/t1/team/"])
def test_what_does_not_exist_is_not_found(house: House, family: Family, ending: str) -> None:
    base = reverse("surveys:page", args=[family.pk, family.amira])
    assert house.login("alma").get(base + ending).status_code == 404


def test_surveys_of_another_member_are_not_found_under_this_one(house: House, family: Family) -> None:
    row = completed(family, hilfe=3)
    browser = house.login("alma")
    for name in ("result", "survey", "finish"):
        assert browser.get(reverse(f"surveys:{name}", args=[family.pk, family.karim, row.pk])).status_code == 404


def test_paper_knows_its_language_view_and_wave(house: House, family: Family) -> None:
    browser = house.login("alma")
    address = reverse("surveys:paper", args=["teilhabe", 1])
    answer = browser.get(address, {"sprache": "ar", "zeitpunkt": "t2"})
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert "teilhabe-1-ar.pdf" in answer["Content-Disposition"]
    for wrong in ({"sprache": "xx"}, {"sicht": "team"}, {"zeitpunkt": "t9"}):
        assert browser.get(address, wrong).status_code == 404
    assert browser.get(reverse("surveys:paper", args=["teilhabe", 9])).status_code == 404
    assert browser.get(reverse("surveys:codebook", args=["nie", 1])).status_code == 404
