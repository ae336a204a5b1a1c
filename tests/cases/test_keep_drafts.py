"""No typed word is lost: drafts come back, also half-filled ones, and end when the form is saved."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import drafts
from rundblick.access.context import acting_as
from tests.cases.families import Family, haddad
from tests.cases.test_write_a_note import notes, typed
from tests.house import House


def keep(browser: Any, family: Family, key: str, values: dict[str, Any]) -> None:
    answer = browser.post(reverse("access:draft"), values | {"draft_key": key, "draft_dossier": str(family.pk)})
    assert answer.status_code == 200


def test_half_a_note_comes_back_word_for_word(house: House) -> None:
    family = haddad(house)
    browser, key = house.login("alma"), f"cases.note:{family.pk}"
    half = {
        "who": [str(family.karim)],
        "happened_on": "letzten Dienstag",
        "sentence": "mitten im Sa",
        "summary": "Zeile eins\nZeile zwei",
        "schritt-TOTAL_FORMS": "3",
        "schritt-0-text": "Erster",
        "schritt-2-text": "Dritter",
        "termin-time": "halb zehn",
        "token": str(uuid.uuid4()),
    }
    keep(browser, family, key, half)
    page = browser.get(reverse("cases:note_create", args=[family.pk]))
    text = page.content.decode()
    for words in ("letzten Dienstag", "mitten im Sa", "Zeile eins\nZeile zwei", "Erster", "Dritter", "halb zehn"):
        assert words in text
    assert "Ihr Entwurf vom" in text
    assert page.context["form"]["who"].value() == [str(family.karim)]
    assert page.context["form"]["token"].value() == half["token"]
    assert 'value="Dritter"' in text


def test_a_draft_is_there_after_a_new_login(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    keep(browser, family, f"cases.note:{family.pk}", {"sentence": "vor dem Abmelden"})
    browser.logout()
    address = reverse("cases:note_create", args=[family.pk])
    assert browser.get(address).status_code == 302
    assert "vor dem Abmelden" in house.login("alma").get(address).content.decode()


def test_saving_ends_the_draft_and_a_mistake_does_not(house: House) -> None:
    family = haddad(house)
    browser, key = house.login("alma"), f"cases.note:{family.pk}"
    address = reverse("cases:note_create", args=[family.pk])
    keep(browser, family, key, typed(family))
    browser.post(address, typed(family, sentence=""))
    with acting_as(house.alma, "test", read_only=True):
        assert drafts.load(user_id=house.alma.pk, form_key=key)
    browser.post(address, typed(family))
    with acting_as(house.alma, "test", read_only=True):
        assert drafts.load(user_id=house.alma.pk, form_key=key) is None
    assert len(notes(house)) == 1


def test_a_draft_belongs_to_its_author_and_its_case(house: House) -> None:
    from rundblick.access.models.dossiers import Basis

    family = haddad(house)
    keep(house.login("alma"), family, f"cases.note:{family.pk}", {"sentence": "nur für mich"})
    family.let_in(house.hanna, None, basis=Basis.ASSIGNMENT, writes=True)
    page = house.login("hanna").get(reverse("cases:note_create", args=[family.pk])).content.decode()
    assert "nur für mich" not in page


def test_every_form_of_the_file_takes_its_draft_back(house: House) -> None:
    family = haddad(house)
    (note,) = family.note(family.amira)
    task, goal, row = family.task(), family.goal(family.amira), family.appointment(family.amira)
    browser = house.login("alma")
    for key, name, pk, field in (
        (f"cases.note.correct:{note.pk}", "cases:note_correct", note.pk, "summary"),
        (f"cases.task:{family.pk}", "cases:task_create", family.pk, "text"),
        (f"cases.task.change:{task.pk}", "cases:task", task.pk, "text"),
        (f"cases.goal:{family.pk}", "cases:goal_create", family.pk, "text"),
        (f"cases.goal.change:{goal.pk}", "cases:goal", goal.pk, "text"),
        (f"calendar.arrange:{family.pk}", "calendar:arrange", family.pk, "place"),
        (f"calendar.move:{row.pk}", "calendar:move", row.pk, "place"),
    ):
        address = reverse(name, args=[pk])
        page = browser.get(address).content.decode()
        assert f'data-draft-key="{key}"' in page
        assert f'data-draft-url="{reverse("access:draft")}"' in page
        assert f'data-draft-dossier="{family.pk}"' in page
        keep(browser, family, key, {field: f"getippt für {name}"})
        assert f"getippt für {name}" in browser.get(address).content.decode()


def test_a_request_by_script_after_the_session_ended_gets_401_and_no_redirect(house: House) -> None:
    family = haddad(house)
    answer = house.client().post(
        reverse("access:draft"),
        {"sentence": "x", "draft_key": "cases.note", "draft_dossier": str(family.pk)},
        headers={"X-Requested-With": "fetch"},
    )
    assert answer.status_code == 401
