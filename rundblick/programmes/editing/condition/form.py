"""A condition as pieces of a form: groups in groups, each line with the fields its fact asks for."""

import json
from dataclasses import dataclass, field
from typing import Any

from django import forms

from rundblick.programmes.conditions import Condition
from rundblick.programmes.editing.choices import Choice, with_given
from rundblick.programmes.editing.condition.tree import (
    MOST_LEVELS,
    MOST_PARTS,
    Group,
    Kept,
    Kind,
    Line,
    Pair,
    Part,
    known,
    tree_of,
)
from rundblick.programmes.editing.condition.turns import further
from rundblick.programmes.editing.condition.typed import FORM
from rundblick.programmes.editing.condition.values import (
    YES_NO,
    comparisons,
    first_comparison,
    shape,
    text_of,
)
from rundblick.programmes.editing.condition.words import PASSES, kept_words, lead_of, line_words, reading
from rundblick.programmes.editing.keys import Key, words_of
from rundblick.programmes.editing.nodes import Fields, Node
from rundblick.programmes.vocabulary import KnownFact, vocabulary
from rundblick.web.forms import DateInput

REDRAWS = "prog-redraws"
"""Choices of these fields change which fields follow."""

_WHEN = {
    "all": "alle Angaben zutreffen",
    "any": "mindestens eine Angabe zutrifft",
    "none": "keine Angabe zutrifft",
}
_JOINTS: dict[Kind, str] = {"all": "und", "any": "oder", "none": "und auch nicht"}
_OF_DAYS = {
    "equals": "am",
    "one_of": "an einem dieser Tage",
    "at_least": "am oder nach dem",
    "more_than": "nach dem",
    "at_most": "am oder vor dem",
    "less_than": "vor dem",
}
_ABOUT = {"household": "Zur Bedarfsgemeinschaft", "person": "Zur Person"}


@dataclass(frozen=True, slots=True)
class Focus:
    """Where somebody goes on after a button: the part and what was done to it."""

    name: str = ""
    verb: str = ""


NOWHERE = Focus()


