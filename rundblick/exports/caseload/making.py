"""Reads a house's caseload as worker, set-based, and counts it."""

import datetime as dt
import uuid
from collections import defaultdict
from typing import Any

from rundblick.cases.models import CasePeriod
from rundblick.exports.caseload.rules import Indicator, Known, Span, indicators
from rundblick.exports.caseload.words import words
from rundblick.exports.made import Made
from rundblick.exports.models import Delivery
from rundblick.exports.rules import Received
from rundblick.people.models import Membership
from rundblick.programmes.models import StatedFact
from rundblick.work.models import Outcome
from rundblick.work.taxonomy import taxonomy

RECEIVES = "household.receives_sgb2"
"""The statement that says whether a household receives benefits (programmes/vocabulary.yaml)."""


def make(delivery: Delivery) -> Made:
    """The indicators of the delivery's house."""
    found = indicators(caseload(delivery.house_id, delivery.as_of), delivery.as_of)
    return Made({"figures": [as_json(one) for one in found], "status": words().status}, rows=len(found))


def as_json(one: Indicator) -> dict[str, Any]:
    """An indicator in plain types, with its formula."""
    return {
        "code": one.code,
        "label": one.label,
        "section": one.section,
        "subgroup": one.subgroup,
        "as_of": one.as_of.isoformat(),
        "numerator": one.numerator,
        "denominator": one.denominator,
        "missing": one.missing,
        "status": one.status,
        "reason": words().reasons[one.reason] if one.reason else "",
        "formula": words().formulas[one.code],
    }


def caseload(house_id: uuid.UUID, as_of: dt.date) -> list[Known]:
    """Everybody who ever belonged to a household in a case of that house, as known up to that day. Four queries."""
    cases: dict[uuid.UUID, list[Span]] = defaultdict(list)
    periods = CasePeriod.objects.filter(dossier__organisation_id=house_id, opened_on__lte=as_of)
    for dossier_id, start, until in periods.values_list("dossier_id", "opened_on", "closed_on"):
        cases[dossier_id].append(Span(start, until))
    receipt = _receipt(cases, as_of)
    reached = _integrations(house_id, as_of)
    born: dict[uuid.UUID, dt.date | None] = {}
    spells: dict[uuid.UUID, list[Span]] = defaultdict(list)
    received: dict[uuid.UUID, list[Received]] = defaultdict(list)
    members = Membership.objects.filter(dossier_id__in=cases, valid_from__lte=as_of)
    for dossier_id, person_id, birth_date, start, until in members.values_list(
        "dossier_id", "person_id", "person__birth_date", "valid_from", "valid_until"
    ):
        born[person_id] = birth_date
        own = Span(start, until)
        spells[person_id] += [both for case in cases[dossier_id] if (both := _shared(own, case))]
        received[person_id] += _while_member(receipt[dossier_id], own)
    return [
        Known(str(person), born[person], tuple(own), tuple(reached[person]), tuple(received[person]))
        for person, own in sorted(spells.items(), key=lambda entry: str(entry[0]))
    ]


def _shared(one: Span, other: Span) -> Span | None:
    start = max(one.start, other.start)
    until = min((end for end in (one.until, other.until) if end is not None), default=None)
    return Span(start, until) if until is None or start < until else None


def _while_member(periods: list[Received], member: Span) -> list[Received]:
    """What is recorded about the household counts for somebody while they belong to it."""
    found = []
    for one in periods:
        both = _shared(Span(one.valid_from, one.valid_until), member)
        if both is not None:
            found.append(Received(one.yes, both.start, both.until))
    return found


def _receipt(dossiers: dict[uuid.UUID, list[Span]], as_of: dt.date) -> dict[uuid.UUID, list[Received]]:
    found: dict[uuid.UUID, list[Received]] = defaultdict(list)
    stated = StatedFact.objects.filter(
        dossier_id__in=dossiers, code=RECEIVES, yes__isnull=False, person__isnull=True, valid_from__lte=as_of
    )
    for dossier_id, yes, start, until in stated.values_list("dossier_id", "yes", "valid_from", "valid_until"):
        found[dossier_id].append(Received(bool(yes), start, until))
    return found


def _integrations(house_id: uuid.UUID, as_of: dt.date) -> dict[uuid.UUID, list[dt.date]]:
    kinds = [kind.code for kind in taxonomy().kinds if kind.group == "integration"]
    found: dict[uuid.UUID, list[dt.date]] = defaultdict(list)
    rows = Outcome.objects.filter(dossier__organisation_id=house_id, kind__in=kinds, achieved_on__lte=as_of)
    for person_id, on in rows.values_list("person_id", "achieved_on"):
        found[person_id].append(on)
    return found
