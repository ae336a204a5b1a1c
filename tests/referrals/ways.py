"""Short ways to begin a way to a help, and to let an agency in."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Grant, Organisation, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.referrals import services
from rundblick.referrals.models import Look, Referral, Step
from rundblick.referrals.queries import Told, told
from rundblick.referrals.services import Begun, Noted
from rundblick.web.clock import now, today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)
TOPICS = ("master", "cooperation")


def ago(days: int) -> dt.date:
    return today() - days * DAY


def way(
    family: Family, person: uuid.UUID | None = None, *, since: int = 30, area: str = "learning", **said: Any
) -> Referral:
    """A way begun so many days ago for Amira: a course, the office in words, unless told otherwise."""
    given: dict[str, Any] = {"kind": "course"} | said
    if "organisation" not in given:
        given.setdefault("office", "Volkshochschule")
    with acting_as(family.house.alma, "test"):
        return services.begin(
            case=family.case,
            person_id=person or family.amira,
            author=family.house.alma,
            area=area,
            on=ago(since),
            content=Begun(**given),
        )


def noted(family: Family, row: Referral, state: str, on: int = 0, **more: Any) -> Step:
    """A step of the house, so many days ago."""
    with acting_as(family.house.alma, "test"):
        content = Noted(state=state, on=ago(on), **more)
        return services.note(referral=row, author=family.house.alma, content=content)


def let_in(family: Family, agency: Organisation, person: uuid.UUID | None = None, **more: Any) -> Grant:
    """A door by consent for an agency, to Amira's rows."""
    given: dict[str, Any] = {"topics": TOPICS, "until": now() + 90 * DAY, "evidence": "Einwilligung auf Papier"} | more
    with acting_as(family.house.alma, "test"):
        return open_door(
            dossier_id=family.pk,
            principal=agency,
            basis=Basis.CONSENT,
            subject_id=person or family.amira,
            **given,
        )


def handed(family: Family, *, door: bool = True, **said: Any) -> Referral:
    """A way that was handed to the partner agency, whose door stands."""
    if door:
        let_in(family, family.house.partner)
    row = way(family, organisation=family.house.partner, **said)
    with acting_as(family.house.alma, "test"):
        return services.hand_over(referral=row)


def answered(family: Family, row: Referral, who: User, state: str = "waiting", on: int = 0, **more: Any) -> Step:
    """The agency answers as a guest."""
    with acting_as(who, "test") as context:
        return services.answer(context=context, referral=row, author=who, state=state, on=ago(on), **more)


def looked(family: Family, row: Referral, side: str, going: str, words: str = "") -> Look:
    with acting_as(family.house.alma, "test"):
        return services.look(referral=row, author=family.house.alma, side=side, going=going, words=words, running=True)


def state_of(family: Family, row: Referral) -> Told:
    """The way as Alma sees it."""
    with acting_as(family.house.alma, "test") as context:
        return told(Referral.objects.filter(pk=row.pk), context)[0]


def address(family: Family, name: str = "page", person: uuid.UUID | None = None, *more: Any) -> str:
    return reverse(f"referrals:{name}", args=[family.pk, person or family.amira, *more])
