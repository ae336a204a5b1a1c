"""What leaves the room: events for programmes, what is due, scores for tables, and rows for research."""

import datetime as dt
import json
import uuid
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.consent.models import Consent
from rundblick.consent.wording import purposes
from rundblick.surveys import publishing, services, variables
from rundblick.surveys.due import waves_due
from rundblick.surveys.facts import told_to_programmes
from rundblick.surveys.models import ResearchKey, Survey
from rundblick.surveys.queries import scores_of
from rundblick.surveys.research import PURPOSE, Research, research_rows
from rundblick.surveys.shelf import shelf
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import give, withdraw
from tests.house import House
from tests.queries import at_most
from tests.situation.lives import consented, withdrawn
from tests.surveys.build import DAY, begun, completed, published, said, taking

PROJECT = "pro_aktiv"


@pytest.fixture
def family(house: House) -> Family:
    made = haddad(house, opened_on=today() - 800 * DAY)
    published(made)
    return made


def agreed(family: Family, person: uuid.UUID, **changed: Any) -> Consent:
    """This person lets research have the answers."""
    purpose = purposes()[PURPOSE]
    given: dict[str, Any] = {"purpose": purpose, "text": purpose.text_on(today()), "recipient": None}
    return give(family.house, family.household, person, **(given | changed))


def researched(as_of: dt.date | None = None) -> Research:
    with as_worker("test.research"):
        return research_rows(PROJECT, as_of or today())


def test_a_complete_wave_is_an_event_of_the_programme(family: Family) -> None:
    place = taking(family, since=today() - 20 * DAY)
    open_ = begun(family, code="teilhabe", participation=place.pk)
    with as_worker("test"):
        assert told_to_programmes([family.pk]) == {}, "half a survey answers nothing"
    said(family, open_, teilhabe=3)
    completed(family, code="teilhabe", view="coach", participation=place.pk, teilhabe=5)
    with as_worker("test"):
        assert told_to_programmes([family.pk]) == {}, "the coach's view is not the person's"
    with acting_as(family.house.alma, "test"):
        row = Survey.objects.select_related("questionnaire").get(pk=open_.pk)
        services.complete(survey=row, author=family.house.alma)
    with as_worker("test"), at_most(2):
        (fact,) = told_to_programmes([family.pk])[family.pk]
    assert (fact.code, fact.subject, fact.valid_from) == ("assessment.done", family.amira, today())


def test_the_next_wave_is_due_unless_the_programme_asks_itself(family: Family) -> None:
    place = taking(family, since=today() - 100 * DAY)
    completed(family, on=today() - 95 * DAY, participation=place.pk, hilfe=2)
    completed(family, code="teilhabe", on=today() - 95 * DAY, participation=place.pk, teilhabe=2)
    with as_worker("test"), at_most(6):
        (due,) = waves_due([family.pk], today())
    assert due["label"] == "Noch einmal befragen"
    assert due["due_on"] == today() + 20 * DAY and due["topic_code"] == "situation"
    assert due["person_id"] == family.amira
    with as_worker("test"):
        assert len(waves_due([family.pk], today() - 20 * DAY)) == 1, "two weeks ahead"
        assert waves_due([family.pk], today() - 30 * DAY) == []
        assert waves_due([family.pk], today() + 21 * DAY) == [], "the time is over"
        later = [row["due_on"] for row in waves_due([family.pk], today() + 270 * DAY)]
    assert later == [], "PRO AKTIV's own deadline asks for T2"
    begun(family, wave="t2", participation=place.pk)
    with as_worker("test"):
        assert waves_due([family.pk], today()) == []


def test_scores_of_many_come_in_a_fixed_number_of_statements(family: Family) -> None:
    for person, value in ((family.amira, 1), (family.karim, 5)):
        completed(family, person=person, on=today() - 100 * DAY, hilfe=value, laut=3)
        completed(family, person=person, wave="t2", hilfe=4, laut=3)
    with as_worker("test"), at_most(4):
        first = scores_of([family.amira, family.karim], code="probe", wave="t1")
    assert {person: scores["ruhe"].value for person, scores in first.items()} == {family.amira: 2, family.karim: 4}
    with as_worker("test"):
        second = scores_of([family.amira], code="probe", wave="t2")
        assert second[family.amira]["ruhe"].value == pytest.approx(3.5)
        assert scores_of([family.amira], code="probe", wave="t2", as_of=today() - DAY) == {}
        assert scores_of([family.amira], code="probe", wave="t1", respondent="coach") == {}


def test_research_gets_marked_answers_of_those_who_agreed_and_a_number_for_the_others(family: Family) -> None:
    for person in (family.amira, family.karim):
        place = taking(family, person)
        completed(family, person=person, participation=place.pk, hilfe=4, gut=2, worte="Amira Haddad schreibt")
    assert researched().rows == () and researched().not_consenting == 2
    agreed(family, family.amira)
    found = researched()
    assert found.not_consenting == 1
    (row,) = found.rows
    assert row.values == {"hilfe": 4, "laut": "open", "koerper": "no_consent"}, "no words, nothing that is not marked"
    assert (row.questionnaire, row.version, row.wave, row.respondent) == ("probe", 1, "t1", "self")
    assert found.codebooks[0].code == "probe"


