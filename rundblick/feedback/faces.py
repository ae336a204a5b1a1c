"""Faces from sad to glad. They go with a number and a word and say nothing by colour. Pure."""

from django.utils.safestring import SafeString, mark_safe

from rundblick.feedback.rules import HIGHEST, LOWEST

_DEPTH = 5.0
_MOUTH = 20.5


def bend(number: int) -> float:
    """How far the mouth goes down in its middle: -1 at the lowest number, 0 in the middle, 1 at the highest."""
    middle = (LOWEST + HIGHEST) / 2
    return (number - middle) / (HIGHEST - middle)


def face(number: int) -> SafeString:
    """A face for that number, drawn in the colour of the text; it is left out when the page is read aloud."""
    middle = _MOUTH + _DEPTH * bend(number)
    ends = _MOUTH - _DEPTH / 2 * bend(number)
    return mark_safe(  # noqa: S308 - drawn from numbers
        '<svg class="fb-face" viewBox="0 0 32 32" aria-hidden="true" focusable="false">'
        '<circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" stroke-width="1.8"/>'
        '<circle cx="11" cy="12.5" r="1.8" fill="currentColor"/><circle cx="21" cy="12.5" r="1.8" fill="currentColor"/>'
        f'<path d="M9 {ends:.1f}Q16 {middle + (middle - ends):.1f} 23 {ends:.1f}" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round"/></svg>'
    )


def word_at(number: int) -> int:
    """Which of the five words stands below that number."""
    return (0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4)[number]
