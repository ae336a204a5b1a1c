"""The disclosure log as data protection reads it: filtered, page by page, as a file."""

import csv
import io
import re
import uuid
from pathlib import Path
from typing import Any

from django.urls import reverse

from rundblick.access import disclosure, hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Disclosure, Dossier
from rundblick.access.protocol import PAGE
from rundblick.web.spreadsheets import neutral
from tests.house import House
from tests.queries import at_most


def seen(house: House, name: str, dossiers: list[uuid.UUID], kind: str = "case.page", purpose: str = "") -> None:
    with acting_as(house.people[name], "test", read_only=True) as context:
        pass
    disclosure.write(context, [disclosure.entry(context, kind=kind, dossiers=dossiers, purpose=purpose)])


def read(house: House, **query: Any) -> str:
    answer = house.login("eva").get(reverse("access:protocol"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def kinds(page: str) -> list[str]:
    return re.findall(r'data-label="Art"[^>]*>(?:<[^>]+>)*\s*(\w+)', page)


def test_who_saw_which_file_stands_there_with_house_and_kind(house: House, dossier: Dossier) -> None:
    seen(house, "cem", [dossier.pk])
    text = read(house)
    assert "Cem" in text and "Lotse e. V." in text and "case.page" in text and str(dossier.pk)[:8] in text


def test_another_jobcenters_own_business_is_not_shown(house: House, dossier: Dossier) -> None:
    with acting_as(house.otto, "test"):
        from rundblick.access import services

        theirs = services.open_dossier(organisation=house.other_jobcenter, team=house.elsewhere, responsible=house.otto)
    seen(house, "otto", [theirs.pk], kind="theirs")
    seen(house, "otto", [dossier.pk], kind="ours")
    table = read(house).split("<tbody")[1]
    assert "theirs" not in table and "ours" in table


def test_filters_narrow_by_kind_file_person_and_day(house: House, dossier: Dossier) -> None:
    other = uuid.uuid4()
    seen(house, "alma", [dossier.pk], kind="case.page")
    seen(house, "bert", [other], kind="case.list")
    rows = read(house, dossier=str(dossier.pk)).split("<tbody")[1]
    assert "Alma" in rows and "Bert" not in rows
    assert "Bert" not in read(house, kind="case.page").split("<tbody")[1]
    assert "Alma" not in read(house, user=str(house.bert.pk)).split("<tbody")[1]
    assert "Nichts gefunden" in read(house, last_day="01.01.2020")


def test_a_wrong_filter_says_so(house: House) -> None:
    assert "liegt vor dem Anfang" in read(house, first_day="02.01.2026", last_day="01.01.2026")
    assert "keine Kennung" in read(house, dossier="quatsch")


def test_long_logs_come_in_pages_that_neither_skip_nor_repeat(house: House) -> None:
    for number in range(PAGE + 5):
        seen(house, "alma", [], kind=f"k{number}")
    first = read(house, user=str(house.alma.pk))
    cursor = first.split("vor=")[1].split('"')[0]
    second = read(house, user=str(house.alma.pk), vor=cursor)
    assert kinds(first) == [f"k{number}" for number in range(PAGE + 4, 4, -1)]
    assert kinds(second) == ["k4", "k3", "k2", "k1", "k0"]
    back = second.split("nach=")[1].split('"')[0]
    assert kinds(read(house, user=str(house.alma.pk), nach=back)) == kinds(first)


def test_a_broken_cursor_starts_at_the_top(house: House) -> None:
    seen(house, "alma", [])
    for cursor in ("abc", "-1", "9" * 40, "１２"):
        assert "Alma" in read(house, vor=cursor)


def test_reading_the_log_is_in_the_log(house: House, dossier: Dossier) -> None:
    read(house, dossier=str(dossier.pk))
    with as_worker("test"):
        row = Disclosure.objects.get(kind="access.log")
    assert row.user_id == house.eva.pk and row.dossiers == [dossier.pk]


def test_the_file_holds_the_same_rows_and_is_logged_itself(house: House, dossier: Dossier) -> None:
    seen(house, "alma", [dossier.pk], purpose="=HYPERLINK(1)")
    seen(house, "bert", [])
    answer = house.login("eva").post(reverse("access:protocol_export"), {"dossier": str(dossier.pk)})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][3:5] == ["Art", "Person"] and len(rows) == 2
    assert rows[1][4] == "Alma" and rows[1][7] == "'=HYPERLINK(1)" and rows[1][8] == str(dossier.pk)
    with as_worker("test"):
        logged = Disclosure.objects.get(kind="access.log_export")
    assert "1 Zeilen" in logged.purpose and logged.user_id == house.eva.pk


def test_cells_are_no_formulas() -> None:
    for cell in ("=1", "+1", "-1", "@x", "\tx", "\rx"):
        assert neutral(cell) == f"'{cell}"
    assert neutral("Alma") == "Alma"


def test_every_kind_of_disclosure_has_german_words() -> None:
    rooms = Path(hooks.__file__).parent.parent
    kinds = {
        kind
        for source in rooms.rglob("*.py")
        for kind in re.findall(r'disclose\([^)]*?kind="([^"]+)"', source.read_text("utf-8"), re.DOTALL)
    }
    assert kinds and {kind for kind in kinds if hooks.disclosure_kinds.get(kind) is None} == set()


def test_only_data_protection_reads_it(house: House) -> None:
    for name in ("alma", "dana", "frank", "kai", "jana", "otto"):
        client = house.login(name)
        assert client.get(reverse("access:protocol")).status_code == 404
        assert client.post(reverse("access:protocol_export"), {}).status_code == 404


def test_the_page_costs_few_statements(house: House, dossier: Dossier) -> None:
    for _ in range(10):
        seen(house, "alma", [dossier.pk])
    client = house.login("eva")
    client.get(reverse("access:protocol"))
    with at_most(13):
        client.get(reverse("access:protocol"))
