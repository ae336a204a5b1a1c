"""The words a definition may use: facts it can ask, events it can wait for, tools and legal bases it can name.

The list is data (vocabulary.yaml). A word enters it when a room really delivers it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, Place, load_document

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A name inside a document."""

Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", max_length=80)]
"""A name of the vocabulary: area and word, as in contact.talk."""

Label = Annotated[str, Field(min_length=1, max_length=200)]
"""A short German text for the screen."""

Text = Annotated[str, Field(min_length=1, max_length=2000)]
"""A German paragraph."""


class KnownFact(Part):
    """A question about a person or household. `find_out` tells people how to learn an unknown answer.

    `stated`: people write the answer down, with the period it holds for; other answers are computed from what the
    rooms know. `choices`: the values a text may have. `unit`: what a number counts. `group`: under which heading people
    answer it. No fact is about health, origin or anything presumed; such criteria are questions of one nomination
    (design rules 5 and 11).
    """

    code: Word
    label: Label
    about: Literal["person", "household"]
    type: Literal["boolean", "number", "date", "text"]
    find_out: Text
    stated: bool = False
    group: Label = "Weiteres"
    unit: Label | None = None
    choices: dict[str, Label] = {}


class KnownEvent(Part):
    """Something that happens (event) or is agreed for a day ahead (plan: its value is that day).

    `values`: what the value of the event is, where rules may ask for it: a kind of outcome, a purpose of consent, a
    module or a document of the definition, or yes and no. `by_hand`: people record it with the participation; other
    events come from the rooms they belong to, so that nothing is typed twice. `attempt`: an attempt to reach
    somebody; `home`: it takes place in somebody's home.
    """

    code: Word
    label: Label
    kind: Literal["event", "plan"] = "event"
    values: Literal["outcome_kinds", "consents", "modules", "evidence", "decision"] | None = None
    by_hand: bool = True
    attempt: bool = False
    home: bool = False


class Instrument(Part):
    """A tool that programmes use, such as the Ressourcenkarte."""

    code: Code
    label: Label


class KnownPlan(Part):
    """A kind of plan that is made with a person, such as a Förderplan."""

    code: Code
    label: Label


class KnownConsent(Part):
    """What somebody may consent to. Refusing is no grant, and has no consequences."""

    code: Code
    label: Label


class KnownLegalBasis(Part):
    """A legal basis in the wording of its time. Half-open validity; `source` says where that comes from.

    `absences_stay`: who was missing is not told to anybody outside of the house that runs the programme.
    """

    code: Code
    label: Label
    valid_from: dt.date
    valid_until: dt.date | None = None
    source: Label
    absences_stay: bool = False


class Vocabulary(Document):
    """All words, each list without doubles."""

    schema_version: Literal[1]
    facts: tuple[KnownFact, ...]
    events: tuple[KnownEvent, ...]
    consents: tuple[KnownConsent, ...]
    instruments: tuple[Instrument, ...]
    plans: tuple[KnownPlan, ...]
    legal_bases: tuple[KnownLegalBasis, ...]

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        for name in ("facts", "events", "consents", "instruments", "plans", "legal_bases"):
            yield from doubles((name,), (entry.code for entry in getattr(self, name)))

    def fact(self, code: str) -> KnownFact | None:
        """The fact of that code."""
        return next((fact for fact in self.facts if fact.code == code), None)

    def event(self, code: str) -> KnownEvent | None:
        """The event of that code."""
        return next((event for event in self.events if event.code == code), None)

    def legal_basis(self, code: str) -> KnownLegalBasis | None:
        """The legal basis of that code."""
        return next((basis for basis in self.legal_bases if basis.code == code), None)


@cache
def vocabulary() -> Vocabulary:
    """The words of this installation."""
    return load_document(Path(__file__).with_name("vocabulary.yaml"), Vocabulary)


def doubles(at: Place, codes: Iterable[str]) -> Iterable[Complaint]:
    """A complaint for each code of a list that stands there a second time."""
    seen: Counter[str] = Counter()
    for index, code in enumerate(codes):
        if seen[code]:
            yield Complaint((*at, index, "code"), f"„{code}“ steht schon weiter oben")
        seen[code] += 1


def unknown(at: Place, given: str, known: Iterable[str], what: str) -> Iterable[Complaint]:
    """A complaint when a name is not among the known ones; `what` it should name, in German."""
    allowed = known if isinstance(known, Collection) else tuple(known)
    if given not in allowed:
        yield Complaint(at, f"{what} „{given}“ gibt es nicht", tuple(allowed), given)
