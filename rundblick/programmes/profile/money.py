"""Who pays, what it costs per head, what is billed when, subsidies and quotas. Amounts of their time."""

from decimal import Decimal

from rundblick.programmes.amounts import cost_per_head
from rundblick.programmes.conditions import evaluate
from rundblick.programmes.definition import Cost, Funding, Programme, Quota, Subsidy
from rundblick.programmes.profile.telling import Rule, event, joined, listed, percent, rule
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today
from rundblick.web.german import german_date, german_number

_PER = {
    "total": "insgesamt",
    "year": "im Jahr",
    "month": "im Monat",
    "participant": "je Person",
    "participant_month": "je Person und Monat",
}
_OF = {"participants": "der Teilnehmenden", "employers": "der Betriebe", "units": "der Einheiten"}
_LIMITS = {"at_least": "mindestens", "at_most": "höchstens"}


def money(programme: Programme) -> list[Rule]:
    """Funding and costs, each cost per head where the source lets it be said."""
    found = [rule(one.label, _funding(one), one.origin) for one in programme.money.funding]
    return found + [rule(one.label, _cost(one), one.origin) for one in programme.money.costs]


def billing(programme: Programme) -> list[Rule]:
    """Milestones, subsidies with their tiers, and quotas."""
    found = []
    for one in programme.money.milestones:
        times = f"{one.count}-mal " if one.count > 1 else ""
        found.append(
            rule(
                one.label, f"{percent(one.share)} der Prämie, wenn {times}eingetreten: {event(one.done_by)}", one.origin
            )
        )
    found += [rule(one.label, _subsidy(one), one.origin) for one in programme.money.subsidies]
    return found + [rule(one.label, _quota(one), one.origin) for one in programme.money.quotas]


def euros(amount: Decimal) -> str:
    """An amount in euros, with cents only where there are some."""
    return f"{german_number(amount, 0 if amount == amount.to_integral_value() else 2)} €"


def _funding(one: Funding) -> str:
    basis = vocabulary().legal_basis(one.legal_basis) if one.legal_basis else None
    most = "bis zu " if one.at_most else ""
    since = f"ab {german_date(one.valid_from)}" if one.valid_from else ""
    return joined(
        f"{most}{euros(one.amount)} {_PER[one.per]}" if one.amount else "",
        f"{most}{percent(one.share)}" if one.share else "",
        basis.label if basis else "",
        f"{since} bis vor dem {german_date(one.valid_until)}".strip() if one.valid_until else since,
    )


def _cost(one: Cost) -> str:
    about = "ca. " if one.approximate else ""
    spread = joined(
        f"{german_number(one.participants)} Personen" if one.participants else "",
        f"{one.months} Monate" if one.months else "",
    )
    head = cost_per_head(one)
    counted = [
        f"{euros(head.per_participant)} je Person" if head.per_participant and one.per != "participant" else "",
        f"{euros(head.per_participant_month)} je Person und Monat"
        if head.per_participant_month and one.per != "participant_month"
        else "",
    ]
    worked_out = listed(filter(None, counted))
    return joined(
        f"{about}{euros(one.amount)} {_PER[one.per]}",
        f"für {spread.replace('; ', ' und ')}" if spread else "",
        f"das sind {about}{worked_out} (errechnet)" if worked_out else "",
    )


def _subsidy(one: Subsidy) -> str:
    tiers = listed(f"{euros(tier.amount)} ab {euros(tier.gross_from)} brutto im Monat" for tier in one.tiers)
    paid = f" nach: {event(one.paid_after)}" if one.paid_after else ""
    within = f"ausgezahlt innerhalb von {one.paid_within.words()}{paid}" if one.paid_within else ""
    return joined(
        tiers,
        f"Vertrag über mindestens {one.contract_months} Monate" if one.contract_months else "",
        f"Stundenlohn mindestens {euros(one.hourly_at_least)}" if one.hourly_at_least else "",
        f"Nachweise: {listed(document.label for document in one.evidence)}" if one.evidence else "",
        within or (f"ausgezahlt{paid}" if paid else ""),
    )


def _quota(one: Quota) -> str:
    about = "rund " if one.approximate else ""
    counted = f"gezählt: {evaluate(one.where, (), today()).label}" if one.where else ""
    return joined(f"{_LIMITS[one.limit]} {about}{percent(one.value)} {_OF[one.of]}", counted)
