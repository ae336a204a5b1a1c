"""Forms of meeting: how often each was held, how often it still may be, and whether a consent is missing. Pure."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.programmes import consents
from rundblick.programmes.definition import Meeting, Programme
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.participation import Participation


@dataclass(frozen=True, slots=True)
class MeetingState:
    """One form of meeting as it stands: on how many days it was held, and whether its consent is there."""

    meeting: Meeting
    held: int
    consented: bool

    @property
    def left(self) -> int | None:
        """How often it may still be held, None where no number is set; never negative."""
        return None if self.meeting.most is None else max(0, self.meeting.most - self.held)

    @property
    def hint(self) -> str:
        """What is worth knowing before holding it once more; "" when nothing is. A cap informs, it never blocks."""
        if not self.consented:
            return "Dafür fehlt die Einwilligung der Person."
        if self.left == 0:
            times = "einmal" if self.meeting.most == 1 else f"{self.meeting.most}-mal"
            return f"Vorgesehen ist es höchstens {times}."
        return ""


def meetings(
    facts: Iterable[Fact], definition: Programme, as_of: dt.date, *, subject: uuid.UUID | None = None
) -> list[MeetingState]:
    """Every form of meeting of a definition as of that day (inclusive), in its order.

    Counted are days with such an event while the participation ran; several forms that are recorded by the same
    event share their days. Before the start nothing was held.
    """
    happened = known(facts, as_of)
    frame = Participation.of(happened, definition)
    days: dict[str, set[dt.date]] = {}
    for fact in happened:
        if frame is not None and frame.concerns(fact) and frame.covers(fact.valid_from):
            days.setdefault(fact.code, set()).add(fact.valid_from)
    return [
        MeetingState(
            meeting,
            len(days.get(meeting.event, ())),
            meeting.consent is None or consents.holds(happened, meeting.consent, as_of, subject),
        )
        for meeting in definition.care.meetings
    ]
