"""Kölner Phonetik: a digit code for how a German name sounds.

Written from the published table (H. J. Postel, Die Kölner Phonetik, IBM-Nachrichten 19, 1969, p. 925-931).
"""

from functools import lru_cache

from rundblick.people.spelling import fold

_ALWAYS = {
    **dict.fromkeys("aeioujy", "0"),
    "b": "1",
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    "l": "5",
    **dict.fromkeys("mn", "6"),
    "r": "7",
    **dict.fromkeys("sz", "8"),
}


def cologne(text: str) -> str:
    """The Kölner Phonetik code of a name, several words coded one by one and joined; empty without letters.

    Umlauts are spelt out first (ä is ae) and ß counts as s. Müller-Lüdenscheidt is 65752682, Meier and
    Mayer are both 67.
    """
    return "".join(_word(word) for word in fold(text).split())


@lru_cache(maxsize=8192)
def _word(word: str) -> str:
    digits: list[str] = []
    for index, letter in enumerate(word):
        before = word[index - 1] if index else ""
        after = word[index + 1] if index + 1 < len(word) else ""
        for digit in _code(letter, before, after):
            if not digits or digits[-1] != digit:
                digits.append(digit)
    return "".join(digits[:1] + [digit for digit in digits[1:] if digit != "0"])


def _code(letter: str, before: str, after: str) -> str:
    if letter in _ALWAYS:
        return _ALWAYS[letter]
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter in "dt":
        return "8" if after and after in "csz" else "2"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    if letter == "c":
        return _code_of_c(before, after)
    return ""


def _code_of_c(before: str, after: str) -> str:
    if not before:
        return "4" if after and after in "ahkloqrux" else "8"
    if before in "sz":
        return "8"
    return "4" if after and after in "ahkoqux" else "8"
