"""What nobody reaches: without the consent for health, with a wrong, an ended or a withdrawn door, by side doors."""

import uuid

import pytest
from django.db import connection
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import export
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.consent.models import Consent
from rundblick.rehab.models import Application, Statement
from rundblick.web.clock import now
from tests.cases.families import Family, haddad
from tests.consent.giving import withdraw
from tests.house import House
from tests.rehab.desks import (
    DAY,
    MARK,
    ORDINARY,
    applied,
    diverged,
    let_in,
    said,
    shared,
    shut,
    talk,
    url,
)

TABLES = ("desk", "talk", "application", "step", "planned")
HEALTH = ("statement", "divergence")


def rows_of(house: House, name: str, *tables: str) -> int:
    """What PostgreSQL shows, whatever Python would ask for; history included."""
    with acting_as(house.people[name], "test", read_only=True), connection.cursor() as cursor:
        number = 0
        for table in tables:
            for one in (f"rehab_{table}", f"rehab_{table}event"):
                cursor.execute(f"SELECT count(*) FROM {one}")
                number += int(cursor.fetchone()[0])
        return number


@pytest.fixture
def family(house: House) -> Family:
    """Amira's page with everything on it; the Brücke's door is closed again."""
    found = haddad(house)
    grant = shared(house, found)
    applied(found)
    talk(found)
    said(found, "alma", f"{MARK} erste Fassung")
    said(found, "alma", f"{MARK} Frage", version=1)
    diverged(found, f"{MARK} Unterschied")
    shut(found, grant)
    return found


def tries(family: Family, who: str) -> set[int]:
    """Answers of every address to this person; none may show the mark."""
    browser = family.house.login(who)
    with as_worker("test"):
        row = Application.objects.get()
        other = Statement.objects.get(divergence__isnull=False).divergence_id
    found = set()
    for path in (
        *(url(name, family) for name in ("desk", "apply", "plan", "assessments", "diverge")),
        url("talk", family) + "?art=info",
        url("change", family, row.pk),
        url("step", family, row.pk),
        url("answer", family, "found"),
        url("assess", family, other),
    ):
        answer = browser.get(path)
        assert MARK not in answer.content.decode()
        found.add(answer.status_code)
        found.add(browser.post(path, {"text": "eingeschlichen", "version": 0}).status_code)
    page = browser.get(url("page", family))
    assert page.status_code in (200, 404)
    assert "Arbeitsleben" not in page.content.decode() and MARK not in page.content.decode()
    for path in ("/faelle/reha/", reverse("rehab:figures")):
        assert "Haddad" not in browser.get(path).content.decode()
    return found


@pytest.mark.parametrize("kind", ["withdrawn", "wrong topic", "wrong person", "expired", "another agency"])
def test_a_door_that_does_not_fit_opens_nothing(house: House, family: Family, kind: str) -> None:
    who = "ivo"
    if kind == "wrong topic":
        let_in(family, topics=("master", "goals", "documents"))
    elif kind == "wrong person":
        let_in(family, person=family.karim, topics=(*ORDINARY, "health"))
    elif kind == "another agency":
        who = "cem"
        let_in(family, house.provider, topics=(*ORDINARY, "health"))
    elif kind == "expired":
        with as_worker("test"):
            Grant.objects.create(
                dossier_id=family.pk,
                principal_kind="organisation",
                principal_id=house.partner.pk,
                basis=Basis.CONSENT,
                topics=[*ORDINARY, "health"],
                subject_id=family.amira,
                valid_from=now() - 3 * DAY,
                valid_until=now() - DAY,
                evidence="abgelaufen",
            )
    assert tries(family, who) == {404, 405}, "405: the page of both sides takes nothing"
    assert rows_of(house, who, *TABLES, *HEALTH) == 0


def test_a_guest_without_the_topic_of_health_works_with_days_and_reads_no_word(house: House, family: Family) -> None:
    let_in(family)
    browser = house.login("ivo")
    text = browser.get(url("page", family)).content.decode()
    assert "Leistung zur Teilhabe am Arbeitsleben" in text and MARK not in text
    assert "ausdrückliche Einwilligung" in text
    for name in ("assessments", "diverge"):
        assert browser.get(url(name, family)).status_code == 404
    assert browser.get(url("answer", family, "found")).status_code == 404
    assert rows_of(house, "ivo", *HEALTH) == 0 and rows_of(house, "ivo", *TABLES) > 0
    assert MARK not in browser.get(reverse("cases:page", args=[family.pk])).content.decode()


def test_the_coach_loses_the_words_with_the_consent_and_keeps_the_days(house: House, family: Family) -> None:
    assert MARK in house.login("alma").get(url("assessments", family)).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        consent = Consent.objects.get(purpose="protected")
    withdraw(consent, acting=house.alma)
    browser = house.login("alma")
    assert browser.get(url("assessments", family)).status_code == 404
    assert "Arbeitsleben" in browser.get(url("page", family)).content.decode()
    assert rows_of(house, "alma", *HEALTH) == 0
    with acting_as(house.alma, "test", read_only=True):
        told = dict(export.items())["rehab"](family.pk, family.amira)
    assert MARK not in str(told)


def test_what_was_withdrawn_between_opening_and_saving_is_not_written(house: House, family: Family) -> None:
    grant = let_in(family, topics=(*ORDINARY, "health"))
    browser = house.login("ivo")
    assert browser.get(url("answer", family, "contact")).status_code == 200
    assert browser.get(url("talk", family) + "?art=info").status_code == 200
    shut(family, grant)
    assert browser.post(url("answer", family, "contact"), {"text": "Spät", "version": 0}).status_code == 404
    data = {"on": "1.2.2026", "present": ["coach"], "result": "talk", "token": uuid.uuid4()}
    assert browser.post(url("talk", family) + "?art=info", data).status_code == 404
    with as_worker("test"):
        assert not Statement.objects.filter(from_agency=True).exists()


def test_a_row_of_another_person_is_not_reached_through_this_page(house: House, family: Family) -> None:
    with acting_as(house.alma, "test", read_only=True):
        row = Application.objects.get()
    browser = house.login("alma")
    assert browser.get(url("step", family, row.pk, person=family.karim)).status_code == 404
    assert browser.get(url("assessments", family, person=family.karim)).status_code == 404
    assert browser.get(url("page", family, person=uuid.uuid4())).status_code == 404


@pytest.mark.parametrize("who", ["bert", "hanna", "lena", "otto", "jana"])
def test_row_level_security_alone_keeps_everybody_else_out(house: House, family: Family, who: str) -> None:
    assert rows_of(house, who, *HEALTH) == 0


def test_the_start_page_the_search_and_the_story_tell_nothing(house: House, family: Family) -> None:
    let_in(family)
    for who in ("ivo", "bert", "alma"):
        browser = house.login(who)
        for answer in (
            browser.get("/", follow=True),
            browser.post(reverse("people:search"), {"q": MARK}, follow=True),
            browser.get(reverse("cases:story", args=[family.pk])),
        ):
            assert f"{MARK} Frage" not in answer.content.decode(), who
