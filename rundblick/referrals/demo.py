"""The room's share of the demo."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.cases.agencies import doors_by_house
from rundblick.referrals import services
from rundblick.referrals.models import Referral
from rundblick.referrals.services import Begun, Noted
from rundblick.web.clock import now, today

SHEET = Path(__file__).with_name("demo.yaml")
_GUESTS = {"bruecke": "partner"}


def load(scenario: Any, cast: Cast) -> None:
    """Write ways to a help in the name of whoever is responsible, and an agency's answers in the name of its guest."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for record in yaml.safe_load(SHEET.read_text("utf-8")):
        author = cast.users[responsible[record["household"]]]
        with acting_as(author, "demo.referrals"):
            row = _begin(record, cast, author)
            _more(record, row, author)
        if "answer" in record:
            _answer(record["answer"], row, cast.users[_GUESTS[record["agency"]]])


def _begin(record: dict[str, Any], cast: Cast, author: User) -> Referral:
    case = cast.cases[record["household"]]
    person = cast.persons[f"{record['household']}-{record['person']}"].pk
    agency = cast.organisations.get(record.get("agency", ""))
    row = services.begin(
        case=case,
        person_id=person,
        author=author,
        area=record["area"],
        on=_day(record["begun"]),
        content=Begun(
            kind=record["kind"],
            organisation=agency,
            office=record.get("office", ""),
            reach=record.get("reach", ""),
            mode=record["mode"],
            points={point: (text, False) for point, text in record.get("points", {}).items()},
        ),
    )
    if record.get("handed") and agency is not None:
        if agency.pk not in doors_by_house(case.pk, person):
            open_door(
                dossier_id=case.pk,
                principal=agency,
                basis=Basis.CONSENT,
                topics=("master", "cooperation"),
                subject_id=person,
                until=now() + dt.timedelta(days=180),
                evidence="Einwilligung auf Papier",
            )
        services.hand_over(referral=row)
    return row


def _more(record: dict[str, Any], row: Referral, author: User) -> None:
    for ago, state, more in record["steps"]:
        expected = more.get("expected")
        given = {name: value for name, value in more.items() if name != "expected"}
        expected_on = _day(-expected) if expected else None
        services.note(
            referral=row, author=author, content=Noted(state=state, on=_day(ago), expected_on=expected_on, **given)
        )
    for side, going, words in record.get("looks", []):
        services.look(referral=row, author=author, side=side, going=going, words=words, running=True)
    if record.get("shown"):
        services.show_person(referral=row, shown=True)
    if "cost" in record:
        proposal, reasons, amount = record["cost"]
        services.propose(referral=row, author=author, proposal=proposal, reasons=reasons, amount=Decimal(amount))
    if "link" in record:
        services.make_link(referral=row, author=author, reference=record["link"])


def _answer(record: list[Any], row: Referral, guest: User) -> None:
    ago, state, expected = record
    with acting_as(guest, "demo.referrals") as context:
        services.answer(
            context=context, referral=row, author=guest, state=state, on=_day(ago), expected_on=_day(-expected)
        )


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)
