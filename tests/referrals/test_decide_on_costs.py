"""A help of § 16a SGB II: proposed with what was weighed, decided with grounds, by a Jobcenter alone."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused, Stale
from rundblick.referrals import services
from rundblick.referrals.models import Approval
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.referrals.ways import DAY, address, ago, way


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def sent(**given: str) -> dict[str, str]:
    return {
        "verdict": "granted",
        "grounds": "Ohne Betreuung keine Arbeit.",
        "decided_on": "heute",
        "decided_by": "Fallmanagement",
        "amount": "240,00",
        "version": "1",
    } | given


def test_a_proposal_is_decided_once_with_its_grounds(family: Family) -> None:
    row = way(family, area="children", kind="childcare", office="Jugendamt")
    browser = family.house.login("alma")
    proposal = {"proposal": "Randzeiten", "reasons": "Frühschicht", "amount": "240", "token": str(uuid.uuid4())}
    for _click in range(2):
        assert browser.post(address(family, "propose", None, row.pk), proposal).status_code == 302
    again = browser.post(address(family, "propose", None, row.pk), proposal | {"token": str(uuid.uuid4())})
    assert "noch nicht entschieden" in again.content.decode()
    with acting_as(family.house.alma, "test"):
        (cost,) = Approval.objects.all()
    url = address(family, "decide", None, row.pk, cost.pk)
    assert "füllen Sie dieses Feld aus" in browser.post(url, sent(grounds="")).content.decode()
    assert browser.post(url, sent()).status_code == 302
    page = browser.get(address(family, "detail", None, row.pk)).content.decode()
    assert "bewilligt" in page and "240,00" in page and "Ohne Betreuung keine Arbeit." in page and "Frühschicht" in page
    assert browser.post(url, sent(version="2")).status_code == 422
    with acting_as(family.house.alma, "test"):
        cost.refresh_from_db()
        assert (cost.verdict, cost.amount, cost.decided_by) == ("granted", Decimal("240.00"), "Fallmanagement")
        cost.grounds = None
        with pytest.raises(IntegrityError, match="decided_with_grounds"), transaction.atomic():
            cost.save()


def test_a_deferred_proposal_is_decided_later_and_two_clerks_see_both_versions(family: Family) -> None:
    row = way(family, area="children", kind="childcare", office="Jugendamt")
    alma = family.house.alma
    with acting_as(alma, "test"):
        cost = services.propose(referral=row, author=alma, proposal="Randzeiten", reasons="Frühschicht")
        decision: dict[str, Any] = {
            "author": alma,
            "grounds": "Unterlagen fehlen",
            "decided_on": today(),
            "decided_by": "Sozialamt",
        }
        services.decide(approval=cost, version=1, verdict="deferred", **decision)
        with pytest.raises(Stale):
            services.decide(approval=cost, version=1, verdict="granted", **decision)
        services.decide(approval=cost, version=2, verdict="refused", **decision)
        with pytest.raises(Refused, match="schon entschieden"):
            services.decide(approval=cost, version=3, verdict="granted", **decision)
        for day, words in ((today() + DAY, "Zukunft"), (ago(1), "noch nicht")):
            with pytest.raises(Refused, match=words):
                services.decide(approval=cost, version=3, verdict="granted", **decision | {"decided_on": day})


def test_only_a_jobcenter_decides_and_only_on_its_own_kinds(family: Family) -> None:
    row = way(family, area="children", kind="childcare", office="Jugendamt")
    course = way(family)
    alma, cem = family.house.alma, family.house.cem
    with acting_as(alma, "test"):
        cost = services.propose(referral=row, author=alma, proposal="Randzeiten", reasons="Frühschicht")
        with pytest.raises(Refused, match="nicht nach § 16a"):
            services.propose(referral=course, author=alma, proposal="Kurs", reasons="Gut")
        with pytest.raises(Refused, match="kein Träger"):
            services.decide(
                approval=cost, author=cem, version=1, verdict="granted", grounds="x", decided_on=today(), decided_by="x"
            )
    assert family.house.login("alma").get(address(family, "propose", None, course.pk)).status_code == 404
    family.let_in(
        family.house.bert,
        None,
        basis=Basis.DEPUTY,
        topics=("master", "notes", "cooperation"),
        writes=True,
        until=now() + DAY,
    )
    deputy = family.house.login("bert")
    assert deputy.get(address(family, "propose", None, row.pk)).status_code == 200
    assert deputy.get(address(family, "decide", None, row.pk, cost.pk)).status_code == 404
