"""What is typed is kept on the server, for its author alone."""

import uuid
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from rundblick.access import drafts
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Dossier, Draft
from rundblick.access.views.draft import LARGEST
from tests.house import House

TYPED = "Frau X hat erzählt, dass sie = nicht schläft 😀\nzweite Zeile"


def save(client: Client, **fields: Any) -> Any:
    return client.post(reverse("access:draft"), {"draft_key": "cases.note", "summary": TYPED} | fields)


def load(house: House, name: str, key: str = "cases.note") -> Any:
    with acting_as(house.people[name], "test", read_only=True):
        return drafts.load(user_id=house.people[name].pk, form_key=key)


def test_typed_words_come_back_as_they_were(house: House, dossier: Dossier) -> None:
    answer = save(house.login("alma"), draft_dossier=str(dossier.pk), topics=["a", "b"])
    assert answer.status_code == 200 and answer.json()["saved_at"]
    fields, _ = load(house, "alma")
    assert fields == {"summary": [TYPED], "topics": ["a", "b"]}


def test_no_word_lies_readable_in_the_database(house: House, dossier: Dossier) -> None:
    save(house.login("alma"), draft_dossier=str(dossier.pk))
    save(house.login("alma"), draft_key="without.dossier")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT string_agg(encode(sealed, 'escape') || form_key, '') FROM access_draft")
        stored = cursor.fetchone()[0]
    assert "schl" not in stored and "Frau X" not in stored


def test_a_colleague_has_an_own_draft_under_the_same_key(house: House, dossier: Dossier) -> None:
    save(house.login("alma"), draft_dossier=str(dossier.pk))
    assert load(house, "bert") is None
    save(house.login("bert"), summary="von Bert")
    assert load(house, "alma")[0] == {"summary": [TYPED]}


def test_saving_again_replaces(house: House) -> None:
    client = house.login("alma")
    save(client)
    save(client, summary="kürzer")
    assert load(house, "alma")[0] == {"summary": ["kürzer"]}
    with as_worker("test"):
        assert Draft.objects.count() == 1


def test_for_a_dossier_without_a_door_nothing_is_kept(house: House, dossier: Dossier) -> None:
    assert save(house.login("otto"), draft_dossier=str(dossier.pk)).status_code == 404
    assert save(house.login("alma"), draft_dossier=str(uuid.uuid4())).status_code == 404
    with as_worker("test"):
        assert not Draft.objects.exists()


@pytest.mark.parametrize("fields", [{"draft_key": ""}, {"draft_key": "x" * 201}, {"draft_dossier": "kein-uuid"}])
def test_a_request_that_is_no_draft_is_refused(house: House, fields: dict[str, str]) -> None:
    assert save(house.login("alma"), **fields).status_code == 400


def test_too_much_text_is_refused(house: House) -> None:
    assert save(house.login("alma"), summary="x" * (LARGEST + 1)).status_code == 413


def test_nothing_typed_gets_into_a_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    client = house.login("alma")
    save(client)
    save(client, summary=TYPED * 20_000)
    save(client, draft_dossier=str(uuid.uuid4()))
    assert "Frau X" not in caplog.text


def test_throwing_away_touches_only_the_own_draft_and_leads_back(house: House) -> None:
    save(house.login("alma"))
    save(house.login("bert"))
    answer = house.login("alma").post(
        reverse("access:draft_discard"), {"draft_key": "cases.note", "next": "/faelle/neu/"}
    )
    assert answer.headers["Location"] == "/faelle/neu/"
    assert load(house, "alma") is None and load(house, "bert") is not None
    away = house.login("bert").post(
        reverse("access:draft_discard"), {"draft_key": "cases.note", "next": "https://boese.example/"}
    )
    assert away.headers["Location"] == "/"


def test_a_draft_needs_a_post(house: House) -> None:
    assert house.login("alma").get(reverse("access:draft")).status_code == 405
