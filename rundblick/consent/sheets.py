"""The sheet that is signed: the German text, a translation beside it, whom it concerns, and lines for everybody."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from rundblick.consent import custody
from rundblick.consent.asking import Question, topic_label
from rundblick.consent.codes import TextKind
from rundblick.consent.wording import Block, Purpose
from rundblick.print.pdf import render
from rundblick.web.clock import now
from rundblick.web.german import german_date

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "consent.typ"


def paper(question: Question, kind: TextKind, said: Mapping[str, Any]) -> bytes:
    """The sheet as an accessible PDF (PDF/UA). `said`: what the form says so far; what it leaves open is a line.

    Whoever must sign has a line: the person, or for a minor two with custody and the minor. Raises PrintError.
    """
    text, translation = question.text, question.translation
    data: dict[str, Any] = {
        "title": f"Einwilligung: {question.purpose.label}",
        "blocks": _plain(text.blocks(kind)),
        "facts": [{"term": term, "said": words} for term, words in _facts(question, said)],
        "yes": "Ja, ich bin einverstanden:" if kind == TextKind.PLAIN else "Ja, ich willige ein:",
        "label": question.purpose.label,
        "signers": _signers(question),
        "foot": f"Fassung {text.version} vom {german_date(text.valid_from)}" + " (Entwurf)" * question.text_draft,
        "hash": f"SHA-256 {question.purpose.fingerprint(text, kind)}",
        "withdrawal": "Widerruf: jederzeit, ohne Grund, schriftlich, mündlich oder am Telefon. Weder ein Nein noch ein "
        "Widerruf ändert Leistungen oder hat rechtliche Folgen.",
        "basis": f"Rechtsgrundlagen: {', '.join(question.purpose.basis)}.",
        "other": None,
    }
    if translation is not None:
        language = translation.spoken
        data["other"] = language.model_dump() | {
            "label": translation.label,
            "blocks": _plain(translation.blocks),
            "draft": language.draft if question.translation_draft else "",
            "hash": f"SHA-256 {translation.fingerprint}",
        }
    return render(TEMPLATE, data, created=now())


def _facts(question: Question, said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Term and words; empty words become a line to fill in."""
    purpose = question.purpose
    facts = [("Für", question.member.name)]
    match purpose.to:
        case "coach":
            readers = {str(key): f"{one.user}, {one.user.organisation}" for key, one in question.readers.items()}
            facts.append(("Liest und schreibt", readers.get(said.get("recipient", ""), "")))
        case "organisation":
            houses = {str(key): house.name for key, house in question.agencies.items()}
            chosen = said.get("topics", ())
            facts.append(("Stelle", houses.get(said.get("organisation", ""), "")))
            facts += [("Themen", words) for words in _boxes(purpose, chosen)]
        case "named":
            facts.append((purpose.named or "", said.get("named", "")))
    last = said.get("last_day")
    facts.append((f"Gilt bis einschließlich (höchstens {question.longest})", german_date(last) if last else ""))
    facts.append(("Erklärt von, gedolmetscht von", ""))
    return facts


def _boxes(purpose: Purpose, chosen: Collection[str]) -> list[str]:
    """The topics to tick, in one line; each that needs an explicit yes in a line of its own."""
    boxes = {topic: f"{'☒' if topic in chosen else '☐'} {topic_label(purpose, topic)}" for topic in purpose.topics}
    ordinary = "   ".join(words for topic, words in boxes.items() if topic not in purpose.explicit)
    return [words for words in [ordinary, *(boxes[topic] for topic in purpose.explicit)] if words]


def _signers(question: Question) -> list[str]:
    if not question.minor:
        return [question.member.name]
    return [*_with_custody(question), f"{question.member.name}, sobald alt genug, um es zu verstehen"]


def _with_custody(question: Question) -> list[str]:
    """A line for each who has custody; where nobody knows yet, for two."""
    held = question.custody
    if held is None or not custody.known(held):
        return ["wer das Sorgerecht hat", "zweite Person mit Sorgerecht"]
    names = [person.name for person in (held.first, held.second) if person is not None]
    return [*names, *(["wer außerhalb des Haushalts das Sorgerecht hat"] if held.outside else [])]


def _plain(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [{"kind": block.kind, "lines": list(block.lines)} for block in blocks]
