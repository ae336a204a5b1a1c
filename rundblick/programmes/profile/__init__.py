"""The one-page profile (Steckbrief) of a programme: its definition in German, rule by rule, with where each is from."""

import uuid

from rundblick.programmes.definition import Programme
from rundblick.programmes.profile import care, content, ending, frame, money, who
from rundblick.programmes.profile.telling import Rule, Section, origins, rule, source_of
from rundblick.programmes.profile.who import ACCESS
from rundblick.programmes.vocabulary import vocabulary

__all__ = [
    "ACCESS",
    "DELIVERY",
    "UNITS",
    "Rule",
    "Section",
    "assumptions",
    "folded",
    "legal_bases",
    "origins",
    "searched",
    "sections",
    "source_of",
]

UNITS = {
    "person": "einzelne Personen",
    "household": "Haushalte (Bedarfsgemeinschaften)",
    "person_and_employer": "Personen zusammen mit ihrem Betrieb",
}
DELIVERY = {
    "line": "durch das Jobcenter selbst",
    "project_team": "durch ein Projektteam des Jobcenters",
    "tender": "durch einen Träger nach Ausschreibung",
    "inhouse": "durch eine eigene Einrichtung des Trägers der Grundsicherung",
    "project_funding": "durch einen Träger mit Projektförderung",
    "single_case": "als Förderung im Einzelfall",
    "voucher": "über einen Gutschein",
    "service": "als Dienst für andere",
}
_texts: dict[uuid.UUID, str] = {}


def sections(programme: Programme) -> list[Section]:
    """Everything the definition says, in the order people ask: who, how, how closely, when, with what, what for."""
    origin = source_of(programme.target_group.origin)
    source = f" Quelle: {origin}." if origin else ""
    assumed = programme.target_group.origin.assumption
    unit = f"Das Programm nimmt {UNITS[programme.unit]} auf.{source}" + (f" Annahme: {assumed}" if assumed else "")
    found = [
        Section("Für wen", who.target_group(programme), unit),
        Section("Fragen für einen Vorschlag", who.checklist(programme), who.checklist_lead(programme)),
        Section("Der Weg ins Programm", who.way_in(programme)),
        Section("Einwilligungen", who.consents(programme), "Ablehnen ist möglich, ohne Grund und ohne Folgen."),
        Section("Abwägen", who.weighing(programme), "Die Fragen schlagen vor; Menschen entscheiden und sagen, warum."),
        Section("Betreuung", care.care(programme)),
        Section("Gemeinsame Gespräche", care.meetings(programme)),
        Section("Phasen und Fristen", care.clocks(programme)),
        Section("Wenn jemand nicht erreicht wird", care.ladders(programme), "Versuche sind Angebote, keine Pflichten."),
        Section(
            "Anwesenheit",
            care.attendance(programme),
            "Fehlzeiten führen zu Hilfe und zum Nachholen, nie zu einer Meldung für Minderungen.",
        ),
        Section("Module", content.modules(programme)),
        Section("Werkzeuge und Pläne", content.tools(programme)),
        Section("Ziele", ending.targets(programme)),
        Section("Austritt und Anschluss", ending.exits(programme), "Gehen ist jederzeit möglich."),
        Section("Nachbetreuung", ending.follow_up(programme)),
        Section("Berichte", ending.reports(programme)),
        Section("Geld", money.money(programme), "Beträge der Zeit, aus der die Quelle ist."),
        Section("Prämien, Zuschüsse und Quoten", money.billing(programme)),
        Section(
            "Veröffentlichte Ergebnisse",
            ending.results(programme),
            "Aus der Quelle abgeschrieben, nicht aus unseren Fällen gezählt.",
        ),
        Section("Rechtsgrundlage und Rahmen", frame.frame(programme)),
        Section("Wissenswertes", [rule("", one.text, one.origin) for one in programme.remarks]),
    ]
    return [section for section in found if section.rules]


def legal_bases(programme: Programme) -> list[str]:
    """The legal bases in words."""
    return [basis.label if (basis := vocabulary().legal_basis(use.code)) else use.code for use in programme.legal_basis]


def assumptions(programme: Programme) -> int:
    """How many rules rest on an assumption, because the source says nothing or no number."""
    return sum(origin.assumption is not None for origin in origins(programme))


def searched(programme: Programme, key: uuid.UUID | None = None) -> str:
    """The words a search looks into, folded. `key`: of the published row, whose words never change and are kept."""
    if key is not None and key in _texts:
        return _texts[key]
    words = [programme.title, programme.long_title, programme.summary, programme.source.document]
    words += [programme.source.publisher, programme.source.host or "", *programme.source.rows]
    words += [*programme.keywords, *legal_bases(programme), *(site.label for site in programme.sites)]
    words += [f"{one.text} {one.detail}" for section in sections(programme) for one in section.rules]
    text = folded(" ".join(words))
    if key is not None:
        _texts[key] = text
    return text


def folded(text: str) -> str:
    """Lower case, umlauts written out, so that "buergergeld" finds "Bürgergeld"."""
    plain = text.casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        plain = plain.replace(letter, written)
    return " ".join(plain.split())
