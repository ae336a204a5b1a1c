"""Preparing a visit and looking back: short, neutral, with the rule of the house, and gone after a while."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import hand_over
from rundblick.calendar.models import Appointment
from rundblick.people.models import Person
from rundblick.people.services.protection import protect
from rundblick.visits import alarms, export, services
from rundblick.visits.hooks import erase
from rundblick.visits.models import Preparation, Watch
from rundblick.visits.queries import answers_of
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import visits_allowed
from tests.house import House
from tests.invitations.inviting import letterhead
from tests.visits.going import out, prepared, url, visit


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def typed(**values: str) -> dict[str, str]:
    return {"q-trust": "Seit Mai.", "company": "alone", "result": "visit", "version": "0", **values}


def always_two(house: House) -> None:
    with acting_as(house.dana, "test"):
        services.set_rule(organisation_id=house.jobcenter.pk, version=0, always_two=True, grace=20)


def test_short_answers_are_kept_with_the_visit(house: House, family: Family) -> None:
    row = visit(family)
    browser = house.login("alma")
    assert "keine Prüfung von Leistungen" in browser.get(url("prepare", row)).content.decode()
    assert browser.post(url("prepare", row), typed(wishes="Schuhe aus")).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        kept = Preparation.objects.get()
        assert answers_of(kept) == {"trust": "Seit Mai."}
        assert (kept.wishes, kept.result, kept.alone_because) == ("Schuhe aus", "visit", None)


def test_two_tabs_show_both_versions_and_a_second_click_changes_nothing(house: House, family: Family) -> None:
    row = visit(family)
    browser = house.login("alma")
    browser.post(url("prepare", row), typed(agreed="Post sortieren"))
    assert browser.post(url("prepare", row), typed(agreed="Post sortieren")).status_code == 302
    answer = browser.post(url("prepare", row), typed(agreed="Anträge lesen"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Post sortieren" in page and "Anträge lesen" in page


def test_where_the_house_goes_in_two_a_word_is_enough_to_go_alone(house: House, family: Family) -> None:
    always_two(house)
    row = visit(family)
    browser = house.login("alma")
    answer = browser.post(url("prepare", row), typed(agreed="Post"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "gehen immer zwei" in page and 'value="Post"' in page, "what was typed stays"
    assert browser.post(url("prepare", row), typed(company="partner")).status_code == 302
    assert browser.post(url("prepare", row), typed(version="1", alone_because="Wunsch")).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert Preparation.objects.get().alone_because == "Wunsch"


def test_two_keepers_of_the_rule_do_not_overwrite_each_other(house: House) -> None:
    always_two(house)
    answer = house.login("frank").post(reverse("visits:rule"), {"grace": "30", "version": "0"})
    assert answer.status_code == 409
    assert house.login("dana").post(reverse("visits:rule"), {"grace": "30", "version": "1"}).status_code == 302


@pytest.mark.parametrize(("result", "words"), [("elsewhere", "Zur selben Zeit"), ("later", "Termin verlegen")])
def test_what_comes_out_is_one_tap_away(house: House, family: Family, result: str, words: str) -> None:
    row = visit(family)
    browser = house.login("alma")
    browser.post(url("prepare", row), typed(result=result))
    assert words in browser.get(url("prepare", row)).content.decode()
    browser.post(reverse("calendar:elsewhere", args=[row.pk]), {"rahmen": "phone"})
    with acting_as(house.alma, "test", read_only=True):
        assert Appointment.objects.get(pk=row.pk).setting == "phone"
    assert browser.get(url("prepare", row)).status_code == 404, "it is no visit any more"


def test_the_sheet_holds_what_the_way_needs_and_nothing_else(house: House, family: Family) -> None:
    letterhead(house)
    row = visit(family, purpose="Schulden")
    prepared(family, row, answers={"trust": "Kein Wort davon"})
    browser = house.login("alma")
    folder = f"{reverse('calendar:folder')}?tag={(today() + dt.timedelta(days=1)).isoformat()}"
    for page in (browser.get(url("sheet", row)), browser.get(folder)):
        text = page.content.decode()
        for word in ("Verstecktengasse 17", "zweiter Knopf", "Post sortieren", "In der Küche", "02524 555 0100"):
            assert word in text
        for word in ("Schulden", "Kein Wort davon", "Amira Haddad"):
            assert word not in text
        assert "Einwilligung fehlt" in text
    visits_allowed(house, family, family.amira)
    assert "Einwilligung fehlt" not in browser.get(url("sheet", row)).content.decode()


def test_protected_contact_keeps_the_address_off_the_paper(house: House, family: Family) -> None:
    row = visit(family, place="Verstecktengasse 17")
    with acting_as(house.alma, "test"):
        protect(household=family.household, person=Person.objects.get(pk=family.amira))
    browser = house.login("alma")
    folder = f"{reverse('calendar:folder')}?tag={(today() + dt.timedelta(days=1)).isoformat()}"
    for page in (browser.get(url("sheet", row)), browser.get(folder)):
        text = page.content.decode()
        assert "geschützter Kontakt" in text and "Verstecktengasse" not in text


def test_the_look_back_leads_to_the_note_with_setting_and_minutes(house: House, family: Family) -> None:
    row = visit(family, starts_at=now() - dt.timedelta(hours=2))
    browser = house.login("alma")
    answer = browser.post(
        url("look_back", row), {"well": "Der Tee.", "other": "", "team": "Wie lange bleiben?", "version": "0"}
    )
    assert answer.status_code == 302
    page = browser.get(answer.headers["Location"]).content.decode()
    assert '<option value="home_visit" selected' in page and 'value="60"' in page
    assert "Bitte schreiben Sie das Gespräch auf, nicht die Wohnung" in page


def test_who_lost_the_case_loses_the_preparation(house: House, family: Family) -> None:
    row = visit(family)
    prepared(family, row)
    with acting_as(house.alma, "test"):
        hand_over(dossier_id=family.pk, to=house.bert)
        Grant.objects.filter(dossier_id=family.pk, principal_id=house.north.pk).update(valid_until=now())
    assert house.login("alma").get(url("prepare", row)).status_code == 404
    assert house.login("bert").get(url("prepare", row)).status_code == 200


def test_no_member_reads_how_a_visit_was_prepared_also_by_row_level_security_alone(
    house: House, family: Family
) -> None:
    prepared(family, visit(family))
    family.let_in(house.jana, family.amira, basis=Basis.SELF)
    for reader, expected in ((house.jana, 0), (house.bert, 0), (house.otto, 0), (house.alma, 1)):
        with acting_as(reader, "test", read_only=True):
            assert Preparation.objects.count() == expected


def test_the_own_copy_holds_what_was_written_about_the_own_visit(house: House, family: Family) -> None:
    row = visit(family)
    prepared(family, row)
    out(family, row)
    with as_worker("test"):
        (section,) = export.sections(family.pk, family.amira)
        assert export.sections(family.pk, family.karim) == []
    told: list[Any] = [line[1:] for line in section["rows"]]
    assert ("Wünsche der Person", "In der Küche") in told
    assert any("kennen uns seit Mai" in answer for _question, answer in told)


def test_nothing_is_left_of_an_erased_dossier(house: House, family: Family) -> None:
    row = visit(family)
    prepared(family, row)
    out(family, row)
    with as_worker("test"), reason("access.erasure.execute"):
        assert erase(family.pk) == 2
        assert not Preparation.objects.exists() and not Watch.objects.exists()


def test_after_two_weeks_no_watch_is_left_and_after_ninety_days_no_preparation(house: House, family: Family) -> None:
    row = visit(family)
    prepared(family, row)
    prepared(family, row, version=1, wishes="Auf dem Balkon")
    watch = out(family, row)
    with as_worker("test"):
        assert alarms.tidy(at=watch.begun_at + dt.timedelta(days=13)) == 0
        assert alarms.tidy(at=watch.begun_at + dt.timedelta(days=15)) == 1
        assert not Watch.objects.exists() and Preparation.objects.exists()
        alarms.tidy(at=row.ends_at + dt.timedelta(days=91))
        assert not Preparation.objects.exists()
        assert not Preparation.former.field.model.objects.exists(), "nor what it once was"  # type: ignore[attr-defined]
