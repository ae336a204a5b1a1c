"""Which kinds of rules a definition uses, derived from its keys: what tells one programme from another at a glance."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rundblick.programmes.definition import Programme

Uses = Callable[[Programme], object]

_KINDS: tuple[tuple[str, str, Uses], ...] = (
    ("target_group", "Zielgruppe", lambda p: p.target_group.condition),
    ("checklist", "Fragen zum Vorschlag", lambda p: p.target_group.checklist),
    ("access", "Weg ins Programm", lambda p: p.access.steps),
    ("consents", "Einwilligungen", lambda p: p.access.consents),
    ("waiting_list", "Warteliste", lambda p: p.access.waiting_list),
    ("weighing", "Abwägung", lambda p: p.access.weighing),
    ("ratio", "Betreuungsschlüssel", lambda p: p.care.ratio),
    ("rhythm", "Kontaktrhythmus", lambda p: p.care.rhythm),
    ("minimum_talks", "Mindestzahl an Gesprächen", lambda p: p.care.minimum_talks),
    ("meetings", "Gesprächsformen", lambda p: p.care.meetings),
    ("runs", "Laufzeiten", lambda p: any(run.valid_until for run in p.runs)),
    ("places", "Plätze", lambda p: any(run.places for run in p.runs)),
    ("phases", "Phasen", lambda p: p.time.phases),
    ("duration", "Höchstdauer", lambda p: p.time.duration),
    ("pause", "Pause", lambda p: p.time.pause),
    ("extension", "Verlängerung", lambda p: p.time.extension),
    ("deadlines", "Fristen", lambda p: p.time.deadlines),
    ("ladders", "Kontaktversuche", lambda p: p.time.ladders),
    ("attendance", "Anwesenheit", lambda p: p.attendance),
    ("modules", "Module", lambda p: p.modules),
    ("instruments", "Werkzeuge", lambda p: p.instruments),
    ("plans", "Pläne", lambda p: p.plans),
    ("journeys", "User Journeys", lambda p: p.journeys),
    ("outcomes", "Gezählte Ergebnisse", lambda p: p.outcomes),
    ("targets", "Ziele", lambda p: p.targets),
    ("exits", "Austrittsgründe", lambda p: p.exits),
    ("follow_on", "Anschluss", lambda p: p.follow_on),
    ("follow_up", "Nachbetreuung", lambda p: p.follow_up),
    ("reports", "Berichte", lambda p: p.reports),
    ("funding", "Finanzierung", lambda p: p.money.funding),
    ("costs", "Kosten", lambda p: p.money.costs),
    ("milestones", "Erfolgsprämie", lambda p: p.money.milestones),
    ("subsidies", "Zuschüsse", lambda p: p.money.subsidies),
    ("quotas", "Quoten", lambda p: p.money.quotas),
    ("results", "Veröffentlichte Ergebnisse", lambda p: p.results),
)

KINDS: Mapping[str, str] = MappingProxyType({code: label for code, label, _ in _KINDS})
"""All kinds with their German words, in the order in which people ask for them."""


def kinds_of_rules(programme: Programme) -> tuple[str, ...]:
    """The codes of the kinds this definition uses, in the order of KINDS."""
    return tuple(code for code, _, uses in _KINDS if uses(programme))
