"""How many SQL statements a page of the card takes; the numbers do not grow with ten years of entries."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.resources.codes import COLUMNS, Level, Section
from rundblick.resources.models import PlannedHelp, Resource
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.resources.cards import PERSON, address, full, lines, plans, says

PAGES = {"page": 12, "sheet": 10, "compare": 9, "helps": 12}
STEP = dt.timedelta(days=9)


def ten_years(house: House, family: Family) -> None:
    """Some 2,000 rows of one person: 400 entries restated again and again, and helps that came and went."""
    resources, helps = [], []
    for number in range(400):
        thread, begun = uuid.uuid4(), today() - number * STEP
        for turn in range(4):
            resources.append(
                Resource(
                    dossier_id=family.pk,
                    person_id=family.amira,
                    author=house.alma,
                    thread=thread,
                    same_as=thread,
                    section=list(Section)[number % 4],
                    level=list(Level)[number % 4],
                    perspective=COLUMNS[number % 3],
                    text=f"Eintrag {number}",
                    valid_from=begun + turn * STEP / 9,
                    valid_until=begun + (turn + 1) * STEP / 9 if turn < 3 or number % 20 else None,
                    written_at=now(),
                )
            )
        helps.append(
            PlannedHelp(
                dossier_id=family.pk,
                person_id=family.amira,
                author=house.alma,
                text=f"Hilfe {number}",
                level=list(Level)[number % 4],
                since=begun,
                valid_from=begun,
                valid_until=begun + 10 * STEP,
            )
        )
    with acting_as(house.alma, "test"):
        Resource.objects.bulk_create(resources)
        PlannedHelp.objects.bulk_create(helps)


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_card_takes_its_statements(house: House, name: str, long: bool) -> None:
    family = haddad(house)
    full(family)
    if long:
        ten_years(house, family)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(PAGES[name]):
        assert browser.get(address(family, name)).status_code == 200


def test_an_entry_mode_takes_ten_statements(house: House) -> None:
    family = haddad(house)
    full(family)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(10):
        browser.get(address(family, "enter", "person"))


@pytest.mark.parametrize(("texts", "limit"), [({"social": "Oma"}, 13), (dict.fromkeys(Section.values, "Neu"), 13)])
def test_adding_lines_takes_as_many_statements_for_five_as_for_one(
    house: House, texts: dict[str, str], limit: int
) -> None:
    family = haddad(house)
    full(family)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(limit):
        assert browser.post(address(family, "enter", "coach"), lines(**texts)).status_code == 302


def test_saving_an_entry_and_a_help_takes_at_most_fourteen_statements(house: House) -> None:
    family = haddad(house)
    long_ago = today() - 50 * STEP
    row = says(family, PERSON, "Schwester", on=long_ago)
    one = plans(family, since=long_ago)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    sent = {"text": "Leyla", "section": "social", "level": "2", "perspective": "person", "version": "1"}
    with at_most(14):
        assert browser.post(address(family, "resource", row.pk), sent).status_code == 302
    with at_most(14):
        state = {"stand": "laeuft", "version": "1"}
        assert browser.post(address(family, "help_state", one.pk), state).status_code == 302
    with at_most(14):
        planned = lines(text="Oma", level="2", state="planned", since="", draws_upon="")
        assert browser.post(address(family, "helps"), planned).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        running = PlannedHelp.objects.get(thread=one.thread, valid_until=None)
    changed = {"text": "Familienhilfe am Dienstag", "level": "4", "state": "running", "version": "1"}
    with at_most(14):
        assert browser.post(address(family, "help", running.pk), changed).status_code == 302
