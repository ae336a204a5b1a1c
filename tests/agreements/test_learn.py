"""Lessons of a programme: what was found, what became of it, and from which day a rule holds."""

import pytest

from rundblick.access.context import acting_as
from rundblick.agreements.models import Lesson
from rundblick.agreements.views import lessons
from rundblick.programmes.publishing import publish
from rundblick.web.clock import today
from tests.agreements.building import DAY, FINDING, fresh, learnt, stored
from tests.house import House
from tests.queries import at_most

LESSONS = 6


def published(house: House) -> None:
    with acting_as(house.nora, "test"):
        publish("anna")
        publish("jobschmiede")


def typed(**given: str) -> dict[str, str]:
    first = {"programme": "anna", "finding": FINDING, "found_on": "heute", "status": "soon", "token": fresh()}
    return first | given


def test_a_finding_is_written_down_once_and_followed_up(house: House) -> None:
    published(house)
    browser = house.login("nora")
    sent = typed(origin="Befragung")
    for _click in range(2):
        answer = browser.post("/netzwerkstelle/lernen/neu/", sent)
        assert answer["Location"] == "/netzwerkstelle/lernen/?programm=anna"
    with acting_as(house.nora, "test"):
        row = Lesson.objects.get()
    where = f"/netzwerkstelle/lernen/{row.pk}/"
    refused = browser.post(where, sent | {"status": "done", "version": "1"})
    assert refused.status_code == 422 and "was geändert wurde" in refused.content.decode()
    done = sent | {"status": "done", "done": "Ein Blatt liegt bei.", "effective_on": "1.3.2026", "version": "1"}
    assert browser.post(where, done).status_code == 302
    both = browser.post(where, done | {"done": "Nichts"})
    assert both.status_code == 409 and "Ein Blatt liegt bei." in both.content.decode()
    page = house.login("alma").get("/netzwerkstelle/lernen/?programm=anna").content.decode()
    assert "Regel gilt anders ab 01.03.2026" in page and "Befragung" in page and "Ändern" not in page
    assert stored(house, row).version == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"status": "planned"}, "für welches Jahr"),
        ({"status": "dropped"}, "warum nicht"),
        ({"programme": "unknown"}, "unknown"),
        ({"found_on": "morgen"}, "Zukunft"),
    ],
)
def test_what_a_status_asks_for_is_said_beside_its_field(house: House, given: dict[str, str], message: str) -> None:
    published(house)
    answer = house.login("nora").post("/netzwerkstelle/lernen/neu/", typed(**given))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page and FINDING in page


def test_lessons_are_read_by_programme_and_by_status(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    published(house)
    learnt(house, found_on=today() - 2 * DAY)
    learnt(house, finding="Zu früh am Tag", status="planned", planned_year=2030)
    learnt(house, finding="Anderes Programm", programme="jobschmiede", found_on=today() - DAY)
    browser = house.login("alma")

    def findings(query: str = "") -> list[str]:
        return [row.finding for row, _ in browser.get(f"/netzwerkstelle/lernen/{query}").context["rows"]]

    assert findings() == ["Zu früh am Tag", "Anderes Programm", FINDING]
    assert findings("?programm=anna") == ["Zu früh am Tag", FINDING]
    assert findings("?programm=anna&stand=planned") == ["Zu früh am Tag"]
    assert "geplant 2030" in browser.get("/netzwerkstelle/lernen/").content.decode()
    assert "noch nichts festgehalten" in browser.get("/netzwerkstelle/lernen/?stand=dropped").content.decode()
    with at_most(LESSONS):
        browser.get("/netzwerkstelle/lernen/")
    monkeypatch.setattr(lessons, "SIZE", 2)
    first = browser.get("/netzwerkstelle/lernen/")
    on = first.context["pages"].next_url
    assert [row.finding for row, _ in browser.get(f"/netzwerkstelle/lernen/{on}").context["rows"]] == [FINDING]


def test_a_programmes_page_leads_to_its_lessons_within_the_house(house: House) -> None:
    published(house)
    link = "/netzwerkstelle/lernen/?programm=anna"
    assert link in house.login("alma").get("/programme/anna/").content.decode()
    assert link not in house.login("cem").get("/programme/anna/").content.decode()
    form = house.login("nora").get("/netzwerkstelle/lernen/neu/?programm=anna").context["form"]
    assert form["programme"].value() == "anna"


def test_a_lesson_of_a_programme_that_is_gone_keeps_its_name(house: House) -> None:
    published(house)
    row = learnt(house, programme="formerly")
    assert "formerly" in house.login("alma").get("/netzwerkstelle/lernen/").content.decode()
    sent = typed(programme="formerly", version="1")
    assert house.login("nora").post(f"/netzwerkstelle/lernen/{row.pk}/", sent).status_code == 302
