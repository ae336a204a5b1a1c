"""Rounding and writing numbers the way German reports do."""

from decimal import Decimal
from fractions import Fraction

NO_BREAK_SPACE = "\u00a0"

Number = int | Fraction | Decimal


def round_half_up(value: Number, digits: int = 0) -> Decimal:
    """Round to `digits` decimals, halves away from zero (0.5 -> 1, 2.5 -> 3, -0.5 -> -1).

    Works on the exact value, so a tie is a tie: binary floats are not accepted. Raises TypeError for them and
    ValueError for negative `digits`.
    """
    if isinstance(value, float):
        raise TypeError("a float has lost the exact value already; pass int, Fraction or Decimal")
    if digits < 0:
        raise ValueError("digits must not be negative")
    scaled = Fraction(value) * 10**digits
    size = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    signed = size if scaled >= 0 else -size
    return Decimal(signed).scaleb(-digits)


def percent(share: Number, digits: int = 0, *, space: str = NO_BREAK_SPACE) -> str:
    """Write a share (0..1) as a German percentage: Fraction(2, 3) -> "67 %", with one digit "66,7 %".

    The space is a no-break space (DIN 5008), so that number and sign stay on one line.
    """
    return f"{decimal(Fraction(share) * 100, digits)}{space}%"


def decimal(value: Number, digits: int = 0) -> str:
    """Write a number the German way: decimal comma, dots between thousands (1234.5 -> "1.234,5")."""
    plain = f"{round_half_up(value, digits):,.{digits}f}"
    return plain.translate(str.maketrans(",.", ".,"))
