"""Tracked history: what a row looked like before each change, who changed it and why.

Database triggers write the former row, so bulk updates and plain SQL are caught too. A second trigger refuses
UPDATE and DELETE when nobody says who acts and why. History tables inherit the door of their table; the web role
can read and append them, nothing else.
"""

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
    return pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(),
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,  # type: ignore[arg-type]
        obj_field=pghistory.ObjForeignKey(related_name="former", related_query_name="former"),
        append_only=False,
    )(model)
