"""The one-page profile (Steckbrief) of a programme: its definition in German, rule by rule, with where each is from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from rundblick.access.roles import Role
from rundblick.programmes.conditions import Finding, evaluate
from rundblick.programmes.definition import Origin, Programme, Target
from rundblick.programmes.registries import names
from rundblick.programmes.rules import rules_of
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today
from rundblick.web.german import german_date, german_number

UNITS = {
    "person": "einzelne Personen",
    "household": "Haushalte (Bedarfsgemeinschaften)",
    "person_and_employer": "Personen zusammen mit ihrem Betrieb",
}
ACCESS = {"voluntary": "Freiwillig", "assigned": "Zuweisung"}
ACCESS_WORDS = {
    "voluntary": "Niemand beginnt ohne Zustimmung, und Gehen ist jederzeit möglich.",
    "assigned": "Das Jobcenter weist zu.",
}
RATIOS = {
    "participants_per_coach": "Teilnehmende je Coach",
    "cases_per_fte": "Fälle je Vollzeitstelle",
    "minimum_per_coach": "Mindestzahl je Coach",
}
EXITS = {
    "integration": "Arbeit oder Ausbildung",
    "goal_reached": "Ziel erreicht",
    "positive_early": "vorzeitig, weil es gut ging",
    "regular": "regulär",
    "early": "vorzeitig",
}
DENOMINATORS = {
    "people": "aller bis dahin aufgenommenen Personen",
    "households": "aller bis dahin aufgenommenen Haushalte",
    "inferred": "einer erschlossenen Zahl",
    "stock": "aller der Zielgruppe am ersten Tag",
    "none": "",
}


@dataclass(frozen=True)
class Rule:
    """One rule as the profile shows it. `source`: rows and place in the document; `assumption`: why it was set."""

    text: str
    detail: str = ""
    source: str = ""
    assumption: str = ""


@dataclass(frozen=True)
class Section:
    """A group of rules under one heading."""

    title: str
    rules: list[Rule]
    lead: str = ""


def sections(programme: Programme) -> list[Section]:
    """Everything the definition says, in the order people ask: who, how, how closely, when, with what, what for."""
    found = [
        Section(
            "Für wen",
            _target_group(programme),
            f"Das Programm nimmt {UNITS[programme.unit]} auf. Quelle: {source_of(programme.target_group.origin)}.",
        ),
        Section("Der Weg ins Programm", _way_in(programme)),
        Section("Betreuung", _care(programme)),
        Section("Fristen", _clocks(programme)),
        Section("Werkzeuge", _tools(programme)),
        Section("Ziele und Ergebnisse", _results(programme)),
        Section("Austritt", [_rule(e.label, EXITS[e.kind], e.origin) for e in programme.exits]),
        Section("Danach", _follow_up(programme)),
        Section("Berichte", _reports(programme)),
        Section("Wissenswertes", [_rule(r.text, "", r.origin) for r in programme.remarks]),
    ]
    return [section for section in found if section.rules]


def legal_bases(programme: Programme) -> list[str]:
    """The legal bases in words."""
    return [basis.label if (basis := vocabulary().legal_basis(use.code)) else use.code for use in programme.legal_basis]


def assumptions(programme: Programme) -> int:
    """How many rules rest on an assumption, because the source says nothing or no number."""
    return sum(origin.assumption is not None for origin in origins(programme))


def origins(part: object) -> Iterator[Origin]:
    """Every origin below a part of a definition."""
    if isinstance(part, Origin):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from origins(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from origins(item)


def searched(programme: Programme) -> str:
    """The words a search looks into, folded."""
    words = [programme.title, programme.long_title, programme.summary, programme.source.document]
    words += [programme.source.publisher, *programme.source.rows, *legal_bases(programme)]
    words += [site.label for site in programme.sites]
    words += [rule.text for section in sections(programme) for rule in section.rules]
    return folded(" ".join(words))


def folded(text: str) -> str:
    """Lower case, umlauts written out, so that "buergergeld" finds "Bürgergeld"."""
    plain = text.casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        plain = plain.replace(letter, written)
    return " ".join(plain.split())


def source_of(origin: Origin) -> str:
    """Rows and place of a rule in its document."""
    return " · ".join([*([", ".join(origin.rows)] if origin.rows else []), *([origin.place] if origin.place else [])])


def _rule(text: str, detail: str, origin: Origin) -> Rule:
    return Rule(text, detail, source_of(origin), origin.assumption or "")


def _target_group(programme: Programme) -> list[Rule]:
    asked = evaluate(programme.target_group.condition, (), today())
    return [
        Rule(sentence, f"So findet man es heraus: {find_out}" if find_out else "")
        for sentence, find_out in _sentences(asked)
    ]


def _sentences(finding: Finding) -> Iterator[tuple[str, str]]:
    if not finding.parts:
        yield finding.label, finding.find_out
    elif finding.label == "Alles davon":
        for part in finding.parts:
            yield from _sentences(part)
    else:
        inner = "; ".join(sentence for part in finding.parts for sentence, _ in _sentences(part))
        yield f"{finding.label}: {inner}", ""


def _way_in(programme: Programme) -> list[Rule]:
    access = programme.access
    return [_rule(ACCESS[access.kind], ACCESS_WORDS[access.kind], access.origin)] + [
        _rule(
            step.label,
            f"durch: {', '.join(Role(role).label for role in step.by)}" + ("" if step.required else "; nicht zwingend"),
            step.origin,
        )
        for step in programme.access.steps
    ]


def _care(programme: Programme) -> list[Rule]:
    care = programme.care
    found = []
    if care.ratio is not None:
        value = german_number(care.ratio.value)
        found.append(_rule(f"Betreuungsschlüssel 1:{value}", RATIOS[care.ratio.meaning], care.ratio.origin))
    found += [_rule(f"{step.label}: {step.every.rhythm()} ein Kontakt", "", step.origin) for step in care.rhythm]
    labels = [event.label for code in care.contacts if (event := vocabulary().event(code))]
    if labels:
        found.append(Rule("Als Kontakt zählt", ", ".join(labels)))
    return found


def _clocks(programme: Programme) -> list[Rule]:
    found = [_rule(f"Phase {phase.label}", phase.purpose, phase.origin) for phase in programme.time.phases]
    shown = ("time.", "runs.")
    found += [
        _rule(rule.label, rule.words, rule.origin)
        for code, rule in rules_of(programme).items()
        if code.startswith(shown)
    ]
    return found


def _tools(programme: Programme) -> list[Rule]:
    labels = {tool.code: tool.label for tool in vocabulary().instruments}
    titles = _labels("journey_titles")
    tools = [_rule(labels.get(use.code, use.code), "", use.origin) for use in programme.instruments]
    return tools + [_rule(f"User Journey {titles.get(u.journey, u.journey)}", "", u.origin) for u in programme.journeys]


def _results(programme: Programme) -> list[Rule]:
    labels = _labels("outcome_labels")
    counted = ", ".join(labels.get(code, code) for code in programme.outcomes)
    found = [_rule(target.label, _target(target), target.origin) for target in programme.targets]
    return [*found, Rule("Gezählte Ergebnisse", counted)] if counted else found


def _target(target: Target) -> str:
    if target.measure == "number":
        return f"{german_number(target.value)}, bis {german_date(target.as_of)}"
    if target.measure == "reduction":
        return f"{german_number(target.value)} % weniger als am ersten Tag, bis {german_date(target.as_of)}"
    words = f"{german_number(target.value)} % {DENOMINATORS[target.denominator.rule]}"
    if target.denominator.value is not None:
        words += f" ({german_number(target.denominator.value)}; {target.denominator.reasoning})"
    return f"{words}, bis {german_date(target.as_of)}"


def _follow_up(programme: Programme) -> list[Rule]:
    return [
        _rule(promise.label, f"Gespräche nach {_listed(span.words() for span in promise.talks)}", promise.origin)
        for promise in programme.follow_up
    ]


def _reports(programme: Programme) -> list[Rule]:
    return [
        _rule(
            f"{report.label}: {section.label}",
            f"Stand {german_date(section.as_of)}" if section.as_of else "",
            section.origin,
        )
        for report in programme.reports
        for section in report.sections
    ]


def _listed(words: Iterable[str]) -> str:
    *first, last = list(words)
    return f"{', '.join(first)} und {last}" if first else last


def _labels(name: str) -> dict[str, str]:
    known = names.get(name)
    return dict(known()) if known else {}
