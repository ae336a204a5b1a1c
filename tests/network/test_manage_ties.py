"""Somebody is put on the map, moved, said anew and taken off; nothing that was said is lost."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused, Stale
from rundblick.network import queries, rules, services
from rundblick.network.models import Tie
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.network.networks import DAY, address, changed, content, standing, tie, typed


def test_somebody_is_put_on_the_map_once(house: House) -> None:
    family = haddad(house)
    browser, sent = house.login("alma"), typed(supports=["advice", "hands"], direction="gives")
    for _ in range(2):
        assert browser.post(address("add", family, family.amira), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        row = Tie.objects.get()
        assert (row.label, row.person_id, row.shared, row.author) == ("Oma", family.amira, False, house.alma)
        assert row.supports == ["hands", "advice"]
        assert rules.ring_of(row.x, row.y) == 1
    assert "Oma" in browser.get(address("map", family, family.amira)).content.decode()


def test_what_concerns_the_whole_household_is_open_to_all(house: House) -> None:
    family = haddad(house)
    house.login("alma").post(address("add", family, family.amira), typed(whose="household"))
    with acting_as(house.alma, "test", read_only=True):
        row = Tie.objects.get()
        assert (row.person_id, row.shared) == (None, True)
    assert "für den ganzen Haushalt" in house.login("alma").get(address("map", family, family.karim)).content.decode()


def test_a_change_on_a_later_day_keeps_what_was_said_before(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    one = tie(family, family.amira, since=today() - 60 * DAY)
    sent = changed(one, closeness="3", quality="strained")
    assert house.login("alma").post(address("tie", family, family.amira, one.thread), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True) as context:
        rows = list(Tie.objects.filter(thread=one.thread).order_by("valid_from"))
        assert [(row.closeness, row.quality, row.valid_until) for row in rows] == [
            (1, "supportive", today()),
            (3, "strained", None),
        ]
        assert rules.ring_of(rows[1].x, rows[1].y) == 3
        (then,) = queries.held(context, family.pk, member=family.amira, protected=(), days=[today() - DAY])
        assert then.closeness == 1


def test_another_kind_moves_into_its_own_field(house: House) -> None:
    family = haddad(house)
    one = tie(family, family.amira, kind="friends")
    with acting_as(house.alma, "test"):
        row = services.change(tie=one, author=house.alma, version=1, content=content(kind="advice"))
    assert (row.x, row.y) == rules.settle(row.x, row.y, row.sector)


def test_dragging_stays_in_the_field_and_the_ring_follows(house: House) -> None:
    family = haddad(house)
    one = tie(family, family.amira, kind="family")
    with acting_as(house.alma, "test"):
        row = services.move(tie=one, author=house.alma, version=1, x=0, y=-900)
        assert (row.x, row.y, row.closeness) == (0, -900, 4)
        row = services.move(tie=row, author=house.alma, version=2, x=0, y=600)
        assert row.y < 0  # the field of the family is above the middle
        row = services.move(tie=row, author=house.alma, version=3, x=0, y=-500, snap=True)
        assert (row.closeness, -row.y) == (2, round(rules.middle(2)))


def test_a_ring_nearer_or_farther_ends_at_the_edges(house: House) -> None:
    family = haddad(house)
    one = tie(family, family.amira)
    with acting_as(house.alma, "test"):
        assert services.step(tie=one, author=house.alma, version=1, rings=-1).version == 1
        row = services.step(tie=one, author=house.alma, version=1, rings=2)
        assert row.closeness == 3
        assert services.step(tie=row, author=house.alma, version=2, rings=3).closeness == 4


def test_moving_what_somebody_else_moved_meanwhile_shows_the_new_state(house: House) -> None:
    family = haddad(house)
    one = tie(family, family.amira)
    browser, where = house.login("alma"), address("move", family, family.amira, one.thread)
    sent = {"seen": changed(one)["seen"], "rings": "1"}
    assert browser.post(where, sent).status_code == 302
    answer = browser.post(where, sent, HTTP_HX_REQUEST="true")
    assert answer.status_code == 409
    assert "gerade jemand anderes verändert" in answer.content.decode()
    assert standing(house, one).closeness == 2


def test_two_who_write_see_both_versions_also_when_the_first_began_a_new_row(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    one = tie(family, family.amira, since=today() - 30 * DAY)
    browser, where = house.login("alma"), address("tie", family, family.amira, one.thread)
    browser.post(where, changed(one, label="Großmutter"))
    answer = browser.post(where, changed(one, label="Omi"))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Großmutter" in text and "Omi" in text
    again = changed(one, label="Omi") | {"seen": answer.context["form"].data["seen"]}
    assert browser.post(where, again).status_code == 302
    assert standing(house, one).label == "Omi"


def test_whoever_leaves_is_remembered_and_can_come_back(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    one = tie(family, family.amira, "Trainerin", since=today() - 60 * DAY)
    browser, page = house.login("alma"), address("map", family, family.amira)
    browser.post(address("leave", family, family.amira, one.thread), {"seen": changed(one)["seen"]})
    text = browser.get(page).content.decode()
    assert "Früher dabei (1)" in text and "Noch ist niemand eingetragen" in text
    browser.post(address("resume", family, family.amira, one.thread))
    assert standing(house, one).valid_from == today() - 60 * DAY
    assert "Früher dabei" not in browser.get(page).content.decode()


def test_somebody_who_left_long_ago_begins_anew(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    one = tie(family, family.amira, since=today() - 60 * DAY)
    with acting_as(house.alma, "test"):
        Tie.objects.filter(pk=one.pk).update(valid_until=today() - 20 * DAY)
        row = services.resume(tie=Tie.objects.get(pk=one.pk), author=house.alma)
        assert (row.valid_from, row.thread, row.label) == (today(), one.thread, "Oma")
        with pytest.raises(Refused):
            services.resume(tie=Tie.objects.get(pk=one.pk), author=house.alma)


def test_what_was_entered_today_by_mistake_is_taken_back(house: House) -> None:
    family = haddad(house)
    one = tie(family, family.amira)
    with acting_as(house.alma, "test"):
        assert services.leave(tie=one, version=1) is None
        assert not Tie.objects.exists()


def test_taking_back_the_sharing_closes_former_versions_too(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    one = tie(family, family.amira, since=today() - 60 * DAY, shared=True)
    with acting_as(house.alma, "test"):
        services.change(tie=one, author=house.alma, version=1, content=content())
        assert set(Tie.objects.values_list("shared", flat=True)) == {False}


def test_a_day_of_work_is_one_entry_of_the_story(house: House) -> None:
    family = haddad(house)
    one = tie(family, family.amira)
    tie(family, family.amira, "Nachbarin", kind="neighbours")
    tie(family, family.karim, "Kollege", kind="colleagues")
    with acting_as(house.alma, "test"):
        services.step(tie=one, author=house.alma, version=1, rings=1)
        entries = TimelineEntry.objects.filter(kind="network").values_list("subject_id", flat=True)
        assert len(entries) == 2 and set(entries) == {family.amira, family.karim}
    story = house.login("alma").get(f"/faelle/{family.pk}/verlauf/")
    if story.status_code == 200:
        assert "An der Netzwerkkarte gearbeitet" in story.content.decode()


def test_a_private_number_needs_that_persons_consent(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"), pytest.raises(Refused):
        services.add(case=family.case, person_id=family.amira, author=house.alma, content=content(phone="0251 1"))
    one = tie(family, family.amira, phone="02524 100200", contact_agreed=True)
    assert standing(house, one).phone == "02524 100200"
    office = tie(family, family.amira, "Jugendamt", kind="authority", phone="02524 1", hours="Mo 9-12")
    assert standing(house, office).hours == "Mo 9-12"
    with acting_as(house.alma, "test"), pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.filter(pk=one.pk).update(contact_agreed=False)


def test_nobody_is_put_around_a_stranger_or_into_the_future(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        with pytest.raises(Refused):
            services.add(case=family.case, person_id=uuid.uuid4(), author=house.alma, content=content())
        with pytest.raises(Refused):
            services.add(
                case=family.case,
                person_id=family.amira,
                author=house.alma,
                content=content(),
                since=today() + dt.timedelta(days=1),
            )
        with pytest.raises(Refused):
            services.add(case=family.case, person_id=family.amira, author=house.alma, content=content(label=" "))


def test_a_stale_version_writes_nothing(house: House) -> None:
    family = haddad(house)
    one = tie(family, family.amira)
    with acting_as(house.alma, "test"):
        services.choose(tie=one, author=house.alma, version=1, wanted=True)
        with pytest.raises(Stale):
            services.choose(tie=one, author=house.alma, version=1, wanted=False)
        assert Tie.objects.get().on_fridge
