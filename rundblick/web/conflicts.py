"""When two people changed the same thing: both versions side by side, and a form to put them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest

from rundblick.web.german import NOTHING, german_date


@dataclass(frozen=True)
class Difference:
    """One field that differs: the bound field with one's own text, and what is stored now, in words."""

    field: BoundField
    mine: str
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """What `{% edit_conflict %}` draws. `form` carries the stored version, so that saving again counts."""

    form: forms.BaseForm
    differences: tuple[Difference, ...]
    same: tuple[BoundField, ...]
    changed_by: str
    changed_at: datetime


def conflict(
    *,
    form: forms.BaseForm,
    stored: Mapping[str, Any],
    version: int,
    changed_by: str,
    changed_at: datetime,
    version_field: str = "version",
) -> Conflict:
    """Compare a bound form with the stored values and prepare it for a second, deliberate saving.

    `stored` gives the stored value per field name; fields not in it count as unchanged. The form's hidden
    version becomes `version`: whoever saves now has seen both. The caller answers with status 409.
    """
    data = form.data.copy()  # type: ignore[attr-defined]
    data[form.add_prefix(version_field)] = str(version)
    form.data = data
    differences, same = [], []
    for field in form:
        if field.is_hidden:
            continue
        mine = shown(field, field.value())
        theirs = shown(field, stored[field.name]) if field.name in stored else mine
        if mine == theirs:
            same.append(field)
        else:
            differences.append(Difference(field=field, mine=mine, theirs=theirs))
    return Conflict(form, tuple(differences), tuple(same), changed_by, changed_at)


def shown(field: BoundField, value: Any) -> str:
    """A value the way the person sees it in the form: labels instead of keys, German dates, yes and no."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "Ja" if widget.format_value(value) or value is True else "Nein"
    if value in (None, "", []):
        return NOTHING
    if isinstance(widget, forms.widgets.ChoiceWidget):
        wanted = {str(one) for one in (value if isinstance(value, list | tuple | set) else [value])}
        labels = [
            str(option["label"])
            for _, group, _ in widget.optgroups(field.html_name, list(wanted))
            for option in group
            if str(option["value"]) in wanted
        ]
        return ", ".join(labels) or NOTHING
    if isinstance(value, str) and isinstance(field.field, forms.DateField):
        try:
            value = field.field.to_python(value) or value
        except forms.ValidationError:
            return value
    if hasattr(value, "year"):
        return german_date(value)
    return str(value).replace("\r\n", "\n")


def version_of(request: HttpRequest) -> int:
    """The version the sender has seen. One that cannot be read is none of the stored ones."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1
