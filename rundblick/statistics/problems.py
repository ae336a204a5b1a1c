"""The one exception of this room: what cannot be computed, in German words for whoever asked."""


class CannotCompute(ValueError):
    """Nothing can be said about these data, or the question is impossible.

    The text is a German sentence for the screen and names no person. `code` is stable, for programs: `no_cases`,
    `too_few`, `no_spread`, `length`, `confidence`, `range`, `bands`, `choice` or `needs_scipy`.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def too_few(found: int, needed: int) -> CannotCompute:
    """The refusal for a group that is smaller than the formula needs."""
    if found == 0:
        return CannotCompute("no_cases", "Es gibt keinen Fall mit allen Angaben.")
    cases = "1 Fall" if found == 1 else f"{found} Fälle"
    return CannotCompute("too_few", f"{cases} mit allen Angaben: dafür braucht es mindestens {needed}.")


def no_spread(what: str) -> CannotCompute:
    """The refusal where a formula would divide by a spread of zero; `what` finishes the sentence."""
    return CannotCompute("no_spread", f"{what}: ohne Streuung lässt sich das nicht berechnen.")


def check_confidence(confidence: float) -> None:
    """Raise CannotCompute unless 0 < confidence < 1."""
    if not 0 < confidence < 1:
        raise CannotCompute("confidence", "Die Sicherheit liegt zwischen 0 und 1, zum Beispiel 0,95.")


def check_lengths(first: int, second: int) -> None:
    """Raise CannotCompute when two columns of the same people differ in length."""
    if first != second:
        raise CannotCompute("length", f"Zwei Spalten sind verschieden lang ({first} und {second} Zeilen).")
