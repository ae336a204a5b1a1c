"""The checklist is ticked by whoever leads the conference, says by whom and when, and is printed as it stands."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.calendar.errors import Refused
from rundblick.conferences import services
from rundblick.conferences.models import Tick
from rundblick.conferences.types import checklist
from tests.conferences.tables import WITH_HEALTH, Table, table
from tests.conferences.test_walk_the_pages import pdf, text
from tests.house import House
from tests.queries import at_most


@pytest.fixture
def made(house: House) -> Table:
    return table(house)


@pytest.fixture
def alma(house: House) -> Client:
    return house.login("alma")


def test_a_tick_says_who_and_when_and_is_taken_back(house: House, alma: Client, made: Table) -> None:
    page = text(alma.get(made.url("checklist")))
    assert "0 von 10 abgehakt" in page and "Die Frage steht in einem Satz fest" in page
    assert alma.post(made.address("tick", "question")).status_code == 302
    page = text(alma.get(made.url("checklist")))
    assert "1 von 10 abgehakt" in page and "abgehakt: Alma" in page
    assert alma.post(made.address("untick", "question")).status_code == 302
    assert "0 von 10 abgehakt" in text(alma.get(made.url("checklist")))
    with acting_as(house.alma, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM conferences_tickevent")
        assert cursor.fetchone()[0] == 1, "history knows that it was taken back"


def test_ticking_twice_keeps_who_was_first_and_unknown_lines_are_refused(house: House, made: Table) -> None:
    with acting_as(house.alma, "test"):
        first = services.tick(conference=made.row, line="room", by=house.alma)
        assert services.tick(conference=made.row, line="room", by=house.bert).by_id == first.by_id == house.alma.pk
        services.untick(conference=made.row, line="room")
        services.untick(conference=made.row, line="room")
        with pytest.raises(Refused, match="Checkliste"):
            services.tick(conference=made.row, line="unknown", by=house.alma)


def test_what_is_to_be_done_afterwards_is_ticked_after_closing(house: House, alma: Client, made: Table) -> None:
    made.close()
    alma.post(made.address("tick", "copies"))
    assert "1 von 10 abgehakt" in text(alma.get(made.url("checklist")))


def test_of_a_conference_called_off_nothing_is_ticked(house: House, alma: Client, made: Table) -> None:
    with acting_as(house.alma, "test"):
        services.cancel(conference=made.row)
    alma.post(made.address("tick", "copies"))
    page = text(alma.get(made.url("checklist")))
    assert "0 von 10 abgehakt" in page and ">Abhaken<" not in page and "abgesagt" in page


def test_a_guest_at_the_table_neither_reads_nor_ticks(house: House, made: Table) -> None:
    made.door(house.partner, *WITH_HEALTH)
    made.invite(house.partner)
    with acting_as(house.alma, "test"):
        services.tick(conference=made.row, line="room", by=house.alma)
    browser = house.login("ivo")
    assert browser.get(made.url("checklist")).status_code == 404
    assert browser.post(made.address("tick", "question")).status_code == 404
    with acting_as(house.ivo, "test", read_only=True) as context:
        assert Tick.objects.count() == Tick.objects.visible_to(context).count() == 0


def test_the_paper_shows_the_ticks(house: House, alma: Client, made: Table, tmp_path: Path) -> None:
    alma.post(made.address("tick", "question"))
    paper = pdf(alma.get(made.url("checklist_paper")), tmp_path)
    assert paper.count("abgehakt: Alma") == 1 and "Amira Haddad" in paper and "ANNA 6.3" in paper and "Danach" in paper


def test_copy_merging_and_erasing_know_the_ticks(house: House, made: Table) -> None:
    with acting_as(house.alma, "test"):
        services.tick(conference=made.row, line="question", by=house.alma)
    with as_worker("test"):
        sections = {one["title"]: one for one in dict(export.items())["conferences"](made.family.pk, made.amira)}
        (row,) = sections["Checklisten zu Besprechungen"]["rows"]
        assert row[1] == "Die Frage steht in einem Satz fest"
        dict(merge.items())["conferences"](made.family.karim, made.amira)
        assert Tick.objects.get().person_id == made.family.karim
    with as_worker("access.erasure"):
        dict(erase.items())["conferences"](made.family.pk)
        assert not Tick.objects.exists()


def test_every_line_has_a_code_of_its_own() -> None:
    codes = checklist().codes
    assert len(codes) == len(set(codes)) == 10


def test_the_page_takes_few_statements(house: House, alma: Client, made: Table) -> None:
    with acting_as(house.alma, "test"):
        for line in checklist().codes:
            services.tick(conference=made.row, line=line, by=house.alma)
    alma.get(made.url("checklist"))
    with at_most(8):
        assert alma.get(made.url("checklist")).status_code == 200
