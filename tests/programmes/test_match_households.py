"""Whom a programme could suit: one query that must say what the rules say, and never look behind a closed door."""

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.access import hooks
from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.people import queries as people
from rundblick.people.models import Household
from rundblick.people.rules import Role
from rundblick.people.services import protect
from rundblick.programmes import considering, matching, services
from rundblick.programmes.bridge import day_facts
from rundblick.programmes.conditions import Condition
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import StatedFact
from rundblick.programmes.registries import household_values
from rundblick.programmes.statements import COLUMNS
from rundblick.programmes.vocabulary import KnownFact, vocabulary
from rundblick.web.clock import today
from tests.house import House
from tests.people.families import household, member, person
from tests.programmes.build import example
from tests.programmes.homes import START, begun, family, persons, published
from tests.queries import at_most

EXPECTED = {"yes": True, "no": False, "unknown": None}
DAY = today()


def for_group(condition: dict[str, Any], unit: str = "person") -> Programme:
    """A programme with this target group."""
    parsed = Condition.model_validate_json(json.dumps(condition, default=str))
    one = example()
    group = one.target_group.model_copy(update={"condition": parsed})
    return one.model_copy(update={"target_group": group, "unit": unit})


def matched(of: User, programme: Programme, **options: Any) -> matching.Matches:
    with acting_as(of, "test", read_only=True):
        return matching.matches(programme, DAY, **options)


def names(house: House, found: matching.Matches, home: Household) -> list[str]:
    known = {key: name for name, key in persons(home, house.alma).items()}
    return [known[row.person_id] for row in found.rows if row.person_id in known]


# --- The query says what the rules say ---


def choices_of(fact: KnownFact) -> list[Any]:
    """Few values, so that comparisons meet them."""
    if fact.type == "boolean":
        return [True, False]
    if fact.type == "number":
        return [0, 1, 2, 3, 30, 31, Decimal("1.5"), Decimal("2.00")]
    return list(fact.choices)[:3] or ["Ennigerloh", "Ahlen", "ennigerloh"]


FACTS = {fact.code: fact for fact in vocabulary().facts}


