"""The languages of the public pages, and the one in which the page of this request speaks.

`say("Suchen")` answers in that language, and German where nothing else is chosen: pages for staff are not concerned.
Files of `interface` hold one line for each German sentence; a test finds what is missing in one and what nobody says
any more. "Entwurf" says that no native reader has checked a file yet.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal

from django.utils import translation
from pydantic import Field

from rundblick.catalogue.loading import Document, Part, load_document

FILES = Path(__file__).parent / "interface"
CODES = ("leicht", "en", "uk", "ar", "tr")
"""As they stand in an address, in the order of the screen, after German, which needs no code."""


class Formats(Part):
    """How days are written, in the letters of Django's dates. Months and days of the week are Django's words."""

    date: str = "d.m.Y"
    short: str = "d.m."
    day: str = "l, j. F Y"


class Tongue(Document):
    """A language of the public pages. `lang`: as HTML names it. `locale`: whose days and months Django knows.

    `words`: by the German sentence; `counts`: by the German singular, one form for each plural category of CLDR;
    `languages`: names of languages by code, with further ones after a slash; `fillers`: words of a question that name
    nothing.
    """

    schema_version: Literal[1]
    status: Literal["Entwurf", "freigegeben"] = "Entwurf"
    code: str = ""
    lang: str
    locale: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    comma: str = ", "
    formats: Formats = Field(default_factory=Formats)
    words: dict[str, str] = Field(default_factory=dict)
    counts: dict[str, dict[str, str]] = Field(default_factory=dict)
    languages: dict[str, str] = Field(default_factory=dict)
    fillers: tuple[str, ...] = ()

    @property
    def german(self) -> bool:
        """Whether this is German, plain or not."""
        return self.locale == "de"


GERMAN = Tongue(schema_version=1, status="freigegeben", lang="de", locale="de", name="Deutsch")
_spoken: ContextVar[Tongue] = ContextVar("tongue", default=GERMAN)


@cache
def tongues() -> dict[str, Tongue]:
    """All languages by their code, German first. Raises DocumentError when a file is wrong."""
    return {"": GERMAN} | {code: load_document(FILES / f"{code}.yaml", Tongue) for code in CODES}


def foreign() -> list[Tongue]:
    """All languages but German."""
    return [one for one in tongues().values() if not one.german]


def spoken() -> Tongue:
    """The language of the page that is made."""
    return _spoken.get()


@contextmanager
def speaking(code: str) -> Iterator[Tongue]:
    """Inside, `say` answers in this language. Raises KeyError for an unknown one."""
    tongue = tongues()[code]
    token = _spoken.set(tongue)
    try:
        with translation.override(tongue.locale):
            yield tongue
    finally:
        _spoken.reset(token)


def say(german: str, /, **values: object) -> str:
    """A sentence of the pages in the language that is spoken; what no file knows stays German."""
    words = spoken().words.get(german, german)
    return words.format(**values) if values else words


def say_count(number: int, one: str, many: str, /) -> str:
    """A number with its noun: `say_count(3, "{n} Angebot", "{n} Angebote")`."""
    tongue = spoken()
    forms = tongue.counts.get(one, {"one": one, "other": many})
    return forms.get(_category(number, tongue.locale), forms["other"]).format(n=number)


def listed(words: Iterable[str]) -> str:
    """Words with the comma of the language between them."""
    return spoken().comma.join(words)


def language_name(code: str, german: str) -> str:
    """What a language is called."""
    return spoken().languages.get(code, german).split(" / ")[0]


def _category(number: int, locale: str) -> str:
    """The plural category of a whole number (CLDR)."""
    if locale == "ar":
        return _arabic(number)
    if locale == "uk":
        return _ukrainian(number)
    return "one" if number == 1 else "other"


def _ukrainian(number: int) -> str:
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        return "one"
    return "few" if ones in (2, 3, 4) and tens not in (12, 13, 14) else "many"


def _arabic(number: int) -> str:
    if number < 3:
        return ("zero", "one", "two")[number]
    tens = number % 100
    if 3 <= tens <= 10:
        return "few"
    return "many" if tens >= 11 else "other"
