"""Short ways to say something of a job profile in tests."""

import base64
import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.consent import services as consents
from rundblick.consent.codes import How, TextKind
from rundblick.consent.models import Consent
from rundblick.consent.wording import purposes
from rundblick.files import services as files
from rundblick.files.models import StoredFile
from rundblick.profiles import cards, giving, services
from rundblick.profiles.models import Card, JobProfile, Sheet, Target
from rundblick.web.clock import today
from tests.cases.families import Family


def say(family: Family, person: uuid.UUID | None = None, *, ago: int = 0, **values: Any) -> JobProfile:
    """A first profile that Alma wrote down `ago` days ago, or the standing one said anew today."""
    person = person or family.amira
    with acting_as(family.house.alma, "test"):
        standing = JobProfile.objects.filter(person_id=person, valid_until__isnull=True).first()
        row = services.say(
            case=family.case,
            person_id=person,
            standing=standing,
            version=standing.version if standing else 0,
            author=family.house.alma,
            **values,
        )
        return _then(row, ago)


def aim(
    family: Family, text: str = "Köchin", person: uuid.UUID | None = None, *, ago: int = 0, **values: Any
) -> Target:
    """A target occupation since `ago` days."""
    with acting_as(family.house.alma, "test"):
        row = services.aim(
            case=family.case, person_id=person or family.amira, author=family.house.alma, text=text, **values
        )
        return _then(row, ago)


def full(family: Family) -> Target:
    """A profile in which every part says something, and a target occupation that changed."""
    say(
        family,
        can=["cooking", "caring"],
        licences=["b"],
        can_words="Für viele kochen.",
        likes=["cooking"],
        avoids=["office"],
        likes_words="Nette Leute.",
        hours_from=20,
        hours_until=25,
        days=["mo", "tu", "we"],
        places="Ahlen",
        must=["light_lifting"],
        helps=["small_team", "one_contact"],
        realistic=67,
        artistic=33,
        social=100,
        enterprising=0,
    )
    row = aim(family, "Köchin", ago=30)
    with acting_as(family.house.alma, "test"):
        return services.aim_anew(
            target=row,
            version=row.version,
            author=family.house.alma,
            text="Beiköchin",
            rank="first",
            idea="practice",
            reason="Das Praktikum.",
        )


def address(family: Family, name: str = "page", *more: object) -> str:
    """A page about Amira."""
    return reverse(f"profiles:{name}", args=[family.pk, family.amira, *more])


def _then(row: Any, ago: int) -> Any:
    if ago:
        row.valid_from = today() - dt.timedelta(days=ago)
        row.save(update_fields=["valid_from"])
    return row


def allow(family: Family, purpose: str = "work_profile", *, named: str = "Gasthof Linde", **changed: Any) -> Consent:
    """Amira allows it on paper, for as long as may be."""
    known = purposes()[purpose]
    values: dict[str, Any] = {
        "purpose": known,
        "text": known.text_on(today()),
        "kind": TextKind.PLAIN,
        "how": How.PAPER,
        "recipient": None,
        "named": named if known.to == "named" else "",
        "given_by": (family.amira,),
        "given_on": today(),
        "valid_until": None,
        "explained_by": family.house.alma,
    }
    with acting_as(family.house.alma, "test"):
        return consents.give(dossier_id=family.pk, person_id=family.amira, said=consents.Given(**(values | changed)))


def withdraw(family: Family, consent: Consent) -> None:
    """Amira takes it back."""
    with acting_as(family.house.alma, "test"):
        consents.withdraw(consent)


def make_sheet(family: Family, consent: Consent, *lines: str) -> Sheet:
    """A sheet for the employer whom the consent names."""
    with acting_as(family.house.alma, "test"):
        return giving.make_sheet(
            case=family.case,
            person_id=family.amira,
            consent=consent,
            parts=[{"heading": "Das kann ich", "lines": list(lines or ("kochen und backen",))}],
            codes=["can:cooking"],
            author=family.house.alma,
        )


PDF = b"%PDF-1.7 Lebenslauf"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def document(family: Family, name: str = "Lebenslauf.pdf", content: bytes = PDF, **more: Any) -> StoredFile:
    """A file of Amira's."""
    with acting_as(family.house.alma, "test"):
        return files.keep(dossier_id=family.pk, name=name, content=content, **({"person_id": family.amira} | more))


def make_card(family: Family, *documents: StoredFile, photo: StoredFile | None = None, days: int = 7) -> Card:
    """A card of Amira's that is open for some days."""
    shown = documents or (document(family),)
    with acting_as(family.house.alma, "test"):
        return cards.make_card(
            case=family.case,
            person_id=family.amira,
            name="Amira Haddad",
            occupation="Köchin",
            photo=photo,
            files=shown,
            last_day=today() + dt.timedelta(days=days),
            author=family.house.alma,
        )


def path_of(family: Family, card: Card) -> str:
    """The path behind the QR code."""
    with acting_as(family.house.alma, "test", read_only=True):
        return "/" + cards.link_of(Card.objects.get(pk=card.pk)).split("/", 3)[3]
