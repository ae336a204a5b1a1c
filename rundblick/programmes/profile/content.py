"""With what a programme works: modules, tools, plans, journeys."""

from rundblick.programmes.definition import Module, Programme
from rundblick.programmes.profile.telling import Rule, joined, labels, listed, rule
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_number

_KINDS = {"obligatory": "Pflicht", "optional": "wahlweise"}


def modules(programme: Programme) -> list[Rule]:
    """Modules with what must come before."""
    names = {one.code: one.label for one in programme.modules}
    return [rule(one.label, _module(one, names), one.origin) for one in programme.modules]


def tools(programme: Programme) -> list[Rule]:
    """Instruments, kinds of plans, journeys."""
    known = {tool.code: tool.label for tool in vocabulary().instruments}
    plans = {plan.code: plan.label for plan in vocabulary().plans}
    titles = labels("journey_titles")
    found = [rule(known.get(use.code, use.code), "", use.origin) for use in programme.instruments]
    found += [rule(plans.get(use.code, use.code), "wird gemeinsam geschrieben", use.origin) for use in programme.plans]
    return found + [
        rule(titles.get(use.journey, f"User Journey {use.journey}"), "", use.origin) for use in programme.journeys
    ]


def _module(one: Module, names: dict[str, str]) -> str:
    before = f"zuerst: {listed(names[code] for code in one.requires)}" if one.requires else ""
    if before and one.proof_instead:
        before += " (oder ein Nachweis)"
    return joined(
        _KINDS[one.kind],
        before,
        "" if before or not one.proof_instead else "ein Nachweis genügt",
        f"Umfang {german_number(one.units)}" if one.units else "",
        f"Bescheinigung: {one.certificate}" if one.certificate else "",
    )
