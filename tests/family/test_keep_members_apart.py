"""Side by side, and still not transparent to each other (design rule 6)."""

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.programmes import services as programmes
from rundblick.programmes.checks import AGREED
from rundblick.web.clock import today
from tests.family.homes import DAY, KEPT, OPEN, address, begin_journey, carry_together, full, protect
from tests.house import House
from tests.programmes.homes import published, run_of

FAMILY = ("?gemeinsam=1", "?familie=1")


def test_the_coach_sees_everybody_side_by_side(house: House) -> None:
    page = house.login("alma").get(address(full(house))).content.decode()
    for words in (*OPEN, *KEPT, "Amira Haddad", "Karim Haddad", "Sami Haddad", "8 Jahre", "Noch kein Ziel notiert."):
        assert words in page, words


@pytest.mark.parametrize("asked", FAMILY)
def test_the_family_sees_what_is_shared_and_not_a_word_more(house: House, asked: str) -> None:
    family = full(house)
    page = house.login("alma").get(address(family, asked)).content.decode()
    for words in OPEN:
        assert words in page, words
    for words in (*KEPT, "Noch kein", "Kein Termin", "Jahre", "für die Familie sichtbar", "Leitziel (", "weitere"):
        assert words not in page, words


@pytest.mark.parametrize("asked", FAMILY)
def test_the_family_gets_no_menus_and_no_way_into_the_file(house: House, asked: str) -> None:
    family = full(house)
    page = house.login("alma").get(address(family, asked)).content.decode()
    assert "Verstehen und planen" not in page and "36502BG" not in page
    for name in ("cases:page", "cases:tools", "cases:story"):
        assert reverse(name, args=[family.pk]) not in page
    assert page.count(f'href="{address(family)}"') == 1  # the way back, as on every screen for two


def test_nobody_hears_that_a_member_keeps_something(house: House) -> None:
    """The page of a family in which Karim keeps things is that of a family in which he has none."""
    family = full(house)
    browser = house.login("alma")
    before = browser.get(address(family, "?gemeinsam=1")).content.decode()
    family.goal(family.karim, "Noch ein eigenes Ziel")
    family.success(family.karim, "Noch etwas Eigenes")
    after = browser.get(address(family, "?gemeinsam=1")).content.decode()
    assert (
        before[before.index("<main") : before.index("</main>")] == after[after.index("<main") : after.index("</main>")]
    )


def test_helpers_of_somebody_with_protected_contact_stand_nowhere(house: House) -> None:
    family = full(house)
    protect(family, family.karim)
    browser = house.login("alma")
    for asked in ("", *FAMILY):
        page = browser.get(address(family, asked)).content.decode()
        assert OPEN[3] not in page and KEPT[2] not in page
        assert reverse("network:map", args=[family.pk, family.karim]) not in page
    assert "geschützter Kontakt" in browser.get(address(family)).content.decode()


def test_appointments_of_somebody_with_protected_contact_are_not_on_the_common_screen(house: House) -> None:
    family = full(house)
    family.appointment(family.karim, purpose="Gespräch am Mittwoch", shared=True)
    browser = house.login("alma")
    assert "Gespräch am Mittwoch" in browser.get(address(family, "?gemeinsam=1")).content.decode()
    protect(family, family.karim)
    assert "Gespräch am Mittwoch" not in browser.get(address(family, "?gemeinsam=1")).content.decode()


def test_the_team_sees_names_and_appointments_only(house: House) -> None:
    page = house.login("bert").get(address(full(house))).content.decode()
    assert "Amira Haddad" in page and OPEN[2] in page
    for words in (OPEN[0], OPEN[1], OPEN[3], OPEN[4], KEPT[0], KEPT[2], KEPT[3], "Noch kein Ziel"):
        assert words not in page, words


def test_a_guest_of_one_member_sees_nothing_of_the_others(house: House) -> None:
    family = full(house)
    topics = ("master", "goals", "appointments", "situation")
    family.let_in(house.ivo, family.amira, basis=Basis.ASSIGNMENT, topics=topics)
    browser = house.login("ivo")
    for asked in ("", *FAMILY):
        page = browser.get(address(family, asked)).content.decode()
        assert OPEN[0] in page
        for words in (*KEPT, "Karim Haddad"):
            assert words not in page, words


def test_a_goal_both_carry_is_one_line_with_both_names(house: House) -> None:
    family = full(house)
    carry_together(family, "Zusammen eine Wohnung finden")
    carry_together(family, "Sagen wir noch keinem", shared=False)
    browser = house.login("alma")
    for asked in ("", *FAMILY):
        page = browser.get(address(family, asked)).content.decode()
        assert page.count("Zusammen eine Wohnung finden") == 1
        assert "Amira Haddad, Karim Haddad" in page or "Karim Haddad, Amira Haddad" in page
    assert "Sagen wir noch keinem" not in browser.get(address(family, "?familie=1")).content.decode()
    assert browser.get(address(family)).content.decode().count("Sagen wir noch keinem") == 2


def test_the_tab_of_the_case_leads_to_the_family(house: House) -> None:
    family = full(house)
    page = house.login("alma").get(reverse("cases:tools", args=[family.pk])).content.decode()
    assert f'href="{address(family)}"' in page and "Für die ganze Familie" in page


def test_journeys_of_a_child_are_for_the_coach(house: House) -> None:
    family = full(house)
    begin_journey(family, family.sami)
    browser = house.login("alma")
    page = browser.get(address(family)).content.decode()
    assert "Journeys" in page and "Lernförderung (als Nächstes:" in page and f"?mitglied={family.sami}" in page
    for asked in FAMILY:
        assert "Lernförderung" not in browser.get(address(family, asked)).content.decode()


def test_taking_part_is_never_told_to_the_others(house: House) -> None:
    family, programme = full(house), published()
    run = run_of(programme)
    with acting_as(house.alma, "test"):
        programmes.begin(
            dossier_id=family.pk,
            run=run,
            persons=[family.amira],
            started_on=today() - DAY,
            steps={AGREED: today() - DAY},
        )
    browser = house.login("alma")
    assert programme.title in browser.get(address(family)).content.decode()
    for asked in FAMILY:
        assert programme.title not in browser.get(address(family, asked)).content.decode()


def test_goals_of_one_week_are_compared_only_where_both_share_them(house: House) -> None:
    family = full(house)
    day = today() + 21 * DAY
    family.goal(family.amira, "Kursprüfung", shared=True, due_on=day)
    family.goal(family.karim, "Eigene Pläne", due_on=day)
    browser, hint = house.login("alma"), "Beide haben sich für dieselbe Woche etwas vorgenommen."
    assert hint not in browser.get(address(family)).content.decode()
    family.goal(family.karim, "Fahrprüfung", shared=True, due_on=day)
    for asked in ("", *FAMILY):
        page = browser.get(address(family, asked)).content.decode()
        assert hint in page and "Karim Haddad: Fahrprüfung" in page
        assert "Karim Haddad: Eigene Pläne" not in page
