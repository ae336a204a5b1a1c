"""A question and its answer in the story of the case: what kind, and where it stands, never a word."""

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import merge
from rundblick.access.models import TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.inquiries import services
from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.models import Inquiry
from tests.cases.families import Family, haddad
from tests.house import House
from tests.inquiries.asking import MARK, answer, ask, end, further, of_all, url


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def story(family: Family, who: str = "alma", **query: str) -> str:
    answer_ = family.house.login(who).get(reverse("cases:story", args=[family.pk]), query)
    return answer_.content.decode() if answer_.status_code == 200 else ""


def said(family: Family, kind: str) -> int:
    with as_worker("test"):
        return TimelineEntry.objects.filter(dossier_id=family.pk, kind=kind).count()


def read(family: Family, row: Inquiry) -> None:
    with acting_as(family.house.alma, "test"):
        services.read(Inquiry.objects.get(pk=row.pk))


def test_the_story_tells_kind_and_state_and_leads_to_the_question(family: Family) -> None:
    row = ask(family, kind="notice")
    text = story(family)
    assert "Einen Bescheid verstehen" in text and "wartet auf Antwort" in text and url("page", row) in text
    answer(family, row, Outcome.MISSING, "Geheimes Wort der Antwort")
    read(family, row)
    text = story(family)
    assert "Antwort des Leistungsbereichs" in text and "beantwortet" in text
    assert MARK not in text and "Geheimes Wort" not in text and "Es fehlen Unterlagen" not in text


def test_an_answer_is_told_once_its_reader_has_read_it_with_its_own_day(family: Family) -> None:
    row = ask(family)
    line = answer(family, row)
    assert said(family, "inquiry_answered") == 0
    read(family, row)
    read(family, row)
    with as_worker("test"):
        entry = TimelineEntry.objects.get(kind="inquiry_answered")
        assert (entry.at, entry.author_id, entry.subject_id) == (line.at, family.house.lena.pk, family.amira)


@pytest.mark.parametrize("how", ["end", "further"])
def test_whoever_goes_on_or_ends_has_read_it(family: Family, how: str) -> None:
    row = ask(family)
    answer(family, row, Outcome.ASKING_BACK, "Welcher Monat?")
    if how == "end":
        end(family, row)
    else:
        further(family, row)
    assert said(family, "inquiry_answered") == 1
    assert "Rückfrage des Leistungsbereichs" in story(family)


def test_a_form_sent_twice_is_told_once(family: Family) -> None:
    row = ask(family)
    with acting_as(family.house.alma, "test"):
        services.ask(
            about=of_all(family),
            author=family.house.alma,
            asked=family.house.lena,
            kind="general",
            text="x",
            token=row.pk,
        )
    assert said(family, "inquiry_asked") == 1


@pytest.mark.parametrize("topics", [("master", "notes"), ("master", "notes", "benefits")])
def test_who_leads_no_case_reads_nothing_of_it_whatever_the_door_carries(
    family: Family, topics: tuple[str, ...]
) -> None:
    ask(family, kind="hardship")
    family.let_in(family.house.cem, None, basis=Basis.ASSIGNMENT, topics=topics)
    text = story(family, "cem")
    assert text and "Härte" not in text and MARK not in text


def test_who_may_ask_and_writes_no_notes_asks_without_a_story(family: Family) -> None:
    family.let_in(family.house.cem, None, basis=Basis.ASSIGNMENT, topics=("master", "benefits"), writes=True)
    with acting_as(family.house.cem, "test"):
        services.ask(
            about=of_all(family), author=family.house.cem, asked=family.house.lena, kind="general", text="Frage"
        )
    assert said(family, "inquiry_asked") == 0


def test_the_clerk_reaches_no_story_by_the_door_of_a_question(family: Family) -> None:
    ask(family)
    assert story(family, "lena") == ""


def test_another_member_and_the_own_page_read_nothing(family: Family) -> None:
    ask(family, kind="hardship")
    assert "Härte" in story(family, mitglied=str(family.amira))
    assert "Härte" not in story(family, mitglied=str(family.karim))
    with as_worker("test"):
        dict(merge.items())["inquiries"](family.karim, family.amira)
    assert "Härte" in story(family, mitglied=str(family.karim))
