"""What the pages and the paper show: the plan of one member, in normal and plain words, without any legal notice."""

import io
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rundblick.access.context import acting_as
from rundblick.access.models import Disclosure
from rundblick.cases import services as cases
from rundblick.plans.kinds import kinds
from rundblick.plans.models import Plan
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.plans.drafts import DAY, act, begun, full, lines, published, write
from tests.queries import at_most

LEGAL_NOTICE = re.compile(r"Rechtsfolge|Minderung|Sanktion|§\s*31|§\s*32|Leistungskürzung|Belehrung", re.IGNORECASE)


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


@pytest.fixture
def alma(house: House, family: Family) -> Client:
    return house.login("alma")


def page(family: Family, person: uuid.UUID | None = None, query: str = "") -> str:
    return reverse("plans:page", args=[family.pk, person or family.amira]) + query


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "UNDEFINED(" not in text
    return text


def pdf(client: Client, plan: Plan, words: str) -> PdfReader:
    answer = client.get(reverse("plans:pdf", args=[plan.pk, words]))
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "application/pdf", "no-store")
    return PdfReader(io.BytesIO(answer.content))


def read(paper: PdfReader) -> str:
    return " ".join("\n".join(one.extract_text() for one in paper.pages).replace("\u00a0", " ").split())


def test_an_empty_page_offers_to_begin(alma: Client, family: Family) -> None:
    text = shown(alma, page(family))
    assert "Noch kein Plan" in text and "Entwurf beginnen" in text


def test_the_page_shows_goals_with_their_steps_and_what_became_of_them(alma: Client, family: Family) -> None:
    plan = full(family)
    with acting_as(family.house.alma, "test"):
        line = plan.lines.exclude(task=None).filter(section="goals").get()
        assert line.task is not None
        cases.complete(task=line.task)
    text = shown(alma, page(family))
    goal, step = text.index("Wieder als Köchin arbeiten"), text.index("Zeugnis mitbringen")
    assert goal < step
    for said in ("Fassung 1", "die Person selbst", "erledigt am", "Persönliches Angebot", "Ein Platz im Kochkurs."):
        assert said in text
    assert "eigene Verwaltungsakte" in text


def test_plain_words_replace_the_normal_ones_where_there_are_any(alma: Client, family: Family) -> None:
    full(family)
    text = shown(alma, page(family, query="?worte=einfach"))
    for said in ("Unser gemeinsamer Plan", "Bringen Sie Ihr Zeugnis mit.", "Das machen Sie selbst", "Kita anrufen"):
        assert said in text
    assert "Zeugnis mitbringen" not in text


def test_another_members_page_shows_nothing_of_it(alma: Client, family: Family) -> None:
    plan = full(family)
    other = shown(alma, page(family, family.karim))
    assert "Köchin" not in other and "Kochkurs" not in other and "Fassung 1" not in other
    family.let_in(family.house.kai, family.karim)
    assert family.house.login("kai").get(reverse("plans:version", args=[plan.pk])).status_code == 404


def test_the_screen_for_two_names_no_other_member(alma: Client, family: Family) -> None:
    full(family)
    text = shown(alma, page(family, query="?gemeinsam=1"))
    assert "Köchin" in text and "Karim" not in text and "Haddad" not in text


def test_a_past_day_shows_the_version_of_that_day_and_nothing_to_change(alma: Client, family: Family) -> None:
    full(family, on=today() - 30 * DAY)
    draft = begun(family)
    (goal, *_rest) = lines(family, draft)
    act(family, draft, "drop", goal.pk)
    published(family, draft)
    assert "Köchin" not in shown(alma, page(family))
    past = shown(alma, page(family, query=f"?stand={today() - 3 * DAY:%Y-%m-%d}"))
    assert "Köchin" in past and "Neue Fassung schreiben" not in past and "Plan beenden" not in past
    assert "galt hier kein Plan" in shown(alma, page(family, query=f"?stand={today() - 90 * DAY:%Y-%m-%d}"))


def test_a_former_version_stays_readable_and_is_compared(alma: Client, family: Family) -> None:
    first = full(family, on=today() - 30 * DAY)
    draft = begun(family)
    goal = next(row for row in lines(family, draft) if row.kind == "goal")
    act(family, draft, "drop", goal.pk)
    write(family, draft, offer="Ein Platz in der Küche.")
    second = published(family, draft)
    text = shown(alma, reverse("plans:version", args=[first.pk]))
    assert "Köchin" in text and "galt vom" in text
    compared = shown(alma, reverse("plans:compare", args=[second.pk, first.pk]))
    for said in ("1 nicht mehr dabei", "Ein Platz im Kochkurs.", "Ein Platz in der Küche.", "gehört jetzt zu: keinem"):
        assert said in compared


