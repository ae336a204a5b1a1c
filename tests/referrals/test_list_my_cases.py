"""Vermittlungen over all own cases, as page and table; and how many statements the pages take."""

import csv
import io
import uuid

import pytest
from openpyxl import load_workbook

from rundblick.access.context import acting_as
from rundblick.cases.codes import ClosingReason
from rundblick.cases.services.file import close
from rundblick.referrals.views import listing
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.referrals.ways import address, ago, answered, handed, noted, way

LIST, PAGE, HOUSEHOLD, DETAIL, AGENCY, ANSWER, NOTE = 11, 12, 11, 15, 9, 14, 15
"""Statements. Answering and noting write the step, the mark for what is due, and the log."""


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def listed(page: str) -> list[str]:
    names = ("Alt", "Neu", "Vorbei", "=Formel")
    return sorted((name for name in names if f">{name}<" in page), key=lambda name: page.index(f">{name}<"))


def test_the_oldest_open_way_comes_first_and_a_stage_can_be_chosen(family: Family) -> None:
    way(family, since=5, office="Neu")
    old = way(family, since=90, office="Alt")
    noted(family, old, "contacted", 80)
    over = way(family, since=40, office="Vorbei")
    noted(family, over, "ended", 3, result="helped")
    browser = family.house.login("alma")
    url = "/faelle/vermittlungen/"
    page = browser.get(url).content.decode()
    assert listed(page) == ["Alt", "Neu"] and "80\xa0Tage" in page
    assert listed(browser.get(url, {"stand": "vorbereitet"}).content.decode()) == ["Neu"]
    assert listed(browser.get(url, {"stand": "wartet"}).content.decode()) == ["Alt"]
    assert listed(browser.get(url, {"stand": "beendet"}).content.decode()) == ["Vorbei"]
    assert "gerade keinen Weg" in browser.get(url, {"art": "doctor"}).content.decode()
    assert listed(browser.get(url, {"stand": "quatsch", "art": "x"}).content.decode()) == ["Alt", "Neu"]
    for other in ("bert", "dana", "hanna", "cem"):
        assert listed(family.house.login(other).get(url).content.decode()) == []
    with acting_as(family.house.alma, "test"):
        close(case=family.case, closed_on=today(), closing_reason=ClosingReason.NOT_NEEDED)
    assert listed(browser.get(url).content.decode()) == []


def test_the_tables_name_no_sensitive_kind_and_hold_no_formula(family: Family) -> None:
    way(family, since=40, office="=Formel")
    way(family, kind="addiction", office="Beratung am Park")
    browser = family.house.login("alma")
    body = browser.get("/faelle/vermittlungen/tabelle/csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body), delimiter=";"))
    assert len(rows) == 3 and "Suchtberatung" not in body and "Beratung am Park" not in body
    assert rows[1][2] == "'=Formel"
    book = load_workbook(io.BytesIO(browser.get("/faelle/vermittlungen/tabelle/xlsx/").content))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]  # type: ignore[union-attr]
    assert cells[1][2] == "'=Formel" and cells[2][1] == "eine Beratungsstelle"
    assert browser.get("/faelle/vermittlungen/tabelle/pdf/").status_code == 404


def test_a_long_list_is_paged(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)
    for n in range(5):
        way(family, since=50 - n, office=f"Stelle {n}")
    browser = family.house.login("alma")
    first = browser.get("/faelle/vermittlungen/")
    second = browser.get("/faelle/vermittlungen/" + first.context["pages"].next_url)
    assert "Stelle 2" in second.content.decode() and "Stelle 1" not in second.content.decode()


def test_pages_take_the_same_number_of_statements_however_much_there_is(family: Family) -> None:
    row = handed(family)
    noted(family, row, "contacted", 9)
    answered(family, row, family.house.ivo)
    for n in range(12):
        noted(family, way(family, since=60 + n, office=f"Stelle {n}"), "contacted", 50)
    alma, ivo = family.house.login("alma"), family.house.login("ivo")
    for browser, url, limit in (
        (alma, "/faelle/vermittlungen/", LIST),
        (alma, address(family), PAGE),
        (alma, f"/faelle/vermittlungen/{family.pk}/", HOUSEHOLD),
        (alma, address(family, "detail", None, row.pk), DETAIL),
        (ivo, "/faelle/vermittlungen/stelle/", AGENCY),
    ):
        assert browser.get(url).status_code == 200
        with at_most(limit):
            browser.get(url)
    sent = {"answer": "first", "on": "heute", "token": str(uuid.uuid4())}
    with at_most(ANSWER):
        assert ivo.post(f"/faelle/vermittlungen/stelle/{row.pk}/", sent).status_code == 302
    with at_most(NOTE):
        given = {"on": "heute", "token": str(uuid.uuid4())}
        assert alma.post(address(family, "note", None, row.pk, "running"), given).status_code == 302
