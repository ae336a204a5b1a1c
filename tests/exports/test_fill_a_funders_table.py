"""Tables for funders: columns in versions, a check before they leave, no names, formulas made harmless."""

import datetime as dt
import io
from typing import Any

import pytest
from django.db import ProgrammingError
from openpyxl import load_workbook

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.exports.codes import Making, Mark, Status
from rundblick.exports.columns import (
    MISSING,
    NOT_ALLOWED,
    OUTSIDE,
    TableColumn,
    complaints,
    library,
    problem_of,
    sources,
    written,
)
from rundblick.exports.errors import Refused, Stale
from rundblick.exports.making import carry_out
from rundblick.exports.models import Delivery, Export, Mapping, MappingVersion, Trace
from rundblick.exports.services import deliveries, mappings
from rundblick.people.models import Household
from rundblick.programmes.models import Participation
from rundblick.web.clock import today
from tests.evaluation.reports import the_run
from tests.exports import building
from tests.exports.building import START, who
from tests.house import House

FIRST, LAST = dt.date(2020, 4, 1), dt.date(2021, 12, 31)


def column(**said: Any) -> TableColumn:
    return TableColumn(**{"heading": "Spalte", "source": "site"} | said)


@pytest.fixture
def homes(house: House) -> list[Household]:
    building.anna(house)
    return building.participants(house, 2, consenting=0)


def table(house: House, title: str = "Nachweis") -> Mapping:
    with acting_as(house.nora, "test") as context:
        return mappings.begin(context, title=title, code="teilnahmen")


def made(house: House, row: Mapping, as_of: dt.date = LAST) -> Delivery:
    run = the_run()
    with acting_as(house.nora, "test") as context:
        version = mappings.latest_of(row)
        order = deliveries.prepare(context, kind=Making.FUNDER, as_of=as_of, mapping=version, run=run, project=None)
    assert carry_out(order.pk)
    found: Delivery = building.stored(house, order)
    return found


