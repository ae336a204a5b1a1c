"""Money worked out from a definition: subsidies, premiums, cost per head, quotas, funding. Pure functions.

Amounts are euros of the time of the source and exact (Decimal); what is divided is rounded to cents once, halves up.
Nothing is paid or refused here: a reason says what the rule sees, a person decides.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rundblick.programmes.definition import Cost, Evidence, Funding, Milestone, Programme, Quota, Subsidy
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.participation import Participation, occurrences
from rundblick.statistics.rounding import round_half_up
from rundblick.web.german import NBSP, german_number

EVIDENCE = "evidence.received"
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class SubsidyFinding:
    """The one-off subsidy in euros, 0 when a condition is not met; `reason` is a German sentence."""

    amount: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class MilestoneFinding:
    """How often the event of a milestone has happened, and the day on which it was earned, None while it is not."""

    milestone: Milestone
    happened: int
    earned_on: dt.date | None


@dataclass(frozen=True, slots=True)
class CostPerHead:
    """Euros per participant (or place), and per participant and month; None where the source does not let it be said.

    `months`: the stretch that the amount per participant covers, None where it is not said.
    """

    per_participant: Decimal | None
    per_participant_month: Decimal | None
    months: int | None


@dataclass(frozen=True, slots=True)
class QuotaFinding:
    """A quota as it is: `share` in per cent with one digit, None in an empty group; `kept` is None then as well."""

    quota: Quota
    part: int
    whole: int
    share: Decimal | None
    kept: bool | None

    def sentence(self) -> str:
        """The finding in German, with numerator and denominator."""
        bound = "mindestens" if self.quota.limit == "at_least" else "höchstens"
        about = "rund " if self.quota.approximate else ""
        goal = f"Vereinbart: {bound} {about}{german_number(self.quota.value)}{NBSP}%."
        if self.share is None:
            return f"Noch nichts zu zählen. {goal}"
        return f"{self.part} von {self.whole} ({german_number(self.share)}{NBSP}%). {goal}"


@dataclass(frozen=True, slots=True)
class FundingSum:
    """What sources of money add up to: euros by what they are paid per, shares in per cent, and those without either.

    Amounts per year and per person and month are never added to each other.
    """

    amounts: Mapping[str, Decimal]
    share: Decimal
    silent: tuple[Funding, ...]


def subsidy_amount(
    subsidy: Subsidy,
    gross: Decimal,
    contract_months: int | None,
    hourly: Decimal | None,
    at_tariff: bool = False,
) -> SubsidyFinding:
    """The subsidy for a monthly gross wage in euros; bounds are included in their tier (blag E15, section 4.13).

    `contract_months`: length of the contract, None when it is open-ended. `hourly`: wage per hour in euros, None when
    unknown; paid by collective agreement (`at_tariff`) it need not reach the minimum.
    """
    wanted = subsidy.contract_months
    if wanted is not None and contract_months is not None and contract_months < wanted:
        return SubsidyFinding(NOTHING, f"Der Vertrag läuft {_months(contract_months)}; nötig sind {_months(wanted)}.")
    least = subsidy.hourly_at_least
    if least is not None and not at_tariff:
        if hourly is None:
            return SubsidyFinding(NOTHING, f"Der Stundenlohn ist nicht bekannt; nötig sind {euros(least)} oder Tarif.")
        if hourly < least:
            lack = f"Der Stundenlohn von {euros(hourly)} liegt unter {euros(least)} und nicht nach Tarif."
            return SubsidyFinding(NOTHING, lack)
    tier = next((tier for tier in reversed(subsidy.tiers) if gross >= tier.gross_from), None)
    if tier is None:
        first = subsidy.tiers[0].gross_from
        return SubsidyFinding(NOTHING, f"Das Bruttoentgelt von {euros(gross)} liegt unter {euros(first)}.")
    return SubsidyFinding(tier.amount, f"Bruttoentgelt ab {euros(tier.gross_from)} im Monat: {euros(tier.amount)}.")


def missing_evidence(subsidy: Subsidy, facts: Iterable[Fact], as_of: dt.date, *, key: str = "") -> tuple[Evidence, ...]:
    """Documents that have not been seen by `as_of` (inclusive), in the order of the definition.

    `key`: the job the subsidy is for; evidence that names another job does not count.
    """
    seen = {f.value for f in known(facts, as_of) if f.code == EVIDENCE and (not key or f.key in {"", key})}
    return tuple(evidence for evidence in subsidy.evidence if evidence.code not in seen)


def milestones(facts: Iterable[Fact], definition: Programme, as_of: dt.date) -> tuple[MilestoneFinding, ...]:
    """The milestones of the premium in one participation as known on `as_of` (inclusive), in their order.

    What happened outside the participation earns nothing. Source: blag E10 (20, 40 and 40 per cent).
    """
    happened = known(facts, as_of)
    participation = Participation.of(happened, definition)
    relevant = [] if participation is None else [f for f in happened if participation.concerns(f)]
    found = []
    for milestone in definition.money.milestones:
        times = [] if participation is None else occurrences(milestone.done_by, (), relevant, participation)
        earned = times[milestone.count - 1].valid_from if len(times) >= milestone.count else None
        found.append(MilestoneFinding(milestone, len(times), earned))
    return tuple(found)


def earned_share(found: Iterable[MilestoneFinding]) -> Decimal:
    """The share of the premium that is earned, in per cent."""
    return sum((one.milestone.share for one in found if one.earned_on is not None), NOTHING)


def cost_per_head(cost: Cost) -> CostPerHead:
    """What a printed cost comes to per participant, and per participant and month (blag section 4.32).

    A yearly amount is spread over twelve months and told per participant and year, unless `months` says how long
    somebody stays. The month is divided from the exact amount, not from the rounded one.
    """
    heads, months = cost.participants, cost.months
    amount = Fraction(cost.amount)
    whole: Fraction | None = None
    monthly: Fraction | None = None
    if cost.per in {"participant_month", "month", "year"}:
        spread = {"participant_month": 1, "month": heads, "year": heads and heads * 12}[cost.per]
        monthly = amount / spread if spread else None
        months = months or (12 if cost.per == "year" else None)
        whole = monthly * months if monthly is not None and months else None
    else:
        spread = 1 if cost.per == "participant" else heads
        whole = amount / spread if spread else None
        monthly = whole / months if whole is not None and months else None
    return CostPerHead(_cents(whole), _cents(monthly), months if whole is not None else None)


def quota_finding(quota: Quota, part: int, whole: int) -> QuotaFinding:
    """Whether a quota is kept. Raises ValueError for negative numbers and for a part larger than the whole.

    A bound with decimals stands for a rounded fraction (a third is written 33.33), so the share is compared after
    rounding to as many digits; "rund 20 %" (`approximate`) is compared in whole per cent; all others exactly.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{quota.code}: {part} of {whole} is no share")
    if not whole:
        return QuotaFinding(quota, part, whole, None, None)
    exact = Fraction(100 * part, whole)
    decimals = max(-int(quota.value.normalize().as_tuple().exponent), 0)
    compared = Fraction(round_half_up(exact, decimals)) if decimals or quota.approximate else exact
    kept = compared >= quota.value if quota.limit == "at_least" else compared <= quota.value
    return QuotaFinding(quota, part, whole, round_half_up(exact, 1), kept)


def funding_at(definition: Programme, day: dt.date) -> tuple[Funding, ...]:
    """Sources of money in force on a day; half-open validity, and without a date from ever and for good."""
    return tuple(
        source
        for source in definition.money.funding
        if (source.valid_from is None or source.valid_from <= day)
        and (source.valid_until is None or day < source.valid_until)
    )


def funding_sum(sources: Iterable[Funding]) -> FundingSum:
    """What the sources add up to (blag section 4.24: 499,000 + 113,000 euros)."""
    given = list(sources)
    amounts: dict[str, Decimal] = {}
    for source in given:
        if source.amount is not None:
            amounts[source.per] = amounts.get(source.per, NOTHING) + source.amount
    share = sum((source.share for source in given if source.share is not None), NOTHING)
    return FundingSum(amounts, share, tuple(s for s in given if s.amount is None and s.share is None))


def euros(amount: Decimal) -> str:
    """An amount in German, as in "1.301,00 €"."""
    return f"{german_number(amount, 2)}{NBSP}€"


def _cents(value: Fraction | None) -> Decimal | None:
    return None if value is None else round_half_up(value, 2)


def _months(number: int) -> str:
    return f"{number} {'Monat' if number == 1 else 'Monate'}"
