"""Pure rules about the situation: what is said about a field on a day, and over which days. No database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rundblick.situation.codes import Kind, View

DAY = dt.timedelta(days=1)
YOUNGEST_ADULT = 18


@dataclass(frozen=True, slots=True)
class Span:
    """Something holds from `start` until before `until`; None = goes on."""

    start: dt.date
    until: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether `day` lies in the span."""
        return self.start <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Said:
    """That an entry of this kind stood in this field. `own`: in the person's own view; `scale`: its value, if any."""

    field: int
    kind: Kind
    span: Span
    topic: str = ""
    own: bool = False
    scale: int | None = None


def state_on(said: Iterable[Said], day: dt.date) -> dict[int, frozenset[Kind]]:
    """What is said about each field on that day. A field that is missing was not discussed, which is normal."""
    found: dict[int, set[Kind]] = defaultdict(set)
    for one in said:
        if one.span.holds_on(day):
            found[one.field].add(one.kind)
    return {field: frozenset(kinds) for field, kinds in found.items()}


def spans_of(said: Iterable[Said]) -> dict[tuple[int, Kind], list[Span]]:
    """Per field and kind the days on which at least one entry says so, joined where they touch, in order."""
    grouped: dict[tuple[int, Kind], list[Span]] = defaultdict(list)
    for one in said:
        grouped[one.field, one.kind].append(one.span)
    return {place: joined(spans) for place, spans in grouped.items()}


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as possible."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        if out and (out[-1].until is None or span.start <= out[-1].until):
            ends = (out[-1].until, span.until)
            until = None if None in ends else max(end for end in ends if end is not None)
            out[-1] = Span(out[-1].start, until)
        else:
            out.append(span)
    return out


def courses(said: Iterable[Said], *, day: dt.date) -> dict[str, list[int]]:
    """The person's own values per topic up to `day`, oldest first; saying the same number again adds nothing."""
    found: dict[str, list[int]] = {}
    for one in sorted(said, key=lambda one: one.span.start):
        if one.own and one.scale is not None and one.span.start <= day:
            values = found.setdefault(one.topic, [])
            if not values or values[-1] != one.scale:
                values.append(one.scale)
    return found


_VIEWS = {View.PARTICIPANT: 0, View.COACH: 1, View.PARTNER: 2}


def own_words_first(view: str) -> int:
    """Sorting: what the person said, then what the coach sees, then what others say."""
    return _VIEWS.get(View(view), len(_VIEWS))


def as_text(rows: Sequence[Mapping[str, str]]) -> str:
    """Needs as plain lines for the leading file: group and need as heads, one line each."""
    lines: list[str] = []
    head = ""
    for row in rows:
        if row["head"] != head:
            head = row["head"]
            lines += ([""] if lines else []) + [head]
        lines.append(f"- {row['line']}")
    return "\n".join(lines)


def is_child(*, role: str, age: int | None) -> bool:
    """Whether a protected entry about this member needs a recorded necessity: by age, else by the role."""
    return age < YOUNGEST_ADULT if age is not None else role == "child"
