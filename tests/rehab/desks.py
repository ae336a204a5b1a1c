"""Short ways to let Alma and the Teilhabeberatung (Ivo's house) work on Reha und Teilhabe about Amira."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Grant, Organisation
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import close_door, open_door
from rundblick.consent.models import Consent
from rundblick.consent.wording import purposes
from rundblick.rehab import saying, services
from rundblick.rehab.codes import Format, Kind, Milestone, Present, Question, Result
from rundblick.rehab.models import Application, Desk, Divergence, Statement, Talk
from rundblick.rehab.saying import Said
from rundblick.rehab.services import ApplicationContent, DeskContent, Writer
from rundblick.web.clock import now, today
from tests.cases.families import Family
from tests.consent.giving import give
from tests.house import House

DAY = dt.timedelta(days=1)
ORDINARY = ("master", "cooperation")
WITH_HEALTH = (*ORDINARY, "health")
MARK = "Kennwort-Leistungsbild"


def ago(days: int) -> dt.date:
    return today() - days * DAY


def let_in(
    family: Family,
    agency: Organisation | None = None,
    person: uuid.UUID | None = None,
    *,
    topics: tuple[str, ...] = ORDINARY,
) -> Grant:
    """A door by consent for thirty days, to Amira and the Brücke unless told otherwise."""
    with acting_as(family.house.alma, "test"):
        return open_door(
            dossier_id=family.pk,
            principal=agency or family.house.partner,
            topics=topics,
            subject_id=person or family.amira,
            basis=Basis.CONSENT,
            until=now() + 30 * DAY,
            evidence="Einwilligung auf Papier",
        )


def shut(family: Family, grant: Grant) -> None:
    with acting_as(family.house.alma, "test"):
        close_door(Grant.objects.get(pk=grant.pk))


def trusted(family: Family) -> Consent:
    """Amira lets Alma read what is about health."""
    return give(family.house, family.household, family.amira)


def released(family: Family) -> Consent:
    """Amira lets the Brücke tell Alma in words."""
    purpose = purposes()["reply"]
    return give(
        family.house,
        family.household,
        family.amira,
        purpose=purpose,
        text=purpose.text_on(today()),
        recipient=None,
        organisation=family.house.partner,
        explained_by=family.house.alma,
    )


def writer(family: Family, who: str = "alma", *, agency: bool = True) -> Writer:
    return Writer(
        user=family.house.people[who],
        dossier_id=family.pk,
        person_id=family.amira,
        agency_id=family.house.partner.pk if agency else None,
    )


def desk(family: Family, *, agency: bool = True, insurer: str = "westfalen", version: int = 0, **said: Any) -> Desk:
    by = writer(family, agency=agency)
    content = DeskContent(**{"insurer": insurer, "verified_on": None, "agency_id": by.agency_id} | said)
    with acting_as(by.user, "test"):
        return services.set_desk(writer=by, content=content, version=version)


def talk(family: Family, who: str = "alma", format_: Format = Format.INFO, *, agency: bool = True, **said: Any) -> Talk:
    given: dict[str, Any] = {"on": ago(20), "present": (Present.COACH, Present.PERSON), "result": Result.APPLY}
    by = writer(family, who, agency=agency)
    with acting_as(by.user, "test"):
        return services.hold_talk(writer=by, format_=format_, **given | said)


def applied(
    family: Family, who: str = "alma", *, days: int = 60, agency: bool = True, kind: Kind = Kind.WORK, **said: Any
) -> Application:
    by = writer(family, who, agency=agency)
    with acting_as(by.user, "test"):
        return services.apply(writer=by, kind=kind, on=ago(days), content=ApplicationContent(**said))


def reached(family: Family, row: Application, milestone: Milestone, days: int, who: str = "alma", **said: Any) -> None:
    user = family.house.people[who]
    with acting_as(user, "test"):
        services.reach(application=row, milestone=milestone, on=ago(days), user=user, **said)


def said(
    family: Family, who: str, text: str, *, question: str = Question.FOUND, release: Consent | None = None, **more: Any
) -> Statement:
    by = writer(family, who)
    words = Said(text=text, from_agency=who == "ivo", for_house=who != "ivo" or release is not None, release=release)
    with acting_as(by.user, "test"):
        return saying.say(writer=by, said=words, question=question, **more)


def diverged(family: Family, text: str) -> Divergence:
    by = writer(family)
    with acting_as(by.user, "test"):
        return saying.diverge(writer=by, about="need", since=ago(3), said=Said(text=text, from_agency=False))


def shared(house: House, family: Family, *, topics: tuple[str, ...] = WITH_HEALTH) -> Grant:
    """Both houses work on Amira's page, with words of both sides; the door of the Brücke."""
    grant = let_in(family, topics=topics)
    trusted(family)
    desk(family)
    return grant


def url(name: str, family: Family, *more: Any, person: uuid.UUID | None = None) -> str:
    return reverse(f"rehab:{name}", args=[family.pk, person or family.amira, *more])