def test_nothing_in_a_row_leads_back_to_a_person(family: Family) -> None:
    places = {}
    for person in (family.amira, family.karim):
        places[person] = taking(family, person)
        agreed(family, person)
        completed(family, person=person, participation=places[person].pk, hilfe=1 if person == family.amira else 5)
    found = researched()
    with as_worker("test"):
        ids = {str(pk) for row in Survey.objects.all() for pk in (row.pk, row.person_id, row.dossier_id)}
        ids |= {str(place.pk) for place in places.values()}
        keys = list(ResearchKey.objects.values_list("key", flat=True))
    told = json.dumps([(row.key, dict(row.values), row.wave) for row in found.rows])
    assert not any(pk in told or pk.replace("-", "") in told for pk in ids)
    assert [row.key for row in found.rows] == sorted(keys), "the order is that of random numbers"
    assert researched() == found, "the same number the next time"
    with acting_as(family.house.alma, "test"):
        assert not ResearchKey.objects.exists(), "no door leads to the numbers"
        assert not any("research" in field.name for field in Survey._meta.get_fields())


def test_waves_of_one_person_carry_one_number_and_another_project_another(family: Family) -> None:
    place = taking(family, since=today() - 100 * DAY)
    agreed(family, family.amira)
    completed(family, on=today() - 95 * DAY, participation=place.pk, hilfe=1)
    completed(family, wave="t2", participation=place.pk, hilfe=4)
    first, second = researched().rows
    assert first.key == second.key and {first.wave, second.wave} == {"t1", "t2"}
    other = taking(family, programme="aktiva")
    completed(family, participation=other.pk, hilfe=4)
    with as_worker("test"):
        (elsewhere,) = research_rows("aktiva", today()).rows
    assert elsewhere.key != first.key


def test_whoever_withdraws_is_counted_from_that_moment(family: Family) -> None:
    place = taking(family)
    consent = agreed(family, family.amira)
    completed(family, participation=place.pk, hilfe=1)
    assert len(researched().rows) == 1
    withdraw(consent, acting=family.house.alma)
    found = researched()
    assert found.rows == () and found.not_consenting == 1


def test_the_general_consent_to_research_does_not_open_questionnaires(family: Family) -> None:
    place = taking(family)
    purpose = purposes()["research"]
    agreed(family, family.amira, purpose=purpose, text=purpose.text_on(today()))
    completed(family, participation=place.pk, hilfe=1)
    assert researched().rows == ()


def test_answers_about_health_leave_only_while_the_protected_area_is_open(family: Family) -> None:
    place = taking(family)
    agreed(family, family.amira)
    protected = give(family.house, family.household, family.amira)
    completed(family, participation=place.pk, protected=True, hilfe=1, koerper=2)
    assert researched().rows[0].values["koerper"] == 2
    withdraw(protected, acting=family.house.alma)
    assert researched().rows[0].values["koerper"] == "no_consent"


def test_half_a_survey_and_one_without_a_programme_go_nowhere(family: Family) -> None:
    place = taking(family)
    agreed(family, family.amira)
    said(family, begun(family, participation=place.pk), hilfe=1)
    completed(family, hilfe=3)
    found = researched()
    assert found.rows == () and found.not_consenting == 0


def test_research_takes_no_more_statements_for_more_people(family: Family) -> None:
    for person in (family.amira, family.karim, family.sami):
        completed(family, person=person, participation=taking(family, person).pk, hilfe=1)
        if person != family.sami:
            agreed(family, person)
    researched()
    with as_worker("test"), at_most(7):
        assert len(research_rows(PROJECT, today()).rows) == 2


def test_the_numbers_go_with_the_case(family: Family) -> None:
    place = taking(family)
    agreed(family, family.amira)
    completed(family, participation=place.pk, hilfe=1)
    researched()
    from rundblick.access.hooks import erase

    with as_worker("test.erase"):
        assert dict(erase.items())["surveys"](family.pk) > 0
        assert not ResearchKey.objects.exists() and not Survey.objects.exists()


def test_a_door_that_closed_hides_health_from_scores(family: Family) -> None:
    grant = consented(family)
    completed(family, protected=True, hilfe=1, koerper=2)
    with acting_as(family.house.alma, "test"):
        assert scores_of([family.amira], code="probe", wave="t1")[family.amira]["koerper"].value == 2
    withdrawn(family, grant)
    with acting_as(family.house.alma, "test"):
        assert scores_of([family.amira], code="probe", wave="t1")[family.amira]["koerper"].value is None
        assert publishing.offered()["probe"].row is not None


def test_scores_are_variables_of_research_for_those_who_agreed_to_that_as_well(family: Family) -> None:
    place = taking(family)
    shipped = next(iter(shelf().values()))
    codes = {one.code for one in variables.columns()}
    assert len(codes) == len(variables.columns()) and any(code.startswith(f"survey_{shipped.code}_") for code in codes)
    completed(family, participation=place.pk, hilfe=4, laut=1)
    with as_worker("test"):
        assert variables.values([place], today()) == {}, "the general consent does not say it"
    agreed(family, family.amira)
    with as_worker("test"):
        found = variables.values([place], today())
        assert variables.values([place], today() - 4000 * DAY) == {}
    assert found == {place.pk: {"survey_probe_ruhe_t1": "4.50"}}, "nothing about health without the protected area"


def test_only_scores_whose_every_answer_may_leave_are_variables() -> None:
    for document in shelf().values():
        for rule in document.scores:
            leaves = all(item.research for item in document.items if item.code in rule.items)
            offered = [
                one for one in variables.columns() if one.code.startswith(f"survey_{document.code}_{rule.code}_")
            ]
            assert bool(offered) == leaves, (document.code, rule.code)
