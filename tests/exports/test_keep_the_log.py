"""What left the house stands in a log that nobody changes."""

import hashlib
from collections.abc import Sequence

import pytest
from django.db import InternalError, ProgrammingError
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.exports.codes import Kind
from rundblick.exports.errors import Refused
from rundblick.exports.models import Export
from rundblick.exports.services.log import NO_PURPOSE, Taken, note
from rundblick.programmes.models import Run
from rundblick.web.clock import now
from tests.evaluation.reports import computed, running
from tests.house import House
from tests.queries import at_most

LOG = "/ausgaben/"


def taken(house: House, by: str = "nora", **given: object) -> None:
    said: dict[str, object] = {"kind": Kind.CASELOAD, "title": "Kennzahlen", "form": "csv", "content": b"x"}
    with acting_as(house.people[by], "test") as context:
        note(context, Taken(**said | given))  # type: ignore[arg-type]


def lines(house: House, by: str = "nora") -> Sequence[Export]:
    with acting_as(house.people[by], "test"):
        return list(Export.objects.order_by("taken_at"))


@pytest.fixture
def run(house: House) -> Run:
    return running(house)


def test_a_report_that_is_handed_out_stands_in_the_log(house: House, run: Run) -> None:
    report = computed(house, run)
    said = {"format": "csv", "purpose": "funder", "detail": "Zwischenstand", "recipient": "Ministerium"}
    answer = house.login("nora").post(reverse("evaluation:export", args=[report]), said)
    (line,) = lines(house)
    assert (line.kind, line.form, line.recipient) == ("report", "csv", "Ministerium")
    assert line.purpose == "Bericht an Auftrag- oder Mittelgeber: Zwischenstand"
    assert line.sha256 == hashlib.sha256(answer.content).hexdigest()
    assert line.about == report and line.rows and not line.person_level
    page = house.login("eva").get(LOG).content.decode()
    assert "ANNA" in page and "Ministerium" in page and "Nora" in page and line.sha256[:10] in page


def test_a_report_does_not_leave_without_a_recipient(house: House, run: Run) -> None:
    report = computed(house, run)
    answer = house.login("nora").post(
        reverse("evaluation:export", args=[report]), {"format": "csv", "purpose": "funder"}
    )
    assert "text/html" in answer.headers["Content-Type"]
    assert not lines(house)


def test_the_house_reads_what_research_took_and_research_does_not_read_the_log(house: House, run: Run) -> None:
    report = computed(house, run, published=True)
    said = {"format": "pdf", "purpose": "research", "recipient": "wir selbst"}
    assert house.login("kai").post(reverse("evaluation:export", args=[report]), said).status_code == 200
    (line,) = lines(house)
    assert line.house_id == house.jobcenter.pk and line.taken_for_id == house.institute.pk
    assert f"Kai ({house.institute.name})" in house.login("dana").get(LOG).content.decode()
    assert house.login("kai").get(LOG).status_code == 404


@pytest.mark.parametrize(
    ("name", "reads"), [("nora", 1), ("dana", 1), ("eva", 1), ("alma", 0), ("otto", 0), ("kai", 0)]
)
def test_only_coordination_team_lead_and_data_protection_of_the_house_read_it(
    house: House, name: str, reads: int
) -> None:
    taken(house)
    assert len(lines(house, name)) == reads


def test_whoever_may_not_read_the_log_still_writes_into_it(house: House) -> None:
    taken(house, "alma", title="Von Alma")
    assert [line.title for line in lines(house)] == ["Von Alma"]
    with acting_as(house.alma, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Export.objects.create(
            house=house.jobcenter,
            taken_by=house.nora,
            taken_at=now(),
            kind="log",
            title="In fremdem Namen",
            form="csv",
            sha256="0",
        )


def test_no_line_is_changed_or_removed(house: House) -> None:
    taken(house)
    with acting_as(house.nora, "test"), pytest.raises(ProgrammingError, match="permission denied"):
        Export.objects.update(purpose="anders")
    with acting_as(house.nora, "test"), pytest.raises((ProgrammingError, InternalError)):
        Export.objects.all().delete()


def test_data_about_people_never_leave_without_a_purpose(house: House) -> None:
    with pytest.raises(Refused, match="Wofür"):
        taken(house, person_level=True)
    assert NO_PURPOSE.startswith("Wofür")
    taken(house, person_level=True, purpose="Vertrag 12", recipient="Institut")
    assert lines(house)[0].person_level


def test_the_log_is_chosen_from_and_taken_along_as_a_file(house: House) -> None:
    taken(house, title="=HYPERLINK(1)")
    taken(house, kind=Kind.REPORT, title="Bericht", purpose="Beirat", recipient="Kreistag")
    browser = house.login("eva")
    page = browser.get(LOG, {"art": "report"}).content.decode()
    assert "Kreistag" in page and "HYPERLINK" not in page
    assert "Zu dieser Auswahl" in browser.get(LOG, {"art": "research"}).content.decode()
    assert "Zu dieser Auswahl" in browser.get(LOG, {"bis": "01.01.2020"}).content.decode()
    assert "Ausgabenbuch" in browser.get(LOG, {"von": "kein Tag"}).content.decode()
    answer = browser.post("/ausgaben/csv/", {"art": ""})
    text = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and "Kreistag" in text
    assert lines(house)[-1].kind == "log" and lines(house)[-1].rows == 2


def test_an_empty_log_says_so(house: House) -> None:
    assert "Noch hat keine Datei das Haus verlassen." in house.login("nora").get(LOG).content.decode()


def test_the_log_pages_and_asks_as_often_for_many_lines_as_for_few(house: House) -> None:
    for number in range(45):
        taken(house, title=f"Ausgabe {number}")
    browser = house.login("nora")
    browser.get(LOG)
    with at_most(6):
        page = browser.get(LOG).content.decode()
    assert "Ausgabe 44" in page and ">Ausgabe 3<" not in page
    assert "nach=" in page
