"""Goals in Chromium: no barrier at both widths, a tree made by mouse and by keyboard alone, and on paper."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.cases import services
from rundblick.cases.models import Confidence, Goal, Success
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad

pytestmark = pytest.mark.browser
DAY = dt.timedelta(days=1)


def grown(visitor: Visitor) -> tuple[Family, Goal, Goal]:
    """A tree with something of everything: reached, given up, common, with ratings and successes."""
    family = haddad(visitor.house, opened_on=today() - 90 * DAY)
    since = today() - 60 * DAY
    lead = family.goal(family.amira, "Wieder als Köchin arbeiten", kind="lead", since=since)
    area = family.goal(family.amira, "Gut Deutsch sprechen", kind="area", parent=lead, since=since)
    step = family.goal(
        family.amira,
        "Den B1-Kurs bis Ostern abschließen",
        parent=area,
        since=since,
        commitment="Ich gehe jeden Tag hin.",
    )
    done = family.goal(family.amira, "Einen Kursplatz finden", parent=area, since=since)
    gone = family.goal(family.amira, "Allein mit einem Buch lernen", parent=area, since=since)
    with acting_as(visitor.house.alma, "test"):
        services.set_goal_together(
            case=family.case, persons=[family.amira, family.karim], text="Zusammen umziehen", kind="lead", shared=True
        )
        for goal, status in ((done, "reached"), (gone, "dropped")):
            services.change_goal(
                goal=goal, version=1, text=goal.text, kind=goal.kind, status=status, since=since, ended_on=today() - DAY
            )
        for days, value in ((40, 3), (20, 5)):
            on = today() - days * DAY
            services.note_confidence(goal=step, value=value, author=visitor.house.alma, on=on)
            services.note_attainment(goal=step, level=0, rater="coach", author=visitor.house.alma, on=on)
    family.success(family.amira, goal=step)
    return family, lead, step


def test_no_page_of_goals_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family, lead, step = grown(visitor)
    with acting_as(visitor.house.alma, "test", read_only=True):
        gone, success = Goal.objects.get(status="dropped"), Success.objects.get()
    tree = reverse("cases:goal_tree", args=[family.pk, family.amira])
    course = reverse("cases:goal_course", args=[step.pk])
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for address in (
            tree,
            f"{tree}?gemeinsam=1",
            f"{tree}?unter={lead.pk}",
            f"{tree}?statt={gone.pk}",
            f"{tree}?neu=1&gemeinsam=1",
            f"{tree}?stand={today() - 30 * DAY}",
            reverse("cases:goal_tree", args=[family.pk, family.sami]),
            course,
            f"{course}?gemeinsam=1",
            *(reverse("cases:goal_blocks", args=[step.pk, number]) for number in (1, 2, 3)),
            reverse("cases:goal_levels", args=[step.pk]),
            reverse("cases:goal", args=[step.pk]) + "?von=baum",
            reverse("cases:success", args=[success.pk]),
            reverse("cases:page", args=[family.pk]),
        ):
            page.goto(address)
            found += flaws(page, address)
    assert found == []


def test_a_tree_grows_with_the_mouse_and_a_suggestion_is_waved_aside(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}")
        page.get_by_role("link", name=re.compile("^Ziele")).click()
        page.get_by_role("link", name="Erstes Ziel notieren").click()
        page.locator("#ast-text").fill("Wieder als Köchin arbeiten")
        page.get_by_role("radio", name="Leitziel").check()
        page.get_by_role("button", name="Ziel speichern").click()
        expect(page.get_by_role("heading", name="Wieder als Köchin arbeiten")).to_be_visible()
        page.get_by_role("link", name=re.compile("^Ziel unter diesem Leitziel")).click()
        words = page.locator("#ast-text")
        words.press_sequentially("Nicht mehr zu Hause sitzen")
        expect(page.get_by_text("Was soll stattdessen da sein?")).to_be_visible()
        page.get_by_role("button", name="Passt so").click()
        expect(page.get_by_text("Was soll stattdessen da sein?")).to_have_count(0)
        words.press_sequentially(", sondern bis Ostern in einer Küche helfen")
        page.wait_for_timeout(1500)
        expect(page.get_by_text("Was soll stattdessen da sein?")).to_have_count(0)
        page.get_by_role("button", name="Ziel speichern").click()
        expect(page.get_by_role("img", name=re.compile("^Zieltreppe"))).to_be_visible()
        page.get_by_role("link", name="Passt so").click()
        expect(page.get_by_text("Was soll stattdessen da sein?")).to_have_count(0)
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Goal.objects.exclude(parent=None).get().text.startswith("Nicht mehr zu Hause sitzen, sondern")


def test_order_confidence_and_success_with_the_keyboard_alone(visitor: Visitor) -> None:
    family, _lead, step = grown(visitor)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:goal_tree", args=[family.pk, family.amira]))
        down = page.get_by_role("button", name="Nach unten: Den B1-Kurs bis Ostern abschließen")
        down.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Nach oben: Den B1-Kurs bis Ostern abschließen")).to_be_visible()
        page.get_by_text("Etwas ist gelungen").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Selbst in der Küche gefragt")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".goal-won").get_by_text("Selbst in der Küche gefragt")).to_be_visible()
        title = page.get_by_role("link", name="Den B1-Kurs bis Ostern abschließen", exact=True)
        title.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("„Ich gehe jeden Tag hin.“").first).to_be_visible()
        page.get_by_role("radio", name="0", exact=True).first.focus()
        page.keyboard.press("Space")
        for _ in range(7):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Festgehalten.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Confidence.objects.get(goal=step, on=today()).value == 7
        assert Success.objects.filter(on=today()).count() == 2


def test_without_scripts_the_blocks_and_another_way_work(visitor: Visitor) -> None:
    family, _lead, step = grown(visitor)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(reverse("cases:goal_course", args=[step.pk]))
        page.get_by_role("link", name="Drei Bausteine besprechen").click()
        page.locator("#id_motive").fill("Damit ich mit allen reden kann.")
        page.get_by_role("button", name="Weiter", exact=True).click()
        page.locator("label.rb-scale__step", has_text="6").click()
        page.get_by_role("button", name="Weiter", exact=True).click()
        expect(page.locator("#id_commitment")).to_have_value("Ich gehe jeden Tag hin.")
        page.get_by_role("button", name="Festhalten").click()
        expect(page.get_by_text("Damit ich mit allen reden kann.")).to_be_visible()
        page.goto(reverse("cases:goal_tree", args=[family.pk, family.amira]))
        page.get_by_text("Nicht mehr verfolgt: 1").click()
        page.get_by_role("link", name=re.compile("^Anderen Weg suchen")).click()
        page.locator("#ast-text").fill("Mit der Nachbarin jeden Tag reden")
        page.get_by_role("button", name="Ziel speichern").click()
        expect(page.get_by_text("anderer Weg statt: Allein mit einem Buch lernen")).to_be_visible()


def test_what_is_typed_in_the_tree_is_kept_and_put_back(visitor: Visitor) -> None:
    family, lead, _step = grown(visitor)
    address = reverse("cases:goal_tree", args=[family.pk, family.amira]) + f"?unter={lead.pk}"
    with visitor.as_person("alma") as page:
        page.goto(address)
        page.locator("#ast-text").fill("Mitten im Satz")
        expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()
        page.goto(reverse("cases:list"))
        page.goto(address)
        expect(page.locator("#ast-text")).to_have_value("Mitten im Satz")


def test_on_paper_stand_goals_and_stairs_and_no_buttons(visitor: Visitor) -> None:
    family, _lead, _step = grown(visitor)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:goal_tree", args=[family.pk, family.amira]))
        page.emulate_media(media="print")
        expect(page.get_by_role("img", name=re.compile("^Zieltreppe"))).to_be_visible()
        expect(page.get_by_role("link", name="Den B1-Kurs bis Ostern abschließen", exact=True)).to_be_visible()
        for button in page.locator(".goal-node__acts, .goal-add, .goal-node__links").all():
            expect(button).to_be_hidden()
