"""People who take part and consent, projects and orders, in few words."""

import csv
import datetime as dt
import io
import uuid
import zipfile
from typing import Any

from rundblick.access.context import acting_as, bound, system
from rundblick.access.database import as_worker
from rundblick.consent.models import Consent
from rundblick.consent.wording import purposes
from rundblick.exports.codes import Making, Small
from rundblick.exports.making import carry_out
from rundblick.exports.models import Delivery, Project
from rundblick.exports.services import deliveries, projects
from rundblick.exports.services.projects import Content
from rundblick.people.models import Household
from rundblick.people.rules import Role
from rundblick.programmes.publishing import publish
from rundblick.web.clock import today
from tests.consent.giving import give
from tests.house import House
from tests.people.families import household, member
from tests.programmes.homes import begun, persons

START = dt.date(2021, 2, 1)
LIVES_SINCE = dt.date(2019, 1, 1)
DAY = dt.timedelta(days=1)
COARSE = ["start_year", "age_wide", "raising_children", "running", "integration", "talks"]


def anna(house: House) -> None:
    """ANNA, published for the Träger."""
    with bound(system("test"), "test"):
        publish("anna", provider=house.provider)


def taking_part(house: House, number: int, *, born: int = 1990, on: dt.date = START) -> Household:
    """A household with one parent who takes part."""
    home = household(
        house,
        member(f"Gülşen|Kaya{number}", dt.date(born, 2, 13), Role.SINGLE_PARENT, since=LIVES_SINCE),
        member(f"Ela|Kaya{number}", dt.date(2018, 9, 30), since=LIVES_SINCE),
        number=f"36502BG00{number:05}",
    )
    begun(house, home, "Gülşen", on=on, agreed=on - 3 * DAY)
    return home


def participants(house: House, count: int, *, consenting: int | None = None) -> list[Household]:
    """So many alike, the first `consenting` of whom consent to research today."""
    homes = [taking_part(house, number) for number in range(count)]
    for home in homes[: count if consenting is None else consenting]:
        consent(house, home)
    return homes


def who(house: House, home: Household) -> uuid.UUID:
    """The parent of a household."""
    return persons(home, house.alma)["Gülşen"]


def consent(house: House, home: Household) -> Consent:
    """The parent consents to research."""
    purpose = purposes()["research"]
    return give(house, home, who(house, home), purpose=purpose, text=purpose.text_on(today()), recipient=None)


def content(**changed: Any) -> Content:
    """What a project says unless told otherwise."""
    said: dict[str, Any] = {
        "title": "Wirkt ANNA?",
        "institution": "Institut für Sozialforschung",
        "basis": "Vertrag vom 1. März, § 75 SGB X (zu prüfen)",
        "question": "Wie lange dauert es bis zur ersten Arbeit?",
        "programme": "anna",
        "variables": COARSE,
        "smallest": 5,
        "small": Small.REFUSE,
        "valid_from": today() - 30 * DAY,
        "valid_until": today() + 300 * DAY,
    }
    return Content(**said | changed)


def project(house: House, *, approved: bool = True, **changed: Any) -> Project:
    """Kept by Nora, approved by Eva."""
    with acting_as(house.nora, "test") as context:
        row = projects.begin(context, content=content(**changed))
    if approved:
        approve(house, row)
    return stored(house, row)


def approve(house: House, row: Project) -> None:
    """By data protection, as it stands now."""
    with acting_as(house.eva, "test") as context:
        projects.approve(context, row, version=Project.objects.get(pk=row.pk).version)


def stored(house: House, row: Any) -> Any:
    """The row as it is now."""
    with acting_as(house.nora, "test"):
        return type(row).objects.select_related(*RELATED.get(type(row), ())).get(pk=row.pk)


RELATED: dict[Any, tuple[str, ...]] = {Delivery: ("project", "mapping__mapping", "run")}


def made(house: House, row: Project, *, as_of: dt.date | None = None) -> Delivery:
    """Ordered by Nora and made as the worker would."""
    with acting_as(house.nora, "test") as context:
        order = deliveries.prepare(
            context, kind=Making.RESEARCH, as_of=as_of or today(), project=row, mapping=None, run=None
        )
    assert carry_out(order.pk)
    delivery: Delivery = stored(house, order)
    return delivery


def taken(house: House, delivery: Delivery, by: str = "nora") -> bytes:
    """Handed out."""
    with acting_as(house.people[by], "test") as context:
        return deliveries.take(context, delivery, purpose="Lieferung 1", recipient="Institut")


def entries(content: bytes) -> dict[str, str]:
    """The texts in an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith(".parquet")}


def lines(content: bytes) -> list[dict[str, str]]:
    """The rows of data.csv."""
    return list(csv.DictReader(io.StringIO(entries(content)["data.csv"])))


def as_operator(model: Any) -> list[Any]:
    """All rows of a table, whoever may read them."""
    with as_worker("test"):
        return list(model.objects.all())
