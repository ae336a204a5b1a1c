"""Tracked history: what a row looked like before each change, who changed it and why.

Database triggers write the former row, so bulk updates and plain SQL are caught too. A second trigger refuses
UPDATE and DELETE when nobody says who acts and why. History tables inherit the door of their table; the web role
can read and append them, nothing else.
"""

from collections.abc import Callable
from typing import TypeVar

import pghistory
import pgtrigger
from django.db import models

M = TypeVar("M", bound=models.Model)

_REFUSE = """
    IF coalesce(current_setting('rundblick.actor', true), '') = ''
       OR coalesce(current_setting('rundblick.reason', true), '') = '' THEN
        RAISE EXCEPTION 'change without actor and reason refused on %', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def tracked_fields(*fields: str) -> Callable[[type[M]], type[M]]:
    """Class decorator: keep the history of these fields only.

    For tables whose other fields change without an actor, such as the last login of a user. Changing one of the
    fields, and deleting the row, need actor and reason like everywhere else.
    """

    def decorate(model: type[M]) -> type[M]:
        for name, operation, condition in (
            ("needs_reason_update", pgtrigger.Update, pgtrigger.AnyChange(*fields)),
            ("needs_reason_delete", pgtrigger.Delete, None),
        ):
            pgtrigger.register(
                pgtrigger.Trigger(
                    name=name, when=pgtrigger.Before, operation=operation, condition=condition, func=_REFUSE
                )
            )(model)
        return _with_events(model, list(fields))

    return decorate


def tracked(model: type[M]) -> type[M]:
    """Class decorator: keep the history of every row of this model."""
    pgtrigger.register(
        pgtrigger.Trigger(
            name="needs_reason",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=_REFUSE,
        )
    )(model)
    return _with_events(model, None)


def _with_events(model: type[M], fields: list[str] | None) -> type[M]:
    return pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(),
        fields=fields,
        model_name=f"{model.__name__}Event",
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,  # type: ignore[arg-type]
        obj_field=pghistory.ObjForeignKey(related_name="former", related_query_name="former"),
        append_only=False,
    )(model)
