"""The memberships of a household over time as a picture. No database."""

import datetime as dt
from collections.abc import Sequence

from rundblick.people.queries import Member
from rundblick.web.pictures import Period, PeriodRow, Picture, periods

_SHORTEST = dt.timedelta(days=365)


def membership_picture(members: Sequence[Member], *, as_of: dt.date, today: dt.date) -> Picture | None:
    """One line per person with the periods of belonging and the role; None without members.

    The sheet begins a little before the first membership and ends a little after today, `as_of`, or the last end.
    """
    if not members:
        return None
    first = min(member.valid_from for member in members)
    last = max([today, as_of, *(m.valid_until for m in members if m.valid_until)])
    start = min(first, last - _SHORTEST) - dt.timedelta(days=15)
    until = last + max((last - start) // 12, dt.timedelta(days=30))
    rows: dict[object, list[Member]] = {}
    for member in members:
        rows.setdefault(member.person.pk, []).append(member)
    roles = list(dict.fromkeys(member.role for member in members))
    return periods(
        title="Wer wann dazugehört",
        rows=[
            PeriodRow(
                label=theirs[0].name,
                periods=[
                    Period(start=m.valid_from, until=m.valid_until, label=m.role_label, series=roles.index(m.role) % 5)
                    for m in sorted(theirs, key=lambda m: m.valid_from)
                ],
            )
            for theirs in rows.values()
        ],
        start=start,
        until=until,
        as_of=as_of,
        key="mitglieder",
    )
