"""Insurer, talks, an application with its steps, the plan: what coach and Teilhabeberatung write on one page."""

import uuid
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused, Stale
from rundblick.rehab import services
from rundblick.rehab.codes import Format, Kind, Milestone
from rundblick.rehab.models import Application, Desk, Planned, Step, Talk
from rundblick.rehab.services import NO_CASE_TALK, ApplicationContent
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.rehab.desks import DAY, ago, applied, desk, let_in, reached, shared, shut, talk, url


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def page(family: Family, who: str = "alma", name: str = "page") -> str:
    answer = family.house.login(who).get(url(name, family))
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_the_page_begins_empty_and_says_what_is_missing(family: Family) -> None:
    text = page(family)
    assert "Noch kein Antrag auf Reha oder LTA" in text and "noch nicht geklärt" in text
    assert "Um den Austausch bitten" in text and "Um die Einwilligung bitten" in text


def test_the_insurer_decides_who_goes_along_with_an_application(family: Family) -> None:
    browser = family.house.login("alma")
    data: dict[str, Any] = {"insurer": "bund", "verified_on": german_date(today()), "agency": "", "version": 0}
    assert browser.post(url("desk", family), data).status_code == 302
    text = page(family)
    assert "Ansprechperson der DRV Bund" in text and "geprüft am" in text
    hint = browser.get(url("talk", family), {"art": "info"}).content.decode()
    assert "Nur allgemein über Reha informieren" in hint and "Bisher ist keine Fallbesprechung" in hint


def test_two_who_change_the_insurer_see_both_versions(family: Family) -> None:
    desk(family, agency=False)
    desk(family, agency=False, insurer="kbs", version=1)
    data: dict[str, Any] = {"insurer": "bund", "verified_on": "", "agency": "", "version": 1}
    answer = family.house.login("alma").post(url("desk", family), data)
    assert answer.status_code == 409
    with acting_as(family.house.alma, "test", read_only=True):
        assert Desk.objects.get().insurer == "kbs"


def test_a_teilhabeberatung_without_a_door_cannot_be_named(family: Family) -> None:
    with pytest.raises(Refused, match="keine Tür"):
        desk(family)


def test_naming_the_teilhabeberatung_opens_what_was_written_before(family: Family) -> None:
    desk(family, agency=False)
    applied(family, agency=False)
    let_in(family)
    assert "nicht als Teilhabeberatung genannt" in page(family, "ivo")
    desk(family, version=1)
    assert "Leistung zur Teilhabe am Arbeitsleben" in page(family, "ivo")


def test_a_case_talk_waits_for_the_consent_and_ends_with_it(family: Family) -> None:
    desk(family, agency=False)
    with pytest.raises(Refused, match="keine Fallbesprechung"):
        talk(family, format_=Format.CASE, agency=False)
    grant = let_in(family)
    desk(family, version=1)
    talk(family, format_=Format.CASE)
    shut(family, grant)
    data = {"on": german_date(today()), "present": ["coach"], "result": "talk", "token": uuid.uuid4()}
    answer = family.house.login("alma").post(url("talk", family) + "?art=case", data)
    assert answer.status_code == 422 and NO_CASE_TALK[:50] in answer.content.decode()
    with acting_as(family.house.alma, "test", read_only=True):
        assert Talk.objects.count() == 1, "what was said before stays"


def test_a_talk_out_of_order_is_a_hint_and_is_written_down(family: Family) -> None:
    browser = family.house.login("alma")
    assert "keine Bewilligung" in browser.get(url("talk", family), {"art": "advice"}).content.decode()
    data = {"on": german_date(today()), "present": ["coach", "person"], "result": "carry_out", "token": uuid.uuid4()}
    for _ in range(2):
        assert browser.post(url("talk", family) + "?art=advice", data).status_code == 302
    assert page(family).count('<span class="rb-line__title">Beratungsgespräch') == 1
    assert browser.get(url("talk", family)).status_code == 404


def test_the_page_says_what_each_talk_means_and_what_is_not_advised_on(family: Family) -> None:
    talk(family, format_=Format.PHONE, ad_hoc=True, agency=False)
    text = page(family)
    assert "Telefonkonferenz" in text and "spontan dazugekommen" in text
    assert "sprechen zu dritt am Telefon" in text and "klären ohne die Person" in text
    assert "Erwerbsminderungsrente berät die Teilhabeberatung nicht" in text


def test_an_application_goes_from_station_to_station(family: Family) -> None:
    shared(family.house, family, topics=("master", "cooperation"))
    row = applied(family, kind=Kind.MEDICAL)
    reached(family, row, Milestone.SUBMITTED, 40, "ivo")
    text = page(family)
    assert "Medizinische Reha: Stationen" in text and "wartet seit 40 Tagen auf die Entscheidung" in text
    reached(family, row, Milestone.APPROVED, 10, look_on=today() + DAY)
    text = page(family, "ivo")
    assert "Entscheidung nach 30 Tagen" in text and "bewilligt" in text
    reached(family, row, Milestone.FINISHED, 0)
    with acting_as(family.house.alma, "test", read_only=True):
        found = Application.objects.get()
        assert (found.over, found.last_on) == (True, today())