@dataclass
class Piece(Node):
    """A part of a condition. `kind`: condition (the whole), group, line or kept, each with "condition-" before it.

    `joint`: the word between this part and the one before. `up`, `down`, `more` (a further comparison), `less`, `adds`,
    `nests`: which buttons it has. `told`: the whole condition in a sentence, or a part that is only carried along.
    `wording`: the own words of the house, shown while their field is folded away.
    """

    joint: str = ""
    up: bool = False
    down: bool = False
    more: bool = False
    less: bool = False
    adds: bool = False
    nests: bool = False
    hidden: list[Node] = field(default_factory=list)
    pairs: list[list[Node]] = field(default_factory=list)
    focus: str = ""
    wording: str = ""

    def inner(self) -> list[Node]:
        """Everything inside, hidden fields too."""
        return [*super().inner(), *self.hidden, *(one for pair in self.pairs for one in pair)]


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws one condition. `unit`: of the programme, which decides about whom may be asked."""

    fields: Fields
    unit: str
    focus: Focus

    def condition(self, key: Key, name: str, data: Any) -> Piece:
        """The whole condition of a key of the schema."""
        tree = tree_of(data)
        lead = lead_of(key.name)
        piece = self._group(tree, name, 1, f"{'Es passt' if lead == PASSES else 'Es zählt'}, wenn …")
        piece.kind, piece.label, piece.help = "condition", key.words.label, key.words.help or ""
        piece.remove = name if key.may_be_absent else ""
        piece.told = reading(data, lead=lead)
        if tree.bare:
            piece.hidden.append(self.fields.hidden(f"{name}-bare", "1"))
        return piece

    def _group(self, group: Group, name: str, level: int, asked: str) -> Piece:
        piece = Piece("condition-group", name, group.label or "Gruppe")
        piece.children = [self._when(name, asked, group.kind)]
        piece.minor, piece.wording = [self._own_words(name, group.label)], group.label
        piece.adds = len(group.parts) < MOST_PARTS
        piece.nests = piece.adds and level < MOST_LEVELS
        last = len(group.parts) - 1
        for index, part in enumerate(group.parts):
            inner = self._part(part, f"{name}-{index}", level + 1)
            inner.joint = _JOINTS[group.kind] if index else ""
            inner.up, inner.down = index > 0, index < last
            inner.label = f"{index + 1}. {inner.label}"
            inner.focus = self._button(inner)
            piece.children.append(inner)
        return piece

    def _part(self, part: Part, name: str, level: int) -> Piece:
        match part:
            case Group():
                piece = self._group(part, name, level, "Die Gruppe trifft zu, wenn …")
                form = "group"
            case Line():
                piece, form = self._line(part, name), "line"
            case Kept():
                piece, form = Piece("condition-kept", name, "fester Teil", told=kept_words(part.value)), "kept"
                piece.hidden = [self.fields.hidden(f"{name}-kept", json.dumps(part.value, ensure_ascii=False))]
        piece.hidden.append(self.fields.hidden(f"{name}-{FORM}", form))
        return piece

    def _line(self, line: Line, name: str) -> Piece:
        asked = known(line.fact)
        piece = Piece("condition-line", name, line_words(line))
        fact = self.fields.select(f"{name}-fact", "Merkmal", self._facts(line.fact), line.fact)
        self._mark(f"{name}-fact", redraws=True, first=self.focus in (Focus(name, "line"), Focus(name, "remove")))
        piece.children = [fact]
        piece.hidden = [self.fields.hidden(f"{name}-was", line.fact)]
        piece.minor, piece.wording = [self._own_words(name, line.label)], line.label
        if asked is None:
            return piece
        pairs = line.pairs or (Pair(first_comparison(asked)),)
        for index, pair in enumerate(pairs):
            others = {one.how for one in pairs if one is not pair}
            piece.pairs.append(self._pair(asked, pair, f"{name}-c{index}", others, piece))
        piece.more, piece.less = bool(further(line)), len(pairs) > 1
        if self.focus in (Focus(name, "compare"), Focus(name, "draw")):
            self._mark(f"{name}-c{len(pairs) - 1}-value", first=True)
        return piece

    def _pair(self, asked: KnownFact, pair: Pair, name: str, others: set[str], piece: Piece) -> list[Node]:
        hows = [(how, how_words(asked, how)) for how in comparisons(asked) if how == pair.how or how not in others]
        if len(hows) == 1:
            piece.hidden.append(self.fields.hidden(f"{name}-how", pair.how))
            return [self._value(asked, pair, name, piece)]
        how = self.fields.select(f"{name}-how", "Vergleich", hows, pair.how)
        self._mark(f"{name}-how", redraws=True)
        return [how, self._value(asked, pair, name, piece)]

    def _value(self, asked: KnownFact, pair: Pair, name: str, piece: Piece) -> Node:
        here, texts = f"{name}-value", [text_of(asked, value) for value in pair.values]
        label = f"Wert ({asked.unit})" if asked.unit else "Wert"
        first = texts[0] if texts else ""
        found: list[Choice] = with_given(list(asked.choices.items()), texts)
        match shape(asked, pair.how):
            case "yes_no":
                return self.fields.select(here, "Antwort", [("", "Bitte wählen"), *YES_NO.items()], first)
            case "choice":
                return self.fields.select(here, "Antwort", [("", "Bitte wählen"), *found], first)
            case "ticks":
                piece.hidden.append(self.fields.hidden(f"{name}-order", " ".join(texts)))
                return self.fields.ticks(here, "Antworten", found, texts)
            case "lines":
                rows = forms.Textarea(attrs={"rows": max(2, min(len(texts), 8))})
                return self.fields.text(here, label, "\n".join(texts), help="Je Zeile einer.", widget=rows)
            case "number":
                number = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
                return self.fields.text(here, label, first, widget=number)
            case "date":
                return self.fields.text(here, label, first, widget=DateInput())
        return self.fields.text(here, label, first)

    def _when(self, name: str, label: str, kind: str) -> Node:
        node = self.fields.select(f"{name}-how", label, list(_WHEN.items()), kind)
        self._mark(f"{name}-how", redraws=True, first=self.focus in (Focus(name, "group"), Focus(name, "remove")))
        return node

    def _own_words(self, name: str, given: str) -> Node:
        return self.fields.text(
            f"{name}-label", "Eigener Wortlaut", given, help="Steht im Steckbrief an Stelle des erzeugten Satzes."
        )

    def _mark(self, name: str, *, redraws: bool = False, first: bool = False) -> None:
        attrs = self.fields.made[name].widget.attrs
        if redraws:
            attrs["class"] = REDRAWS
        if first:
            attrs["autofocus"] = True

    def _button(self, piece: Piece) -> str:
        """The button that has the focus: the same again, or the opposite one where it goes no further."""
        if self.focus.name != piece.name or self.focus.verb not in {"up", "down", "only"}:
            return ""
        if self.focus.verb == "only":
            return "compare"
        return "up" if (self.focus.verb == "up" and piece.up) or not piece.down else "down"

    def _facts(self, given: str) -> list[Any]:
        shown = [fact for fact in vocabulary().facts if self.unit != "household" or fact.about == "household"]
        shown += [fact for fact in vocabulary().facts if fact.code == given and fact not in shown]
        ordered = sorted(shown, key=lambda fact: fact.label.casefold())
        groups = [
            (label, [(fact.code, fact.label) for fact in ordered if fact.about == about])
            for about, label in _ABOUT.items()
        ]
        return [("", "Bitte wählen"), *(group for group in groups if group[1])]


def how_words(asked: KnownFact, how: str) -> str:
    """A comparison in words that suit the fact."""
    return _OF_DAYS[how] if asked.type == "date" else words_of(Condition).keys[how].label
