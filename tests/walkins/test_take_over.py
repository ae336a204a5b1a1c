"""A walk-in becomes the draft of a note, and goes when the note is saved."""

from typing import Any

import pytest

from rundblick.access import drafts
from rundblick.access.context import acting_as
from rundblick.cases.desks import TALK_KEY
from rundblick.cases.models import ContactNote
from rundblick.people.intake import DRAFT_KEY
from rundblick.walkins.models import WalkIn
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.cases.families import Family, haddad
from tests.house import House
from tests.walkins.coming import SENTENCE, comes_by, quarter


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def taken(family: Family, row: WalkIn) -> tuple[Any, str]:
    """Alma takes it over for Amira; her browser and the page of the note."""
    browser = family.house.login("alma")
    answer = browser.post(f"/laufkontakte/{row.pk}/uebernehmen/{family.pk}/{family.amira}/")
    assert answer.status_code == 302 and "Marek" not in answer.headers["Location"]
    return browser, browser.get(answer.headers["Location"]).content.decode()


def note(family: Family, row: WalkIn) -> dict[str, Any]:
    """What the form of the note sends."""
    rows = {f"schritt-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    values = {"who": [str(family.amira)], "happened_on": german_date(today()), "setting": "decentral_office"}
    return rows | values | {"sentence": SENTENCE, "token": str(row.pk)}


def left(house: House) -> int:
    with acting_as(house.alma, "test", read_only=True):
        return WalkIn.objects.count()


def test_people_are_found_without_a_name_in_the_address(family: Family) -> None:
    row, browser = comes_by(family.house), family.house.login("alma")
    assert "Haddad" not in browser.get(f"/laufkontakte/{row.pk}/").content.decode()
    answer = browser.post(f"/laufkontakte/{row.pk}/suchen/", {"q": "Haddad"})
    assert answer.headers["Location"] == f"/laufkontakte/{row.pk}/"
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "Amira Haddad" in page and f"/uebernehmen/{family.pk}/{family.amira}/" in page
    other = comes_by(family.house)
    assert "Amira" not in browser.get(f"/laufkontakte/{other.pk}/").content.decode(), "a search belongs to its walk-in"
    stranger = family.house.login("hanna")
    theirs = comes_by(family.house, "hanna")
    stranger.post(f"/laufkontakte/{theirs.pk}/suchen/", {"q": "Haddad"})
    assert "Niemand gefunden" in stranger.get(f"/laufkontakte/{theirs.pk}/").content.decode()


def test_it_becomes_a_draft_and_vanishes_with_the_saved_note_not_before(family: Family) -> None:
    row = comes_by(
        family.house, place=quarter(family.house), setting="decentral_office", given=("sheet",), reach="kommt wieder"
    )
    browser, page = taken(family, row)
    assert SENTENCE in page and "Mitgegeben: Infoblatt" in page and "Erreichbar: kommt wieder" in page
    assert 'value="decentral_office" selected' in page and f'value="{row.pk}"' in page
    assert left(family.house) == 1
    address = f"/faelle/{family.pk}/gespraech/?gespraech={family.amira}"
    assert browser.post(address, note(family, row) | {"setting": ""}).status_code in (200, 422)
    assert left(family.house) == 1, "a note with a mistake saves nothing"
    assert browser.post(address, note(family, row)).status_code == 302
    assert left(family.house) == 0
    with acting_as(family.house.alma, "test"):
        assert ContactNote.objects.get().person_id == family.amira


def test_words_of_a_talk_that_wait_already_stay_beside_it(family: Family) -> None:
    key = TALK_KEY.format(family.pk, family.amira)
    with acting_as(family.house.alma, "test"):
        fields = {"sentence": ["Zeugnis fehlt."], "agreements": ["Ruft an"], "token": ["alt"]}
        drafts.save(user_id=family.house.alma.pk, form_key=key, fields=fields, dossier_id=family.pk)
    row = comes_by(family.house)
    for _ in range(2):
        _, page = taken(family, row)
    assert "Zeugnis fehlt." in page and "Ruft an" in page
    assert page.count(SENTENCE) == 1, "taken over twice, it stands there once"


def test_nobody_takes_it_into_a_case_that_is_not_theirs_to_write(family: Family) -> None:
    row = comes_by(family.house, "bert")
    browser = family.house.login("bert")
    assert browser.post(f"/laufkontakte/{row.pk}/uebernehmen/{family.pk}/{family.amira}/").status_code == 404
    browser.post(f"/laufkontakte/{row.pk}/suchen/", {"q": "Haddad"})
    assert "uebernehmen" not in browser.get(f"/laufkontakte/{row.pk}/").content.decode()
    stranger = family.house.login("alma")
    assert stranger.post(f"/laufkontakte/{row.pk}/uebernehmen/{family.pk}/{row.pk}/").status_code == 404


def test_the_intake_begins_with_name_and_phone_and_spares_a_draft(family: Family) -> None:
    house = family.house
    row, browser = comes_by(house, name="Ewa Marek", reach="0151 5550177"), house.login("alma")
    assert browser.post(f"/laufkontakte/{row.pk}/aufnehmen/").headers["Location"] == "/menschen/aufnahme/"
    page = browser.get("/menschen/aufnahme/").content.decode()
    assert 'value="Ewa"' in page and 'value="Marek"' in page and 'value="0151 5550177"' in page
    other = comes_by(house, name="Jan Kos")
    browser.post(f"/laufkontakte/{other.pk}/aufnehmen/")
    assert 'value="Ewa"' in browser.get("/menschen/aufnahme/").content.decode()
    with acting_as(house.alma, "test"):
        assert drafts.load(user_id=house.alma.pk, form_key=DRAFT_KEY) is not None
    assert left(house) == 2
