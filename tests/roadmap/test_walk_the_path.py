"""The Fahrplan in a case: begun by a wish, nine steps in any order, decided by the person, nothing overwritten."""

import uuid

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused, Stale
from rundblick.roadmap import services
from rundblick.roadmap.codes import State
from rundblick.roadmap.models import Decision, HealthGoal, Path, Position, Step, Ticket
from rundblick.roadmap.services import KIND
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.roadmap.roads import DAY, address, decided, placed, said, stepped, whose, wished
from tests.situation.lives import consented


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def page(family: Family, query: str = "") -> str:
    return family.house.login("alma").get(address("page", family) + query).content.decode()


def test_nothing_begins_before_the_person_brings_work_up(house: House, family: Family) -> None:
    assert "Der Fahrplan beginnt, wenn die Person selbst" in page(family)
    assert "Die neun Schritte" not in page(family)


def test_a_no_is_kept_with_its_day_and_opens_nothing(house: House, family: Family) -> None:
    sent = {"wish": "no", "on": f"{today():%d.%m.%Y}", "version": "0"}
    assert house.login("alma").post(address("wish", family), sent).status_code == 302
    text = page(family)
    assert "Arbeit ist jetzt kein Thema" in text and "Die neun Schritte" not in text


def test_a_yes_begins_the_path_and_its_first_step_follows(house: House, family: Family) -> None:
    wished(family)
    text = page(family)
    assert "1 von 9\u00a0Schritten erledigt" in text and "ergibt sich aus den Einträgen" in text


def test_a_wish_is_kept_once_and_says_so_when_two_write(house: House, family: Family) -> None:
    wished(family)
    with pytest.raises(Stale):
        wished(family, wish=False)
    wished(family, wish=False, version=1)
    with acting_as(house.alma, "test", read_only=True):
        assert [(row.wish, row.version) for row in Path.objects.all()] == [(False, 2)]


def test_a_wish_of_tomorrow_is_refused(house: House, family: Family) -> None:
    with pytest.raises(Refused):
        wished(family, ago=-1)


def test_a_step_keeps_state_day_people_and_sentence(house: House, family: Family) -> None:
    wished(family)
    sent = {
        "state": "done",
        "on": f"{today():%d.%m.%Y}",
        "who": ["person", "placement"],
        "words": "Teilzeit am Vormittag.",
        "version": "0",
    }
    assert house.login("alma").post(address("step", family, "three"), sent).status_code == 302
    text = page(family)
    assert "Teilzeit am Vormittag." in text and "ich selbst, Arbeitsvermittlung" in text
    assert house.login("alma").get(address("step", family, "nine")).status_code == 404


def test_one_tap_leaves_a_step_out_and_takes_it_up_again_and_no_reason_is_asked(house: House, family: Family) -> None:
    wished(family)
    stepped(family, "coaching", State.UNDER_WAY, words="Zwei Treffen.")
    alma = house.login("alma")
    assert alma.post(address("skip", family, "coaching")).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        row = Step.objects.get()
        assert (row.state, row.words, row.on) == (State.SKIPPED, "Zwei Treffen.", today())
    alma.post(address("skip", family, "coaching"), {"state": "open"})
    with acting_as(house.alma, "test", read_only=True):
        assert Step.objects.get().state == State.OPEN


def test_a_step_may_be_planned_but_not_done_tomorrow(house: House, family: Family) -> None:
    stepped(family, "three", State.UNDER_WAY, ago=-7)
    with pytest.raises(Refused):
        stepped(family, "start", State.DONE, ago=-7)
    with pytest.raises(Refused):
        stepped(family, "nine")


def test_two_who_write_on_one_step_see_both_versions(house: House, family: Family) -> None:
    wished(family)
    stepped(family, "three", words="Erste Fassung")
    sent = {"state": "open", "words": "Zweite Fassung", "version": "0"}
    answer = house.login("alma").post(address("step", family, "three"), sent)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Erste Fassung" in text and "Zweite Fassung" in text


