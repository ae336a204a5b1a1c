"""What the page that asks for a consent offers: people, readers, days, and what holds already."""

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rundblick.access.context import Context
from rundblick.access.models import Organisation
from rundblick.access.words import TOPIC_WORDS
from rundblick.consent import approving, custody, queries, rules
from rundblick.consent.codes import TextKind
from rundblick.consent.forms import OUTSIDE, Choices
from rundblick.consent.models import Custody
from rundblick.consent.wording import Purpose, Translation, Version
from rundblick.people.queries import Member
from rundblick.web.clock import today


@dataclass(frozen=True)
class Question:
    """One person asked for one purpose today, by whoever works with them."""

    context: Context
    dossier_id: uuid.UUID
    household: queries.Household
    member: Member
    asked: rules.Asked
    purpose: Purpose
    text: Version
    translation: Translation | None = None

    @cached_property
    def readers(self) -> dict[uuid.UUID, queries.Reader]:
        """Who works with the case and may be named as reader. Two queries."""
        return queries.readers(self.context, self.dossier_id, self.asked.person_id)

    @cached_property
    def agencies(self) -> dict[uuid.UUID, Organisation]:
        """Which other houses may be named; none where the purpose names none. At most one query."""
        return queries.agencies(self.context) if self.purpose.to == "organisation" else {}

    @property
    def possible(self) -> bool:
        """Whether there is anybody to name."""
        return bool({"coach": self.readers, "organisation": self.agencies}.get(self.purpose.to, True))

    @cached_property
    def approved(self) -> frozenset[str]:
        """Fingerprints of the words the house has approved. One query."""
        return approving.approved_words()

    @property
    def text_draft(self) -> bool:
        """Whether nobody has approved the German words yet."""
        return self.purpose.is_draft(self.text, self.approved)

    @property
    def translation_draft(self) -> bool:
        """Whether nobody has approved the translation yet."""
        return self.translation is not None and self.translation.is_draft(self.approved)

    @property
    def languages(self) -> list[Translation]:
        """The translations of today's text."""
        return list(self.purpose.translated(self.text).values())

    @property
    def minor(self) -> bool:
        """Whether others consent for this person, or with them."""
        return self.asked.minor(today())

    @cached_property
    def custody(self) -> Custody | None:
        """Who has custody of a minor, where somebody was asked. At most one query."""
        if not self.minor:
            return None
        return queries.custody_of(self.dossier_id, [self.asked.person_id]).get(self.asked.person_id)

    @property
    def custody_words(self) -> str:
        """The same in a line; empty where nothing is known."""
        return custody.in_words(self.custody) if self.custody else ""

    def may_hold(self) -> list[tuple[str, str]]:
        """Who may have custody of this person: grown-up members, and somebody outside."""
        return may_hold(self.household, self.asked.person_id)

    @cached_property
    def standing(self) -> list[queries.Told]:
        """What the person consented to for this purpose and what holds today. One query."""
        told = queries.standing_of(self.context, self.dossier_id, member=self.asked.person_id)
        return [one for one in told if one.stands and one.consent.purpose == self.purpose.code]

    @property
    def known(self) -> str:
        """What holds for which reader, as the form carries it."""
        return " ".join(f"{one.consent.key}:{one.consent.pk}" for one in self.standing)

    @property
    def hint(self) -> str:
        """A birthday that matters until the consent ends."""
        day = today()
        until = day + dt.timedelta(days=self.purpose.longest_days)
        return rules.turning_hint(self.asked, until=until, day=day)

    @property
    def longest(self) -> str:
        """How long a consent may last, in words."""
        years, rest = divmod(self.purpose.longest_days, 365)
        return ("ein Jahr" if years == 1 else f"{years} Jahre") if not rest else f"{self.purpose.longest_days} Tage"

    def choices(self) -> dict[str, Any]:
        """What the form offers to choose from."""
        readers = [(str(one.user.pk), _reader(one)) for one in self.readers.values()]
        own = (str(self.context.user_id), f"{self.context.user_label} (ich)")
        others = [(key, label) for key, label in readers if key != own[0]]
        givers = self._givers()
        return {
            "givers": givers,
            "holders": self.may_hold() if self.minor and not custody.known(self.custody) else [],
            "from_outside": self.minor and OUTSIDE in dict(givers),
            "readers": readers,
            "agencies": [(str(key), house.name) for key, house in self.agencies.items()],
            "topics": [(topic, topic_label(self.purpose, topic)) for topic in self.purpose.topics],
            "explainers": [own, *others],
            "purpose": self.purpose,
            "last_day_help": f"Höchstens {self.longest} ab der Einwilligung. Leer lassen für so lange wie möglich.",
        }

    def initial(self) -> dict[str, Any]:
        """What the empty form starts with: as little to type as possible, nobody's consent taken for granted."""
        readers = list(self.readers)
        alone = readers[0] if len(readers) == 1 else None
        reader = self.context.user_id if self.context.user_id in self.readers else alone
        return {
            "given_by": [] if self.minor else [str(self.asked.person_id)],
            "recipient": str(reader or ""),
            "kind": TextKind.PLAIN,
            "how": self.purpose.ways[0] if len(self.purpose.ways) == 1 else "",
            "given_on": today(),
            "explained_by": str(self.context.user_id),
            "version": self.text.version,
            "known": self.known,
            "token": uuid.uuid4(),
        }

    def _givers(self) -> Choices:
        own = (str(self.asked.person_id), f"{self.member.name} selbst")
        if self.asked.asked_alone(today()):
            return [own, (OUTSIDE, "Wer rechtlich betreut")]
        offered = self.may_hold()
        if self.custody is not None and custody.known(self.custody):
            held = self.custody.holders
            keys = {str(key) for key in held.members} | ({OUTSIDE} if held.outside else set())
            offered = [(key, label) for key, label in offered if key in keys]
        return [*offered, own]


def may_hold(household: queries.Household, person_id: uuid.UUID) -> list[tuple[str, str]]:
    """Who may have custody of a minor: grown-up members with their place in the household, and somebody outside."""
    adults = [
        (str(member.person.pk), f"{member.name} ({member.role_label})")
        for member in household.adults(today())
        if member.person.pk != person_id
    ]
    return [*adults, (OUTSIDE, "jemand außerhalb des Haushalts")]


def topic_label(purpose: Purpose, topic: str) -> str:
    """What is beside the box of a topic; with the sentence of an explicit yes where the purpose wants one."""
    explicit = purpose.explicit.get(topic)
    return f"{TOPIC_WORDS[topic]}: {explicit}" if explicit else TOPIC_WORDS[topic]


def _reader(reader: queries.Reader) -> str:
    return f"{reader.user.display_name}, {reader.user.organisation}"
