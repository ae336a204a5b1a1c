"""Whoever leads, administers or watches over data reads no question, and nobody reads a note of somebody else."""

import pytest
from django.db import ProgrammingError, connection
from django.test import Client

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.policies import staff_tables
from rundblick.access.roles import Role
from rundblick.exchange.models import Answer, Helped, Question, Reflection
from rundblick.exchange.services import Asked, ask
from rundblick.web.clock import now
from tests.exchange.asking import TITLE, answered, asked, noted
from tests.house import House


def seen(house: House, name: str) -> tuple[int, int]:
    """How many questions and answers PostgreSQL alone shows somebody."""
    with acting_as(house.people[name], "test"):
        return Question.objects.count(), Answer.objects.count()


def test_rls_alone_shows_a_teams_question_to_that_team(house: House) -> None:
    answered(asked(house.alma, team=house.north), house.bert)
    readers = {name for name in house.people if seen(house, name) != (0, 0)}
    assert readers == {"alma", "bert"}


def test_rls_alone_shows_a_question_to_the_house_to_its_coaches(house: House) -> None:
    answered(asked(house.alma), house.hanna)
    readers = {name for name in house.people if seen(house, name) != (0, 0)}
    assert readers == {"alma", "bert", "hanna"}


def test_who_leads_a_team_and_coaches_too_is_told_why_the_board_is_closed(house: House) -> None:
    question = asked(house.alma)
    with acting_as(house.dana, "test"):
        access.assign_role(user=house.dana, role=Role.COACH)
    browser = house.login("dana")
    page = browser.get("/austausch/").content.decode()
    assert "auch wenn Sie zugleich als Coach arbeiten" in page and TITLE not in page
    assert browser.get(f"/austausch/{question.pk}/").status_code == 404
    assert browser.post("/austausch/neu/", {}).status_code == 404
    assert browser.get("/austausch/notizen/").status_code == 200
    assert seen(house, "dana") == (0, 0)


def test_somebody_who_becomes_a_lead_loses_the_board_at_once(house: House) -> None:
    question = asked(house.alma)
    browser = house.login("bert")
    assert browser.get(f"/austausch/{question.pk}/").status_code == 200
    with acting_as(house.frank, "test"):
        access.assign_role(user=house.bert, role=Role.TEAM_LEAD)
    assert browser.get(f"/austausch/{question.pk}/").status_code == 404
    assert seen(house, "bert") == (0, 0)


def test_the_database_lets_nobody_write_in_anothers_name(house: House) -> None:
    question = asked(house.alma)
    row = answered(question, house.hanna)
    with acting_as(house.bert, "test"):
        assert Question.objects.filter(pk=question.pk).update(title="Anders") == 0
        assert Answer.objects.filter(pk=row.pk).delete()[0] == 0
    with acting_as(house.bert, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Question.objects.create(author=house.alma, organisation=house.jobcenter, title="Untergeschoben", asked_at=now())
    with acting_as(house.dana, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        ask(author=house.dana, asked=Asked(title="Von oben"))


def test_a_note_is_read_by_its_author_alone_and_lies_sealed(house: House) -> None:
    noted(house.alma)
    for name in house.people:
        with acting_as(house.people[name], "test"):
            assert Reflection.objects.count() == (name == "alma")
    with acting_as(house.alma, "test"), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM exchange_reflection")
        assert "rede" not in cursor.fetchone()[0]
        assert Reflection.objects.get().text == "Ich rede zu viel."


def test_every_table_of_the_room_stands_behind_its_door() -> None:
    assert {Question, Answer, Helped, Reflection} <= set(staff_tables())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'exchange\\_%%' AND relforcerowsecurity")
        assert cursor.fetchone()[0] == 4


def test_no_page_of_a_superior_tells_of_the_board(house: House) -> None:
    asked(house.alma)
    browser: Client = house.login("dana")
    for where in ("/", "/faelle/"):
        page = browser.get(where).content.decode()
        assert "Austausch" not in page and TITLE not in page
