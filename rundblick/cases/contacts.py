"""Talks as the programmes' rules see them: a contact of a member on a day, without a word of what was said."""

import uuid
from collections import defaultdict

from rundblick.calendar.codes import Setting
from rundblick.cases.models import ContactNote
from rundblick.programmes.facts import Fact

_WORDS = {
    Setting.PHONE: "contact.phone",
    Setting.VIDEO: "contact.video",
    Setting.HOME_VISIT: "contact.home_visit",
}


def contacts(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """Every talk of these dossiers as an event of its day. One query; the texts stay sealed."""
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    rows = ContactNote.objects.filter(dossier_id__in=dossier_ids)
    for dossier_id, person_id, day, setting in rows.values_list("dossier_id", "person_id", "happened_on", "setting"):
        word = _WORDS.get(Setting(setting), "contact.talk")
        found[dossier_id].append(Fact.event(word, day, subject=person_id))
    return found
