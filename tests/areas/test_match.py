"""Target groups may ask for the area; the finder from a programme says what the one from a household says."""

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.people.models import Household
from rundblick.people.services import protect
from rundblick.programmes.bridge import day_facts
from rundblick.programmes.conditions import evaluate
from rundblick.web.clock import today
from tests.areas.building import area, street
from tests.house import House
from tests.people.families import household, kaya, person
from tests.programmes.test_match_households import for_group, matched
from tests.queries import at_most

ASKED = {"fact": "household.area", "equals": "Nord"}


def said(house: House, home: Household) -> str:
    """What the rules say about one household."""
    with acting_as(house.alma, "test", read_only=True):
        facts = day_facts(hooks.all_facts([home.dossier_id], today())[home.dossier_id], today())
    return str(evaluate(for_group(ASKED, "household").target_group.condition, facts, today()).answer)


def test_a_programme_finds_the_households_of_an_area(house: House) -> None:
    home = household(house, *kaya())
    programme = for_group(ASKED, "household")
    assert (matched(house.alma, programme).unknown, said(house, home)) == (1, "unknown")
    north = area(house, "Nord")
    street(house, north, "Verstecktengasse", first="1", last="20")
    assert (matched(house.alma, programme).yes, said(house, home)) == (1, "yes")
    south = for_group({"fact": "household.area", "one_of": ["Süd", "West"]}, "household")
    assert matched(house.alma, south).no == 1
    found = matched(house.bert, programme)
    assert (found.yes, found.unknown, found.no) == (0, 0, 0)


def test_a_protected_household_is_unknown_to_both(house: House) -> None:
    home = household(house, *kaya())
    street(house, area(house, "Nord"), "Verstecktengasse")
    mother = person(home, "Gülşen", of=house.alma)
    with acting_as(house.alma, "test"):
        protect(household=home, person=mother)
    found = matched(house.alma, for_group(ASKED, "household"))
    assert (found.yes, found.unknown, found.rows[0].open) == (0, 1, ("household.area",))
    assert said(house, home) == "unknown"


def test_asking_for_the_area_takes_as_many_statements_for_any_number(house: House) -> None:
    street(house, area(house, "Nord"), "Verstecktengasse")
    for _ in range(3):
        household(house, *kaya())
    programme = for_group(ASKED, "person")
    with at_most(7):
        assert matched(house.alma, programme).yes > 0


def test_other_target_groups_pay_nothing_for_it(house: House) -> None:
    street(house, area(house, "Nord"), "Verstecktengasse")
    household(house, *kaya())
    programme = for_group({"fact": "household.municipality", "equals": "Ennigerloh"}, "household")
    with at_most(2):
        assert matched(house.alma, programme).yes == 1
