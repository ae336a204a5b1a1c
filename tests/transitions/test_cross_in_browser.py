"""Übergänge in Chromium: from beginning to arriving, by keyboard and by mouse, without barriers at both widths."""

import re

import pytest
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.people.models import Person
from rundblick.people.rules import turns
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.rules import Turning
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.transitions.ways import CAME, DAY, WARM, address, ago, change, did

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> tuple[Family, Transition, Transition]:
    """Amira leaves school with a receiver and is discharged without one; Karim arrived; Sami comes of age."""
    house = visitor.house
    family = haddad(house, opened_on=ago(300))
    school = change(
        family, kind="school_end", ahead=64, since=160, receiver="Frau Lindqvist, Berufsberatung", reach="Durchwahl 20"
    )
    did(family, school, "wish", 158)
    did(family, school, "conference", 140, said="Die Schulsozialarbeit begleitet die Bewerbungen.")
    did(family, school, "handover", 5, **(WARM | {"outcome": "undecided"}))
    bare = change(family, kind="discharge", ahead=9, since=12, receiver="", office="")
    did(family, bare, "consent", 11)
    soon = change(family, kind="move", since=20, turning=Turning(today().replace(day=1) + 70 * DAY, sure=False))
    did(family, soon, "notice", 2, not_needed=True)
    came = change(family, family.karim, kind="programme_end", ahead=-21, since=75)
    did(family, came, "handover", 40, **WARM)
    did(family, came, "arrival", 12, **CAME)
    with acting_as(house.alma, "test"):
        Person.objects.filter(pk=family.sami).update(birth_date=turns(today() + 50 * DAY, -18))
    return family, school, bare


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family, school, bare = full(visitor)
    addresses = {
        "list": "/faelle/uebergaenge/",
        "numbers": "/faelle/uebergaenge/angekommen/",
        "page": address(family),
        "empty": address(family, "page", family.sami),
        "detail": address(family, "detail", None, school.pk),
        "bare": address(family, "detail", None, bare.pk),
        "together": address(family, "detail", None, school.pk) + "?gemeinsam=1",
        "begin": address(family, "begin"),
        "change": address(family, "change", None, school.pk),
        "step": address(family, "note", None, school.pk, "register"),
        "handover": address(family, "note", None, bare.pk, "handover"),
        "arrival": address(family, "note", None, school.pk, "arrival"),
        "end": address(family, "end", None, school.pk),
        "case": f"/faelle/{family.pk}/weiteres/",
    }
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for name, where in addresses.items():
            page.goto(where)
            found += flaws(page, name)
    family.let_in(visitor.house.jana, family.amira)
    with visitor.as_person("jana", bypass_csp=True) as page:
        page.goto("/meine-seite/wie-es-weitergeht/")
        found += flaws(page, "own")
    assert found == []


def test_from_the_beginning_to_arriving_with_the_keyboard_only(visitor: Visitor) -> None:
    family = haddad(visitor.house, opened_on=ago(300))
    with visitor.as_person("alma") as page:
        page.goto(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}")
        page.get_by_role("link", name="Übergänge Was bei").press("Enter")
        page.get_by_role("link", name="Neuen Übergang beginnen").press("Enter")
        page.get_by_label("Was wechselt?").focus()
        page.keyboard.type("Umzug")
        page.get_by_label("Wann ist der Wechsel?").focus()
        page.keyboard.type("heute")
        page.keyboard.press("Enter")
        expect(page.get_by_text("noch niemand benannt").first).to_be_visible()
        page.get_by_role("link", name="Jemanden benennen").press("Enter")
        page.get_by_label("Wer übernimmt?").focus()
        page.keyboard.type("Herr Yildiz, Agentur")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Herr Yildiz, Agentur").first).to_be_visible()
        page.get_by_role("button", name=re.compile("Heute erledigt.*Umzug")).press("Enter")
        page.get_by_role("link", name="Übergabe festhalten").press("Enter")
        page.get_by_label("ja, die Person geht dorthin").focus()
        page.keyboard.press("Space")
        page.get_by_label("zu dritt an einem Ort").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Ankommen festhalten").press("Enter")
        page.get_by_label("ja, angekommen").focus()
        page.keyboard.press("Space")
        page.get_by_role("textbox", name="An welchem Tag?").press("Enter")
        page.get_by_role("link", name="Übergang abschließen").press("Enter")
        page.get_by_role("textbox", name="Seit wann ist es abgeschlossen?").press("Enter")
        expect(page.get_by_text("Der Übergang ist abgeschlossen.")).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        row = Transition.objects.get()
        assert (row.ending, row.ended_on, row.receiver) == ("arrived", today(), "Herr Yildiz, Agentur")
        assert set(StepDone.objects.values_list("step", flat=True)) == {"notice", "handover", "arrival"}


def test_on_a_phone_somebody_asks_who_has_not_arrived_yet(visitor: Visitor) -> None:
    family = haddad(visitor.house, opened_on=ago(300))
    row = change(family, kind="move", ahead=-30)
    for step in ("notice", "claim", "helps"):
        did(family, row, step, 25)
    did(family, row, "handover", 20, **WARM)
    with visitor.as_person("alma", narrow=True) as page:
        page.goto("/faelle/uebergaenge/")
        page.get_by_role("link", name="Amira Haddad").click()
        expect(page.get_by_role("link", name="Kontakt suchen")).to_be_visible()
        page.get_by_role("link", name="Ankommen festhalten").click()
        page.get_by_label("noch nicht; in einer Woche wieder fragen").check()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("noch nicht angekommen")).to_be_visible()
        page.get_by_role("link", name="Übergang abschließen").click()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("Bitte wählen Sie, wo die Person jetzt ist.").first).to_be_visible()
        page.get_by_label("geht den eigenen Weg").check()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("anders gekommen am")).to_be_visible()
        page.get_by_role("button", name="Doch noch offen").click()
        expect(page.get_by_text("Der Übergang ist wieder offen.")).to_be_visible()
