"""Lists show only what the doors open, and lead from a drop to the people who could still benefit."""

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases.codes import ClosingReason
from rundblick.cases.models import Case
from rundblick.cases.services import close
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import kaya, minijob


def test_my_sheets_are_listed_with_how_far_they_got(house: House) -> None:
    family = kaya(house)
    for step in ("entitled", "offered", "known", "interested", "applied", "granted"):
        family.say(step)
    family.say("used", kinds=["german"])
    family.say("entitled", "no", who=family.ela)
    text = house.login("alma").get(reverse("journeys:list")).content.decode()
    assert "Familie Kaya" in text and "1 von 2" in text and "2\u00a0Personen" in text


def test_what_is_not_mine_is_not_listed_and_not_counted(house: House) -> None:
    family = kaya(house)
    family.say("offered", "no", reasons=["school_covers"])
    for name in ("bert", "otto", "ivo", "nora"):
        client = house.login(name)
        assert "Kaya" not in client.get(reverse("journeys:list")).content.decode()
        text = client.get(reverse("journeys:stopped"), {"journey": "but", "leistung": "tutoring"}).content.decode()
        assert "Kaya" not in text and "Hier ist niemand" in text


def test_filters_take_codes_and_ignore_others(house: House) -> None:
    kaya(house)
    client = house.login("alma")
    assert "Familie Kaya" in client.get(reverse("journeys:list"), {"journey": "but"}).content.decode()
    assert "Familie Kaya" not in client.get(reverse("journeys:list"), {"journey": "minijob"}).content.decode()
    assert "Familie Kaya" not in client.get(reverse("journeys:list"), {"standort": "everswinkel"}).content.decode()
    odd = {"journey": "x'--", "standort": "y", "nach": "kein Zeiger", "leistung": "bus"}
    assert "Familie Kaya" in client.get(reverse("journeys:list"), odd).content.decode()
    assert client.get(reverse("journeys:stopped"), odd).status_code == 200


def test_from_a_drop_to_the_child_the_reason_and_the_case(house: House) -> None:
    family = kaya(house)
    for step in ("entitled", "offered", "known"):
        family.say(step)
    family.say("interested", "no", reasons=["parents_see_no_need"])
    family.say("entitled", "no", who=family.ela, reasons=["no_institution"])
    client = house.login("alma")
    query = {"journey": "but", "leistung": "tutoring"}
    text = client.get(reverse("journeys:stopped"), query).content.decode()
    assert "Deniz Kaya" in text and "Eltern sehen keinen Förderbedarf" in text
    assert "Ela Kaya" not in text
    assert reverse("cases:page", args=[family.pk]) in text
    text = client.get(reverse("journeys:stopped"), query | {"schritt": "entitled"}).content.decode()
    assert "Ela Kaya" in text and "Deniz Kaya" not in text


def test_closed_cases_stand_apart(house: House) -> None:
    family = kaya(house)
    family.say("offered", "no")
    with acting_as(house.alma, "test"):
        close(case=Case.objects.get(pk=family.pk), closed_on=today(), closing_reason=ClosingReason.BY_MISTAKE)
    client = house.login("alma")
    for name, query in (("list", {}), ("stopped", {"journey": "but", "leistung": "tutoring"})):
        address = reverse(f"journeys:{name}")
        assert "Kaya" not in client.get(address, query).content.decode()
        assert "Kaya" in client.get(address, {**query, "stand": "geschlossen"}).content.decode()


def test_a_job_is_listed_too(house: House) -> None:
    minijob(house)
    text = house.login("alma").get(reverse("journeys:list")).content.decode()
    assert "User Journey Minijob" in text and "noch keine Antwort" in text
