"""A brake on pages that could be used to guess: intake check, search, one-time links."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.cache import cache
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rate:
    """At most `times` calls per `seconds`, per user, or per address before login."""

    name: str
    times: int
    seconds: int


def throttled(*, times: int, seconds: int) -> Callable[[View], View]:
    """Mark a view; the middleware counts POST requests before its transaction, so a rollback forgets nothing."""

    def mark(view: View) -> View:
        view.throttle = Rate(f"{view.__module__}.{view.__qualname__}", times, seconds)  # type: ignore[attr-defined]
        return view

    return mark


def exceeded(rate: Rate, request: HttpRequest) -> bool:
    """Count this call and say whether it is one too many."""
    who = str(request.user.pk) if request.user.is_authenticated else request.META.get("REMOTE_ADDR", "")
    key = f"throttle:{rate.name}:{who}"
    if cache.add(key, 1, timeout=rate.seconds):
        return False
    try:
        return cache.incr(key) > rate.times
    except ValueError:
        return False
