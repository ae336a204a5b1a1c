"""Who sees my data in Chromium: on the screen for two, on the own page, and taking something back."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access import disclosure
from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.web.clock import now
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.consent.giving import give, visits_allowed

pytestmark = pytest.mark.browser

BRIDGE = re.compile("Nicht mehr erlauben.*Beratungsstelle Brücke")


def full(visitor: Visitor) -> Family:
    """Amira has an own page; an agency, the Träger and the benefits office see something; some of them looked."""
    house = visitor.house
    family = haddad(house)
    family.let_in(house.jana, family.amira)
    with acting_as(house.alma, "test"):
        for principal, basis, topics in (
            (house.partner, Basis.CONSENT, ("master", "appointments", "goals")),
            (house.cem, Basis.ASSIGNMENT, ("master", "appointments", "notes", "goals", "tasks", "programmes")),
            (house.lena, Basis.STATUTORY, ("master",)),
        ):
            open_door(
                dossier_id=family.pk,
                principal=principal,
                basis=basis,
                topics=topics,
                subject_id=family.amira,
                until=now() + dt.timedelta(days=120),
                evidence="Test",
            )
    give(house, family.household, family.amira)
    visits_allowed(house, family, family.amira)
    for person, times in ((house.alma, 4), (house.cem, 1)):
        context = person.access_context()
        disclosure.write(context, [disclosure.entry(context, kind="cases.page", dossiers=[family.pk])] * times)
    return family


def test_it_is_read_together_and_taken_back_on_the_own_page_with_the_keyboard(visitor: Visitor) -> None:
    family = full(visitor)
    here = reverse("whosees:page", args=[family.pk, family.amira])
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto(reverse("access:doors", args=[family.pk]))
        page.get_by_role("link", name="Amira").press("Enter")
        expect(page.get_by_role("heading", name="Wer sieht meine Daten?")).to_be_visible()
        expect(page.get_by_text("Karim")).to_have_count(0)
        found += flaws(page, "together")
        page.goto(here)
        found += flaws(page, "page")
    with visitor.as_person("jana", bypass_csp=True) as page:
        page.goto("/meine-seite/wer-darf-sehen/")
        found += flaws(page, "own")
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2, "fits on a sheet of paper"
        page.get_by_role("link", name=BRIDGE).press("Enter")
        found += flaws(page, "withdraw")
        page.get_by_role("button", name="Ab jetzt nicht mehr erlauben").press("Enter")
        expect(page.get_by_text("Das gilt ab jetzt nicht mehr.")).to_be_visible()
        expect(page.get_by_role("link", name=BRIDGE)).to_have_count(0)
        found += flaws(page, "withdrawn")
    assert found == []
