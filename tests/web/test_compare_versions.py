"""When somebody else saved first, both versions stand side by side and nothing is lost."""

from datetime import UTC, date, datetime
from typing import Any

from django.http import QueryDict
from django.template import engines

from rundblick.web.conflicts import Conflict, conflict
from tests.web.gallery.samples import NoteForm, ShortNote

NOW = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)


def compare(stored: dict[str, Any], **typed: str) -> Conflict:
    data = QueryDict(mutable=True)
    data.update({"text": "Mein Satz", "on": "19.11.2026", "topic": "home", "version": "3", **typed})
    return conflict(form=ShortNote(data), stored=stored, version=4, changed_by="Tarek Öztürk", changed_at=NOW)


def test_only_what_differs_is_compared() -> None:
    found = compare({"text": "Anderer Satz", "on": date(2026, 11, 19), "topic": "home"})
    assert [(d.field.name, d.mine, d.theirs) for d in found.differences] == [("text", "Mein Satz", "Anderer Satz")]
    assert [field.name for field in found.same] == ["on", "topic"]


def test_choices_and_dates_are_compared_as_people_see_them() -> None:
    found = compare({"on": date(2026, 11, 18), "topic": "work"}, on="19.11.26")
    shown = {d.field.name: (d.mine, d.theirs) for d in found.differences}
    assert shown == {"on": ("19.11.2026", "18.11.2026"), "topic": ("Wohnen", "Arbeit")}


def test_checkboxes_and_empty_fields_are_said_in_words() -> None:
    data = QueryDict(mutable=True)
    data.setlist("topics", ["work", "home"])
    data.update({"shared": "on", "own_words": ""})
    found = conflict(
        form=NoteForm(data),
        stored={"shared": False, "topics": ["child"], "own_words": "Arbeit finden"},
        version=2,
        changed_by="Jana Winkler",
        changed_at=NOW,
    )
    shown = {d.field.name: (d.mine, d.theirs) for d in found.differences}
    assert shown == {
        "shared": ("Ja", "Nein"),
        "topics": ("Arbeit, Wohnen", "Kinderbetreuung"),
        "own_words": ("–", "Arbeit finden"),
    }


def test_an_unreadable_date_is_shown_as_typed() -> None:
    found = compare({"on": date(2026, 11, 18)}, on="bald")
    assert found.differences[0].mine == "bald"


def test_line_ends_of_the_browser_are_no_difference() -> None:
    assert not compare({"text": "eins\nzwei"}, text="eins\r\nzwei").differences


def test_saving_again_counts_as_having_seen_both() -> None:
    found = compare({"text": "Anderer Satz"})
    assert found.form.data["version"] == "4"
    page = engines["django"].from_string("{% load kern %}{% edit_conflict one %}").render({"one": found})
    assert '<input type="hidden" name="version" value="4"' in page
    assert "Mein Satz" in page
    assert "Anderer Satz" in page
    assert "Tarek Öztürk" in page
    assert "20.11.2026, 10:41" in page
