"""Putting something on the Wartezettel, asking, bridging, ending: nothing lost, nothing made twice."""

import datetime as dt
import uuid
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused, Stale
from rundblick.waiting import services
from rundblick.waiting.models import Asking, Bridge, Wait
from rundblick.waiting.rules import Expected
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.waiting.lists import DAY, address, ago, asked, helped, waits


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def typed(**values: Any) -> dict[str, Any]:
    return {
        "kind": "childcare",
        "what": "Platz am Vormittag",
        "since": f"{ago(10):%d.%m.%Y}",
        "token": str(uuid.uuid4()),
    } | values


def rows(family: Family) -> list[Wait]:
    """All rows, their words opened while the doors are."""
    with acting_as(family.house.alma, "test"):
        return [row for row in Wait.objects.order_by("since") if row.name and (row.whom, row.result)]


def test_a_form_sent_twice_makes_one_and_tells_it_once(family: Family) -> None:
    browser = family.house.login("alma")
    sent = typed(expected="März 2027", whom="Kita-Leitung")
    for _click in range(2):
        assert browser.post(address(family, "begin"), sent).status_code == 302
    (wait,) = rows(family)
    assert (wait.expected, wait.whom) == (Expected(dt.date(2027, 3, 1), monthly=True), "Kita-Leitung")
    with acting_as(family.house.alma, "test"):
        entry = TimelineEntry.objects.get(kind=services.BEGAN)
        assert (entry.subject_id, entry.at.date()) == (family.amira, ago(10))
    story = browser.get(f"/faelle/{family.pk}/verlauf/")
    assert "Wartet auf: Kita-Platz: Platz am Vormittag" in story.content.decode()


