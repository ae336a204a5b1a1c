"""What the value of an event may be, and how it is called: consents, modules, documents, yes and no."""

from rundblick.programmes.consents import HOME_VISIT, needs
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import ProgrammeEvent
from rundblick.programmes.vocabulary import KnownEvent, vocabulary

YES, NO = "yes", "no"
DECISION = ((YES, "Ja"), (NO, "Nein"))


def values_of(programme: Programme, event: KnownEvent) -> list[tuple[str, str]]:
    """(code, German name) of each value this event may have in this programme; empty where it has none."""
    match event.values:
        case "consents":
            return consents_of(programme)
        case "modules":
            return [(module.code, module.label) for module in programme.modules]
        case "evidence":
            found = {one.code: one.label for subsidy in programme.money.subsidies for one in subsidy.evidence}
            return list(found.items())
        case "decision":
            return list(DECISION)
    return []


def consents_of(programme: Programme) -> list[tuple[str, str]]:
    """(code, German name) of the consents this programme asks about, in the order of the vocabulary."""
    asked = {need.purpose for need in needs(programme)}
    asked |= {meeting.consent for meeting in programme.care.meetings if meeting.consent}
    if any(event.home for event in map(vocabulary().event, _ways(programme)) if event):
        asked.add(HOME_VISIT)
    return [(known.code, known.label) for known in vocabulary().consents if known.code in asked]


def value_words(event: ProgrammeEvent, programme: Programme | None = None) -> str:
    """The value of an event in German; empty where it has none or where only the definition knows its name."""
    known = vocabulary().event(event.kind)
    if known is None or not known.values or not event.value:
        return ""
    if known.values == "consents":
        return next((one.label for one in vocabulary().consents if one.code == event.value), "")
    if known.values == "decision":
        return dict(DECISION).get(event.value, "")
    return dict(values_of(programme, known)).get(event.value, "") if programme else ""


def _ways(programme: Programme) -> set[str]:
    return {way for ladder in programme.time.ladders for way in ladder.ways}