def leaves(unit: str) -> st.SearchStrategy[dict[str, Any]]:
    asked = [fact for fact in FACTS.values() if unit == "person" or fact.about == "household"]

    @st.composite
    def leaf(draw: st.DrawFn) -> dict[str, Any]:
        fact = draw(st.sampled_from(asked))
        value = st.sampled_from(choices_of(fact))
        if fact.type == "number":
            signs = draw(
                st.lists(st.sampled_from(["at_least", "at_most", "more_than", "less_than"]), min_size=1, max_size=2)
            )
            return {"fact": fact.code} | {sign: _plain(draw(value)) for sign in signs}
        if draw(st.booleans()):
            return {"fact": fact.code, "one_of": draw(st.lists(value.map(_plain), min_size=1, max_size=3))}
        return {"fact": fact.code, "equals": _plain(draw(value))}

    return leaf()


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def conditions(unit: str) -> st.SearchStrategy[dict[str, Any]]:
    def combined(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        some = st.lists(inner, min_size=1, max_size=4)
        return st.one_of(
            some.map(lambda parts: {"all": parts}),
            some.map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        )

    return st.recursive(leaves(unit), combined, max_leaves=8)


@st.composite
def answers(draw: st.DrawFn, home: Household, members: list[uuid.UUID]) -> StatedFact:
    """A row as people, or a merge of two records, may leave it: of any time, twice, without or beside its value."""
    fact = draw(st.sampled_from([fact for fact in FACTS.values() if fact.stated]))
    row = StatedFact(
        dossier_id=home.dossier_id,
        person_id=draw(st.sampled_from(members)) if fact.about == "person" else None,
        code=fact.code,
        valid_from=DAY - dt.timedelta(days=draw(st.integers(-1, 3))),
    )
    row.valid_until = row.valid_from + dt.timedelta(days=draw(st.integers(1, 4)))
    if draw(st.integers(0, 9)):
        setattr(row, COLUMNS[fact.type], draw(st.sampled_from(choices_of(fact))))
    return row


def mixed_homes(house: House) -> list[Household]:
    """Parents, partners, a member without a birth date, somebody who left, and somebody not yet of working age."""
    fifteen = dt.date(DAY.year - 15, DAY.month, min(DAY.day, 28))
    return [
        family(house),
        household(
            house,
            member("Mia|Quast", None, Role.SINGLE_PARENT),
            member("Jo|Quast", fifteen, Role.CHILD),
            member("Bo|Quast", None, Role.CHILD),
        ),
        household(
            house,
            member("Uwe|Ost", dt.date(1961, 2, 28), Role.PARTNER),
            member("Eva|Ost", dt.date(1996, 2, 29), Role.SINGLE),
        ),
        household(house, member("Pia|West", dt.date(1992, 2, 29), Role.PARENT)),
    ]


@pytest.mark.parametrize("unit", ["person", "household"])
def test_for_any_condition_and_any_facts_the_query_says_what_the_rules_say(house: House, unit: str) -> None:
    homes = mixed_homes(house)
    ids = [home.dossier_id for home in homes]
    everybody = {home.dossier_id: list(persons(home, house.alma).values()) for home in homes}

    @given(st.data())
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def holds(data: st.DataObject) -> None:
        rows = data.draw(
            st.lists(
                st.sampled_from(homes).flatmap(lambda home: answers(home, everybody[home.dossier_id])), max_size=25
            )
        )
        programme = for_group(data.draw(conditions(unit)), unit)
        with as_worker("test"), reason("test"):
            StatedFact.objects.all().delete()
            StatedFact.objects.bulk_create(rows)
        with acting_as(house.alma, "test", read_only=True):
            found = matching.matches(programme, DAY)
            expected = dict(_judged(programme, ids))
        said = {(row.dossier_id, row.person_id): (row.fits, set(row.open)) for row in found.rows}
        assert said == {key: value for key, value in expected.items() if value[0] is not False}
        counted = [fits for fits, _ in expected.values()]
        assert (found.yes, found.unknown, found.no) == (counted.count(True), counted.count(None), counted.count(False))

    holds()


def _judged(
    programme: Programme, ids: list[uuid.UUID]
) -> Iterator[tuple[tuple[uuid.UUID, uuid.UUID | None], tuple[bool | None, set[str]]]]:
    """The same, household by household in Python."""
    known = hooks.all_facts(ids, DAY)
    for dossier_id, members in people.members_of(ids, DAY).items():
        facts = day_facts(known[dossier_id], DAY)
        for fit in considering.fits(programme, facts, members, DAY, ""):
            codes = set(considering.open_questions(fit.finding))
            yield (dossier_id, fit.person_id), (EXPECTED[fit.finding.answer], codes)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    born=st.dates(dt.date(1990, 1, 1), dt.date(2024, 12, 31)), day=st.dates(dt.date(2024, 1, 1), dt.date(2029, 3, 2))
)
def test_the_database_counts_years_of_life_as_the_law_does(born: dt.date, day: dt.date) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(year FROM age(%s::date::timestamp, %s::date::timestamp))::int", [day, born])
        counted = cursor.fetchone()[0]
    if born <= day:
        assert counted == people.age_on(born, day)


# --- Doors ---


def parents() -> Programme:
    return for_group({"fact": "person.is_parent", "equals": True})


def test_only_households_open_to_the_reader_are_found(house: House) -> None:
    family(house)
    assert matched(house.alma, parents()).yes == 2
    # Team mates hold a door for master data and appointments; others hold none.
    for name in ("bert", "hanna", "nora", "otto", "cem", "dana"):
        found = matched(getattr(house, name), parents())
        assert (found.rows, found.yes, found.unknown, found.no) == ((), 0, 0, 0)


def test_a_door_to_one_member_opens_no_household(house: House) -> None:
    home = family(house)
    ali = persons(home, house.alma)["Ali"]
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=home.dossier_id,
            principal=house.provider_team,
            basis=Basis.ASSIGNMENT,
            topics=("master", "programmes"),
            subject_id=ali,
            evidence="Vertrag",
        )
    assert matched(house.cem, parents()).yes == 0


