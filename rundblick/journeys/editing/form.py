"""The page on which a journey is made: forms for its head, steps, rows and reasons, filled from a draft and read back.

No field is required here: a draft is stored with whatever is in it, and `complaints` says what is still missing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.http import QueryDict

from rundblick.journeys.editing.compare import KINDS, SUBJECTS, kind_of
from rundblick.journeys.editing.complaints import Wrong
from rundblick.journeys.editing.document import OFFERED, Data, fresh_code, header, tidy
from rundblick.web.forms import CheckboxColumns, Form, ProseField, TextField

HERE = "here"
"""Marks a row that is there, however empty its fields are."""
MOST_ROWS = 60
EVERYWHERE = ""
_POINT = re.compile(r"(\d{1,2})\s*[=:.)–-]?\s*(.*)")


class HeadFields(Form):
    """Name, what is followed, and by which lines of the head figures may be split."""

    title = TextField(label="Name", required=False, max_length=200)
    subject = forms.ChoiceField(
        label="Was verfolgt wird", choices=list(SUBJECTS.items()), required=False, widget=forms.RadioSelect
    )
    header = forms.MultipleChoiceField(
        label="Zahlen dürfen getrennt werden nach",
        choices=[(line["code"], line["label"]) for line in OFFERED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Familie, Coach, Erstelldatum und letzte Bearbeitung stehen immer im Kopf.",
    )


class StepFields(Form):
    """A column of the sheet."""

    label = TextField(label="Bezeichnung", required=False, max_length=200)
    question = TextField(label="Frage", required=False, max_length=2000)
    kind = forms.ChoiceField(label="Antwort", choices=list(KINDS.items()), required=False)
    scale = ProseField(
        label="Stufen der Skala",
        required=False,
        rows=3,
        max_length=2000,
        help_text="Nur bei einer Skala: eine Stufe je Zeile, zum Beispiel „1 = selbstständig“.",
    )
    code = forms.CharField(required=False, widget=forms.HiddenInput)


class TrackFields(Form):
    """A row of the sheet."""

    label = TextField(label="Bezeichnung", required=False, max_length=200)
    funnel = forms.MultipleChoiceField(
        label="Schritte, die zählen",
        required=False,
        widget=CheckboxColumns,
        help_text="Ohne Auswahl zählen alle. Ein Nein bei einem anderen Schritt hält niemanden auf.",
    )
    kinds = ProseField(
        label="Was genau?",
        required=False,
        rows=3,
        max_length=5000,
        help_text="Eine Möglichkeit je Zeile, zum Beispiel „Deutsch“. Bleibt leer, wenn danach nicht gefragt wird.",
    )
    kinds_at = forms.ChoiceField(label="Gefragt bei", required=False)
    code = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funnel"].choices = steps  # type: ignore[attr-defined]
        self.fields["kinds_at"].choices = [("", "bitte wählen"), *steps]  # type: ignore[attr-defined]


class ReasonFields(Form):
    """Why it goes no further."""

    label = TextField(label="Grund", required=False, max_length=200)
    steps = forms.ChoiceField(label="Möglich bei", required=False)
    needs_note = forms.BooleanField(label="braucht eine Fußnote", required=False)
    code = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, steps: list[tuple[str, str]], chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(EVERYWHERE, "jedem Schritt"), *steps]
        if " " in chosen:
            names = dict(steps)
            choices.append((chosen, ", ".join(names.get(code, code) for code in chosen.split())))
        self.fields["steps"].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Row:
    """One row of a list on the page: `name` begins the names of its fields and is its id; `title` is for the legend."""

    name: str
    title: str
    form: Form
    first: bool
    last: bool
    problems: tuple[str, ...] = ()
    reasons: tuple["Row", ...] = ()
    opened: bool = False

    @property
    def wrong(self) -> bool:
        """Whether something is wrong in it."""
        return bool(self.problems or self.form.errors)

    @property
    def unfolded(self) -> bool:
        """Whether the reasons of a row are shown at once."""
        return self.opened or any(reason.wrong for reason in self.reasons)


@dataclass(frozen=True)
class Page:
    """The whole page. `problems`: what is wrong with lists as such."""

    head: HeadFields
    steps: tuple[Row, ...]
    tracks: tuple[Row, ...]
    problems: dict[str, tuple[str, ...]] = field(default_factory=dict)


def page(data: Data, wrong: Iterable[Wrong] = (), *, opened: str = "") -> Page:
    """The page of a draft, with its mistakes at their fields. `opened`: the row whose reasons were worked on."""
    found = list(wrong)
    steps = [(step["code"], step.get("label") or "ohne Bezeichnung") for step in rows(data, "steps") if "code" in step]
    head = HeadFields(
        {"title": data.get("title", ""), "subject": data.get("subject", ""), "header": _split(data)}, auto_id="%s"
    )
    made = Page(
        head=_told(head, "", found),
        steps=tuple(_rows(data, "steps", "steps", found, lambda name, row: _step(name, row))),
        tracks=tuple(
            replace(row, opened=row.name == opened or len(rows(data, "tracks")) == 1)
            for row in _rows(data, "tracks", "tracks", found, lambda name, row: _track(name, row, steps), steps)
        ),
        problems={name: tuple(w.message for w in found if w.place == (name,)) for name in ("steps", "tracks")},
    )
    return made


def _rows(
    data: Data, key: str, name: str, wrong: list[Wrong], make: Any, steps: list[tuple[str, str]] | None = None
) -> Iterable[Row]:
    found = rows(data, key)
    for index, row in enumerate(found):
        here = f"{name}-{index}"
        inner: tuple[Row, ...] = ()
        if steps is not None:
            inner = tuple(_rows(row, "reasons", f"{here}-reasons", wrong, lambda n, r: _reason(n, r, steps)))
        yield Row(
            name=here,
            title=str(row.get("label") or f"{index + 1}."),
            form=_told(make(here, row), here, wrong),
            first=index == 0,
            last=index == len(found) - 1,
            problems=tuple(w.message for w in wrong if w.field == here),
            reasons=inner,
        )


def _step(name: str, row: Data) -> Form:
    values = {
        "label": row.get("label", ""),
        "question": row.get("question", ""),
        "kind": kind_of(row),
        "scale": "\n".join(_point_text(point) for point in rows(row, "scale")),
        "code": row.get("code", ""),
    }
    return StepFields(_prefixed(name, values), prefix=name, auto_id="%s")


def _track(name: str, row: Data, steps: list[tuple[str, str]]) -> Form:
    values = {
        "label": row.get("label", ""),
        "funnel": row.get("funnel", []),
        "kinds": "\n".join(str(kind.get("label", "")) for kind in rows(row, "kinds")),
        "kinds_at": row.get("kinds_at", ""),
        "code": row.get("code", ""),
    }
    return TrackFields(_prefixed(name, values), prefix=name, auto_id="%s", steps=steps)


def _reason(name: str, row: Data, steps: list[tuple[str, str]]) -> Form:
    chosen = " ".join(row.get("steps") or ())
    values = {
        "label": row.get("label", ""),
        "steps": chosen,
        "needs_note": row.get("needs_note", False),
        "code": row.get("code", ""),
    }
    return ReasonFields(_prefixed(name, values), prefix=name, auto_id="%s", steps=steps, chosen=chosen)


def _prefixed(name: str, values: Data) -> Data:
    return {f"{name}-{key}": value for key, value in values.items()}


def _told(form: Any, name: str, wrong: list[Wrong]) -> Any:
    """The form with the mistakes at its fields, in place of any it found itself."""
    form.is_valid()
    form.errors.clear()
    for one in wrong:
        for field_name in form.fields:
            if one.field == (f"{name}-{field_name}" if name else field_name):
                form.add_error(field_name, one.message)
    return form


def read(posted: QueryDict, before: Data) -> Data:
    """The draft as typed. `before`: what stood there, for what no form shows, such as where a row comes from."""
    chosen = posted.getlist("header")
    steps = _read_rows(posted, "steps", rows(before, "steps"), _read_step)
    made = {
        **before,
        "title": str(posted.get("title", "")).strip(),
        "subject": str(posted.get("subject", "")),
        "header": header(chosen, before.get("header") or []),
        "steps": steps,
        "tracks": _read_rows(posted, "tracks", rows(before, "tracks"), _read_track),
    }
    found = tidy(made)
    assert isinstance(found, dict)
    return found | {name: found.get(name, []) for name in ("steps", "tracks")}


def _read_rows(posted: QueryDict, name: str, before: list[Data], read_row: Any) -> list[Data]:
    former = {row["code"]: row for row in before if row.get("code")}
    found: list[Data] = []
    for index in range(MOST_ROWS):
        here = f"{name}-{index}"
        if f"{here}-{HERE}" not in posted:
            break
        code = str(posted.get(f"{here}-code", ""))
        row = read_row(posted, here, former.get(code, {}))
        row["label"] = str(posted.get(f"{here}-label", "")).strip()
        row["code"] = code if code in former else fresh_code(row["label"], {*former, *(r["code"] for r in found)})
        found.append(row)
    return found


def _read_step(posted: QueryDict, name: str, before: Data) -> Data:
    kind = posted.get(f"{name}-kind", "")
    typed = [line.strip() for line in str(posted.get(f"{name}-scale", "")).splitlines() if line.strip()]
    return {
        **before,
        "question": str(posted.get(f"{name}-question", "")).strip(),
        "day": kind == "day",
        "scale": [_point(line) for line in typed] if kind == "scale" or (typed and not kind) else [],
        "explain_from": before.get("explain_from") if kind == "scale" else None,
    }


def _read_track(posted: QueryDict, name: str, before: Data) -> Data:
    known = {kind.get("label"): kind for kind in rows(before, "kinds")}
    kinds: list[Data] = []
    for line in str(posted.get(f"{name}-kinds", "")).splitlines():
        if label := line.strip():
            kind = known.get(label) or {"code": fresh_code(label, {k["code"] for k in kinds}), "label": label}
            kinds.append(kind)
    return {
        **before,
        "origin": before.get("origin") or {"assumption": "Von der Koordination des Hauses angelegt."},
        "funnel": posted.getlist(f"{name}-funnel"),
        "kinds": kinds,
        "kinds_at": posted.get(f"{name}-kinds_at") or None,
        "reasons": _read_rows(posted, f"{name}-reasons", rows(before, "reasons"), _read_reason),
    }


def _read_reason(posted: QueryDict, name: str, before: Data) -> Data:
    return {
        **before,
        "steps": str(posted.get(f"{name}-steps", "")).split(),
        "needs_note": f"{name}-needs_note" in posted,
    }


def rows(data: Data, name: str) -> list[Data]:
    """The rows of a list that are rows."""
    return [row for row in data.get(name) or () if isinstance(row, dict)]


def _split(data: Data) -> list[str]:
    return [str(line.get("code")) for line in rows(data, "header")]


def _point(line: str) -> Data:
    found = _POINT.fullmatch(line)
    return {"value": int(found[1]), "label": found[2].strip()} if found else {"label": line}


def _point_text(point: Data) -> str:
    value, label = point.get("value"), point.get("label", "")
    return f"{value} = {label}" if value is not None else str(label)
