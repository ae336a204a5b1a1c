"""What is said about a walk-in, and how it is sealed."""

import json
import uuid
from dataclasses import asdict, dataclass

from rundblick.access import crypto
from rundblick.cases.codes import FieldOfAction
from rundblick.walkins.codes import SETTINGS, Given
from rundblick.walkins.models import WalkIn


@dataclass(frozen=True, kw_only=True)
class Said:
    """One walk-in in words. Everything may be empty but one of `sentence` and `topic`.

    `topic`: number of a field of action. `place`: name of the place, as it was called then. `given`: codes.
    """

    sentence: str = ""
    topic: int | None = None
    name: str = ""
    reach: str = ""
    setting: str = ""
    place: str = ""
    given: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """How the person wants to be called."""
        return self.name or "ohne Namen"

    @property
    def topic_words(self) -> str:
        """The topic in German; "" without one."""
        return str(FieldOfAction(self.topic).label) if self.topic else ""

    @property
    def where(self) -> str:
        """Setting and place in one phrase."""
        setting = str(dict(SETTINGS).get(self.setting, ""))
        return ", ".join(part for part in (setting, self.place) if part)

    @property
    def given_words(self) -> str:
        """What was given, in German."""
        return ", ".join(str(Given(code).label) for code in self.given)

    def names(self, word: str) -> bool:
        """Whether a word stands somewhere in it, however it is written."""
        words = (self.sentence, self.topic_words, self.name, self.reach, self.where, self.given_words)
        return word.casefold() in " ".join(words).casefold()


def seal(said: Said, walkin_id: uuid.UUID) -> str:
    """Seal for this row and no other."""
    return crypto.seal_for_house(json.dumps(asdict(said)), _place(walkin_id))


def opened(row: WalkIn) -> Said:
    """What was said. Raises crypto.KeyGone and crypto.Tampered."""
    read = json.loads(crypto.unseal_for_house(row.sealed, _place(row.pk)))
    return Said(**read | {"given": tuple(read["given"])})


def _place(walkin_id: uuid.UUID) -> str:
    return f"walkin:{walkin_id}"
