"""While somebody is in a clinic: the LTA planned at the same time, talks with the clinic, and what the law says."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar.errors import Refused
from rundblick.consent.models import Consent
from rundblick.consent.wording import purposes
from rundblick.rehab import rules
from rundblick.rehab.catalogue import catalogue
from rundblick.rehab.codes import Format, Kind, Milestone, Present, Result
from rundblick.rehab.models import Talk
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import give, withdraw
from tests.house import House
from tests.rehab.desks import DAY, ago, applied, desk, let_in, reached, shared, talk, url


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(400))


def in_the_clinic(family: Family, *, agency: bool = False) -> None:
    """Amira began a medical rehabilitation ten days ago."""
    desk(family, agency=agency)
    row = applied(family, kind=Kind.MEDICAL, days=60, agency=agency)
    reached(family, row, Milestone.SUBMITTED, 50)
    reached(family, row, Milestone.APPROVED, 30)
    reached(family, row, Milestone.STARTED, 10)


def clinic_may_speak(family: Family) -> Consent:
    purpose = purposes()["release"]
    return give(
        family.house,
        family.household,
        family.amira,
        purpose=purpose,
        text=purpose.text_on(today()),
        recipient=None,
        named="Sozialdienst der Klinik am See",
        explained_by=family.house.alma,
    )


def page(family: Family, who: str = "alma", **query: str) -> str:
    answer = family.house.login(who).get(url("page", family), query)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_a_running_rehabilitation_asks_for_what_comes_afterwards_until_an_lta_is_begun(family: Family) -> None:
    in_the_clinic(family)
    text = page(family)
    assert "jetzt schon an danach denken" in text and "?auf=work" in text
    first = family.house.login("alma").get(url("apply", family), {"auf": "work"}).content.decode()
    assert 'value="work" id="id_kind_1" checked' in " ".join(first.split()) or "checked" in first
    applied(family, days=5, agency=False)
    text = page(family)
    assert "jetzt schon an danach denken" not in text and "während der Reha geplant" in text


def test_only_what_was_begun_while_it_ran_was_planned_beside_it() -> None:
    day = dt.date(2026, 5, 4)
    ran = {Milestone.STARTED: day, Milestone.FINISHED: day + 21 * DAY}
    assert rules.planned_beside(day, [ran]) and rules.planned_beside(day + 21 * DAY, [ran])
    assert not rules.planned_beside(day - DAY, [ran]) and not rules.planned_beside(day + 22 * DAY, [ran])
    assert rules.planned_beside(day + 400 * DAY, [{Milestone.STARTED: day}])
    assert not rules.planned_beside(day, [{Milestone.APPROVED: day}])
    assert not rules.plan_beside([(Kind.MEDICAL, ran)])
    assert rules.plan_beside([(Kind.MEDICAL, {Milestone.STARTED: day})])


def test_a_clinic_speaks_with_the_person_there_or_by_a_release(family: Family) -> None:
    in_the_clinic(family)
    present = (Present.CLINIC, Present.COACH)
    with pytest.raises(Refused, match="Ohne Entbindung"):
        talk(family, format_=Format.CLINIC, agency=False, present=present, on=today())
    talk(family, format_=Format.CLINIC, agency=False, present=(*present, Present.PERSON), on=today())
    release = clinic_may_speak(family)
    talk(family, format_=Format.CLINIC, agency=False, present=present, on=today(), release=release)
    with pytest.raises(Refused, match="galt an diesem Tag nicht"):
        talk(family, format_=Format.CLINIC, agency=False, present=present, on=ago(3), release=release)
    with as_worker("test"), pytest.raises(IntegrityError, match="talk_with_a_clinic_is_allowed"):
        Talk.objects.create(
            dossier_id=family.pk,
            person_id=family.amira,
            format=Format.CLINIC,
            on=today(),
            present=["coach"],
            result=Result.BESIDE,
            author=family.house.alma,
        )


def test_the_form_offers_the_release_while_it_stands(family: Family) -> None:
    in_the_clinic(family)
    browser = family.house.login("alma")
    form = url("talk", family) + "?art=clinic"
    assert "Wer hat das Gespräch erlaubt?" not in browser.get(form).content.decode()
    release = clinic_may_speak(family)
    assert "Entbindung: Sozialdienst der Klinik am See" in browser.get(form).content.decode()
    said: dict[str, Any] = {"on": "heute", "present": ["clinic", "coach"], "result": "beside"}
    missing = browser.post(form, said | {"token": uuid.uuid4(), "release": ""})
    assert missing.status_code == 422 and "Ohne Entbindung" in missing.content.decode()
    assert browser.post(form, said | {"token": uuid.uuid4(), "release": release.pk}).status_code == 302
    assert "die LTA wird schon jetzt geplant" in page(family)
    withdraw(release, acting=family.house.alma)
    gone = browser.post(form, said | {"token": uuid.uuid4(), "release": release.pk})
    assert gone.status_code == 422
    with acting_as(family.house.alma, "test", read_only=True):
        assert Talk.objects.get().release_id == release.pk, "what was said under it stays said"


def test_the_teilhabeberatung_speaks_with_the_clinic_when_the_person_is_there(family: Family) -> None:
    let_in(family)
    in_the_clinic(family, agency=True)
    clinic_may_speak(family)
    text = family.house.login("ivo").get(url("talk", family) + "?art=clinic").content.decode()
    assert "Klinik am See" not in text and "Wer hat das Gespräch erlaubt?" not in text


def test_the_law_of_the_day_is_a_sentence_with_its_source(family: Family) -> None:
    desk(family, agency=False)
    assert "darf während eines Reha-Verfahrens weiter fördern" not in page(family)
    applied(family, agency=False, days=30)
    text = page(family)
    assert "darf während eines Reha-Verfahrens weiter fördern" in text and "§ 5 Abs. 5 SGB II" in text
    assert "Leistungsverbot" not in text


def test_an_old_case_from_before_2022_shows_both_rules(family: Family) -> None:
    found = catalogue().beside_during(dt.date(2020, 3, 1), today())
    assert ["Leistungsverbot" in one.text for one in found] == [True, False]
    assert [one.valid_from for one in catalogue().beside_during(dt.date(2021, 12, 31), dt.date(2021, 12, 31))] == [
        dt.date(2005, 1, 1)
    ]
    assert len(catalogue().beside_during(dt.date(2022, 1, 1), today())) == 1
    assert all(one.source and one.status for one in catalogue().beside)
    desk(family, agency=False)
    with acting_as(family.house.alma, "test"):
        days = (today() - dt.date(2020, 3, 1)).days
    applied(family, agency=False, days=days, old_case=True)
    assert "Bis Ende 2021 durfte das Jobcenter nichts" in page(family)


def test_whom_one_calls_at_the_insurer_stands_on_the_page(family: Family) -> None:
    browser = family.house.login("alma")
    data: dict[str, Any] = {
        "insurer": "bund",
        "contact": "expert",
        "contact_name": "Ruth Wieland",
        "contact_number": "030 865 1",
        "version": 0,
    }
    assert "niemand beim Träger genannt" in page(family)
    assert browser.post(url("desk", family), data).status_code == 302
    text = page(family)
    assert "Reha-Fachberatung" in text and "Ruth Wieland" in text and "Telefon 030 865 1" in text
    nobody = data | {"contact_name": " ", "version": 1}
    assert browser.post(url("desk", family), nobody).status_code == 302
    assert "030 865 1" not in page(family), "a number without a name is nobody's"


def test_the_agency_names_itself_as_the_contact(family: Family) -> None:
    shared(family.house, family)
    data = {"insurer": "westfalen", "contact_name": "Ivo", "contact": "agency", "version": 1}
    assert family.house.login("ivo").post(url("desk", family), data).status_code == 302
    text = page(family)
    assert "Teilhabeberatung</span>Ivo" in text
