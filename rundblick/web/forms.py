"""How forms look and speak: the KERN renderer, the base forms and (for one import) the fields."""

from pathlib import Path
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.functional import cached_property

from rundblick.web.fields import (
    BirthDateField,
    CheckboxColumns,
    DateInput,
    DecimalNumberField,
    GermanDateField,
    GermanTimeField,
    ProseField,
    RadioRow,
    Scale,
    TextField,
    TimeInput,
    WholeNumberField,
)

__all__ = [
    "BirthDateField",
    "CheckboxColumns",
    "DateInput",
    "DecimalNumberField",
    "Form",
    "GermanDateField",
    "GermanTimeField",
    "KernRenderer",
    "ModelForm",
    "ProseField",
    "RadioRow",
    "Scale",
    "TextField",
    "TimeInput",
    "WholeNumberField",
    "error_links",
]

REQUIRED = "Bitte füllen Sie dieses Feld aus."
REQUIRED_CHOICE = "Bitte wählen Sie etwas aus."


class KernBoundField(BoundField):
    """A bound field whose widget carries KERN's classes, so that field templates stay free of logic."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        style = _kern_class(widget)
        classes = [widget.attrs.get("class", ""), built.get("class", ""), style]
        if self.errors:
            classes.append(f"{style}--error")
        built["class"] = " ".join(name for name in classes if name)
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            # Not allowed on single radio buttons; the fieldset carries the error for the group.
            built.pop("aria-invalid", None)
        return built

    @property
    def kind(self) -> str:
        """Which shape the field template draws: "check", "group" or "input"."""
        if isinstance(self.field.widget, forms.CheckboxInput):
            return "check"
        return "group" if self.use_fieldset else "input"

    @property
    def target(self) -> str:
        """The id of the control that a link in the error summary leads to."""
        if self.kind == "group":
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def marked(self) -> bool:
        """Whether to say that the field is required: only where others in the form are not."""
        visible = [field for field in self.form.fields.values() if not field.widget.is_hidden]
        return self.field.required and not all(field.required for field in visible)


def _kern_class(widget: forms.Widget) -> str:
    match widget:
        case forms.CheckboxInput() | forms.CheckboxSelectMultiple():
            return "kern-form-check__checkbox"
        case forms.RadioSelect():
            return "kern-form-check__radio"
        case forms.SelectMultiple():
            return "rb-select-multiple"
        case forms.Select():
            return "kern-form-input__select"
    return "kern-form-input__input"


class KernRenderer(DjangoTemplates):
    """Renders every form, field and widget with KERN's markup (setting FORM_RENDERER).

    The templates live in `templates/django/forms/`; whatever is missing there is Django's own.
    """

    bound_field_class = KernBoundField

    @cached_property
    def engine(self) -> Any:
        # Before Django's own widgets, and independent of the order of INSTALLED_APPS.
        folders = [Path(__file__).parent / "templates", Path(forms.__file__).parent / "templates"]
        return self.backend({"APP_DIRS": True, "DIRS": folders, "NAME": "kernforms", "OPTIONS": {}})


class _Manners:
    """What all forms of Rundblick share: KERN, no colon after labels, one German sentence for "required"."""

    label_suffix = ""
    # The browser's own bubbles differ in language and vanish while reading; the server's answer stays
    # beside the field. `aria-required` tells screen readers.
    use_required_attribute = False

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not field.required:
                continue
            if not isinstance(field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
                field.widget.attrs.setdefault("aria-required", "true")
            default = forms.Field.default_error_messages["required"]
            if field.error_messages.get("required") == default:
                choice = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
                field.error_messages["required"] = REQUIRED_CHOICE if choice else REQUIRED


class Form(_Manners, forms.Form):
    """Base of all forms without a model."""

    def tell(self, problems: dict[str, str]) -> None:
        """Show what a service refused beside the fields concerned; what names no field here, for the whole form."""
        for name, problem in problems.items():
            self.add_error(name if name in self.fields else None, problem)


class ModelForm(_Manners, forms.ModelForm):
    """Base of all forms over a model."""


def error_links(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """What is wrong in a bound form, in the order of its fields, for the summary above it.

    Each entry is (id of the control or "", label or "", message); errors of the whole form come first.
    """
    links = [("", "", str(message)) for message in form.non_field_errors()]
    for field in form:
        target = field.target if isinstance(field, KernBoundField) else field.id_for_label
        for message in field.errors:
            links.append(("" if field.is_hidden else target, str(field.label), str(message)))
    return links
