"""Subsidies by tiers, premiums by milestones, cost per head, quotas and funding, as the sources print them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.programmes.amounts import (
    cost_per_head,
    earned_share,
    euros,
    funding_at,
    funding_sum,
    milestones,
    missing_evidence,
    quota_finding,
    subsidy_amount,
)
from rundblick.programmes.definition import Cost, Programme, Quota, Subsidy
from rundblick.programmes.facts import Fact
from tests.programmes.build import MAYA, day, ended, event, example, started

ORIGIN = {"rows": ["B1"]}
NBSP = "\u00a0"


def euro(text: str) -> Decimal:
    return Decimal(text)


def subsidy(**changes: Any) -> Subsidy:
    given_rule: dict[str, Any] = {
        "code": "zuschuss",
        "label": "Zuschuss",
        "origin": ORIGIN,
        "tiers": [{"gross_from": "801", "amount": "1000"}, {"gross_from": "1301", "amount": "2500"}],
        "contract_months": 12,
        "hourly_at_least": "8.50",
        "evidence": [{"code": "vertrag", "label": "Vertrag"}, {"code": "lohn", "label": "Lohnabrechnung"}],
    }
    return Subsidy.model_validate(given_rule | changes, strict=False)


MINIJOB = subsidy()


@pytest.mark.parametrize(
    ("gross", "amount"),
    [("0", 0), ("800.99", 0), ("801.00", 1000), ("1300.99", 1000), ("1301.00", 2500), ("9999", 2500)],
)
def test_the_tier_begins_with_its_bound(gross: str, amount: int) -> None:
    assert subsidy_amount(MINIJOB, euro(gross), 12, euro("8.50")).amount == amount


def test_a_contract_of_eleven_months_is_too_short_and_an_open_one_is_not() -> None:
    short = subsidy_amount(MINIJOB, euro("1301"), 11, euro("8.50"))
    assert (short.amount, short.reason) == (0, "Der Vertrag läuft 11 Monate; nötig sind 12 Monate.")
    assert subsidy_amount(MINIJOB, euro("1301"), 12, euro("8.50")).amount == 2500
    assert subsidy_amount(MINIJOB, euro("1301"), None, euro("8.50")).amount == 2500


def test_below_eight_fifty_only_a_tariff_helps() -> None:
    low = subsidy_amount(MINIJOB, euro("1301"), 12, euro("8.49"))
    assert low.amount == 0
    assert low.reason == f"Der Stundenlohn von 8,49{NBSP}€ liegt unter 8,50{NBSP}€ und nicht nach Tarif."
    assert subsidy_amount(MINIJOB, euro("1301"), 12, euro("8.49"), at_tariff=True).amount == 2500
    unknown = subsidy_amount(MINIJOB, euro("1301"), 12, None)
    assert (unknown.amount, unknown.reason[:36]) == (0, "Der Stundenlohn ist nicht bekannt; n")


def test_the_reason_names_the_bound() -> None:
    assert subsidy_amount(MINIJOB, euro("800.99"), 12, euro("9")).reason == (
        f"Das Bruttoentgelt von 800,99{NBSP}€ liegt unter 801,00{NBSP}€."
    )
    assert subsidy_amount(MINIJOB, euro("1301"), 12, euro("9")).reason == (
        f"Bruttoentgelt ab 1.301,00{NBSP}€ im Monat: 2.500,00{NBSP}€."
    )


def test_a_subsidy_that_asks_for_nothing_else_looks_at_the_wage_alone() -> None:
    plain = subsidy(contract_months=None, hourly_at_least=None)
    assert subsidy_amount(plain, euro("801"), 1, None).amount == 1000


@given(st.decimals(0, 5000, places=2), st.decimals(0, 5000, places=2))
def test_a_higher_wage_never_brings_less(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    amounts = [subsidy_amount(MINIJOB, gross, 12, euro("8.50")).amount for gross in (low, high)]
    assert amounts == sorted(amounts)


def test_evidence_is_missing_until_it_was_seen_for_this_job() -> None:
    def codes(*facts: Fact, as_of: str = "2021-12-31", key: str = "") -> list[str]:
        return [evidence.code for evidence in missing_evidence(MINIJOB, facts, day(as_of), key=key)]

    seen = event("evidence.received", "2021-03-01", value="vertrag", key="job 1")
    assert codes() == ["vertrag", "lohn"]
    assert codes(seen) == ["lohn"]
    assert codes(seen, as_of="2021-02-28") == ["vertrag", "lohn"]
    assert codes(seen, key="job 1") == ["lohn"]
    assert codes(seen, key="job 2") == ["vertrag", "lohn"]
    assert codes(seen, event("evidence.received", "2021-03-01", value="lohn")) == []


OUTREACH: Programme = example(
    schema_version=2,
    money={
        "milestones": [
            {"code": "a", "label": "Kontakt", "share": 20, "done_by": "contact.home_visit", "origin": ORIGIN},
            {"code": "b", "label": "Anamnese", "share": 40, "done_by": "contact.talk", "count": 5, "origin": ORIGIN},
            {"code": "c", "label": "Vertrag", "share": 40, "done_by": "agreement.signed", "origin": ORIGIN},
        ]
    },
)


def test_the_premium_is_earned_in_20_40_and_40_per_cent() -> None:
    facts = [started("2021-02-01", MAYA), event("contact.home_visit", "2021-02-03", subject=MAYA)]
    assert earned_share(milestones(facts, OUTREACH, day("2021-02-02"))) == 0
    assert earned_share(milestones(facts, OUTREACH, day("2021-02-03"))) == 20
    facts += [event("contact.talk", f"2021-03-0{n}", subject=MAYA) for n in range(1, 5)]
    found = milestones(facts, OUTREACH, day("2021-12-31"))
    assert [(one.happened, one.earned_on) for one in found] == [(1, day("2021-02-03")), (4, None), (0, None)]
    facts.append(event("contact.talk", "2021-03-05", subject=MAYA))
    found = milestones(facts, OUTREACH, day("2021-12-31"))
    assert (found[1].earned_on, earned_share(found)) == (day("2021-03-05"), 60)
    facts.append(event("agreement.signed", "2021-04-01", subject=MAYA))
    assert earned_share(milestones(facts, OUTREACH, day("2021-12-31"))) == 100


def test_nothing_is_earned_outside_the_participation() -> None:
    visit = event("contact.home_visit", "2021-02-03", subject=MAYA)
    assert earned_share(milestones([visit], OUTREACH, day("2021-12-31"))) == 0
    late = [started("2021-01-04", MAYA), ended("2021-02-02"), visit]
    assert earned_share(milestones(late, OUTREACH, day("2021-12-31"))) == 0


def cost(amount: str, per: str, participants: int | None = None, months: int | None = None) -> Cost:
    given_cost = {"code": "kosten", "label": "Kosten", "origin": ORIGIN, "amount": amount, "per": per}
    more = {"participants": participants, "months": months}
    return Cost.model_validate(given_cost | more, strict=False)


@pytest.mark.parametrize(
    ("given_cost", "head", "month"),
    [
        (cost("89775", "total", 15, 12), "5985.00", "498.75"),  # E03
        (cost("167502.96", "total", 24, 6), "6979.29", "1163.22"),  # E05
        (cost("280000", "year", 80), "3500.00", "291.67"),  # E06
        (cost("875", "participant_month", None, 6), "5250.00", "875.00"),  # E08
        (cost("117335.04", "total", 16, 11), "7333.44", "666.68"),  # E13
        (cost("910", "participant_month", 15, 4), "3640.00", "910.00"),  # E16
        (cost("7626.39", "month", 18), None, "423.69"),  # E19
        (cost("450", "participant_month", None, 6), "2700.00", "450.00"),  # E21
        (cost("1300", "participant_month"), None, "1300.00"),  # E29
        (cost("1300", "participant_month", None, 36), "46800.00", "1300.00"),  # E29
        (cost("775000", "total", 60, 24), "12916.67", "538.19"),  # E33
        (cost("200880", "year", 20), "10044.00", "837.00"),  # E36
        (cost("500000", "year"), None, None),  # E18
        (cost("16927", "total"), None, None),  # E07
        (cost("5250", "participant"), "5250.00", None),
        (cost("5250", "participant", None, 6), "5250.00", "875.00"),
    ],
)
def test_the_cost_matrix_of_the_sources_comes_out(given_cost: Cost, head: str | None, month: str | None) -> None:
    found = cost_per_head(given_cost)
    assert [None if v is None else str(v) for v in (found.per_participant, found.per_participant_month)] == [
        head,
        month,
    ]


def test_a_half_cent_is_rounded_up_from_the_exact_amount() -> None:
    assert cost_per_head(cost("0.05", "total", 2, 1)).per_participant == euro("0.03")
    assert cost_per_head(cost("10", "total", 3, 3)).per_participant_month == euro("1.11")


def quota(limit: str, value: str, **more: Any) -> Quota:
    given_quota = {"code": "anteil", "label": "Anteil", "origin": ORIGIN, "limit": limit, "value": value}
    return Quota.model_validate(given_quota | {"of": "participants"} | more, strict=False)


@pytest.mark.parametrize(
    ("limit", "value", "part", "whole", "kept"),
    [
        ("at_least", "25", 24, 100, False),
        ("at_least", "25", 25, 100, True),
        ("at_least", "25", 249, 1000, False),
        ("at_most", "20", 20, 100, True),
        ("at_most", "20", 201, 1000, False),
        ("at_most", "33.33", 154, 462, True),  # exactly a third (E30)
        ("at_most", "33.33", 155, 462, False),
        ("at_most", "33.33", 218, 462, False),
    ],
)
def test_a_quota_is_kept_up_to_its_bound(limit: str, value: str, part: int, whole: int, kept: bool) -> None:
    assert quota_finding(quota(limit, value), part, whole).kept is kept


def test_about_twenty_per_cent_is_meant_in_whole_per_cent() -> None:
    about = quota("at_least", "20", approximate=True)
    assert quota_finding(about, 195, 1000).kept
    assert not quota_finding(about, 194, 1000).kept
    assert quota_finding(about, 195, 1000).sentence() == (
        f"195 von 1000 (19,5{NBSP}%). Vereinbart: mindestens rund 20{NBSP}%."
    )


def test_an_empty_group_has_no_share_and_a_part_is_never_larger_than_the_whole() -> None:
    found = quota_finding(quota("at_most", "20"), 0, 0)
    assert (found.share, found.kept) == (None, None)
    assert found.sentence() == f"Noch nichts zu zählen. Vereinbart: höchstens 20{NBSP}%."
    with pytest.raises(ValueError, match="no share"):
        quota_finding(quota("at_most", "20"), 2, 1)


FUNDED: Programme = example(
    schema_version=2,
    money={
        "funding": [
            {"code": "jc", "label": "Jobcenter", "amount": 499000, "per": "year", "origin": ORIGIN},
            {"code": "aa", "label": "Agentur", "amount": 113000, "per": "year", "origin": ORIGIN},
            {"code": "esf", "label": "ESF", "share": 50, "valid_until": "2013-01-01", "origin": ORIGIN},
            {"code": "land", "label": "Land", "valid_from": "2012-10-01", "origin": ORIGIN},
            {"code": "kopf", "label": "Kommune", "amount": 400, "per": "participant_month", "origin": ORIGIN},
        ]
    },
)


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        ("2012-09-30", ["jc", "aa", "esf", "kopf"]),
        ("2012-10-01", ["jc", "aa", "esf", "land", "kopf"]),
        ("2012-12-31", ["jc", "aa", "esf", "land", "kopf"]),
        ("2013-01-01", ["jc", "aa", "land", "kopf"]),
    ],
)
def test_funding_is_in_force_from_its_first_day_until_the_day_before_its_end(on: str, codes: list[str]) -> None:
    assert [source.code for source in funding_at(FUNDED, day(on))] == codes


def test_sums_keep_years_and_months_apart() -> None:
    found = funding_sum(funding_at(FUNDED, dt.date(2012, 12, 1)))
    assert found.amounts == {"year": 612000, "participant_month": 400}
    assert (found.share, [source.code for source in found.silent]) == (50, ["land"])


def test_euros_are_written_with_cents() -> None:
    assert euros(Decimal("2500")) == f"2.500,00{NBSP}€"
