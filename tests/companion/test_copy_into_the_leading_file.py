"""Companion mode: the copy of a talk, its mark, what is still to be copied, and that nothing shows elsewhere."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.calendar.errors import Stale
from rundblick.cases import services as cases
from rundblick.cases.codes import Responsible
from rundblick.cases.services import StepContent
from rundblick.companion import services
from rundblick.companion.hooks import transfers_due
from rundblick.companion.models import Transfer
from rundblick.situation.needs import needs_of, text_of
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.situation.lives import said

HERS = "Ich schäme mich dafür."


@pytest.fixture
def companion() -> Iterator[None]:
    approved = {"mode": "companion", "companion_approved": "2026-11-02 DS-17/26"}
    with override_settings(RUNDBLICK=settings.RUNDBLICK.model_copy(update=approved)):
        yield


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def talk(family: Family):  # type: ignore[no-untyped-def]
    (note,) = family.note(
        family.amira,
        own_concern=HERS,
        summary="Länger erzählt.",
        agreements="Sie ruft die Kita an.",
        steps=[StepContent(text="Kita anrufen", due_on=today())],
    )
    return note


def url(name: str, *args: object) -> str:
    return reverse(f"companion:{name}", args=args)


def test_the_copy_holds_what_belongs_there_and_nothing_else(companion: None, family: Family) -> None:
    note = talk(family)
    said(family, family.amira, kind="need")
    browser = family.house.login("alma")
    page = browser.get(reverse("cases:note", args=[note.pk])).content.decode()
    assert url("copy", note.pk) in page
    with at_most(12):
        copy = browser.get(url("copy", note.pk)).content.decode()
    plain = browser.get(url("plain", note.pk))
    with acting_as(family.house.alma, "test", read_only=True) as context:
        needs = text_of(needs_of(context, family.pk, family.amira))
    text = plain.content.decode()
    assert needs and needs in text, "the same words as the needs of the situation"
    for belongs in (
        "Der Kitaplatz ist zugesagt.",
        "Sie ruft die Kita an.",
        f"- Kita anrufen ({Responsible.PERSON.label}, bis {german_date(today())})",
    ):
        assert belongs in copy and belongs in text
    for stays in (HERS, "Länger erzählt"):
        assert stays not in copy and stays not in text
    assert "no-store" in plain.headers["Cache-Control"]


def test_the_mark_says_who_and_when_can_be_taken_back_and_is_lost_by_a_correction(
    companion: None, family: Family
) -> None:
    note = talk(family)
    browser = family.house.login("alma")
    assert "Der Kitaplatz" in browser.get(url("waiting")).content.decode()
    for _ in range(2):
        assert browser.post(url("transferred", note.pk), {"version": note.version}).status_code == 302
    assert "von Alma" in browser.get(url("copy", note.pk)).content.decode()
    assert "Alles ist übertragen" in browser.get(url("waiting")).content.decode()
    with acting_as(family.house.alma, "test"):
        assert Transfer.objects.count() == 1 and transfers_due([family.pk], today()) == []
        content = cases.NoteContent(happened_on=today(), setting=note.setting, sentence="Doch nicht zugesagt.")
        cases.correct_note(note=note, version=note.version, content=content, why="Irrtum")
        (item,) = transfers_due([family.pk], today())
    assert item["person_id"] == family.amira and "Kita" not in item["label"] + item["explanation"]
    assert "Doch nicht" in browser.get(url("waiting")).content.decode()
    stale = browser.post(url("transferred", note.pk), {"version": note.version}, follow=True).content.decode()
    assert "inzwischen berichtigt" in stale
    browser.post(url("transferred", note.pk), {"version": note.version + 1})
    browser.post(url("transferred", note.pk), {"zurueck": "1"})
    assert "von Alma" not in browser.get(url("copy", note.pk)).content.decode()
    with pytest.raises(Stale), acting_as(family.house.alma, "test"):
        services.transferred(note=note, version=99, user=family.house.alma)


def test_only_whoever_writes_the_note_copies_it(companion: None, family: Family) -> None:
    note = talk(family)
    for name in ("bert", "cem", "otto", "eva", "jana"):
        browser = family.house.login(name)
        assert browser.get(url("copy", note.pk)).status_code == 404
        assert browser.post(url("transferred", note.pk), {"version": 1}).status_code == 404
    assert "Kitaplatz" not in family.house.login("bert").get(url("waiting")).content.decode()


def test_in_a_leading_file_none_of_it_exists(family: Family) -> None:
    note = talk(family)
    browser = family.house.login("alma")
    assert "führende Akte" not in browser.get(reverse("cases:note", args=[note.pk])).content.decode()
    for where in (url("waiting"), url("copy", note.pk), url("plain", note.pk)):
        assert browser.get(where).status_code == 404
    with acting_as(family.house.alma, "test"):
        assert transfers_due([family.pk], today()) == []


def test_copy_merge_and_erase_know_the_marks(companion: None, family: Family) -> None:
    note = talk(family)
    with acting_as(family.house.alma, "test"):
        services.transferred(note=note, version=note.version, user=family.house.alma)
        (told,) = dict(export.items())["companion"](family.pk, family.amira)
        assert told["rows"] == [(german_date(today()), german_date(today()), "Alma")]
        assert dict(merge.items())["companion"](family.karim, family.amira) == 1
    with as_worker("test.erase"):
        assert dict(erase.items())["companion"](family.pk) == 1
