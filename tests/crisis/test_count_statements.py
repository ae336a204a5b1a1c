"""How many SQL statements the pages of the room take, with years of protocols."""

import uuid

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.crisis.models import Done, Protocol
from tests.cases.families import Family, haddad
from tests.crisis.crises import asked, begun, ticked, url
from tests.house import House
from tests.queries import at_most


def years(family: Family) -> Protocol:
    """Forty protocols, the last with thirty steps."""
    house = family.house
    with acting_as(house.alma, "test"):
        rows = [
            Protocol(dossier_id=family.pk, person_id=family.amira, way="general", author=house.alma) for _ in range(39)
        ]
        Protocol.objects.bulk_create(rows)
    row = asked(family, begun(family))
    with acting_as(house.alma, "test"):
        Done.objects.bulk_create(
            [Done(dossier_id=family.pk, protocol=row, step="helped", by=house.alma, words="Ja") for _ in range(30)]
        )
    ticked(family, row, "safe")
    return row


def test_the_card_takes_three_statements(house: House) -> None:
    browser = house.login("alma")
    browser.get("/")
    with at_most(5):
        browser.get(reverse("crisis:card"))


def test_pages_and_saving_stay_within_their_bars(house: House) -> None:
    family = haddad(house)
    row = years(family)
    alma, bert = house.login("alma"), house.login("bert")
    for browser in (alma, bert):
        browser.get("/")
    with at_most(8):
        assert alma.get(reverse("crisis:door", args=[family.pk])).status_code == 200
    with at_most(7):
        assert bert.get(reverse("crisis:asked")).status_code == 200
    with at_most(14):
        assert alma.post(url("open", row)).status_code == 200
    with at_most(24):
        assert alma.post(url("tick", row), {"step": "handed_over", "token": str(uuid.uuid4())}).status_code == 200