def test_without_a_day_to_ask_one_is_proposed_and_may_be_taken_out_again(family: Family) -> None:
    wait = waits(family, family.amira, since=10)
    assert wait.nudge_on == today() + 18 * DAY
    answer = family.house.login("alma").post(address(family, "change", None, wait.pk), typed(version="1", nudge_on=""))
    assert answer.status_code == 302
    assert rows(family)[0].nudge_on is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"since": f"{today() + DAY:%d.%m.%Y}"}, "liegt in der Zukunft"),
        ({"expected": "bald"}, "einen Tag oder einen Monat"),
        ({"expected": "03/2062"}, "zu weit voraus"),
        ({"expected": "31.02.2027"}, "hat 28 Tage"),
        ({"kind": "therapy"}, "gehört mit Einwilligung in den geschützten Bereich"),
        ({"kind": "confidential", "what": "", "whom": "Klinik"}, "wird hier nichts weiter aufgeschrieben"),
        ({"kind": "other", "what": ""}, "schreiben Sie kurz, worum es geht"),
        ({"kind": "question"}, "question"),
        ({"kind": "luck"}, "luck"),
    ],
)
def test_wrong_input_is_explained_and_stays(family: Family, given: dict[str, str], message: str) -> None:
    sent = typed(reach="nur dienstags", **given) if given.get("kind") != "confidential" else typed(**given)
    answer = family.house.login("alma").post(address(family, "begin"), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page
    assert sent.get("reach", sent.get("whom", "")) in page
    assert rows(family) == []


def test_of_a_confidential_wait_only_that_somebody_waits_is_kept(family: Family) -> None:
    wait = waits(family, family.amira, kind="confidential", what="")
    page = family.house.login("alma").get(address(family)).content.decode()
    assert "eine Stelle" in page
    with acting_as(family.house.alma, "test"):
        for refused in (
            lambda: services.ask(wait=wait, author=family.house.alma, version=1, on=today(), said="Ambulanz"),
            lambda: services.bridge(wait=wait, text="Selbsthilfegruppe"),
            lambda: services.end(wait=wait, on=today(), outcome="came", result="Platz"),
        ):
            with pytest.raises(Refused, match="nichts weiter aufgeschrieben"):
                refused()
    assert "said" not in family.house.login("alma").get(address(family, "ask", None, wait.pk)).context["form"].fields


def test_who_asked_hears_and_the_next_day_moves(family: Family) -> None:
    wait = waits(family, family.amira)
    browser = family.house.login("alma")
    form = browser.get(address(family, "ask", None, wait.pk)).context["form"]
    assert form.initial["nudge_on"] == today() + 28 * DAY
    sent = {
        "on": "gestern",
        "said": "Die Plätze werden im Mai vergeben.",
        "expected": "05/2027",
        "nudge_on": f"{today() + 14 * DAY:%d.%m.%Y}",
        "token": str(uuid.uuid4()),
        "version": "1",
    }
    for _click in range(2):
        assert browser.post(address(family, "ask", None, wait.pk), sent).status_code == 302
    (row,) = rows(family)
    assert (row.nudge_on, str(row.expected)) == (today() + 14 * DAY, "Mai\xa02027")
    with acting_as(family.house.alma, "test"):
        assert [one.said for one in Asking.objects.all()] == ["Die Plätze werden im Mai vergeben."]
    assert "Die Plätze werden im Mai vergeben." in browser.get(address(family)).content.decode()


def test_two_people_who_asked_see_both_versions(family: Family) -> None:
    wait = waits(family, family.amira)
    asked(wait, family.house.alma, expected=Expected(today() + 60 * DAY))
    sent = {"on": "heute", "said": "Noch nichts.", "token": str(uuid.uuid4()), "version": "1"}
    answer = family.house.login("alma").post(address(family, "ask", None, wait.pk), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Noch nichts." in page and f"{today() + 60 * DAY:%d.%m.%Y}" in page
    change = typed(version="1", what="Platz am Nachmittag")
    both = family.house.login("alma").post(address(family, "change", None, wait.pk), change)
    assert both.status_code == 409 and "Platz am Nachmittag" in both.content.decode()
    with acting_as(family.house.alma, "test"), pytest.raises(Stale):
        services.change(wait=wait, version=1, content=services.WaitContent(kind="home", since=ago(1)))


def test_what_helps_is_words_or_a_step_of_the_same_person(family: Family) -> None:
    step = family.task("Mit der Tagesmutter sprechen", person_id=family.amira)
    wait = waits(family, family.amira)
    browser = family.house.login("alma")
    bare = browser.get(address(family)).content.decode()
    assert "noch ohne Überbrückung" in bare and "Bei 1 davon hilft noch nichts" in bare
    url = address(family, "bridge", None, wait.pk)
    assert "oder wählen Sie einen Schritt" in browser.post(url, {"token": str(uuid.uuid4())}).content.decode()
    sent = {"text": "Oma", "step": str(step.pk), "token": str(uuid.uuid4())}
    for _click in range(2):
        assert browser.post(url, sent).status_code == 302
    assert "Oma · Schritt: Mit der Tagesmutter sprechen" in browser.get(address(family)).content.decode()
    foreign = family.task("Karims Schritt", person_id=family.karim)
    assert browser.post(url, sent | {"step": str(foreign.pk), "token": str(uuid.uuid4())}).status_code == 422
    with acting_as(family.house.alma, "test"):
        with pytest.raises(Refused, match="jemand anderem"):
            services.bridge(wait=wait, task=foreign)
        assert Bridge.objects.count() == 1


def test_what_no_longer_helps_stays_with_its_days(family: Family) -> None:
    wait = waits(family, family.amira)
    row = helped(wait, family.house.alma, on=ago(20))
    browser = family.house.login("alma")
    for _click in range(2):
        assert browser.post(address(family, "unbridge", None, wait.pk, row.pk)).status_code == 302
    with acting_as(family.house.alma, "test"):
        assert Bridge.objects.get().ended_on == today()
    assert "Die Oma kommt" not in browser.get(address(family)).content.decode()
    before = browser.get(address(family), {"stand": f"{ago(1)}"}).content.decode()
    assert "Die Oma kommt" in before and "früheren Stand" in before


def test_a_question_to_the_leistungsbereich_begun_before_still_ends_with_its_answer(family: Family) -> None:
    wait = waits(family, family.amira, kind="question", what="Was bleibt vom Minijob?")
    browser = family.house.login("alma")
    url = address(family, "end", None, wait.pk)
    assert "Beantwortet am" in browser.get(url).content.decode()
    assert (
        "Bitte schreiben Sie die Antwort auf"
        in browser.post(url, {"outcome": "answered", "on": "heute"}).content.decode()
    )
    sent = {"outcome": "answered", "on": f"{ago(3):%d.%m.%Y}", "result": "100 Euro bleiben frei."}
    for _click in range(2):
        assert browser.post(url, sent).status_code == 302
    (row,) = rows(family)
    assert (row.ended_on, row.outcome, row.days()) == (ago(3), "answered", 37)
    page = browser.get(address(family)).content.decode()
    assert "100 Euro bleiben frei." in page and "auf nichts gewartet" in page
    assert "beantwortet" in browser.get(f"/faelle/{family.pk}/verlauf/").content.decode()
    assert browser.post(url, sent | {"result": "Doch nicht."}).status_code == 422


def test_an_end_by_mistake_is_taken_back(family: Family) -> None:
    wait = waits(family, family.amira)
    with acting_as(family.house.alma, "test"):
        services.end(wait=wait, on=today(), outcome="came", result="Zusage")
    browser = family.house.login("alma")
    for _click in range(2):
        assert browser.post(address(family, "resume", None, wait.pk)).status_code == 302
    (row,) = rows(family)
    assert (row.ended_on, row.outcome, row.result) == (None, "", "Zusage")
    with acting_as(family.house.alma, "test"):
        assert not TimelineEntry.objects.filter(kind=services.ENDED).exists()


def test_days_before_the_wait_and_outcomes_that_do_not_fit_are_refused(family: Family) -> None:
    wait = waits(family, family.amira, since=5)
    with acting_as(family.house.alma, "test"):
        with pytest.raises(Refused, match="noch nicht gewartet"):
            services.ask(wait=wait, author=family.house.alma, version=1, on=ago(6))
        with pytest.raises(Refused, match="noch nicht gewartet"):
            services.end(wait=wait, on=ago(6), outcome="came")
        with pytest.raises(Refused):
            services.end(wait=wait, on=today(), outcome="answered", result="Ja")
        services.end(wait=wait, on=today(), outcome="not_needed")
        wait.refresh_from_db()
        for late in (
            lambda: services.bridge(wait=wait, text="Oma"),
            lambda: services.ask(wait=wait, author=family.house.alma, version=wait.version, on=today()),
        ):
            with pytest.raises(Refused, match="nicht mehr gewartet"):
                late()
