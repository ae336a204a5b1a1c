"""The languages in which somebody may answer, in the order of the page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tongue:
    """A language or a way of writing one. `name`: in itself; `html`: its tag; `label`: in German."""

    code: str
    name: str
    html: str
    label: str
    direction: str = "ltr"


TONGUES = (
    Tongue("de", "Deutsch", "de", "Deutsch"),
    Tongue("einfach", "Einfaches Deutsch", "de", "einfaches Deutsch"),
    Tongue("en", "English", "en", "Englisch"),
    Tongue("uk", "Українська", "uk", "Ukrainisch"),
    Tongue("ar", "العربية", "ar", "Arabisch", "rtl"),
    Tongue("tr", "Türkçe", "tr", "Türkisch"),
)
CODES = tuple(one.code for one in TONGUES)


def tongue(code: str) -> Tongue:
    """The language of that code; German for anything else."""
    return next((one for one in TONGUES if one.code == code), TONGUES[0])
