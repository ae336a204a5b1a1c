"""A crisis is written down after it was lived through: one click to begin, steps, two people, a look back."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access import drafts
from rundblick.access.context import acting_as
from rundblick.crisis.catalogue import ways
from rundblick.crisis.models import Done, Protocol
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.cases.families import Family, haddad
from tests.crisis.crises import SAW, WORDS, asked, begun, url
from tests.house import House


def stored(house: House) -> Protocol:
    with acting_as(house.alma, "test", read_only=True):
        row = Protocol.objects.get()
        # Opened here, where the door is open.
        _ = row.way, row.happened, row.agreed, row.good, row.needs
        return row


def done(house: House) -> list[tuple[str, str | None]]:
    with acting_as(house.alma, "test", read_only=True):
        return [(row.step, row.words) for row in Done.objects.all()]


def begin(family: Family, **changed: Any) -> tuple[str, dict[str, str]]:
    sent = {"person": str(family.amira), "way": "general", "token": str(uuid.uuid4())}
    return reverse("crisis:begin", args=[family.pk]), sent | changed


def test_one_click_begins_and_a_double_click_begins_one(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    part = browser.get(reverse("cases:more", args=[family.pk]) + f"?mitglied={family.amira}").content.decode()
    address, sent = begin(family)
    assert address in part
    assert str(family.karim) not in part[part.index(address) : part.index("Protokoll beginnen")]
    for _ in range(2):
        assert "Alle sind in Sicherheit" in browser.post(address, sent).content.decode()
    assert stored(house).person_id == family.amira


def test_who_only_knows_the_master_data_gets_the_card_but_begins_nothing(house: House) -> None:
    family = haddad(house)
    part = house.login("bert").get(reverse("cases:more", args=[family.pk])).content.decode()
    assert reverse("crisis:card") in part
    assert "Protokoll beginnen" not in part


def test_a_beginning_without_a_way_comes_back_with_the_mistake(house: House) -> None:
    family = haddad(house)
    address, sent = begin(family, way="")
    page = house.login("alma").post(address, sent).content.decode()
    assert "Bitte wählen Sie etwas aus." in page
    assert "kern-error" in page


def test_steps_are_ticked_once_with_time_and_hand_and_taken_back_by_oneself(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    browser = house.login("alma")
    for _ in range(2):
        page = browser.post(url("tick", row), {"step": "safe", "token": str(uuid.uuid4())}).content.decode()
    assert done(house) == [("safe", None)]
    assert "von Alma" in page
    with acting_as(house.alma, "test", read_only=True):
        tick = Done.objects.get()
    browser.post(url("undo", row, tick.pk))
    assert done(house) == []


def test_what_happens_more_than_once_is_kept_more_than_once(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    browser = house.login("alma")
    for who in ("Krisendienst", "Hausärztin"):
        sent = {"step": "helped", "token": str(uuid.uuid4()), "who": who, "words": f"{who} kommt."}
        browser.post(url("tick", row), sent)
    assert [words for _step, words in done(house)] == ["Krisendienst kommt.", "Hausärztin kommt."]


def test_the_general_way_turns_into_the_one_about_suicide_and_keeps_its_ticks(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    browser = house.login("alma")
    browser.post(url("tick", row), {"step": "safe", "token": str(uuid.uuid4())})
    page = browser.post(url("turn", row)).content.decode()
    assert "Offen gefragt" in page
    assert "nicht allein lassen" in page
    assert page.count("crisis-step--done") == 1
    assert stored(house).way == "suicide"


def test_no_way_asks_for_a_risk_a_number_or_a_suspicion() -> None:
    for way in ways():
        for step in way.steps:
            assert set(step.asks) <= {"on", "source", "who", "words"}
            text = f"{step.label} {step.help}".casefold()
            assert not any(word in text for word in ("risiko", "skala", "verdacht", "wahrscheinlich", "stufe"))


def test_the_second_person_confirms_on_their_own_login(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    alma, bert = house.login("alma"), house.login("bert")
    assert "ist seit" in alma.post(url("ask", row), {"second": str(house.bert.pk)}).content.decode()
    assert url("open", row) in bert.get(reverse("crisis:asked")).content.decode()
    assert "Ich war dabei" not in alma.post(url("open", row)).content.decode()
    assert "Gebeten wurde jemand anderes." in alma.post(url("confirm", row)).content.decode()
    for _ in range(2):
        assert "Bert war dabei" in bert.post(url("confirm", row)).content.decode()
    assert len(done(house)) == 1
    assert url("open", row) not in bert.get(reverse("crisis:asked")).content.decode()
    assert "schon bestätigt" in alma.post(url("ask", row), {"second": str(house.dana.pk)}).content.decode()


def test_asking_somebody_else_closes_it_to_who_was_asked_before(house: House) -> None:
    family = haddad(house)
    row = asked(family, asked(family, begun(family)), house.dana)
    assert house.login("bert").post(url("open", row)).status_code == 404
    assert house.login("dana").post(url("open", row)).status_code == 200


def test_words_typed_in_two_tabs_come_back_side_by_side(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    browser = house.login("alma")
    sent = {"happened": "Erste Fassung", "agreed": "", "follow_up_on": "", "version": str(row.version)}
    assert browser.post(url("write", row), sent).status_code == 200
    answer = browser.post(url("write", row), sent | {"happened": "Zweite Fassung"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Erste Fassung" in page
    assert "Zweite Fassung" in page
    assert stored(house).happened == "Erste Fassung"


def test_a_mistake_stands_beside_its_field_and_what_was_typed_stays(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    sent = {"happened": "Ein Satz", "agreed": "", "follow_up_on": "31.2.2027", "version": str(row.version)}
    page = house.login("alma").post(url("write", row), sent).content.decode()
    assert "Ein Satz" in page
    assert "31.2.2027" in page
    assert stored(house).happened == WORDS


def test_it_ends_with_a_look_back_and_can_be_taken_up_again(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    browser = house.login("alma")
    sent = {"good": "Zu zweit sein", "needs": "Eine Pause", "version": str(row.version)}
    page = browser.post(url("end", row), sent).content.decode()
    assert "Zu zweit sein" in page
    assert "Abschließen" not in page
    refused = browser.post(url("tick", row), {"step": "safe", "token": str(uuid.uuid4())}).content.decode()
    assert "Dieses Protokoll ist abgeschlossen" in refused
    late = {"happened": "Noch ein Satz.", "agreed": "", "version": str(row.version + 1)}
    refused = browser.post(url("write", row), late).content.decode()
    assert "Dieses Protokoll ist abgeschlossen" in refused
    assert "Noch ein Satz." in refused
    late = {"step": "helped", "token": str(uuid.uuid4()), "who": "Krisendienst", "words": "Kam um vier."}
    refused = browser.post(url("tick", row), late).content.decode()
    assert "Dieses Protokoll ist abgeschlossen" in refused
    assert "Kam um vier." in refused
    assert done(house) == []
    browser.post(url("reopen", row))
    found = stored(house)
    assert found.ended_at is None
    assert found.needs == "Eine Pause"


def test_it_does_not_end_over_words_that_were_typed_and_not_kept(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    with acting_as(house.alma, "test"):
        drafts.save(
            user_id=house.alma.pk,
            form_key=f"crisis.words:{row.pk}",
            fields={"happened": ["Noch ein Satz."], "version": ["1"]},
            dossier_id=family.pk,
        )
    browser = house.login("alma")
    sent = {"good": "Zu zweit sein", "needs": "", "version": str(row.version)}
    page = browser.post(url("end", row), sent).content.decode()
    assert "nicht festgehalten" in page
    assert "Noch ein Satz." in page
    assert "Zu zweit sein" in page
    assert stored(house).ended_at is None
    browser.post(url("write", row), {"happened": "Noch ein Satz.", "agreed": "", "version": str(row.version)})
    browser.post(url("end", row), sent | {"version": str(row.version + 1)})
    assert stored(house).ended_at is not None


@pytest.mark.parametrize(
    ("sent", "mistake"),
    [
        ({"words": "", "source": "own"}, "Bitte füllen Sie dieses Feld aus."),
        ({"words": SAW, "source": "own", "on": german_date(today() + dt.timedelta(days=2))}, "Zukunft"),
        ({"words": SAW}, "Bitte wählen Sie etwas aus."),
    ],
)
def test_an_observation_has_words_a_day_that_was_and_a_source(house: House, sent: dict[str, str], mistake: str) -> None:
    family = haddad(house)
    row = begun(family, "child", person=family.sami)
    given = {"step": "observation", "token": str(uuid.uuid4()), "on": "heute", "who": ""} | sent
    assert mistake in house.login("alma").post(url("tick", row), given).content.decode()
    assert done(house) == []
