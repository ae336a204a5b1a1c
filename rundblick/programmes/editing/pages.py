"""What the pages of drafts show, put together from the pure parts."""

from dataclasses import dataclass
from typing import Any

from rundblick.catalogue.loading import Place
from rundblick.programmes import profile as profiles
from rundblick.programmes.editing.compare import Change, changes, told, value_words
from rundblick.programmes.editing.complaints import Checked, Wrong, checked, name_of
from rundblick.programmes.editing.condition.form import Focus
from rundblick.programmes.editing.condition.places import BUTTON, pressed
from rundblick.programmes.editing.condition.tree import data_from
from rundblick.programmes.editing.condition.turns import turned as turn
from rundblick.programmes.editing.condition.typed import read_condition
from rundblick.programmes.editing.document import Data, at, data_of, put
from rundblick.programmes.editing.hiding import shown
from rundblick.programmes.editing.keys import condition_place
from rundblick.programmes.editing.plain import NOTHING, Posted
from rundblick.programmes.editing.sections import SECTIONS, EditSection
from rundblick.programmes.editing.typed import read_key
from rundblick.programmes.models import DefinitionDraft, ProgrammeCount
from rundblick.programmes.publishing import document
from rundblick.web.parts import Badge, Cell, Column, Table

ADD = "_add"
REMOVE = "_remove"


@dataclass(frozen=True)
class SectionLine:
    """A section on the page of a draft: what is open in it, and how much of it was changed."""

    section: EditSection
    wrong: int
    changed: int


@dataclass(frozen=True)
class Explained:
    """A section in sentences. `wrong`: what keeps the engine from reading it."""

    rules: list[tuple[str, str]]
    wrong: list[str]
    elsewhere: int


def changes_of(draft: DefinitionDraft) -> list[Change]:
    """What differs from the version the draft was copied from; nothing for a new programme."""
    return changes(data_of(document(draft.based_on)), draft.document) if draft.based_on is not None else []


def as_table(differing: list[Change], *, caption: str, old: str, new: str) -> Table | None:
    """Differences as a table; None where there are none."""
    if not differing:
        return None
    fresh, gone = Cell(badge=Badge(text="neu", kind="info")), Cell(badge=Badge(text="entfällt", kind="warning"))
    return Table(
        caption=caption,
        columns=[Column(label="Regel"), Column(label=old), Column(label=new)],
        rows=[[one.where, one.old or fresh, one.new or gone] for one in differing],
        hidden_caption=True,
    )


def effects_table(lines: list[dict[str, Any]]) -> Table | None:
    """What would change, rule by rule, with the totals of what comes and goes."""
    if not lines:
        return None
    names = ("before", "coming", "going", "moving", "after")
    *rules, total = lines
    return Table(
        caption="Heute fällige Dinge je Regel, jetzt und nach dem Entwurf",
        columns=[
            Column(label="Regel"),
            Column(label="jetzt", numeric=True),
            Column(label="kommt dazu", numeric=True),
            Column(label="fällt weg", numeric=True),
            Column(label="anderer Tag", numeric=True),
            Column(label="nach dem Entwurf", numeric=True),
        ],
        rows=[[line["label"], *(shown(line[name]) for name in names)] for line in rules],
        foot=[total["label"], "", shown(total["coming"]), shown(total["going"]), "", ""],
        hidden_caption=True,
    )


def lines(found: Checked, differing: list[Change]) -> list[SectionLine]:
    """All sections with what is open and changed in them."""
    return [
        SectionLine(section, len(found.of(section)), sum(one.section == section for one in differing))
        for section in SECTIONS
    ]


def explained(section: EditSection, data: Data) -> Explained:
    """How the engine reads a section: in the words of the profile, or key by key while something is wrong."""
    found = checked(data)
    own = [f"{one.where}: {one.message}" for one in found.of(section)]
    if found.programme is not None and section.told:
        rules = [
            (rule.text, rule.detail)
            for part in profiles.sections(found.programme)
            if part.title in section.told
            for rule in part.rules
        ]
        if rules:
            return Explained(rules, [], 0)
    return Explained(_key_by_key(section, data), own, len(found.wrong) - len(own))


def read(section: EditSection, posted: Posted, before: Data) -> Data:
    """The whole definition with this section as it was typed."""
    return {
        **before,
        **{key.name: read_key(key, posted, key.name, before.get(key.name)) for key in section.shown_keys()},
    }


def turned(posted: Posted, section: EditSection, before: Data) -> tuple[Data, Focus] | None:
    """What is typed after a button of a condition was pressed, and where to go on; None where none was."""
    button = pressed(str(posted.get(BUTTON, "")))
    found = condition_place(button[1]) if button else None
    if button is None or found is None or found[0][0] not in section.names:
        return None
    (verb, _), (above, inner) = button, found
    name = "-".join(map(str, above))
    data, tree = read(section, posted, before), read_condition(posted, name)
    path = tuple(step for step in inner if isinstance(step, int))
    if tree is None or len(path) < len(inner) or not possible(data, above):
        return None
    changed, there = turn(tree, verb, path)
    return put(data, above, data_from(changed)), Focus("-".join([name, *map(str, there)]), verb)


def already_wrong(section: EditSection, data: Data) -> list[Wrong]:
    """The mistakes of a section while somebody is still at it: what is only empty is not wrong yet."""
    return [one for one in checked(data).of(section) if at(data, one.place) not in NOTHING]


def possible(data: Data, place: Place) -> bool:
    """Whether something may stand there: at a key, below rows that exist."""
    rows = [place[: index + 1] for index, step in enumerate(place) if isinstance(step, int)]
    return isinstance(place[-1], str) and all(isinstance(at(data, row), dict) for row in rows)


def place_from(name: str, section: EditSection) -> Place | None:
    """The place a button names; None when it is not one of this section."""
    steps = tuple(int(step) if step.isdecimal() and len(step) < 4 else step for step in name.split("-"))
    return steps if steps and steps[0] in section.names else None


def effects_sentence(row: ProgrammeCount) -> str:
    """The numbers of a draft's effects in one sentence."""
    total: dict[str, Any] = row.result["lines"][-1] if row.result.get("lines") else {}
    if not total:
        return "Für die laufenden Teilnahmen würde sich heute nichts ändern."
    coming, going = (_words(total[name]) for name in ("coming", "going"))
    return f"Von dem, was heute ansteht, käme dazu: {coming}. Es fiele weg: {going}."


def _words(number: int | None) -> str:
    return "einiges, die Zahl ist klein" if number is None else "nichts" if not number else str(number)


def _key_by_key(section: EditSection, data: Data) -> list[tuple[str, str]]:
    found = []
    for key in section.shown_keys():
        value = data.get(key.name)
        if key.kind == "rows" and key.part is not None and isinstance(value, list):
            found += [(name_of(row) or key.words.label, told(key.part, row, data)) for row in value]
        elif key.kind != "part" and (words := value_words(key, value, data)):
            found.append((key.words.label, words))
    return found
