"""Looking at the words of a note before they are saved: hints, and how the person would read them.

Both are buttons of the form that save nothing, where a note is written and where it is corrected. What is found in the
text is neither stored nor logged.
"""

from typing import Any

from django.core.exceptions import ValidationError

from rundblick.access.requests import Request
from rundblick.calendar.codes import Setting
from rundblick.cases import handed, house
from rundblick.cases.hints import QUIET, TEXTS, hints
from rundblick.web.fields import GermanDateField

HINT, LEAVE, NEXT_HINT, PREVIEW = "pruefen", "lassen", "weiter", "vorschau"
CHECKS = frozenset({HINT, LEAVE, NEXT_HINT, PREVIEW})
SCOPE = "feld"
"""The one field the shown hint was looked for in."""
PROSE = {
    "sentence": "Das Wichtigste",
    "own_concern": "Eigenes Anliegen",
    "summary": "Zusammenfassung",
    "agreements": "Vereinbarungen",
}

Typed = dict[str, list[str]]


def typed_words(request: Request) -> Typed:
    """What was typed; a hint that is left as it is belongs to the quiet ones from now on."""
    typed: Typed = dict(request.POST.lists())
    typed[QUIET] = list(dict.fromkeys([*typed.get(QUIET, []), *typed.get(LEAVE, [])]))
    return typed


def unchecked(typed: Typed) -> dict[str, Any]:
    """What the pieces of the form need while nobody asked."""
    return {"quiet": typed.get(QUIET, []), "hint": None, "asked": False, "preview": None}


def checked(request: Request, typed: Typed, *, next_step: bool | None, author: str) -> tuple[str, dict[str, Any]]:
    """The answer to one of the buttons CHECKS: template of the piece, and its values.

    `next_step`: whether a next step is named elsewhere, None when nobody knows; `author`: with whom the talk was.
    """
    if PREVIEW in typed:
        return "cases/parts/note_preview.html", {"preview": _preview(typed, author=author)}
    return "cases/parts/note_hints.html", _hinted(request, typed, next_step=next_step)


def _hinted(request: Request, typed: Typed, *, next_step: bool | None) -> dict[str, Any]:
    """One hint of those in the text, and where it stands among them. HINT may name the one field just left."""
    only = last(typed, HINT if HINT in typed else SCOPE)
    only = only if only in TEXTS else ""
    found = hints(
        {name: last(typed, name) for name in TEXTS},
        house=house.agreed(request.access.organisation_id),
        quiet=typed.get(QUIET, []),
        next_step=next_step,
        only=only,
        at_home=last(typed, "setting") == Setting.HOME_VISIT,
    )
    at = last(typed, NEXT_HINT)
    number = int(at) % len(found) if found and at.isdecimal() and len(at) < 4 else 0
    return {
        "hint": found[number] if found else None,
        "number": number + 1,
        "of": len(found),
        "only": only,
        "asked": not only,
        "fields": TEXTS,
        "quiet": typed.get(QUIET, []),
    }


def _preview(typed: Typed, *, author: str) -> handed.Talk:
    """What was typed so far as the person would read it, valid or not."""
    texts = {name: last(typed, name).strip() for name in PROSE}
    try:
        day = GermanDateField().clean(last(typed, "happened_on"))
    except ValidationError:
        day = None
    return handed.Talk(
        pk=None,
        on=day,
        where=handed.setting(last(typed, "setting")),
        with_whom=author,
        short=handed.explained(texts.values()),
        **texts,
    )


def last(typed: Typed, name: str) -> str:
    """The last value typed under a name, or ""."""
    return (typed.get(name) or [""])[-1]
