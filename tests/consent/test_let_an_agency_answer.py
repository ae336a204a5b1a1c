"""A release towards the coaches: one agency may show what it writes, without a door, for half a year at most."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.access.models import Grant, User
from rundblick.access.models.dossiers import Basis
from rundblick.consent import services
from rundblick.consent.codes import How
from rundblick.consent.models import Consent
from rundblick.consent.queries import Reply, replies_released, reply_stands
from rundblick.consent.wording import purposes
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, visits_allowed, withdraw
from tests.consent.test_open_a_door_for_an_agency import exchange
from tests.consent.test_open_the_pages import typed
from tests.house import House
from tests.queries import at_most


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def released(house: House, family: Family, **changed: Any) -> Consent:
    """Amira lets the Brücke show Alma what it writes."""
    purpose = purposes()["reply"]
    values: dict[str, Any] = {
        "purpose": purpose,
        "text": purpose.text_on(today()),
        "organisation": house.partner,
    }
    person = changed.pop("person", family.amira)
    return visits_allowed(house, family, person, **(values | changed))


def standing(reader: User, family: Family, *which: uuid.UUID) -> set[Reply]:
    with acting_as(reader, "test", read_only=True):
        return replies_released([family.pk], *which)


def test_it_names_the_agency_opens_nothing_and_ends_after_half_a_year(house: House, family: Family) -> None:
    consent = released(house, family)
    assert (consent.organisation_id, consent.grant_id) == (house.partner.pk, None)
    assert consent.valid_until == today() + 183 * DAY
    with acting_as(house.alma, "test", read_only=True):
        assert not Grant.objects.filter(basis=Basis.CONSENT).exists()
    with pytest.raises(services.Refused, match="höchstens bis einschließlich"):
        released(house, family, person=family.karim, valid_until=today() + 184 * DAY)


def test_it_is_asked_in_one_query_for_many_or_for_one(house: House, family: Family) -> None:
    released(house, family)
    for person in (family.amira, family.karim):
        exchange(house, family, person)
    released(house, family, organisation=house.provider, person=family.karim)
    bruecke = Reply(family.pk, family.amira, house.partner.pk)
    traeger = Reply(family.pk, family.karim, house.provider.pk)
    with acting_as(house.alma, "test", read_only=True), at_most(1):
        assert replies_released([family.pk, uuid.uuid4()]) == {bruecke, traeger}
    assert standing(house.alma, family, family.amira) == {bruecke}
    assert standing(house.alma, family, family.amira, house.provider.pk) == set()
    with acting_as(house.alma, "test", read_only=True), at_most(1):
        rows = Grant.objects.filter(basis=Basis.CONSENT).annotate(
            answers=reply_stands(person="subject_id", organisation="principal_id")
        )
        assert {row.subject_id: row.answers for row in rows} == {family.amira: True, family.karim: False}
    assert standing(house.otto, family) == set(), "whoever sees nothing of the case learns of no release"


def test_it_stands_for_itself_whatever_becomes_of_the_door(house: House, family: Family) -> None:
    door = exchange(house, family, family.amira)
    assert standing(house.alma, family) == set(), "reading along releases nobody from anything"
    consent = released(house, family)
    withdraw(door, acting=house.alma)
    assert standing(house.alma, family) == {Reply(family.pk, family.amira, house.partner.pk)}
    withdraw(consent, acting=house.alma)
    assert standing(house.alma, family) == set()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"organisation": None}, "eine Stelle"),
        ({"topics": ["goals"]}, "mindestens ein Thema"),
        ({"how": How.SPOKEN}, "Auf diesem Weg"),
    ],
)
def test_what_it_is_not_is_refused(house: House, family: Family, changed: dict[str, Any], words: str) -> None:
    with pytest.raises(services.Refused, match=words):
        released(house, family, **changed)


def test_the_page_asks_for_the_agency_alone_and_a_withdrawal_closes_no_door(house: House, family: Family) -> None:
    browser = house.login("alma")
    address = reverse("consent:give", args=[family.pk, family.amira, "reply"])
    page = browser.get(address).content.decode()
    assert "Welche Stelle?" in page and "Worüber darf gesprochen werden?" not in page
    sent = typed(house, family.amira, organisation=str(house.partner.pk))
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    (reply,) = standing(house.alma, family)
    assert reply.organisation_id == house.partner.pk
    shown = browser.get(reverse("consent:show", args=[sent["token"]])).content.decode()
    assert "Wer berichten darf" in shown and "Themen" not in shown
    taking = browser.get(reverse("consent:withdraw", args=[sent["token"]])).content.decode()
    assert "nur noch Tage und Stand" in taking and "Die Tür schließt" not in taking


acts = st.lists(st.tuples(st.sampled_from(["give", "withdraw", "wait"]), st.integers(1, 120)), min_size=2, max_size=8)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_it_stands_exactly_from_the_yes_until_its_end_or_the_no(
    house: House, family: Family, acts: list[tuple[str, int]]
) -> None:
    consent: Consent | None = None
    until = today()
    with time_machine.travel(now(), tick=True) as clock:
        for act, days in acts:
            if act == "wait":
                clock.shift(dt.timedelta(days=days))
            elif act == "give":
                known = consent.pk if consent is not None and today() < until else None
                until = today() + days * DAY
                consent = released(house, family, valid_until=until, replaces=known)
            elif consent is not None:
                withdraw(consent, acting=house.alma)
                consent = None
            assert bool(standing(house.alma, family)) is (consent is not None and today() < until)
        if consent is not None:
            withdraw(consent, acting=house.alma)
