"""Findings and readability of a text as plain data and as lines for people."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from rundblick.language import Finding, Measures
from rundblick.web.german import german_number


def finding_as_dict(text: str, finding: Finding) -> dict[str, Any]:
    """All of a finding, with the line and column it begins in, both from 1; without them for the whole text."""
    line, column = _place(text, finding)
    return {**asdict(finding), "line": line, "column": column}


def findings_as_text(text: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Two lines per finding: where and what, then why and what else."""
    for finding in findings:
        line, column = _place(text, finding)
        where = f"{line}:{column}  „{finding.quote}“" if line else "ganzer Text"
        yield f"{where}  {finding.title} [{finding.rule}]"
        yield f"    {finding.reason} {finding.suggestion}"


def measures_as_dict(measures: Measures) -> dict[str, Any]:
    """Counts, and formulas with one digit; null where a text has no words."""
    counts = asdict(measures)
    wiener = [round(value, 1) for value in measures.wiener] if measures.wiener else None
    return {
        **counts,
        "wiener": wiener,
        "lix": _rounded(measures.lix),
        "flesch": _rounded(measures.flesch),
        "words_per_sentence": _rounded(measures.words_per_sentence),
    }


def measures_as_text(measures: Measures) -> Iterator[str]:
    """Counts and formulas with what their ends mean. No formula says that a text is Leichte Sprache."""
    yield f"Sätze {measures.sentences}, Wörter {measures.words}, Silben {measures.syllables}"
    if measures.wiener is None:
        yield "Ohne Wörter gibt es nichts zu messen."
        return
    yield f"Wörter je Satz: {german_number(measures.words_per_sentence, 1)}"
    yield f"Lange Wörter (über 6 Buchstaben): {measures.long_words}; mit drei und mehr Silben: {measures.heavy_words}"
    four = " · ".join(german_number(value, 1) for value in measures.wiener)
    yield f"Wiener Sachtextformel 1 bis 4 (Schuljahre, 4 leicht, 15 schwer): {four}"
    yield f"LIX (unter 30 leicht, über 60 schwer): {german_number(measures.lix, 1)}"
    yield f"Flesch nach Amstad (100 leicht, 0 schwer): {german_number(measures.flesch, 1)}"


def _place(text: str, finding: Finding) -> tuple[int | None, int | None]:
    if not finding.quote:
        return None, None
    before = text[: finding.start]
    return before.count("\n") + 1, finding.start - (before.rfind("\n") + 1) + 1


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
