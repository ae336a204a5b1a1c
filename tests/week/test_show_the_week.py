"""The page of the week: what is shared, the gaps, the plan, and a task from a gap in one step."""

import uuid

from rundblick.access.context import acting_as
from rundblick.cases.models import Task
from rundblick.web.clock import today
from rundblick.week.models import Block
from tests.cases.families import Family, haddad
from tests.house import House
from tests.week.weeks import DAY, address, aged, block, care, need

SECRET = "Abendschule"


def full(house: House) -> Family:
    """Amira works early, Karim late and evening school in secret; Sami is in the OGS and needs somebody."""
    family = haddad(house, opened_on=today() - 90 * DAY)
    block(family, family.amira, "6:00-14:00", "Bäckerei", way_before=20)
    block(family, family.karim, "5:00-9:00", "Lager")
    block(family, family.karim, "18:00-21:00", SECRET, shared=False)
    care(family, family.sami, "8:00-16:00", "OGS am Park", provider="ogs")
    need(family, family.sami)
    return family


def test_the_page_shows_the_week_its_gaps_and_what_was_left_out(house: House) -> None:
    family = full(house)
    page = house.login("alma").get(address("page", family)).content.decode()
    assert "Bäckerei" in page and "OGS am Park" in page and "Mo bis Fr 5:40–8:00 Uhr" in page
    assert "Nur was geteilt wurde" in page and SECRET not in page
    assert "<title id=" in page and "<desc id=" in page and "Die Woche als Tabelle" in page


def test_what_a_member_keeps_is_added_on_purpose_and_never_on_the_screen_for_all(house: House) -> None:
    family = full(house)
    browser = house.login("alma")
    own = f"?mitglied={family.karim}"
    assert SECRET in browser.get(address("page", family) + own).content.decode()
    for asked in ("", f"?mitglied={family.amira}", "?gemeinsam=1", own + "&gemeinsam=1"):
        assert SECRET not in browser.get(address("page", family) + asked).content.decode(), asked


def test_a_time_nobody_shares_makes_no_gap_for_the_others(house: House) -> None:
    family = haddad(house)
    block(family, family.amira, "17:00-22:00")
    block(family, family.karim, "18:00-21:00", shared=False)
    need(family, family.sami)
    browser = house.login("alma")
    assert "18:00–21:00" not in browser.get(address("page", family)).content.decode()
    own = browser.get(address("page", family) + f"?mitglied={family.karim}").content.decode()
    assert "Mo bis Fr 18:00–21:00 Uhr" in own


def test_the_plan_names_what_opens_a_gap_and_which_goals_need_the_same_time(house: House) -> None:
    family = haddad(house)
    one = family.goal(family.amira, "Wieder als Köchin arbeiten", shared=True)
    other = family.goal(family.karim, "Staplerschein machen", shared=True)
    block(family, family.amira, "14:00-17:00", "Küche", stage="planned", goal_id=one.pk)
    block(family, family.karim, "15:00-18:00", "Fahrschule", stage="planned", goal_id=other.pk)
    care(family, family.sami, "8:00-14:00")
    need(family, family.sami)
    page = house.login("alma").get(address("page", family)).content.decode()
    assert "Wenn das Geplante gilt" in page and "Dazu kommt Zeit ohne jemanden: Mo bis Fr 15:00–17:00 Uhr" in page
    assert "Zwei Vorhaben brauchen dieselbe Zeit" in page
    assert "Küche (Amira, Ziel „Wieder als Köchin arbeiten“)" in page


def test_a_goal_that_is_not_shared_stays_hidden_though_its_block_is_shared(house: House) -> None:
    family = haddad(house)
    goal = family.goal(family.amira, "Eigene Wohnung")
    block(family, family.amira, "14:00-17:00", "Küche", stage="planned", goal_id=goal.pk)
    browser = house.login("alma")
    for asked in ("", "?gemeinsam=1", f"?mitglied={family.karim}"):
        page = browser.get(address("page", family) + asked).content.decode()
        assert "Küche" in page and "Eigene Wohnung" not in page
    assert "Eigene Wohnung" in browser.get(address("page", family) + f"?mitglied={family.amira}").content.decode()


def test_a_past_day_is_shown_as_it_was(house: House) -> None:
    family = full(house)
    aged(house, Block)
    block(family, family.amira, "15:00-16:00", "Neu seit heute")
    page = house.login("alma").get(address("page", family) + f"?stand={today() - 3 * DAY}").content.decode()
    assert "Sie sehen einen früheren Stand" in page and "Bäckerei" in page and "Neu seit heute" not in page
    assert "Zeit eintragen" not in page


def test_an_empty_week_says_how_to_begin(house: House) -> None:
    page = house.login("alma").get(address("page", haddad(house))).content.decode()
    assert "Noch ist keine Zeit eingetragen" in page and "Das entscheidet die Familie" in page


def test_a_gap_becomes_one_task_however_often_it_is_clicked(house: House) -> None:
    family = full(house)
    browser, sent = house.login("alma"), {"child": family.sami, "stage": "heute", "token": uuid.uuid4()}
    for _ in range(2):
        answer = browser.post(address("task", family), sent, follow=True)
        assert "steht jetzt auf Ihrer Liste" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        task = Task.objects.get()
        assert task.text == "Betreuung klären: Sami, Mo bis Fr 5:40–8:00 Uhr"
        assert (task.person_id, task.assignee_id, task.shared) == (family.sami, house.alma.pk, True)


def test_a_task_from_what_only_one_member_knows_is_not_shared(house: House) -> None:
    family = haddad(house)
    block(family, family.amira, "17:00-22:00")
    block(family, family.karim, "18:00-21:00", shared=False)
    need(family, family.sami)
    sent = {"child": family.sami, "stage": "heute", "token": uuid.uuid4()}
    browser = house.login("alma")
    assert "gibt es so nicht mehr" in browser.post(address("task", family), sent, follow=True).content.decode()
    browser.post(address("task", family) + f"?mitglied={family.karim}", sent)
    with acting_as(house.alma, "test", read_only=True):
        assert Task.objects.get().shared is False
