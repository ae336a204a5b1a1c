"""The Clearing and what two houses see differently; who reads it is the person's to say."""

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused, Stale
from rundblick.rehab import saying
from rundblick.rehab.codes import Question
from rundblick.rehab.models import Divergence, Statement
from rundblick.web.clock import now
from tests.cases.families import Family, haddad
from tests.house import House
from tests.rehab.desks import diverged, released, said, shared, url


@pytest.fixture
def family(house: House) -> Family:
    found = haddad(house)
    shared(house, found)
    return found


def text_on(family: Family, who: str) -> str:
    answer = family.house.login(who).get(url("assessments", family))
    assert answer.status_code == 200
    return answer.content.decode()


def test_both_sides_answer_the_four_questions_next_to_each_other(family: Family) -> None:
    said(family, "alma", "Gutachten liegt vor")
    said(family, "ivo", "Frühere Reha ist bekannt", release=released(family))
    for who in ("alma", "ivo"):
        text = text_on(family, who)
        assert "Gutachten liegt vor" in text and "Frühere Reha ist bekannt" in text
        assert all(str(one.label) in text for one in Question)


def test_without_a_release_the_agencys_words_stay_there(family: Family) -> None:
    browser = family.house.login("ivo")
    address = url("answer", family, "help")
    assert "bleibt das bei Ihrer Stelle" in browser.get(address).content.decode()
    assert browser.post(address, {"text": "Nur für uns", "for_house": "on", "version": 0}).status_code == 302
    assert "Nur für uns" in text_on(family, "ivo") and "Nur für uns" not in text_on(family, "alma")
    with acting_as(family.house.alma, "test", read_only=True):
        assert not Statement.objects.exists()


def test_postgresql_refuses_words_towards_the_jobcenter_without_a_release(family: Family) -> None:
    values = {"question": "found", "from_agency": True, "text": "Am Formular vorbei", "written_at": now()}
    with acting_as(family.house.ivo, "test"), transaction.atomic():
        refused = pytest.raises(IntegrityError, match="under_a_release")
        with refused, transaction.atomic():
            Statement.objects.create(
                dossier_id=family.pk,
                person_id=family.amira,
                agency=family.house.partner,
                author=family.house.ivo,
                **values,
            )


def test_an_answer_is_said_anew_in_its_place_and_never_over_another_ones(family: Family) -> None:
    said(family, "alma", "Erste Fassung")
    said(family, "alma", "Zweite Fassung", version=1)
    assert "Zweite Fassung" in text_on(family, "ivo") and "Erste Fassung" not in text_on(family, "ivo")
    with pytest.raises(Stale):
        said(family, "alma", "Aus einem alten Fenster", version=1)
    answer = family.house.login("alma").post(url("answer", family, "found"), {"text": "Alt", "version": 1})
    assert answer.status_code == 409 and "Zweite Fassung" in answer.content.decode()
    with pytest.raises(Refused, match="schreiben"):
        said(family, "alma", "   ", version=2)


def test_what_is_seen_differently_stands_side_by_side_until_it_is_settled(family: Family) -> None:
    row = diverged(family, "Wir sehen einen Bedarf")
    browser = family.house.login("ivo")
    assert browser.post(url("assess", family, row.pk), {"text": "Abgelehnt, weil", "version": 0}).status_code == 302
    assert "Wir sehen einen Bedarf" in text_on(family, "ivo") and ">offen<" in text_on(family, "alma")
    browser.post(url("settle", family, row.pk))
    assert "geklärt am" in text_on(family, "alma")
    with acting_as(family.house.alma, "test"):
        saying.settle(divergence=Divergence.objects.get(), settled=True)
    family.house.login("alma").post(url("settle", family, row.pk))
    assert ">offen<" in text_on(family, "alma")


def test_words_lie_encrypted_in_the_table(family: Family) -> None:
    from django.db import connection

    said(family, "alma", "Leichte Arbeit, drei Stunden")
    with acting_as(family.house.alma, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT text::text FROM rehab_statement")
        assert "Leichte" not in str(cursor.fetchone()[0])
