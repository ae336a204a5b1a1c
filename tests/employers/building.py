"""Short ways to keep an employer and what belongs to it. Mats is a placement officer, Alma a coach: both write."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.employers.models import Carving, Counterpart, Employer, Site, SpecialJob, Talk, Ticket, Workplace
from rundblick.employers.services import employers, helping, workplaces
from rundblick.employers.services.employers import EmployerContent, Reach, SiteContent, TalkContent
from rundblick.employers.services.helping import CarvingContent, ConcernContent
from rundblick.employers.services.workplaces import Seen
from rundblick.web.clock import today
from tests.house import House

DAY = dt.timedelta(days=1)
NAME = "Gärtnerei Grünfink"
PLACE = "Helfen im Gewächshaus"
SENTENCE = "Braucht jemanden für die Vormittage"


def _with(given: dict[str, Any], usual: dict[str, Any]) -> dict[str, Any]:
    """What is usual, and what a test says otherwise."""
    return usual | given


def kept(house: House, name: str = NAME, *, city: str = "Ennigerloh", **given: Any) -> Employer:
    """An employer with one site."""
    content = EmployerContent(**_with(given, {"name": name, "branch": "green"}))
    with acting_as(house.mats, "test"):
        return employers.begin(author=house.mats, content=content, site=SiteContent(city=city, address="Beetweg 3"))


def site_of(house: House, employer: Employer) -> Site:
    with acting_as(house.mats, "test"):
        return employer.sites.order_by("pk")[0]


def person(house: House, employer: Employer, **given: Any) -> Counterpart:
    reach = Reach(**_with(given, {"function": "Inhaberin", "name": "Berta Beispiel", "phone": "0252 11"}))
    with acting_as(house.mats, "test"):
        return employers.add_person(employer=employer, reach=reach)


def talked(house: House, employer: Employer, author: User | None = None, **given: Any) -> Talk:
    content = TalkContent(**_with(given, {"on": today(), "way": "call", "sentence": SENTENCE}))
    author = author or house.mats
    with acting_as(author, "test"):
        return employers.note(employer=employer, author=author, content=content)


def seen(house: House, employer: Employer, since: dt.date | None = None, **given: Any) -> Workplace:
    """A workplace as Mats saw it."""
    what = Seen(**_with(given, {"site": site_of(house, employer), "title": PLACE}))
    with acting_as(house.mats, "test"):
        return workplaces.describe(employer=employer, author=house.mats, seen=what, since=since)


def said_anew(house: House, row: Workplace, *, on: dt.date | None = None, **given: Any) -> Workplace:
    with acting_as(house.mats, "test"):
        row.refresh_from_db()
        what = Seen(**_with(given, {"site": row.site, "title": row.title}))
        return workplaces.restate(workplace=row, author=house.mats, version=row.version, seen=what, on=on)


def worried(house: House, employer: Employer, **given: Any) -> Any:
    content = ConcernContent(**_with(given, {"worry": "time", "on": today()}))
    with acting_as(house.mats, "test"):
        return helping.worry(employer=employer, content=content)


def sheet(house: House, employer: Employer, *tasks: tuple[str, str, bool]) -> Carving:
    """A worksheet with tasks: words, hours, whether it moves."""
    with acting_as(house.mats, "test"):
        row = helping.carve(employer=employer, content=CarvingContent(title="Verkauf, morgens", on=today()))
        for text, hours, moves in tasks:
            helping.add_task(carving=row, text=text, hours=Decimal(hours), who="Fachkraft", moves=moves)
        return row


def special(house: House, employer: Employer, *steps: tuple[str, dt.date], **given: Any) -> SpecialJob:
    """A special job that stood at these states since these days."""
    (state, on), *later = steps or (("planned", today()),)
    what = _with(given, {"title": "Beete pflegen, zehn Stunden", "kind": "carved"})
    with acting_as(house.mats, "test"):
        row = helping.add_special(employer=employer, state=state, on=on, **what)
        for state, on in later:
            helping.move_special(job=row, state=state, on=on)
        return row


def asked(house: House, employer: Employer, *, answerer: User | None = None, due_in: int = 3, **given: Any) -> Ticket:
    what = _with(given, {"question": "Wer hilft beim Antrag?"})
    with acting_as(house.mats, "test"):
        return helping.ask(employer=employer, answerer=answerer or house.mats, due_on=today() + due_in * DAY, **what)


def fresh() -> str:
    """A token as a form sends it."""
    return str(uuid.uuid4())


def stored(house: House, row: Any) -> Any:
    """The row as it is now."""
    with acting_as(house.mats, "test"):
        return type(row).objects.get(pk=row.pk)
