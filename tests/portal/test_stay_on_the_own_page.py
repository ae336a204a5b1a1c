"""A participant's door shows master data; the pages of staff must not open for it."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from rundblick.access.context import acting_as
from rundblick.access.roles import Role
from rundblick.access.services import assign_role
from tests.access.test_matrix import EXPECTED
from tests.cases.families import haddad
from tests.house import House

OPEN = (
    "portal:",
    "web:",
    "directory:public",
    "directory:event_f",
    "directory:hsds",
    "directory:embedded",
    "account_",
    "mfa_",
    "socialaccount_",
    "openid_connect_",
)
ALSO_OPEN = {"steering:home", "access:draft", "access:draft_discard", "access:doors", "healthz", "readyz"}
ENDINGS: dict[str, list[Any]] = {
    "evaluation:figure": [0],
    "cases:goal_blocks": [1],
    "journeys:field": ["lunch", "known"],
    "copies:part": [0],
    "copies:entry": [0, 0],
    "copies:look": [0, 0],
    "consent:text": [1, "de"],
    "surveys:paper": [1],
    "surveys:codebook": [1],
}
"""Addresses that end neither with ids nor with words of any kind."""
STAFF = sorted(name for name in EXPECTED if not name.startswith(OPEN) and name not in ALSO_OPEN)


def address_of(name: str, some: Any, other: Any, wanted: int) -> str:
    """The address with this id first, then as many ids as it takes; the rest are words."""
    if not wanted:
        return reverse(name)
    ending = ENDINGS.get(name)
    if ending:
        return reverse(name, args=[some, *[other] * (wanted - 1 - len(ending)), *ending])
    for words in range(wanted + 1):
        try:
            return reverse(name, args=[*[some, *[other] * wanted][: wanted - words], *["anna"] * words])
        except NoReverseMatch:
            continue
    raise LookupError(name)


def test_no_page_of_staff_opens_for_a_participant_with_a_door(house: House) -> None:
    family = haddad(house)
    family.let_in(house.jana, family.amira)
    browser = house.login("jana")
    opened = []
    for name in STAFF:
        wanted = len(EXPECTED[name].get("args", []))
        ask = getattr(browser, EXPECTED[name].get("method", "get"))
        for some in (family.pk, family.amira, family.household.pk)[: 3 if wanted else 1]:
            address = address_of(name, some, family.amira, wanted)
            if ask(address).status_code != 404:
                opened.append(address)
    assert STAFF
    assert opened == []


def test_a_colleague_who_is_also_a_participant_keeps_the_pages_of_staff(house: House) -> None:
    with acting_as(house.frank, "test"):
        assign_role(user=house.jana, role=Role.COACH)
    browser = house.login("jana")
    assert browser.get("/start/arbeit/").status_code == 200
    assert browser.get("/meine-seite/").status_code == 200
