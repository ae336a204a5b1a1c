"""In Chromium: by finger, by keys, in two directions of writing, and a tablet that forgets."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.database import as_worker
from rundblick.feedback import catalogue
from rundblick.feedback.models import TalkFeedback, Unnamed
from rundblick.feedback.rules import quarter_before
from tests.browser import Visitor, flaws
from tests.cases.families import SELF_TOPICS, haddad
from tests.feedback.saying import LAST_QUARTER, TEN, asked, falling, unnamed

pytestmark = pytest.mark.browser


def test_no_page_without_a_login_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    house = visitor.house
    family = haddad(house)
    made = asked(family)
    found: list[str] = []
    talk = reverse("feedback:public", args=[house.jobcenter.pk])
    link = reverse("feedback:link", args=[made.secret])
    pages = {
        "open-talk": talk,
        "open-arabic": f"{talk}?sprache=ar",
        "open-ukrainian-tablet": f"{talk}?sprache=uk&tablet=1",
        "open-letter": reverse("feedback:letter", args=[house.jobcenter.pk, "bescheid"]),
        "open-thanks": reverse("feedback:thanks", args=[house.jobcenter.pk]) + "?tablet=1&brief=ohne",
        "open-code": reverse("feedback:code", args=[house.jobcenter.pk]) + "?tablet=1",
        "open-choose": link,
        "open-named": f"{link}?weg=offen",
    }
    with visitor.as_person(bypass_csp=True) as page:
        for name, address in pages.items():
            page.goto(address)
            found += flaws(page, name)
    assert found == []


def test_no_page_of_the_house_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    house = visitor.house
    family = haddad(house)
    falling(family)
    family.let_in(house.jana, family.amira, topics=SELF_TOPICS)
    unnamed(house, *TEN, *((word, 3) for word, _number in TEN[:4]), words="Gut erklärt.")
    unnamed(house, *TEN, letter="bescheid", sheet=catalogue.letter())
    unnamed(house, *TEN, quarter=quarter_before(LAST_QUARTER))
    found: list[str] = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto(reverse("feedback:page", args=[family.pk, family.amira]))
        found += flaws(page, "case")
        page.get_by_role("button", name="Link und Zahl zeigen").click()
        expect(page.get_by_text("Zu diesem Gespräch gibt es schon").first).to_be_visible()
        page.goto(reverse("feedback:page", args=[family.pk, family.karim]))
        found += flaws(page, "case-empty")
        page.get_by_role("button", name="Link und Zahl zeigen").click()
        expect(page.get_by_role("heading", name="Am Tablet im Haus")).to_be_visible()
        found += flaws(page, "asked")
        page.goto(reverse("feedback:enter", args=[family.pk, family.amira]))
        found += flaws(page, "enter")
        page.goto(reverse("preparation:page", args=[family.pk, family.amira]))
        found += flaws(page, "preparation")
        page.goto(reverse("cases:page", args=[family.pk]))
        found += flaws(page, "overview")
    with visitor.as_person("nora", bypass_csp=True) as page:
        for name in ("figures", "posters", "enter_unnamed"):
            page.goto(reverse(f"feedback:{name}"))
            found += flaws(page, name.replace("_", "-"))
    with visitor.as_person("jana", bypass_csp=True) as page:
        page.goto(reverse("portal:feedback"))
        found += flaws(page, "own")
    assert found == []


def test_the_tablet_forgets_and_begins_again(visitor: Visitor) -> None:
    house = visitor.house
    made = asked(haddad(house))
    with visitor.as_person() as page:
        page.goto(reverse("feedback:public", args=[house.jobcenter.pk]) + "?tablet=1")
        page.locator("label.fb-point", has_text="7").first.click()
        page.get_by_label("Möchten Sie noch etwas").fill("Geheim.")
        page.get_by_role("button", name="Absenden").click()
        expect(page.get_by_role("heading", name="Danke!")).to_be_visible()
        page.go_back()
        expect(page.get_by_label("Möchten Sie noch etwas")).to_have_value("")
        expect(page.locator("input[value='7']").first).not_to_be_checked()
        page.get_by_role("link", name="Ich habe eine Zahl bekommen").click()
        page.get_by_label("Sechs Ziffern").fill(made.code)
        page.get_by_role("button", name="Weiter").click()
        expect(page.get_by_text("Ihre Antwort liest nur: Alma")).to_be_visible()
        page.get_by_label("Möchten Sie noch etwas").fill("Für Alma.")
        page.get_by_role("button", name="Absenden").click()
        expect(page.get_by_role("heading", name="Danke!")).to_be_visible()
        assert "Alma" not in page.content()
        page.get_by_role("link", name="Fertig").click()
        expect(page.get_by_role("heading", name="Wie war das Gespräch?")).to_be_visible()
        assert page.context.cookies() == []
    with as_worker("test"):
        assert (Unnamed.objects.count(), TalkFeedback.objects.count()) == (1, 1)


def test_it_is_answered_by_keys_alone_and_without_scripts(visitor: Visitor) -> None:
    house = visitor.house
    with visitor.as_person(java_script_enabled=False) as page:
        page.goto(reverse("feedback:public", args=[house.jobcenter.pk]))
        for place in range(4):
            page.locator("fieldset").nth(place).locator("input[value='5']").focus()
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
        page.get_by_role("button", name="Absenden").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Danke!")).to_be_visible()
    with as_worker("test"):
        assert set(Unnamed.objects.get().answers.values()) == {6}


def test_the_slip_on_paper_tells_nothing_of_the_case(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("feedback:page", args=[family.pk, family.amira]))
        page.get_by_role("button", name="Link und Zahl zeigen").click()
        expect(page.get_by_text("Haddad").first).to_be_visible()
        page.emulate_media(media="print")
        assert "Haddad" not in page.locator("body").inner_text()
        assert "36502BG" not in page.locator("body").inner_text()
        expect(page.locator(".fb-qr svg")).to_be_visible()
        expect(page.locator(".fb-link")).to_be_visible()
        expect(page.locator(".fb-digits")).to_be_hidden()
