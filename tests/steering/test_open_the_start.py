"""Everybody's first page: what it shows, what it keeps to itself, how many statements it takes."""

import datetime as dt

import pytest
from django.test import Client

from rundblick.access import drafts, services
from rundblick.access.context import acting_as
from rundblick.access.models import Disclosure, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.cases.models import Case
from rundblick.people.rules import Role as Place
from rundblick.web.clock import now, today
from tests.house import House
from tests.people.families import household, member, person
from tests.queries import at_most
from tests.steering import desk


@pytest.fixture
def case(house: House) -> Case:
    return desk.file(house)


def start(house: House, name: str, path: str = "/") -> str:
    """The page as this person reads it."""
    answer = house.login(name).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def warm(house: House, name: str) -> Client:
    """A browser after its first page, so that only the page itself is counted."""
    browser = house.login(name)
    browser.get("/")
    return browser


def test_a_coach_sees_the_day_what_is_due_and_the_cases(house: House, case: Case) -> None:
    desk.appointment(case, house.alma, desk.at(9), place="Raum 2.14")
    desk.task(case, house.alma, "Antrag nachfragen", -2)
    page = start(house, "alma")
    for words in ("Familie Kaya", "09:00", "im Büro", "Raum 2.14", "Antrag nachfragen", "überfällig", "Gülşen, Deniz"):
        assert words in page


def test_one_line_per_household_with_the_rest_behind_it(house: House, case: Case) -> None:
    for days in (1, 2, 3):
        desk.task(case, house.alma, f"Aufgabe {days}", days)
    page = start(house, "alma")
    assert page.count("rb-waiting__main") == 1
    assert "und 2 weitere" in page


def test_what_was_left_lying_for_weeks_does_not_bury_what_is_due_now(house: House, case: Case) -> None:
    other = desk.file(house, member("Kwame|Mensah", dt.date(1980, 1, 1), Place.SINGLE))
    desk.task(other, house.alma, "Alter Bericht", -60)
    desk.task(case, house.alma, "Heute anrufen", 0)
    page = start(house, "alma")
    assert page.index("Heute anrufen") < page.index("Länger liegen geblieben: 1") < page.index("Alter Bericht")


def test_an_appointment_at_one_table_is_one_line(house: House) -> None:
    case = desk.file(house)
    home = case.household
    meeting = desk.appointment(case, house.alma, desk.at(9), person_id=person(home, "Gülşen", of=house.alma).pk)
    desk.appointment(
        case, house.alma, desk.at(9), person_id=person(home, "Ela", of=house.alma).pk, meeting=meeting.meeting
    )
    page = start(house, "alma")
    assert page.count("rb-appointment__time") == 1
    assert "Gülşen Kaya, Ela Kaya" in page


def test_from_an_appointment_that_has_begun_one_tap_leads_to_the_note(house: House, case: Case) -> None:
    begun = desk.appointment(case, house.alma, desk.at(0))
    assert f"/faelle/{case.pk}/gespraech/?termin={begun.pk}" in start(house, "alma")
    note = desk.note(case, house.alma, "Satz", appointment=begun)
    page = start(house, "alma")
    assert f"?termin={begun.pk}" not in page
    assert f"/faelle/gespraeche/{note.pk}/" in page


def test_without_an_appointment_today_the_next_one_is_named(house: House, case: Case) -> None:
    desk.appointment(case, house.alma, desk.at(10, days=3))
    page = start(house, "alma")
    assert "Heute steht kein Termin im Kalender." in page
    assert "um 10:00 Uhr: Familie Kaya" in page


def test_who_stands_in_sees_whose_appointment_it_is(house: House, case: Case) -> None:
    desk.appointment(case, house.alma, desk.at(9))
    with acting_as(house.alma, "test"):
        services.cover(absent=house.alma, deputy=house.bert, first_day=today(), last_day=today())
    page = start(house, "bert")
    assert "für Alma" in page
    assert "Vertretung bis" in page


def test_a_begun_text_waits_under_the_day(house: House, case: Case) -> None:
    with acting_as(house.alma, "test"):
        drafts.save(
            user_id=house.alma.pk,
            form_key=f"cases.note:{case.pk}",
            fields={"text": ["Geheimes Wort"]},
            dossier_id=case.pk,
        )
    page = start(house, "alma")
    assert "Angefangene Texte" in page
    assert f'href="/faelle/{case.pk}/gespraech/">Vermerk · Familie Kaya' in page
    assert "Geheimes Wort" not in page
    assert "Angefangene Texte" not in start(house, "bert")


