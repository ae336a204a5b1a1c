"""Short ways to put Alma's questions about Amira to Lena of the benefits department."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Team, User
from rundblick.files import services as files
from rundblick.files.models import StoredFile
from rundblick.inquiries import services
from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.models import Inquiry, Line
from rundblick.inquiries.services import About
from tests.cases.families import Family

DAY = dt.timedelta(days=1)
MARK = "Schlüsselwort der Frage"


def ask(
    family: Family, text: str = MARK, *, person: uuid.UUID | None = None, asked: User | Team | None = None, **said: Any
) -> Inquiry:
    """A question about Amira, unless told otherwise."""
    alma = family.house.alma
    about = About(dossier_id=family.pk, person_id=person or family.amira, name="Amira Haddad", number="36502BG0017171")
    values: dict[str, Any] = {"about": about, "kind": "general"}
    with acting_as(alma, "test"):
        return services.ask(author=alma, asked=asked or family.house.lena, text=text, **(values | said))


def of_all(family: Family) -> About:
    return About(dossier_id=family.pk, person_id=None, name="Familie Haddad", number="36502BG0017171")


def answer(
    family: Family,
    row: Inquiry,
    outcome: str = Outcome.SETTLED,
    text: str = "So ist es richtig",
    *,
    who: str = "lena",
    token: uuid.UUID | None = None,
) -> Line:
    user = family.house.people[who]
    with acting_as(user, "test"):
        row = Inquiry.objects.select_related("grant").get(pk=row.pk)
        return services.answer(inquiry=row, author=user, outcome=outcome, text=text, token=token)


def further(family: Family, row: Inquiry, text: str = "Und ab wann?", **said: Any) -> Line:
    with acting_as(family.house.alma, "test"):
        return services.ask_further(inquiry=row, author=family.house.alma, text=text, **said)


def end(family: Family, row: Inquiry) -> None:
    with acting_as(family.house.alma, "test"):
        services.end(row)


def document(family: Family, name: str = "bescheid.txt", content: bytes = b"Seite 2", **values: Any) -> StoredFile:
    with acting_as(family.house.alma, "test"):
        return files.keep(dossier_id=family.pk, name=name, content=content, **values)


def url(name: str, row: Inquiry) -> str:
    return reverse(f"inquiries:{name}", args=[row.pk])
