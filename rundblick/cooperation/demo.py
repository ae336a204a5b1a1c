"""The room's share of the demo: one sheet on which both sides write, one on which the agency tells dates alone."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.cooperation import queries, services
from rundblick.cooperation.codes import Doer, Kind, Standing
from rundblick.cooperation.queries import Sheet
from rundblick.cooperation.rules import Content
from rundblick.cooperation.services import Writer
from rundblick.web.clock import today

DAY = dt.timedelta(days=1)
HOUSEHOLD, PERSON, AGENCY, GUEST = "now-05", "now-05-a1", "bruecke", "partner"


def load(scenario: Any, cast: Cast) -> None:
    """Coach and agency write in turn about one person."""
    coach = cast.users[next(one.responsible for one in scenario.households if one.key == HOUSEHOLD)]
    guest = cast.users[GUEST]
    sheet = Sheet(cast.households[HOUSEHOLD].dossier_id, cast.persons[PERSON].pk, cast.organisations[AGENCY].pk)
    _write(sheet, coach, Content(kind=Kind.MESSAGE, text="Guten Tag! Schön, dass wir uns hier abstimmen können."))
    with acting_as(guest, "demo.cooperation"):
        release = queries.release_of(sheet)
    _write(
        sheet,
        coach,
        Content(kind=Kind.REQUEST, text="Ab wann wäre ein zweiter Termin in der Woche möglich?", on=today() + 6 * DAY),
    )
    told = Writer(user=guest, from_agency=True, release=release)
    for content in (
        Content(kind=Kind.STANDING, standing=Standing.RUNNING),
        Content(kind=Kind.DATE, on=today() + 4 * DAY, at=dt.time(10, 30)),
    ):
        _put(sheet, told, content)
    _write(
        sheet,
        coach,
        Content(
            kind=Kind.AGREEMENT,
            text="Die Bescheinigung für die Familienkasse liegt der Beratung vor.",
            doer=Doer.AGENCY,
            on=today() + 9 * DAY,
            for_person=True,
        ),
    )
    with acting_as(guest, "demo.cooperation") as context:
        services.see(context, sheet=sheet, user=guest)


def _write(sheet: Sheet, coach: Any, content: Content) -> Any:
    return _put(sheet, Writer(user=coach, from_agency=False), content)


def _put(sheet: Sheet, writer: Writer, content: Content) -> Any:
    with acting_as(writer.user, "demo.cooperation"):
        return services.write(sheet=sheet, writer=writer, content=content)
