"""What figures about many may be made of: agreed, open, first and last, in a fixed number of statements."""

import datetime as dt
import uuid
from fractions import Fraction
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.consent.models import Consent
from rundblick.consent.wording import purposes
from rundblick.programmes.models import Participation
from rundblick.programmes.registries import names
from rundblick.surveys.evaluated import Panel, Without, panel
from rundblick.surveys.models import Survey
from rundblick.surveys.research import PURPOSE
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import give, withdraw
from tests.house import House
from tests.queries import at_most
from tests.surveys.build import DAY, begun, completed, said, taking

BEGIN = 400 * DAY


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=today() - 800 * DAY)


@pytest.fixture
def place(family: Family) -> Participation:
    return taking(family, since=today() - BEGIN)


def agreed(family: Family, person: uuid.UUID | None = None, **changed: Any) -> Consent:
    """This person lets answers be evaluated."""
    purpose = purposes()[PURPOSE]
    given: dict[str, Any] = {"purpose": purpose, "text": purpose.text_on(today()), "recipient": None}
    return give(family.house, family.household, person or family.amira, **(given | changed))


def twice(family: Family, place: Participation, person: uuid.UUID | None = None, **more: Any) -> None:
    """Asked at the beginning and today."""
    whom: dict[str, Any] = {"person": person or family.amira, "participation": place.pk, "code": "teilhabe"}
    completed(family, on=today() - BEGIN, teilhabe=2, **whom, **more)
    completed(family, wave="t2", teilhabe=5, **whom, **more)


def found(place: Participation, as_of: dt.date | None = None) -> Panel:
    with as_worker("test"):
        return panel(place.run_id, "teilhabe", as_of or today())


def values(place: Participation, score: str, as_of: dt.date | None = None) -> list[Any]:
    return list(found(place, as_of).values(score, lowest=1, highest=8).values())


def test_first_and_last_value_of_who_agreed(family: Family, place: Participation) -> None:
    twice(family, place)
    assert values(place, "teilhabe") == [], "nobody agreed"
    assert [one.willing for one in found(place).people.values()] == [False]
    agreed(family)
    assert values(place, "teilhabe") == [(Fraction(2), Fraction(5))]
    assert found(place).people[family.amira].pattern == ("t1", "t2")


def test_answers_after_the_stichtag_do_not_count(family: Family, place: Participation) -> None:
    twice(family, place)
    agreed(family)
    assert values(place, "teilhabe", today() - DAY) == []


def test_a_withdrawal_takes_the_answers_out_of_every_later_computation(family: Family, place: Participation) -> None:
    twice(family, place)
    consent = agreed(family)
    withdraw(consent, acting=family.house.alma)
    assert [one.willing for one in found(place).people.values()] == [False]
    assert found(place).given == {}, "what may not be counted is not even read"


def test_health_needs_a_second_open_consent(family: Family, place: Participation) -> None:
    protected = give(family.house, family.household, family.amira)
    twice(family, place, protected=True, koerper=3)
    agreed(family)
    assert values(place, "koerper") == [(Fraction(3), Fraction(3))]
    withdraw(protected, acting=family.house.alma)
    assert values(place, "koerper") == [Without.ANSWER]
    assert values(place, "teilhabe") == [(Fraction(2), Fraction(5))]


def test_an_answer_nobody_gave_is_missing_and_so_is_a_score_that_may_not_leave(
    family: Family, place: Participation
) -> None:
    twice(family, place)
    agreed(family)
    assert values(place, "lage") == [Without.ANSWER]
    assert values(place, "gibt_es_nicht") == [Without.ANSWER]


def test_half_a_survey_the_coachs_view_and_another_run_count_nowhere(family: Family, place: Participation) -> None:
    agreed(family)
    said(family, begun(family, code="teilhabe", participation=place.pk), teilhabe=3)
    completed(family, code="teilhabe", view="coach", participation=place.pk, teilhabe=5)
    completed(family, code="teilhabe", teilhabe=4)
    assert found(place).people == {}


def test_of_two_surveys_of_one_wave_the_earlier_counts(family: Family, place: Participation) -> None:
    """As after two entries of one person were joined."""
    twice(family, place)
    agreed(family)
    other = taking(family, family.karim, since=today() - BEGIN)
    with acting_as(family.house.alma, "test"):
        again = Survey.objects.get(wave="t2")
        again.pk, again.participation_id = uuid.uuid4(), other.pk
        again.begun_on = again.completed_on = today() - DAY
        again._state.adding = True
        again.save()
    assert found(place).people[family.amira].surveys[-1].pk == again.pk


def test_more_people_take_no_more_statements(family: Family, place: Participation) -> None:
    twice(family, place)
    agreed(family)
    twice(family, taking(family, family.karim, since=today() - BEGIN), family.karim)
    agreed(family, family.karim)
    found(place)
    with as_worker("test"), at_most(5):
        assert len(panel(place.run_id, "teilhabe", today()).values("teilhabe", lowest=1, highest=8)) == 2


def test_a_definition_may_name_scores_whose_answers_may_be_evaluated() -> None:
    known = dict(names.get("questionnaires")())  # type: ignore[misc]
    assert set(known["teilhabe"]) >= {"koerper", "seele", "teilhabe"}
