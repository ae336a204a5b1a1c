"""What is kept about a business contact (Art. 15 DSGVO): the entry, what it was before, and the contacts with it."""

import json
from typing import Any

from rundblick.employers.models import Counterpart
from rundblick.employers.models.base import CONTACT
from rundblick.web.clock import today
from rundblick.web.german import german_date

_FIELDS = ("function", "name", "phone", "email")


def about(person: Counterpart) -> dict[str, Any]:
    """Everything, in words for the screen and for a file. Two queries."""
    labels = {name: _label(name) for name in _FIELDS}
    formers: Any = person.former  # type: ignore[attr-defined]
    talks = person.talks.order_by("-on", "pk")
    return {
        "employer": person.employer.name,
        "as_of": today(),
        "purpose": CONTACT.purpose,
        "basis": CONTACT.basis,
        "retention": CONTACT.retention,
        "entry": {labels[name]: getattr(person, name) for name in _FIELDS} | {"zuletzt gesprochen": person.last_on},
        "before": [
            {"bis": row.pgh_created_at} | {labels[name]: getattr(row, name) for name in _FIELDS}
            for row in formers.order_by("-pgh_id")
        ],
        "talks": [
            {"am": row.on, "Art": row.get_way_display(), "Satz": row.sentence, "Nächster Schritt": row.next_step}
            for row in talks
        ],
    }


def _label(name: str) -> str:
    column: Any = Counterpart._meta.get_field(name)
    return str(column.verbose_name)


def as_json(told: dict[str, Any]) -> str:
    """The same for machines; days as they are written in Germany."""
    return json.dumps(told, ensure_ascii=False, indent=2, default=german_date)
