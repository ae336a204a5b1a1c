"""The room's share of the demo: an LTA on its way, with a Teilhabeberatung that reads along."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.rehab import queries, saying, services
from rundblick.rehab.codes import About, Channel, Contact, Format, Kind, Milestone, Present, Question, Result
from rundblick.rehab.saying import Said
from rundblick.rehab.services import ApplicationContent, DeskContent, Writer
from rundblick.web.clock import today

HOUSEHOLD, PERSON, AGENCY, GUEST = "now-14", "now-14-a1", "teilhabe", "teilhabeberatung"
TALKS = (
    (70, Format.CASE, (Present.AGENCY, Present.COACH), Result.TALK),
    (56, Format.INFO, (Present.AGENCY, Present.COACH, Present.PERSON), Result.APPLY),
    (9, Format.PHONE, (Present.AGENCY, Present.COACH, Present.PERSON), Result.TALK),
)
STEPS = ((49, Milestone.REPORTS), (42, Milestone.SUBMITTED), (35, Milestone.CONFIRMED))


def load(scenario: Any, cast: Cast) -> None:
    """Coach and Teilhabeberatung write in turn about one person."""
    coach = cast.users[next(one.responsible for one in scenario.households if one.key == HOUSEHOLD)]
    guest = cast.users[GUEST]
    place = {
        "dossier_id": cast.households[HOUSEHOLD].dossier_id,
        "person_id": cast.persons[PERSON].pk,
        "agency_id": cast.organisations[AGENCY].pk,
    }
    here, there = Writer(user=coach, **place), Writer(user=guest, **place)
    with acting_as(coach, "demo.rehab"):
        content = DeskContent(insurer="westfalen", verified_on=None, agency_id=here.agency_id)
        desk = services.set_desk(writer=here, content=content)
        _course(here)
        saying.say(
            writer=here,
            said=Said(text="Im Gutachten von 2024 steht: leichte Arbeit, drei bis sechs Stunden.", from_agency=False),
            question=Question.FOUND,
        )
        saying.diverge(
            writer=here,
            about=About.READY,
            since=_day(30),
            said=Said(
                text="Die Tage haben wieder einen festen Ablauf. Ein Beginn im Frühjahr scheint möglich.",
                from_agency=False,
            ),
        )
    with acting_as(guest, "demo.rehab"):
        checked = DeskContent(
            insurer="westfalen",
            verified_on=_day(68),
            agency_id=there.agency_id,
            contact=Contact.EXPERT,
            contact_name="Ruth Wieland",
            contact_number="0251 238-0",
        )
        services.set_desk(writer=there, content=checked, version=desk.version)
        release = queries.release_of(desk)
        saying.say(
            writer=there,
            said=Said(
                text="Eine frühere Reha ist länger als vier Jahre her; ein neuer Antrag ist möglich.",
                from_agency=True,
                for_house=release is not None,
                release=release,
            ),
            question=Question.HELP,
        )


def _course(writer: Writer) -> None:
    for ago, format_, present, result in TALKS:
        services.hold_talk(writer=writer, format_=format_, on=_day(ago), present=present, result=result)
    content = ApplicationContent(
        ready=("form", "reports", "doctor", "days", "copayment"), channel=Channel.AGENCY, look_on=_day(-12)
    )
    row = services.apply(writer=writer, kind=Kind.WORK, on=_day(56), content=content)
    for ago, milestone in STEPS:
        services.reach(application=row, milestone=milestone, on=_day(ago), user=writer.user, look_on=content.look_on)


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)
