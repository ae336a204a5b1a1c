"""Ways to a help in Chromium: the coach, the agency, and an office with nothing but a link; without barriers."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.referrals import services
from rundblick.referrals.codes import Point
from rundblick.referrals.models import Referral, Step
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.referrals.ways import DAY, address, ago, answered, handed, looked, noted, way

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> tuple[Family, Referral, Referral]:
    """Amira's ways: one handed to an agency that answered, one that ended, and one that asks for money."""
    house = visitor.house
    family = haddad(house, opened_on=ago(300))
    row = handed(
        family, since=60, points={Point.HOPE: ("Am Telefon alles verstehen", False), Point.PRACTICAL: ("Bus 14", True)}
    )
    noted(family, row, "contacted", 55, way="phone", reached=False)
    noted(family, row, "contacted", 50, way="mail", reached=True, said="Im Herbst beginnt ein Kurs.")
    noted(family, row, "first", 20, company="coach")
    answered(family, row, house.ivo, "running", 12)
    looked(family, row, "person", "rather", "Die Gruppe ist nett.")
    over = way(family, since=70, office="Bildungswerk am Markt")
    noted(family, over, "ended", 30, result="not_fitting")
    waits = way(family, since=40, kind="debts", area="confidential", office="Schuldnerberatung der Stadt")
    noted(family, waits, "waiting", 30, expected_on=ago(2))
    paid = way(family, since=33, area="children", kind="childcare", office="Jugendamt")
    with acting_as(house.alma, "test"):
        services.propose(
            referral=paid,
            author=house.alma,
            proposal="Randzeitenbetreuung für die Frühschicht",
            reasons="Die Kita öffnet erst um halb acht; Angehörige gibt es am Ort nicht.",
        )
        services.make_link(referral=paid, author=house.alma, reference="Anfrage 17")
    way(family, family.karim, area="people", kind="volunteering", office="Freiwilligenagentur")
    return family, row, paid


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family, row, paid = full(visitor)
    with acting_as(visitor.house.alma, "test"):
        _link, url = services.make_link(referral=paid, author=visitor.house.alma, reference="Anfrage 17")
    found = []
    pages = {
        "page": address(family),
        "together": address(family) + "?gemeinsam=1",
        "detail": address(family, "detail", None, row.pk),
        "detail paid": address(family, "detail", None, paid.pk),
        "household": f"/faelle/vermittlungen/{family.pk}/",
        "list": "/faelle/vermittlungen/",
        "numbers": "/faelle/vermittlungen/angebunden/",
        "begin": address(family, "begin"),
        "step": address(family, "note", None, paid.pk, "contacted"),
        "end": address(family, "note", None, paid.pk, "ended"),
        "look": address(family, "look", None, row.pk),
        "link make": address(family, "link_make", None, paid.pk),
        "propose": address(family, "propose", None, paid.pk),
    }
    with visitor.as_person("alma", bypass_csp=True) as page:
        for name, where in pages.items():
            page.goto(where)
            found += flaws(page, name)
    with visitor.as_person("ivo", bypass_csp=True) as page:
        for name, where in {
            "agency": "/faelle/vermittlungen/stelle/",
            "agency answer": f"/faelle/vermittlungen/stelle/{row.pk}/",
        }.items():
            page.goto(where)
            found += flaws(page, name)
    with visitor.as_person(bypass_csp=True) as page:
        page.goto("/" + url.split("/", 3)[3])
        found += flaws(page, "answer")
        page.get_by_label("Die Hilfe läuft").check()
        page.get_by_role("button", name="Rückmeldung senden").click()
        expect(page.get_by_role("heading", name="Vielen Dank")).to_be_visible()
        found += flaws(page, "answer done")
    assert found == []


def test_a_way_is_begun_in_a_minute_with_the_keyboard_and_goes_on_by_mouse(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}")
        page.get_by_role("link", name="Wege zur Hilfe Was").press("Enter")
        page.get_by_role("link", name="Neuen Weg beginnen").press("Enter")
        page.get_by_label("Wofür wird Hilfe gebraucht?").focus()
        page.keyboard.type("Kinder")
        page.get_by_label("Welche Hilfe?").focus()
        page.keyboard.type("Kinder")
        page.get_by_label("Oder eine andere Stelle").focus()
        page.keyboard.type("Jugendamt")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Kinderbetreuung")).to_be_visible()
        page.get_by_role("link", name="Angefragt").click()
        page.get_by_label("am Telefon").check()
        page.get_by_label("nein", exact=True).check()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("Angefragt, am Telefon, niemanden erreicht", exact=True)).to_be_visible()
        page.get_by_role("button", name="Irrtum").click()
        expect(page.get_by_text("Noch ist nichts geschehen.")).to_be_visible()


def test_a_guest_answers_from_the_start_page_on_a_phone(visitor: Visitor) -> None:
    family = haddad(visitor.house, opened_on=ago(300))
    row = handed(family, since=10)
    with visitor.as_person("ivo", narrow=True) as page:
        page.goto("/")
        page.get_by_role("link", name="Bitte sagen, wie weit es ist").click()
        page.get_by_label("Es gibt einen ersten Termin").check()
        page.get_by_role("button", name="Antwort senden").click()
        expect(page.get_by_text("Bitte sagen Sie, wann der Termin ist.").first).to_be_visible()
        page.get_by_role("textbox", name="Termin oder Platz").fill(f"{ago(-9):%d.%m.%Y}")
        page.get_by_role("button", name="Antwort senden").click()
        expect(page.get_by_text("Danke. Die Fachkraft sieht Ihre Antwort.")).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        (step,) = Step.objects.filter(referral=row)
        assert step.expected_on == ago(0) + 9 * DAY


def test_the_person_reads_what_a_coach_shows(visitor: Visitor) -> None:
    family, row, _paid = full(visitor)
    family.let_in(visitor.house.jana, family.amira, topics=("master", "appointments", "notes", "tasks", "goals"))
    own = reverse("portal:helps")
    found = []
    with visitor.as_person("jana", bypass_csp=True) as page:
        page.goto(own)
        found += flaws(page, "own page, nothing yet")
    with visitor.as_person("alma") as page:
        page.goto(address(family, "detail", None, row.pk))
        page.get_by_role("button", name="Der Person zeigen").click()
        expect(page.get_by_role("button", name="Nicht mehr zeigen")).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        for one in Referral.objects.filter(person_id=family.amira).exclude(pk=row.pk):
            services.show_person(referral=one, shown=True)
    with visitor.as_person("jana", bypass_csp=True) as page:
        page.goto(own)
        expect(page.get_by_text("Läuft seit dem")).to_be_visible()
        found += flaws(page, "own page")
    assert found == []
