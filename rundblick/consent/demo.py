"""The room's share of the demo: to the protected area by name, to visits, to an agency, and that a practice speaks."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.consent import services
from rundblick.consent.codes import How, TextKind
from rundblick.consent.wording import purposes
from rundblick.web.clock import today

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """A consent of somebody of the scenario, so many days ago."""

    household: str
    person: str
    ago: int
    kind: TextKind
    withdrawn: bool = False
    purpose: str = "protected"
    organisation: str = ""
    topics: tuple[str, ...] = ()
    named: str = ""
    language: str = ""


CONSENTS = (
    Told("now-14", "now-14-a1", 56, TextKind.PLAIN),
    Told("now-05", "now-05-a1", 34, TextKind.NORMAL),
    Told("now-08", "now-08-a1", 41, TextKind.NORMAL, withdrawn=True),
    Told("now-16", "now-16-a1", 40, TextKind.PLAIN, purpose="home_visit", language="tr"),
    Told("now-05", "now-05-a1", 20, TextKind.PLAIN, purpose="exchange", organisation="bruecke", topics=("goals",)),
    Told("now-05", "now-05-a1", 20, TextKind.PLAIN, purpose="reply", organisation="bruecke"),
    Told("now-14", "now-14-a1", 80, TextKind.PLAIN, purpose="exchange", organisation="teilhabe", topics=("health",)),
    Told("now-14", "now-14-a1", 80, TextKind.PLAIN, purpose="reply", organisation="teilhabe"),
    Told("now-14", "now-14-a1", 12, TextKind.PLAIN, purpose="release", named="Schuldnerberatung der Stadt Ahlen"),
)


def load(scenario: Any, cast: Cast) -> None:
    """Give the consents, each in the name of the coach it names, and withdraw one."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for told in CONSENTS:
        coach = cast.users[responsible[told.household]]
        with acting_as(coach, "demo.consents"):
            _give(told, coach, cast)


def _give(told: Told, coach: Any, cast: Cast) -> None:
    purpose = purposes()[told.purpose]
    text = purpose.text_on(today())
    person_id = cast.persons[told.person].pk
    consent = services.give(
        dossier_id=cast.households[told.household].dossier_id,
        person_id=person_id,
        said=services.Given(
            purpose=purpose,
            text=text,
            kind=told.kind,
            how=How.PAPER,
            recipient=coach if purpose.to == "coach" else None,
            organisation=cast.organisations.get(told.organisation),
            topics=told.topics,
            named=told.named,
            translation=purpose.translated(text).get(told.language),
            given_by=[person_id],
            given_on=max(today() - told.ago * DAY, text.valid_from),
            valid_until=None,
            explained_by=coach,
        ),
    )
    if told.withdrawn:
        services.withdraw(consent)
