"""E32 IMBUS: 25 to 35, two Rechtskreise, an assessment before the decision, retraining in a firm."""

import pytest

from tests.programmes.build import MAYA, event, started
from tests.programmes.library.walking import due, meant, phase, programme, still_missing

FITS = {"household.receives_sgb2": True, "person.age": 30, "person.vocational_qualification": False}


@pytest.mark.parametrize(("age", "answer"), [(24, "no"), (25, "yes"), (35, "yes"), (36, "no"), (None, "unknown")])
def test_young_adults_of_25_to_35(age: int | None, answer: str) -> None:
    assert meant("imbus", {**FITS, "person.age": age}) == answer


def test_either_rechtskreis_will_do_and_a_usable_occupation_will_not() -> None:
    assert meant("imbus", {**FITS, "household.receives_sgb2": False, "person.receives_sgb3": True}) == "yes"
    assert meant("imbus", {**FITS, "household.receives_sgb2": False, "person.receives_sgb3": False}) == "no"
    assert meant("imbus", {**FITS, "person.vocational_qualification": True}) == "no"


def test_the_way_leads_from_the_proposal_over_an_assessment_to_a_decision() -> None:
    facts = [event("participation.nominated", "2012-08-06", subject=MAYA)]
    assert still_missing("imbus", facts, "2012-08-06") == ["beratung", "kompetenzfeststellung", "zustimmung"]
    facts += [event("participation.informed", "2012-08-13", subject=MAYA)]
    facts += [event("assessment.done", "2012-09-03", subject=MAYA)]
    facts += [event("participation.agreed", "2012-09-10", subject=MAYA)]
    assert still_missing("imbus", facts, "2012-09-10") == []
    facts.append(started("2012-09-17", MAYA))
    assert due("imbus", facts, "2012-09-17") == {"runs.projekt": "2013-10-31"}


def test_preparation_lasts_until_the_retraining_begins() -> None:
    facts = [started("2012-09-17", MAYA)]
    facts.append(event("job.started", "2013-02-01", value="retraining", subject=MAYA, key="j1"))
    assert [phase("imbus", facts, on) for on in ("2012-09-16", "2013-01-31", "2013-02-01")] == [
        None,
        "vorbereitung",
        "umschulung",
    ]


def test_the_psychological_service_is_seen_with_consent_only() -> None:
    service = next(m for m in programme("imbus").care.meetings if m.event == "assessment.done")
    assert service.consent == "health"


def test_each_part_has_its_payer_and_law() -> None:
    assert {source.code: source.legal_basis for source in programme("imbus").money.funding} == {
        "verwaltung": "sgb2_44b",
        "vorbereitung": "sgb2_16_sgb3_45",
        "begleitende_hilfen": "sgb3_75",
        "umschulung": "sgb3_81",
    }


def test_preparation_is_offered_and_retraining_is_the_core() -> None:
    assert {module.code: module.kind for module in programme("imbus").modules} == {
        "coaching": "optional",
        "beim_betrieb": "optional",
        "umschulung": "obligatory",
        "begleitende_hilfen": "optional",
    }
