"""Who sees my data: the same page for the talk and for the person, and nothing of the others in the household."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.urls import reverse

from rundblick.access import disclosure
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.consent.models import Consent
from rundblick.post.models import OutgoingMail
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import give, visits_allowed
from tests.house import House
from tests.queries import at_most

OWN = "/meine-seite/wer-darf-sehen/"


@pytest.fixture
def family(house: House) -> Family:
    """Jana is Amira; a counselling agency helps Amira, the Träger helps Karim."""
    family = haddad(house, opened_on=today() - dt.timedelta(days=60))
    family.let_in(house.jana, family.amira)
    opened(family, house.partner, family.amira, Basis.CONSENT)
    opened(family, house.provider, family.karim, Basis.CONSENT)
    return family


def opened(family: Family, principal: object, person: uuid.UUID | None, basis: Basis) -> Grant:
    with acting_as(family.house.alma, "test"):
        return open_door(
            dossier_id=family.pk,
            principal=principal,  # type: ignore[arg-type]
            basis=basis,
            topics=("appointments", "goals"),
            subject_id=person,
            until=now() + dt.timedelta(days=90),
            evidence="Erklärung vom 3.11.",
        )


def looked(family: Family, name: str, kind: str = "cases.page", times: int = 1) -> None:
    context = getattr(family.house, name).access_context()
    disclosure.write(context, [disclosure.entry(context, kind=kind, dossiers=[family.pk])] * times)


def coach(family: Family, name: str = "alma", person: uuid.UUID | None = None, query: str = "") -> str:
    address = reverse("whosees:page", args=[family.pk, person or family.amira])
    answer = family.house.login(name).get(address + query)
    assert answer.status_code == 200
    return answer.content.decode()


def own(family: Family) -> str:
    return family.house.login("jana").get(OWN).content.decode()


def door(family: Family, principal: object) -> Grant:
    with acting_as(family.house.alma, "test", read_only=True):
        return Grant.objects.get(dossier_id=family.pk, principal_id=principal.pk)  # type: ignore[attr-defined]


def is_open(grant: Grant) -> bool:
    return grant.valid_until is None or grant.valid_until > now()


def test_coach_and_person_read_the_same_houses_reasons_and_topics_and_no_names(family: Family) -> None:
    for page in (coach(family, query="?gemeinsam=1"), own(family)):
        for words in (
            "Beratungsstelle Brücke",
            "Weil Sie es erlaubt haben",
            "Ihre Termine und Ihre Ziele",
            "Ihre Erlaubnis",
            "seit ",
            "Wer sieht was?",
            "Nicht mehr erlauben",
        ):
            assert words in page, words
        for hidden in ("Alma", "Bert", "Erklärung vom", "Lotse"):
            assert hidden not in page, hidden
    assert "Lotse" in coach(family, person=family.karim)


def test_who_looked_is_told_with_house_role_and_day(family: Family) -> None:
    assert "Niemand hineingesehen" not in own(family)
    looked(family, "alma", times=3)
    looked(family, "ivo")
    for page in (coach(family), own(family)):
        told = page.partition("Wer hat wirklich")[2]
        assert "Coach / Fallmanagement" in told and f"{today():%d.%m.%Y}" in told
        assert "Beratung und Begleitung Ihres Haushalts" in told
        assert "Beratungsstelle Brücke" in told


def test_a_helper_of_one_member_stays_unknown_to_the_other_even_when_they_looked(family: Family) -> None:
    looked(family, "cem")
    assert "Lotse" not in own(family)
    with acting_as(family.house.jana, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM whosees_looks(%s, %s)", [family.pk, family.karim])
        assert cursor.fetchone() == (0,), "her door is about herself alone"
    assert "Lotse" in coach(family, person=family.karim).partition("Wer hat wirklich")[2]


def test_a_colleague_of_the_team_reads_the_doors_but_not_the_log(family: Family) -> None:
    looked(family, "alma")
    page = coach(family, "bert")
    assert "Beratungsstelle Brücke" in page
    assert "Das zeigt Ihnen Ihre zuständige Fachkraft" in page and "hat niemand hineingesehen" not in page


def test_a_guest_learns_who_leads_and_their_own_door_and_is_told_so(family: Family) -> None:
    soon = now() + dt.timedelta(days=30)
    family.let_in(family.house.ivo, family.amira, basis=Basis.CONSENT, topics=("master", "goals"), until=soon)
    with acting_as(family.house.alma, "test"):
        open_door(
            dossier_id=family.pk,
            principal=family.house.provider,
            basis=Basis.ASSIGNMENT,
            topics=("goals",),
            until=soon,
            evidence="Vertrag",
        )
    page = coach(family, "ivo")
    assert "Sie sehen hier nicht alles" in page and "Ihre zuständige Fachkraft" in page
    assert "Lotse" not in page


def test_a_past_day_shows_the_doors_of_that_day_and_nothing_to_withdraw(family: Family) -> None:
    page = coach(family, query=f"?stand={today() - dt.timedelta(days=1)}")
    assert "Beratungsstelle Brücke" not in page and "Nicht mehr erlauben" not in page


def test_the_person_closes_a_door_themself_in_two_clicks(family: Family) -> None:
    grant = door(family, family.house.partner)
    browser = family.house.login("jana")
    address = reverse("portal:withdraw", args=[grant.pk])
    assert address in browser.get(OWN).content.decode()
    asked = browser.get(address).content.decode()
    assert "Beratungsstelle Brücke" in asked and "keinen Grund" in asked
    assert is_open(door(family, family.house.partner)), "looking closes nothing"
    for _ in range(2):
        assert browser.post(address).headers["Location"] == OWN
    assert not is_open(door(family, family.house.partner))
    page = own(family)
    assert address not in page and "Wer im letzten Jahr" in page
    assert browser.get(address).headers["Location"] == OWN


def test_a_consent_to_the_protected_area_ends_with_its_door(family: Family) -> None:
    consent = give(family.house, family.household, family.amira)
    assert f"/einwilligungen/{consent.pk}/widerrufen/" in coach(family)
    family.house.login("jana").post(reverse("portal:withdraw", args=[consent.pk]))
    with acting_as(family.house.alma, "test", read_only=True):
        held = Consent.objects.select_related("grant").get(pk=consent.pk)
        assert held.withdrawn_at is not None and held.grant and not is_open(held.grant)
        event = held.former.get()  # type: ignore[attr-defined]
        assert event.pgh_context["actor"] == str(family.house.jana.pk)
        assert event.pgh_context["reason"] == "consent.withdraw_own"


def test_a_consent_without_a_door_ends_and_the_coach_who_planned_a_visit_is_told(family: Family) -> None:
    consent = visits_allowed(family.house, family, family.amira)
    family.appointment(family.amira, setting="home_visit", place="zu Hause")
    page = own(family)
    assert "Was Sie außerdem erlaubt haben" in page and "Besuche zu Hause" in page
    browser = family.house.login("jana")
    address = reverse("portal:withdraw", args=[consent.pk])
    assert "nicht mehr fest" in browser.get(address).content.decode()
    for _ in range(2):
        browser.post(address)
    assert "Besuche zu Hause" not in own(family)
    with acting_as(family.house.alma, "test", read_only=True):
        assert Consent.objects.get(pk=consent.pk).withdrawn_at
    assert messages() == 1


def messages() -> int:
    with as_worker("test"):
        return OutgoingMail.objects.count()


def test_nobody_withdraws_for_somebody_else(family: Family) -> None:
    karims = give(family.house, family.household, family.karim)
    doors = [door(family, family.house.provider).pk, karims.pk, door(family, family.house.north).pk]
    browser = family.house.login("jana")
    for wanted in doors:
        assert browser.post(reverse("portal:withdraw", args=[wanted])).status_code == 302
    assert is_open(door(family, family.house.provider))
    with acting_as(family.house.alma, "test", read_only=True):
        assert Consent.objects.get(pk=karims.pk).withdrawn_at is None


def test_withdrawing_ends_with_the_own_access(family: Family) -> None:
    grant = door(family, family.house.partner)
    browser = family.house.login("jana")
    with acting_as(family.house.alma, "test"):
        Grant.objects.filter(principal_id=family.house.jana.pk).update(valid_until=now())
    assert browser.post(reverse("portal:withdraw", args=[grant.pk])).headers["Location"] == "/meine-seite/"
    assert is_open(door(family, family.house.partner))


def test_the_pages_are_lean_however_many_doors_there_are(family: Family) -> None:
    for name in ("lena", "mats", "gina"):
        opened(family, getattr(family.house, name), family.amira, Basis.STATUTORY)
        looked(family, name)
    visits_allowed(family.house, family, family.amira)
    jana, alma = family.house.login("jana"), family.house.login("alma")
    address = reverse("whosees:page", args=[family.pk, family.amira])
    jana.get(OWN), alma.get(address)
    with at_most(10):
        jana.get(OWN)
    with at_most(15):
        alma.get(address)
