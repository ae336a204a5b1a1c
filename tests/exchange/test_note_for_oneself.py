"""Notes for oneself: one question at a time, read by nobody else, deleted at once, gone with the account."""

import uuid
from pathlib import Path

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.catalogue.scenario.joining import demo as scenario
from rundblick.exchange import demo
from rundblick.exchange.models import Helped, Question, Reflection
from rundblick.exchange.prompts import after, catalogue, prompt_of
from rundblick.exchange.tasks import tidy
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.exchange.asking import noted
from tests.house import House

WHERE = "/austausch/notizen/"


def test_a_note_is_kept_with_the_question_it_answers(house: House) -> None:
    browser = house.login("alma")
    page = browser.get(WHERE, {"frage": "empathy"})
    assert prompt_of("empathy").question in page.content.decode()
    sent = {"text": "Ich war zu schnell.", "prompt": "empathy", "token": str(uuid.uuid4())}
    for _ in range(2):
        assert browser.post(WHERE, sent).status_code == 302
    with acting_as(house.alma, "test"):
        (row,) = Reflection.objects.all()
    assert (row.text, row.prompt) == ("Ich war zu schnell.", "empathy")
    page = browser.get(WHERE)
    assert "Ich war zu schnell." in page.content.decode() and page["Cache-Control"] == "no-store"
    assert "Ich war zu schnell." not in house.login("bert").get(WHERE).content.decode()


def test_a_name_is_hinted_at_and_nothing_is_lost(house: House) -> None:
    haddad(house)
    browser = house.login("alma")
    sent = {"text": "Mit Karim war ich ungeduldig.", "prompt": "mastery", "token": str(uuid.uuid4())}
    page = browser.post(WHERE, sent)
    assert page.status_code == 422 and page.context["found"] == ["Karim"]
    assert "ungeduldig" in page.content.decode()
    assert browser.post(WHERE, sent | {"anyway": "1"}).status_code == 302
    assert browser.post(WHERE, sent | {"text": ""}).status_code == 422


def test_all_notes_can_be_taken_along_and_each_is_deleted_at_once(house: House) -> None:
    first, second = noted(house.alma, "Eins"), noted(house.alma, "Zwei")
    noted(house.bert, "Von Bert")
    browser = house.login("alma")
    answer = browser.get(WHERE + "alle/")
    text = answer.content.decode()
    assert text.index("Eins") < text.index("Zwei") and "Bert" not in text
    assert answer["Content-Disposition"].startswith("attachment") and answer["Cache-Control"] == "no-store"
    assert browser.post(f"{WHERE}{first.pk}/loeschen/").status_code == 302
    with acting_as(house.alma, "test"):
        assert [row.pk for row in Reflection.objects.all()] == [second.pk]


def test_with_the_account_the_notes_are_gone(house: House) -> None:
    noted(house.alma)
    noted(house.bert)
    with acting_as(house.frank, "test"):
        User.objects.filter(pk=house.alma.pk).update(is_active=False)
    assert tidy(0) == 1
    with acting_as(house.bert, "test"):
        assert Reflection.objects.count() == 1


def test_questions_follow_each_other_in_a_circle_and_name_their_source() -> None:
    prompts = catalogue().prompts
    seen, prompt = [], prompts[0]
    for _ in prompts:
        seen.append(prompt.code)
        prompt = after(prompt)
    assert seen == [one.code for one in prompts] and prompt == prompts[0] and len(prompts) == 8
    assert "3.5.2" in catalogue().source and prompt_of("unbekannt") == prompts[0]


def test_the_demo_tells_what_can_be(house: House) -> None:
    told = scenario(today())
    logins, teams = {user.login for user in told.users}, {team.key for team in told.teams}
    sheet = yaml.safe_load(Path(demo.__file__).with_name("demo.yaml").read_text("utf-8"))
    for record in sheet:
        assert {record["author"], *(one["by"] for one in record.get("answers", []))} <= logins, record
        assert record.get("team") in {None, *teams}, record
    people = {"coach": house.alma, "coach.everswinkel": house.hanna, "coach.vertretung": house.bert}
    demo.ask(sheet[0], Cast(users=people, teams={"ennigerloh": house.north}))
    with acting_as(house.alma, "test"):
        assert Question.objects.get().answers.count() == 2 and Helped.objects.count() == 1
