"""A whole conference after ANNA 3.3 and 6.3 in Chromium, with four houses, real mail, and a release that is withdrawn.

Alma of the Jobcenter leads it. The Träger, an advice centre and a network of practices come; only the last one has
Amira's consent to hear about health. At each moment the test looks at what each of them sees and does not see.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.cases.models import Task
from rundblick.conferences.models import Conference, Invitation
from rundblick.post.services import deliver
from rundblick.web.clock import today
from tests.browser import Visitor, flaws, serving
from tests.cases.families import haddad
from tests.conferences.tables import DAY, Table, clinic, plans
from tests.consent.giving import give
from tests.consent.test_open_a_door_for_an_agency import exchange
from tests.house import House
from tests.post.relay import Relay, relay

__all__ = ["relay"]
pytestmark = pytest.mark.browser

HEALTH, OF_CEM, OF_IVO = "Halbe Tage im Stehen gehen gut.", "Das Praktikum endet im Mai.", "Die Raten sind geklärt."
QUESTION = "Wie gelingt der Einstieg in die Küche?"


@pytest.fixture
def anna(chromium: Browser, house: House, relay: Relay) -> Iterator[Visitor]:
    """Somebody with a browser, in a house that sends mail."""
    smtp = {"RUNDBLICK_SMTP_HOST": "127.0.0.1", "RUNDBLICK_SMTP_PORT": str(relay.port), "RUNDBLICK_SMTP_TLS": "none"}
    with serving(smtp) as address:
        yield Visitor(chromium, address, house)


def send_mail() -> None:
    with as_worker("test"):
        deliver()


def sees(visitor: Visitor, who: str, address: str, *there: str, hidden: tuple[str, ...] = ()) -> None:
    """What stands on the page of one person, and what does not stand there, in no piece of it."""
    with visitor.as_person(who) as page:
        page.goto(address)
        for words in there:
            expect(page.get_by_text(words).first).to_be_visible()
        source = page.content()
        for words in hidden:
            assert words not in source


def shut_out(visitor: Visitor, who: str, *addresses: str) -> None:
    with visitor.as_person(who) as page:
        for address in addresses:
            answer = page.request.get(address)
            assert answer.status == 404
            assert QUESTION not in answer.text()


def printed(content: bytes, folder: Path) -> str:
    (folder / "copy.pdf").write_bytes(content)
    found = subprocess.run(["pdftotext", str(folder / "copy.pdf"), "-"], capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def prepare(visitor: Visitor, who: str, text: str, topic: str, *, for_all: bool) -> None:
    """From the start page to one point in one's own words."""
    with visitor.as_person(who) as page:
        page.goto("/")
        page.get_by_role("link", name="Bitte bereiten Sie eine Besprechung vor").first.click()
        expect(page.get_by_text(QUESTION)).to_be_visible()
        page.get_by_role("link", name="Vorbereiten").click()
        page.get_by_label("Stichpunkt in eigenen Worten").fill(text)
        page.locator("#id_topic").select_option(label=topic)
        if for_all:
            page.get_by_label("Für alle am Tisch").check()
        page.get_by_role("button", name="Stichpunkt speichern").click()
        expect(page.get_by_text("Ihr Stichpunkt ist gespeichert.")).to_be_visible()


def plan(page: Page, table: Any) -> str:
    """Alma plans the conference; its address."""
    page.goto(f"/faelle/{table.pk}/")
    page.get_by_role("link", name="Besprechung planen").click()
    page.locator("#id_kind").select_option(label="Fallkonferenz")
    page.get_by_label("Um wen geht es vor allem?").select_option(str(table.amira))
    page.get_by_label("Frage der Besprechung").fill(QUESTION)
    page.locator("#id_day").fill(f"{today() + 10 * DAY:%d.%m.%Y}")
    page.locator("#id_time").fill("10:00")
    page.locator("#id_setting").select_option(label="im Büro")
    page.locator("#id_prepare_until").fill(f"{today() + 7 * DAY:%d.%m.%Y}")
    page.get_by_role("button", name="Planen").click()
    expect(page.get_by_text("Am Tisch fehlt: weitere Stelle")).to_be_visible()
    return page.url


