"""Triggers that keep a closed protocol as it was closed; merging two records of one person and erasing pass."""

import pgtrigger


def frozen(*changing: str, itself: bool = False) -> pgtrigger.Trigger:
    """A trigger under which a row of a closed conference changes no more, but for these columns.

    `itself`: the table is that of conferences.
    """
    free = ", ".join(f"'{name}'" for name in ("person_id", *changing))
    closed = (
        "OLD.closed_at IS NOT NULL"
        if itself
        else "EXISTS (SELECT 1 FROM conferences_conference c WHERE c.closed_at IS NOT NULL AND c.id = "
        "(CASE WHEN TG_OP = 'INSERT' THEN NEW.conference_id ELSE OLD.conference_id END))"
    )
    operation = pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Trigger(
        name="stays_as_closed",
        when=pgtrigger.Before,
        operation=operation if itself else operation | pgtrigger.Insert,
        func=f"""
    IF TG_OP = 'DELETE' AND coalesce(current_setting('rundblick.reason', true), '') LIKE 'access.erasure%' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (to_jsonb(OLD) - ARRAY[{free}]) = (to_jsonb(NEW) - ARRAY[{free}]) THEN
        RETURN NEW;
    END IF;
    IF {closed} THEN
        RAISE EXCEPTION 'a closed protocol does not change' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
""",
    )
