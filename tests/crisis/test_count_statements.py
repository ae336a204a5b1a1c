"""How many SQL statements the pages of the room take, with years of protocols."""

import uuid

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.crisis.models import Done, Protocol
from rundblick.programmes.duebook import refresh
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


def test_the_card_takes_four_statements(house: House) -> None:
    browser = house.login("alma")
    browser.get("/")
    with at_most(4):
        browser.get(reverse("crisis:card"))


def test_pages_and_saving_stay_within_their_bars(house: House) -> None:
    """What is saved answers with the open protocol, so its numbers hold both: saving and the page."""
    family = haddad(house)
    row = years(family)
    alma, bert = house.login("alma"), house.login("bert")
    for browser in (alma, bert):
        browser.get("/")
    with at_most(8):
        assert alma.get(reverse("crisis:door", args=[family.pk])).status_code == 200
    with at_most(6):
        assert bert.get(reverse("crisis:asked")).status_code == 200
    with at_most(13):
        assert alma.post(url("open", row)).status_code == 200
    with at_most(18):
        assert alma.post(url("tick", row), {"step": "handed_over", "token": str(uuid.uuid4())}).status_code == 200
    with at_most(15):
        assert bert.post(url("confirm", row)).status_code == 200
    sent = {"happened": "Ein Satz.", "agreed": "", "follow_up_on": "", "version": str(row.version)}
    with at_most(22):
        assert alma.post(url("write", row), sent).status_code == 200


def test_the_part_of_the_case_page_asks_nothing(house: House) -> None:
    family = haddad(house)
    begun(family)
    with as_worker("test"):
        refresh([family.pk])
    browser = house.login("alma")
    browser.get("/")
    with at_most(40) as captured:
        browser.get(reverse("cases:more", args=[family.pk]))
    assert not [query for query in captured.captured_queries if "crisis_" in query["sql"]]
