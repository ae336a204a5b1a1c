"""How many SQL statements a page takes, all in: session, user, doors, log; however long the history is."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.consent.models import Consent
from rundblick.web.clock import BERLIN, now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, PROTECTED, give
from tests.consent.test_open_the_pages import typed
from tests.house import House
from tests.queries import at_most

MANY = 400


def full(house: House) -> tuple[Family, Consent]:
    """Consents of all members, and for Amira those of many years, each replaced by the next."""
    family = haddad(house)
    consent = give(house, family.household, family.amira)
    give(house, family.household, family.karim)
    give(house, family.household, family.sami, by=(family.amira, family.karim))
    with acting_as(house.alma, "test"):
        doors = [
            Grant(
                dossier_id=family.pk,
                principal_kind="user",
                principal_id=house.alma.pk,
                basis=Basis.CONSENT,
                topics=["protected"],
                subject_id=family.amira,
                valid_from=now() - 9 * DAY,
                valid_until=now() - 8 * DAY,
                evidence="Test",
            )
            for _ in range(MANY)
        ]
        Grant.objects.bulk_create(doors)
        kept = {f.attname: getattr(consent, f.attname) for f in Consent._meta.concrete_fields}
        old: dict[str, Any] = kept | {"superseded_at": dt.datetime(2026, 9, 1, tzinfo=BERLIN)}
        Consent.objects.bulk_create(
            Consent(**old | {"id": uuid.uuid4(), "grant_id": door.pk, "given_on": today() - 9 * DAY}) for door in doors
        )
    return family, consent


@pytest.mark.parametrize(
    ("name", "limit"),
    [("list", 10), ("give", 11), ("sheet", 10), ("show", 8), ("withdraw", 6), ("evidence", 6)],
)
def test_a_page_takes_its_statements(house: House, name: str, limit: int) -> None:
    family, consent = full(house)
    args: dict[str, list[Any]] = {
        "list": [family.pk],
        "give": [family.pk, family.amira, PROTECTED],
        "sheet": [family.pk, family.amira, PROTECTED],
    }
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(limit):
        assert browser.get(reverse(f"consent:{name}", args=args.get(name, [consent.pk]))).status_code == 200


def test_saving_takes_its_statements(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    address = reverse("consent:give", args=[family.pk, family.amira, PROTECTED])
    with at_most(18):
        assert browser.post(address, typed(house, family.amira)).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        consent = Consent.objects.get()
    with at_most(16):
        assert browser.post(reverse("consent:withdraw", args=[consent.pk])).status_code == 302