def test_the_first_day_explains_how_a_case_arrives(house: House, case: Case) -> None:
    page = start(house, "hanna")
    assert "So kommt ein Fall zu Ihnen" in page
    assert "Kaya" not in page


def test_the_coachs_start_is_logged_with_the_dossiers_it_shows(house: House, case: Case) -> None:
    start(house, "alma")
    with acting_as(house.eva, "test", read_only=True):
        row = Disclosure.objects.get()
    assert (row.kind, row.dossiers, row.user_id) == ("steering.work", [case.pk], house.alma.pk)


def test_a_coachs_start_takes_twelve_statements_whatever_lies_on_the_desk(house: House) -> None:
    for _ in range(12):
        case = desk.file(house)
        desk.appointment(case, house.alma, desk.at(9), place="Raum 1")
        desk.task(case, house.alma, "Aufgabe", 0)
        desk.due(case, house.alma, "Bericht", -1)
        desk.note(case, house.alma, "Satz", 2)
        with acting_as(house.alma, "test"):
            drafts.save(user_id=house.alma.pk, form_key=str(case.pk), fields={}, dossier_id=case.pk)
    browser = warm(house, "alma")
    with at_most(12):
        assert browser.get("/").status_code == 200


def test_a_team_lead_sees_who_stands_in_and_which_case_needs_somebody(house: House, case: Case) -> None:
    with acting_as(house.alma, "test"):
        services.cover(absent=house.alma, deputy=house.bert, first_day=today(), last_day=today())
    desk.file(house, member("Kwame|Mensah", dt.date(1980, 1, 1), Place.SINGLE))
    page = start(house, "dana")
    assert "Bert für Alma" in page
    assert "Kwame Mensah" in page
    assert "Alma ist abwesend, und niemand vertritt" in page
    assert "Familie Kaya" not in page


def test_a_case_of_somebody_who_left_needs_somebody(house: House, case: Case) -> None:
    assert "Familie Kaya" not in start(house, "dana")
    with acting_as(house.frank, "test"):
        User.objects.filter(pk=house.alma.pk).update(is_active=False)
    page = start(house, "dana")
    assert "Familie Kaya" in page
    assert "niemand ist zuständig" in page


def test_a_team_lead_sees_doors_opened_for_a_purpose(house: House, case: Case) -> None:
    with acting_as(house.lena, "test") as context:
        services.break_glass(context, dossier_id=case.pk, purpose="Anruf der Klinik")
    page = start(house, "dana")
    assert "Notzugriff" in page
    assert "Anruf der Klinik" in page
    assert "Lena" in page


def test_a_team_lead_sees_no_figure_about_an_employee(house: House, case: Case) -> None:
    desk.note(case, house.alma, "Geheimer Satz", 1)
    desk.task(case, house.alma, "Geheime Aufgabe", -3)
    page = start(house, "dana")
    assert "Alma" not in page
    assert "Geheim" not in page
    assert "<dt>Team Nord</dt><dd>1</dd>" in page


def test_another_teams_lead_sees_nothing_of_it(house: House, case: Case) -> None:
    with acting_as(house.frank, "test"):
        services.assign_role(user=house.hanna, role=Role.TEAM_LEAD)
    with acting_as(house.alma, "test"):
        services.cover(absent=house.alma, deputy=house.bert, first_day=today(), last_day=today())
    page = start(house, "hanna", "/start/team/")
    assert "Bert" not in page
    assert "Kaya" not in page
    assert "<dt>Team Süd</dt><dd>0</dd>" in page


def test_a_team_leads_start_takes_eleven_statements(house: House, case: Case) -> None:
    with acting_as(house.alma, "test"):
        services.cover(absent=house.alma, deputy=house.bert, first_day=today(), last_day=today())
    desk.file(house)
    with acting_as(house.dana, "test") as context:
        services.supervise(context, dossier_id=case.pk, purpose="Beschwerde prüfen")
    browser = warm(house, "dana")
    with at_most(11):
        assert browser.get("/").status_code == 200


