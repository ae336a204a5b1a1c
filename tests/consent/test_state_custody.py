"""Who has custody of a minor is asked once, kept with its days, and decides who must say yes."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.consent import custody, queries, services
from rundblick.consent.codes import CustodyKind, OutsideProof
from rundblick.consent.hooks import erase, merge
from rundblick.consent.models import Consent, Custody, Evidence
from rundblick.consent.rules import Holders
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, give, visits_allowed
from tests.consent.test_keep_the_evidence import DRAWING
from tests.consent.test_open_a_door_for_an_agency import exchange
from tests.consent.test_open_the_pages import address, typed
from tests.house import House
from tests.queries import at_most


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def both(family: Family) -> Holders:
    return Holders(CustodyKind.JOINT, frozenset({family.amira, family.karim}))


def apart(family: Family) -> Holders:
    return Holders(CustodyKind.JOINT, frozenset({family.amira}), outside=True)


def told(house: House, family: Family, holders: Holders, *, since: dt.date | None = None, **values: Any) -> Custody:
    """Alma states who has custody of Sami."""
    with acting_as(house.alma, "test"):
        return custody.state(
            dossier_id=family.pk,
            person_id=values.pop("person", family.sami),
            household=queries.household_of(family.pk),
            holders=holders,
            valid_from=since or today(),
            by=house.alma,
            **values,
        )


def stands(house: House, family: Family) -> str:
    with acting_as(house.alma, "test", read_only=True):
        held = queries.custody_of(family.pk, [family.sami]).get(family.sami)
        return custody.in_words(held) if held else ""


def count(reader: User) -> int:
    with acting_as(reader, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM consent_custody")
        return int(cursor.fetchone()[0])


def test_what_the_first_consent_asked_is_kept_and_asked_no_more(house: House, family: Family) -> None:
    browser, url = house.login("alma"), address(family, family.sami)
    page = browser.get(url).content.decode()
    assert "Wer hat das Sorgerecht?" in page and "Wer genau?" in page
    holders = [str(family.amira), str(family.karim)]
    sent = typed(house, family.amira, family.karim, custody="joint", holders=holders)
    assert browser.post(url, sent).status_code == 302
    assert stands(house, family).endswith("gemeinsam")
    page = browser.get(reverse("consent:give", args=[family.pk, family.sami, "video"])).content.decode()
    assert "Wer hat das Sorgerecht?" not in page and "Sorgerecht ändern" in page
    listed = browser.get(reverse("consent:list", args=[family.pk])).content.decode()
    assert "Haddad gemeinsam" in listed and "Sorgerecht für Sami" in listed


def test_the_message_beside_the_field_says_who_is_missing(house: House, family: Family) -> None:
    told(house, family, both(family))
    browser, url = house.login("alma"), address(family, family.sami)
    answer = browser.post(url, typed(house, family.amira))
    assert answer.status_code == 422 and "Es fehlt noch: Karim Haddad." in answer.content.decode()
    assert browser.post(url, typed(house, family.amira, family.karim)).status_code == 302


def test_somebody_outside_proves_their_yes_with_a_sheet_or_it_is_said_to_be_at_hand(
    house: House, family: Family
) -> None:
    told(house, family, apart(family))
    browser, url = house.login("alma"), reverse("consent:give", args=[family.pk, family.sami, "video"])
    without = typed(house, family.amira) | {"given_by": [str(family.amira), "outside"]}
    answer = browser.post(url, without)
    assert answer.status_code == 422 and "Es liegt vor" in answer.content.decode()
    wrong = browser.post(url, without | {"outside_sheet": SimpleUploadedFile("blatt.txt", b"Ja")})
    assert wrong.status_code == 422
    with acting_as(house.alma, "test", read_only=True):
        assert not Consent.objects.exists(), "nothing is half written down"
    assert browser.post(url, without | {"outside_sheet": SimpleUploadedFile("b.png", DRAWING)}).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        consent = Consent.objects.get()
        assert Evidence.objects.get().consent_id == consent.pk
    assert (consent.outside_proof, consent.guardian_outside) == (OutsideProof.SHEET, True)
    at_hand = typed(house, family.amira, outside_signed="on") | {"given_by": [str(family.amira), "outside"]}
    assert browser.post(address(family, family.sami), at_hand).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        other = Consent.objects.exclude(pk=consent.pk).get()
    assert other.outside_proof == OutsideProof.AT_HAND
    shown = browser.get(reverse("consent:show", args=[other.pk])).content.decode()
    assert "Unterschrift liegt vor" in shown


def test_while_it_is_unknown_only_whoever_has_it_alone_consents(house: House, family: Family) -> None:
    told(house, family, Holders(CustodyKind.UNKNOWN))
    browser, url = house.login("alma"), address(family, family.sami)
    unknown = browser.post(url, typed(house, family.amira, custody="unknown"))
    assert unknown.status_code == 422 and "§ 1626a BGB" in unknown.content.decode()
    alone = typed(house, family.amira, custody="alone", holders=[str(family.amira)])
    assert browser.post(url, alone).status_code == 302
    assert stands(house, family) == "Amira Haddad allein"


def test_what_changes_is_a_new_row_from_its_day_on(house: House, family: Family) -> None:
    first = told(house, family, both(family), since=today() - 90 * DAY)
    told(house, family, apart(family), since=today() - 10 * DAY)
    with acting_as(house.alma, "test", read_only=True) as context:
        rows = custody.history(context, family.pk, family.sami)
    assert [(row.valid_from, row.valid_until) for row in rows] == [
        (today() - 10 * DAY, None),
        (today() - 90 * DAY, today() - 10 * DAY),
    ]
    assert rows[1].pk == first.pk
    assert stands(house, family) == "Amira Haddad und jemand außerhalb des Haushalts gemeinsam"
    with pytest.raises(services.Refused, match="späteren Tag"):
        told(house, family, both(family), since=today() - 20 * DAY)
    told(house, family, Holders(CustodyKind.ALONE, frozenset({family.amira})), since=today() - 10 * DAY)
    assert stands(house, family) == "Amira Haddad allein", "the same first day corrects it"
    assert count(house.alma) == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"since": dt.date(2099, 1, 1)}, "Zukunft"),
        ({"since": dt.date(1999, 1, 1)}, "vor der Geburt"),
        ({"holders": Holders(CustodyKind.JOINT, frozenset())}, "genau zwei"),
        ({"holders": Holders(CustodyKind.ALONE, frozenset({uuid.uuid4()}))}, "Erwachsene dieses Haushalts"),
    ],
)
def test_what_cannot_be_is_refused(house: House, family: Family, values: dict[str, Any], words: str) -> None:
    with pytest.raises(services.Refused, match=words):
        told(house, family, **{"holders": both(family)} | values)


def test_nobody_of_age_has_somebody_with_custody(house: House, family: Family) -> None:
    with pytest.raises(services.Refused, match="nur bei Minderjährigen"):
        told(house, family, both(family), person=family.karim)
    url = reverse("consent:custody", args=[family.pk, family.karim])
    assert house.login("alma").get(url).status_code == 404


def test_the_page_states_it_once_and_says_what_to_clarify(house: House, family: Family) -> None:
    browser, url = house.login("alma"), reverse("consent:custody", args=[family.pk, family.sami])
    assert "§ 1626a BGB" in browser.get(url).content.decode()
    sent = {
        "custody": "guardian",
        "holders": [],
        "since": today().strftime("%d.%m.%Y"),
        "token": str(uuid.uuid4()),
    }
    lacking = browser.post(url, sent)
    assert lacking.status_code == 422 and "genau eine Person" in lacking.content.decode()
    for _ in range(2):
        assert browser.post(url, sent | {"holders": ["outside"]}).status_code == 302
    assert count(house.alma) == 1
    assert stands(house, family) == "Vormundschaft oder Pflegschaft: jemand außerhalb des Haushalts"


def test_an_agency_that_reads_about_the_child_learns_nothing_of_custody(house: House, family: Family) -> None:
    exchange(house, family, family.sami, given_by=[family.amira, family.karim])
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=family.pk,
            principal=house.provider,
            basis=Basis.ASSIGNMENT,
            topics=("master", "notes"),
            evidence="Vertrag 7",
        )
    assert (count(house.alma), count(house.ivo), count(house.cem)) == (1, 0, 1)


def test_consents_without_custody_from_before_still_hold(house: House, family: Family) -> None:
    consent = visits_allowed(house, family, family.sami, by=(family.amira, family.karim))
    with as_worker("test"), reason("test"):
        Custody.objects.all().delete()
    with acting_as(house.alma, "test", read_only=True) as context:
        (one,) = queries.standing_of(context, family.pk)
    assert one.consent.pk == consent.pk and one.stands


def test_it_goes_with_the_case_and_follows_merged_records(house: House, family: Family) -> None:
    told(house, family, both(family))
    with as_worker("test"), reason("people.merge"):
        merge(family.amira, family.karim)
        held = Custody.objects.get()
        assert (held.kind, held.first_id, held.second_id) == (CustodyKind.ALONE, family.amira, None)
    with as_worker("test"), reason("access.erasure.execute"):
        assert erase(family.pk) == 1


def test_of_two_records_of_one_child_one_custody_stands(house: House, family: Family) -> None:
    told(house, family, both(family))
    with as_worker("test"), reason("people.merge"):
        twin = Custody.objects.get()
        twin.pk, twin.person_id = uuid.uuid4(), family.karim
        twin.first_id, twin.second_id, twin.kind = family.amira, None, CustodyKind.ALONE
        twin.recorded_at = now()
        twin.save(force_insert=True)
        merge(family.sami, family.karim)
        assert [row.kind for row in Custody.objects.filter(valid_until=None)] == [CustodyKind.JOINT]


def test_pages_take_their_statements(house: House, family: Family) -> None:
    give(house, family.household, family.sami, by=(family.amira, family.karim))
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(8):
        assert browser.get(reverse("consent:custody", args=[family.pk, family.sami])).status_code == 200
    with at_most(12):
        assert browser.get(address(family, family.sami)).status_code == 200
