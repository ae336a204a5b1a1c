"""The protected area: opened on purpose, through a consent that names the reader, closed in the second it ends."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.urls import reverse

from rundblick.access import drafts
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Disclosure, Draft, TimelineEntry
from rundblick.calendar.errors import Refused
from rundblick.situation import protected, queries
from rundblick.situation.models import ProtectedEntry, Review
from tests.cases.families import Family, haddad
from tests.house import House
from tests.situation.lives import SECRET, confided, consented, stored, withdrawn


def url(name: str, family: Family, *more: Any, person: uuid.UUID | None = None) -> str:
    return reverse(f"situation:{name}", args=[family.pk, person or family.amira, *more])


def typed(**changed: str) -> dict[str, str]:
    given = {
        "kind": "observation",
        "topic": "strain",
        "text": "Ist dreimal während des Gesprächs aufgestanden.",
        "since": "heute",
        "token": str(uuid.uuid4()),
    }
    return given | changed


def kinds_logged(house: House) -> list[str]:
    with acting_as(house.eva, "test", read_only=True):
        return list(Disclosure.objects.order_by("pk").values_list("kind", flat=True))


def test_looking_at_the_door_shows_no_word_of_it_and_opening_is_logged(house: House) -> None:
    family = haddad(house)
    consented(family)
    confided(family)
    browser = house.login("alma")
    door = browser.get(url("protected", family))
    assert SECRET not in door.content.decode()
    assert browser.get(url("protected_open", family)).status_code == 405
    opened = browser.post(url("protected_open", family))
    assert SECRET in opened.content.decode()
    assert opened.headers["Cache-Control"] == "no-store"
    assert kinds_logged(house)[-2:] == ["situation.protected.door", "situation.protected.open"]


def test_without_a_consent_the_responsible_coach_sees_nothing(house: House) -> None:
    family = haddad(house)
    withdrawn(family, consented(family))
    page = house.login("alma").post(url("protected_open", family))
    assert "Für Sie geschlossen" in page.content.decode()
    with acting_as(house.alma, "test"), pytest.raises(ProgrammingError):
        protected.add(
            dossier_id=family.pk,
            person_id=family.amira,
            author=house.alma,
            child=False,
            kind="said",
            topic="health",
            text="x",
        )


def test_one_members_consent_opens_nothing_about_another(house: House) -> None:
    family = haddad(house)
    for person in (family.amira, family.karim):
        grant = consented(family, person)
        confided(family, person, text=f"{SECRET} {person}")
        if person == family.karim:
            withdrawn(family, grant)
    page = house.login("alma").post(url("protected_open", family, person=family.karim)).content.decode()
    assert SECRET not in page
    with acting_as(house.alma, "test", read_only=True):
        assert {row.person_id for row in ProtectedEntry.objects.all()} == {family.amira}


def test_it_stands_in_no_list_no_story_and_no_page_of_the_tool(house: House) -> None:
    family = haddad(house)
    consented(family)
    confided(family)
    browser = house.login("alma")
    for name in ("page", "needs", "needs_csv"):
        assert SECRET not in browser.get(url(name, family)).content.decode()
    for name in ("page", "story", "more", "tools"):
        assert SECRET not in browser.get(reverse(f"cases:{name}", args=[family.pk])).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert not TimelineEntry.objects.filter(topic="protected").exists()


def test_the_topic_is_sealed_as_well_as_the_words(house: House) -> None:
    family = haddad(house)
    consented(family)
    confided(family, topic="addiction")
    with acting_as(house.alma, "test"), connection.cursor() as cursor:
        cursor.execute("SELECT topic::text, text::text FROM situation_protectedentry")
        stored = str(cursor.fetchall())
    assert "addiction" not in stored
    assert b"addiction".hex() not in stored
    assert SECRET.encode().hex() not in stored


def test_writing_answers_with_the_open_area_and_sending_twice_writes_once(house: House) -> None:
    family = haddad(house)
    consented(family)
    browser, sent = house.login("alma"), typed()
    for _ in range(2):
        page = browser.post(url("protected_add", family), sent)
        assert page.status_code == 200
        assert sent["text"] in page.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert ProtectedEntry.objects.count() == 1


def test_an_entry_is_changed_and_ended_and_the_former_words_stay_behind_the_door(house: House) -> None:
    family = haddad(house)
    consented(family)
    entry = confided(family)
    browser = house.login("alma")
    address = url("protected_restate", family, entry.pk)
    assert SECRET in browser.post(address).content.decode()
    page = browser.post(address, typed(kind="said", topic="health", text="Schläft wieder.", version="1"))
    assert "Schläft wieder." in page.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        fresh = ProtectedEntry.objects.get(valid_until=None)
    clash = browser.post(address, typed(text="Zu spät.", version="1"))
    assert clash.status_code in (409, 422)
    assert "Zu spät." in clash.content.decode()
    done = browser.post(url("protected_end", family, fresh.pk), {"version": fresh.version})
    assert "gilt nicht mehr" in done.content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "diagnosis"}, "Quelle"),
        ({"kind": "diagnosis", "source": "Arztbrief"}, "unverzichtbar"),
        ({"topic": "money"}, "gehört nicht"),
        ({"text": " "}, "Satz"),
        ({"child": True}, "Kind"),
    ],
)
def test_what_is_not_needed_is_not_written_down(house: House, values: dict[str, Any], words: str) -> None:
    family = haddad(house)
    consented(family)
    with pytest.raises(Refused, match=words):
        confided(family, **values)


def test_about_a_child_the_form_asks_why_it_is_needed(house: House) -> None:
    family = haddad(house)
    consented(family, family.sami)
    browser, address = house.login("alma"), url("protected_add", family, person=family.sami)
    page = browser.post(address, typed())
    assert page.status_code == 422
    assert "Warum ist dieser Eintrag für das Kind nötig?" in page.content.decode()
    assert typed()["text"] in page.content.decode()
    assert browser.post(address, typed(necessity="Für die Lernförderung.")).status_code == 200
    with acting_as(house.alma, "test", read_only=True):
        assert stored(ProtectedEntry).get().necessity == "Für die Lernförderung."


def test_when_the_consent_ends_while_typing_nothing_is_stored_and_the_words_stay_with_their_author(
    house: House,
) -> None:
    family = haddad(house)
    grant = consented(family)
    browser = house.login("alma")
    browser.post(url("protected_open", family))
    withdrawn(family, grant)
    sent = typed(text="Braucht am Montag einen Fahrschein.")
    closed = browser.post(url("protected_add", family), sent)
    assert closed.status_code == 409
    assert "Nichts wurde gespeichert" in closed.content.decode()
    assert sent["text"] not in closed.content.decode()
    rescued = browser.post(url("protected_draft", family)).content.decode()
    assert sent["text"] in rescued
    consented(family, reader=house.bert)
    assert sent["text"] not in house.login("bert").post(url("protected_draft", family)).content.decode()


def test_a_change_that_comes_too_late_is_rescued_too(house: House) -> None:
    family = haddad(house)
    grant = consented(family)
    entry = confided(family)
    withdrawn(family, grant)
    browser = house.login("alma")
    closed = browser.post(url("protected_restate", family, entry.pk), typed(text="Neue Worte", version="1"))
    assert closed.status_code == 409
    assert browser.post(url("protected_end", family, entry.pk), {"version": "1"}).status_code == 409
    assert "Neue Worte" in browser.post(url("protected_draft", family)).content.decode()


def test_after_the_end_the_coach_learns_the_number_and_decides(house: House) -> None:
    family = haddad(house)
    grant = consented(family)
    confided(family)
    confided(family, text=SECRET + " Noch etwas.")
    browser = house.login("alma")
    assert "Einträge warten" not in browser.get(url("page", family)).content.decode()
    withdrawn(family, grant)
    page = browser.get(url("page", family)).content.decode()
    assert "geschützte Einträge warten" in page
    assert SECRET not in page
    door = browser.get(url("protected", family)).content.decode()
    assert "Endgültig löschen" in door
    assert SECRET not in door
    short = browser.post(url("protected_keep", family), {"legal_reason": "so halt"})
    assert short.status_code == 422
    kept = browser.post(url("protected_keep", family), {"legal_reason": "§ 84 Abs. 3 SGB X, laufendes Verfahren"})
    assert kept.status_code == 302
    assert "Einträge warten" not in browser.get(url("page", family)).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        review = stored(Review).get()
    assert (review.rows, review.decision, review.decided_by_id) == (2, "kept", house.alma.pk)
    withdrawn(family, consented(family))
    assert "geschützte Einträge warten" in browser.get(url("page", family)).content.decode()


def test_erasing_leaves_neither_rows_nor_history_nor_drafts(house: House) -> None:
    family = haddad(house)
    grant = consented(family)
    entry = confided(family)
    kept = consented(family, family.karim)
    confided(family, family.karim)
    with acting_as(house.alma, "test"):
        changed = protected.restate(
            entry=entry, author=house.alma, version=1, child=False, kind="said", topic="health", text="Anders."
        )
        key = protected.DRAFT.format(family.amira, changed.pk)
        drafts.save(user_id=house.alma.pk, form_key=key, fields={"text": ["halb"]}, dossier_id=family.pk)
    withdrawn(family, grant)
    assert house.login("alma").post(url("protected_erase", family)).status_code == 302
    events: Any = ProtectedEntry._meta.get_field("former").related_model
    with as_worker("test"):
        assert {row.person_id for row in ProtectedEntry.objects.all()} == {family.karim}
        assert not events.objects.filter(person_id=family.amira).exists()
        assert not Draft.objects.filter(form_key=key).exists()
        review = Review.objects.get()
    assert (review.decision, review.rows) == ("erased", 2)
    withdrawn(family, kept)


def test_nobody_erases_what_a_consent_still_opens(house: House) -> None:
    family = haddad(house)
    consented(family)
    confided(family)
    with acting_as(house.alma, "test"):
        with pytest.raises(Refused):
            protected.erase(dossier_id=family.pk, person_id=family.amira, author=house.alma)
        with connection.cursor() as cursor:
            cursor.execute("SELECT situation_erase_protected(%s, %s)", [family.pk, family.amira])
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("who", ["bert", "otto", "cem", "eva", "jana"])
def test_only_who_leads_the_case_learns_of_it_or_erases(house: House, who: str) -> None:
    family = haddad(house)
    grant = consented(family)
    confided(family)
    withdrawn(family, grant)
    with acting_as(house.people[who], "test"), connection.cursor() as cursor:
        assert queries.reviews([family.pk]) == []
        cursor.execute("SELECT situation_erase_protected(%s, %s)", [family.pk, family.amira])
        assert cursor.fetchone() == (0,)
    with as_worker("test"):
        assert ProtectedEntry.objects.count() == 1
        assert [one.entries for one in queries.reviews([family.pk])] == [1]


def test_a_reader_named_by_consent_reads_and_does_not_write(house: House) -> None:
    family = haddad(house)
    consented(family)
    confided(family)
    consented(family, reader=house.ivo, topics=("master", "protected"), writes=False)
    browser = house.login("ivo")
    page = browser.post(url("protected_open", family)).content.decode()
    assert SECRET in page
    assert "Etwas festhalten" not in page
    assert browser.post(url("protected_add", family), typed()).status_code == 409
    assert browser.get(url("page", family)).status_code == 404


def test_on_a_day_without_entries_nothing_waits(house: House) -> None:
    family = haddad(house)
    withdrawn(family, consented(family))
    with acting_as(house.alma, "test", read_only=True):
        assert queries.open_review(family.pk, family.amira) is None


def test_what_a_restore_brings_back_stays_closed_and_waits_again(house: House) -> None:
    family = haddad(house)
    withdrawn_grant = consented(family)
    entry = confided(family)
    withdrawn(family, withdrawn_grant)
    with acting_as(house.alma, "test"):
        protected.erase(dossier_id=family.pk, person_id=family.amira, author=house.alma)
        assert queries.open_review(family.pk, family.amira) is None
    with as_worker("restore"):
        entry.save(force_insert=True)
    with acting_as(house.alma, "test", read_only=True):
        assert not ProtectedEntry.objects.exists()
        assert queries.open_review(family.pk, family.amira) is not None
