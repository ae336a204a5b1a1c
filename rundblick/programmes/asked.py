"""Which events a definition asks about: those it names, and those its rules wait for without naming them."""

from collections.abc import Iterator

from rundblick.programmes.checks import event_uses
from rundblick.programmes.consents import GIVEN, WITHDRAWN, needs
from rundblick.programmes.definition import Programme
from rundblick.programmes.due.absences import MADE_UP, OUTREACH, REVIEWED
from rundblick.programmes.due.deadlines import PAID
from rundblick.programmes.due.ends import DECLINED, EXTENDED, REQUESTED
from rundblick.programmes.due.ladders import REGAINED, STOPPED
from rundblick.programmes.pauses import PAUSED, RESUMED
from rundblick.programmes.vocabulary import vocabulary


def events_asked(programme: Programme) -> set[str]:
    """Codes of all events and plans that change what is due, what blocks, or what is counted in this programme."""
    return {code for _, code, _ in event_uses(programme)} | set(_implied(programme))


def _implied(programme: Programme) -> Iterator[str]:
    time, attendance, money = programme.time, programme.attendance, programme.money
    if time.pause is not None:
        yield from (PAUSED, RESUMED)
    if time.extension is not None:
        yield from (REQUESTED, EXTENDED, DECLINED)
    if time.ladders:
        yield from (REGAINED, STOPPED)
    if _asks_consent(programme):
        yield from (GIVEN, WITHDRAWN)
    if programme.modules:
        yield from (event.code for event in vocabulary().events if event.values == "modules")
    if any(module.certificate for module in programme.modules) or (attendance and attendance.certificate):
        yield "certificate.issued"
    if money.subsidies:
        yield from ("subsidy.requested", PAID)
    if any(subsidy.evidence for subsidy in money.subsidies):
        yield "evidence.received"
    if attendance is not None:
        answers = (attendance.outreach, OUTREACH), (attendance.make_up, MADE_UP), (attendance.longest_absence, REVIEWED)
        yield from (code for reaction, code in answers if reaction is not None)


def _asks_consent(programme: Programme) -> bool:
    """Whether a consent decides about anything; attempts at home are never made without one."""
    at_home = {event.code for event in vocabulary().events if event.home}
    ways = {way for ladder in programme.time.ladders for way in ladder.ways}
    return bool(list(needs(programme)) or ways & at_home or any(meeting.consent for meeting in programme.care.meetings))
