"""Both houses write on one sheet; what of the agency's words reaches the Jobcenter is the person's to say."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rundblick.access.context import acting_as, reason
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused
from rundblick.cooperation import services
from rundblick.cooperation.codes import Doer, Kind, Standing
from rundblick.cooperation.models import Entry
from rundblick.cooperation.rules import SILENT, WORDLESS, Content, problems
from rundblick.cooperation.services import Mistaken, Upload
from rundblick.files import storage
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.cooperation.sheets import DAY, let_in, put, released, sheet, shut, url
from tests.house import House


@pytest.fixture
def family(house: House) -> Family:
    found = haddad(house)
    let_in(found, house.partner)
    return found


def text_on(house: House, who: str, family: Family) -> str:
    answer = house.login(who).get(url("sheet", family))
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_the_coach_writes_the_agency_reads_at_once(house: House, family: Family) -> None:
    put(family, text="Der Kurs beginnt im Januar")
    assert "Der Kurs beginnt im Januar" in text_on(house, "ivo", family)
    assert "neu" in text_on(house, "ivo", family)


def test_without_a_release_the_agency_tells_dates_and_standing(house: House, family: Family) -> None:
    put(family, "ivo", "", kind=Kind.DATE, on=today() + DAY, at=dt.time(10, 30))
    put(family, "ivo", "", kind=Kind.STANDING, standing=Standing.WAITING)
    page = text_on(house, "alma", family)
    assert "steht auf der Warteliste" in page and "10:30" in page
    attempts: list[dict[str, Any]] = [
        {},
        {"kind": Kind.DATE, "on": today() + DAY},
        {"kind": Kind.DOCUMENT, "upload": Upload("a.txt", b"Text")},
    ]
    for content in attempts:
        with pytest.raises(Mistaken) as mistaken:
            put(family, "ivo", "Sie war letzte Woche sehr erschöpft", **content)
        assert mistaken.value.fields["for_house"] == SILENT


def test_what_an_agency_keeps_to_itself_the_jobcenter_never_reads(house: House, family: Family) -> None:
    put(family, "ivo", "Nur für unsere Stelle", for_house=False)
    assert "Nur für unsere Stelle" in text_on(house, "ivo", family)
    assert "Nur für unsere Stelle" not in text_on(house, "alma", family)
    with acting_as(house.alma, "test", read_only=True) as context:
        assert Entry.objects.count() == Entry.objects.visible_to(context).count() == 0


def test_under_a_release_words_reach_the_coach_and_the_entry_names_it(house: House, family: Family) -> None:
    consent = released(house, family)
    entry = put(family, "ivo", "Wir haben zwei Termine in der Woche frei")
    assert entry.release_id == consent.pk
    assert "zwei Termine in der Woche" in text_on(house, "alma", family)


@pytest.mark.parametrize(
    "changed", [{"valid_until": today() + DAY}, {"organisation": "provider"}], ids=["expired", "another agency"]
)
def test_a_release_holds_for_its_agency_and_its_time(house: House, family: Family, changed: dict[str, Any]) -> None:
    released(house, family, **{k: getattr(house, v) if isinstance(v, str) else v for k, v in changed.items()})
    later = now() + 2 * DAY if "valid_until" in changed else now()
    with time_machine.travel(later, tick=True), pytest.raises(Mistaken):
        put(family, "ivo", "Wir haben zwei Termine in der Woche frei")


def test_a_provider_by_contract_reports_as_its_order_says(house: House) -> None:
    family = haddad(house)
    let_in(family, house.provider, basis=Basis.ASSIGNMENT, evidence="Vertrag vom 01.09.2026", until=None)
    target = sheet(family, agency=house.provider)
    entry = put(family, "cem", "Die Gruppe ist gestartet", on_sheet=target)
    assert entry.by_order and entry.release_id is None
    assert "Die Gruppe ist gestartet" in house.login("alma").get(url("sheet", family, on_sheet=target)).content.decode()


def test_postgresql_refuses_words_without_a_release(house: House, family: Family) -> None:
    with acting_as(house.ivo, "test"), pytest.raises(IntegrityError, match="under_a_release"), transaction.atomic():
        Entry.objects.create(
            dossier_id=family.pk,
            person_id=family.amira,
            agency=house.partner,
            author=house.ivo,
            from_agency=True,
            kind=Kind.MESSAGE,
            text="Am Formular vorbei",
            written_at=now(),
        )


CONTENTS = st.builds(
    Content,
    kind=st.sampled_from(Kind),
    text=st.sampled_from(["", "  ", "Wort"]),
    on=st.sampled_from([None, dt.date(2026, 12, 1)]),
    standing=st.sampled_from([None, Standing.RUNNING]),
    doer=st.sampled_from([None, Doer.AGENCY]),
    for_house=st.booleans(),
)


@given(content=CONTENTS, with_file=st.booleans(), may_tell=st.booleans())
def test_nothing_but_dates_and_standing_passes_without_leave(content: Content, with_file: bool, may_tell: bool) -> None:
    found = problems(content, with_file=with_file, from_agency=True, may_tell=may_tell)
    if not found and content.for_house and not may_tell:
        assert content.kind in WORDLESS and not content.text.strip() and not with_file
    assert "for_house" not in problems(content, with_file=with_file, from_agency=False, may_tell=may_tell)


def test_an_answer_ends_the_request(house: House, family: Family) -> None:
    released(house, family)
    request = put(family, text="Wann ist der nächste Termin?", kind=Kind.REQUEST, on=today() + DAY)
    put(family, "ivo", "Am Montag um zehn", answers=request)
    page = text_on(house, "alma", family)
    assert "erledigt am" in page and "Am Montag um zehn" in page


def test_a_form_sent_twice_makes_one_entry(house: House, family: Family) -> None:
    token = uuid.uuid4()
    browser = house.login("alma")
    for _ in range(2):
        assert (
            browser.post(f"{url('write', family)}?art=message", {"text": "Einmal", "token": token}).status_code == 302
        )
    assert text_on(house, "alma", family).count("Einmal") == 1


def test_mistakes_stand_beside_the_field_and_the_words_stay(house: House, family: Family) -> None:
    browser = house.login("ivo")
    data = {"text": "Sie kommt regelmäßig", "for_house": "on", "token": uuid.uuid4()}
    answer = browser.post(f"{url('write', family)}?art=message", data)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Sie kommt regelmäßig" in page
    assert "Ohne Entbindung von der Schweigepflicht erreichen nur Termin und Stand das Jobcenter" in page


def test_a_document_lies_there_for_both_and_for_nobody_else(house: House, family: Family) -> None:
    file = SimpleUploadedFile("Bescheid.txt", b"Kopie des Bescheids")
    answer = house.login("alma").post(
        f"{url('write', family)}?art=document", {"file": file, "text": "", "token": uuid.uuid4()}
    )
    assert answer.status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        stored = Entry.objects.get().file
    assert stored is not None
    address = reverse("files:download", args=[stored.pk])
    for name, status in {"alma": 200, "ivo": 200, "cem": 404, "bert": 404, "lena": 404, "jana": 404}.items():
        assert house.login(name).get(address).status_code == status, name
    with acting_as(house.alma, "test", read_only=True):
        assert storage.read(family.pk, stored.pk) == b"Kopie des Bescheids"


def test_what_nobody_has_read_can_be_taken_back_with_its_file(house: House, family: Family) -> None:
    entry = put(family, upload=Upload("a.txt", b"Text"), kind=Kind.DOCUMENT)
    assert entry.file is not None
    assert house.login("ivo").post(url("remove", family, entry.pk)).status_code == 302
    assert house.login("alma").post(url("remove", family, entry.pk)).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert not Entry.objects.exists()
    with acting_as(house.alma, "test", read_only=True), pytest.raises(FileNotFoundError):
        storage.read(family.pk, entry.file.pk)


def test_what_the_other_side_has_read_stays(house: House, family: Family) -> None:
    entry = put(family)
    house.login("ivo").post(url("seen", family))
    with acting_as(house.alma, "test"), pytest.raises(Refused, match="gelesen"):
        services.take_back(Entry.objects.get(pk=entry.pk), house.alma)


def test_reading_ones_own_words_does_not_count_as_read(house: House, family: Family) -> None:
    put(family)
    house.login("alma").post(url("seen", family))
    with acting_as(house.alma, "test", read_only=True):
        assert Entry.objects.get().seen_at is None


def test_done_and_open_again(house: House, family: Family) -> None:
    entry = put(family, kind=Kind.AGREEMENT, text="Unterlagen kopieren", doer=Doer.AGENCY)
    browser = house.login("ivo")
    browser.post(url("done", family, entry.pk))
    assert "Doch noch offen" in text_on(house, "alma", family)
    browser.post(url("undone", family, entry.pk))
    assert "Doch noch offen" not in text_on(house, "alma", family)


def test_on_a_closed_sheet_the_coach_reads_and_nobody_writes(house: House, family: Family) -> None:
    put(family, text="Bis hierher")
    with acting_as(house.alma, "test", read_only=True):
        grant = Grant.objects.get(guest=True)
    shut(family, grant)
    page = text_on(house, "alma", family)
    assert "Bis hierher" in page and "geschlossen" in page
    assert house.login("alma").get(url("write", family)).status_code == 404
    assert house.login("ivo").get(url("sheet", family)).status_code == 404


def test_the_author_of_history_is_named(house: House, family: Family) -> None:
    entry = put(family, kind=Kind.REQUEST, text="Bitte melden")
    with acting_as(house.ivo, "test"), reason("test"):
        services.finish(Entry.objects.get(pk=entry.pk), house.ivo)
    with acting_as(house.alma, "test", read_only=True):
        assert Entry.objects.get(pk=entry.pk).done_by == house.ivo
