"""Noting the talk, each member's part, ways and what becomes of them."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases.models import Goal, Task
from rundblick.strategy import services
from rundblick.strategy.models import Meeting, Part, Review, Way
from rundblick.strategy.services import Found, Handed
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.strategy.talks import DAY, PHASES, address, complete, fill, part_of, review, talk, way, whole


def plain(page: bytes) -> str:
    """The page without the spaces that do not break."""
    return page.decode().replace("\u00a0", " ")


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def sent(family: Family, **values: object) -> dict[str, object]:
    """What the form of a talk sends."""
    who = {f"who_{family.amira}": "present", f"who_{family.karim}": "absent"}
    return PHASES | {"held_on": today().isoformat(), "token": str(uuid.uuid4())} | who | values


def test_a_talk_is_noted_once_however_often_it_is_sent(family: Family) -> None:
    browser, data = family.house.login("alma"), sent(family, entitlement="280", colleagues=["u25", "employers"])
    page = browser.get(address("create", family.pk)).content.decode()
    assert f"who_{family.amira}" in page and f"who_{family.sami}" not in page, "children are not asked"
    for _twice in range(2):
        answer = browser.post(address("create", family.pk), data)
    assert answer.status_code == 302
    with acting_as(family.house.alma, "test"):
        meeting = Meeting.objects.get()
        assert meeting.entitlement == Decimal(280) and meeting.colleagues == ["u25", "employers"]
        assert {part.person_id: part.present for part in Part.objects.all()} == {
            family.amira: True,
            family.karim: False,
        }


def test_a_talk_about_nobody_and_one_of_tomorrow_are_refused_beside_the_field(family: Family) -> None:
    browser = family.house.login("alma")
    nobody = browser.post(
        address("create", family.pk),
        sent(family, **{f"who_{family.amira}": "", f"who_{family.karim}": "", "note": "Getipptes bleibt"}),
    )
    assert nobody.status_code == 422
    assert "mindestens ein Mitglied" in nobody.content.decode() and "Getipptes bleibt" in nobody.content.decode()
    with pytest.raises(Refused, match="Zukunft"):
        talk(family, days_ago=-1)
    with pytest.raises(Refused, match="gehört nicht"):
        talk(family, present={uuid.uuid4(): True})


def test_half_a_part_is_saved_but_the_talk_waits_for_everybody(family: Family) -> None:
    meeting = talk(family)
    fill(family, meeting, family.amira, levers=[], hours_now=Decimal("19.5"))
    with pytest.raises(Refused, match="Jedes Mitglied"):
        complete(family, meeting)
    fill(family, meeting, family.amira, levers=["hours", "wage"])
    with pytest.raises(Refused, match="Jedes Mitglied"):
        complete(family, meeting)
    fill(family, meeting, family.karim, no_action=True, no_action_reason="Mehr geht zurzeit nicht.")
    assert complete(family, meeting).completed_on == today()
    with pytest.raises(Refused, match="abgeschlossen"):
        fill(family, meeting, family.amira, levers=[])


def test_no_further_action_needs_a_reason_and_excludes_levers(family: Family) -> None:
    meeting, browser = talk(family), family.house.login("alma")
    form = address("part", family.pk, meeting.pk, family.amira)
    both = browser.post(form, {"levers": ["hours"], "no_action": "on", "no_action_reason": "x", "version": 1})
    assert both.status_code == 422 and "entweder einen Hebel" in both.content.decode()
    bare = browser.post(form, {"no_action": "on", "version": 1, "possible_reason": "Kita bis 14 Uhr"})
    assert "warum" in bare.content.decode() and "Kita bis 14 Uhr" in bare.content.decode()
    good = browser.post(form, {"no_action": "on", "no_action_reason": "Zurzeit nicht.", "version": 1})
    assert good.status_code == 302 and part_of(family, meeting, family.amira).decided


def test_hours_are_kept_with_what_limits_them_and_what_would_widen_them(family: Family) -> None:
    meeting, browser = talk(family), family.house.login("alma")
    said = {
        "hours_now": "19,5",
        "earnings": "1.100,50",
        "hours_possible": "30",
        "possible_reason": "Kita bis 14 Uhr",
        "possible_help": "childcare",
        "hours_bearable": "25",
        "bearable_reason": "Mehr Schichten sind zu viel.",
        "bearable_help": "steps",
        "levers": ["hours"],
        "version": 1,
    }
    assert browser.post(address("part", family.pk, meeting.pk, family.amira), said).status_code == 302
    part = part_of(family, meeting, family.amira)
    assert (part.hours_now, part.earnings) == (Decimal("19.5"), Decimal("1100.50"))
    page = browser.get(address("meeting", family.pk, meeting.pk)).content.decode()
    for words in ("Kita bis 14 Uhr", "längere Kinderbetreuung", "in kleinen Schritten mehr arbeiten"):
        assert words in page


def test_two_tabs_see_both_versions_and_nothing_is_lost(family: Family) -> None:
    meeting, browser = talk(family, note="Gespeichert"), family.house.login("alma")
    part = fill(family, meeting, family.amira, possible_reason="Zuerst gespeichert")
    form = address("part", family.pk, meeting.pk, family.amira)
    answer = browser.post(form, {"possible_reason": "Im anderen Fenster", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Zuerst gespeichert" in page and "Im anderen Fenster" in page
    assert f'value="{part.version}"' in page
    clash = browser.post(address("change", family.pk, meeting.pk), sent(family, note="Anders", version=0))
    assert clash.status_code == 409 and "Gespeichert" in clash.content.decode()


def test_a_member_with_something_noted_cannot_fall_out_of_the_talk(family: Family) -> None:
    meeting = talk(family)
    fill(family, meeting, family.karim)
    browser, form = family.house.login("alma"), address("change", family.pk, meeting.pk)
    gone = browser.post(form, sent(family, version=1, **{f"who_{family.karim}": ""}))
    assert gone.status_code == 422 and "schon etwas festgehalten" in gone.content.decode()
    fine = browser.post(form, sent(family, version=1, **{f"who_{family.amira}": ""}))
    assert fine.status_code == 302
    with acting_as(family.house.alma, "test"):
        assert [(part.person_id, part.present) for part in Part.objects.all()] == [(family.karim, False)]


def test_who_joins_a_completed_talk_opens_it_again(family: Family) -> None:
    meeting = talk(family, present={family.amira: True})
    fill(family, meeting, family.amira)
    done = complete(family, meeting)
    with acting_as(family.house.alma, "test"):
        row = services.change(
            meeting=done,
            version=done.version,
            present={family.amira: True, family.karim: True},
            author=family.house.alma,
            held_on=today(),
        )
        assert row.completed_on is None


def test_a_change_of_employer_hints_at_what_was_not_looked_at(family: Family) -> None:
    meeting, browser = talk(family), family.house.login("alma")
    part = fill(family, meeting, family.amira)
    form = address("way_add", family.pk, meeting.pk, family.amira)
    data = {"code": "change", "state": "chosen", "token": str(uuid.uuid4())}
    for _twice in range(2):
        assert browser.post(form, data).status_code == 302
    page = address("meeting", family.pk, meeting.pk)
    assert "Noch nicht angesehen: „Beim jetzigen Betrieb" in browser.get(page).content.decode()
    way(family, part, "stay", state="looked_at")
    way(family, part, "training", state="looked_at", certified="no")
    assert "Noch nicht angesehen" not in browser.get(page).content.decode()
    with acting_as(family.house.alma, "test"):
        assert Way.objects.count() == 3


def test_a_training_without_a_certificate_says_that_it_cannot_be_funded(family: Family) -> None:
    meeting = talk(family)
    part = fill(family, meeting, family.amira)
    row = way(family, part, "training", format="distance", certified="no")
    page = family.house.login("alma").get(address("meeting", family.pk, meeting.pk)).content.decode()
    assert "als Fernlehrgang" in page and "kann nicht gefördert werden" in page
    answer = family.house.login("alma").post(
        address("way", family.pk, row.pk),
        {"code": "find", "state": "chosen", "format": "distance", "certified": "no", "version": 1},
    )
    assert answer.status_code == 302
    with acting_as(family.house.alma, "test"):
        changed = Way.objects.get()
        assert (changed.code, changed.format, changed.certified) == ("find", "", "")


def test_the_employer_team_asks_as_a_task_and_the_way_remembers_it(family: Family) -> None:
    meeting = talk(family)
    row = way(family, fill(family, meeting, family.amira, shared=True))
    browser, form = family.house.login("alma"), address("hand_on", family.pk, row.pk)
    page = browser.get(form).content.decode()
    assert "Im Betrieb nach mehr Stunden oder mehr Lohn fragen" in page
    data = {"becomes": "task", "text": "Arbeitgeberteam fragt", "responsible": "third", "token": str(uuid.uuid4())}
    for _twice in range(2):
        assert browser.post(form, data).status_code == 302
    with acting_as(family.house.alma, "test"):
        task = Task.objects.get()
        assert (task.text, task.responsible, task.person_id) == ("Arbeitgeberteam fragt", "third", family.amira)
        assert task.shared and Way.objects.get().task_id == task.pk


def test_a_way_becomes_a_goal_of_that_member(family: Family) -> None:
    row = way(family, fill(family, talk(family), family.amira), "find")
    with acting_as(family.house.alma, "test"):
        services.hand_on(
            way=row,
            case=family.case,
            handed=Handed("Als Köchin arbeiten", as_goal=True),
            author=family.house.alma,
            token=uuid.uuid4(),
        )
        goal = Goal.objects.get()
        assert (goal.person_id, goal.shared, Way.objects.get().goal_id) == (family.amira, False, goal.pk)


def test_who_needs_nothing_more_gets_no_way(family: Family) -> None:
    part = fill(family, talk(family), family.karim, no_action=True, no_action_reason="Zurzeit nicht.")
    with pytest.raises(Refused, match="kein weiterer Handlungsbedarf"):
        way(family, part)


def test_a_review_needs_a_complete_talk_and_is_corrected_in_place(family: Family) -> None:
    meeting = talk(family, days_ago=200)
    with pytest.raises(Refused, match="schließen"):
        review(family, meeting)
    fill(family, meeting, family.amira, hours_now=Decimal(10), earnings=Decimal(500))
    fill(family, meeting, family.karim, no_action=True, no_action_reason="Zurzeit nicht.")
    complete(family, meeting)
    with pytest.raises(Refused, match="vor dem Gespräch"):
        review(family, meeting, held_on=today() - 201 * DAY)
    row = review(family, meeting, entitlement=Decimal(120), found={family.amira: Found(Decimal(20))})
    with pytest.raises(Stale):
        review(family, meeting)
    review(family, meeting, version=row.version, entitlement=Decimal(100), found={})
    with acting_as(family.house.alma, "test"):
        stored = Review.objects.get()
        assert (stored.entitlement, stored.findings.count()) == (Decimal(100), 0)


def test_then_and_now_stand_side_by_side_and_who_needs_nothing_is_counted_apart(family: Family) -> None:
    meeting = talk(family, days_ago=200, entitlement=Decimal(280))
    fill(family, meeting, family.amira, hours_now=Decimal(10), earnings=Decimal(500))
    fill(family, meeting, family.karim, no_action=True, no_action_reason="Zurzeit nicht.")
    complete(family, meeting)
    browser = family.house.login("alma")
    data = {
        "held_on": today().isoformat(),
        "entitlement": "120",
        "version": 0,
        f"hours_{part_of(family, meeting, family.amira).pk}": "20",
    }
    assert browser.post(address("review", family.pk, meeting.pk, "action"), data).status_code == 302
    page = plain(browser.get(address("page", family.pk)).content)
    assert "Stunden: damals und heute bekannt bei 1 von 1 Mitglied mit Hebel; 1 mehr, 0 gleich, 0 weniger." in page
    assert "Bruttolohn: damals und heute bekannt bei 0 von 1 Mitglied mit Hebel." in page
    assert "280 € damals, 120 € beim Rückblick (160 € weniger)" in page
    assert "1 Mitglied ohne weiteren Handlungsbedarf: nicht mitgezählt." in page


def test_former_talks_stay_readable(family: Family) -> None:
    former = whole(family, days_ago=400, note="Das erste Gespräch")
    whole(family, note="Das zweite Gespräch")
    browser = family.house.login("alma")
    latest = browser.get(address("page", family.pk)).content.decode()
    assert "Das zweite Gespräch" in latest and "Das erste Gespräch" not in latest
    assert address("meeting", family.pk, former.pk) in latest
    assert "Das erste Gespräch" in browser.get(address("meeting", family.pk, former.pk)).content.decode()


def test_a_talk_noted_by_mistake_is_taken_back_with_everything(family: Family) -> None:
    meeting = whole(family, days_ago=200)
    way(family, part_of(family, meeting, family.amira))
    review(family, meeting, found={family.amira: Found(Decimal(20))})
    assert family.house.login("alma").post(address("remove", family.pk, meeting.pk)).status_code == 302
    with acting_as(family.house.alma, "test"):
        assert not any(model.objects.exists() for model in (Meeting, Part, Way, Review))


def test_the_page_says_when_a_talk_was_corrected_and_what_time_it_takes(family: Family) -> None:
    meeting = talk(family, preparation_minutes=40, talk_minutes=95)
    browser = family.house.login("alma")
    browser.post(
        address("change", family.pk, meeting.pk), sent(family, version=1, preparation_minutes=45, talk_minutes=95)
    )
    page = plain(browser.get(address("page", family.pk)).content)
    assert "Zuletzt geändert am" in page and "von Alma" in page
    assert "1 Gespräch mit Angabe: 45 Min. Vorbereitung, 1 Std. 35 Min. Gespräch." in page


def test_the_tool_is_offered_to_every_household_whose_doors_carry_it(family: Family) -> None:
    offered = reverse("cases:tools", args=[family.pk])
    assert address("page", family.pk) in family.house.login("alma").get(offered).content.decode()
    assert address("page", family.pk) not in family.house.login("bert").get(offered).content.decode()
    empty = family.house.login("alma").get(address("page", family.pk)).content.decode()
    assert "Noch kein Strategiegespräch" in empty and "Gespräch festhalten" in empty
