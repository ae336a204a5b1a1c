"""What the room tells the others: the case page, mails, the copy, merging, erasing, the list of tools, the demo."""

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.access.models import Team
from rundblick.access.services import join_team
from rundblick.cases import calling
from rundblick.inquiries import calls
from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.models import Call, Inquiry
from rundblick.inquiries.views.acts import ANSWER_KEY, FURTHER_KEY
from rundblick.inquiries.views.asking import KEY
from rundblick.post import services as post
from rundblick.steering.begun import FORMS
from rundblick.web.clock import now
from tests.cases.families import Family, haddad
from tests.house import House
from tests.inquiries.asking import DAY, answer, ask, document, end, of_all, url
from tests.post.relay import Relay, relay
from tests.queries import at_most

__all__ = ["relay"]


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def test_the_case_page_shows_running_questions_and_the_tools_lead_to_all(house: House, family: Family) -> None:
    row = ask(family, kind="notice")
    more = reverse("cases:more", args=[family.pk])
    assert "Einen Bescheid verstehen" in house.login("alma").get(more).content.decode()
    assert "Einen Bescheid verstehen" not in house.login("bert").get(more).content.decode()
    of_karim = house.login("alma").get(f"{more}?mitglied={family.karim}").content.decode()
    assert "Einen Bescheid verstehen" not in of_karim
    end(family, row)
    assert "Einen Bescheid verstehen" not in house.login("alma").get(more).content.decode()
    tools = house.login("alma").get(reverse("cases:tools", args=[family.pk])).content.decode()
    assert reverse("inquiries:case", args=[family.pk]) in tools


def test_one_neutral_mail_tells_the_clerk_and_no_second_one_that_day(
    house: House, family: Family, relay: Relay
) -> None:
    ask(family, "Ganz Persönliches")
    with as_worker("test"):
        assert calls.call() == 1
    ask(family, "Noch etwas")
    with as_worker("test"):
        assert calls.call(now() + calling.A_DAY / 2) == 0
        assert post.deliver().sent == 1
    (mail,) = relay.received
    assert "lena@test.example" in mail
    for word in ("Haddad", "Amira", "Persönliches", "36502BG", str(family.pk)):
        assert word not in mail


def test_a_mail_does_not_leave_once_the_question_is_over(house: House, family: Family, relay: Relay) -> None:
    row = ask(family)
    with as_worker("test"):
        assert calls.call() == 1
    end(family, row)
    with as_worker("test"):
        assert post.deliver().sent == 0
    with as_worker("test"):
        assert Call.objects.get().state == "withdrawn"
    assert relay.received == []


def test_everybody_of_a_team_is_told_and_old_calls_go(house: House, family: Family) -> None:
    with acting_as(house.frank, "test"):
        team = Team.objects.create(organisation=house.jobcenter, name="Leistung")
        join_team(user=house.lena, team=team)
    ask(family, asked=team)
    with as_worker("test"):
        assert calls.call() == 1
        Call.objects.update(at=now() - 31 * DAY)
        assert calling.tidy(calls=Call) == 1


def test_export_merge_and_erase_know_the_questions(house: House, family: Family) -> None:
    row = ask(family, "Das steht in der Auskunft", documents=[document(family)])
    answer(family, row, Outcome.CHECKING, "Das auch")
    ask(family, "Über Karim", person=family.karim)
    ask(family, "Über alle", about=of_all(family))
    with as_worker("test"):
        sections = dict(export.items())["inquiries"](family.pk, family.amira)
        told = str(sections)
        assert all(len(one) == len(part["columns"]) for part in sections for one in part["rows"])
        for word in ("Das steht in der Auskunft", "Das auch", "Der Bescheid wird geprüft", "Über alle", "bescheid.txt"):
            assert word in told
        assert "Über Karim" not in told
        assert dict(merge.items())["inquiries"](family.karim, family.amira) == 1
        assert Inquiry.objects.filter(person_id=family.karim).count() == 2
    with as_worker("test.erase"):
        assert dict(erase.items())["inquiries"](family.pk) == 8


def test_unfinished_texts_have_names_and_addresses() -> None:
    assert {KEY.partition(":")[0], ANSWER_KEY.partition(":")[0], FURTHER_KEY.partition(":")[0]} <= set(FORMS)


def test_the_pages_cost_few_statements(house: House, family: Family) -> None:
    rows = [ask(family, documents=[document(family)]) for _ in range(6)]
    for row in rows[:3]:
        answer(family, row)
    case, ask_url = (reverse(f"inquiries:{name}", args=[family.pk]) for name in ("case", "ask"))
    alma = house.login("alma")
    for path, limit in ((url("page", rows[0]), 10), (case, 8), (ask_url, 12), (url("further", rows[0]), 11)):
        alma.get(path)
        with at_most(limit):
            assert alma.get(path).status_code == 200
    lena = house.login("lena")
    for path, limit in ((reverse("inquiries:mine"), 7), (url("page", rows[0]), 10), (url("answer", rows[0]), 11)):
        lena.get(path)
        with at_most(limit):
            assert lena.get(path).status_code == 200
