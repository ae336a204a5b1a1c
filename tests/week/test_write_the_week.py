"""Writing times down: several days at once, changed, ended, copied, refused where they cannot be."""

import datetime as dt
import re
import uuid
from html import unescape

import pytest

from rundblick.access.context import acting_as
from rundblick.access.models import Draft
from rundblick.web.clock import today
from rundblick.week.models import Block, Need
from tests.cases.families import haddad
from tests.house import House
from tests.week.weeks import DAY, WORKDAYS, address, aged, block, care, changed, need, needs, protect, rows, typed


def test_one_entry_covers_several_days_and_a_second_click_adds_nothing(house: House) -> None:
    family = haddad(house)
    browser, sent = house.login("alma"), typed(family.amira, label="Bäckerei", way_before="20", shared="on")
    for _ in range(2):
        assert browser.post(address("block_add", family), sent).status_code == 302
    (row,) = rows(house)
    assert (row.person_id, row.weekdays, row.starts, row.way_before) == (family.amira, [0, 1], dt.time(6), 20)
    assert (row.label, row.shared, row.valid_from) == ("Bäckerei", True, today())


def test_a_night_shift_may_end_on_the_next_day(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    browser.post(address("block_add", family), typed(family.karim, starts="22", ends="6", shared="on"))
    assert "22:00–06:00 Uhr (am nächsten Tag)" in browser.get(address("page", family)).content.decode()


WRONG: list[tuple[dict[str, object], str]] = [
    ({"kind": "care"}, "wer das Kind betreut"),
    ({"kind": "care", "provider": "kita"}, "bei dem Kind ein, das betreut wird"),
    ({"ends": "6:00"}, "Anfang und Ende sind gleich"),
    ({"weekdays": []}, "Bitte wählen Sie etwas aus"),
    ({"way_before": "500"}, "240"),
    ({"starts": "25:00"}, "SS:MM"),
    ({"whose": str(uuid.uuid4())}, "keine gültige Auswahl"),
]


def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    for wrong, said in WRONG:
        page = browser.post(address("block_add", family), typed(family.amira, label="Großküche") | wrong)
        text = page.content.decode()
        assert page.status_code == 422 and said in text and "Großküche" in text, wrong
    assert not rows(house)


def test_a_goal_belongs_to_something_planned_of_the_same_member(house: House) -> None:
    family = haddad(house)
    goal = family.goal(family.karim, "Staplerschein", shared=True)
    browser = house.login("alma")
    sent = typed(family.karim, goal=str(goal.pk), shared="on")
    assert "nur, was geplant ist" in browser.post(address("block_add", family), sent).content.decode()
    sent = typed(family.amira, goal=str(goal.pk), stage="planned")
    assert "gehört jemand anderem" in browser.post(address("block_add", family), sent).content.decode()
    browser.post(address("block_add", family), typed(family.karim, goal=str(goal.pk), stage="planned", shared="on"))
    (row,) = rows(house)
    assert row.goal_id == goal.pk
    browser.post(address("block", family, row.thread), changed(row, stage="stays"))
    assert rows(house)[0].goal_id is None


def test_changing_a_shared_block_keeps_a_goal_that_is_not_shown(house: House) -> None:
    family = haddad(house)
    goal = family.goal(family.amira, "Eigene Wohnung")
    row = block(family, family.amira, "8:00-12:00", stage="planned", goal_id=goal.pk)
    where = address("block", family, row.thread)
    browser = house.login("alma")
    assert "Eigene Wohnung" not in browser.get(where).content.decode()
    browser.post(where, changed(row, ends="13:00"))
    (fresh,) = rows(house)
    assert (fresh.ends, fresh.goal_id) == (dt.time(13), goal.pk)


def test_a_change_on_a_later_day_keeps_the_past(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    row = block(family, family.amira, "6:00-14:00")
    aged(house, Block)
    browser = house.login("alma")
    browser.post(address("block", family, row.thread), changed(row, ends="12:00"))
    with acting_as(house.alma, "test", read_only=True):
        assert [one.ends for one in Block.objects.order_by("valid_from")] == [dt.time(14), dt.time(12)]
    past = browser.get(address("page", family) + f"?stand={today() - DAY}").content.decode()
    assert "06:00–14:00" in past


@pytest.mark.parametrize("later", [False, True], ids=["same day", "later day"])
def test_when_somebody_was_quicker_both_versions_are_shown(house: House, later: bool) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    row = block(family, family.amira, "6:00-14:00")
    if later:
        aged(house, Block)
    where, browser = address("block", family, row.thread), house.login("alma")
    assert browser.post(where, changed(row, ends="13:00")).status_code == 302
    answer = browser.post(where, changed(row, ends="15:00"))
    text = answer.content.decode()
    assert answer.status_code == 409 and "15:00" in text and "13:00" in text
    (now,) = rows(house)
    browser.post(where, changed(now, ends="15:00"))
    assert rows(house)[0].ends == dt.time(15)


def test_what_is_no_longer_shared_is_closed_for_the_past_too(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    row = block(family, family.amira, "6:00-14:00", "Bäckerei")
    aged(house, Block)
    browser = house.login("alma")
    answer = browser.post(address("block", family, row.thread), changed(row, shared=""), follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"?mitglied={family.amira}")
    with acting_as(house.alma, "test", read_only=True):
        assert not Block.objects.filter(shared=True).exists()


def test_a_block_ends_today_and_one_of_today_is_taken_back(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    old = block(family, family.amira, "6:00-14:00")
    aged(house, Block)
    fresh = block(family, family.amira, "16:00-18:00")
    browser = house.login("alma")
    for row in (old, fresh):
        browser.post(address("block_end", family, row.thread), {"version": changed(row)["version"]})
    with acting_as(house.alma, "test", read_only=True):
        assert Block.objects.get().valid_until == today()


def test_a_block_that_ended_or_is_not_shared_opens_on_no_other_page(house: House) -> None:
    family = haddad(house)
    row = block(family, family.karim, "6:00-14:00", shared=False)
    where, browser = address("block", family, row.thread), house.login("alma")
    assert browser.get(where).status_code == 404
    assert browser.get(where + f"?mitglied={family.amira}").status_code == 404
    assert browser.get(where + "?gemeinsam=1").status_code == 404
    assert browser.get(where + f"?mitglied={family.karim}").status_code == 200
    assert browser.get(address("place", family, row.thread)).status_code == 404


def test_the_kita_of_one_child_is_copied_to_another_once(house: House) -> None:
    family = haddad(house)
    row = care(family, family.sami, "8:00-15:00", "Kita am Park")
    where, browser = address("copy", family, row.thread), house.login("alma")
    assert browser.post(where, {"to": str(family.karim), "token": uuid.uuid4()}).status_code == 302
    assert len(rows(house)) == 1  # care is copied to children only
    job = block(family, family.amira, "9:00-12:00", "Putzen")
    sent = {"to": str(family.karim), "token": uuid.uuid4()}
    for _ in range(2):
        browser.post(address("copy", family, job.thread), sent)
    copied = [one for one in rows(house) if one.person_id == family.karim]
    assert [(one.label, one.weekdays, one.shared) for one in copied] == [("Putzen", WORKDAYS, True)]
    assert copied[0].thread != job.thread


def test_the_family_says_that_a_child_needs_somebody_and_takes_it_back(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    browser, where = house.login("alma"), address("need", family, family.sami)
    browser.post(where, {"wanted": "on", "carers": [str(family.amira)]})
    (row,) = needs(house)
    assert row.carers == [family.amira] and row.shared
    page = browser.get(address("page", family)).content.decode()
    assert "Zu Hause passt auf: Amira Haddad." in page
    aged(house, Need)
    browser.post(where, {})
    assert needs(house) == []
    assert browser.get(address("need", family, family.karim)).status_code == 404


def test_with_protected_contact_nothing_is_shared_and_nothing_shows(house: House) -> None:
    family = haddad(house)
    row = block(family, family.karim, "6:00-14:00", "Lager")
    protect(family, family.karim)
    browser = house.login("alma")
    for asked in ("", f"?mitglied={family.amira}", "?gemeinsam=1"):
        assert "Lager" not in browser.get(address("page", family) + asked).content.decode()
    own = f"?mitglied={family.karim}"
    assert "Lager" in browser.get(address("page", family) + own).content.decode()
    assert "Für die Familie sichtbar" not in browser.get(address("block", family, row.thread) + own).content.decode()
    answer = browser.post(address("block_add", family), typed(family.karim, shared="on"))
    assert answer.status_code == 422 and "lässt sich nicht teilen" in answer.content.decode()


def test_where_everybody_is_protected_the_household_sees_its_week(house: House) -> None:
    family = haddad(house)
    block(family, family.karim, "6:00-14:00", "Lager")
    need(family, family.sami)
    protect(family, *family.persons.values())
    page = house.login("alma").get(address("page", family) + "?gemeinsam=1").content.decode()
    assert "Lager" in page and "ist heute zu jeder Zeit jemand da" in page


def test_a_begun_entry_is_found_again_there_only_and_gone_once_saved(house: House) -> None:
    family = haddad(house)
    browser, where = house.login("alma"), address("block_add", family) + f"?mitglied={family.karim}"
    found = re.search('data-draft-key="([^"]+)"', browser.get(where).content.decode())
    assert found
    typing = {"draft_key": unescape(found[1]), "draft_dossier": str(family.pk)}
    browser.post("/zugriff/entwurf/", typed(family.karim, label="Angefangen") | typing)
    assert "Angefangen" in browser.get(where).content.decode()
    for other in ("", "?gemeinsam=1", f"?mitglied={family.amira}"):
        assert "Angefangen" not in browser.get(address("block_add", family) + other).content.decode()
    browser.post(where, typed(family.karim, label="Angefangen"))
    with acting_as(house.alma, "test", read_only=True):
        assert not Draft.objects.exists()
