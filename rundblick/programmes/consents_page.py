"""The consents of a programme as people read them: what stands, since when, and what it opens. Pure."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from rundblick.programmes.consents import GIVEN, HOME_VISIT, WITHDRAWN, holds, needs
from rundblick.programmes.definition import Programme
from rundblick.programmes.event_values import consents_of
from rundblick.programmes.facts import Fact

OPENS = {
    "start": "der Beginn",
    "home_visit": "Besuche zu Hause",
    "employer_contact": "Gespräche mit dem Betrieb",
    "follow_up": "die Nachbetreuung",
}


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One consent. `opens`: what it makes possible; `url`: where it is given or withdrawn, empty for readers."""

    label: str
    given: bool
    opens: str
    url: str


def lines(
    facts: Collection[Fact],
    programme: Programme,
    day: dt.date,
    *,
    subject: uuid.UUID | None,
    participation_id: uuid.UUID,
    writes: bool,
) -> list[ConsentLine]:
    """Every consent the programme asks about, as it stands on that day."""
    opens = _opens(programme)
    found = []
    for purpose, label in consents_of(programme):
        given = holds(facts, purpose, day, subject)
        query = urlencode({"was": WITHDRAWN if given else GIVEN, "wert": purpose})
        address = f"{reverse('programmes:record', args=[participation_id])}?{query}"
        found.append(ConsentLine(label, given, ", ".join(opens.get(purpose, [])), address if writes else ""))
    return found


def _opens(programme: Programme) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for need in needs(programme):
        found.setdefault(need.purpose, []).append(OPENS[need.needed_for])
    for meeting in programme.care.meetings:
        if meeting.consent is not None and meeting.consent not in found:
            found[meeting.consent] = [meeting.label]
    found.setdefault(HOME_VISIT, [OPENS["home_visit"]])
    return {purpose: list(dict.fromkeys(words)) for purpose, words in found.items()}
