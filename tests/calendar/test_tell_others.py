"""What the room tells the others: own copy, merging, erasing."""

import datetime as dt

from rundblick.access.context import acting_as
from rundblick.calendar import hooks, services
from rundblick.calendar.models import Appointment, EarlierWish, Handover
from tests.cases.families import Family, haddad
from tests.house import House
from tests.people import families as people


def filled(house: House) -> Family:
    family = haddad(house)
    family.appointment(family.amira, setting="video", video_url="https://video.example.org/a")
    family.appointment(family.karim, shared=True, setting="video", video_url="https://video.example.org/k")
    with acting_as(house.alma, "test"):
        for person in (family.amira, family.karim):
            services.wish_earlier(dossier_id=family.pk, person_id=person, coach=house.alma, weekdays=[1])
        services.write_handover(dossier_id=family.pk, text="Ruft gern früh an.", author=house.alma, version=0)
    return family


def test_the_own_copy_holds_the_own_wish_and_video_room_and_names_a_text_about_all(house: House) -> None:
    family = filled(house)
    with acting_as(house.alma, "test", read_only=True):
        told = {section["title"]: section["rows"] for section in hooks.export(family.pk, family.amira)}
    text = repr(told)
    assert "video.example.org/a" in text and "video.example.org/k" not in text
    assert [row[1:] for row in told["Wunsch nach einem früheren Termin"]] == [("in jedem Rahmen · Montag", "offen")]
    assert "Ruft gern" not in text and "auf Antrag" in text


def test_alone_in_the_household_the_own_copy_holds_the_whole_text(house: House) -> None:
    household = people.household(house, people.member("Amira|Haddad", dt.date(1991, 3, 2)))
    amira, dossier = people.person(household, "Amira", of=house.alma).pk, household.dossier_id
    with acting_as(house.alma, "test"):
        services.write_handover(dossier_id=dossier, text="Ruft gern früh an.", author=house.alma, version=0)
        assert "Ruft gern früh an." in repr(hooks.export(dossier, amira))


def test_merging_two_persons_keeps_one_open_wish(house: House) -> None:
    family = filled(house)
    with acting_as(house.alma, "test"):
        hooks.merge(family.karim, family.amira)
        assert [row.person_id for row in EarlierWish.objects.filter(ended_at=None)] == [family.karim]
        assert not EarlierWish.objects.exclude(person_id=family.karim).exists()


def test_erasing_takes_everything_of_the_case(house: House) -> None:
    family = filled(house)
    with acting_as(house.alma, "test"):
        assert hooks.erase(family.pk) == 5
        assert not any(model.objects.exists() for model in (Appointment, EarlierWish, Handover))
