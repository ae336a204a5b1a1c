"""The parts pages are built from. Signatures and examples: `rundblick/web/PARTS.md`."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms, template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rundblick.web import clock, german
from rundblick.web.conflicts import Conflict
from rundblick.web.forms import error_links
from rundblick.web.parts import Appointment, Badge, CaseLine, Due, Entry, Pages, Tab, Table
from rundblick.web.pictures import Picture

register = template.Library()

_BADGE_ICONS = {"info": "info", "success": "success", "warning": "warning", "danger": "danger"}
_MESSAGE_KINDS = {
    "debug": "info",
    "info": "info",
    "success": "success",
    "warning": "warning",
    "error": "danger",
}


# Dates and numbers


@register.filter
def german_date(value: date | datetime | None, style: str = "short") -> str:
    return german.german_date(value, style)


@register.filter
def german_time(value: datetime | time | None) -> str:
    return german.german_time(value)


@register.filter
def german_datetime(value: datetime | None, style: str = "short") -> str:
    return german.german_datetime(value, style)


@register.filter
def relative_day(value: date | datetime | None) -> str:
    return german.relative_day(value, today=clock.today())


@register.filter
def german_number(value: float | Decimal | None, decimals: int | None = None) -> str:
    return german.german_number(value, decimals)


@register.filter
def percent(value: float | Decimal | None, decimals: int = 0) -> str:
    return german.percent(value, decimals)


@register.filter
def minutes(value: int | None) -> str:
    return german.minutes(value)


@register.simple_tag
def count(number: int, singular: str, plural: str) -> str:
    return german.count(number, singular, plural)


@register.simple_tag
def moment(value: date | datetime | None, style: str = "short") -> SafeString | str:
    """A `<time>` element; `style` as in `german_date`, or "relative" for everyday words."""
    if value is None:
        return german.NOTHING
    if style == "relative":
        text = german.relative_day(value, today=clock.today())
        return format_html(
            '<time datetime="{}" title="{}">{}</time>',
            value.isoformat(),
            german.german_date(value, "full"),
            text,
        )
    text = german.german_datetime(value, style) if isinstance(value, datetime) else german.german_date(value, style)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


# Small parts


@register.simple_tag
def icon(name: str, size: str = "default") -> SafeString:
    """A decorative KERN icon, hidden from screen readers: the words beside it say the same."""
    return format_html('<span class="kern-icon kern-icon--{} kern-icon--{}" aria-hidden="true"></span>', name, size)


@register.inclusion_tag("web/parts/badge.html")
def badge(text: str | Badge, kind: str = "neutral", icon: str = "") -> dict[str, Any]:
    mark = text if isinstance(text, Badge) else None
    kind = mark.kind if mark else kind
    return {"text": mark.text if mark else text, "kind": kind, "icon": icon or _BADGE_ICONS.get(kind, "")}


@register.filter
def message_kind(level_tag: str) -> str:
    """KERN's alert kind for the level of a Django message."""
    return _MESSAGE_KINDS.get(level_tag, "info")


@register.simple_block_tag
def alert(content: str, kind: str = "info", title: str = "", level: int = 2, role: str = "") -> SafeString:
    """A KERN alert around a piece of page. `role="alert"` only for what just happened."""
    return SafeString(
        render_to_string(
            "web/parts/alert.html",
            {"content": content, "kind": kind, "title": title, "level": level, "role": role},
        )
    )


@register.inclusion_tag("web/parts/empty_state.html")
def empty_state(sentence: str, icon: str = "checklist", action_url: str = "", action_label: str = "") -> dict[str, Any]:
    return {"sentence": sentence, "icon": icon, "action_url": action_url, "action_label": action_label}


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", level: int = 2, note: str = "", id: str = "") -> SafeString:
    """A card around a piece of page; `url` adds a link to everything of that kind."""
    return SafeString(
        render_to_string(
            "web/parts/card.html",
            {"content": content, "title": title, "url": url, "level": level, "note": note, "id": id},
        )
    )


@register.inclusion_tag("web/parts/description_list.html")
def description_list(rows: Iterable[tuple[str, Any]], stacked: bool = False) -> dict[str, Any]:
    return {"rows": rows, "stacked": stacked}


@register.inclusion_tag("web/parts/progress.html")
def progress(value: float, maximum: float, label: str, text: str = "") -> dict[str, Any]:
    written = text or f"{german.german_number(value)} von {german.german_number(maximum)}"
    return {"value": value, "maximum": maximum, "label": label, "text": written}


