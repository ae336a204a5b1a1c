"""Short ways to give a consent in the family of the cases' tests."""

import datetime as dt
import subprocess
import uuid
from pathlib import Path
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.consent import services
from rundblick.consent.codes import CustodyKind, How, TextKind
from rundblick.consent.models import Consent
from rundblick.consent.rules import Holders
from rundblick.consent.wording import purposes
from rundblick.people.models import Household
from rundblick.web.clock import today
from tests.house import House

DAY = dt.timedelta(days=1)
PROTECTED = "protected"


def said(reader: User, *by: uuid.UUID, **changed: Any) -> services.Given:
    """What somebody consented to today, for as long as possible."""
    purpose = purposes()[PROTECTED]
    values: dict[str, Any] = {
        "purpose": purpose,
        "text": purpose.text_on(today()),
        "kind": TextKind.PLAIN,
        "how": How.PAPER,
        "recipient": reader,
        "given_by": by,
        "given_on": today(),
        "valid_until": None,
        "explained_by": reader,
    }
    return services.Given(**values | changed)


def alone_or_together(person: uuid.UUID, *by: uuid.UUID, outside: bool = False) -> Holders:
    """Those who consent for a minor have custody, all of them and nobody else."""
    others = frozenset(by) - {person}
    kind = CustodyKind.JOINT if len(others) + outside == 2 else CustodyKind.ALONE
    return Holders(kind, others, outside)


def give(
    house: House,
    household: Household,
    person: uuid.UUID,
    *,
    by: tuple[uuid.UUID, ...] = (),
    acting: User | None = None,
    reader: User | None = None,
    replaces: uuid.UUID | None = None,
    **changed: Any,
) -> Consent:
    """A consent of this person to Alma, written down by her, unless told otherwise.

    Where nobody was asked yet who has custody of a minor, those who consent have it.
    """
    changed.setdefault("custody", alone_or_together(person, *by, outside=changed.get("outside", False)))
    with acting_as(acting or house.alma, "test"):
        return services.give(
            dossier_id=household.dossier_id,
            person_id=person,
            said=said(reader or house.alma, *(by or (person,)), **changed),
            replaces=replaces,
        )


def withdraw(consent: Consent, *, acting: User) -> Consent:
    """Take it back, written down by this person."""
    with acting_as(acting, "test"):
        return services.withdraw(consent)


def visits_allowed(
    house: House, family: Any, person: uuid.UUID, *, acting: User | None = None, **changed: Any
) -> Consent:
    """A written consent of this person to visits at home, which opens no door."""
    purpose = purposes()["home_visit"]
    values: dict[str, Any] = {
        "purpose": purpose,
        "text": purpose.text_on(today()),
        "recipient": None,
        "explained_by": house.alma,
    }
    by = changed.pop("by", (person,))
    replaces = changed.pop("replaces", None)
    values["custody"] = alone_or_together(person, *by, outside=changed.get("outside", False))
    with acting_as(acting or house.alma, "test"):
        return services.give(
            dossier_id=family.pk,
            person_id=person,
            said=said(house.alma, *by, **(values | changed)),
            replaces=replaces,
        )


def printed(content: bytes, folder: Path) -> str:
    """What a reader of the paper copies out of it."""
    (folder / "sheet.pdf").write_bytes(content)
    found = subprocess.run(["pdftotext", str(folder / "sheet.pdf"), "-"], capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())
