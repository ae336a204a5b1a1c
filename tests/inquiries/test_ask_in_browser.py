"""A question and its answer in Chromium, without barriers at both widths."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.database import as_worker
from rundblick.access.roles import Role
from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.figures import LEAST_STAFF
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import haddad
from tests.cases.test_list_cases import single
from tests.inquiries.asking import DAY, answer, ask, document, end, url
from tests.inquiries.test_count_answers import asked, half_in_time

pytestmark = pytest.mark.browser


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    kept = document(family, "Bescheid vom März.txt")
    text = "Sie zieht mit zwei Kindern um. Was braucht sie, bevor sie unterschreibt?"
    row = ask(family, text, kind="housing", documents=[kept])
    answer(family, row, Outcome.MISSING, "Das Angebot des Vermieters mit Größe und Kosten. Eine Kopie genügt.")
    waiting = ask(family, "Sie ist krankgeschrieben und hat das rechtzeitig gesagt.", kind="reason")
    ask(family, "Kommt der Vorschuss diese Woche?", kind="advance", due_on=today() + DAY)
    case, put = (reverse(f"inquiries:{name}", args=[family.pk]) for name in ("case", "ask"))
    pages = {
        "alma": {"case": case, "ask": put, "page": url("page", row), "further": url("further", row), "start": "/"},
        "lena": {
            "mine": reverse("inquiries:mine"),
            "waiting": url("page", waiting),
            "answer": url("answer", waiting),
            "start": "/",
        },
    }
    found = []
    for who, places in pages.items():
        with visitor.as_person(who, bypass_csp=True) as page:
            for name, where in places.items():
                page.goto(where)
                found += flaws(page, f"{name}-{who}")
    assert found == []


def test_one_figure_for_the_department_and_the_story(visitor: Visitor) -> None:
    house = visitor.house
    with as_worker("test"):
        for number in range(LEAST_STAFF):
            house.add(f"leistung{number}", house.jobcenter, None, [Role.BENEFITS])
    families = [single(house, f"Person{number}|Test", str(number)) for number in range(8)]
    half_in_time(families)
    row = asked(families[0], 3)
    answer(families[0], row, Outcome.MISSING, "Eine Kopie genügt.")
    end(families[0], row)
    found = []
    with visitor.as_person("lena", bypass_csp=True) as page:
        page.goto(reverse("inquiries:numbers"))
        found += flaws(page, "inquiries numbers")
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto(reverse("cases:story", args=[families[0].pk]))
        found += flaws(page, "inquiries story")
    assert found == []


def test_a_question_and_its_answer(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}")
        page.get_by_role("link", name="Fragen an den Leistungsbereich").click()
        page.get_by_role("link", name="Frage stellen").first.click()
        page.get_by_label("Worum geht es?").select_option("income")
        page.get_by_label("Um wen geht es?").select_option(str(family.amira))
        page.get_by_label("Ihre Frage").fill("Was bleibt von 520 Euro? 🙂")
        page.get_by_role("button", name="Frage stellen").click()
        expect(page.get_by_text("Lena liest Ihre Frage jetzt.")).to_be_visible()
    with visitor.as_person("lena") as page:
        page.goto("/")
        page.get_by_role("link", name="Eine Frage zur Leistung beantworten").click()
        expect(page.get_by_text("Was bleibt von 520 Euro? 🙂")).to_be_visible()
        page.get_by_role("link", name="Antworten").click()
        page.get_by_label("Das klärt sich so").check()
        page.get_by_label("Ihre Antwort").fill("184 Euro")
        page.get_by_role("button", name="Absenden").click()
        expect(page.get_by_text("184 Euro")).to_be_visible()
    with visitor.as_person("alma") as page:
        page.goto("/")
        page.get_by_role("link", name="Antwort des Leistungsbereichs lesen").click()
        expect(page.get_by_text("184 Euro")).to_be_visible()
        page.get_by_role("button", name="Gelesen").click()
        page.get_by_role("button", name="Abschließen").click()
        expect(page.get_by_text("Lena liest diese Frage nicht mehr.")).to_be_visible()
