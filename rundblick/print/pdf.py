"""One function that renders, and the rules a template must keep."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

PACKAGE = Path(__file__).resolve().parent.parent
BASE = PACKAGE / "print" / "typ" / "base.typ"
FONT = "Libertinus Serif"
"""Embedded in typst, with Latin and Cyrillic letters; Arabic ones come from its DejaVu Sans Mono.

Fonts of the machine are never used, so that paper looks the same everywhere. KERN's Fira Sans comes as WOFF2 only,
which typst cannot read.
"""

_BARE_TABLE = re.compile(r"(?<![\w-])(?:table|grid)\s*\(")
_COMMENT = re.compile(r"//[^\n]*")


class PrintError(Exception):
    """The document cannot be made; the message says why and names template and rule."""


def render(template: Path, data: Mapping[str, Any], *, created: dt.datetime) -> bytes:
    """Set a document. `template` lies inside the package; it reads `data` with `#let data = given()`.

    `created` is the moment written into the file, aware; the same data and moment give the same bytes. Raises
    PrintError when the template breaks a rule, or when typst finds the document inaccessible: no title or language, a
    picture without alternative text, a heading level left out.
    """
    if problems := checked(template):
        raise PrintError("; ".join(problems))
    if created.tzinfo is None:
        raise PrintError("created needs a time zone")
    compiler = _compiler()
    try:
        pdf = compiler.compile(
            input=template,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(created.timestamp()),
        )
    except typst.TypstError as error:
        raise PrintError(f"{template.name}: {error.message} {' '.join(error.hints)}".strip()) from error
    if not isinstance(pdf, bytes):
        raise PrintError(f"{template.name}: typst gave no document")
    return pdf


def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(root=PACKAGE, font_paths=fonts, ignore_system_fonts=True)


@lru_cache(maxsize=64)
def checked(template: Path) -> tuple[str, ...]:
    """What breaks the rules of the room, as sentences; typst itself does not see these.

    Tables need a header row and only `listing` of the base template makes sure of it, so no template draws a bare
    table or a grid. Templates stay inside the package and load nothing from outside.
    """
    if not template.is_relative_to(PACKAGE):
        return (f"{template}: a template lies inside the package",)
    text = _COMMENT.sub("", template.read_text("utf-8"))
    problems = []
    if template != BASE and '#import "/print/typ/base.typ"' not in text:
        problems.append(f"{template.name}: begins with the base template")
    if template != BASE and _BARE_TABLE.search(text):
        problems.append(f"{template.name}: tables are made with listing(), which gives them a header row")
    if "@preview" in text or "@local" in text:
        problems.append(f"{template.name}: loads a package from outside")
    if "eval(" in text:
        problems.append(f"{template.name}: data must never become template text")
    return tuple(problems)
