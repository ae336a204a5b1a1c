"""Targets, the end, what follows, reports, and the results the source prints."""

from rundblick.programmes.definition import Deadline, FollowUp, Numerator, Programme, PublishedResult, Target
from rundblick.programmes.profile.telling import Rule, consent, either, event, joined, labels, listed, rule
from rundblick.web.german import count, german_date, german_number

_EXITS = {
    "integration": "Arbeit oder Ausbildung",
    "goal_reached": "Ziel erreicht",
    "positive_early": "früher als geplant, weil es gut ging",
    "regular": "regulär",
    "early": "vorzeitig",
}
_DENOMINATORS = {
    "people": "aller bis dahin aufgenommenen Personen",
    "households": "aller bis dahin aufgenommenen Haushalte",
    "inferred": "einer erschlossenen Zahl",
    "stock": "derer, die am ersten Tag zur Zielgruppe gehören",
    "none": "",
}
_COUNTED = {"outcomes": "Ergebnisse", "people": "Personen mit", "participations": "alle, die begonnen haben"}
_RESULT_UNITS = {"people": "Personen", "households": "Haushalte", "percent": "%", "euro": "€", "number": ""}


def targets(programme: Programme) -> list[Rule]:
    """What is to be reached until when, with numerator and denominator; and what counts as a result."""
    known = labels("outcome_labels")
    counted = ", ".join(known.get(code, code) for code in programme.outcomes)
    found = [rule(one.label, _target(one, known), one.origin) for one in programme.targets]
    return [*found, Rule("Gezählte Ergebnisse", counted)] if counted else found


def exits(programme: Programme) -> list[Rule]:
    """Reasons for leaving, and that nobody leaves without what follows."""
    found = [rule(one.label, _EXITS[one.kind], one.origin) for one in programme.exits]
    after = programme.follow_on
    if after is not None:
        done = f"erfüllt durch: {either(map(event, after.done_by))}"
        found.insert(0, rule(after.label, joined(done, f"Ausnahme: {after.exception}"), after.origin))
    return found


def follow_up(programme: Programme) -> list[Rule]:
    """Talks promised after an event, and the consents they need."""
    return [rule(one.label, _promise(one), one.origin) for one in programme.follow_up]


def reports(programme: Programme) -> list[Rule]:
    """Who is given which report, and the tables of those made of figures."""
    found = [
        rule(one.label, f"an: {listed(one.recipients)}", one.origin)
        for one in programme.time.deadlines
        if _told_to_somebody(one)
    ]
    for report in programme.reports:
        found.append(rule(report.label, count(len(report.sections), "Tabelle", "Tabellen"), report.origin))
        for section in report.sections:
            stand = f"Stand {german_date(section.as_of)}" if section.as_of else ""
            found.append(rule(f"{report.label}: {section.label}", stand, section.origin))
    return found


def results(programme: Programme) -> list[Rule]:
    """What the source prints, each with what it divides by; a figure without it says so."""
    return [rule(one.label, _result(one), one.origin) for one in programme.results]


def _told_to_somebody(one: Deadline) -> bool:
    return bool(one.recipients)


def _target(one: Target, known: dict[str, str]) -> str:
    value = german_number(one.value)
    amount = {"percent": f"{value} %", "number": value, "reduction": f"um {value} % weniger"}[one.measure]
    words = f"{amount} {_DENOMINATORS[one.denominator.rule]}".strip()
    if one.denominator.value is not None:
        words += f" ({german_number(one.denominator.value)}; {one.denominator.reasoning})"
    return joined(f"{words}, bis {german_date(one.as_of)}", f"gezählt werden {_numerator(one.numerator, known)}")


def _numerator(one: Numerator, known: dict[str, str]) -> str:
    groups = labels("outcome_group_labels")
    what = [groups.get(code, code) for code in one.groups] + [known.get(code, code) for code in one.kinds]
    counted = f"{_COUNTED[one.count]}: {listed(what)}" if what else _COUNTED[one.count]
    insurers = labels("insurer_labels")
    return f"{counted}, nur versichert bei: {insurers.get(one.insurer, one.insurer)}" if one.insurer else counted


def _promise(one: FollowUp) -> str:
    return joined(
        f"Gespräche nach {listed(span.words() for span in one.talks)}, gezählt ab: {event(one.after)}",
        f"nur mit Einwilligung: {consent(one.consent)}" if one.consent else "",
        f"mit dem Betrieb nur mit eigener Einwilligung: {consent(one.employer_consent)}"
        if one.employer_consent
        else "",
    )


def _result(one: PublishedResult) -> str:
    unit = _RESULT_UNITS[one.unit]
    number = f"{german_number(one.numerator)} {unit}".strip()
    if one.denominator is not None:
        whole = f"von {german_number(one.denominator)} ({one.denominator_label})"
    else:
        whole = "wovon, nennt die Quelle nicht" if one.unit in {"people", "households", "percent"} else ""
    return joined(
        f"{number} {whole}".strip() if one.denominator is not None else number,
        whole if one.denominator is None else "",
        one.subgroup or "",
        f"gedruckt: {one.printed}" if one.printed else "",
        f"Stand {german_date(one.as_of)}" if one.as_of else "",
        "eine Person kann mehrfach zählen" if one.multiple else "",
    )
