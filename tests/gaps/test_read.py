"""What readers of a report see: the page, the paper, the table, and what changed."""

import csv
import io
from typing import Any

import pypdf
import pytest

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Stale
from rundblick.gaps import services
from rundblick.gaps.comparing import change
from rundblick.gaps.models import GapReport, Proposal
from rundblick.web.german import german_date
from tests.gaps.building import ago, computed, home, refused, stored, waiting
from tests.house import House
from tests.queries import at_most
from tests.waiting.lists import waits

LIST, REPORT, CHANGES, PAPER = 3, 4, 4, 3
FORMULA = '=HYPERLINK("x")'


def page_of(house: House, report: Any, who: str = "nora", more: str = "") -> str:
    return house.login(who).get(f"/luecken/{report}/{more}").content.decode()


def told(house: House) -> Any:
    """Seven who wait for a Kita in two places, one who waits for a home, and a report."""
    waiting(house, 4, "Ennigerloh")
    waiting(house, 3, "Everswinkel")
    family = home(house, "Ennigerloh")
    waits(family, None, since=200, kind="home", what="drei Zimmer")
    return computed(house)


def test_a_coach_reads_numbers_with_their_denominators_and_no_name(house: House) -> None:
    report = told(house)
    page = page_of(house, report, "alma")
    assert "Am " + german_date(ago(0)) in page and "von 8 Bedarfen ohne Angebot (100" in page
    assert "Kinderbetreuung" in page and "verdeckt" in page and "weniger als 3 Menschen" in page
    assert "Haddad" not in page and "Amira" not in page
    assert "Vorschlag schreiben" not in page and "Neu berechnen" not in page


def test_a_coach_finds_it_among_what_the_house_offers_and_orders_nothing(house: House) -> None:
    browser = house.login("alma")
    assert 'href="/luecken/"' in browser.get("/").content.decode()
    page = browser.get("/luecken/").content.decode()
    assert "Bericht anfordern" not in page and "Koordination und Teamleitung fordern ihn an" in page
    assert 'href="/luecken/"' not in house.login("cem").get("/").content.decode()


def test_pages_ask_the_same_few_statements_whatever_they_show(house: House) -> None:
    computed(house, until=100)
    report = told(house)
    browser = house.login("nora")
    browser.get("/luecken/")
    own = 8  # Session, user, settings of the transaction, navigation.
    for limit, where in (
        (LIST, ""),
        (REPORT, f"{report}/"),
        (CHANGES, f"{report}/vergleich/"),
        (PAPER, f"{report}/bericht.csv"),
    ):
        with at_most(own + limit):
            assert browser.get(f"/luecken/{where}").status_code == 200


def test_the_paper_says_what_the_page_says(house: House) -> None:
    report = told(house)
    with acting_as(house.nora, "test"):
        row = GapReport.objects.get(pk=report)
        services.propose(report=row, topic="childcare", version=0, author=house.nora, text="Früher öffnen.")
    answer = house.login("alma").get(f"/luecken/{report}/bericht.pdf")
    assert answer["Content-Type"] == "application/pdf" and "luecken-" in answer["Content-Disposition"]
    paper = pypdf.PdfReader(io.BytesIO(answer.content))
    text = " ".join("".join(page.extract_text() for page in paper.pages).split())
    for words in ("Lücken im Angebot", "Kinderbetreuung", "Früher öffnen.", "Wie gezählt wird", "verdeckt"):
        assert words in text, words
    assert "Haddad" not in text and "http" not in text
    assert paper.metadata and paper.metadata.title == "Lücken im Angebot"


