"""The page, the paper and the files of a report with waves, changes, durations and comparisons."""

import io
import json
import uuid

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.evaluation.definitions import programme_of, report_of
from rundblick.evaluation.exports import write
from rundblick.evaluation.models import ReportBook, ReportRecord, ReportSnapshot
from rundblick.evaluation.reading import read
from rundblick.evaluation.storing import shown_from_json
from tests.evaluation.pro_aktiv import crowd, reported
from tests.house import House
from tests.queries import at_most

NBSP = "\u00a0"


@pytest.fixture
def report(house: House) -> uuid.UUID:
    return reported(house, crowd(3))


def file(house: House, report: uuid.UUID, kind: str) -> bytes:
    with acting_as(house.nora, "test"):
        snapshot = ReportSnapshot.objects.select_related("run__definition").get(pk=report)
        programme = programme_of(snapshot.run)
        found = report_of(programme, snapshot.report)
        assert found is not None
        return write(kind, programme, found, snapshot, shown_from_json(snapshot.figures)).content


def test_the_page_says_of_whom_and_what_became_of_the_others(house: House, report: uuid.UUID) -> None:
    page = house.login("nora").get(f"/berichte/{report}/").content.decode()
    assert f"138 von 189, die sehr schlecht oder schlecht begannen, haben sich verbessert; das sind 73{NBSP}%" in page
    assert f"Von den anderen (Beginn gut oder sehr gut) haben sich 24 von 36 (67{NBSP}%) verbessert" in page
    assert f"162 von 450 (36{NBSP}%), von allen Teilnehmenden, eine Untergrenze" in page
    assert "Abschnitt 7.2 nennt die 52" in page
    assert "39 haben nicht eingewilligt und sind nur gezählt" in page
    assert "Das ist keine Rangfolge" in page


def test_the_page_takes_no_more_statements_than_any_other_report(house: House, report: uuid.UUID) -> None:
    browser = house.login("nora")
    browser.get(f"/berichte/{report}/")
    with at_most(10):
        browser.get(f"/berichte/{report}/")


def test_a_figure_made_of_answers_keeps_nobody(house: House, report: uuid.UUID) -> None:
    with acting_as(house.nora, "test") as context:
        found = read(context, ReportSnapshot.objects.select_related("run__definition").get(pk=report))
    place = next(one.place for one in found if one.figure.code == "pro_aktiv.koerper.headline.improved")
    page = house.login("nora").get(f"/berichte/{report}/zahl/{place}/").content.decode()
    assert "wird nicht aufbewahrt" in page and f"75{NBSP}%" in page
    place = next(one.place for one in found if one.figure.code == "pro_aktiv.teilhabe.evaluated")
    assert "wird nicht aufbewahrt" not in house.login("nora").get(f"/berichte/{report}/zahl/{place}/").content.decode()


def test_paper_and_files_hold_what_the_page_holds(house: House, report: uuid.UUID) -> None:
    paper = PdfReader(io.BytesIO(file(house, report, "pdf")))
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "/StructTreeRoot" in paper.root_object, "PDF/UA is tagged"
    assert "138 von 189" in words.replace(NBSP, " ") and "Rangfolge" in words and "Mittel, Test und Größe" in words
    figures = {(f["code"], f["subgroup"]): f for f in json.loads(file(house, report, "json"))["figures"]}
    best = figures["pro_aktiv.koerper.headline.improved", "Beginn sehr schlecht oder schlecht"]
    assert (best["numerator"], best["denominator"], best["target"]) == (138, 189, 75)
    mean = figures["pro_aktiv.koerper.mean_change", ""]
    assert mean["unit"] == "Punkte" and mean["low"] < mean["value"] < mean["high"]
    book = load_workbook(io.BytesIO(file(house, report, "xlsx")))
    assert "Körperliche Gesundheit" in book.sheetnames and "Wie lange jemand dabei ist" in book.sheetnames
    head, *rows = book["Körperliche Gesundheit"].iter_rows(values_only=True)
    units = {row[head.index("Einheit")] for row in rows}
    assert {"Prozent", "Punkte", "Streuungen"} <= units


def test_a_report_of_few_says_what_it_does_not_say(house: House) -> None:
    page = house.login("nora").get(f"/berichte/{reported(house, crowd()[:2])}/").content.decode()
    assert "dafür sind es zu wenige" in page
    assert "mindestens 10 Menschen" in page


def test_snapshot_book_and_page_agree(house: House, report: uuid.UUID) -> None:
    with as_worker("test"):
        assert not ReportRecord.objects.filter(snapshot_id=report).exists()
        stored = ReportBook.objects.get(snapshot_id=report).content["figures"]
    assert any(one["after"] for one in stored)