@register.inclusion_tag("web/parts/subnavigation.html")
def subnavigation(tabs: Sequence[Tab], label: str) -> dict[str, Any]:
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("web/parts/pagination.html")
def pagination(pages: Pages) -> dict[str, Any]:
    return {"pages": pages}


@register.inclusion_tag("web/parts/data_table.html")
def data_table(table: Table, small: bool = False) -> dict[str, Any]:
    return {"table": table, "columns": table.columns, "small": small}


@register.filter
def with_columns(row: Sequence[Any], columns: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Pairs of (cell, column) for one table row."""
    return list(zip(row, columns, strict=True))


@register.filter
def is_text(value: Any) -> bool:
    return isinstance(value, str)


@register.inclusion_tag("web/parts/due_line.html")
def due_line(due: Due) -> dict[str, Any]:
    distance = (due.date - clock.today()).days
    kind = "danger" if distance < 0 else "warning" if distance <= 2 else "neutral"
    words = german.relative_day(due.date, today=clock.today())
    return {"due": due, "kind": kind, "words": f"überfällig, {words}" if distance < 0 else words}


@register.inclusion_tag("web/parts/person_chip.html")
def person_chip(name: str, detail: str = "", url: str = "", protected: bool = False) -> dict[str, Any]:
    initials = "".join(part[0] for part in name.split()[:2]).upper()
    return {"name": name, "detail": detail, "url": url, "protected": protected, "initials": initials}


@register.inclusion_tag("web/parts/timeline_item.html")
def timeline_item(entry: Entry) -> dict[str, Any]:
    return {"entry": entry}


@register.inclusion_tag("web/parts/appointment_line.html")
def appointment_line(appointment: Appointment) -> dict[str, Any]:
    return {"appointment": appointment}


@register.inclusion_tag("web/parts/case_line.html")
def case_line(case: CaseLine) -> dict[str, Any]:
    overdue = case.due_on is not None and case.due_on < clock.today()
    return {"case": case, "overdue": overdue}


@register.inclusion_tag("web/parts/button_link.html")
def button_link(url: str, label: str, kind: str = "secondary", icon: str = "") -> dict[str, Any]:
    return {"url": url, "label": label, "kind": kind, "icon": icon}


@register.inclusion_tag("web/parts/picture.html")
def picture(picture: Picture, open: bool = False) -> dict[str, Any]:
    """A picture with the same content as a table below it, folded away unless `open`."""
    return {"picture": picture, "open": open}


# Forms


@register.inclusion_tag("web/parts/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    return {"links": error_links(form) if form.is_bound else []}


@register.inclusion_tag("web/parts/form_actions.html")
def form_actions(
    submit: str = "Speichern", cancel_url: str = "", cancel_label: str = "Abbrechen", note: str = ""
) -> dict[str, Any]:
    return {"submit": submit, "cancel_url": cancel_url, "cancel_label": cancel_label, "note": note}


@register.inclusion_tag("web/parts/edit_conflict.html")
def edit_conflict(
    conflict: Conflict, submit: str = "Zusammengeführt speichern", cancel_url: str = ""
) -> dict[str, Any]:
    """The inside of the form when somebody else saved first; stands between the room's own form tags."""
    return {"conflict": conflict, "submit": submit, "cancel_url": cancel_url}


@register.inclusion_tag("web/parts/draft_notice.html", takes_context=True)
def draft_notice(
    context: Context, saved_at: datetime | None, draft_key: str = "", discard_url: str = ""
) -> dict[str, Any]:
    """Says that a draft was put back into the form; stands outside the form, because it may hold one."""
    return {
        "csrf_token": context.get("csrf_token", ""),
        "saved_at": saved_at,
        "draft_key": draft_key,
        "discard_url": discard_url,
        "here": context.get("here", "/"),
    }


@register.inclusion_tag("web/parts/confirm_form.html", takes_context=True)
def confirm_form(
    context: Context,
    url: str,
    label: str,
    question: str = "",
    kind: str = "secondary",
    cancel_url: str = "",
    **values: Any,
) -> dict[str, Any]:
    """A POST with one button; further keyword arguments become hidden fields."""
    return {
        "csrf_token": context.get("csrf_token", ""),
        "url": url,
        "label": label,
        "question": question,
        "kind": kind,
        "cancel_url": cancel_url,
        "values": list(values.items()),
    }