def test_the_table_holds_no_formula_and_no_hidden_number(house: House) -> None:
    report = told(house)
    with acting_as(house.nora, "test"):
        row = GapReport.objects.get(pk=report)
        services.propose(report=row, topic="home", version=0, author=house.nora, text=FORMULA)
    answer = house.login("alma").get(f"/luecken/{report}/bericht.csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert not any(cell.startswith("=") for line in lines for cell in line.values())
    topics = {line["Thema"]: line for line in lines if line["Tabelle"] == "Themen"}
    assert topics["Wohnen"]["Was wir vorschlagen"] == f"'{FORMULA}"
    assert topics["Wohnen"]["ohne Angebot"] == "verdeckt" == topics["Kinderbetreuung"]["ohne Angebot"]
    assert next(line for line in lines if line["Tabelle"] == "gesamt")["ohne Angebot"] == "8"


def test_an_empty_report_is_readable_on_screen_and_paper(house: House) -> None:
    report = computed(house)
    assert "steht kein Bedarf in den Akten" in page_of(house, report)
    assert house.login("nora").get(f"/luecken/{report}/bericht.pdf").content.startswith(b"%PDF")


def test_two_reports_are_compared(house: House) -> None:
    waiting(house, 4, since=250)
    computed(house, first=400, until=100)
    waiting(house, 3, since=120)
    for _ in range(3):
        refused(home(house))
    report = computed(house)
    page = page_of(house, report, "alma", "vergleich/")
    assert "+3" in page and "Kurse und Abschlüsse" in page and "Kinderbetreuung" in page
    assert "verschieden lang" in page
    assert "Was sich geändert hat" in page_of(house, report)


def test_a_first_report_has_nothing_to_be_compared_with(house: House) -> None:
    report = computed(house)
    assert house.login("nora").get(f"/luecken/{report}/vergleich/").status_code == 404
    assert "Was sich geändert hat" not in page_of(house, report)


@pytest.mark.parametrize(("was", "now", "words"), [(3, 5, "+2"), (5, 3, "−2"), (4, 4, "gleich"), (None, 4, "–")])
def test_a_difference_is_said_only_between_two_numbers(was: int | None, now: int | None, words: str) -> None:
    assert change(was, now) == words


def test_a_proposal_is_written_kept_and_seen_by_all(house: House) -> None:
    report = told(house)
    browser = house.login("dana")
    where = f"/luecken/{report}/vorschlag/childcare/"
    assert "Was wir vorschlagen" in browser.get(where).content.decode()
    answer = browser.post(where, {"text": "Mit dem Jugendamt sprechen.", "version": 0})
    assert answer.status_code == 302 and answer["Location"] == f"/luecken/{report}/#thema-childcare"
    assert "Mit dem Jugendamt sprechen." in page_of(house, report, "alma")
    assert browser.get(f"/luecken/{report}/vorschlag/nichts/").status_code == 404


def test_of_two_who_write_at_once_nobody_loses_a_word(house: House) -> None:
    report = told(house)
    where = f"/luecken/{report}/vorschlag/childcare/"
    house.login("nora").post(where, {"text": "Eins", "version": 0})
    answer = house.login("dana").post(where, {"text": "Zwei", "version": 0})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Eins" in page and "Zwei" in page
    row = stored(house, report)
    with acting_as(house.nora, "test"), pytest.raises(Stale):
        services.propose(report=row, topic="childcare", version=7, author=house.nora, text="Drei")
    with acting_as(house.nora, "test"):
        assert Proposal.objects.get(report=row).text == "Eins"


def test_what_was_proposed_before_stands_above_the_next_form(house: House) -> None:
    earlier = computed(house, until=100)
    with acting_as(house.nora, "test"):
        row = GapReport.objects.get(pk=earlier)
        services.propose(report=row, topic="home", version=0, author=house.nora, text="Ein Kontingent.")
    report = computed(house)
    page = house.login("nora").get(f"/luecken/{report}/vorschlag/home/").content.decode()
    assert "Im Bericht davor stand" in page and "Ein Kontingent." in page


def test_only_editors_of_the_house_write_even_where_the_querysets_stand_open(house: House) -> None:
    from django.db import ProgrammingError

    from rundblick.web.clock import now, today

    report = computed(house)
    for name in ("alma", "otto", "cem", "kai", "jana"):
        with acting_as(house.people[name], "test"):
            assert GapReport.objects.filter(pk=report).update(error="x") == 0
        with acting_as(house.people[name], "test"), pytest.raises(ProgrammingError, match="row-level security"):
            GapReport.objects.create(house=house.jobcenter, first_day=ago(9), as_of=today(), ordered_at=now())
    for name in ("otto", "cem", "ivo", "kai", "jana"):
        with acting_as(house.people[name], "test"):
            assert not GapReport.objects.exists()
