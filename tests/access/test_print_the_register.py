"""The Verarbeitungsverzeichnis says something about every field with personal data."""

from django.urls import reverse

from rundblick.access.doors import is_history, rooms_models
from rundblick.access.register import COLUMNS, grouped, processing_register
from tests.house import House


def test_every_declared_field_of_every_room_is_in_it() -> None:
    declared = sum(len(getattr(model, "personal_data", {})) for model in rooms_models() if not is_history(model))
    rows = processing_register()
    own = [row for row in rows if row["room"] != "Anmeldung und Betrieb"]
    assert len(own) == declared > 100
    for row in rows:
        assert tuple(row) == COLUMNS and all(row.values()), row


def test_no_row_gets_lost_by_grouping() -> None:
    lines = [
        (room.room, table.table, field)
        for room in grouped()
        for table in room.tables
        for line in table.lines
        for field in line.fields
    ]
    assert sorted(lines) == sorted((row["room"], row["table"], row["field"]) for row in processing_register())


def test_the_staff_reads_it_and_data_protection_finds_it_at_its_desk(house: House) -> None:
    text = house.login("alma").get(reverse("access:register")).content.decode()
    assert "Art. 30 DSGVO" in text and "Türbuch" in text and "3 Jahre nach Ende des Falls" in text
    assert "Notzugriffe" not in text
    assert "Notzugriffe" in house.login("eva").get(reverse("access:register")).content.decode()
    assert house.login("jana").get(reverse("access:register")).status_code == 404
