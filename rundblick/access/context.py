"""The access context of a request, job or script, and how it reaches PostgreSQL.

A context says who acts and through which principals doors open: the user, their teams, their organisation. It is
set with SET LOCAL semantics, so it ends with the transaction; row-level security, history and Python's
`visible_to` all read this one source.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from rundblick.access.models import User


@dataclass(frozen=True)
class Context:
    """Who acts. An anonymous context has no user and opens no door."""

    user_id: uuid.UUID | None = None
    user_label: str = ""
    organisation_id: uuid.UUID | None = None
    team_ids: frozenset[uuid.UUID] = frozenset()
    roles: frozenset[str] = frozenset()
    request_id: str = ""
    kind: str = field(default="user")

    @property
    def principals(self) -> tuple[uuid.UUID, ...]:
        """Ids a grant may name so that it opens a door for this context."""
        ids = [self.user_id, self.organisation_id, *sorted(self.team_ids)]
        return tuple(i for i in ids if i is not None)

    @property
    def only_guest(self) -> bool:
        """Whether this is somebody of a partner agency and nothing else: what concerns the own house is left away."""
        return self.roles == {"partner"}

    def has_role(self, *codes: str) -> bool:
        """Whether any of the roles is held today."""
        return not self.roles.isdisjoint(codes)


ANONYMOUS = Context()
_reason: ContextVar[str] = ContextVar("rundblick_reason", default="")
_context: ContextVar[Context] = ContextVar("rundblick_context", default=ANONYMOUS)


def current() -> Context:
    """The context of the running request or job; anonymous outside of one."""
    return _context.get()


def set_local(context: Context, why: str, *, read_only: bool = False) -> None:
    """Write context and reason into the open transaction (one round trip)."""
    trace = {"actor": str(context.user_id or context.kind), "reason": why, "request": context.request_id}
    prefix = "SET TRANSACTION READ ONLY; " if read_only else ""
    with connection.cursor() as cursor:
        cursor.execute(
            prefix + "SELECT set_config('rundblick.principals', %s, true), set_config('rundblick.actor', %s, true), "
            "set_config('rundblick.reason', %s, true), set_config('rundblick.roles', %s, true), "
            "set_config('pghistory.context_metadata', %s, true)",
            [
                "{" + ",".join(map(str, context.principals)) + "}",
                trace["actor"] if context.user_id or context.kind != "user" else "",
                why,
                "{" + ",".join(sorted(context.roles)) + "}",
                json.dumps(trace),
            ],
        )


@contextmanager
def reason(why: str) -> Iterator[None]:
    """Name the verb for the history while the block runs, e.g. `with reason("cases.note.create"):`."""
    before = _reason.get()
    token = _reason.set(why)
    _tell_database(why)
    try:
        yield
    except BaseException:
        _reason.reset(token)
        raise
    else:
        _reason.reset(token)
        _tell_database(before)


def _tell_database(why: str) -> None:
    context = _context.get()
    trace = {"actor": str(context.user_id or context.kind), "reason": why, "request": context.request_id}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('rundblick.reason', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [why, json.dumps(trace)],
        )


@contextmanager
def bound(context: Context, why: str, *, read_only: bool = False) -> Iterator[None]:
    """Open a transaction in which the context holds. Used by the middleware, jobs, commands and tests.

    Raises RuntimeError inside another transaction: the context would outlive this block, because SET LOCAL lasts
    until the outer transaction ends.
    """
    context_token = _context.set(context)
    reason_token = _reason.set(why)
    try:
        with transaction.atomic(durable=True):
            set_local(context, why, read_only=read_only)
            yield
    finally:
        _reason.reset(reason_token)
        _context.reset(context_token)


@contextmanager
def acting_as(who: "User | Context", reason: str, *, read_only: bool = False) -> Iterator[Context]:
    """Act as a user (or a prepared context) outside of a request, in an own transaction."""
    context = who if isinstance(who, Context) else who.access_context()
    with bound(context, reason, read_only=read_only):
        yield context


def system(name: str) -> Context:
    """Context of a job without a user; opens no door, only the worker role's own policy does."""
    return Context(kind=f"system:{name}", user_label=name)
