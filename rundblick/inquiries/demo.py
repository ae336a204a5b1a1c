"""The room's share of the demo: a question that waits, one that was answered and not read yet, and one that is over."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.inquiries import services
from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.models import Inquiry
from rundblick.inquiries.services import About
from rundblick.web.clock import today

CLERK, TEAM = "leistung", "leistung"
DAY = dt.timedelta(days=1)


def load(scenario: Any, cast: Cast) -> None:
    """Coaches ask, the clerk answers."""
    clerk, team = cast.users[CLERK], cast.teams[TEAM]
    _ask(
        scenario,
        cast,
        ("now-01", "a1"),
        team,
        kind="income",
        text="Sie arbeitet bald 20 Stunden im Blumenladen, rund 1.150 Euro brutto im Monat. Was bleibt ihr davon, und "
        "ab welchem Monat wird angerechnet?",
    )
    waiting = _ask(
        scenario,
        cast,
        ("now-05", "a1"),
        clerk,
        kind="notice",
        text="Im Bescheid steht für diesen Monat ein kleinerer Betrag als sonst. Woran liegt das?",
    )
    _answer(clerk, waiting, Outcome.MISSING, "Die Bescheinigung über das Kindergeld. Eine Kopie genügt.")
    over = _ask(
        scenario,
        cast,
        ("now-03", "a1"),
        clerk,
        kind="renewal",
        text="Die Bewilligung läuft bald aus. Liegt der Antrag schon vor?",
    )
    _answer(clerk, over, Outcome.SETTLED, "Ja, er ist vollständig. Es läuft ohne Lücke weiter.")
    with acting_as(over.author, "demo.inquiries"):
        services.end(over)


def _ask(scenario: Any, cast: Cast, whom: tuple[str, str], asked: Any, *, kind: str, text: str) -> Inquiry:
    key, member = whom
    household, person = cast.households[key], cast.persons[f"{key}-{member}"]
    author = cast.users[next(one.responsible for one in scenario.households if one.key == key)]
    about = About(
        dossier_id=household.dossier_id,
        person_id=person.pk,
        name=person.name,
        number=household.number,
    )
    with acting_as(author, "demo.inquiries"):
        return services.ask(about=about, author=author, asked=asked, kind=kind, text=text, due_on=today() + 5 * DAY)


def _answer(clerk: Any, row: Inquiry, outcome: Outcome, text: str) -> None:
    with acting_as(clerk, "demo.inquiries"):
        services.answer(inquiry=row, author=clerk, outcome=outcome, text=text)
