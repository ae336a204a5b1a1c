"""The corpus read, checked and counted: for each rule how often it spoke up rightly, wrongly, or stayed silent."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import yaml

from rundblick.language import Kind, check

FOLDER = Path(__file__).with_name("corpus")


@dataclass(frozen=True)
class Sample:
    """A text with the codes that should come. Sentences are parts of a note whose form holds the next step."""

    text: str
    expected: frozenset[str]
    held_out: bool
    kind: Kind = "vermerk"
    has_next_step: bool | None = None
    modules: tuple[str, ...] = ()

    def found(self) -> set[str]:
        findings = check(self.text, kind=self.kind, has_next_step=self.has_next_step, modules=self.modules)
        return {finding.rule for finding in findings}


@dataclass
class Score:
    """Counts over samples; each rule counts once a sample."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def precision(self, *rules: str) -> float:
        return self._share(rules, self.wrong)

    def recall(self, *rules: str) -> float:
        return self._share(rules, self.missed)

    def rules(self) -> list[str]:
        return sorted({*self.right, *self.wrong, *self.missed})

    def _share(self, rules: tuple[str, ...], other: Counter[str]) -> float:
        chosen = rules or tuple(self.rules())
        right, rest = sum(self.right[rule] for rule in chosen), sum(other[rule] for rule in chosen)
        return right / (right + rest) if right + rest else 1.0

    def table(self) -> str:
        lines = [f"{'':16} right wrong missed  precision recall"]
        for name, rules in [*((rule, (rule,)) for rule in self.rules()), ("all", ())]:
            chosen = rules or tuple(self.rules())
            counts = (sum(counter[rule] for rule in chosen) for counter in (self.right, self.wrong, self.missed))
            right, wrong, missed = counts
            lines.append(
                f"{name:16} {right:5} {wrong:5} {missed:6}  {self.precision(*rules):9.2f} {self.recall(*rules):6.2f}"
            )
        return "\n".join(lines)


def samples() -> list[Sample]:
    """Every sentence and text of the corpus."""
    found = []
    for line in (FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            codes, text = line[2:].split(" | ", 1)
            expected = frozenset(codes.split(", ")) - {"clean"}
            found.append(Sample(text, expected, line[0] == "*", has_next_step=True))
    document = yaml.safe_load((FOLDER / "texts.yaml").read_text(encoding="utf-8"))
    modules = tuple(document["modules"])
    for entry in document["texts"]:
        kind = cast(Kind, entry["kind"])
        held_out = entry.get("held_out", False)
        found.append(Sample(entry["text"], frozenset(entry["expect"]), held_out, kind, None, modules))
    return found


def weighed(chosen: Iterable[Sample]) -> Score:
    """What the rules did with these samples."""
    score = Score()
    for sample in chosen:
        found = sample.found()
        score.right.update(found & sample.expected)
        score.wrong.update(found - sample.expected)
        score.missed.update(sample.expected - found)
    return score
