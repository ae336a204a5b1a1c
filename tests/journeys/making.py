"""Own journeys for the tests: a language course with a day and a scale, applications, and what a browser sends."""

import datetime as dt
import json
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.journeys.definition import Journey
from rundblick.journeys.editing.document import Data
from rundblick.journeys.models import PublishedJourney
from rundblick.journeys.publishing import load_text, publish
from tests.house import House

LONG_AGO = dt.date(2020, 1, 1)


def course(**changes: Any) -> Data:
    """A journey with a yes, a day and a scale."""
    return {
        "schema_version": 1,
        "id": "sprachkurs",
        "title": "Weg in den Sprachkurs",
        "source": {"document": "Eigene Journey", "publisher": "Jobcenter", "year": 2026},
        "subject": "person",
        "header": [{"code": "site", "label": "Standort", "subgroup": "offered"}],
        "steps": [
            {"code": "wish", "label": "Wunsch", "question": "Möchte die Person einen Kurs?"},
            {"code": "test", "label": "Einstufung", "question": "Wann ist der Test?", "day": True},
            {
                "code": "level",
                "label": "Niveau",
                "question": "Welches Niveau?",
                "scale": [{"value": 1, "label": "A"}, {"value": 2, "label": "B"}],
            },
        ],
        "tracks": [
            {
                "code": "course",
                "label": "Sprachkurs",
                "origin": {"assumption": "Von uns."},
                "reasons": [{"code": "childcare", "label": "Kinderbetreuung fehlt"}],
            }
        ],
        **changes,
    }


def applications(**changes: Any) -> Data:
    """A journey of applications."""
    return {
        **course(),
        "id": "bewerbung",
        "title": "Bewerbungen",
        "subject": "application",
        "steps": [
            {"code": "sent", "label": "Abgeschickt", "question": "Ist sie abgeschickt?"},
            {"code": "invited", "label": "Eingeladen", "question": "Gab es eine Einladung?"},
            {"code": "offer", "label": "Zusage", "question": "Gab es eine Zusage?"},
        ],
        "tracks": [{"code": "way", "label": "Bewerbung", "origin": {"assumption": "Von uns."}}],
        **changes,
    }


def published(house: House, data: Data | None = None, *, valid_from: dt.date = LONG_AGO) -> PublishedJourney:
    """A journey published by the Jobcenter's coordination."""
    journey: Journey = load_text(json.dumps(data or course()))
    with acting_as(house.nora, "test") as context:
        assert context.organisation_id is not None
        return publish(journey, organisation_id=context.organisation_id, valid_from=valid_from)


def fields(text: str) -> dict[str, list[str]]:
    """What a browser would send of the form on the page of a draft: every field as it stands there."""
    form = text[text.index('class="jn-edit"') :]
    form = form[: form.index("</form>")]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        at = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if at.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in at:
            sent.setdefault(at["name"], []).append(at.get("value", "on"))
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent[name] = [inner.strip()]
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        sent[name] = [chosen[1] if chosen else ""]
    return sent


def send(client: Client, address: str, **changes: Any) -> Any:
    """Send the page of a draft as it stands, with changes; dots in names stand for dashes."""
    sent: dict[str, Any] = fields(client.get(address).content.decode())
    sent.update({name.replace("__", "-"): value for name, value in changes.items()})
    return client.post(address, sent)


def draft_address(client: Client, title: str = "Weg in den Sprachkurs", subject: str = "person") -> str:
    """Begin a draft; the address of its page."""
    answer = client.post(reverse("journeys:draft_new"), {"title": title, "subject": subject})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])