def test_a_guest_sees_the_opened_case_with_topics_and_end_and_nothing_else(house: House, case: Case) -> None:
    other = household(house, member("Fremde|Person", dt.date(1990, 1, 1), Place.SINGLE))
    mother = person(case.household, "Gülşen", of=house.alma)
    with acting_as(house.alma, "test"):
        services.open_door(
            dossier_id=case.pk,
            principal=house.partner,
            basis=Basis.CONSENT,
            topics=("goals", "master"),
            subject_id=mother.pk,
            until=now() + dt.timedelta(days=60),
            evidence="Schweigepflichtentbindung vom 3.11.",
        )
    page = start(house, "ivo")
    assert "Für Sie geöffnete Fälle" in page
    assert "Gülşen Kaya" in page
    assert "Stammdaten, Ziele" in page
    assert "Deniz" not in page
    assert "Schweigepflichtentbindung" not in page
    assert "Fremde" not in page
    assert other.dossier_id.hex not in page.replace("-", "")
    browser = warm(house, "ivo")
    with at_most(8):
        browser.get("/")


def test_a_closed_door_is_gone_from_the_guests_page_at_once(house: House, case: Case) -> None:
    with acting_as(house.alma, "test"):
        grant = services.open_door(
            dossier_id=case.pk,
            principal=house.partner,
            basis=Basis.CONSENT,
            topics=("master",),
            until=now() + dt.timedelta(days=60),
            evidence="Einwilligung",
        )
    assert "Familie Kaya" in start(house, "ivo")
    with acting_as(house.alma, "test"):
        services.close_door(grant)
    page = start(house, "ivo")
    assert "Kaya" not in page
    assert "So öffnet sich eine Tür" in page


@pytest.mark.parametrize("name", ["gina", "lena", "mats", "nora"])
def test_colleagues_see_what_was_opened_for_them_and_why(house: House, case: Case, name: str) -> None:
    assert "Im Augenblick ist kein Fall für Sie geöffnet." in start(house, name)
    with acting_as(house.alma, "test"):
        services.open_door(
            dossier_id=case.pk,
            principal=house.people[name],
            basis=Basis.STATUTORY,
            topics=("master", "appointments"),
            evidence="§ 50 SGB II",
        )
    page = start(house, name)
    assert "Familie Kaya" in page
    assert "gesetzliche Befugnis" in page


def test_data_protection_sees_what_waits_but_no_case(house: House, case: Case) -> None:
    with acting_as(house.alma, "test") as context:
        services.request_erasure(context, dossier_id=case.pk, ground="Aufbewahrungsfrist abgelaufen")
    page = start(house, "eva")
    assert "Aufbewahrungsfrist abgelaufen" in page
    assert "wartet auf Freigabe" in page
    with acting_as(house.lena, "test") as context:
        services.break_glass(context, dossier_id=case.pk, purpose="Anruf der Klinik")
    page = start(house, "eva")
    assert "Lena" in page and "Anruf der Klinik" in page
    assert "Kaya" not in page
    browser = warm(house, "eva")
    with at_most(10):
        browser.get("/")


def test_an_administrator_sees_accounts_and_teams_but_no_case(house: House, case: Case) -> None:
    with acting_as(house.frank, "test"):
        house.add("nele", house.jobcenter, None, [])
        house.add("udo", house.jobcenter, None, [Role.COACH])
    page = start(house, "frank")
    assert "Nele" in page and "keine Rolle" in page
    assert "Udo" in page and "kein Team" in page
    assert "Team Nord, Team Süd" in page
    assert "Kaya" not in page
    browser = warm(house, "frank")
    with at_most(8):
        browser.get("/")


def test_research_sees_reports_only(house: House, case: Case) -> None:
    page = start(house, "kai")
    assert "Berichte" in page
    assert "Kaya" not in page


def test_a_participant_is_led_to_the_own_page(house: House) -> None:
    answer = house.login("jana").get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/meine-seite/")


def test_who_holds_two_roles_gets_tabs(house: House, case: Case) -> None:
    assert "Startseiten Ihrer Rollen" not in start(house, "alma")
    with acting_as(house.frank, "test"):
        services.assign_role(user=house.alma, role=Role.TEAM_LEAD)
    page = start(house, "alma")
    assert "Startseiten Ihrer Rollen" in page
    assert "Meine Fälle" in page
    assert "Braucht jemanden" in start(house, "alma", "/start/team/")


def test_an_account_without_a_role_is_told_whom_to_ask(house: House) -> None:
    with acting_as(house.frank, "test"):
        house.add("nele", house.jobcenter, None, [])
    assert "Ihr Konto hat noch keine Rolle" in start(house, "nele")
