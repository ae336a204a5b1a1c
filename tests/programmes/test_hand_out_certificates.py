"""A certificate says what was reached, is accessible on paper, and stands in the timeline once."""

import io
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from rundblick.access.context import acting_as
from rundblick.access.models import Disclosure, TimelineEntry
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Cohort, Participation, ProgrammeEvent
from rundblick.programmes.services.roll import Mark
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.house import House
from tests.programmes.build import example
from tests.programmes.gathering import joined, kept, met, opened
from tests.programmes.homes import begun, family, published
from tests.programmes.living import DAY, event, latest_monday, living, presence, workshop
from tests.queries import at_most


@pytest.fixture
def programme(house: House) -> Programme:
    return published(workshop())


@pytest.fixture
def row(house: House, programme: Programme) -> Participation:
    found = living(house, family(house), programme=programme)
    for number, state in enumerate(("present", "present", "sick", "unexcused")):
        presence(house, found, latest_monday() + number * DAY, state)
    event(house, found, "module.completed", today() - DAY, value="grund")
    event(house, found, "module.completed", today() - DAY, value="holz")
    return found


def handed(house: House, address: str, **data: str) -> PdfReader:
    """The paper that comes back."""
    answer = house.login("alma").post(address, {"place": "Musterstadt", "on": german_date(today())} | data)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="teilnahmebescheinigung.pdf"'
    return PdfReader(io.BytesIO(answer.content))


def words(paper: PdfReader) -> str:
    return " ".join("\n".join(page.extract_text() for page in paper.pages).split())


def test_it_says_what_was_reached_and_never_what_was_missed(house: House, row: Participation) -> None:
    text = words(handed(house, reverse("programmes:certificate", args=[row.pk])))
    assert row.started_on
    for said in (
        "Teilnahmebescheinigung",
        "Gülşen Kaya",
        german_date(row.started_on, "long").replace("\u00a0", " "),
        "am Angebot „Werkstatt“ teil.",
        "Anwesend: 2 halbe Tage",
        "Grundlagen",
        "Zertifikat Holz",
        "Musterstadt",
        "Unterschrift für Jobcenter Musterkreis",
    ):
        assert said in text
    for never in ("krank", "entschuldigt", "fehl"):
        assert never not in text


def test_the_paper_is_accessible_and_its_title_names_nobody(house: House, row: Participation) -> None:
    paper = handed(house, reverse("programmes:certificate", args=[row.pk]))
    root: Any = paper.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "de" and "/StructTreeRoot" in root
    assert paper.metadata and paper.metadata.title == "Teilnahmebescheinigung"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_it_stands_in_the_timeline_once_a_day(house: House, row: Participation) -> None:
    address = reverse("programmes:certificate", args=[row.pk])
    for _ in range(2):
        handed(house, address)
    with acting_as(house.alma, "test", read_only=True):
        issued = ProgrammeEvent.objects.get(kind="certificate.issued")
        assert (issued.participation_id, issued.occurred_on) == (row.pk, today())
        assert TimelineEntry.objects.filter(object_id=issued.pk).count() == 1
    with acting_as(house.eva, "test", read_only=True):
        rows = Disclosure.objects.filter(kind="programmes.certificate.issue")
        assert [entry.dossiers for entry in rows] == [[row.dossier_id]] * 2


def test_looking_at_it_writes_nothing(house: House, row: Participation) -> None:
    answer = house.login("alma").get(reverse("programmes:certificate", args=[row.pk]))
    assert "anwesend: 2 halbe Tage" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert not ProgrammeEvent.objects.filter(kind="certificate.issued").exists()


def test_on_wish_there_is_one_in_every_programme(house: House) -> None:
    (row,) = begun(house, family(house), "Gülşen", programme=published(example()))
    text = words(handed(house, reverse("programmes:certificate", args=[row.pk])))
    assert "Teilnahmebestätigung" in text and "Anwesend" not in text
    with acting_as(house.alma, "test", read_only=True):
        assert ProgrammeEvent.objects.filter(kind="certificate.issued").count() == 1


def test_the_page_of_the_participation_leads_to_it(house: House, row: Participation) -> None:
    text = house.login("alma").get(reverse("programmes:participation", args=[row.pk])).content.decode()
    assert reverse("programmes:certificate", args=[row.pk]) in text


def test_a_day_ahead_is_refused(house: House, row: Participation) -> None:
    answer = house.login("alma").post(
        reverse("programmes:certificate", args=[row.pk]), {"place": "", "on": german_date(today() + DAY)}
    )
    assert "liegt in der Zukunft" in answer.content.decode()


@pytest.fixture
def group(house: House, programme: Programme) -> Cohort:
    return opened(house, programme)


def test_a_group_gets_a_page_each_in_one_file(house: House, programme: Programme, group: Cohort) -> None:
    one, other, absent = joined(house, group, programme, "Adler", "Berg", "Celik")
    kept(house, met(house, group), {absent.pk: Mark("sick")}, all_present=True)
    address = reverse("programmes:group_certificates", args=[group.pk])
    assert "Ohne Blatt: 1\u00a0Mitglied" in house.login("alma").get(address).content.decode()
    paper = handed(house, address)
    assert len(paper.pages) == 2
    assert "Gülşen Adler" in paper.pages[0].extract_text() and "Berg" not in paper.pages[0].extract_text()
    with acting_as(house.alma, "test", read_only=True):
        issued = ProgrammeEvent.objects.filter(kind="certificate.issued").values_list("participation", flat=True)
        assert set(issued) == {one.participation_id, other.participation_id}


def test_nobody_gets_a_paper_through_a_closed_door(house: House, programme: Programme, group: Cohort) -> None:
    joined(house, group, programme, "Adler")
    kept(house, met(house, group), {}, all_present=True)
    answer = house.login("hanna").post(
        reverse("programmes:group_certificates", args=[group.pk]), {"place": "", "on": german_date(today())}
    )
    assert answer["Content-Type"].startswith("text/html") and "Adler" not in answer.content.decode()


@pytest.mark.parametrize("names", [["A"], list("ABCDEF")])
def test_statements_do_not_depend_on_how_many_get_one(
    house: House, programme: Programme, group: Cohort, names: list[str]
) -> None:
    joined(house, group, programme, *names)
    kept(house, met(house, group), {}, all_present=True)
    client = house.login("alma")
    address = reverse("programmes:group_certificates", args=[group.pk])
    client.get(address)
    with at_most(18):
        client.post(address, {"place": "", "on": german_date(today())})