@pytest.mark.parametrize(("topics", "yes"), [(("master",), 0), (("programmes",), 0), (("master", "programmes"), 2)])
def test_both_topics_must_be_open(house: House, topics: tuple[str, ...], yes: int) -> None:
    home = family(house)
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=home.dossier_id,
            principal=house.provider_team,
            basis=Basis.ASSIGNMENT,
            topics=topics,
            evidence="Vertrag",
        )
    found = matched(house.cem, parents())
    assert found.yes == yes
    assert not any(row.writes for row in found.rows)
    assert all(row.writes for row in matched(house.alma, parents()).rows)


def test_where_a_protected_household_lives_is_unknown_also_to_the_query(house: House) -> None:
    home = family(house)
    programme = for_group({"fact": "household.municipality", "equals": "Ennigerloh"}, "household")
    assert matched(house.alma, programme).yes == 1
    gülşen = person(home, "Gülşen", of=house.alma)
    with acting_as(house.alma, "test"):
        protect(household=home, person=gülşen)
    found = matched(house.alma, programme)
    assert (found.yes, found.rows[0].open) == (0, ("household.municipality",))


# --- Who is left out, order and pages ---


def test_whoever_takes_part_or_is_proposed_is_not_found_again(house: House) -> None:
    programme = published(parents())
    running, proposed = family(house), family(house, "Quast")
    begun(house, running, "Gülşen", programme=programme)
    begun(house, proposed, "Ali", programme=programme, on=None, agreed=None)
    found = matched(house.alma, programme)
    assert names(house, found, running) == ["Ali"] and names(house, found, proposed) == ["Gülşen"]


def test_whoever_left_long_ago_may_fit_again(house: House) -> None:
    programme = published(parents())
    home = family(house)
    (row,) = begun(house, home, "Gülşen", programme=programme)
    with acting_as(house.alma, "test"):
        services.end(participation=row, version=1, ended_on=START, exit_code=programme.exits[0].code)
    assert set(names(house, matched(house.alma, programme), home)) == {"Gülşen", "Ali"}


def test_who_fits_comes_first_then_the_fewest_open_questions_and_pages_follow_each_other(house: House) -> None:
    home, other = family(house), family(house, "Quast")
    known = persons(home, house.alma)
    programme = for_group(
        {"all": [{"fact": "person.motivated", "equals": True}, {"fact": "person.job_ahead", "equals": False}]}
    )
    with acting_as(house.alma, "test"):
        for code, value in (("person.motivated", True), ("person.job_ahead", False)):
            services.state(dossier_id=home.dossier_id, person_id=known["Ali"], code=code, value=value, valid_from=DAY)
        services.state(
            dossier_id=home.dossier_id, person_id=known["Gülşen"], code="person.motivated", value=True, valid_from=DAY
        )
    first = matched(house.alma, programme, size=2)
    second = matched(house.alma, programme, size=2, after=first.after)
    assert names(house, first, home) == ["Ali", "Gülşen"]
    assert [row.open for row in first.rows] == [(), ("person.job_ahead",)]
    assert set(names(house, second, other)) == {"Ali", "Gülşen"} and second.after == ""
    assert (first.yes, first.unknown, first.no) == (second.yes, second.unknown, second.no) == (1, 3, 0)
    assert [row.person_id for row in matched(house.alma, programme, wanted="yes").rows] == [known["Ali"]]
    assert len(matched(house.alma, programme, wanted="unknown").rows) == 3
    assert matched(house.alma, programme, after="kaputt", size=2).rows == first.rows


def test_it_is_one_query_whatever_is_asked(house: House) -> None:
    family(house)
    # What another room computes costs that room's statements, whenever it is asked for.
    own = [(code, fact) for code, fact in FACTS.items() if household_values.get(code) is None]
    programme = for_group({"all": [{"fact": code, "one_of": [_plain(choices_of(f)[0])]} for code, f in own][:30]})
    with acting_as(house.alma, "test", read_only=True), at_most(1):
        matching.matches(programme, DAY)
