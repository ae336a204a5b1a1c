"""Own indicators lean on § 48a SGB II: with numerator, denominator, what is missing, and why they are not official."""

import datetime as dt
import json
import uuid

import pytest

from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.cases.models import Case, CasePeriod
from rundblick.exports.caseload.making import caseload
from rundblick.exports.caseload.page import as_file, percent
from rundblick.exports.caseload.rules import Indicator, Known, Span, indicators
from rundblick.exports.caseload.words import words
from rundblick.exports.codes import Making
from rundblick.exports.making import carry_out
from rundblick.exports.models import Delivery, Export
from rundblick.exports.rules import Received
from rundblick.exports.services import deliveries
from rundblick.programmes.days import add_months
from rundblick.programmes.models import StatedFact
from rundblick.web.clock import today
from tests.exports import building
from tests.house import House

STICHTAG = dt.date(2026, 11, 30)
LONG_AGO = dt.date(2020, 1, 1)
ALWAYS = (Span(LONG_AGO),)


def people(number: int, start: int = 0, born: int = 1990, **more: object) -> list[Known]:
    said: dict[str, object] = {"born": dt.date(born, 5, 1), "spells": ALWAYS} | more
    return [Known(person=f"p{start + n}", **said) for n in range(number)]  # type: ignore[arg-type]


def figure(found: list[Indicator], code: str, subgroup: str = "") -> Indicator:
    return next(one for one in found if (one.code, one.subgroup) == (code, subgroup))


def numbers(one: Indicator) -> tuple[int | None, int | None, str]:
    return one.numerator, one.denominator, one.status


def test_integrations_of_the_last_twelve_months_count_each_person_once() -> None:
    first = add_months(STICHTAG, -12) + dt.timedelta(days=1)
    done = people(4, integrations=(first, STICHTAG))
    before = people(6, 10, integrations=(first - dt.timedelta(days=1),))
    found = figure(indicators([*done, *before], STICHTAG), "integration_rate")
    assert numbers(found) == (4, 10, "shown")


def test_only_people_of_working_age_in_the_caseload_count() -> None:
    there = people(5)
    children, retired = people(3, 10, born=2013), people(3, 20, born=1955)
    gone = people(3, 30, spells=(Span(LONG_AGO, add_months(STICHTAG, -13)),))
    ageless = people(4, 40, born=1990)
    ageless = [Known(one.person, None, ALWAYS) for one in ageless]
    found = indicators([*there, *children, *retired, *gone, *ageless], STICHTAG)
    rate = figure(found, "integration_rate")
    assert (rate.denominator, rate.missing) == (5, 4)
    assert figure(found, "average_stock").numerator == 5


def test_a_case_that_closes_on_the_stichtag_is_not_in_the_stock() -> None:
    one = Known("p", dt.date(1990, 1, 1), (Span(LONG_AGO, STICHTAG),))
    assert not one.in_stock(STICHTAG) and one.in_stock(STICHTAG - dt.timedelta(days=1))


def test_long_term_receipt_is_counted_with_entries_and_exits() -> None:
    always = people(6, receipt=(Received(True, LONG_AGO),))
    never = people(5, 10, receipt=(Received(False, LONG_AGO),))
    out = add_months(STICHTAG, -6)
    left = people(4, 20, receipt=(Received(True, LONG_AGO, out), Received(False, out)))
    since = add_months(STICHTAG, -22)
    new = people(3, 30, receipt=(Received(False, LONG_AGO, since), Received(True, since)))
    found = indicators([*always, *never, *left, *new], STICHTAG)
    assert numbers(figure(found, "long_term")) == (9, 18, "shown")
    assert numbers(figure(found, "long_term_before")) == (10, 18, "shown")
    assert numbers(figure(found, "entries")) == (3, 18, "shown")
    assert numbers(figure(found, "exits")) == (4, 10, "shown")


def test_nothing_recorded_is_said_and_no_number_given() -> None:
    found = figure(indicators(people(8), STICHTAG), "long_term")
    assert (found.status, found.reason, found.missing) == ("not_computable", "nothing_recorded", 8)
    nobody = figure(indicators([], STICHTAG), "integration_rate")
    assert (nobody.status, nobody.reason) == ("not_computable", "nobody")


