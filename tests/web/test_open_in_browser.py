"""The gallery in Chromium: no barrier, nothing cut off, keyboard enough, no word lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import AXE
from tests.web.gallery import views

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/seite/leer/",
    "/seite/lang/",
    "/seite/teile/",
    "/seite/formular/",
    "/seite/fehler/",
    "/seite/bilder/",
    "/seite/konflikt/",
    "/seite/anmelden/",
    "/fehler/404/",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def page(browser: Browser, gallery_address: str) -> Iterator[Page]:
    """An empty tab with scripts, 1280 px wide, that collects what the browser complains about."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=gallery_address)
    tab = context.new_page()
    yield tab
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_has_a_barrier_or_is_cut_off(browser: Browser, gallery_address: str, width: int, theme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        base_url=gallery_address,
        bypass_csp=True,
    )
    tab = context.new_page()
    found = []
    for address in PAGES:
        tab.goto(address)
        if tab.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address}: wider than {width} px")
        tab.evaluate(AXE.read_text())
        outcome = tab.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)
        found += [f"{address}: {one['id']} {one['nodes'][0]['target']} {one['help']}" for one in outcome["violations"]]
    context.close()
    assert found == []


def test_the_browser_has_nothing_to_complain_about(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if "127.0.0.1" not in request.url else None)
    for address in PAGES[:-1]:
        page.goto(address)
        page.wait_for_load_state("networkidle")
    assert complaints == []
    assert [address for address in foreign if not address.startswith("data:")] == []


