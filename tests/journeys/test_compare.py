"""Site against site and period against period, with numerator, denominator and how sure a share is."""

import datetime as dt
import itertools

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases.services import open_case
from rundblick.journeys import services
from rundblick.journeys.comparing import Column, Group, column, protected
from rundblick.journeys.shelf import shelf
from rundblick.journeys.wordings import journey_named
from rundblick.people.rules import Role
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import Family
from tests.journeys.making import applications, published
from tests.people import families as people
from tests.queries import at_most

STEPS = ("entitled", "offered", "known", "interested", "applied", "granted", "used")


def home(house: House, number: int, *, site: str, reach: list[int], created: dt.date = dt.date(2021, 1, 4)) -> Family:
    """A household whose children got as far in Lernförderung as `reach` says."""
    kids = [people.member(f"Kind{n}|Wolf{number}", dt.date(2010 + n, 3, 1)) for n in range(len(reach))]
    household = people.household(
        house,
        people.member(f"Ina|Wolf{number}", dt.date(1988, 1, 1), Role.SINGLE_PARENT),
        *kids,
        number=f"36502BG00{number:05}",
    )
    found = {f"Kind{n}": people.person(household, f"Kind{n}", of=house.alma).pk for n in range(len(reach))}
    family = Family(house, household, found)
    parent = people.person(household, "Ina", of=house.alma).pk
    with acting_as(house.alma, "test"):
        open_case(household=household, focus=[parent])
        family.sheet = services.open_sheet(
            dossier_id=family.pk, journey=shelf()["but"], site=site, coach=house.alma, created_on=created
        )
    for n, far in enumerate(reach):
        for step in STEPS[:far]:
            family.say(step, who=found[f"Kind{n}"], on=created)
        if far < len(STEPS):
            family.say(STEPS[far], "no", who=found[f"Kind{n}"], on=created)
    return family


def group(site: str = "", **values: object) -> Group:
    return Group(**({"site": site, "begun_from": None, "begun_until": None, "as_of": today()} | values))  # type: ignore[arg-type]


def counted(house: House, wanted: Group) -> Column:
    with acting_as(house.alma, "test", read_only=True) as context:
        return column(context, shelf()["but"], "tutoring", wanted)


def test_small_numbers_and_what_they_follow_from_are_withheld() -> None:
    assert protected([20, 15, 12, 12]) == [20, 15, 12, 12]
    assert protected([2, 1, 0]) == [None, None, 0]
    assert protected([0, 0]) == [0, 0]
    for numbers in ([10, 9, 9], [6, 6, 4, 1], [10, 8, 5, 2]):
        shown = protected(numbers)
        lost = [a - b for a, b in itertools.pairwise(shown) if a is not None and b is not None]
        assert all(one == 0 or one >= 3 for one in lost)


def test_two_sites_stand_side_by_side(house: House) -> None:
    home(house, 1, site="ennigerloh", reach=[7, 7, 7, 7, 4, 4, 4])
    home(house, 2, site="everswinkel", reach=[7, 7, 7, 3, 3, 3])
    here, there = counted(house, group("ennigerloh")), counted(house, group("everswinkel"))
    assert (here.people, [one.number for one in here.steps]) == (7, [7, 7, 7, 7, 4, 4, 4])
    assert (there.people, [one.number for one in there.steps]) == (6, [6, 6, 6, 3, 3, 3, 3])
    low, high = here.steps[-1].interval or (0, 0)
    assert here.steps[-1].share == 4 / 7 and low < 4 / 7 < high
    text = house.login("alma").get(reverse("journeys:compare"), {"leistung": "tutoring", "journey": "but"})
    assert "4 von 7: 57\u00a0%" in text.content.decode() and "3 von 6: 50\u00a0%" in text.content.decode()
    assert "zwischen 25\u00a0% und 84\u00a0%" in text.content.decode()


def test_two_periods_stand_side_by_side(house: House) -> None:
    home(house, 1, site="ennigerloh", reach=[7, 7, 7], created=dt.date(2021, 2, 1))
    home(house, 2, site="ennigerloh", reach=[1, 1, 1], created=dt.date(2022, 2, 1))
    address = reverse("journeys:compare")
    data = {"journey": "but", "leistung": "tutoring"}
    for side, year in (("a", 2021), ("b", 2022)):
        data |= {f"{side}-begun_from": f"1.1.{year}", f"{side}-begun_until": f"31.12.{year}", f"{side}-as_of": "heute"}
    text = house.login("alma").get(address, data).content.decode()
    assert "begonnen 01.01.2021 bis 31.12.2021" in text and "3 von 3" in text and "0 von 3" in text


def test_a_day_of_the_past_knows_only_what_was_said_by_then(house: House) -> None:
    home(house, 1, site="ennigerloh", reach=[7, 7, 7], created=dt.date(2021, 2, 1))
    assert counted(house, group(as_of=dt.date(2021, 1, 31))).people == 0
    assert counted(house, group(as_of=dt.date(2021, 2, 1))).people == 3


def test_only_what_the_doors_open_is_counted(house: House) -> None:
    home(house, 1, site="ennigerloh", reach=[7, 7, 7])
    for name in ("nora", "otto", "bert"):
        text = house.login(name).get(reverse("journeys:compare"), {"leistung": "tutoring"}).content.decode()
        assert "noch niemand mit einer Antwort" in text


def test_a_mistake_is_told_at_its_side(house: House) -> None:
    data = {"a-begun_from": "1.2.2022", "a-begun_until": "1.1.2022", "b-as_of": "31.02.2022"}
    text = house.login("alma").get(reverse("journeys:compare"), data).content.decode()
    assert "Das liegt vor „Begonnen ab“." in text and "Den 31.2.2022 gibt es nicht" in text


def test_applications_count_their_people_once_and_say_how_many_they_were(house: House) -> None:
    published(house, applications())
    family = home(house, 1, site="ennigerloh", reach=[])
    adults = [people.person(family.household, "Ina", of=house.alma).pk]
    for tries in (("sent",), ("sent", "invited")):
        with acting_as(house.alma, "test"):
            family.sheet = services.open_sheet(
                dossier_id=family.pk, journey=journey_named("bewerbung"), person_id=adults[0], title="Betrieb"
            )
        for step in tries:
            family.say(step, who=adults[0], track="way")
    with acting_as(house.alma, "test", read_only=True) as context:
        from rundblick.journeys import comparing

        found = comparing.column(context, journey_named("bewerbung"), "way", group())
    assert found.people is None and all(one.number in (None, 0) for one in found.steps)


def test_comparing_takes_few_statements(house: House) -> None:
    home(house, 1, site="ennigerloh", reach=[7, 7, 7])
    client = house.login("alma")
    client.get(reverse("journeys:compare"))
    with at_most(8):
        client.get(reverse("journeys:compare"))
