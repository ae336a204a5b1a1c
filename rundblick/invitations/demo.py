"""The room's share of the demo: the letterhead of each house, and where those who consented get messages."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as, bound, system
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import Organisation
from rundblick.invitations import services
from rundblick.invitations.codes import Channel
from rundblick.invitations.models import Letterhead
from rundblick.web.clock import today

HEADS = {
    Organisation.Kind.JOBCENTER: ("Lindenallee 12", "59320", "Ennigerloh", "02524 555 0100"),
    Organisation.Kind.PROVIDER: ("Hafenweg 3", "59320", "Ennigerloh", "02524 555 0200"),
    Organisation.Kind.PARTNER: ("Kirchplatz 5", "48351", "Everswinkel", "02582 555 0300"),
}
WISHES = (
    ("now-03", "now-03-a1", Channel.MAIL, "familie.demo@post.example", None, 30),
    ("now-14", "now-14-a1", Channel.SMS, "+491705550114", 2, 12),
    ("now-11", "now-11-a1", Channel.MAIL, "termin.demo@post.example", 48, 60),
)
"""Household, person, way, address, hours before, so many days ago."""


def load(scenario: Any, cast: Cast) -> None:
    """Write the letterheads, and each wish in the name of the coach who is responsible, who asked for the consent."""
    with bound(system("demo"), "demo.invitations"):
        houses = Organisation.objects.filter(kind__in=HEADS)
        names = ("street", "postcode", "town", "phone")
        Letterhead.objects.bulk_create(
            Letterhead(organisation=house, **dict(zip(names, HEADS[Organisation.Kind(house.kind)], strict=True)))
            for house in houses
        )
    responsible = {household.key: household.responsible for household in scenario.households}
    for household, person, channel, address, hours, ago in WISHES:
        coach = cast.users[responsible[household]]
        with acting_as(coach, "demo.invitations"):
            services.wish(
                dossier_id=cast.households[household].dossier_id,
                person_id=cast.persons[person].pk,
                channel=channel,
                address=address,
                hours=hours,
                given_on=today() - dt.timedelta(days=ago),
                recorded_by=coach,
                known=None,
            )
