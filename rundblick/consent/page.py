"""What the pages of the room show, put together from what the queries answer. No database."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.access.words import topics_in_words
from rundblick.consent.codes import TextKind
from rundblick.consent.custody import in_words as in_custody
from rundblick.consent.models import Consent, Custody
from rundblick.consent.queries import Household, Told, state_now
from rundblick.consent.rules import Asked, State, turning_hint
from rundblick.consent.wording import Block, Purpose, languages, purposes, translations
from rundblick.web.clock import today
from rundblick.web.german import german_date
from rundblick.web.parts import Badge

_BADGES = {
    State.HOLDS: Badge(text="gilt", kind="success"),
    State.ENDS_SOON: Badge(text="endet bald", kind="warning"),
    State.WITHDRAWN: Badge(text="widerrufen", kind="neutral"),
    State.EXPIRED: Badge(text="abgelaufen", kind="neutral"),
    State.REPLACED: Badge(text="abgelöst", kind="neutral"),
    State.FORMER: Badge(text="bitte neu fragen", kind="info"),
}

_SEVERAL = ("organisation", "named")
"""What may stand several times at once, for one agency or professional each."""


@dataclass(frozen=True)
class Line:
    """One consent in a list. `words`: until when it holds, or what ended it. `hint`: a birthday that matters."""

    told: Told
    badge: Badge
    words: str
    hint: str = ""

    @property
    def consent(self) -> Consent:
        """The consent."""
        return self.told.consent


@dataclass(frozen=True)
class Person:
    """The consents of one member. `offers`: purposes nobody was asked about yet or that no longer hold.

    `minor`: others consent for them and may be asked about here; `custody`: who has it, where somebody was asked.
    """

    person_id: uuid.UUID
    name: str
    now: tuple[Line, ...]
    former: tuple[Line, ...]
    offers: tuple[Purpose, ...]
    present: bool
    minor: bool = False
    custody: str = ""


def line(told: Told, asked: Asked | None = None) -> Line:
    """A consent with how it stands, in words."""
    hint = ""
    if told.stands and asked is not None and not told.consent.own:
        hint = turning_hint(asked, until=told.consent.valid_until, day=today())
    return Line(told, _BADGES[told.state], in_words(told), hint)


def in_words(told: Told) -> str:
    """Until when it holds, or what ended it and when."""
    consent = told.consent
    match told.state:
        case State.WITHDRAWN:
            return f"widerrufen am {german_date(consent.withdrawn_at)}"
        case State.REPLACED:
            return f"durch eine neuere abgelöst am {german_date(consent.superseded_at)}"
        case State.EXPIRED:
            return f"galt bis einschließlich {german_date(told.last_day)}"
        case State.FORMER:
            return f"galt für {consent.addressee}; bitte neu fragen"
    return f"gilt bis einschließlich {german_date(told.last_day)}"


def lines(
    told: Sequence[Told],
    household: Household,
    offered: Sequence[Purpose],
    writes: bool,
    custodies: Mapping[uuid.UUID, Custody] | None = None,
) -> list[Person]:
    """The consents by person: today's members in their order, then those who moved out and left some."""
    names = {member.person.pk: member.name for member in household.members}
    names |= {one.consent.person_id: one.consent.person.name for one in told if one.consent.person_id not in names}
    found = []
    for person_id, name in names.items():
        asked = household.asked(person_id)
        own = [line(one, asked) for one in told if one.consent.person_id == person_id]
        standing = {one.consent.purpose for one in own if one.told.stands}
        again = {one.consent.purpose for one in own if one.told.state is State.FORMER} - standing
        shown = [
            one for one in own if one.told.stands or (one.told.state is State.FORMER and one.consent.purpose in again)
        ]
        offers = (
            [purpose for purpose in offered if purpose.code not in standing or purpose.to in _SEVERAL]
            if writes and asked
            else []
        )
        found.append(
            Person(
                person_id=person_id,
                name=name,
                now=tuple(shown),
                former=tuple(one for one in own if one not in shown),
                offers=tuple(offers),
                present=asked is not None,
                minor=writes and asked is not None and asked.minor(today()),
                custody=in_custody(custodies[person_id]) if custodies and person_id in custodies else "",
            )
        )
    return found


def shown(consent: Consent, approved: Collection[str]) -> dict[str, Any]:
    """One consent: its particulars, and the words it was given on while the library still has them.

    `approved`: fingerprints of the words the house has approved.
    """
    purpose = purposes().get(consent.purpose)
    blocks: list[Block] = []
    unchanged = False
    if purpose is not None:
        try:
            text = purpose.version(consent.text_version)
        except LookupError:
            pass
        else:
            kind = TextKind(consent.text_kind)
            blocks = text.blocks(kind)
            unchanged = purpose.fingerprint(text, kind) == consent.text_hash
    translation = translations().get((consent.purpose, consent.text_version, consent.translation))
    if translation is not None:
        unchanged = unchanged and translation.fingerprint == consent.translation_hash
    told = Told(consent, state_now(consent))
    return {
        "translation": translation,
        "translation_draft": translation is not None and translation.is_draft(approved),
        "consent": consent,
        "told": told,
        "line": line(told),
        "rows": particulars(consent, told),
        "blocks": blocks,
        "unchanged": unchanged,
    }


def particulars(consent: Consent, told: Told) -> list[tuple[str, str]]:
    """What stands in a consent, in words: term and value."""
    reader, grant = consent.recipient, consent.grant
    return [
        ("Zweck", consent.purpose_label),
        ("Für", consent.person.name),
        ("Eingewilligt hat", consent.givers),
        *([("Liest und schreibt", f"{reader}, {reader.organisation}")] if reader else []),
        *([("Liest" if grant else "Wer berichten darf", str(consent.organisation))] if consent.organisation else []),
        *([("Themen", topics_in_words(grant.topics))] if consent.organisation and grant else []),
        *([("Wer sprechen darf", consent.named)] if consent.named else []),
        *([("Ja von außerhalb", consent.get_outside_proof_display())] if consent.outside_proof else []),
        ("Eingewilligt am", german_date(consent.given_on)),
        ("Stand", in_words(told)),
        ("Wie", consent.get_how_display()),
        ("Erklärt von", str(consent.explained_by)),
        ("Gedolmetscht", "ja" if consent.interpreter else "nein"),
        ("Text", f"{consent.get_text_kind_display()}, Fassung {consent.text_version}"),
        ("Prüfsumme des Textes", consent.text_hash),
        *_translated(consent),
    ]


def _translated(consent: Consent) -> list[tuple[str, str]]:
    if not consent.translation:
        return []
    language = languages().get(consent.translation)
    return [
        ("Gelesen auch auf", language.german if language else consent.translation),
        ("Prüfsumme der Übersetzung", consent.translation_hash),
    ]