def seat(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Wer kommt noch?").click()
    page.locator("#id_who").select_option(label=name)
    page.locator("#id_part").select_option(label="weitere Stelle")
    page.get_by_role("button", name="Dazusetzen").click()
    expect(page.get_by_text("Sitzt mit am Tisch.")).to_be_visible()


def test_a_whole_conference_from_the_invitation_to_a_withdrawal(anna: Visitor, relay: Relay, tmp_path: Path) -> None:
    house = anna.house
    with_health = clinic(house)
    family = haddad(house)
    houses = {"cem": house.provider, "ivo": house.partner, "yara": with_health}
    with anna.as_person("alma") as page:
        address = plan(page, family)
        for one in houses.values():
            seat(page, address, one.name)
        page.goto(address)
        expect(page.get_by_text("Es fehlt die Einwilligung von Amira Haddad")).to_have_count(3)
        expect(page.get_by_role("button", name="Einladen")).to_have_count(0)
    path = address.removeprefix(anna.address)
    for who in houses:
        shut_out(anna, who, path, f"{path}pdf/", f"{path}vorbereiten/")

    with acting_as(house.alma, "test"):
        table = Table(house, family, Conference.objects.get())
    releases = {
        who: exchange(house, family, family.amira, organisation=one, topics=["goals", "tasks", *more])
        for (who, one), more in zip(houses.items(), ((), (), ("health",)), strict=True)
    }
    for who in houses:
        shut_out(anna, who, path)
    with anna.as_person("alma") as page:
        page.goto(address)
        for one in houses.values():
            page.get_by_role("button", name=spoken("Einladen", one.name)).click()
            expect(page.get_by_text("Eingeladen. Die Stelle bekommt eine Mail ohne Namen")).to_be_visible()
    send_mail()
    assert len(relay.received) == 3
    for mail in relay.received:
        assert "Einladung zu einer Besprechung" in mail
        for told in ("Haddad", "Amira", "Küche", path, "Alma"):
            assert told not in mail
    with anna.as_person("alma") as page:
        page.goto(address)
        expect(page.get_by_text("Mail verschickt")).to_have_count(3)

    prepare(anna, "cem", OF_CEM, "Ziele", for_all=True)
    prepare(anna, "ivo", OF_IVO, "Absprachen", for_all=False)
    prepare(anna, "yara", HEALTH, "Gesundheitliches", for_all=True)
    sees(anna, "cem", path, QUESTION, OF_CEM, hidden=(HEALTH, OF_IVO, "Karim"))
    sees(anna, "ivo", path, OF_CEM, OF_IVO, hidden=(HEALTH, "Karim"))
    sees(anna, "yara", path, OF_CEM, HEALTH, hidden=(OF_IVO, "Karim"))
    sees(anna, "alma", path, OF_CEM, OF_IVO, hidden=(HEALTH,))
    give(house, family.household, family.amira)
    sees(anna, "alma", path, HEALTH)

    table.begin()
    with anna.as_person("alma") as page:
        page.goto(address)
        page.get_by_role("link", name="Protokoll schreiben").first.click()
        page.get_by_label("Ergebnis oder Zielvereinbarung").fill("Zwei Probetage in der Schulküche.")
        page.get_by_text("Weiterer Punkt").first.click()
        page.locator("#id_new_point").fill("Was ist körperlich möglich?")
        page.get_by_label("Thema des Punkts").select_option(label="Gesundheitliches")
        decide(page, "Probetage verabreden", f"{house.provider.name}", "Aufgaben")
        page.get_by_role("button", name="Alles speichern").click()
        expect(page.get_by_text("Gespeichert.", exact=True)).to_be_visible()
        page.get_by_label("Was ist körperlich möglich?").fill("Vier Stunden, mit Pausen.")
        decide(page, "Attest mitbringen", "die Person selbst", "Gesundheitliches")
        page.get_by_role("button", name="Alles speichern").click()
        expect(page.get_by_text("Attest mitbringen", exact=True)).to_be_visible()
    sees(
        anna,
        "cem",
        path,
        "Zwei Probetage in der Schulküche.",
        "Probetage verabreden",
        hidden=("Vier Stunden", "Attest"),
    )
    sees(anna, "yara", path, "Vier Stunden, mit Pausen.", "Attest mitbringen")

    with anna.as_person("alma") as page:
        page.goto(address)
        page.get_by_role("link", name="Protokoll abschließen").click()
        page.get_by_role("button", name="Abschließen").click()
        expect(page.get_by_text("Aus den Beschlüssen sind Aufgaben geworden.")).to_be_visible()
    with acting_as(house.alma, "test"):
        tasks = sorted((task.text, task.responsible) for task in Task.objects.all())
    assert [responsible for _text, responsible in tasks] == ["person", "provider"]
    assert tasks[1][0] == "Probetage verabreden" and "Attest" not in tasks[0][0]

    with anna.as_person("alma") as page:
        page.goto(address)
        copies = {}
        for who, one in houses.items():
            with page.expect_download() as download:
                page.get_by_role("link", name=f"Abschrift für {one.name}").click()
            copies[who] = printed(Path(download.value.path()).read_bytes(), tmp_path)
        page.get_by_text(f"Weitergegeben? {house.partner.name}").click()
        page.get_by_role("button", name=spoken("Abhaken", house.partner.name)).click()
        expect(page.get_by_text(f"informiert am {today():%d.%m.%Y}, übergeben")).to_be_visible()
    assert "Zwei Probetage" in copies["cem"] and "Vier Stunden" not in copies["cem"] + copies["ivo"]
    assert "Attest" not in copies["cem"] + copies["ivo"] and HEALTH not in copies["cem"] + copies["ivo"]
    assert "Vier Stunden" in copies["yara"] and "Attest mitbringen" in copies["yara"] and HEALTH in copies["yara"]
    assert OF_IVO in copies["ivo"] and OF_IVO not in copies["cem"] + copies["yara"]
    with anna.as_person("cem") as page:
        own = page.request.get(f"{path}pdf/")
        assert "Vier Stunden" not in printed(own.body(), tmp_path)

    with anna.as_person("alma") as page:
        page.goto(reverse("consent:withdraw", args=[releases["yara"].pk]))
        page.get_by_role("button", name="Jetzt widerrufen").click()
        expect(page.get_by_role("button", name="Jetzt widerrufen")).to_have_count(0)
    shut_out(anna, "yara", path, f"{path}pdf/")
    sees(anna, "ivo", path, "Zwei Probetage in der Schulküche.")
    with acting_as(house.alma, "test"):
        seat_id = Invitation.objects.get(agency=with_health).seat_id
    with anna.as_person("alma") as page:
        assert page.request.get(f"{path}platz/{seat_id}/abschrift/").status == 404
        page.goto(address)
        expect(page.get_by_text("ohne Einwilligung keine Abschrift")).to_be_visible()
        expect(page.get_by_text("Vier Stunden, mit Pausen.")).to_be_visible()


def spoken(verb: str, name: str) -> re.Pattern[str]:
    """The name of a button whose object stands there for those who listen."""
    return re.compile(rf"^{verb}\s?: {re.escape(name)}$")


def decide(page: Page, what: str, who: str, topic: str) -> None:
    page.get_by_label("Was wird getan?").fill(what)
    page.get_by_label("Wer macht es?").select_option(label=who)
    page.locator("#id_decision_until").fill(f"{today() + 14 * DAY:%d.%m.%Y}")
    page.locator("#id_decision_topic").select_option(label=topic)


def test_a_mail_does_not_leave_when_the_consent_was_withdrawn_before(anna: Visitor, relay: Relay) -> None:
    house = anna.house
    family = haddad(house)

    table = Table(house, family, plans(family))
    door = table.door(house.partner)
    table.invite(house.partner)
    table.shut(door)
    send_mail()
    assert relay.received == []
    with acting_as(house.alma, "test"):
        assert Invitation.objects.get().mail == "withdrawn"


def test_no_page_has_a_barrier_or_is_cut_off(anna: Visitor) -> None:

    house = anna.house
    family = haddad(house)
    table = Table(house, family, plans(family, family.amira, family.karim))
    discussion = Table(house, family, plans(family, kind="case_discussion", pseudonymised=True))
    discussion.seat(organisation=house.provider, part="agency")
    for person in (family.amira, family.karim):
        table.door(house.partner, person=person)
    table.invite(house.partner)
    table.seat(organisation=house.provider, part="agency")
    table.seat(user=house.mats, part="placement")
    table.brings(house.ivo, OF_IVO, for_all=True)
    table.brings(house.alma, OF_CEM, "goals")
    table.decide(assignee=house.alma)
    found: list[str] = []
    with anna.as_person("alma", bypass_csp=True) as page:

        def look(address: str, name: str) -> None:
            page.goto(address)
            found.extend(flaws(page, name))

        look(f"/faelle/besprechungen/fall/{family.pk}/neu/", "planen")
        look(f"/faelle/besprechungen/fall/{family.pk}/", "fall")
        look("/faelle/besprechungen/", "liste")
        look("/faelle/besprechungen/mehrere/", "mehrere")
        look("/faelle/besprechungen/zahlen/", "zahlen")
        look(table.url(), "besprechung")
        look(table.url("seat"), "platz")
        look(table.url("change"), "aendern")
        look(table.url("prepare"), "vorbereiten")
        look(table.url("checklist"), "checkliste-leer")
        page.locator("#zeile-question").get_by_role("button").click()
        expect(page.get_by_text("1 von 10 abgehakt")).to_be_visible()
        found.extend(flaws(page, "checkliste"))
        look(discussion.url(), "pseudonymisiert")
        look(discussion.url("sheet"), "blatt")
        table.begin()
        look(table.url("protocol"), "protokoll")
        look(table.url("close"), "abschliessen")
        table.close()
        look(table.url(), "abgeschlossen")
        look(table.url("addendum"), "nachtrag")
    with anna.as_person("ivo", bypass_csp=True) as page:
        page.goto(table.url())
        found += flaws(page, "gast")
    assert found == []
