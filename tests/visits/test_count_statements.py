"""How many SQL statements the pages of the room take."""

import uuid

from django.urls import reverse

from rundblick.web.clock import now
from tests.cases.families import haddad
from tests.consent.giving import visits_allowed
from tests.house import House
from tests.queries import at_most
from tests.visits.going import MINUTE, out, prepared, url, visit


def test_pages_and_saving_stay_within_their_bars(house: House) -> None:
    family = haddad(house)
    visits_allowed(house, family, family.amira)
    row, more = visit(family), visit(family, starts_at=now() + 90 * MINUTE)
    prepared(family, row)
    watch = out(family, row)
    alma, bert = house.login("alma"), house.login("bert")
    for browser in (alma, bert):
        browser.get("/")
    with at_most(11):
        assert alma.get(url("prepare", row)).status_code == 200
    with at_most(12):
        sent = {"company": "alone", "result": "visit", "version": "1"}
        assert alma.post(url("prepare", row), sent).status_code == 302
    with at_most(13):
        assert alma.get(url("sheet", row)).status_code == 200
    with at_most(9):
        assert alma.get(url("out", more)).status_code == 200
    with at_most(6):
        assert alma.get(url("watch", watch)).status_code == 200
    with at_most(8):
        assert alma.post(url("stay", watch), {"bis": watch.expected_at.isoformat()}).status_code == 302
    with at_most(5):
        assert bert.get(reverse("visits:calls")).status_code == 200
    with at_most(12):
        sent = {"until": "15:00", "grace": "15", "phone": "0170 5550101", "watchers": str(house.bert.pk)}
        assert alma.post(url("out", more), sent | {"token": str(uuid.uuid4())}).status_code in (302, 422)


def test_the_banner_costs_no_statement(house: House) -> None:
    family = haddad(house)
    browser = house.login("bert")
    browser.get("/")
    with at_most(40) as before:
        browser.get("/")
    out(family, visit(family), minutes=-20)
    with at_most(40) as after:
        assert "zurückgemeldet" in browser.get("/").content.decode()
    assert len(after.captured_queries) == len(before.captured_queries)