def test_waiting_needs_a_day_and_nothing_else(house: House, family: Family) -> None:
    wished(family)
    alma = house.login("alma")
    sent = {"choice": "later", "on": f"{today():%d.%m.%Y}", "token": str(uuid.uuid4())}
    assert alma.post(address("decide", family), sent).status_code == 422
    sent["review_on"] = f"{today() + 60 * DAY:%d.%m.%Y}"
    for _ in range(2):
        assert alma.post(address("decide", family), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        row = Decision.objects.get()
        assert (row.choice, row.review_on) == ("later", today() + 60 * DAY)
    assert "Wir schauen am" in page(family)


def test_a_goal_of_the_person_may_stand_for_the_time_of_waiting(house: House, family: Family) -> None:
    wished(family)
    goal = family.goal(family.amira, "Jeden Tag eine Stunde draußen")
    family.goal(family.karim, "Führerschein machen")
    text = house.login("alma").get(address("decide", family)).content.decode()
    assert "Jeden Tag eine Stunde draußen" in text and "Führerschein" not in text
    decided(family, "later", review=30, goal_id=goal.pk)
    assert "Bis dahin: Jeden Tag eine Stunde draußen" in page(family)


def test_decisions_follow_each_other_and_a_mistake_is_taken_back(house: House, family: Family) -> None:
    wished(family)
    decided(family, "later", ago=20, review=5)
    row = decided(family, "go")
    assert "entschieden: weitergehen" in page(family)
    house.login("alma").post(address("undo", family, row.pk))
    assert "entschieden: noch warten" in page(family)


def test_tickets_stand_side_by_side_with_differences_marked(house: House, family: Family) -> None:
    wished(family)
    said(family, voice="person", occupations="Labor", hours_from=15, hours_until=20, ideas="Praktikum")
    said(family, occupations="Pflege", hours_from=30, hours_until=39, ideas="praktikum.")
    text = page(family)
    columns = text.split("Tickets nebeneinander</h2>")[1]
    assert columns.index("Eigene Sicht") < columns.index("Begleitung")
    for mark in ("verschieden", "alle gleich", "zwischen 15 und 39 Stunden"):
        assert mark in text


def test_a_ticket_is_said_anew_and_former_days_keep_theirs(house: House, family: Family) -> None:
    wished(family)
    row = said(family, ideas="Erst ein Praktikum")
    with acting_as(house.alma, "test"):
        Ticket.objects.update(valid_from=today() - 30 * DAY)
    alma = house.login("alma")
    sent = {"voice": "coach", "ideas": "Jetzt Probearbeiten", "version": str(row.version)}
    assert alma.post(address("ticket", family, "ich"), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        found = Ticket.objects.order_by("valid_from")
        assert [(one.ideas, one.valid_until) for one in found] == [
            ("Erst ein Praktikum", today()),
            ("Jetzt Probearbeiten", None),
        ]


def test_a_ticket_without_an_answer_or_with_turned_hours_is_refused(house: House, family: Family) -> None:
    alma = house.login("alma")
    assert alma.post(address("ticket", family, "ich"), {"voice": "coach"}).status_code == 422
    turned = {"voice": "coach", "hours_from": "30", "hours_until": "20"}
    assert alma.post(address("ticket", family, "ich"), turned).status_code == 422
    assert alma.get(address("ticket", family, "andere")).status_code == 404


def test_nobody_writes_or_ends_a_ticket_in_another_name(house: House, family: Family) -> None:
    ends = now() + 30 * DAY
    family.let_in(house.bert, None, basis=Basis.DEPUTY, topics=("master", "situation"), writes=True, until=ends)
    row = said(family)
    with acting_as(house.bert, "test"), pytest.raises(Refused):
        services.write_ticket(whose=whose(family), author=house.bert, voice="coach", row=row, version=1, ideas="Anders")
    assert house.login("bert").post(address("end_ticket", family, row.pk)).status_code == 404
    said(family, house.bert, ideas="Meine eigene Sicht")
    with acting_as(house.alma, "test", read_only=True):
        assert {one.author_id for one in Ticket.objects.all()} == {house.alma.pk, house.bert.pk}


def test_before_and_after_stand_together_and_former_numbers_are_not_shown_while_choosing(
    house: House, family: Family
) -> None:
    wished(family)
    placed(family, "before", 4, matters=["childcare", "papers"])
    form = house.login("alma").get(address("place", family, "after")).content.decode()
    assert "am Horizont" not in form
    placed(family, "after", 7, words="Sie haben mich verstanden.", matters=["papers"])
    text = page(family)
    assert "3 von 10 weiter" in text and "Sie haben mich verstanden." in text
    assert "Betreuung der Kinder" in text.split("Seitdem geklärt")[1].split("Noch zu klären")[0]


def test_the_latest_word_about_a_moment_counts_and_a_mistake_is_taken_back(house: House, family: Family) -> None:
    wished(family)
    placed(family, "before", 9)
    row = placed(family, "before", 3)
    with acting_as(house.alma, "test", read_only=True):
        assert Position.objects.count() == 2
    assert "3: am Horizont" in page(family)
    house.login("alma").post(address("unplace", family, row.pk))
    assert "9: ganz nah" in page(family)


def test_on_the_screen_for_two_nothing_of_the_menus_stands_there(house: House, family: Family) -> None:
    wished(family)
    decided(family, "later", review=9)
    text = page(family, "?gemeinsam=1")
    assert "Mein Ticket schreiben" not in text and "Gesundheitsziele" not in text and "Zurücknehmen" not in text


def test_the_story_says_that_somebody_worked_on_it_and_not_a_word_more(house: House, family: Family) -> None:
    wished(family)
    stepped(family, "three", words="Kitaplatz")
    decided(family, "later", review=9)
    with acting_as(house.alma, "test", read_only=True):
        assert TimelineEntry.objects.filter(kind=KIND).count() == 1
    story = house.login("alma").get(f"/faelle/{family.pk}/verlauf/").content.decode()
    assert "Kitaplatz" not in story


def test_health_goals_are_neither_found_nor_written_without_a_consent(house: House, family: Family) -> None:
    assert house.login("alma").get(address("health", family)).status_code == 404
    with as_worker("test"):
        assert not HealthGoal.objects.exists()


def test_with_a_consent_the_door_opens_by_a_post_and_takes_one_sentence(house: House, family: Family) -> None:
    wished(family)
    decided(family, "later", review=30)
    consented(family)
    alma = house.login("alma")
    assert "Gesundheitsziele" in page(family)
    closed = alma.get(address("health", family)).content.decode()
    assert "Jedes Öffnen wird vermerkt" in closed and "<textarea" not in closed
    sent = {"words": "Zweimal in der Woche schwimmen", "token": str(uuid.uuid4())}
    opened = alma.post(address("health", family), sent)
    assert opened.status_code == 200 and "Zweimal in der Woche schwimmen" in opened.content.decode()
    assert opened.headers["Cache-Control"] == "no-store"
    assert "schwimmen" not in page(family)
    with acting_as(house.alma, "test"):
        row = HealthGoal.objects.get()
    assert alma.post(address("health_remove", family, row.pk)).status_code == 302
    with as_worker("test"):
        assert not HealthGoal.objects.exists()


def test_another_member_has_a_fahrplan_of_their_own(house: House, family: Family) -> None:
    wished(family)
    said(family, ideas="Praktikum im Labor")
    text = house.login("alma").get(f"/faelle/fahrplan/{family.pk}/{family.karim}/").content.decode()
    assert "Praktikum im Labor" not in text and "Der Fahrplan beginnt" in text


def test_the_pages_take_their_statements(house: House, family: Family) -> None:
    wished(family)
    for code in ("route", "three", "coaching"):
        stepped(family, code)
    said(family)
    said(family, voice="person", ideas="Praktikum")
    alma = house.login("alma")
    alma.get(address("page", family))
    with at_most(17):
        alma.get(address("page", family))
    with at_most(15):
        alma.get(address("step", family, "three"))


def test_ones_own_ticket_in_two_windows_shows_both_texts(house: House, family: Family) -> None:
    wished(family)
    said(family, ideas="Erste Fassung")
    answer = house.login("alma").post(
        address("ticket", family, "ich"), {"voice": "coach", "ideas": "Zweite Fassung", "version": "0"}
    )
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Erste Fassung" in text and "Zweite Fassung" in text
