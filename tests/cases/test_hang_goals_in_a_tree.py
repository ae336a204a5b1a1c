"""Goals hang under each other, belong to one member each, and another way after a failure carries no blame."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases import goal_tree, queries, services
from rundblick.cases.codes import GoalKind, GoalStatus
from rundblick.cases.models import Goal
from rundblick.cases.rules import kinds_below, nesting_problem
from rundblick.people.models import Membership
from rundblick.people.services import end_membership
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House

DAY = dt.timedelta(days=1)
LEAD, AREA, ACTION = GoalKind.LEAD, GoalKind.AREA, GoalKind.ACTION


def changed(family: Family, goal: Goal, **values: Any) -> Goal:
    present: dict[str, Any] = {
        "version": goal.version,
        "text": goal.text,
        "kind": goal.kind,
        "status": goal.status,
        "since": goal.since,
        "due_on": goal.due_on,
    }
    with acting_as(family.house.alma, "test"):
        return services.change_goal(goal=goal, **(present | values))


def branch(family: Family, person: uuid.UUID | None = None) -> tuple[Goal, Goal, Goal]:
    """A Leitziel with a Bereichsziel with a Handlungsziel."""
    who = person or family.amira
    lead = family.goal(who, "Wieder kochen", kind=LEAD)
    area = family.goal(who, "Deutsch lernen", kind=AREA, parent=lead)
    return lead, area, family.goal(who, "B1 ablegen", kind=ACTION, parent=area)


def tree(house: House, family: Family, **query: str) -> str:
    address = reverse("cases:goal_tree", args=[family.pk, family.amira])
    return house.login("alma").get(address, query).content.decode()


@pytest.mark.parametrize("kind", GoalKind)
@pytest.mark.parametrize("above", [None, *GoalKind])
def test_only_a_wider_goal_stands_above(kind: GoalKind, above: GoalKind | None) -> None:
    wide = {LEAD: 0, AREA: 1, ACTION: 2}
    fits = above is None or wide[above] < wide[kind]
    assert (nesting_problem(kind, above) == "") is fits
    if above is not None:
        assert (kind in kinds_below(above)) is fits


def test_goals_hang_from_the_leitziel_to_small_steps(house: House) -> None:
    family = haddad(house)
    lead, area, action = branch(family)
    assert (area.parent_id, action.parent_id, lead.parent_id) == (lead.pk, area.pk, None)
    page = tree(house, family)
    first, second, third = (page.index(f"{words}</a>") for words in ("Wieder kochen", "Deutsch lernen", "B1 ablegen"))
    assert first < second < third


def test_a_goal_needs_no_goal_above(house: House) -> None:
    family = haddad(house)
    assert family.goal(family.amira, kind=ACTION).parent_id is None
    assert "Wieder als Köchin arbeiten" in tree(house, family)


@pytest.mark.parametrize(
    ("kind", "under", "sentence"),
    [
        (LEAD, LEAD, "Leitziel steht oben"),
        (AREA, AREA, "unter einem Leitziel"),
        (ACTION, ACTION, "unter einem Bereichsziel oder einem Leitziel"),
    ],
)
def test_a_place_that_does_not_fit_is_refused_in_words(
    house: House, kind: GoalKind, under: GoalKind, sentence: str
) -> None:
    family = haddad(house)
    above = family.goal(family.amira, kind=under)
    with pytest.raises(Refused, match=sentence):
        family.goal(family.amira, kind=kind, parent=above)


def test_nobody_hangs_a_goal_under_that_of_another(house: House) -> None:
    family = haddad(house)
    lead = family.goal(family.karim, kind=LEAD)
    with pytest.raises(Refused, match="derselben Person"):
        family.goal(family.amira, parent=lead)


def test_a_kind_does_not_change_under_goals_that_would_no_longer_fit(house: House) -> None:
    family = haddad(house)
    _lead, area, action = branch(family)
    with pytest.raises(Refused, match="Darunter hängen Ziele"):
        changed(family, area, kind=ACTION, parent=None)
    with pytest.raises(Refused, match="Leitziel steht oben"):
        changed(family, action, kind=LEAD)
    assert changed(family, action, kind=LEAD, parent=None).parent_id is None


def test_callers_that_know_nothing_of_trees_leave_everything_in_place(house: House) -> None:
    family = haddad(house)
    lead = family.goal(family.amira, kind=LEAD)
    goal = family.goal(family.amira, parent=lead, motive="Für die Kinder", strengths="Geduld", field=5)
    after = changed(family, goal, text="Andere Worte")
    assert (after.parent_id, after.motive, after.strengths, after.field) == (lead.pk, "Für die Kinder", "Geduld", 5)
    assert changed(family, after, motive="").motive is None


def test_the_database_itself_refuses_a_leitziel_under_something(house: House) -> None:
    family = haddad(house)
    lead, area, _action = branch(family)
    with acting_as(house.alma, "test"), pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=lead.pk).update(parent=area)
    with acting_as(house.alma, "test"), transaction.atomic(), connection.cursor() as cursor:
        Goal.objects.filter(pk=lead.pk).delete()
        with pytest.raises(IntegrityError):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["set", "hang", "kind"]), st.integers(0, 7), st.integers(0, 7), st.sampled_from(GoalKind)
    ),
    max_size=14,
)


@given(moves=MOVES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_hung_where_there_is_never_a_circle(house: House, moves: list[tuple[str, int, int, str]]) -> None:
    family = haddad(house)
    goals: list[Goal] = []
    for act, first, second, kind in moves:
        try:
            if act == "set" or not goals:
                parent = goals[first % len(goals)] if goals and second % 2 else None
                goals.append(family.goal(family.amira, f"Ziel {len(goals)}", kind=kind, parent=parent))
                continue
            at = first % len(goals)
            above = goals[second % len(goals)] if act == "hang" else None
            more: dict[str, Any] = {"parent": above} if act == "hang" else {"kind": kind}
            goals[at] = changed(family, goals[at], **more)
        except Refused:
            continue
    with acting_as(house.alma, "test", read_only=True):
        rows = {row.pk: row for row in Goal.objects.filter(dossier_id=family.pk)}
    for row in rows.values():
        seen = set()
        here: Goal | None = row
        while here is not None:
            assert here.pk not in seen
            seen.add(here.pk)
            above = rows.get(here.parent_id)  # type: ignore[arg-type]
            assert nesting_problem(here.kind, above.kind if above else None) == ""
            here = above
    grown = goal_tree.grow(rows.values(), day=today())
    assert {node.goal.pk for node in grown.everybody()} == set(rows)


def test_siblings_change_places_and_keep_them(house: House) -> None:
    family = haddad(house)
    lead = family.goal(family.amira, "Oben", kind=LEAD)
    first, second, third = (family.goal(family.amira, name, parent=lead) for name in ("Eins", "Zwei", "Drei"))
    browser = house.login("alma")
    browser.post(reverse("cases:goal_move", args=[third.pk]), {"platz": "2", "nach": "oben"})
    browser.post(reverse("cases:goal_move", args=[first.pk]), {"platz": "0", "nach": "unten"})
    with acting_as(house.alma, "test", read_only=True):
        order = Goal.objects.filter(parent=lead).order_by("rank", "since", "pk")
        assert [row.pk for row in order] == [third.pk, first.pk, second.pk]
    assert family.goal(family.amira, "Vier", parent=lead).rank == 3


def test_a_move_on_an_old_page_says_that_the_order_has_changed(house: House) -> None:
    family = haddad(house)
    lead = family.goal(family.amira, kind=LEAD)
    first, _second = (family.goal(family.amira, name, parent=lead) for name in ("Eins", "Zwei"))
    browser, address = house.login("alma"), reverse("cases:goal_move", args=[first.pk])
    browser.post(address, {"platz": "0", "nach": "unten"})
    for place in ("0", "", "x", "-1", "99"):
        answer = browser.post(address, {"platz": place, "nach": "unten"}, follow=True)
        assert "Die Reihenfolge hat sich inzwischen geändert" in answer.content.decode()
    with acting_as(house.alma, "test"):
        assert services.move_goal(goal=first, up=False, place=1) is False


def test_a_goal_is_set_in_place_and_sending_twice_sets_one(house: House) -> None:
    family = haddad(house)
    lead = family.goal(family.amira, kind=LEAD)
    browser, address = house.login("alma"), reverse("cases:goal_tree", args=[family.pk, family.amira])
    page = browser.get(address, {"unter": str(lead.pk)}).content.decode()
    assert 'id="zielform"' in page
    sent = {"text": "Den B1-Kurs bis Ostern abschließen", "kind": "action", "token": str(uuid.uuid4())}
    for _ in range(2):
        assert browser.post(f"{address}?unter={lead.pk}", sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        goal = Goal.objects.get(parent=lead)
        assert (goal.text, goal.kind, goal.person_id) == (sent["text"], "action", family.amira)


def test_what_was_typed_in_place_stays_when_something_is_missing(house: House) -> None:
    family = haddad(house)
    lead = family.goal(family.amira, kind=LEAD)
    address = reverse("cases:goal_tree", args=[family.pk, family.amira])
    sent = {"text": "Einen Kurs finden", "kind": "action", "due_on": "31.2.2030", "token": str(uuid.uuid4())}
    answer = house.login("alma").post(f"{address}?unter={lead.pk}&gemeinsam=1", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Einen Kurs finden" in page
    assert "31.2.2030" in page
    assert f"?gemeinsam=1&amp;unter={lead.pk}" in page


def test_a_past_day_cannot_be_written_on(house: House) -> None:
    family = haddad(house, opened_on=today() - 30 * DAY)
    address = reverse("cases:goal_tree", args=[family.pk, family.amira])
    sent = {"text": "Ziel", "kind": "lead", "token": str(uuid.uuid4())}
    assert house.login("alma").post(f"{address}?stand={today() - DAY}", sent).status_code == 404


def test_reached_goals_stay_as_stairs_and_given_up_ones_are_folded(house: House) -> None:
    family = haddad(house)
    lead = family.goal(family.amira, "Oben", kind=LEAD, since=today() - 9 * DAY)
    done, gone, _now = (
        family.goal(family.amira, name, parent=lead, since=today() - 9 * DAY) for name in ("Alt", "Vorbei", "Jetzt")
    )
    changed(family, done, status=GoalStatus.REACHED, ended_on=today() - 3 * DAY)
    changed(family, gone, status=GoalStatus.DROPPED)
    with acting_as(house.alma, "test", read_only=True) as context:
        rows = queries.goals(context, family.pk)
        grown = goal_tree.grow(rows, day=today())
        picture = goal_tree.stairs(grown.leads[0])
    assert [node.goal.text for node in grown.leads[0].children] == ["Alt", "Jetzt"]
    assert [node.goal.text for node in grown.dropped] == ["Vorbei"]
    assert picture is not None
    assert picture.description == "1\xa0Schritt von 2 geschafft. Gerade dran: Jetzt. Das Ziel: Oben"
    assert "Vorbei" not in picture.svg
    assert "Nicht mehr verfolgt: 1" in tree(house, family)


def test_after_a_failure_another_way_begins_and_the_old_one_stays(house: House) -> None:
    family = haddad(house)
    lead = family.goal(family.amira, "Oben", kind=LEAD)
    gone = changed(family, family.goal(family.amira, "Bäckerei", parent=lead), status=GoalStatus.DROPPED)
    browser, address = house.login("alma"), reverse("cases:goal_tree", args=[family.pk, family.amira])
    assert "Anderen Weg suchen" in browser.get(address).content.decode()
    sent = {"text": "Blumenladen", "kind": "action", "token": str(uuid.uuid4())}
    assert browser.post(f"{address}?statt={gone.pk}", sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        other = Goal.objects.get(instead_of=gone)
        assert (other.parent_id, other.status) == (lead.pk, "open")
    page = browser.get(address).content.decode()
    assert "weiter mit: Blumenladen" in page
    assert "anderer Weg statt: Bäckerei" in page
    assert "Anderen Weg suchen" not in page


def test_goals_under_one_that_was_given_up_are_still_wanted(house: House) -> None:
    family = haddad(house)
    lead, area, action = branch(family)
    changed(family, lead, status=GoalStatus.DROPPED)
    with acting_as(house.alma, "test", read_only=True) as context:
        grown = goal_tree.grow(queries.goals(context, family.pk), day=today())
    assert [node.goal.pk for node in grown.loose] == [area.pk]
    assert [node.goal.pk for node in grown.loose[0].children] == [action.pk]


def test_a_past_day_shows_words_and_place_of_that_day(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    lead = family.goal(family.amira, "Oben", kind=LEAD, since=today() - 60 * DAY)
    goal = family.goal(family.amira, "Erste Worte", since=today() - 60 * DAY)
    family.goal(family.amira, "Später", since=today() - 5 * DAY)
    changed(family, goal, text="Neue Worte", parent=lead, status=GoalStatus.REACHED, ended_on=today() - 10 * DAY)
    with acting_as(house.alma, "test", read_only=True) as context:

        def told(day: dt.date) -> dict[str, tuple[str, bool]]:
            rows = queries.goals_on(context, family.pk, member=family.amira, day=day, present=today())
            nodes = goal_tree.grow(rows, day=day).everybody()
            return {node.goal.text: (node.status, node.goal.parent_id is not None) for node in nodes}

        assert told(today())["Neue Worte"] == ("reached", True)
        assert told(today() - DAY)["Erste Worte"] == ("reached", False)
        before = told(today() - 20 * DAY)
        assert before["Erste Worte"] == ("open", False)
        assert "Später" not in before
        assert told(today() - 70 * DAY) == {}
    page = tree(house, family, stand=str(today() - 20 * DAY))
    assert "Erste Worte" in page
    assert "Neue Worte" not in page
    assert "Neues Ziel" not in page


# Several members


def joint(family: Family, text: str = "Alle essen zusammen", **values: Any) -> list[Goal]:
    with acting_as(family.house.alma, "test"):
        return services.set_goal_together(
            case=family.case, persons=[family.amira, family.karim], text=text, shared=True, **values
        )


def test_a_goal_of_two_is_one_row_each_and_sending_twice_changes_nothing(house: House) -> None:
    family = haddad(house)
    token = uuid.uuid4()
    for _ in range(2):
        rows = joint(family, token=token)
        assert {row.person_id for row in rows} == {family.amira, family.karim}
    with acting_as(house.alma, "test", read_only=True):
        assert Goal.objects.count() == 2
        assert set(Goal.objects.values_list("together", flat=True)) == {token}


def test_under_a_goal_of_two_each_row_hangs_under_the_persons_own(house: House) -> None:
    family = haddad(house)
    lead = joint(family, kind=LEAD)
    below = joint(family, "Sonntags kochen", parent=lead[0])
    assert {row.person_id: row.parent_id for row in below} == {row.person_id: row.pk for row in lead}
    alone = family.goal(family.amira, "Amiras eigenes", kind=LEAD)
    mixed = {row.person_id: row.parent_id for row in joint(family, "Ein Ausflug", parent=alone)}
    assert mixed == {family.amira: alone.pk, family.karim: None}


def test_each_carries_the_common_goal_in_an_own_way(house: House) -> None:
    family = haddad(house)
    hers, his = joint(family)
    changed(family, hers, text="Abends zusammen essen", status=GoalStatus.REACHED)
    with acting_as(house.alma, "test", read_only=True):
        row = Goal.objects.get(pk=his.pk)
        assert (row.text, row.status) == ("Alle essen zusammen", "open")


def test_the_page_names_who_carries_it_too_only_when_they_share_it(house: House) -> None:
    family = haddad(house)
    _hers, his = joint(family)
    page = tree(house, family)
    assert page.count("Alle essen zusammen") < 8
    assert "gemeinsam mit Karim Haddad" in page
    with acting_as(house.alma, "test"):
        services.share_goal(goal=his, shared=False)
    assert "gemeinsam mit" not in tree(house, family)


def test_on_the_case_page_a_goal_of_two_stands_once(house: House) -> None:
    family = haddad(house)
    joint(family)
    page = house.login("alma").get(reverse("cases:page", args=[family.pk])).content.decode()
    assert page.count("Alle essen zusammen") == 1
    assert "Haddad und " in page


def test_the_form_sets_a_goal_for_several(house: House) -> None:
    family = haddad(house)
    sent = {
        "person": str(family.amira),
        "others": [str(family.karim)],
        "text": "Zusammen umziehen",
        "kind": "lead",
        "since": "heute",
        "token": str(uuid.uuid4()),
    }
    address = reverse("cases:goal_create", args=[family.pk])
    assert house.login("alma").post(f"{address}?von=baum", sent).headers["Location"] == reverse(
        "cases:goal_tree", args=[family.pk, family.amira]
    )
    with acting_as(house.alma, "test", read_only=True):
        assert {row.person_id for row in Goal.objects.all()} == {family.amira, family.karim}


def test_somebody_leaves_while_in_three_goals_and_the_others_keep_theirs(house: House) -> None:
    family = haddad(house, opened_on=today() - 60 * DAY)
    pairs = [joint(family, f"Ziel {number}", kind=LEAD, since=today() - 40 * DAY) for number in range(3)]
    before = {row.pk: row.version for pair in pairs for row in pair}
    with acting_as(house.alma, "test"):
        Membership.objects.filter(dossier_id=family.pk).update(valid_from=today() - 50 * DAY)
        end_membership(membership=Membership.objects.get(person_id=family.karim), valid_until=today())
    with acting_as(house.alma, "test", read_only=True) as context:
        shared = queries.shared_goals(context, family.pk)
        assert [(len(one.rows), one.left) for one in shared] == [(2, frozenset({family.karim}))] * 3
        assert {row.pk: row.version for row in Goal.objects.all()} == before
    page = tree(house, family)
    assert page.count("gemeinsam mit Karim Haddad (gehört nicht mehr zum Haushalt)") == 3
    his = house.login("alma").get(reverse("cases:goal_tree", args=[family.pk, family.karim])).content.decode()
    assert "Die Ziele bleiben, wie sie zuletzt standen." in his
    assert "Ziel unter diesem Leitziel" not in his
    with pytest.raises(Refused, match="gehört nicht zum Haushalt"):
        joint(family, "Zu spät")


def test_shared_goals_are_those_open_to_the_family_and_still_followed(house: House) -> None:
    family = haddad(house)
    family.goal(family.amira, "Geheim")
    changed(family, family.goal(family.amira, "Vorbei", shared=True), status=GoalStatus.DROPPED)
    joint(family)
    alone = family.goal(family.sami, "Fußball", shared=True)
    with acting_as(house.alma, "test", read_only=True) as context:
        found = queries.shared_goals(context, family.pk)
    assert sorted(len(one.rows) for one in found) == [1, 2]
    assert alone.pk in {row.pk for one in found for row in one.rows}


def test_a_second_writer_sees_both_versions_of_place_and_words(house: House) -> None:
    family = haddad(house)
    _lead, area, action = branch(family)
    changed(family, action, parent=None)
    with pytest.raises(Stale):
        changed(family, action, text="Andere Worte")
    sent = {
        "text": "Andere Worte",
        "kind": "action",
        "status": "open",
        "since": action.since.strftime("%d.%m.%Y"),
        "parent": str(area.pk),
        "version": "1",
    }
    answer = house.login("alma").post(reverse("cases:goal", args=[action.pk]), sent)
    assert answer.status_code == 409
    assert "keinem anderen Ziel" in answer.content.decode()
