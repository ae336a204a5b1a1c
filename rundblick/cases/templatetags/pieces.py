"""Drawing pieces that other rooms contribute to the pages of a case."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from rundblick.cases import goal_tree
from rundblick.cases.file import File
from rundblick.web.clock import today

register = template.Library()


@register.simple_tag(takes_context=True)
def piece(context: Context, template_name: str, values: dict[str, Any]) -> SafeString:
    """Draw a template with these values on top of the page's own; the values end with it."""
    with context.push(**values):
        return SafeString(get_template(template_name).template.render(context))  # type: ignore[attr-defined]


@register.filter
def named(names: dict[Any, str], key: Any) -> str:
    """The name for an id; rows without a person are the household's."""
    return names.get(key, "Mitglied") if key else "Ganzer Haushalt"


@register.filter
def whose(ids: Iterable[uuid.UUID], file: File) -> str:
    """The names of those who carry something, and who of them has left the household."""
    return " und ".join(goal_tree.named(file, key) for key in ids)


@register.filter
def is_late(day: dt.date | None) -> bool:
    """Whether that day is over."""
    return day is not None and day < today()
