"""The pages of consents: asking in two languages, writing a yes down, taking it back."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import hand_over
from rundblick.consent.models import Consent
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, PROTECTED, give, printed, withdraw
from tests.house import House
from tests.people.families import household as household_of
from tests.people.families import member
from tests.people.families import person as person_of


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def address(family: Family, person: uuid.UUID, name: str = "give") -> str:
    return reverse(f"consent:{name}", args=[family.pk, person, PROTECTED])


def typed(house: House, *by: uuid.UUID, **changed: Any) -> dict[str, Any]:
    values = {
        "given_by": [str(one) for one in by],
        "recipient": str(house.alma.pk),
        "kind": "plain",
        "how": "paper",
        "given_on": today().strftime("%d.%m.%Y"),
        "last_day": "",
        "explained_by": str(house.alma.pk),
        "version": "1",
        "known": "",
        "token": str(uuid.uuid4()),
    }
    return values | changed


def stored(house: House) -> list[Consent]:
    with acting_as(house.alma, "test", read_only=True):
        return list(Consent.objects.order_by("recorded_at"))


def test_a_yes_is_written_down_and_stands_on_the_list(house: House, family: Family) -> None:
    browser = house.login("alma")
    text = browser.get(address(family, family.amira)).content.decode()
    assert "Sie dürfen Nein sagen. Sie müssen nicht sagen, warum." in text
    assert "ändert das weder Ihre Leistungen, noch hat es rechtliche Folgen" in text
    assert "Entwurf" in text
    answer = browser.post(address(family, family.amira), typed(house, family.amira, interpreter="on"))
    assert answer.headers["Location"] == reverse("consent:list", args=[family.pk])
    (consent,) = stored(house)
    assert (consent.person_id, consent.own, consent.interpreter) == (family.amira, True, True)
    listed = browser.get(reverse("consent:list", args=[family.pk])).content.decode()
    last = (today() + 364 * DAY).strftime("%d.%m.%Y")
    assert f"Alma · gilt bis einschließlich {last}" in listed
    assert reverse("consent:withdraw", args=[consent.pk]) in listed
    assert address(family, family.amira) not in listed, "she need not be asked again"
    assert address(family, family.karim) in listed


def test_a_no_leaves_no_trace(house: House, family: Family) -> None:
    house.login("alma").get(address(family, family.amira))
    assert stored(house) == []
    with acting_as(house.alma, "test", read_only=True):
        assert not Grant.objects.filter(basis=Basis.CONSENT).exists()


def test_mistakes_stand_beside_their_fields_and_nothing_typed_is_lost(house: House, family: Family) -> None:
    browser = house.login("alma")
    answer = browser.post(address(family, family.sami), typed(house, family.sami, last_day="31.02.2027"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="31.02.2027"' in text and "Februar 2027 hat 28 Tage" in text
    refused = browser.post(address(family, family.sami), typed(house, family.sami)).content.decode()
    assert "Bitte wählen Sie, wer das Sorgerecht hat." in refused
    empty = browser.post(address(family, family.sami), {}).content.decode()
    assert "Bitte wählen Sie, wer eingewilligt hat." in empty
    assert stored(house) == []


@pytest.mark.parametrize("field", ["given_by", "recipient", "explained_by", "how", "kind"])
def test_values_nobody_offered_are_refused(house: House, family: Family, field: str) -> None:
    wrong = typed(house, family.amira, **{field: str(uuid.uuid4())})
    assert house.login("alma").post(address(family, family.amira), wrong).status_code == 422
    assert stored(house) == []


def test_two_forms_open_at_once_make_no_second_consent_unseen(house: House, family: Family) -> None:
    browser = house.login("alma")
    browser.post(address(family, family.amira), typed(house, family.amira))
    (first,) = stored(house)
    answer = browser.post(address(family, family.amira), typed(house, family.amira))
    text = answer.content.decode()
    assert answer.status_code == 422 and "Inzwischen hat sich hier etwas geändert" in text
    known = f"{house.alma.pk}:{first.pk}"
    assert f'value="{known}"' in text
    assert browser.post(address(family, family.amira), typed(house, family.amira, known=known)).status_code == 302
    assert len(stored(house)) == 2


@pytest.mark.parametrize("known", ["quatsch", "a:b:c", ":::", "{reader}:nichts"])
def test_a_broken_hidden_field_breaks_nothing(house: House, family: Family, known: str) -> None:
    sent = typed(house, family.amira, known=known.format(reader=house.alma.pk))
    assert house.login("alma").post(address(family, family.amira), sent).status_code == 302


def test_a_new_text_is_read_before_the_consent_counts(house: House, family: Family) -> None:
    answer = house.login("alma").post(address(family, family.amira), typed(house, family.amira, version="7"))
    text = answer.content.decode()
    assert "Inzwischen gilt ein neuer Text" in text and 'name="version" value="1"' in text
    assert stored(house) == []


def test_taking_back_takes_one_act_and_no_reason(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    browser, url = house.login("alma"), reverse("consent:withdraw", args=[consent.pk])
    page = browser.get(url).content.decode()
    assert "Leistungen und Rechtsfolgen ändern sich nicht" in page and "<textarea" not in page
    assert browser.post(url).status_code == 302
    listed = browser.get(reverse("consent:list", args=[family.pk])).content.decode()
    assert "widerrufen am" in listed and url not in listed


def test_a_page_that_was_still_open_says_what_happened(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    browser, url = house.login("alma"), reverse("consent:withdraw", args=[consent.pk])
    withdraw(consent, acting=house.alma)
    assert "schon widerrufen" in browser.get(url).content.decode()
    assert browser.post(url).status_code == 302


def test_of_a_replaced_consent_the_newer_is_withdrawn(house: House, family: Family) -> None:
    first = give(house, family.household, family.amira)
    give(house, family.household, family.amira, replaces=first.pk)
    answer = house.login("alma").post(reverse("consent:withdraw", args=[first.pk]))
    assert answer.status_code == 422 and "durch eine neuere abgelöst" in answer.content.decode()


def test_the_successor_reads_that_it_held_for_somebody_else(house: House, family: Family) -> None:
    give(house, family.household, family.amira)
    with acting_as(house.alma, "test"):
        hand_over(dossier_id=family.pk, to=house.bert)
    listed = house.login("bert").get(reverse("consent:list", args=[family.pk])).content.decode()
    assert "galt für Alma; bitte neu fragen" in listed and address(family, family.amira) in listed


def test_the_words_somebody_consented_to_can_be_read_again(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    text = house.login("alma").get(reverse("consent:show", args=[consent.pk])).content.decode()
    assert consent.text_hash in text and "Manche Dinge sind sehr persönlich." in text
    assert "Amira Haddad selbst" in text and "andere Prüfsumme" not in text


def test_the_sheet_has_lines_to_sign_for_those_who_must(house: House, family: Family, tmp_path: Path) -> None:
    browser = house.login("alma")
    alone = printed(browser.get(address(family, family.amira, "sheet")).content, tmp_path)
    assert "Unterschrift: Amira Haddad" in alone and "zweite Person mit Sorgerecht" not in alone
    child = printed(browser.get(address(family, family.sami, "sheet") + "?art=normal").content, tmp_path)
    assert "zweite Person mit Sorgerecht" in child and "Datenschutz-Grundverordnung" in child


def test_a_birthday_within_the_year_is_said_before_anybody_signs(house: House) -> None:
    def child(name: str, age: int) -> Any:
        soon = today() + 40 * DAY
        return member(f"{name}|Ay", dt.date(soon.year - age, soon.month, min(soon.day, 28)))

    household = household_of(house, member("Ada|Ay", dt.date(1985, 1, 1)), child("Fünf", 15), child("Acht", 18))
    browser = house.login("alma")
    for name, said in (("Fünf", "auch die jugendliche Person"), ("Acht", "endet an diesem Tag")):
        person = person_of(household, name, of=house.alma).pk
        url = reverse("consent:give", args=[household.dossier_id, person, PROTECTED])
        assert said in browser.get(url).content.decode()


def test_the_case_shows_consents_beside_the_household(house: House, family: Family) -> None:
    give(house, family.household, family.amira)
    browser = house.login("alma")
    everybody = browser.get(reverse("cases:more", args=[family.pk])).content.decode()
    assert "Geschützter Bereich" in everybody and "Amira Haddad · gilt bis" in everybody
    karim = browser.get(reverse("cases:more", args=[family.pk]) + f"?mitglied={family.karim}").content.decode()
    assert "Geschützter Bereich" not in karim and "Keine Einwilligung." in karim, "it may lie in front of Karim"


def test_the_way_back_stays_within_the_house(house: House, family: Family) -> None:
    browser = house.login("alma")
    for back, expected in (("/faelle/", "/faelle/"), ("https://boese.example/", None), ("//boese.example", None)):
        url = address(family, family.amira) + f"?zurueck={back}"
        known = " ".join(f"{house.alma.pk}:{one.pk}" for one in stored(house) if one.superseded_at is None)
        answer = browser.post(url, typed(house, family.amira, known=known))
        assert answer.headers["Location"] == (expected or reverse("consent:list", args=[family.pk]))
