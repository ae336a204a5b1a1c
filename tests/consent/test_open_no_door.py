"""A consent to visits at home: on paper, by each for themself, without a reader and without a door."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.consent import due, export, queries, services
from rundblick.consent.codes import How
from rundblick.consent.hooks import merge
from rundblick.consent.models import Consent
from rundblick.consent.rules import State
from rundblick.consent.wording import purposes
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, visits_allowed, withdraw
from tests.house import House


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def states(house: House, family: Family) -> list[State]:
    with acting_as(house.alma, "test", read_only=True) as context:
        return [one.state for one in queries.standing_of(context, family.pk)]


def test_it_holds_for_a_year_and_opens_nothing(house: House, family: Family) -> None:
    consent = visits_allowed(house, family, family.amira)
    assert (consent.recipient_id, consent.grant_id) == (None, None)
    assert consent.valid_until == today() + 365 * DAY
    with acting_as(house.alma, "test", read_only=True):
        assert not Grant.objects.filter(basis=Basis.CONSENT).exists()
    assert states(house, family) == [State.HOLDS]
    withdraw(consent, acting=house.alma)
    assert states(house, family) == [State.WITHDRAWN]


def test_a_second_one_takes_the_place_of_the_one_that_was_known(house: House, family: Family) -> None:
    first = visits_allowed(house, family, family.amira)
    with pytest.raises(services.Changed):
        visits_allowed(house, family, family.amira)
    visits_allowed(house, family, family.amira, replaces=first.pk)
    assert states(house, family) == [State.HOLDS, State.REPLACED]
    with as_worker("test"):
        twin = Consent.objects.get(superseded_at=None)
        twin.pk = uuid.uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)


@pytest.mark.parametrize("changed", [{"how": How.SPOKEN}, {"how": How.SCREEN}])
def test_only_a_signature_on_paper_counts(house: House, family: Family, changed: dict[str, Any]) -> None:
    with pytest.raises(services.Refused, match="Auf diesem Weg"):
        visits_allowed(house, family, family.amira, **changed)


def test_nobody_of_age_consents_for_another(house: House, family: Family) -> None:
    with pytest.raises(services.Refused, match="willigt selbst ein"):
        visits_allowed(house, family, family.amira, by=(family.karim,))


def test_a_purpose_with_a_door_still_needs_its_reader(house: House, family: Family) -> None:
    purpose = purposes()["protected"]
    with pytest.raises(services.Refused, match="arbeitet nicht mit diesem Fall"):
        visits_allowed(house, family, family.amira, purpose=purpose, text=purpose.text_on(today()))


def test_the_page_asks_for_no_reader_and_says_what_a_visit_is_not(house: House, family: Family) -> None:
    browser = house.login("alma")
    address = reverse("consent:give", args=[family.pk, family.amira, "home_visit"])
    page = browser.get(address).content.decode()
    assert "Wer darf lesen und schreiben?" not in page and "keine Prüfung Ihrer Leistungen" in page
    token = str(uuid.uuid4())
    typed = {
        "given_by": [str(family.amira)],
        "kind": "plain",
        "how": "paper",
        "given_on": today().strftime("%d.%m.%Y"),
        "explained_by": str(house.alma.pk),
        "version": "1",
        "known": "",
        "token": token,
    }
    for _ in range(2):
        assert browser.post(address, typed).status_code == 302
    assert states(house, family) == [State.HOLDS]
    shown = browser.get(reverse("consent:show", args=[token])).content.decode()
    assert "Liest und schreibt" not in shown and "Unterschriebenes Blatt ablegen" in shown
    page = browser.get(reverse("consent:withdraw", args=[token])).content.decode()
    assert "Ab sofort kommt niemand mehr nach Hause" in page and "Tür schließt" not in page
    answer = browser.post(reverse("consent:withdraw", args=[token]), follow=True)
    assert "Er gilt ab jetzt" in answer.content.decode()


def test_before_it_ends_it_is_due_and_the_own_copy_holds_it(house: House, family: Family) -> None:
    visits_allowed(house, family, family.amira, valid_until=today() + 20 * DAY)
    with as_worker("test"):
        (item,) = due.ending([family.pk], today())
        (section,) = export.sections(family.pk, family.amira)
    assert "Besuche zu Hause" in item["explanation"]
    assert section["rows"][0][1:4] == ("Besuche zu Hause", "selbst", "")


def test_of_two_records_one_consent_stands(house: House, family: Family) -> None:
    visits_allowed(house, family, family.amira)
    visits_allowed(house, family, family.karim)
    with as_worker("test"), reason("people.merge"):
        merge(family.amira, family.karim)
        assert Consent.objects.filter(person_id=family.amira, superseded_at=None).count() == 1
