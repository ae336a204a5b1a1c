"""What the next weeks bring: due items, contacts that follow by the rhythm, phases that begin; never a promise."""

import datetime as dt
import uuid

from rundblick.programmes.ahead import weeks_ahead
from rundblick.programmes.due import due_items
from rundblick.programmes.duebook import Due
from rundblick.programmes.facts import Fact
from tests.programmes.build import day, ended, event, example, started

TODAY = day("2021-02-03")


def items(facts: list[Fact]) -> list[Due]:
    return [
        Due(
            dossier_id=uuid.UUID(int=1),
            person_id=None,
            topic=item.topic,
            source="programmes",
            rule=item.rule,
            key=item.key,
            kind=item.kind,
            label=item.label,
            explanation="",
            due_on=item.due_on,
            last_useful_day=None,
            participation_id=None,
            overdue=False,
        )
        for item in due_items(facts, example(), TODAY)
    ]


def ahead(*facts: Fact) -> dict[dt.date, list[str]]:
    weeks = weeks_ahead(facts, example(), items(list(facts)), TODAY)
    return {week.monday: [thing.words for thing in week.things] for week in weeks}


def test_eight_weeks_from_this_monday_on_empty_ones_too() -> None:
    found = ahead(started("2021-02-01"))
    assert next(iter(found)) == day("2021-02-01") and len(found) == 8


def test_contacts_follow_by_the_rhythm_of_their_day() -> None:
    found = ahead(started("2021-02-01"))
    contacts = [monday for monday, words in found.items() if "Nächster Kontakt" in words]
    assert contacts == [day("2021-02-08") + number * dt.timedelta(days=7) for number in range(7)]


def test_a_phase_that_begins_is_told() -> None:
    found = ahead(started("2021-01-15"))
    assert "Phase „Mitte“ beginnt" in found[day("2021-03-15")]


def test_who_rests_or_has_left_has_nothing_ahead() -> None:
    assert ahead(started("2021-01-15"), ended("2021-02-01")) == {}
    assert ahead() == {}


def test_only_what_a_rule_has_set_is_sure() -> None:
    facts = [started("2021-02-01"), event("contact.talk", "2021-02-03")]
    things = [one for week in weeks_ahead(facts, example(), items(facts), TODAY) for one in week.things]
    contacts = [one.sure for one in things if one.words == "Nächster Kontakt"]
    assert contacts[0] and not any(contacts[1:])