def test_a_step_sent_twice_stands_once_and_another_day_is_refused(family: Family) -> None:
    row = applied(family, agency=False)
    data = {"milestone": "submitted", "on": german_date(ago(5)), "look_on": "", "token": uuid.uuid4()}
    browser = family.house.login("alma")
    for _ in range(2):
        assert browser.post(url("step", family, row.pk), data).status_code == 302
    answer = browser.post(url("step", family, row.pk), data | {"token": uuid.uuid4(), "on": german_date(ago(4))})
    assert answer.status_code == 422 and "Dieser Schritt steht schon da" in answer.content.decode()
    with acting_as(family.house.alma, "test", read_only=True):
        assert Step.objects.filter(milestone="submitted").count() == 1


def test_a_refusal_shows_the_last_day_of_an_objection_until_it_is_made(family: Family) -> None:
    row = applied(family, agency=False)
    reached(family, row, Milestone.REFUSED, 9)
    assert "Widerspruch möglich" in page(family) and "Zu prüfen" in page(family)
    with acting_as(family.house.alma, "test"):
        held = Application.objects.get()
        services.change(application=held, version=held.version, content=ApplicationContent(refusal_on=ago(6)))
    assert "Zu prüfen" not in page(family)
    reached(family, row, Milestone.OBJECTED, 1)
    assert "Widerspruch möglich" not in page(family)


def test_what_is_not_settled_stands_on_the_page_until_it_goes_in(family: Family) -> None:
    row = applied(family, agency=False)
    assert "Befunde liegen vor" in page(family) and "Befreiung von der Zuzahlung" in page(family)
    data = {"ready": ["form", "reports", "copayment"], "channel": "agency", "look_on": "", "version": row.version}
    browser = family.house.login("alma")
    assert browser.post(url("change", family, row.pk), data).status_code == 302
    assert "Befreiung von der Zuzahlung" not in page(family)
    assert browser.post(url("change", family, row.pk), data).status_code == 409


def test_what_was_written_by_mistake_goes_away_by_whoever_wrote_it(family: Family) -> None:
    shared(family.house, family, topics=("master", "cooperation"))
    row = applied(family)
    reached(family, row, Milestone.FINISHED, 3)
    with acting_as(family.house.alma, "test", read_only=True):
        step = Step.objects.get(milestone=Milestone.FINISHED)
    address = url("remove", family, "schritt", step.pk)
    family.house.login("ivo").post(address)
    with acting_as(family.house.alma, "test", read_only=True):
        assert Application.objects.get().over
    family.house.login("alma").post(address)
    with acting_as(family.house.alma, "test", read_only=True):
        assert not Application.objects.get().over
    assert family.house.login("alma").post(url("remove", family, "akte", step.pk)).status_code == 404


def test_a_forwarded_application_leads_to_a_plan_with_carriers_and_days(family: Family) -> None:
    desk(family, agency=False)
    data = {
        "provision": "social",
        "carrier": "Eingliederungshilfe",
        "since": german_date(today()),
        "until": german_date(today() - DAY),
        "review_on": german_date(today() + 30 * DAY),
        "token": uuid.uuid4(),
    }
    browser = family.house.login("alma")
    wrong = browser.post(url("plan", family), data)
    assert wrong.status_code == 422 and "vor dem Beginn" in wrong.content.decode()
    assert browser.post(url("plan", family), data | {"until": ""}).status_code == 302
    assert "Eingliederungshilfe" in page(family) and "Wieder ansehen am" in page(family)
    with acting_as(family.house.alma, "test", read_only=True):
        assert Planned.objects.count() == 1


def test_no_day_lies_in_the_future(family: Family) -> None:
    row = applied(family, agency=False)
    with pytest.raises(Refused, match="Zukunft"):
        applied(family, days=-1, agency=False)
    with pytest.raises(Refused, match="Zukunft"):
        talk(family, on=today() + DAY, agency=False)
    with pytest.raises(Refused, match="Zukunft"):
        reached(family, row, Milestone.SUBMITTED, -1)


def test_an_older_version_of_an_application_changes_nothing(family: Family) -> None:
    row = applied(family, agency=False)
    with acting_as(family.house.alma, "test"), pytest.raises(Stale):
        services.change(application=row, version=99, content=ApplicationContent())


def test_an_earlier_day_shows_what_stood_there_then(family: Family) -> None:
    row = applied(family, agency=False)
    reached(family, row, Milestone.SUBMITTED, 10)
    text = family.house.login("alma").get(url("page", family), {"stand": ago(20).isoformat()}).content.decode()
    assert (
        "früheren Stand" in text and "eingereicht" not in text.split("Stationen")[0] and "Nächster Schritt" not in text
    )


def test_the_screen_for_two_has_no_names_and_nothing_about_assessments(family: Family) -> None:
    applied(family, agency=False)
    text = family.house.login("alma").get(url("page", family), {"gemeinsam": "1"}).content.decode()
    assert "Haddad" not in text and "Einschätzungen" not in text and "?gemeinsam=1" in text


def test_the_page_asks_no_more_for_more_rows(family: Family) -> None:
    shared(family.house, family)
    for days in (90, 60, 30):
        talk(family, on=ago(days))
        reached(family, applied(family, days=days), Milestone.SUBMITTED, 5)
    browser = family.house.login("alma")
    browser.get(url("page", family))
    with at_most(13):
        browser.get(url("page", family))
    with at_most(15):
        browser.get(url("assessments", family))


def test_whose_words_are_not_lost_when_something_is_wrong(family: Family) -> None:
    data = {"provision": "social", "carrier": "Meine Kasse", "since": "quatsch", "token": uuid.uuid4()}
    answer = family.house.login("alma").post(url("plan", family), data)
    assert answer.status_code == 422 and "Meine Kasse" in answer.content.decode()
