"""Short ways to wish for messages, to send them and to read what arrived."""

import email
import email.message
import email.policy
import uuid
from typing import Any

from icalendar import Calendar

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar.models import Appointment
from rundblick.consent.codes import How
from rundblick.consent.wording import purposes
from rundblick.invitations import consents, sending, services
from rundblick.invitations.models import Message, Wish
from rundblick.post.services import deliver
from rundblick.web.clock import today
from tests.cases.families import Family
from tests.consent.giving import visits_allowed
from tests.house import House
from tests.post.relay import Relay

ADDRESS = "amira@post.example"
HEAD = {"street": "Lindenallee 12", "postcode": "59320", "town": "Ennigerloh", "phone": "02524 555 0100"}


def consented(family: Family, person: uuid.UUID | None = None, **said: Any) -> None:
    """Amira, or somebody else, consents to messages, unless they did before."""
    person = person or family.amira
    with acting_as(family.house.alma, "test", read_only=True) as context:
        known = consents.stands(context, family.pk, person)
    if known is None:
        purpose = purposes()[consents.PURPOSE]
        text = purpose.text_on(today())
        visits_allowed(family.house, family, person, purpose=purpose, text=text, **{"how": How.SPOKEN} | said)


def wish(family: Family, person: uuid.UUID | None = None, **values: Any) -> Wish:
    """Amira, or somebody else, wants mails; they consented to messages, unless they had before."""
    given: dict[str, Any] = {"channel": "mail", "address": ADDRESS, "hours": None, "known": None}
    alma = family.house.alma
    consented(family, person)
    with acting_as(alma, "test"):
        return services.wish(
            dossier_id=family.pk,
            person_id=person or family.amira,
            given_on=today(),
            recorded_by=alma,
            **(given | values),
        )


def letterhead(house: House) -> None:
    """Where the Jobcenter is."""
    with acting_as(house.frank, "test"):
        services.write_letterhead(organisation_id=house.jobcenter.pk, values=dict(HEAD))


def invite(family: Family, row: Appointment) -> list[Message]:
    """Alma invites."""
    with acting_as(family.house.alma, "test"):
        return services.invite([row])


def post() -> None:
    """The jobs run once: what changed is told, and what waits is sent."""
    with as_worker("test"):
        sending.pass_on()
    with as_worker("test"):
        deliver()


def arrived(relay: Relay) -> list[email.message.EmailMessage]:
    """The mails the relay took, in order."""
    return [email.message_from_string(text, policy=email.policy.default) for text in relay.received]


def events_of(text: str | bytes) -> list[Any]:
    """The events of an iCalendar, as a calendar program reads them."""
    return list(Calendar.from_ical(text).walk("VEVENT"))


def calendar_of(mail: email.message.EmailMessage) -> str:
    """The calendar attached to a mail."""
    (attached,) = mail.iter_attachments()
    return str(attached.get_content())
