"""What the pages of a protocol show."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.cases.frame import head
from rundblick.crisis import queries
from rundblick.crisis.access import may_change
from rundblick.crisis.catalogue import CHILD, GENERAL, Law, Step, Way, laws_of, way_of, ways
from rundblick.crisis.forms import AskForm, LookBackForm, StepForm, WordsForm
from rundblick.crisis.models import Done, Protocol
from rundblick.crisis.services import SECOND
from rundblick.web.clock import today

WORDS_DRAFT = "crisis.words:{}"
END_DRAFT = "crisis.end:{}"


@dataclass(frozen=True)
class ShownStep:
    """A step with what was done of it. `form`: None where the reader only reads, or it is done once and for all."""

    step: Step
    done: list[Done]
    form: StepForm | None
    law: Law | None

    @property
    def plain(self) -> bool:
        """Whether one tap is enough."""
        return not self.step.asks


def way_in(row: Protocol) -> Way | None:
    """The way of a protocol."""
    return way_of(row.way)


def opened(request: Request, row: Protocol, forms: Mapping[str, BaseForm]) -> dict[str, Any]:
    """The open protocol. `forms`: those that come back with mistakes, by name."""
    file = file_or_404(request.access, row.dossier_id)
    way = way_in(row)
    rows = queries.done(row)
    change = may_change(request.access, row)
    writes = change and row.ended_at is None
    stored = {name: getattr(row, name) for name in ("happened", "agreed", "follow_up_on", "version")}
    words, look_back = WordsForm(initial=stored), LookBackForm(initial={"good": row.good, "needs": row.needs, **stored})
    words_saved = restore(request, WORDS_DRAFT.format(row.pk), words) if writes and "words" not in forms else None
    end_saved = restore(request, END_DRAFT.format(row.pk), look_back) if writes and "look_back" not in forms else None
    # Only the version that is stored now counts, whatever an old draft says.
    words.initial["version"] = look_back.initial["version"] = row.version
    stood = next((one for one in rows if one.step == SECOND and one.by_id == row.second_id), None)
    return head(file, "page") | {
        "protocol": row,
        "person": file.name(row.person_id),
        "way": way,
        "steps": _steps(way, rows, forms.get("step"), writes=writes),
        "others": _others(way, rows),
        "laws": laws_of(way, today()) if way else [],
        "change": change,
        "writes": writes,
        "writes_words": writes or "words" in forms,
        "writes_end": writes or "look_back" in forms,
        "words": forms.get("words", words),
        "words_key": WORDS_DRAFT.format(row.pk),
        "words_saved": words_saved,
        "look_back": forms.get("look_back", look_back),
        "end_key": END_DRAFT.format(row.pk),
        "end_saved": end_saved,
        "ask": forms.get("ask") or (AskForm(colleagues=queries.colleagues(row)) if writes and not stood else None),
        "stood": stood,
        "is_second": row.second_id == request.user.pk,
        "can_turn": writes and way is not None and way.code == GENERAL,
        "is_child": way is not None and way.code == CHILD,
        "door_url": reverse("crisis:door", args=[row.dossier_id]),
    }


def _steps(way: Way | None, rows: list[Done], typed: BaseForm | None, *, writes: bool) -> list[ShownStep]:
    shown = []
    laws = {law.code: law for law in laws_of(way, today())} if way else {}
    for step in way.steps if way else ():
        done = [row for row in rows if row.step == step.code]
        form = None
        mine = isinstance(typed, StepForm) and typed.data.get("step") == step.code
        if mine or (writes and (step.many or not done)):
            form = typed if mine else StepForm(asked=step)
        shown.append(ShownStep(step, done, form if isinstance(form, StepForm) else None, laws.get(step.of_law)))
    return shown


def _others(way: Way | None, rows: list[Done]) -> list[tuple[str, Done]]:
    """What was done of steps this way does not have, with their names."""
    own = {step.code for step in way.steps} if way else set()
    labels = {step.code: step.label for one in ways() for step in one.steps}
    return [(labels.get(row.step, ""), row) for row in rows if row.step not in own and row.step != SECOND]


def beginning(file: File) -> dict[str, Any]:
    """What the part of the case page needs to begin with one click."""
    members = file.choices() if "notes" in file.writes else []
    return {
        "members": [(key, name) for key, name in members if file.member in (None, key)],
        "token": uuid.uuid4(),
        "begin_url": reverse("crisis:begin", args=[file.pk]),
        "door_url": "" if file.member else reverse("crisis:door", args=[file.pk]),
        "card_target": reverse("crisis:card"),
        "way": GENERAL,
    }