def test_the_first_tab_leads_past_the_navigation(page: Page) -> None:
    page.goto("/seite/teile/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"


def test_a_form_with_mistakes_shows_them_first(page: Page) -> None:
    page.goto("/seite/fehler/")
    expect(page.locator(".rb-error-summary")).to_be_focused()
    page.get_by_role("link", name="Datum: Den 31.2.2026 gibt es nicht").click()
    expect(page.locator("#id_on")).to_be_focused()


def test_keys_lead_to_search_help_and_pages_but_not_while_writing(page: Page) -> None:
    page.goto("/seite/formular/")
    page.keyboard.press("/")
    expect(page.locator("#suche")).to_be_focused()
    page.keyboard.type("?g")
    expect(page.locator("#tastenhilfe")).to_be_hidden()
    page.locator("#suche").fill("")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#tastenhilfe")).to_be_visible()
    expect(page.locator("#tastenhilfe")).to_contain_text("Journeys")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("j")
    page.wait_for_url("**/seite/bilder/")


def test_results_come_while_typing_and_go_with_escape(page: Page) -> None:
    page.goto("/")
    page.locator("#suche").press_sequentially("Had")
    expect(page.locator("#suchtreffer")).to_contain_text("Treffer für Had")
    assert "Had" not in page.url
    page.keyboard.press("Escape")
    expect(page.locator("#suchtreffer")).to_be_empty()


def test_typed_words_become_a_draft(page: Page) -> None:
    page.goto("/seite/formular/")
    with page.expect_request("**/entwurf/") as sent:
        page.locator("textarea").press_sequentially("Der Kitaplatz ist zugesagt.")
    assert "Der Kitaplatz ist zugesagt." in (sent.value.post_data or "")
    assert 'name="draft_key"' in (sent.value.post_data or "")
    assert 'name="paper"' not in (sent.value.post_data or "")
    expect(page.locator("[data-draft-note]")).to_contain_text("Entwurf gespeichert")


def test_leaving_in_the_middle_of_a_word_still_keeps_it(page: Page) -> None:
    page.goto("/seite/formular/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("textarea").press_sequentially("Halb")
    page.goto("/")
    page.wait_for_timeout(500)
    assert views.DRAFTS[-1:] == ["Halb"]


def test_a_session_that_ends_while_writing_asks_for_the_login_and_keeps_the_text(page: Page) -> None:
    page.goto("/seite/formular/")
    page.locator("textarea").fill("abgelaufen")
    dialog = page.locator("#anmeldung-abgelaufen")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Zurück zum Text").click()
    expect(page.locator("textarea")).to_have_value("abgelaufen")
    page.get_by_role("button", name="Vermerk speichern").click()
    expect(dialog).to_be_visible()
    assert page.url.endswith("/seite/formular/")
    dialog.get_by_role("button", name="Zurück zum Text").click()
    page.locator("textarea").fill("wieder da")
    expect(page.locator("[data-draft-note]")).to_contain_text("Entwurf gespeichert")


def test_without_connection_the_text_stays_and_says_so(page: Page) -> None:
    page.goto("/seite/formular/")
    page.context.set_offline(True)
    page.locator("textarea").fill("Zug im Tunnel")
    expect(page.locator("[data-draft-note]")).to_contain_text("Keine Verbindung")
    expect(page.locator("textarea")).to_have_value("Zug im Tunnel")


def test_tapping_twice_saves_once(page: Page) -> None:
    page.goto("/seite/konflikt/")
    posts: list[str] = []
    # Never answered, so that the page stays and could send again.
    page.route("**/seite/konflikt/", lambda route: posts.append(route.request.method))
    page.evaluate(
        """() => { const form = document.querySelector('main form');
                   form.requestSubmit(); form.requestSubmit(); form.requestSubmit(); }"""
    )
    page.wait_for_timeout(300)
    assert posts == ["POST"]


def test_control_and_enter_send_the_form(page: Page) -> None:
    page.goto("/seite/konflikt/")
    with page.expect_request(lambda request: request.method == "POST"):
        page.locator("textarea").press("Control+Enter")


def test_long_texts_count_down_and_are_not_cut(page: Page) -> None:
    page.goto("/seite/formular/")
    page.locator("textarea").fill("a" * 390)
    expect(page.locator(".rb-counter")).to_have_text("noch 10 Zeichen")
    page.locator("textarea").fill("a" * 405)
    expect(page.locator(".rb-counter")).to_have_text("5 Zeichen zu viel")
    assert len(page.locator("textarea").input_value()) == 405


def test_the_calendar_writes_a_german_date(page: Page) -> None:
    page.goto("/seite/formular/")
    expect(page.get_by_role("button", name="Kalender öffnen: Datum")).to_be_visible()
    page.evaluate(
        """() => { const picker = document.querySelector('.rb-date__picker');
                   picker.value = '2026-12-24'; picker.dispatchEvent(new Event('change')); }"""
    )
    expect(page.locator("#id_on")).to_have_value("24.12.2026")


def test_on_a_telephone_the_menu_opens_and_closes(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/seite/teile/")
    expect(page.locator(".rb-side")).to_be_hidden()
    page.get_by_text("Menü", exact=True).click()
    menu = page.get_by_role("navigation", name="Menü")
    expect(menu.get_by_role("link", name="Fälle")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Fälle")).to_be_hidden()


def test_without_scripts_menu_search_and_form_still_work(browser: Browser, gallery_address: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, base_url=gallery_address, java_script_enabled=False
    )
    tab = context.new_page()
    tab.goto("/seite/formular/")
    tab.get_by_text("Menü", exact=True).click()
    tab.get_by_role("navigation", name="Menü").get_by_role("link", name="Start").click()
    tab.wait_for_url("**/")
    tab.locator("#suche").fill("Haddad")
    tab.locator("#suche").press("Enter")
    assert "Gesucht wurde auf dem Server." in tab.content()
    assert "Haddad" not in tab.url
    context.close()


def test_the_theme_switch_changes_the_page(page: Page) -> None:
    page.goto("/")
    page.get_by_text("Jana Winkler").first.click()
    page.get_by_role("button", name="Dunkel").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "oklch(0 0 0)"


def test_paper_is_white_and_free_of_navigation(page: Page) -> None:
    page.goto("/seite/teile/")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".rb-header")).to_be_hidden()
    expect(page.locator(".rb-side")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
