"""Takes the pictures of README and Handbuch from the running demo: `python -m tools.screenshots [ADDRESS]`.

Needs `make run` in another terminal, Chromium, and `pdftoppm` (poppler) for papers. Pictures in docs/images/
are overwritten.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tools import chromium

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDE: ViewportSize = {"width": 1280, "height": 860}
NARROW: ViewportSize = {"width": 390, "height": 844}
PASSWORD = "Rundblick-Demo-2026"


@dataclass(frozen=True)
class Picture:
    """One picture: who looks, where the way begins, and which clicks lead there.

    `opens`: text on the page that is the address to go to at last, as on a poster.
    """

    name: str
    login: str
    path: str = "/"
    clicks: tuple[str, ...] = ()
    narrow: bool = False
    full: bool = False
    opens: str = ""


@dataclass(frozen=True)
class Paper:
    """A document that a form answers: what is ticked before, the button, and the page of it to show."""

    name: str
    login: str
    path: str
    button: str
    ticks: tuple[str, ...] = ()
    sheet: int = 1


# Ids of demo records are the same in every installation (access/demo.py).
PARTICIPATION = "30e09d2f-9684-5f33-8278-d28533b3033c"  # now-22-a1-bahn_frei
SESSION = "377a4a14-14a7-52f8-b1b5-3efcb31d516b"  # now-aktiva-4
OKSANA = ("main a:has-text('Havrylko')", "a:has-text('Verstehen und planen')", ".case-views a:has-text('Oksana')")
AMINATA = ("main a:has-text('Kabasso')", "a:has-text('Verstehen und planen')", ".case-views a:has-text('Aminata')")
TOGETHER = "a:has-text('Gemeinsam ansehen')"
THEN_AND_NOW = "main a:has-text('Damals und heute')"
FIRST_CASE = "main .rb-table a[href^='/faelle/']:not([href*='?'])"
PICTURES = (
    Picture("start-coach", "coach"),
    Picture("fall", "coach", "/faelle/", (FIRST_CASE,)),
    Picture("fall-schmal", "coach", "/faelle/", (FIRST_CASE,), narrow=True),
    Picture("gespraech", "coach", "/faelle/", (FIRST_CASE, "a:has-text('Gespräch festhalten')")),
    Picture("termine", "coach", "/termine/"),
    Picture("termine-tag", "coach", "/termine/tag/"),
    Picture("termin-vereinbaren", "coach", "/faelle/", (FIRST_CASE, "a:has-text('Termin vereinbaren')")),
    Picture("uebergabe", "coach", "/termine/abwesenheit/", ("a:has-text('Übergabe')",)),
    Picture("kontakte", "coach", "/faelle/kontakte/"),
    Picture("laufkontakt", "coach", "/laufkontakte/"),
    Picture("kontakt-suchen", "coach", "/faelle/", (*OKSANA, "main .tool-list a:has-text('Kontakt suchen')")),
    Picture("einladungen", "coach", "/termine/", ("main .rb-appointment a", "main a:has-text('Einladen')")),
    Picture("menschen", "coach", "/menschen/"),
    Picture("programme", "koordination", "/programme/"),
    Picture("teilnahme", "coach", f"/programme/teilnahme/{PARTICIPATION}/"),
    Picture("gruppe", "coach", f"/programme/gruppen/treffen/{SESSION}/"),
    Picture("entwurf", "koordination", "/programme/jobschmiede/", ("main button:has-text('Hier anbieten')",)),
    Picture("ueberblick", "koordination", "/programme/anna/ueberblick/", ("main form button",)),
    Picture("bericht", "koordination", "/berichte/"),
    Picture("journeys", "coach.lotse", "/journeys/"),
    Picture("tueren", "coach", "/faelle/", (FIRST_CASE, "a:has-text('Wer darf das sehen')")),
    Picture("protokoll", "datenschutz", "/zugriff/protokoll/"),
    Picture("verzeichnis", "datenschutz", "/zugriff/verzeichnis/"),
    Picture("start-teamleitung", "teamleitung"),
    Picture("start-partner", "partner"),
    Picture("gemeinsames-blatt", "coach", "/absprachen/", ("main .rb-lines a",)),
    Picture("wer-hilft", "coach", "/verzeichnis/?thema=debts"),
    Picture("uebergaenge", "coach", "/faelle/uebergaenge/", ("main table a",)),
    Picture("vereinbarungen", "koordination", "/vereinbarungen/"),
    Picture("lebenslage", "coach", "/faelle/", (*OKSANA, "a:has-text('Lebenslage klären')")),
    Picture("ampeltorte", "coach", "/faelle/", (*OKSANA, "a:has-text('Ampeltorte')", TOGETHER)),
    Picture("ressourcenkarte", "coach", "/faelle/", (*OKSANA, "a:has-text('Ressourcenkarte')")),
    Picture("vergleich", "coach", "/faelle/", (*AMINATA, "a:has-text('Ressourcenkarte')", "a:has-text('Vergleichen')")),
    Picture("netzwerkkarte", "coach", "/faelle/", (*OKSANA, "a:has-text('Netzwerkkarte')", TOGETHER)),
    Picture("lebenslauf", "coach", "/faelle/", (*OKSANA, "a:has-text('Lebenslauf')", TOGETHER)),
    Picture("ziele", "coach", "/faelle/", (*OKSANA, "main .tool-list a:has-text('Ziele')")),
    Picture("fortschritte", "coach", "/faelle/", (*OKSANA, "a:has-text('Fortschritte')", TOGETHER)),
    Picture("warteliste", "coach", "/faelle/", (*OKSANA, "main .tool-list a:has-text('Wartezettel')", TOGETHER)),
    Picture("luecken", "koordination", "/luecken/", ("main a[href*='/luecken/']",)),
    Picture("gebiete", "koordination", "/gebiete/"),
    Picture("feldarbeit", "coach", "/verzeichnis/feldarbeit/"),
    Picture("wegweiser-arabisch", "coach", "/wegweiser/ar/", narrow=True),
    Picture("rueckmeldung", "coach", "/rueckmeldungen/aushang/", opens=".fb-link"),
    Picture("befragung", "coach", "/faelle/", (*OKSANA, "main .tool-list a:has-text('Befragungen')", THEN_AND_NOW)),
    Picture("fahrplan", "coach", "/faelle/", (*OKSANA, "main .tool-list a:has-text('Fahrplan')")),
    Picture("berufsprofil", "coach", "/faelle/", (*OKSANA, "main .tool-list a:has-text('Berufsprofil')")),
    Picture("betriebe", "vermittlung", "/betriebe/", ("main a:has-text('Seniorenhaus Lindenhof')",)),
    Picture("veraenderung", "koordination", "/berichte/", ("main a:has-text('PRO AKTIV')",)),
    Picture("meine-seite", "teilnahme", "/meine-seite/", narrow=True),
)

PDF = "button:has-text('PDF')"
OFFER = "input[name=angebot] >> nth={}"
PAPERS = (
    Paper("papier-infoblatt", "coach", "/verzeichnis/?thema=debts", "button:has-text('Infoblatt')", (OFFER.format(0),)),
    Paper("papier-netzwerkkarte", "coach", "/verzeichnis/netzwerkkarte/?gemeinde=Ennigerloh&gruppe=money", PDF),
    Paper("papier-netzwerkkarte-innen", "coach", "/verzeichnis/netzwerkkarte/?gemeinde=Ennigerloh", PDF, sheet=2),
    Paper("papier-entlasskarte", "coach", "/verzeichnis/entlasskarte/", PDF),
)
FETCHED = """async button => {
    const form = button.form, told = new URLSearchParams(new FormData(form));
    const address = button.hasAttribute("formaction") ? button.formAction : form.action;
    const answer = form.method === "post"
        ? await fetch(address, {method: "POST", body: told})
        : await fetch(address.split("?")[0] + "?" + told);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return [answer.headers.get("Content-Type"), Array.from(bytes, one => String.fromCharCode(one)).join("")];
}"""


def log_in(page: Page, address: str, login: str) -> None:
    """With address and password, as a person does."""
    page.goto(f"{address}/konto/login/")
    page.fill("input[name=login]", f"{login}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: "/konto/login" not in url)


def take(page: Page, address: str, picture: Picture) -> None:
    """Walk to the page and keep the picture."""
    page.goto(address + picture.path)
    for selector in picture.clicks:
        page.locator(selector).first.click()
        page.wait_for_load_state()
    if picture.opens:
        page.goto(address + urlsplit(page.locator(picture.opens).first.inner_text()).path)
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    page.screenshot(path=IMAGES / f"{picture.name}.png", full_page=picture.full)


def print_out(page: Page, address: str, paper: Paper) -> None:
    """Ask for the document as its button does and keep one page of it."""
    page.goto(address + paper.path)
    for tick in paper.ticks:
        page.locator(tick).check()
    kind, letters = page.locator(f"main {paper.button}").first.evaluate(FETCHED)
    if kind != "application/pdf":
        raise SystemExit(f"{paper.name}: kein PDF, sondern {kind}")
    target, sheet = IMAGES / paper.name, str(paper.sheet)
    command = ["pdftoppm", "-png", "-singlefile", "-r", "90", "-f", sheet, "-l", sheet, "-", str(target)]
    subprocess.run(command, input=letters.encode("latin-1"), check=True)


def main(address: str, say: Callable[[str], None] = print) -> int:
    """Take all pictures; answers the exit code."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        # Each logs in once: the login counts tries.
        for login in dict.fromkeys(picture.login for picture in PICTURES):
            page = browser.new_context(locale="de-DE").new_page()
            log_in(page, address, login)
            for picture in (one for one in PICTURES if one.login == login):
                page.set_viewport_size(NARROW if picture.narrow else WIDE)
                take(page, address, picture)
                say(f"docs/images/{picture.name}.png")
            for paper in (one for one in PAPERS if one.login == login):
                print_out(page, address, paper)
                say(f"docs/images/{paper.name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"))
