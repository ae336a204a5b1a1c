"""The room's share of the demo: consents to research, a project, a table for a funder, indicators, and the log."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.consent import services as consent
from rundblick.consent.codes import How, TextKind
from rundblick.consent.wording import purposes
from rundblick.exports.caseload.page import TITLE, as_file
from rundblick.exports.codes import Kind, Making, Small
from rundblick.exports.making import carry_out
from rundblick.exports.models import Delivery, Project
from rundblick.exports.services import deliveries, mappings, projects
from rundblick.exports.services.log import Taken, note
from rundblick.exports.services.projects import Content
from rundblick.programmes.models import Run
from rundblick.web.clock import today

ORDER = 94
"""After everything people wrote, before the reports are computed and the doors of the past close."""
KEEPER, OFFICER, LEAD = "koordination", "datenschutz", "teamleitung"
FIRST_TO_CONSENT, ASKED_AGO = 17, 20
DAY = dt.timedelta(days=1)
VARIABLES = ["start_year", "age_wide", "days_in_programme", "talks", "days_to_first_talk", "integration", "steps"]
FINE = [*VARIABLES, "municipality", "age_band", "start_month"]


def load(scenario: Any, cast: Cast) -> None:
    """Consents in the name of the coaches; the rest as coordination, data protection and team lead."""
    for household in scenario.households:
        if household.key.startswith("now-") and int(household.key[4:]) >= FIRST_TO_CONSENT:
            _consents(household, cast)
    _research(cast)
    _funder(cast)
    _figures(cast)


def _consents(household: Any, cast: Cast) -> None:
    person = cast.persons.get(f"{household.key}-a1")
    if person is None:
        return
    coach, purpose = cast.users[household.responsible], purposes()["research"]
    text = purpose.text_on(today())
    said = consent.Given(
        purpose=purpose,
        text=text,
        kind=TextKind.PLAIN,
        how=How.PAPER,
        recipient=None,
        given_by=[person.pk],
        given_on=max(today() - ASKED_AGO * DAY, text.valid_from),
        valid_until=None,
        explained_by=coach,
    )
    with acting_as(coach, "demo.exports"):
        consent.give(dossier_id=cast.households[household.key].dossier_id, person_id=person.pk, said=said)


def _research(cast: Cast) -> None:
    """One project that works, and one that asks for more than so few people can give."""
    wide = _project(cast, "Wie lange bis zur ersten Arbeit?", VARIABLES, Small.LEAVE_OUT)
    made = _made(cast, KEEPER, kind=Making.RESEARCH, as_of=today(), project=wide)
    if made.is_done:
        with acting_as(cast.users[KEEPER], "demo.exports") as context:
            given = {"purpose": "Erste Lieferung nach Vertrag", "recipient": "Institut, über das sichere Postfach"}
            deliveries.take(context, made, **given)
    fine = _project(cast, "Hilft Begleitung in allen Gemeinden gleich?", FINE, Small.REFUSE)
    _made(cast, KEEPER, kind=Making.RESEARCH, as_of=today(), project=fine)


def _project(cast: Cast, title: str, variables: list[str], small: Small) -> Project:
    content = Content(
        title=title,
        institution="Institut für Sozialforschung",
        basis="Vertrag zur Begleitforschung; Einwilligung jeder Person",
        question="Was hilft Familien, die lange Leistungen beziehen, auf dem Weg in Arbeit?",
        programme="",
        variables=variables,
        smallest=3,
        small=small,
        valid_from=today() - 60 * DAY,
        valid_until=today() + 305 * DAY,
    )
    with acting_as(cast.users[KEEPER], "demo.exports") as context:
        row = projects.begin(context, content=content)
    with acting_as(cast.users[OFFICER], "demo.exports") as context:
        projects.approve(context, row, version=row.version)
    return row


def _funder(cast: Cast) -> None:
    with acting_as(cast.users[KEEPER], "demo.exports") as context:
        table = mappings.begin(context, title="Jährlicher Nachweis an das Ministerium", code="teilnahmen")
        version = mappings.latest_of(table)
        run = Run.objects.get(definition__code="anna", code="projekt")
    made = _made(cast, KEEPER, kind=Making.FUNDER, as_of=dt.date(2021, 12, 31), mapping=version, run=run)
    if made.is_done:
        with acting_as(cast.users[KEEPER], "demo.exports") as context:
            deliveries.take(context, made, purpose="Sachbericht 2021", recipient="Ministerium, Referat Arbeit")


def _figures(cast: Cast) -> None:
    made = _made(cast, LEAD, kind=Making.CASELOAD, as_of=today())
    if made.is_done:
        with acting_as(cast.users[LEAD], "demo.exports") as context:
            figures = Taken(
                kind=Kind.CASELOAD,
                title=TITLE,
                form="xlsx",
                content=as_file(made, "xlsx"),
                purpose="Quartalsgespräch",
                recipient="Geschäftsführung",
                about=made.pk,
                as_of=made.as_of,
                rows=made.rows,
            )
            note(context, figures)


def _made(cast: Cast, who: str, **named: Any) -> Delivery:
    """Ordered, and made as the worker would."""
    order = {"project": None, "mapping": None, "run": None} | named
    with acting_as(cast.users[who], "demo.exports") as context:
        row = deliveries.prepare(context, **order)
    carry_out(row.pk)
    with acting_as(cast.users[who], "demo.exports"):
        found = Delivery.objects.select_related("project", "mapping__mapping", "run").get(pk=row.pk)
    return found
