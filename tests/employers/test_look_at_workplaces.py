"""A workplace is seen, said anew and closed; what stood before stays, what nobody asked is shown as such."""

import pytest

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.catalogue.working import working
from rundblick.employers.models import Workplace
from rundblick.employers.queries import workplaces
from rundblick.employers.services import workplaces as services
from rundblick.web.clock import today
from tests.employers.building import DAY, PLACE, fresh, kept, said_anew, seen, site_of, stored
from tests.house import House
from tests.queries import at_most


def test_a_visit_is_written_down_and_what_was_not_asked_stays_open(house: House) -> None:
    row = kept(house)
    browser = house.login("mats")
    form = browser.get(f"/betriebe/{row.pk}/besuch/").content.decode()
    assert all(one.question in form for one in working().conditions)
    sent = {
        "title": PLACE,
        "site": str(site_of(house, row).pk),
        "visited_on": "heute",
        "tasks": ["plants", "storing"],
        "heaviest": "0",
        "hours_from": "10",
        "hours_until": "15",
        "days": ["tu", "th"],
        "bedingung_quiet": "ja",
        "bedingung_light_lifting": "nein",
        "bedingung_sit_often": "",
        "token": fresh(),
    }
    assert browser.post(f"/betriebe/{row.pk}/besuch/", sent).status_code == 302
    with acting_as(house.alma, "test"):
        place = Workplace.objects.get()
    assert (place.met, place.unmet, place.heaviest, place.valid_from) == (["quiet"], ["light_lifting"], 0, today())
    page = house.login("nora").get(f"/betriebe/arbeitsplatz/{place.pk}/").content.decode()
    assert "ruhige Umgebung" in page and "10 bis 15 Stunden" in page and "Neu beschreiben" not in page
    assert "nicht gefragt" in page and "Wie führt die direkte Leitung?" in page
    assert "Das Schwerste" in page and "nichts" in page


def test_said_anew_on_a_later_day_keeps_both_and_on_the_same_day_changes_itself(house: House) -> None:
    row = kept(house)
    first = seen(house, row, since=today() - 30 * DAY, positions=1)
    second = said_anew(house, first, positions=0)
    assert stored(house, first).valid_until == second.valid_from == today()
    assert second.thread == first.thread and stored(house, first).positions == 1
    third = said_anew(house, second, positions=3)
    assert third.pk == second.pk and third.positions == 3
    with acting_as(house.mats, "test"):
        assert [(one.positions) for one in Workplace.objects.on(today() - DAY)] == [1]
        assert [(one.positions) for one in Workplace.objects.on(today())] == [3]
        assert third.former.count() == 1  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="abgelöst"):
        said_anew(house, first)


def test_two_who_describe_at_once_see_both_versions(house: House) -> None:
    row = kept(house)
    place = seen(house, row, pay="12 Euro")
    sent = {"title": PLACE, "site": str(place.site_id), "pay": "13 Euro", "version": "1"}
    where = f"/betriebe/arbeitsplatz/{place.pk}/neu-beschreiben/"
    assert house.login("mats").post(where, sent).status_code == 302
    both = house.login("alma").post(where, sent | {"pay": "14 Euro"})
    assert both.status_code == 409 and "13 Euro" in both.content.decode() and "14 Euro" in both.content.decode()


def test_what_is_closed_stays_readable_and_is_closed_once(house: House) -> None:
    row = kept(house)
    place = seen(house, row, since=today() - 9 * DAY)
    browser = house.login("mats")
    browser.post(f"/betriebe/arbeitsplatz/{place.pk}/schliessen/")
    assert stored(house, place).valid_until == today()
    page = browser.get(f"/betriebe/arbeitsplatz/{place.pk}/").content.decode()
    assert "Frühere Beschreibung" in page and PLACE in page
    assert browser.get(f"/betriebe/arbeitsplatz/{place.pk}/neu-beschreiben/").status_code == 404
    with acting_as(house.mats, "test"), pytest.raises(Refused, match="schon geschlossen"):
        services.close(workplace=place)
    assert PLACE not in browser.get(f"/betriebe/{row.pk}/").content.decode()


def test_a_site_of_another_employer_and_hours_in_disorder_are_refused(house: House) -> None:
    row, other = kept(house), kept(house, "Küche Nord")
    with pytest.raises(Mistaken, match="anderen Betrieb"):
        seen(house, row, site=site_of(house, other))
    with pytest.raises(Mistaken, match="weniger als mindestens"):
        seen(house, row, hours_from=20, hours_until=10)


def test_workplaces_are_offered_as_they_stood_on_a_day_to_the_own_house_alone(house: House) -> None:
    row = kept(house, offers=("trial",))
    first = seen(house, row, since=today() - 30 * DAY, met=("quiet",), hours_from=10, german="a2")
    said_anew(house, first, met=("quiet", "school_times"), unmet=("outdoors",), tasks=("plants",))
    with acting_as(house.alma, "test", read_only=True), at_most(1):
        (now,) = workplaces(today())
    assert (
        sorted(now.met) == ["quiet", "school_times"] and set(now.unmet) == {"outdoors"} and set(now.tasks) == {"plants"}
    )
    assert (now.employer, now.city, now.position, set(now.offers)) == (row.name, "Ennigerloh", None, {"trial"})
    with acting_as(house.alma, "test", read_only=True):
        (then,) = workplaces(today() - DAY)
        assert workplaces(today() - 31 * DAY) == []
    assert (set(then.met), then.hours, then.german) == ({"quiet"}, (10, None), "a2") and then.thread == now.thread
    for name in ("cem", "ivo", "otto", "jana"):
        with acting_as(house.people[name], "test", read_only=True):
            assert workplaces(today()) == [], name


def test_the_protocol_is_a_pdf_that_says_what_was_not_asked(house: House) -> None:
    place = seen(house, kept(house), team="Zu dritt", met=("quiet",))
    answer = house.login("nora").get(f"/betriebe/arbeitsplatz/{place.pk}/protokoll.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"
