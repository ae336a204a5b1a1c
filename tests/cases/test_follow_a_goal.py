"""How it goes with a goal: confidence, attainment, what stands behind it, and what succeeded comes first next time."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases import goal_course, goal_pictures, queries, services
from rundblick.cases.codes import Level
from rundblick.cases.models import Attainment, AttainmentScale, Confidence, Goal, Success
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House

DAY = dt.timedelta(days=1)
SECRET = "Karims Grund bleibt bei Karim"


def followed(house: House) -> tuple[Family, Goal]:
    family = haddad(house, opened_on=today() - 90 * DAY)
    return family, family.goal(family.amira, "Den B1-Kurs abschließen", since=today() - 60 * DAY)


# Confidence


def test_confidence_is_one_value_a_day_and_stays_for_earlier_days(house: House) -> None:
    family, goal = followed(house)
    family.confident(goal, 3, on=today() - 30 * DAY)
    family.confident(goal, 5)
    row = family.confident(goal, 6, version=1)
    assert (row.value, row.version) == (6, 2)
    with acting_as(house.alma, "test", read_only=True) as context:
        assert [row.value for row in Confidence.objects.order_by("on")] == [3, 6]
        latest = queries.latest_confidence(context, family.pk, family.amira, day=today())
        assert latest == {goal.pk: [3, 6]}
        assert queries.latest_confidence(context, family.pk, family.amira, day=today() - DAY) == {goal.pk: [3]}


@pytest.mark.parametrize(("value", "days"), [(11, 0), (-1, 0), (5, 1), (5, -61)])
def test_what_cannot_be_is_refused(house: House, value: int, days: int) -> None:
    family, goal = followed(house)
    with pytest.raises(Refused):
        family.confident(goal, value, on=today() + days * DAY)


def test_the_same_value_twice_is_no_conflict_and_another_is(house: House) -> None:
    family, goal = followed(house)
    first = family.confident(goal, 4)
    assert family.confident(goal, 4).pk == first.pk
    with pytest.raises(Stale):
        family.confident(goal, 7)


def test_two_who_ask_on_the_same_day_learn_what_stands_there(house: House) -> None:
    _family, goal = followed(house)
    browser, address = house.login("alma"), reverse("cases:goal_confidence", args=[goal.pk])
    sent = {"zuversicht-on": "heute", "zuversicht-version": "0"}
    assert browser.post(address, sent | {"zuversicht-value": "4"}).status_code == 302
    answer = browser.post(address, sent | {"zuversicht-value": "8"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "steht schon der Wert 4" in page
    assert 'name="zuversicht-version" value="1"' in page
    assert browser.post(address, sent | {"zuversicht-value": "8", "zuversicht-version": "1"}).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert Confidence.objects.get().value == 8


@pytest.mark.parametrize("bad", [{"zuversicht-value": "12"}, {"zuversicht-value": ""}, {"zuversicht-on": "morgen"}])
def test_a_mistake_stands_beside_its_field(house: House, bad: dict[str, str]) -> None:
    _family, goal = followed(house)
    sent = {"zuversicht-value": "4", "zuversicht-on": "heute", "zuversicht-version": "0"} | bad
    answer = house.login("alma").post(reverse("cases:goal_confidence", args=[goal.pk]), sent)
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode() or "error" in answer.content.decode()


# Attainment


def rate(family: Family, goal: Goal, level: int, rater: str, **values: object) -> Attainment:
    with acting_as(family.house.alma, "test"):
        return services.note_attainment(
            goal=goal,
            level=level,
            rater=rater,
            author=family.house.alma,
            **values,  # type: ignore[arg-type]
        )


def test_person_and_coach_may_see_it_differently_on_one_day(house: House) -> None:
    family, goal = followed(house)
    rate(family, goal, -1, "person")
    rate(family, goal, 1, "coach")
    rate(family, goal, 0, "person", version=1)
    with acting_as(house.alma, "test", read_only=True) as context:
        found = goal_course.of(context, goal, until=today())
    assert {(row.rater, row.level) for row in found.attainments} == {("person", 0), ("coach", 1)}
    with pytest.raises(Refused):
        rate(family, goal, 3, "person")


def test_levels_have_own_words_and_empty_ones_keep_the_general(house: House) -> None:
    _family, goal = followed(house)
    browser, address = house.login("alma"), reverse("cases:goal_levels", args=[goal.pk])
    assert browser.post(address, {"expected": "Ich gehe zweimal hin.", "version": "0"}).status_code == 302
    page = browser.get(reverse("cases:goal_course", args=[goal.pk])).content.decode()
    assert "0: Ich gehe zweimal hin." in page
    assert "+2: viel mehr als erhofft" in page
    clash = browser.post(address, {"expected": "Anderes", "version": "0"})
    assert clash.status_code == 409
    assert "Ich gehe zweimal hin." in clash.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert AttainmentScale.objects.get().expected == "Ich gehe zweimal hin."


def test_the_pictures_say_the_same_as_their_tables(house: House) -> None:
    family, goal = followed(house)
    for days, value in ((50, 3), (20, 5), (0, 7)):
        family.confident(goal, value, on=today() - days * DAY)
        rate(family, goal, (value - 5) // 2, "person", on=today() - days * DAY)
    rate(family, goal, 2, "coach", on=today() - 10 * DAY)
    with acting_as(house.alma, "test", read_only=True) as context:
        found = goal_course.of(context, goal, until=today())
        earlier = goal_course.of(context, goal, until=today() - 15 * DAY)
    picture = found.confidence_picture
    assert picture is not None
    assert picture.description == "Die Zuversicht steht von 3 auf 7 von 10."
    assert [row[1] for row in picture.table.rows] == ["3 von 10", "5 von 10", "7 von 10"]
    assert picture.svg.count("<path") == 3
    levels = found.attainment_picture
    assert levels is not None
    assert len(levels.table.rows) == 4
    assert levels.svg.count("url(#bild-") == 2  # the coach's square and its key
    assert [row.value for row in earlier.confidences] == [3, 5]


def test_one_single_day_makes_a_picture_too(house: House) -> None:
    family, goal = followed(house)
    row = family.confident(goal, 10)
    assert goal_pictures.confidence([row]).description == "Die Zuversicht steht bei 10 von 10."


def test_own_words_in_a_picture_are_escaped(house: House) -> None:
    family, goal = followed(house)
    row = rate(family, goal, 0, "person")
    words = {level: f"<b>{level}</b>" for level in Level}
    picture = goal_pictures.attainment([row], words)
    assert "<b>" not in picture.svg
    assert "&lt;b&gt;0" in picture.svg


# What stands behind it


def test_three_blocks_are_kept_one_by_one_and_none_is_obligatory(house: House) -> None:
    _family, goal = followed(house)
    browser = house.login("alma")
    steps = [reverse("cases:goal_blocks", args=[goal.pk, number]) for number in (1, 2, 3)]
    first = browser.post(steps[0], {"motive": "Für meine Kinder.", "version": "1", "weiter": "1"})
    assert first.headers["Location"] == steps[1]
    second = browser.post(
        f"{steps[1]}?gemeinsam=1", {"value": "4", "strengths": "Geduld", "version": "2", "weiter": "1"}
    )
    assert "gemeinsam=1" in second.headers["Location"]
    browser.post(steps[1], {"value": "", "strengths": "Geduld", "version": "3"})
    browser.post(steps[2], {"commitment": "Ich melde mich am Montag an.", "version": "3"})
    with acting_as(house.alma, "test", read_only=True):
        row = Goal.objects.get()
        assert (row.motive, row.strengths, row.commitment) == (
            "Für meine Kinder.",
            "Geduld",
            "Ich melde mich am Montag an.",
        )
        assert Confidence.objects.get().value == 4
    page = browser.get(reverse("cases:goal_course", args=[goal.pk])).content.decode()
    assert "„Ich melde mich am Montag an.“" in page
    assert browser.get(reverse("cases:goal_blocks", args=[goal.pk, 4])).status_code == 404


def test_two_who_write_a_motive_see_both(house: House) -> None:
    _family, goal = followed(house)
    browser, address = house.login("alma"), reverse("cases:goal_blocks", args=[goal.pk, 1])
    browser.post(address, {"motive": "Erste Fassung", "version": "1"})
    answer = browser.post(address, {"motive": "Zweite Fassung", "version": "1"})
    assert answer.status_code == 409
    assert "Erste Fassung" in answer.content.decode()
    assert "Zweite Fassung" in answer.content.decode()


def test_a_shared_goal_shares_neither_reasons_nor_confidence(house: House) -> None:
    family = haddad(house)
    his = family.goal(
        family.karim, "Zusammen umziehen", shared=True, motive=SECRET, strengths=SECRET, commitment=SECRET
    )
    family.confident(his, 9)
    browser = house.login("alma")
    for address in (
        reverse("cases:goal_tree", args=[family.pk, family.amira]),
        reverse("cases:page", args=[family.pk]) + f"?mitglied={family.amira}",
        reverse("cases:print", args=[family.pk, family.amira]),
    ):
        page = browser.get(address).content.decode()
        assert "Zusammen umziehen" in page
        assert SECRET not in page
        assert "Zuversicht 9" not in page
    family.let_in(house.jana, family.amira)
    with acting_as(house.jana, "test", read_only=True):
        assert not Confidence.objects.exists()


def test_a_guest_with_a_door_to_one_member_does_not_open_the_others_goal(house: House) -> None:
    family = haddad(house)
    from rundblick.access.models.dossiers import Basis

    family.let_in(house.ivo, family.amira, basis=Basis.ASSIGNMENT, topics=("master", "goals"))
    hers, his = family.goal(family.amira), family.goal(family.karim, shared=True, motive=SECRET)
    browser = house.login("ivo")
    assert browser.get(reverse("cases:goal_course", args=[hers.pk])).status_code == 200
    assert browser.get(reverse("cases:goal_course", args=[his.pk])).status_code == 404
    assert browser.get(reverse("cases:goal_blocks", args=[his.pk, 1])).status_code == 404


# What succeeded


def test_a_success_is_told_and_stands_first_next_time(house: House) -> None:
    family, goal = followed(house)
    browser = house.login("alma")
    sent = {
        "text": "Zum ersten Mal allein angerufen",
        "on": "gestern",
        "goal": str(goal.pk),
        "token": str(uuid.uuid4()),
    }
    for _ in range(2):
        answer = browser.post(reverse("cases:success_add", args=[family.pk, family.amira]), sent)
        assert answer.status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        row = Success.objects.get()
        assert (row.on, row.goal_id, row.shared) == (today() - DAY, goal.pk, False)
        assert TimelineEntry.objects.get(kind="success").subject_id == family.amira
    for address in (
        reverse("cases:page", args=[family.pk]),
        reverse("cases:goal_tree", args=[family.pk, family.amira]),
        reverse("cases:goal_course", args=[goal.pk]),
        reverse("cases:story", args=[family.pk]),
    ):
        assert "Zum ersten Mal allein angerufen" in browser.get(address).content.decode()
    page = browser.get(reverse("cases:page", args=[family.pk])).content.decode()
    assert page.index("Das ist gelungen") < page.index("Eigenes Anliegen")


def test_a_success_of_one_member_is_not_shown_to_another_unless_shared(house: House) -> None:
    family = haddad(house)
    family.success(family.karim, SECRET)
    family.success(family.karim, "Offen erzählt", shared=True)
    page = house.login("alma").get(reverse("cases:goal_tree", args=[family.pk, family.amira])).content.decode()
    assert SECRET not in page
    assert "Offen erzählt" in page


def test_a_success_is_corrected_and_taken_back(house: House) -> None:
    family, _goal = followed(house)
    row = family.success(family.amira)
    browser, address = house.login("alma"), reverse("cases:success", args=[row.pk])
    sent = {"text": "Selbst hingegangen", "on": "gestern", "goal": "", "version": "1", "token": ""}
    assert browser.post(address, sent).status_code == 302
    assert browser.post(address, sent | {"text": "Anders"}).status_code == 409
    with acting_as(house.alma, "test", read_only=True):
        assert Success.objects.get().text == "Selbst hingegangen"
        assert TimelineEntry.objects.filter(kind="success").count() == 1
    assert browser.post(reverse("cases:success_take_back", args=[row.pk])).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert not Success.objects.exists()
        assert not TimelineEntry.objects.filter(kind="success").exists()


def test_a_success_needs_words_a_day_and_an_own_goal(house: House) -> None:
    family, _goal = followed(house)
    his = family.goal(family.karim)
    browser, address = house.login("alma"), reverse("cases:success_add", args=[family.pk, family.amira])
    for bad in ({"text": ""}, {"on": "morgen"}, {"goal": str(his.pk)}):
        answer = browser.post(address, {"text": "Ein Brief", "on": "heute", "goal": ""} | bad)
        assert answer.status_code == 422
    with pytest.raises(Refused, match="anderen Person"):
        family.success(family.amira, goal=his)
    with acting_as(house.alma, "test", read_only=True):
        assert not Success.objects.exists()


def test_the_screen_for_two_stays_one(house: House) -> None:
    family, goal = followed(house)
    browser = house.login("alma")
    page = browser.get(reverse("cases:goal_course", args=[goal.pk]) + "?gemeinsam=1").content.decode()
    assert "rb-side" not in page
    assert "Karim" not in page
    answer = browser.post(
        reverse("cases:success_add", args=[family.pk, family.amira]) + "?gemeinsam=1", {"text": "Da", "on": "heute"}
    )
    assert answer.headers["Location"].endswith("?gemeinsam=1")


def test_half_a_sentence_about_a_success_is_put_back_where_it_was_begun(house: House) -> None:
    family, goal = followed(house)
    browser = house.login("alma")
    tree = reverse("cases:goal_tree", args=[family.pk, family.amira])
    course = reverse("cases:goal_course", args=[goal.pk])
    for address, key in ((tree, f"cases.success:{family.pk}:{family.amira}"), (course, f"cases.success.of:{goal.pk}")):
        assert key in browser.get(address).content.decode()
        kept = {"draft_key": key, "draft_dossier": str(family.pk), "text": "Mitten im Satz", "on": "heute"}
        assert browser.post(reverse("access:draft"), kept).status_code < 300
        page = browser.get(address).content.decode()
        assert 'value="Mitten im Satz"' in page
        assert '<details class="goal-add" open>' in page
        sent = {"text": "Mitten im Satz", "on": "heute", "goal": str(goal.pk), "token": str(uuid.uuid4())}
        sent |= {"zurueck": "ziel"} if address == course else {}
        answer = browser.post(reverse("cases:success_add", args=[family.pk, family.amira]), sent)
        assert answer.headers["Location"] == address
        assert '<details class="goal-add">' in browser.get(address).content.decode()
