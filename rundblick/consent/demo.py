"""The room's share of the demo: consents of many kinds, who has custody of two children, and approved texts."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.consent import approving, custody, queries, services
from rundblick.consent.codes import CustodyKind, How, TextKind
from rundblick.consent.rules import Holders
from rundblick.consent.wording import purposes
from rundblick.web.clock import today

DAY = dt.timedelta(days=1)
OFFICER = "datenschutz"


BOTH_APART = "now-05-c1"
"""A child with a parent who lives elsewhere."""

ALONE = "now-16-c1"

APPROVED = (("protected", "de"), ("home_visit", "de"), ("message", "de"), ("message", "en"), ("video", "de"))
TAKEN_BACK = (("video", "de"),)


@dataclass(frozen=True)
class Told:
    """A consent of somebody of the scenario, so many days ago. `by`: who consented; without it the person themself."""

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
    by: tuple[str, ...] = ()


_AGENCY: dict[str, Any] = {"purpose": "exchange", "organisation": "bruecke"}
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
    Told("now-03", "now-03-a1", 25, TextKind.PLAIN, **_AGENCY, topics=("appointments", "goals"), language="uk"),
    Told("now-07", "now-07-a1", 25, TextKind.PLAIN, **_AGENCY, topics=("appointments", "goals"), language="uk"),
    Told("now-16", "now-16-a1", 25, TextKind.PLAIN, **_AGENCY, topics=("appointments", "goals"), language="tr"),
    Told("now-03", "now-03-a1", 20, TextKind.PLAIN, purpose="reply", organisation="bruecke", language="uk"),
    Told("now-16", ALONE, 15, TextKind.PLAIN, **_AGENCY, topics=("goals",), by=("now-16-a1",)),
    Told("now-03", "now-03-a1", 30, TextKind.PLAIN, purpose="message", language="uk"),
    Told("now-14", "now-14-a1", 12, TextKind.PLAIN, purpose="message"),
    Told("now-11", "now-11-a1", 60, TextKind.PLAIN, purpose="message"),
)


def load(scenario: Any, cast: Cast) -> None:
    """Give the consents, each in the name of the coach it names, and withdraw one; custody first."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for household, child, parent, outside in (
        ("now-05", BOTH_APART, "now-05-a1", True),
        ("now-16", ALONE, "now-16-a1", False),
    ):
        coach = cast.users[responsible[household]]
        with acting_as(coach, "demo.consents"):
            _state(cast, household, child, parent, outside, coach)
    _decide(cast)
    for told in CONSENTS:
        coach = cast.users[responsible[told.household]]
        with acting_as(coach, "demo.consents"):
            _give(told, coach, cast)


def _state(cast: Cast, household: str, child: str, parent: str, outside: bool, coach: Any) -> None:
    dossier_id = cast.households[household].dossier_id
    custody.state(
        dossier_id=dossier_id,
        person_id=cast.persons[child].pk,
        household=queries.household_of(dossier_id),
        holders=Holders(
            CustodyKind.JOINT if outside else CustodyKind.ALONE, frozenset({cast.persons[parent].pk}), outside
        ),
        valid_from=today() - 90 * DAY,
        by=coach,
    )


def _decide(cast: Cast) -> None:
    """The data protection approved some texts and took one back."""
    officer = cast.users[OFFICER]
    with acting_as(officer, "demo.consents"):
        for purpose, language in APPROVED:
            text = approving.text_of(purpose, purposes()[purpose].text_on(today()).version, language)
            values: dict[str, Any] = {"text": text, "read": text.fingerprint, "by": officer}
            approving.approve(**values, token=uuid.uuid4())
            if (purpose, language) in TAKEN_BACK:
                approving.take_back(**values, token=uuid.uuid4(), why="Der Videodienst hat gewechselt.")


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
            given_by=[cast.persons[key].pk for key in told.by] or [person_id],
            given_on=max(today() - told.ago * DAY, text.valid_from),
            valid_until=None,
            explained_by=coach,
        ),
    )
    if told.withdrawn:
        services.withdraw(consent)
