"""Pieces of the Wochenplan in templates."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def more(mode: str, asked: str) -> str:
    """The query that keeps what is shown, with one more thing asked."""
    return f"{mode}&{asked}" if mode else f"?{asked}"


@register.filter
def at(found: Mapping[Any, str], key: Any) -> str:
    """The words for a key; nothing for one that is not there."""
    return found.get(key, "")
