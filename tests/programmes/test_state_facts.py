"""Answers people state about a person or a household: dated, corrected without overwriting, taken back."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from rundblick.access import hooks
from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.people.models import Household
from rundblick.people.queries import age_on
from rundblick.programmes import services
from rundblick.programmes.bridge import day_facts
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import DueMark, StatedFact
from rundblick.programmes.statements import value_of
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.homes import family, persons
from tests.queries import at_most

ENTITLEMENT = "household.entitlement"
JOB = "person.employment"


@pytest.fixture
def home(house: House) -> Household:
    return family(house)


def day(back: int = 0) -> dt.date:
    return today() - dt.timedelta(days=back)


def say(
    house: House, home: Household, value: Any, *, code: str = ENTITLEMENT, who: str = "", back: int = 0
) -> StatedFact:
    known = persons(home, house.alma)
    with acting_as(house.alma, "test"):
        return services.state(
            dossier_id=home.dossier_id,
            person_id=known[who] if who else None,
            code=code,
            value=value,
            valid_from=day(back),
        )


def told(house: House, home: Household) -> list[tuple[Any, int, int | None]]:
    """Answers with how many days ago they began and ended."""
    with acting_as(house.alma, "test", read_only=True):
        rows = StatedFact.objects.filter(dossier_id=home.dossier_id).order_by("valid_from")
        return [
            (
                value_of(row),
                (today() - row.valid_from).days,
                (today() - row.valid_until).days if row.valid_until else None,
            )
            for row in rows
        ]


def test_a_new_answer_ends_the_former_one_and_overwrites_nothing(house: House, home: Household) -> None:
    say(house, home, 280, back=60)
    say(house, home, Decimal("310.50"), back=10)
    assert told(house, home) == [(280, 60, 10), (Decimal("310.50"), 10, None)]


def test_on_its_own_first_day_an_answer_is_replaced_and_the_history_keeps_it(house: House, home: Household) -> None:
    row = say(house, home, 280)
    say(house, home, 300)
    assert told(house, home) == [(300, 0, None)]
    with as_worker("test"):
        former = StatedFact.objects.get(pk=row.pk).former.order_by("pgh_id").first()
        assert former is not None and former.number == 280
        assert former.pgh_context["reason"] == "programmes.fact.state"


def test_an_answer_for_an_earlier_day_holds_until_the_next_one(house: House, home: Household) -> None:
    say(house, home, 300, back=10)
    say(house, home, 200, back=30)
    say(house, home, 250, back=20)
    assert told(house, home) == [(200, 30, 20), (250, 20, 10), (300, 10, None)]


def test_saying_the_same_again_changes_nothing(house: House, home: Household) -> None:
    first = say(house, home, 300, back=10)
    assert say(house, home, Decimal("300.00")).pk == first.pk
    assert told(house, home) == [(300, 10, None)]


def test_asked_and_nobody_knows_is_an_answer(house: House, home: Household) -> None:
    say(house, home, "minijob", code=JOB, who="Ali", back=5)
    say(house, home, None, code=JOB, who="Ali")
    assert told(house, home) == [("minijob", 5, 0), (None, 0, None)]


def test_taking_back_lets_the_former_answer_hold_on(house: House, home: Household) -> None:
    say(house, home, 280, back=60)
    wrong = say(house, home, 2800, back=10)
    for _ in range(2):
        with acting_as(house.alma, "test"):
            services.retract(fact=wrong)
    assert told(house, home) == [(280, 60, None)]


@pytest.mark.parametrize(
    ("code", "who", "value", "said"),
    [
        (ENTITLEMENT, "", True, "Zahl"),
        (ENTITLEMENT, "", "300", "Zahl"),
        (ENTITLEMENT, "", -1, "ab 0"),
        (ENTITLEMENT, "", Decimal("NaN"), "ab 0"),
        (ENTITLEMENT, "", Decimal("800.995"), "zwei Stellen"),
        (ENTITLEMENT, "Ali", 300, "gilt für den Haushalt"),
        (JOB, "", "minijob", "wählen Sie die Person"),
        (JOB, "Ali", "pirate", "eine der Antworten"),
        (JOB, "Ali", " ", "schreiben Sie ein Wort"),
        ("person.motivated", "Ali", 1, "Ja oder Nein"),
        ("household.district", "", "x" * 121, "120 Zeichen"),
        ("person.age", "Ali", 30, "nicht von Hand"),
        ("person.diagnosis", "Ali", "x", "nicht von Hand"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    house: House, home: Household, code: str, who: str, value: Any, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        say(house, home, value, code=code, who=who)
    assert told(house, home) == []


def test_a_day_ahead_and_a_stranger_are_refused(house: House, home: Household) -> None:
    with pytest.raises(Refused, match="Zukunft") as refused:
        say(house, home, 300, back=-1)
    assert refused.value.field == "valid_from"
    other = family(house, "Quast")
    stranger = persons(other, house.alma)["Ali"]
    with pytest.raises(Refused, match="gehört nicht zum Haushalt"), acting_as(house.alma, "test"):
        services.state(dossier_id=home.dossier_id, person_id=stranger, code=JOB, value="minijob", valid_from=today())


def test_many_answers_take_as_many_statements_as_one(house: House, home: Household) -> None:
    known = persons(home, house.alma)
    said = [services.Said(known[who], JOB, "minijob") for who in ("Ali", "Gülşen")]
    said += [services.Said(None, ENTITLEMENT, 300), services.Said(known["Ali"], "person.motivated", True)]
    for answers in (said[:1], said):
        with acting_as(house.alma, "test"), at_most(9):
            services.state_all(dossier_id=home.dossier_id, answers=answers, valid_from=today())


def test_the_rules_hear_of_it(house: House, home: Household) -> None:
    say(house, home, "minijob", code=JOB, who="Ali", back=5)
    say(house, home, 300, back=2)
    ali = persons(home, house.alma)["Ali"]
    with acting_as(house.alma, "test", read_only=True):
        known = hooks.all_facts([home.dossier_id], today())[home.dossier_id]
        before = hooks.all_facts([home.dossier_id], day(3))[home.dossier_id]
    assert known[ENTITLEMENT] == 300 and known[JOB] == {ali: "minijob"}
    assert ENTITLEMENT not in before and before[JOB] == {ali: "minijob"}
    facts = {(fact.code, fact.subject): fact.value for fact in day_facts(known, today())}
    assert facts[JOB, ali] == "minijob" and facts[ENTITLEMENT, None] == 300
    with as_worker("test"):
        assert DueMark.objects.filter(dossier_id=home.dossier_id).exists()


def test_computed_facts_carry_the_vocabularys_names(house: House, home: Household) -> None:
    known = persons(home, house.alma)
    with acting_as(house.alma, "test", read_only=True):
        facts = hooks.all_facts([home.dossier_id], today())[home.dossier_id]
    assert facts["household.youngest_child"] == age_on(dt.date(2018, 9, 30), today())
    assert facts["person.is_parent"] == {known["Gülşen"]: True, known["Ali"]: True, known["Ela"]: False}


def test_merging_two_records_keeps_what_is_known_about_the_kept_one(house: House, home: Household) -> None:
    known = persons(home, house.alma)
    say(house, home, "minijob", code=JOB, who="Ali", back=50)
    say(house, home, "none", code=JOB, who="Ela", back=20)
    say(house, home, True, code="person.motivated", who="Ela", back=20)
    merge = hooks.merge.get("programmes")
    assert merge is not None
    with as_worker("test"), reason("test.merge"):
        assert merge(known["Ali"], known["Ela"]) == 1
        kept = {row.code: value_of(row) for row in StatedFact.objects.filter(person_id=known["Ali"])}
    assert kept == {JOB: "minijob", "person.motivated": True}


def test_the_own_copy_tells_what_was_stated(house: House, home: Household) -> None:
    say(house, home, "minijob", code=JOB, who="Ali")
    say(house, home, True, code="person.motivated", who="Gülşen")
    say(house, home, None)
    export = hooks.export.get("programmes")
    assert export is not None
    with acting_as(house.alma, "test", read_only=True):
        sections = {s["title"]: s["entries"] for s in export(home.dossier_id, persons_of(house, home)["Ali"])}
    entries = sections["Angaben, nach denen Programme fragen"]
    assert [(one["Frage"], one["Antwort"]) for one in entries] == [
        ("Monatlicher Anspruch der Bedarfsgemeinschaft", "weiß zurzeit niemand"),
        ("Arbeit zurzeit", "Minijob"),
    ]


def persons_of(house: House, home: Household) -> dict[str, Any]:
    """Inside of a context: members by first name."""
    from rundblick.people.queries import memberships_of

    return {m.person.first_names: m.person.pk for m in memberships_of([home.dossier_id])[home.dossier_id]}
