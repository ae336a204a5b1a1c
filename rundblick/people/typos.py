"""Slips of the finger: how many keystrokes lie between two words, and signatures to find such words by
equality.

The database can only look up equal keys quickly. Two words one slip apart (a letter missing, added, changed,
or two neighbours swapped) share at least one signature: what is left of each after dropping one letter.
"""

from itertools import combinations


def signatures(word: str, *, depth: int) -> frozenset[str]:
    """The word itself and what remains after dropping up to `depth` of its letters (never nothing)."""
    left = {word} if word else set()
    for dropped in range(1, depth + 1):
        for places in combinations(range(len(word)), dropped):
            left.add("".join(letter for place, letter in enumerate(word) if place not in places))
    return frozenset(left - {""})


def slips(one: str, other: str, *, limit: int) -> int:
    """Smallest number of slips (missing, added, changed letter, swapped neighbours) that turn one into the
    other.

    Counts up to `limit` and answers ``limit + 1`` for everything farther apart.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, counterpart in enumerate(other, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != counterpart))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == counterpart:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        if min(current) > limit and min(last) > limit:
            return limit + 1
        before_last, last = last, current
    return min(last[-1], limit + 1)
