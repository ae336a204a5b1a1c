"""For whom a programme is meant, which questions are asked for a nomination, and how people come in."""

from collections.abc import Iterator

from rundblick.access.roles import Role
from rundblick.programmes.conditions import ALL_OF_THEM, Finding, evaluate
from rundblick.programmes.definition import AccessStep, Programme
from rundblick.programmes.profile.telling import Rule, consent, event, joined, listed, rule
from rundblick.web.clock import today
from rundblick.web.german import count

ACCESS = {"voluntary": "Freiwillig", "assigned": "Zuweisung"}
_ACCESS_WORDS = {
    "voluntary": "Niemand beginnt ohne Zustimmung, und Gehen ist jederzeit möglich.",
    "assigned": "Das Jobcenter weist zu.",
}
_SIDES = {
    "indication": "spricht dafür",
    "requirement": "Voraussetzung; über ein Nein wird gesprochen",
    "exclusion": "spricht dagegen; über ein Ja wird gesprochen",
}
_BLOCKED = {
    "start": "Ohne sie beginnt niemand.",
    "home_visit": "Ohne sie betritt niemand die Wohnung.",
    "employer_contact": "Ohne sie spricht niemand mit dem Betrieb.",
    "follow_up": "Ohne sie gibt es keine Nachbetreuung.",
}


def target_group(programme: Programme) -> list[Rule]:
    """The conditions as sentences, each with a way to find out."""
    asked = evaluate(programme.target_group.condition, (), today())
    return [
        Rule(sentence, f"So findet man es heraus: {find_out}" if find_out else "")
        for sentence, find_out in _sentences(asked)
    ]


def checklist(programme: Programme) -> list[Rule]:
    """Questions of the nomination, with the side their answer speaks for."""
    return [
        rule(one.text, joined(_SIDES[one.side], one.help or ""), one.origin) for one in programme.target_group.checklist
    ]


def checklist_lead(programme: Programme) -> str:
    """What the questions are for, and how many of them the source asks for."""
    least = programme.target_group.at_least
    needed = f" Die Quelle möchte mindestens {count(least, 'Hinweis', 'Hinweise')}." if least else ""
    return (
        f"Nur im Gespräch über einen Vorschlag; aufgehoben wird allein Ja oder Nein, gesucht wird danach nie.{needed}"
    )


def way_in(programme: Programme) -> list[Rule]:
    """Voluntary or assigned, and the steps with people and spans."""
    access = programme.access
    found = [rule(ACCESS[access.kind], _ACCESS_WORDS[access.kind], access.origin)]
    found += [rule(step.label, _step(step), step.origin) for step in access.steps]
    if access.waiting_list:
        found.append(
            Rule("Warteliste", "Sind alle Plätze vergeben, wird in der Reihenfolge der Vorschläge nachgerückt.")
        )
    return found


def consents(programme: Programme) -> list[Rule]:
    """Each consent with what is blocked without it, and nothing else."""
    return [rule(consent(one.purpose), _BLOCKED[one.needed_for], one.origin) for one in programme.access.consents]


def weighing(programme: Programme) -> list[Rule]:
    """The checklist that holds several ways side by side."""
    weighed = programme.access.weighing
    if weighed is None:
        return []
    names = {option.code: option.label for option in weighed.options}
    ways = f"Abgewogen werden: {listed(names.values())}. Vorgeschlagen wird, wofür am meisten spricht."
    found = [rule(weighed.label, ways, weighed.origin)]
    return found + [
        rule(one.text, f"Ein Ja spricht für: {listed(names[code] for code in one.speaks_for)}", one.origin)
        for one in weighed.questions
    ]


def _step(step: AccessStep) -> str:
    within = ""
    if step.within is not None:
        after = f": {event(step.after)}" if step.after else " dem Vorschlag"
        within = f"spätestens {step.within.words()} nach{after}"
    return joined(
        f"durch: {', '.join(Role(role).label for role in step.by)}",
        f"dabei: {listed(step.people)}" if step.people else "",
        within,
        "" if step.required else "nicht zwingend",
    )


def _sentences(finding: Finding) -> Iterator[tuple[str, str]]:
    if not finding.parts:
        yield finding.label, finding.find_out
    elif finding.label == ALL_OF_THEM:
        for part in finding.parts:
            yield from _sentences(part)
    else:
        inner = "; ".join(sentence for part in finding.parts for sentence, _ in _sentences(part))
        yield f"{finding.label}: {inner}", ""
