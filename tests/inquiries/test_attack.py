"""What the benefits department cannot reach: without a door, with another one, and nothing of the case besides."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import Error
from django.urls import reverse

from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.doors import Door, LinkedDoor, door_of, is_history, rooms_models
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.access.services import open_door
from rundblick.inquiries.models import Attachment, Inquiry, Line
from rundblick.web.clock import now
from tests.cases.families import Family, haddad
from tests.house import House
from tests.inquiries.asking import DAY, MARK, answer, ask, document, end, url

TABLES = (Inquiry, Line, Attachment)


@pytest.fixture
def family(house: House) -> Family:
    found = haddad(house)
    with acting_as(house.frank, "test"):
        house.add("lars", house.jobcenter, None, [Role.BENEFITS])
    return found


def seen(house: House, who: str) -> list[int]:
    """Rows that PostgreSQL shows, whatever Python would ask for; Python must agree."""
    with acting_as(house.people[who], "test", read_only=True) as context:
        found = [model.objects.count() for model in TABLES]
        assert [model.objects.visible_to(context).count() for model in TABLES] == found
    return found


def tries(house: House, who: str, row: Inquiry) -> set[int]:
    """Answers of every page and act; none may show the mark."""
    browser = house.login(who)
    found = set()
    data: dict[str, Any] = {"outcome": "settled", "text": "eingeschlichen", "token": uuid.uuid4()}
    for name in ("page", "answer", "further"):
        shown = browser.get(url(name, row))
        assert MARK not in shown.content.decode()
        found.add(shown.status_code)
    for name in ("answer", "further", "read", "end"):
        found.add(browser.post(url(name, row), data).status_code)
    for path in (reverse("inquiries:mine"), "/"):
        assert MARK not in browser.get(path, follow=True).content.decode()
    return found


def let_in(family: Family, who: str, topics: tuple[str, ...], person: uuid.UUID | None = None) -> Grant:
    with acting_as(family.house.alma, "test"):
        return open_door(
            dossier_id=family.pk,
            principal=family.house.people[who],
            basis=Basis.STATUTORY,
            topics=topics,
            subject_id=person,
            evidence="§ 50 SGB II",
        )


def test_a_clerk_who_was_not_asked_reads_nothing(house: House, family: Family) -> None:
    row = ask(family, documents=[document(family)])
    assert seen(house, "lena") == [1, 1, 1]
    assert tries(house, "lars", row) == {404} and seen(house, "lars") == [0, 0, 0]


def test_another_door_to_the_case_opens_no_question(house: House, family: Family) -> None:
    row = ask(family)
    let_in(family, "lars", ("master", "appointments", "notes", "documents", "benefits"))
    assert tries(house, "lars", row) == {404} and seen(house, "lars") == [0, 0, 0]


def test_the_question_closes_although_the_clerk_holds_another_door(house: House, family: Family) -> None:
    row = ask(family)
    let_in(family, "lena", ("master", "appointments"))
    assert seen(house, "lena") == [1, 1, 0]
    end(family, row)
    assert tries(house, "lena", row) == {404} and seen(house, "lena") == [0, 0, 0]


def test_an_answer_after_closing_is_not_written(house: House, family: Family) -> None:
    row = ask(family)
    browser = house.login("lena")
    assert browser.get(url("answer", row)).status_code == 200
    end(family, row)
    assert browser.post(url("answer", row), {"outcome": "settled", "token": uuid.uuid4()}).status_code == 404
    with as_worker("test"):
        assert Line.objects.count() == 1


def test_a_door_that_has_ended_closes_the_question(house: House, family: Family) -> None:
    row = ask(family)
    with as_worker("test"):
        Grant.objects.filter(pk=row.grant_id).update(valid_from=now() - 9 * DAY, valid_until=now() - DAY)
    assert tries(house, "lena", row) == {404} and seen(house, "lena") == [0, 0, 0]


def test_a_door_to_one_case_opens_no_question_of_another(house: House, family: Family) -> None:
    mine = ask(family)
    other = haddad(house)
    foreign = ask(other, "Anderer Fall", asked=house.lars)
    assert tries(house, "lena", foreign) == {404}
    assert seen(house, "lena") == [1, 1, 0] and house.login("lena").get(url("page", mine)).status_code == 200


def test_a_door_for_one_member_opens_no_question_about_another(house: House, family: Family) -> None:
    row = ask(family)
    about_karim = ask(family, "Über Karim", person=family.karim)
    end(family, about_karim)
    assert house.login("lena").get(url("page", row)).status_code == 200
    assert house.login("lena").get(url("page", about_karim)).status_code == 404
    assert seen(house, "lena") == [1, 1, 0]


def test_nothing_else_of_the_case_is_open_to_whoever_was_asked(house: House, family: Family) -> None:
    row = ask(family)
    family.note(family.amira, sentence="Ganz Vertrauliches")
    family.goal(family.amira)
    family.task()
    family.appointment(family.amira)
    document(family, person_id=family.amira)
    browser = house.login("lena")
    page = browser.get(url("page", row)).content.decode()
    assert "Amira Haddad" in page and "Vertrauliches" not in page and "Karim" not in page
    for name in ("cases:page", "cases:story", "cases:tools", "cases:more", "consent:list", "inquiries:case"):
        assert browser.get(reverse(name, args=[family.pk])).status_code == 404, name
    for name in ("situation:page", "network:page", "resources:page", "waiting:page"):
        assert browser.get(reverse(name, args=[family.pk, family.amira])).status_code == 404, name


def test_no_other_table_of_the_case_shows_a_row_to_whoever_was_asked(house: House, family: Family) -> None:
    ask(family)
    family.note(family.amira)
    family.goal(family.amira)
    family.task()
    family.appointment(family.amira)
    document(family, person_id=family.amira)
    open_ = set()
    with acting_as(house.lena, "test", read_only=True), connection.cursor() as cursor:
        for model in rooms_models():
            if is_history(model) or not isinstance(door_of(model), Door | LinkedDoor):
                continue
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            if cursor.fetchone()[0]:
                open_.add(model._meta.label)
    # The case's key opens what the question itself seals; the dossier says which house and team it belongs to.
    assert open_ == {"access.Dossier", "access.DossierKey"}


def test_whoever_was_asked_changes_nothing_but_adds_an_answer(house: House, family: Family) -> None:
    row = ask(family)
    with acting_as(house.lena, "test"), reason("test"):
        assert Inquiry.objects.filter(pk=row.pk).update(due_on=dt.date(2099, 1, 1)) == 0
        assert Line.objects.filter(inquiry=row).delete()[0] == 0
    with pytest.raises(Error, match="row-level security"), acting_as(house.lena, "test"), reason("test"):
        Line.objects.create(
            dossier_id=family.pk, inquiry=row, author=house.alma, from_benefits=False, text="gefälscht", at=now()
        )
    with pytest.raises(Error, match="row-level security"), acting_as(house.lars, "test"), transaction.atomic():
        Line.objects.create(
            dossier_id=family.pk, inquiry=row, author=house.lars, from_benefits=True, outcome="settled", at=now()
        )
    answer(family, row)


def test_neither_the_team_nor_a_member_with_an_own_page_reads_a_question(house: House, family: Family) -> None:
    row = ask(family)
    family.let_in(house.jana, family.amira)
    for who in ("bert", "hanna", "gina", "otto", "cem", "jana"):
        assert seen(house, who) == [0, 0, 0], who
        assert house.login(who).get(url("page", row)).status_code == 404
