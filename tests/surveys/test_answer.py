"""Answering: what fits is kept, what does not is told beside its question, and nothing typed is lost."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused, Stale
from rundblick.surveys import publishing, queries, services
from rundblick.surveys.models import Answers, Survey
from rundblick.surveys.services import Beginning
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.situation.lives import consented, withdrawn
from tests.surveys.build import DAY, begun, completed, probe, published, said


@pytest.fixture
def family(house: House) -> Family:
    made = haddad(house, opened_on=today() - 400 * DAY)
    published(made)
    return made


def url(family: Family, name: str, *more: object) -> str:
    return reverse(f"surveys:{name}", args=[family.pk, family.amira, *more])


def answers(family: Family, survey: Survey) -> dict[str, Any]:
    with acting_as(family.house.alma, "test"):
        return dict(queries.answers_of([survey])[survey.pk].answers)


def answer(code: str, value: int) -> dict[str, Any]:
    return {code: value}


def stored(survey: Survey) -> Survey:
    """The row as it is now; call it in a context."""
    return Survey.objects.select_related("questionnaire").get(pk=survey.pk)


def test_the_list_offers_every_questionnaire_and_begins_one(house: House, family: Family) -> None:
    browser = house.login("alma")
    page = browser.get(url(family, "page")).content.decode()
    for title in ("Gesundheit und Teilhabe", "Kompetenzprofil", "Wie zufrieden sind Sie?", "Probe"):
        assert title in page
    assert "Noch ist nichts gefragt." in page
    begin = url(family, "begin", "probe", "t1", "self")
    form = browser.get(begin)
    assert "Alles ist freiwillig." in form.content.decode()
    token = str(form.context["form"]["token"].value())
    sent = {"mode": "together", "on": f"{today():%d.%m.%Y}", "token": token}
    answer = browser.post(begin, sent)
    with acting_as(house.alma, "test"):
        row = Survey.objects.get()
    assert answer.status_code == 302 and answer["Location"] == url(family, "fill", row.pk, "eins")
    assert str(row.pk) == token
    assert browser.post(begin, sent).status_code == 302, "sent twice makes one"
    with acting_as(house.alma, "test"):
        assert Survey.objects.count() == 1


def test_a_questionnaire_nobody_has_begun_is_published_when_it_is(house: House, family: Family) -> None:
    row = begun(family, code="stabilisierung")
    with acting_as(house.alma, "test"):
        assert publishing.offered()["stabilisierung"].row == row.questionnaire


def test_a_page_keeps_what_fits_and_tells_what_does_not(house: House, family: Family) -> None:
    row = begun(family)
    browser = house.login("alma")
    page = url(family, "fill", row.pk, "eins")
    answer = browser.post(page, {"version": "1", "hilfe": "9", "laut": "2"})
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine Zahl von 1 bis 5." in answer.content.decode()
    assert answers(family, row) == {"laut": 2}
    version = answer.context["form"].data["version"]
    assert browser.post(page, {"version": version, "hilfe": "2", "laut": "2"}).status_code == 302
    assert answers(family, row) == {"hilfe": 2, "laut": 2}


def test_a_question_that_depends_on_an_answer_appears_after_it(house: House, family: Family) -> None:
    row = begun(family)
    browser = house.login("alma")
    page = url(family, "fill", row.pk, "eins")
    assert "Ist sie gut?" not in browser.get(page).content.decode()
    answer = browser.post(page, {"version": "1", "hilfe": "5", "laut": "unwilling"}, follow=True)
    assert answer.redirect_chain[-1][0] == page, "the same page, because of the new question"
    shown = answer.content.decode()
    assert "Ist sie gut?" in shown and "Dazu gibt es noch eine Frage." in shown
    answer = browser.post(page, {"version": "2", "hilfe": "5", "gut": "3", "laut": "unwilling"})
    assert answer["Location"] == url(family, "fill", row.pk, "zwei")
    assert answers(family, row) == {"hilfe": 5, "gut": 3, "laut": "unwilling"}


def test_one_can_stop_at_any_time_and_go_on_later(house: House, family: Family) -> None:
    row = begun(family)
    browser = house.login("alma")
    answer = browser.post(url(family, "fill", row.pk, "eins"), {"version": "1", "hilfe": "2", "spaeter": "1"})
    assert answer["Location"] == url(family, "page")
    page = browser.get(url(family, "page")).content.decode()
    assert "begonnen am" in page and "Weiter" in page
    shown = browser.get(url(family, "fill", row.pk, "eins"))
    assert shown.context["form"]["hilfe"].value() == "2"


def test_what_somebody_else_answered_meanwhile_is_shown_before_it_is_replaced(house: House, family: Family) -> None:
    row = begun(family)
    said(family, row, hilfe=2)
    page = url(family, "fill", row.pk, "eins")
    browser = house.login("alma")
    answer = browser.post(page, {"version": "1", "hilfe": "3"})
    assert answer.status_code == 422
    assert "„Bekommen Sie Hilfe?“: 2 von 5" in answer.content.decode()
    assert answers(family, row) == {"hilfe": 2}
    version = answer.context["form"].data["version"]
    assert browser.post(page, {"version": version, "hilfe": "3"}).status_code == 302
    assert answers(family, row) == {"hilfe": 3}
    with acting_as(house.alma, "test"), pytest.raises(Stale):
        services.save(survey=stored(row), author=house.alma, version=1, said={"hilfe": 4})


def test_answers_are_taken_back_and_an_empty_survey_is_not_completed(house: House, family: Family) -> None:
    row = begun(family)
    said(family, row, hilfe=2)
    said(family, row, hilfe=None)
    with acting_as(house.alma, "test"):
        assert not Answers.objects.exists()
        with pytest.raises(Refused, match="Noch ist nichts beantwortet"):
            services.complete(survey=stored(row), author=house.alma)
    said(family, row, hilfe="unwilling")
    with acting_as(house.alma, "test"):
        assert services.complete(survey=stored(row), author=house.alma).completed_on == today()


def test_the_end_says_what_is_open_and_tells_the_story(house: House, family: Family) -> None:
    row = begun(family)
    said(family, row, hilfe=2)
    browser = house.login("alma")
    page = browser.get(url(family, "finish", row.pk)).content.decode()
    assert "Beantwortet sind 1 von 3 Fragen." in page and "Ist es laut?" in page
    answer = browser.post(url(family, "finish", row.pk), {"on": f"{today():%d.%m.%Y}"})
    assert answer["Location"] == url(family, "result", row.pk)
    with acting_as(house.alma, "test"):
        entry = TimelineEntry.objects.get(kind=services.DONE)
        assert (entry.topic, entry.subject_id, entry.shared) == ("situation", family.amira, False)
    assert browser.get(url(family, "fill", row.pk, "eins")).status_code == 302, "it is over"
    with acting_as(house.alma, "test"), pytest.raises(Refused, match="abgeschlossen"):
        services.save(survey=stored(row), author=house.alma, version=9, said={"hilfe": 1})


@pytest.mark.parametrize("on", ["01.01.2100", "31.02.2026", "01.01.2020"])
def test_a_day_that_cannot_be_is_told(house: House, family: Family, on: str) -> None:
    row = begun(family)
    said(family, row, hilfe=2)
    answer = house.login("alma").post(url(family, "finish", row.pk), {"on": on})
    assert answer.status_code == 422
    with acting_as(house.alma, "test"):
        assert stored(row).completed_on is None


def test_a_wave_is_asked_once_and_in_its_order(house: House, family: Family) -> None:
    with pytest.raises(Refused, match="Zuerst kommt „T1“"):
        begun(family, wave="t2")
    first = begun(family, on=today() - 10 * DAY)
    with pytest.raises(Refused, match="gibt es schon"):
        begun(family)
    with pytest.raises(Refused, match="Zuerst kommt"):
        begun(family, wave="t2")
    said(family, first, hilfe=2)
    with acting_as(house.alma, "test"):
        services.complete(survey=stored(first), author=house.alma, on=today() - 5 * DAY)
    with pytest.raises(Refused, match="noch früher"):
        begun(family, wave="t2", on=today() - 9 * DAY)
    begun(family, wave="t2")
    begun(family, view="coach")
    with acting_as(house.alma, "test"):
        assert Survey.objects.count() == 3
        with pytest.raises(Refused, match="spätere Befragung"):
            services.reopen(survey=stored(first))


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (Beginning(code="nie", wave="t1", respondent="self"), "gibt es hier nicht"),
        (Beginning(code="probe", wave="t9", respondent="self"), "hat der Fragebogen nicht"),
        (Beginning(code="aktivierung", wave="t1", respondent="coach"), "hat der Fragebogen nicht"),
        (Beginning(code="probe", wave="t1", respondent="self", on=dt.date(2100, 1, 1)), "Zukunft"),
    ],
)
def test_what_cannot_begin_is_refused_in_words(family: Family, what: Beginning, message: str) -> None:
    with acting_as(family.house.alma, "test"), pytest.raises(Refused, match=message):
        services.begin(case=family.case, person_id=family.amira, author=family.house.alma, what=what)


def test_a_past_day_is_shown_as_it_was(house: House, family: Family) -> None:
    row = begun(family, on=today() - 20 * DAY)
    said(family, row, hilfe=2)
    with acting_as(house.alma, "test"):
        services.complete(survey=stored(row), author=house.alma, on=today() - 5 * DAY)
    browser = house.login("alma")
    then = browser.get(url(family, "page"), {"stand": f"{today() - 10 * DAY}"}).content.decode()
    assert "begonnen am" in then and "abgeschlossen am" not in then
    before = browser.get(url(family, "page"), {"stand": f"{today() - 30 * DAY}"}).content.decode()
    assert "begonnen am" not in before


def test_being_early_only_warns(house: House, family: Family) -> None:
    completed(family, on=today() - 10 * DAY, hilfe=2)
    browser = house.login("alma")
    assert "noch früh" in browser.get(url(family, "page")).content.decode()
    page = browser.get(url(family, "begin", "probe", "t2", "self")).content.decode()
    assert "Sie können trotzdem beginnen." in page


def test_a_changed_codebook_keeps_old_answers_readable(house: House, family: Family) -> None:
    completed(family, on=today() - 100 * DAY, hilfe=4, laut=1)
    changed = probe(
        **{"version: 1\ntitle": "version: 2\ntitle", "Ist es laut?": "Ist es ruhig?", "reverse: true, ": ""}
    )
    with acting_as(house.alma, "test"):
        with pytest.raises(Refused, match="Geben Sie der Änderung die Fassung 2"):
            publishing.publish(probe(**{"Ist es laut?": "Ist es ruhig?"}))
        publishing.publish(changed)
        assert publishing.publish(probe()).number == 1, "what stands stays"
    second = completed(family, wave="t2", hilfe=4, laut=1)
    assert second.questionnaire.number == 1, "a run stays on its version, so that both waves can be compared"
    other = begun(family, person=family.karim)
    assert other.questionnaire.number == 2
    page = house.login("alma").get(url(family, "result", second.pk)).content.decode()
    assert "Ist es laut?" in page and "Ist es ruhig?" not in page
    assert "Ruhe: zuerst und zuletzt 4,5" in page


def test_health_is_asked_only_with_a_consent_that_names_the_reader(house: House, family: Family) -> None:
    row = begun(family)
    browser = house.login("alma")
    page = browser.get(url(family, "fill", row.pk, "zwei")).content.decode()
    assert "Was macht der Körper?" not in page
    with acting_as(house.alma, "test"), pytest.raises(Refused, match="brauchen eine Einwilligung"):
        services.save(survey=stored(row), author=house.alma, version=1, said={"koerper": 2})
    grant = consented(family)
    page = browser.get(url(family, "fill", row.pk, "zwei")).content.decode()
    assert "Was macht der Körper?" in page
    answer = browser.post(url(family, "fill", row.pk, "zwei"), {"version": "1", "koerper": "2", "worte": "Danke"})
    assert answer.status_code == 302
    assert answers(family, row) == {"koerper": 2, "worte": "Danke"}
    family.let_in(house.bert, None, basis=Basis.DEPUTY, until=now() + DAY)
    with acting_as(house.bert, "test"):
        assert {one.topic for one in Answers.objects.all()} == {"situation"}
    withdrawn(family, grant)
    assert answers(family, row) == {"worte": "Danke"}


def test_a_consent_of_another_member_opens_nothing(house: House, family: Family) -> None:
    row = begun(family)
    consented(family, family.karim)
    page = house.login("alma").get(url(family, "fill", row.pk, "zwei")).content.decode()
    assert "Was macht der Körper?" not in page


def test_after_a_withdrawal_health_is_out_of_reach_until_it_is_erased(house: House, family: Family) -> None:
    grant = consented(family)
    row = completed(family, protected=True, hilfe=3, koerper=2)
    browser = house.login("alma")
    assert browser.post(url(family, "erase_health"), follow=True).status_code == 200
    assert answers(family, row)["koerper"] == 2, "nobody erases what is in use"
    withdrawn(family, grant)
    page = browser.get(url(family, "page")).content.decode()
    assert "In 1\u00a0Befragung liegen noch Antworten zur Gesundheit." in page
    shown = browser.post(url(family, "result", row.pk)).content.decode()
    assert "Was macht der Körper?" not in shown
    browser.post(url(family, "erase_health"))
    consented(family)
    assert answers(family, row) == {"hilfe": 3}


def test_a_survey_begun_by_mistake_is_discarded(house: House, family: Family) -> None:
    row = begun(family)
    said(family, row, hilfe=2)
    browser = house.login("alma")
    assert browser.post(url(family, "discard", row.pk))["Location"] == url(family, "page")
    with acting_as(house.alma, "test"):
        assert not Survey.objects.exists() and not Answers.objects.exists()


def test_a_wrong_answer_is_corrected_by_opening_it_again(house: House, family: Family) -> None:
    row = completed(family, hilfe=2)
    browser = house.login("alma")
    browser.post(url(family, "reopen", row.pk))
    said(family, row, hilfe=3)
    assert answers(family, row) == {"hilfe": 3}
    with acting_as(house.alma, "test"):
        assert not TimelineEntry.objects.filter(kind=services.DONE).exists()


def test_pages_take_no_more_statements_with_ten_years_of_surveys(house: House, family: Family) -> None:
    consented(family)
    for code in ("teilhabe", "stabilisierung", "kompetenzen"):
        item = publishing.shelf()[code].items[2].code
        completed(family, code=code, on=today() - 390 * DAY, **answer(item, 3))
        completed(family, code=code, wave="t2", on=today() - 200 * DAY, **answer(item, 4))
    row = completed(family, hilfe=2)
    half = begun(family, view="coach")
    browser = house.login("alma")
    browser.get(url(family, "page"))
    with at_most(PAGE):
        assert browser.get(url(family, "page")).status_code == 200
    with at_most(RESULT):
        assert browser.get(url(family, "result", row.pk)).status_code == 200
    with at_most(FILL):
        assert browser.get(url(family, "fill", half.pk, "eins")).status_code == 200
    with at_most(SAVE):
        assert browser.post(url(family, "fill", half.pk, "eins"), {"version": "1", "hilfe": "2"}).status_code == 302


PAGE, RESULT, FILL, SAVE = 11, 10, 11, 15
