"""What the file tells the programmes' rules: contacts, without a word of what was said, and that a case is closed."""

import uuid
from collections import defaultdict
from itertools import zip_longest

from rundblick.calendar.codes import Setting
from rundblick.cases.models import CasePeriod, ContactNote
from rundblick.programmes.facts import Fact

_WORDS = {
    Setting.PHONE: "contact.phone",
    Setting.VIDEO: "contact.video",
    Setting.HOME_VISIT: "contact.home_visit",
}


def word_of(setting: str) -> str:
    """A talk in this setting, as a word of the vocabulary."""
    return _WORDS.get(Setting(setting), "contact.talk")


def contacts(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """Every talk of these dossiers as an event of its day. One query; the texts stay sealed."""
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    rows = ContactNote.objects.filter(dossier_id__in=dossier_ids)
    for dossier_id, person_id, day, setting in rows.values_list("dossier_id", "person_id", "happened_on", "setting"):
        found[dossier_id].append(Fact.event(word_of(setting), day, subject=person_id))
    return found


def closings(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """When cases were closed, until they were opened again; meanwhile no programme asks for anything. One query."""
    periods: dict[uuid.UUID, list[CasePeriod]] = defaultdict(list)
    for period in CasePeriod.objects.filter(dossier_id__in=dossier_ids).order_by("opened_on", "pk"):
        periods[period.dossier_id].append(period)
    return {
        dossier_id: [
            Fact("case.closed", True, period.closed_on, after.opened_on if after else None)
            for period, after in zip_longest(own, own[1:])
            if period.closed_on is not None and (after is None or after.opened_on > period.closed_on)
        ]
        for dossier_id, own in periods.items()
    }
