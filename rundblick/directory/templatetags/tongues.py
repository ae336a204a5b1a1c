"""Words of the public pages in the language of the page: `{{ "Suchen"|say }}`, `{% page "public_service" row.pk %}`."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template

from rundblick.directory.tongues import book, dates
from rundblick.directory.tongues.address import page_url

register = template.Library()


@register.filter
def say(german: str) -> str:
    return book.say(german)


@register.simple_tag
def say_with(german: str, **values: Any) -> str:
    """A sentence with gaps: `{% say_with "Alter: {n}" n=age %}`."""
    return book.say(german, **values)


@register.simple_tag
def say_count(number: int, one: str, many: str) -> str:
    return book.say_count(number, one, many)


@register.simple_tag
def page(name: str, *args: Any) -> str:
    """The address of a public page in the language of this one."""
    return page_url(name, *args)


@register.filter
def listed(words: Iterable[str]) -> str:
    """Words with the comma of the language between them."""
    return book.listed(words)


@register.filter
def full_day(value: dt.date) -> str:
    return dates.full_day(value)