def cells(content: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(content))["Teilnahmen"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_library_holds_tables_that_can_be_used() -> None:
    assert set(library()) == {"teilnahmen", "esf"}
    assert [complaints(list(one.columns)) for one in library().values()] == [[], []]
    assert not {"name", "birth_date", "street", "note"} & set(sources())


@pytest.mark.parametrize(
    ("said", "value", "problem"),
    [
        ({"required": True}, None, MISSING),
        ({"required": True}, "", MISSING),
        ({}, None, ""),
        ({"allowed": ("A", "B")}, "C", NOT_ALLOWED),
        ({"allowed": ("A", "B")}, "A", ""),
        ({"source": "integration", "format": "one_zero", "allowed": ("1", "0")}, "ja", ""),
        ({"source": "started_on"}, FIRST, ""),
        ({"source": "started_on"}, LAST, ""),
        ({"source": "started_on"}, LAST + dt.timedelta(days=1), OUTSIDE),
        ({"source": "started_on"}, FIRST - dt.timedelta(days=1), OUTSIDE),
    ],
)
def test_the_check_sees_what_is_missing_not_allowed_or_out_of_time(
    said: dict[str, Any], value: Any, problem: str
) -> None:
    assert problem_of(column(**said), value, first=FIRST, last=LAST) == problem


def test_values_are_written_as_the_funder_wants_them() -> None:
    assert written(LAST, "iso") == "2021-12-31" and written(LAST, "day") == LAST
    assert [written(value, "one_zero") for value in ("ja", "nein", None)] == [1, 0, None]


def test_columns_that_cannot_be_say_why() -> None:
    wrong = [column(heading="B", source="nichts"), column(heading="C", format="iso")]
    said = complaints([column(), column(), *wrong, column(heading="D", source="fixed")])
    assert len(said) == 4
    assert complaints([]) == ["Eine Tabelle braucht mindestens eine Spalte."]


def test_a_table_holds_a_line_per_participation_without_names(house: House, homes: list[Household]) -> None:
    file = made(house, table(house))
    with acting_as(house.nora, "test") as context:
        content = deliveries.take(context, file, purpose="Sachbericht", recipient="Ministerium")
    head, *rows = cells(content)
    assert head[:5] == ["lfd. Nr.", "TN-Nummer", "Durchgang", "Standort", "Eintritt"]
    assert [row[0] for row in rows] == [1, 2] and rows[0][4].date() == START
    assert rows[0][1] != rows[1][1] and len(rows[0][1]) == 16
    assert [row[7] for row in rows] == [30, 30] and [row[9] for row in rows] == ["nein", "nein"]
    assert "Kaya" not in str(rows) and str(who(house, homes[0])) not in str(rows)
    with acting_as(house.eva, "test"):
        (line,) = Export.objects.all()
    assert (line.kind, line.person_level, line.purpose, line.rows) == ("funder", True, "Sachbericht", 2)


def test_a_number_is_the_same_in_the_next_table_and_another_in_a_second_one(
    house: House, homes: list[Household]
) -> None:
    one, other = table(house), table(house, "Zweite")
    found = []
    for row in (one, one, other):
        file = made(house, row)
        with acting_as(house.nora, "test") as context:
            found.append(cells(deliveries.take(context, file, purpose="x", recipient="y"))[1][1])
    assert found[0] == found[1] != found[2]


def test_a_text_that_looks_like_a_formula_stays_a_text(house: House, homes: list[Household]) -> None:
    with as_worker("test"):
        Participation.objects.update(site="=1+1")
    file = made(house, table(house))
    with acting_as(house.nora, "test") as context:
        rows = cells(deliveries.take(context, file, purpose="x", recipient="y"))
    assert rows[1][3] == "'=1+1"


def test_the_check_leads_whoever_holds_a_door_to_the_case(house: House, homes: list[Household]) -> None:
    row = table(house)
    with acting_as(house.nora, "test") as context:
        columns = [column(heading="Ort der Arbeit", source="exit", required=True)]
        mappings.save(context, mapping=row, version=1, title="Nachweis", columns=columns)
    file = made(house, building.stored(house, row))
    assert file.result["problems"] == [["Ort der Arbeit", MISSING, 2]]
    page = house.login("nora").get(f"/ausgaben/auftrag/{file.pk}/").content.decode()
    assert "Die Prüfung hat etwas gefunden" in page and "Kaya" not in page
    alma = house.login("alma").get("/ausgaben/tabellen/auffaellig/").content.decode()
    assert "Kaya0" in alma and "Ort der Arbeit" in alma and f"/faelle/{homes[0].dossier_id}" in alma
    hanna = house.login("hanna").get("/ausgaben/tabellen/auffaellig/").content.decode()
    assert "In Ihren Fällen ist nichts aufgefallen." in hanna and "Kaya" not in hanna


def test_a_new_table_answers_what_the_former_one_noticed(house: House, homes: list[Household]) -> None:
    row = table(house)
    with acting_as(house.nora, "test") as context:
        columns = [column(source="exit", required=True)]
        row = mappings.save(context, mapping=row, version=1, title="Nachweis", columns=columns)
    made(house, row)
    made(house, row, as_of=LAST - dt.timedelta(days=1))
    with as_worker("test"):
        assert Trace.objects.filter(mark=Mark.FINDING).count() == 2


def test_without_anybody_there_is_no_table(house: House) -> None:
    building.anna(house)
    assert made(house, table(house)).status == Status.REFUSED


def test_every_change_is_a_version_and_former_ones_stay(house: House) -> None:
    row = table(house)
    with acting_as(house.nora, "test") as context:
        row = mappings.save(context, mapping=row, version=1, title="Anders", columns=[column()])
        assert [one.number for one in row.versions.order_by("number")] == [1, 2]
        row = mappings.save(context, mapping=row, version=2, title="Noch anders", columns=[column()])
        assert row.versions.count() == 2, "a new name is no new version of the columns"
    with acting_as(house.nora, "test") as context, pytest.raises(Stale):
        mappings.save(context, mapping=row, version=1, title="Alt", columns=[column()])
    with acting_as(house.nora, "test") as context, pytest.raises(Refused, match="mindestens eine Spalte"):
        mappings.save(context, mapping=row, version=3, title="Leer", columns=[])
    with acting_as(house.nora, "test"), pytest.raises(ProgrammingError, match="permission denied"):
        MappingVersion.objects.update(number=7)


def test_a_table_is_kept_on_the_pages(house: House, homes: list[Household]) -> None:
    nora = house.login("nora")
    assert "Es gibt noch keine Tabelle" in nora.get("/ausgaben/tabellen/").content.decode()
    where = nora.post("/ausgaben/tabellen/neu/", {"code": "esf", "title": ""}).headers["Location"]
    form = nora.get(f"{where}spalten/").content.decode()
    assert "Spalte 1: ID" in form and "weitere Spalte" in form
    said = {"title": "ESF", "version": "1", "heading_0": "ID", "source_0": "number", "heading_1": "ORT"}
    wrong = nora.post(f"{where}spalten/", said)
    assert wrong.status_code == 422 and "Was soll in dieser Spalte stehen?" in wrong.content.decode()
    said |= {"source_1": "municipality", "required_1": "on", "allowed_1": "Ennigerloh; Ahlen"}
    assert nora.post(f"{where}spalten/", said).status_code == 302
    page = nora.get(where).content.decode()
    assert "Pflicht; erlaubt: Ennigerloh, Ahlen" in page and "Fassung 1 vom" in page
    order = {"run": str(the_run().pk), "as_of": f"{today():%d.%m.%Y}"}
    answer = nora.post(f"{where}erstellen/", order)
    assert answer.status_code == 302 and "/auftrag/" in answer.headers["Location"]
    assert nora.post(f"{where}erstellen/", order | {"as_of": "01.01.2090"}).status_code == 422