def test_only_versions_of_one_plan_are_compared(alma: Client, family: Family) -> None:
    one = full(family)
    family.goal(family.karim)
    other = published(family, begun(family, family.karim))
    assert alma.get(reverse("plans:compare", args=[one.pk, other.pk])).status_code == 404
    assert alma.get(reverse("plans:compare", args=[one.pk, one.pk])).status_code == 404


@pytest.mark.parametrize("words", ["normal", "einfach"])
def test_the_paper_is_accessible_and_its_title_names_nobody(alma: Client, family: Family, words: str) -> None:
    paper = pdf(alma, full(family), words)
    root: Any = paper.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "de" and "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert (
        paper.metadata
        and paper.metadata.title
        == {
            "normal": "Kooperationsplan",
            "einfach": "Unser gemeinsamer Plan",
        }[words]
    )
    text = read(paper)
    step = {"normal": "Zeugnis mitbringen", "einfach": "Bringen Sie Ihr Zeugnis mit."}[words]
    for said in ("Amira Haddad", "Wieder als Köchin arbeiten", step, "Ein Platz im Kochkurs.", "unterschr"):
        assert said.lower() in text.lower()


def test_paper_in_other_words_does_not_exist(alma: Client, family: Family) -> None:
    plan = full(family)
    assert alma.get(reverse("plans:pdf", args=[plan.pk, "streng"])).status_code == 404
    assert alma.get(reverse("plans:pdf", args=[begun(family).pk, "normal"])).status_code == 404


@pytest.mark.parametrize("kind", [kind.code for kind in kinds()])
def test_no_kind_of_plan_carries_a_legal_notice_or_asks_for_a_signature(
    alma: Client, family: Family, kind: str
) -> None:
    family.goal(family.amira)
    draft = begun(family, kind=kind)
    found = [shown(alma, reverse(f"plans:{name}", args=[draft.pk])) for name in ("draft", "publish")]
    plan = published(family, draft)
    found += [shown(alma, page(family)), shown(alma, page(family, query="?worte=einfach"))]
    found += [shown(alma, reverse(f"plans:{name}", args=[plan.pk])) for name in ("version", "confirm")]
    found += [read(pdf(alma, plan, words)) for words in ("normal", "einfach")]
    for text in found:
        assert not LEGAL_NOTICE.search(text)
        assert "Unterschrift für" not in text


def test_reading_and_printing_stand_in_the_log(alma: Client, family: Family) -> None:
    plan = full(family)
    shown(alma, page(family))
    pdf(alma, plan, "normal")
    with acting_as(family.house.eva, "test", read_only=True):
        kinds_seen = list(Disclosure.objects.filter(kind__startswith="plans.").values_list("kind", flat=True))
    assert sorted(kinds_seen) == ["plans.page", "plans.pdf"]


def test_the_list_of_tools_says_which_version_holds(alma: Client, family: Family) -> None:
    full(family)
    text = shown(alma, reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}")
    assert "Kooperationsplan: Fassung 1 seit" in text


def history(family: Family, rows: int) -> None:
    """Versions of ten years: each of eight lines."""
    from rundblick.plans.models import PlanLine

    house = family.house
    with acting_as(house.alma, "test"):
        for number in range(1, rows // 8 + 1):
            day = today() - 4000 * DAY + number * 15 * DAY
            plan = Plan.objects.create(
                dossier_id=family.pk, person_id=family.amira, kind="agreement", number=number, author=house.alma
            )
            PlanLine.objects.bulk_create(
                [
                    PlanLine(
                        dossier_id=family.pk,
                        plan=plan,
                        person_id=family.amira,
                        kind="step",
                        section="more",
                        text="Schritt",
                        rank=rank,
                    )
                    for rank in range(8)
                ]
            )
            Plan.objects.filter(pk=plan.pk).update(
                state="ended", valid_from=day, valid_until=day + 15 * DAY, published_at=plan.written_at
            )


@pytest.mark.parametrize("rows", [0, 2_000])
def test_pages_take_their_statements_whatever_the_history(alma: Client, family: Family, rows: int) -> None:
    history(family, rows)
    plan = full(family)
    draft = begun(family)
    alma.get(reverse("cases:list"))
    with at_most(9):
        alma.get(page(family))
    with at_most(10):
        alma.get(reverse("plans:version", args=[plan.pk]))
    with at_most(12):
        alma.get(reverse("plans:draft", args=[draft.pk]))
