"""How numbers of a report are said."""

from rundblick.gaps.content import Shown
from rundblick.gaps.offers import Offers
from rundblick.web.german import NOTHING, percent

HIDDEN = "verdeckt"
LEGEND = (
    "„verdeckt“ steht, wo weniger als 3 Menschen oder Haushalte gezählt wurden, oder wo sich eine so kleine Zahl aus "
    "den anderen errechnen ließe. So lässt sich niemand erkennen. Eine Null wird gezeigt."
)
SUBJECTS = "Menschen (oder Haushalte, wo der ganze Haushalt wartet)"


def said(number: Shown) -> str:
    """A number, or that it is hidden."""
    return HIDDEN if number is None else str(number)


def share(gaps: Shown, needs: Shown) -> str:
    """The share of needs without an offer; a dash without a denominator."""
    if gaps is None or needs is None:
        return HIDDEN
    return percent(gaps / needs) if needs else NOTHING


def of_needs(needs: Shown) -> str:
    """The denominator beside a number."""
    if needs is None:
        return "von einer verdeckten Zahl von Bedarfen"
    return "von 1 Bedarf" if needs == 1 else f"von {needs} Bedarfen"


def of_offers(offers: Offers) -> str:
    """What the directory has, in one line."""
    if not offers.number:
        return "kein Angebot im Verzeichnis"
    whole = "1 Angebot" if offers.number == 1 else f"{offers.number} Angebote"
    return f"{whole} im Verzeichnis, {room(offers)}"


def room(offers: Offers) -> str:
    """How many of the offers have room, as far as anybody has said so."""
    words = [f"{offers.room} mit freien Plätzen", f"{offers.full} zurzeit voll", f"{offers.unknown} ohne Angabe"]
    numbers = (offers.room, offers.full, offers.unknown)
    return ", ".join(text for text, number in zip(words, numbers, strict=True) if number)
