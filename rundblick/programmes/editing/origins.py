"""Who changed a rule is said at the rule: its origin becomes an assumption of the house, with a reason of its own."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from rundblick.programmes.editing.document import Data, tidy
from rundblick.programmes.editing.keys import Key, carries_origin, keys_of
from rundblick.web.german import german_date

ADAPTED = "Von uns angepasst am"
_WRITTEN = re.compile(rf"{ADAPTED} [\d.]+\.(?: Grund: (?P<reason>.*))?", re.DOTALL)


def assumption(day: dt.date, reason: str) -> str:
    """What stands as the origin of a changed rule, within the length an assumption may have."""
    text = f"{ADAPTED} {german_date(day)}."
    return f"{text} Grund: {reason}"[:2000] if reason else text


def own_reason(origin: Any) -> str:
    """The reason somebody of the house gave, "" without one."""
    text = origin.get("assumption") if isinstance(origin, Mapping) else None
    found = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    return (found["reason"] or "") if found else ""


def is_own(origin: Any) -> bool:
    """Whether an origin says that the house changed the rule."""
    text = origin.get("assumption") if isinstance(origin, Mapping) else None
    return isinstance(text, str) and text.startswith(ADAPTED)


def marked(
    model: type[BaseModel],
    data: Any,
    *,
    base: Any,
    before: Any,
    reasons: Mapping[str, str],
    day: dt.date,
    name: str = "",
) -> Any:
    """The data with the origin of every rule that differs from `base` saying so.

    `before`: the draft before this change; a rule that stays as it was keeps the day it was changed. `reasons`: own
    reasons by the name of the part in the form. A rule that is as in `base` again has its origin back.
    """
    if not isinstance(data, dict):
        return data
    made = dict(data)
    for key in keys_of(model):
        if key.name in made and key.part is not None:
            made[key.name] = _marked_key(key, made, base, before, reasons, day, name)
    if carries_origin(model):
        made["origin"] = _origin(model, made, base, before, reasons.get(name), day)
    return made


def pairs(rows: Any, others: Any) -> list[tuple[Any, Any]]:
    """Each row with the one it stands for in another version: of the same code, else at the same place."""
    mine = rows if isinstance(rows, list) else []
    theirs = others if isinstance(others, list) else []
    by_code = {row["code"]: row for row in theirs if isinstance(row, dict) and isinstance(row.get("code"), str)}
    found = []
    for index, row in enumerate(mine):
        code = row.get("code") if isinstance(row, dict) else None
        if isinstance(code, str):
            found.append((row, by_code.get(code)))
        else:
            found.append((row, theirs[index] if index < len(theirs) else None))
    return found


def _marked_key(
    key: Key, made: Data, base: Any, before: Any, reasons: Mapping[str, str], day: dt.date, name: str
) -> Any:
    assert key.part is not None
    here = f"{name}-{key.name}" if name else key.name
    value = made[key.name]
    old = base.get(key.name) if isinstance(base, dict) else None
    former = before.get(key.name) if isinstance(before, dict) else None
    if key.kind == "part":
        return marked(key.part, value, base=old, before=former, reasons=reasons, day=day, name=here)
    if not isinstance(value, list):
        return value
    return [
        marked(key.part, row, base=other, before=was, reasons=reasons, day=day, name=f"{here}-{index}")
        for index, ((row, other), (_, was)) in enumerate(zip(pairs(value, old), pairs(value, former), strict=True))
    ]


def _origin(model: type[BaseModel], data: Data, base: Any, before: Any, reason: str | None, day: dt.date) -> Any:
    given = data.get("origin") if isinstance(data.get("origin"), dict) else {}
    said = own_reason(given) if reason is None else reason
    if isinstance(base, dict) and _own_part(model, data) == _own_part(model, base) and not said:
        return base.get("origin", given)
    known = given if given else base.get("origin", {}) if isinstance(base, dict) else {}
    if is_own(known) and said == own_reason(known) and _own_part(model, data) == _own_part(model, before):
        return known
    return {**known, "assumption": assumption(day, said)}


def _own_part(model: type[BaseModel], data: Any) -> Any:
    """What a rule itself says: without its origin and without rules inside of it that have their own."""
    if not isinstance(data, dict):
        return None
    inner = {key.name for key in keys_of(model) if key.part is not None and carries_origin(key.part)}
    return {name: value for name, value in tidy(model, data).items() if name not in inner | {"origin"}}
