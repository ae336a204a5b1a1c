"""What somebody consented to, and whether it can be: people, days, whom it names, signatures. Writes nothing."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rundblick.access.models import Organisation, User
from rundblick.consent import custody, queries, rules
from rundblick.consent.codes import CustodyKind, How, TextKind
from rundblick.consent.errors import Refused
from rundblick.consent.wording import Purpose, Translation, Version
from rundblick.web.clock import today
from rundblick.web.german import german_date

MOST_OTHERS = 2


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody consented to.

    `recipient`: who reads then, None where no door opens to a person. `organisation` and `topics`: which agency, and
    what of the purpose's choice it reads. `named`: somebody outside. `translation`: what was read beside the German.
    `given_by`: members of the household who consented, the person among them or not. `outside`: somebody outside of the
    household who has custody consented. `signatures`: drawings (PNG) of those who signed by finger, None for somebody
    outside. `custody`: who has it, asked where nothing stands for a minor. `outside_proof` and `sheet` (name, content):
    what shows that somebody outside said yes for a minor. `given_on` may lie in the past; `valid_until` is exclusive,
    None = as long as possible.
    """

    purpose: Purpose
    text: Version
    kind: TextKind
    how: How
    recipient: User | None
    given_by: Sequence[uuid.UUID]
    given_on: dt.date
    valid_until: dt.date | None
    explained_by: User
    outside: bool = False
    interpreter: bool = False
    organisation: Organisation | None = None
    topics: Sequence[str] = ()
    named: str = ""
    translation: Translation | None = None
    signatures: Mapping[uuid.UUID | None, bytes] = field(default_factory=dict)
    custody: rules.Holders | None = None
    outside_proof: str = ""
    sheet: tuple[str, bytes] | None = None

    @property
    def key(self) -> str:
        """Whom it names, as in `Consent.key`."""
        return rules.key_of(
            self.recipient.pk if self.recipient else None,
            self.organisation.pk if self.organisation else None,
            self.named,
        )


def checked_end(person_id: uuid.UUID, said: Given, around: queries.Around) -> dt.date:
    """The first day the consent no longer holds. Raises Refused for what cannot be."""
    day = today()
    household = around.household
    asked = household.asked(person_id)
    if asked is None:
        raise Refused("Diese Person gehört heute nicht zum Haushalt.")
    if said.how not in said.purpose.ways:
        raise Refused("Auf diesem Weg kann hier nicht eingewilligt werden.", "how")
    _check_givers(asked, said, around, day)
    reader = around.readers.get(said.recipient.pk) if said.recipient else None
    if reader is None and said.purpose.to == "coach":
        raise Refused("Diese Fachkraft arbeitet nicht mit diesem Fall.", "recipient")
    _check_whom(said)
    _check_signatures(said)
    if said.given_on > day:
        raise Refused("Dieser Tag liegt in der Zukunft.", "given_on")
    if said.given_on < said.text.valid_from:
        since = german_date(said.text.valid_from)
        raise Refused(f"Dieser Text gilt erst seit dem {since}. Bitte fragen Sie mit diesem Text neu.", "given_on")
    return _end(asked, said, reader.until if reader else None, day)


def _check_givers(asked: rules.Asked, said: Given, around: queries.Around, day: dt.date) -> None:
    adults = custody.names_of(around.household)
    others = set(said.given_by) - {asked.person_id}
    if not others <= set(adults) or len(others) > MOST_OTHERS:
        raise Refused("Für jemanden einwilligen können höchstens zwei Erwachsene dieses Haushalts.", "given_by")
    held = around.custody
    holders = held.holders if held is not None and custody.known(held) else said.custody
    asking = asked.minor(day) and not custody.known(held)
    if asking and holders is not None and holders.problem:
        raise Refused(holders.problem, "holders")
    problem = rules.who_gives_problem(
        asked, by=said.given_by, adults=adults, outside=said.outside, day=day, holders=holders
    )
    if problem:
        undecided = holders is None or holders.kind == CustodyKind.UNKNOWN
        raise Refused(problem, "custody" if asking and undecided and asked.birth_date else "given_by")
    proved = said.outside_proof or said.sheet or said.how == How.SIGNED
    if said.outside and asked.minor(day) and not proved:
        raise Refused(
            "Wer außerhalb lebt, unterschreibt ein Blatt. Bitte legen Sie es bei oder kreuzen Sie an: Es liegt vor.",
            "outside_sheet",
        )


def _check_whom(said: Given) -> None:
    match said.purpose.to:
        case "organisation":
            if said.organisation is None or said.organisation.kind not in queries.AGENCIES:
                raise Refused("Bitte wählen Sie eine Stelle.", "organisation")
            if bool(said.topics) is not said.purpose.opens or not set(said.topics) <= set(said.purpose.topics):
                raise Refused("Bitte wählen Sie mindestens ein Thema, über das gesprochen werden darf.", "topics")
        case "named":
            if not said.named.strip():
                raise Refused("Bitte schreiben Sie auf, wer gemeint ist.", "named")


def _check_signatures(said: Given) -> None:
    if said.how != How.SIGNED:
        return
    signing = {*said.given_by, *([None] if said.outside else [])}
    if set(said.signatures) != signing:
        raise Refused("Alle, die einwilligen, unterschreiben im Feld. Oder Sie nehmen das Blatt auf Papier.", "how")


def _end(asked: rules.Asked, said: Given, working_until: dt.date | None, day: dt.date) -> dt.date:
    latest = rules.latest_end(
        asked,
        given_on=said.given_on,
        longest_days=said.purpose.longest_days,
        own=asked.person_id in said.given_by,
        working_until=working_until,
    )
    if latest <= day:
        raise Refused("So lange ist das schon her, dass die Einwilligung heute nicht mehr gilt.", "given_on")
    if said.valid_until is None:
        return latest
    if said.valid_until <= day:
        raise Refused("Das Ende liegt in der Vergangenheit.", "last_day")
    if said.valid_until > latest:
        last = german_date(latest - dt.timedelta(days=1))
        raise Refused(f"Die Einwilligung kann höchstens bis einschließlich {last} gelten.", "last_day")
    return said.valid_until
