"""Business contacts: told to them on request, forgotten when nobody speaks with them, at once on wish."""

import json

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.employers.models import Counterpart, Employer, Talk, Workplace
from rundblick.employers.services import employers as services
from rundblick.employers.services.employers import Reach
from rundblick.employers.tasks import tidy
from rundblick.programmes.days import add_months
from rundblick.web.clock import today
from tests.employers.building import DAY, SENTENCE, kept, person, seen, stored, talked
from tests.house import House


def aged(row: object, **columns: object) -> None:
    with as_worker("test"):
        type(row).objects.filter(pk=row.pk).update(**columns)  # type: ignore[attr-defined]


def remaining(house: House) -> int:
    with acting_as(house.mats, "test"):
        return Counterpart.objects.count()


def test_a_business_contact_is_told_everything_also_what_stood_before(house: House) -> None:
    row = kept(house)
    one = person(house, row)
    talked(house, row, counterpart=one)
    with acting_as(house.mats, "test"):
        services.change_person(person=one, version=1, reach=Reach(function="Betriebsleitung", name="Berta Beispiel"))
    browser = house.login("alma")
    page = browser.get(f"/betriebe/ansprechperson/{one.pk}/auskunft/").content.decode()
    assert "Betriebsleitung" in page and "Inhaberin" in page and SENTENCE in page and "Art. 6 Abs. 1" in page
    told = json.loads(browser.get(f"/betriebe/ansprechperson/{one.pk}/auskunft.json").content)
    assert told["entry"]["Funktion"] == "Betriebsleitung" and told["before"][0]["Funktion"] == "Inhaberin"
    assert told["talks"][0]["Satz"] == SENTENCE


def test_removed_on_wish_the_contact_is_gone_at_once_and_its_past_over_night(house: House) -> None:
    row = kept(house)
    one = person(house, row)
    talk = talked(house, row, counterpart=one)
    other = person(house, row, name="Bleibt Hier")
    house.login("mats").post(f"/betriebe/ansprechperson/{one.pk}/loeschen/")
    assert remaining(house) == 1 and stored(house, talk).counterpart_id is None
    history = Counterpart.former.rel.related_model  # type: ignore[attr-defined]
    with acting_as(house.mats, "test"):
        assert history.objects.filter(name="Berta Beispiel").exists()
        services.change_person(person=other, version=1, reach=Reach(function="Neu"))
    tidy()
    with acting_as(house.mats, "test"):
        assert not history.objects.filter(name="Berta Beispiel").exists()
        assert history.objects.filter(name="Bleibt Hier").exists()
        talks = Talk.former.rel.related_model  # type: ignore[attr-defined]
        assert not talks.objects.filter(counterpart_id=one.pk).exists()


def test_whom_nobody_spoke_to_for_two_years_is_forgotten_a_day_earlier_is_not(house: House) -> None:
    row = kept(house)
    kept_one, silent = person(house, row), person(house, row, name="Lange Still")
    aged(silent, last_on=add_months(today(), -24))
    aged(kept_one, last_on=add_months(today(), -24) + DAY)
    tidy()
    with acting_as(house.mats, "test"):
        assert [one.pk for one in Counterpart.objects.all()] == [kept_one.pk]


def test_speaking_with_somebody_counts_retention_anew(house: House) -> None:
    row = kept(house)
    one = person(house, row)
    aged(one, last_on=add_months(today(), -23))
    talked(house, row, counterpart=stored(house, one), on=today() - 3 * DAY)
    assert stored(house, one).last_on == today() - 3 * DAY
    talked(house, row, counterpart=stored(house, one), on=today() - 30 * DAY)
    assert stored(house, one).last_on == today() - 3 * DAY


def test_a_year_after_the_end_contacts_go(house: House) -> None:
    row = kept(house)
    person(house, row)
    aged(row, ended_on=add_months(today(), -12) + DAY)
    tidy()
    assert remaining(house) == 1
    aged(row, ended_on=add_months(today(), -12))
    tidy()
    assert remaining(house) == 0
    with acting_as(house.mats, "test"):
        assert Employer.objects.count() == 1


def test_old_talks_go_and_a_closed_workplace_keeps_its_facts_but_no_words_about_people(house: House) -> None:
    row = kept(house)
    talked(house, row, on=add_months(today(), -36))
    recent = talked(house, row, on=add_months(today(), -36) + DAY)
    place = seen(house, row, since=today() - 1000 * DAY, team="Zu dritt", boss="Ruhig", heaviest=8)
    aged(place, valid_until=add_months(today(), -24))
    tidy()
    with acting_as(house.mats, "test"):
        assert [one.pk for one in Talk.objects.all()] == [recent.pk]
        left = Workplace.objects.get()
    assert (left.team, left.boss, left.heaviest) == ("", "", 8)
