"""Comments stay with the frozen report: dated, answerable, closed, and printed if somebody wishes."""

import uuid

import pytest
from django.db import ProgrammingError

from rundblick.access.context import acting_as
from rundblick.evaluation import commenting
from rundblick.evaluation.commenting import as_text, labels_of, threads
from rundblick.evaluation.definitions import programme_of, report_of
from rundblick.evaluation.errors import Refused
from rundblick.evaluation.exports import write
from rundblick.evaluation.models import Comment, ReportSnapshot
from rundblick.evaluation.storing import shown_from_json
from rundblick.web.clock import now
from tests.evaluation.reports import computed, running
from tests.house import House

WORDS = "Im Winter waren zwei Beratungen geschlossen."


@pytest.fixture
def report(house: House) -> uuid.UUID:
    return computed(house, running(house), published=True)


def said(house: House, report: uuid.UUID, by: str = "dana", **more: object) -> Comment:
    with acting_as(house.people[by], "test") as context:
        snapshot = ReportSnapshot.objects.get(pk=report)
        return commenting.say(context, snapshot, **{"text": WORDS} | more)  # type: ignore[arg-type]


def seen(house: House, report: uuid.UUID, by: str) -> list[str]:
    with acting_as(house.people[by], "test"):
        return list(Comment.objects.filter(snapshot_id=report).order_by("written_at").values_list("text", flat=True))


def test_a_colleague_comments_a_figure_and_another_answers(house: House, report: uuid.UUID) -> None:
    first = said(house, report, place=0)
    said(house, report, "cem", text="Bei uns auch.", answers=first)
    page = house.login("nora").get(f"/berichte/{report}/").content.decode()
    assert WORDS in page and "Bei uns auch." in page and "Dana" in page and "nur für das Haus" in page
    assert WORDS in house.login("nora").get(f"/berichte/{report}/zahl/0/").content.decode()
    assert WORDS not in house.login("nora").get(f"/berichte/{report}/zahl/1/").content.decode()


def test_research_reads_and_writes_what_is_for_all(house: House, report: uuid.UUID) -> None:
    said(house, report)
    said(house, report, text="Für alle", internal=False)
    said(house, report, "kai", text="Wie kam das zustande?")
    assert seen(house, report, "kai") == ["Für alle", "Wie kam das zustande?"]
    assert len(seen(house, report, "cem")) == 3
    assert seen(house, report, "otto") == seen(house, report, "ivo") == []


def test_after_the_publication_is_taken_back_research_reads_nothing(house: House, report: uuid.UUID) -> None:
    said(house, report, internal=False)
    house.login("nora").post(f"/berichte/{report}/zuruecknehmen/")
    assert seen(house, report, "kai") == []


def test_words_never_change_and_nobody_writes_in_another_name(house: House, report: uuid.UUID) -> None:
    row = said(house, report)
    for who in ("dana", "nora"):
        with acting_as(house.people[who], "test"), pytest.raises(ProgrammingError, match="stays as it was written"):
            Comment.objects.filter(pk=row.pk).update(text="anders")
    with acting_as(house.nora, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Comment.objects.create(snapshot_id=report, text="x", author=house.dana, written_at=now())
    with acting_as(house.kai, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Comment.objects.create(snapshot_id=report, text="x", author=house.kai, written_at=now(), internal=True)


def test_closing_ends_a_thread_and_keeps_it(house: House, report: uuid.UUID) -> None:
    row = said(house, report)
    with acting_as(house.cem, "test") as context, pytest.raises(Refused, match="Koordination"):
        commenting.close(context, row)
    assert house.login("nora").post(f"/berichte/{report}/kommentar/{row.pk}/abschliessen/").status_code == 302
    page = house.login("cem").get(f"/berichte/{report}/").content.decode()
    assert WORDS in page and "abgeschlossen" in page
    with acting_as(house.cem, "test") as context, pytest.raises(Refused, match="abgeschlossen"):
        commenting.say(
            context, ReportSnapshot.objects.get(pk=report), text="Noch etwas", answers=Comment.objects.get(pk=row.pk)
        )


def test_what_cannot_be_said_is_refused(house: House, report: uuid.UUID) -> None:
    for wrong in ({"text": "  "}, {"place": 9_999}):
        with pytest.raises(Refused):
            said(house, report, **wrong)
    browser = house.login("dana")
    browser.post(f"/berichte/{report}/kommentar/", {"text": ""})
    assert browser.post(f"/berichte/{report}/kommentar/", {"text": "x", "answers": str(report)}).status_code == 404
    answer = browser.post(f"/berichte/{report}/kommentar/", {"text": "Auch gut", "at": "0"})
    assert answer.headers["Location"].endswith("/zahl/0/#kommentare")
    assert seen(house, report, "dana") == ["Auch gut"]


def test_comments_are_printed_if_somebody_wishes(house: House, report: uuid.UUID) -> None:
    said(house, report)
    said(house, report, text="Für alle", internal=False)
    with acting_as(house.nora, "test") as context:
        snapshot = ReportSnapshot.objects.select_related("run__definition").get(pk=report)
        programme = programme_of(snapshot.run)
        found = report_of(programme, snapshot.report)
        assert found is not None
        shown = shown_from_json(snapshot.figures)
        talk = threads(context, snapshot, labels_of(snapshot))
        plain = write("pdf", programme, found, snapshot, shown).content
        with_words = write("pdf", programme, found, snapshot, shown, talk).content
        assert write("csv", programme, found, snapshot, shown, talk) == write("csv", programme, found, snapshot, shown)
    assert plain != with_words and with_words.startswith(b"%PDF")
    assert [one["text"] for one in as_text(talk)] == [WORDS, "Für alle"]
    wish = {"format": "pdf", "purpose": "funder", "recipient": "Ministerium", "comments": "open"}
    assert house.login("nora").post(f"/berichte/{report}/herausgeben/", wish).status_code == 200
