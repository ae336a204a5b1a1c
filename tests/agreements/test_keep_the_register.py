"""The list: filters, search, sorting, pages, files, and what data protection sees first."""

import csv
import io

import pytest
from openpyxl import load_workbook

from rundblick.agreements.codes import Stage
from rundblick.agreements.views import register
from rundblick.web.clock import today
from tests.agreements.building import DAY, agreed, described, worded
from tests.house import House
from tests.queries import at_most

LIST = 5
FORMULA = '=HYPERLINK("x")'


def shown(house: House, query: str = "", who: str = "nora") -> list[str]:
    """Titles of the list in their order."""
    answer = house.login(who).get(f"/vereinbarungen/{query}")
    return [line["row"].partner_name for line in answer.context["lines"]]


def three(house: House) -> None:
    """A key point with the Jugendamt, a contract with the Kammer whose review is over, an ended one with the Verein."""
    agreed(house, partner=None, partner_name="Jugendamt", purpose="Hilfen abstimmen")
    kammer = agreed(house, partner=None, partner_name="Kammer", purpose="Lehrstellen finden")
    worded(house, kammer, Stage.SIGNED)
    described(house, kammer, review_on=today() - 3 * DAY, controllers="joint", title="Wege in die Lehre")
    verein = agreed(house, partner=None, partner_name="Verein", purpose="Elterncafé")
    described(house, verein, review_on=today() - 9 * DAY)
    worded(house, verein, Stage.ENDED)


def test_the_list_is_filtered_and_sorted(house: House) -> None:
    three(house)
    assert shown(house) == ["Jugendamt", "Kammer", "Verein"]
    assert shown(house, "?stufe=signed") == ["Kammer"]
    assert shown(house, "?pruefung=faellig") == ["Kammer"]
    assert shown(house, "?sortiert=neu") == ["Verein", "Kammer", "Jugendamt"]
    assert shown(house, "?sortiert=pruefung") == ["Verein", "Kammer", "Jugendamt"]
    assert shown(house, "?sortiert=unsinn&stufe=unsinn") == ["Jugendamt", "Kammer", "Verein"]


def test_what_is_due_is_counted_on_top_and_what_ended_is_not(house: House) -> None:
    three(house)
    page = house.login("nora").get("/vereinbarungen/").content.decode()
    assert "1\xa0Vereinbarung ist zur Prüfung fällig" in page


def test_search_words_stay_out_of_the_address(house: House) -> None:
    three(house)
    browser = house.login("nora")
    for words, expected in (("lehrstellen", ["Kammer"]), ("LEHRE kammer", ["Kammer"]), ("jugendamt lehre", [])):
        where = browser.post("/vereinbarungen/suche/", {"q": words, "sortiert": "neu"})["Location"]
        assert where == "/vereinbarungen/?sortiert=neu"
        answer = browser.get(where)
        assert [line["row"].partner_name for line in answer.context["lines"]] == expected
    assert "Dazu steht nichts" in answer.content.decode()


def test_data_protection_sees_first_where_responsibility_is_open(house: House) -> None:
    three(house)
    zweck = agreed(house, partner=None, partner_name="Zweckverband")
    described(house, zweck, controllers="processor")
    assert shown(house, who="eva") == ["Jugendamt", "Kammer", "Zweckverband", "Verein"]
    page = house.login("eva").get("/vereinbarungen/").content.decode()
    assert "Verantwortung noch zu klären" in page and "Neue Vereinbarung" not in page
    one = house.login("eva").get(f"/vereinbarungen/{zweck.pk}/").content.decode()
    assert one.index("Auftragsverarbeitung (Art. 28 DSGVO, § 80 SGB X)") < one.index("Von den Eckpunkten zum Vertrag")
    other = house.login("alma").get(f"/vereinbarungen/{zweck.pk}/").content.decode()
    assert other.index("Auftragsverarbeitung (Art. 28 DSGVO, § 80 SGB X)") > other.index("Von den Eckpunkten")


def test_signed_without_settled_responsibility_is_said_on_the_page(house: House) -> None:
    row = agreed(house)
    words = "Verantwortung für die Daten noch nicht geklärt"
    assert words not in house.login("alma").get(f"/vereinbarungen/{row.pk}/").content.decode()
    worded(house, row, Stage.SIGNED)
    assert words in house.login("alma").get(f"/vereinbarungen/{row.pk}/").content.decode()


def test_pages_turn_and_take_their_statements(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "SIZE", 2)
    three(house)
    browser = house.login("nora")
    browser.get("/vereinbarungen/")
    with at_most(LIST):
        first = browser.get("/vereinbarungen/")
    assert [line["row"].partner_name for line in first.context["lines"]] == ["Jugendamt", "Kammer"]
    second = browser.get("/vereinbarungen/" + first.context["pages"].next_url)
    assert [line["row"].partner_name for line in second.context["lines"]] == ["Verein"]
    back = browser.get("/vereinbarungen/" + second.context["pages"].previous_url)
    assert [line["row"].partner_name for line in back.context["lines"]] == ["Jugendamt", "Kammer"]
    sorted_by_data = browser.get("/vereinbarungen/?sortiert=daten")
    on = browser.get("/vereinbarungen/" + sorted_by_data.context["pages"].next_url)
    assert [line["row"].partner_name for line in on.context["lines"]] == ["Verein"]


def test_the_files_hold_what_the_list_shows_and_no_formula(house: House) -> None:
    three(house)
    agreed(house, partner=None, partner_name=FORMULA, purpose="+1")
    browser = house.login("nora")
    answer = browser.get("/vereinbarungen/liste.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows[1:]] == [f"'{FORMULA}", "Jugendamt", "Kammer", "Verein"]
    assert rows[1][3] == "'+1" and rows[3][4:6] == ["unterschrieben", "gemeinsam verantwortlich (Art. 26 DSGVO)"]
    book = load_workbook(io.BytesIO(browser.get("/vereinbarungen/liste.xlsx?stufe=signed").content))
    sheet = book["Vereinbarungen"]
    assert [cell.value for cell in sheet["B"]] == ["Stelle", "Kammer"]
    whole = load_workbook(io.BytesIO(browser.get("/vereinbarungen/liste.xlsx").content))["Vereinbarungen"]
    assert whole["B2"].value == f"'{FORMULA}" and whole["B2"].data_type == "s"


def test_the_empty_register_says_how_to_begin(house: House) -> None:
    assert "Erste Vereinbarung" in house.login("nora").get("/vereinbarungen/").content.decode()
    page = house.login("alma").get("/vereinbarungen/").content.decode()
    assert "Noch keine Vereinbarung." in page and "Erste Vereinbarung" not in page
