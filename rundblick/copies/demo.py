"""The room's share of the demo: one copy to look through, one that was given."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.copies import services, working
from rundblick.copies.codes import Asked, Way
from rundblick.copies.models import Copy
from rundblick.web.clock import today


def load(scenario: Any, cast: Cast) -> None:
    """Two people of the demo ask for their copy."""
    responsible = {household.key: cast.users[household.responsible] for household in scenario.households}
    for key, how, ago, given in (("now-03", Asked.LETTER, 12, False), ("now-10", Asked.TALK, 20, True)):
        user = responsible[key]
        case, person = cast.cases[key], cast.persons[f"{key}-a1"]
        with acting_as(user, "demo.copies"):
            copy = services.prepare(
                dossier_id=case.pk,
                person_id=person.pk,
                user=user,
                asked_on=today() - dt.timedelta(days=ago),
                how=how,
            )
        working.collect(copy.pk)
        if given:
            with acting_as(user, "demo.copies"):
                services.release(copy=Copy.objects.get(pk=copy.pk), unseen_as_they_are=True)
            working.write_files(copy.pk)
            with acting_as(user, "demo.copies"):
                services.hand_over(copy=Copy.objects.get(pk=copy.pk), way=Way.PAPER, on=today(), user=user)
