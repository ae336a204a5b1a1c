"""Set-based reads of the room."""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from rundblick.access.context import Context
from rundblick.calendar.codes import Setting
from rundblick.cases.models import ContactNote, Task
from rundblick.cases.queries import doors_by_name
from rundblick.companion.models import Transfer
from rundblick.companion.rules import copy_of
from rundblick.situation.needs import needs_of, text_of


def not_copied() -> QuerySet[ContactNote]:
    """Notes whose present version nobody copied."""
    done = Transfer.objects.filter(note=OuterRef("pk"), version=OuterRef("version"))
    return ContactNote.objects.filter(~Exists(done))


def of_my_cases(context: Context, user_id: uuid.UUID) -> QuerySet[Any]:
    """Notes to copy in the cases whose door names this user."""
    own = doors_by_name(context, user_id).filter(dossier_id=OuterRef("dossier_id"), writes=True)
    visible = ContactNote.objects.visible_to(context, writing=True).values("pk")
    return not_copied().filter(Exists(own), pk__in=visible).select_related("person")


def text(context: Context, note: Any) -> str:
    """The copy of a note. Two statements."""
    steps = Task.objects.visible_to(context).filter(note=note).order_by("created_on", "pk")
    needs = needs_of(context, note.dossier_id, note.person_id) if note.person_id else []
    return copy_of(
        on=note.happened_on,
        setting=Setting(note.setting).label,
        sentence=note.sentence,
        agreements=note.agreements or "",
        steps=[(step.text, step.get_responsible_display(), step.due_on) for step in steps],
        needs=text_of(needs),
    )


def mark_of(context: Context, note: Any) -> Transfer | None:
    """When and by whom the present version was copied, if it was."""
    rows = Transfer.objects.visible_to(context).filter(note=note, version=note.version)
    return rows.select_related("by").first()
