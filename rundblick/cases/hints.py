"""Hints to the wording of a note (Handreichung 3.6): one at a time, explained, overruled with one tap, kept nowhere.

What is found goes into the page of whoever writes and is forgotten with it (design rule 8). What the writer leaves as
it is travels as a hidden field with the draft of this one text.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rundblick.language import Finding, check

TEXTS = ("sentence", "summary", "agreements")
"""Fields looked at. The own concern is in the person's words: nobody corrects those."""
QUIET = "still"
_GAP = "\n\n"


@dataclass(frozen=True)
class Hint:
    """One hint beside one field. `key` is what the writer sends back to leave it as it is."""

    field: str
    finding: Finding

    @property
    def key(self) -> str:
        """The rule and the words it is about."""
        return f"{self.finding.rule}|{self.finding.quote}"


@dataclass(frozen=True)
class House:
    """What the house agreed on: words that are never hinted at, and its text modules."""

    allowed: Collection[str] = ()
    modules: Collection[str] = ()


def hints(
    texts: Mapping[str, str],
    *,
    house: House,
    quiet: Collection[str] = (),
    next_step: bool | None = None,
    only: str = "",
    at_home: bool = False,
) -> list[Hint]:
    """What is worth a second look, the most important first. Pure.

    `quiet`: keys of hints that were left as they are. `next_step`: whether the form holds a next step or appointment;
    None if the texts may name one. `only`: hints of this one field, and none about the whole. `at_home`: the talk took
    place where the person lives.
    """
    given = [(name, texts.get(name, "").strip()) for name in TEXTS if texts.get(name, "").strip()]
    if not given:
        return []
    whole = _GAP.join(text for _name, text in given)
    findings = check(whole, allowed=house.allowed, has_next_step=next_step, modules=house.modules, at_home=at_home)
    usual = {word.casefold() for word in house.allowed}
    found = [Hint(_field(given, finding), finding) for finding in findings if finding.quote.casefold() not in usual]
    found = [hint for hint in found if hint.key not in quiet]
    if only:
        found = [hint for hint in found if hint.field == only and hint.finding.quote]
    return sorted(found, key=lambda hint: (-hint.finding.weight, hint.finding.start, hint.finding.rule))


def _field(given: list[tuple[str, str]], finding: Finding) -> str:
    """In which field a finding stands; about the whole it stands beside the last one that was filled."""
    if not finding.quote:
        return given[-1][0]
    end = 0
    for name, text in given:
        end += len(text) + len(_GAP)
        if finding.start < end:
            return name
    return given[-1][0]