@pytest.mark.parametrize(("unknown", "status"), [(2, "shown"), (3, "not_computable")])
def test_one_in_five_may_be_unknown(unknown: int, status: str) -> None:
    known = people(5, receipt=(Received(True, LONG_AGO),)) + people(5, 50, receipt=(Received(False, LONG_AGO),))
    found = figure(indicators(known + people(unknown, 10), STICHTAG), "long_term")
    assert found.status == status
    assert unknown != 2 or found.missing is None, "two people without a statement are too few to be named"


def test_small_groups_are_hidden_and_cannot_be_computed_from_the_rest() -> None:
    young = people(4, born=2005, integrations=(STICHTAG,)) + people(4, 10, born=2005)
    middle = people(1, 20, integrations=(STICHTAG,)) + people(9, 30)
    old = people(5, 50, born=1965, integrations=(STICHTAG,)) + people(5, 60, born=1965)
    found = indicators([*young, *middle, *old], STICHTAG)
    hidden = [one.subgroup for one in found if one.code == "integration_rate" and one.status == "suppressed"]
    assert "25–54" in hidden and len(hidden) >= 2


def test_every_indicator_has_a_formula_and_a_sentence_why_it_is_not_official() -> None:
    found = indicators(people(5), STICHTAG)
    assert {one.code for one in found} <= set(words().formulas)
    assert {one.section for one in found} <= {section.code for section in words().sections}
    assert all("Amtlich" in section.official for section in words().sections)
    assert words().status == "zu prüfen" and "§ 48a SGB II" in words().law


def computed(house: House) -> Delivery:
    with acting_as(house.dana, "test") as context:
        row = deliveries.prepare(context, kind=Making.CASELOAD, as_of=today(), project=None, mapping=None, run=None)
    assert carry_out(row.pk)
    with acting_as(house.dana, "test"):
        return Delivery.objects.get(pk=row.pk)


def test_a_caseload_is_read_from_cases_members_statements_and_results(house: House) -> None:
    building.anna(house)
    homes = building.participants(house, 3, consenting=0)
    with as_worker("test"), reason("test"):
        for home in homes:
            dossier = {"dossier_id": home.dossier_id}
            case = Case.objects.create(id=home.dossier_id, household=home, opened_on=LONG_AGO, **dossier)
            CasePeriod.objects.create(case=case, opened_on=LONG_AGO, **dossier)
            StatedFact.objects.create(code="household.receives_sgb2", yes=True, valid_from=LONG_AGO, **dossier)
        known = caseload(house.jobcenter.pk, today())
        assert caseload(house.other_jobcenter.pk, today()) == []
    parents = [one for one in known if one.born == dt.date(1990, 2, 13)]
    assert len(known) == 6 and len(parents) == 3
    assert all(one.receipt for one in known)


def test_indicators_are_ordered_read_and_taken_along(house: House) -> None:
    building.anna(house)
    building.participants(house, 3, consenting=0)
    dana = house.login("dana")
    answer = dana.post("/ausgaben/kennzahlen/berechnen/", {"as_of": f"{today():%d.%m.%Y}"})
    where = answer.headers["Location"]
    assert "Der Auftrag wartet" in dana.get(where).content.decode()
    assert carry_out(id_in(where))
    page = house.login("eva").get(where).content.decode()
    assert "Keine amtlichen Zahlen" in page and "zu prüfen" in page and "Nicht berechenbar" in page
    said = {"format": "csv", "purpose": "Beirat", "recipient": "Kreistag"}
    file = dana.post(f"{where}kennzahlen/", said)
    text = file.content.decode("utf-8-sig")
    assert text.startswith("Kennzahl;Teilgruppe;Zähler;Nenner") and "Amtlich ist K2" in text
    assert dana.post(f"{where}kennzahlen/", {"format": "csv"}).status_code == 302
    with acting_as(house.eva, "test"):
        (line,) = Export.objects.all()
    assert (line.kind, line.purpose, line.recipient, line.person_level) == ("caseload", "Beirat", "Kreistag", False)


def id_in(where: str) -> uuid.UUID:
    return uuid.UUID(where.rstrip("/").rpartition("/")[2])


def test_the_files_say_the_same(house: House) -> None:
    building.anna(house)
    building.participants(house, 3, consenting=0)
    row = computed(house)
    told = json.loads(as_file(row, "json"))
    assert told["amtlich"] is False and len(told["kennzahlen"]) == row.rows
    assert as_file(row, "xlsx") == as_file(row, "xlsx")
    assert percent({"numerator": 1, "denominator": 3}) == 33
