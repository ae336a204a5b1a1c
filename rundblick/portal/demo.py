"""The room's share of the demo: what the participant with an account has been handed, and that they may write back."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.cases.models import ContactNote
from rundblick.cases.services import release_note
from rundblick.portal.access import REPORTS

NOT_YET = 1
"""So many of the latest notes are not handed over yet, as in real life."""


def load(scenario: Any, cast: Cast) -> None:
    """For each participant, in the name of who is responsible: release former talks, open the door for messages."""
    homes = {membership.person: membership.household for membership in scenario.memberships}
    responsible = {household.key: household.responsible for household in scenario.households}
    for told in scenario.users:
        if not told.person:
            continue
        home = homes[told.person]
        person, household = cast.persons[told.person], cast.households[home]
        with acting_as(cast.users[responsible[home]], "demo.portal"):
            open_door(
                dossier_id=household.dossier_id,
                principal=cast.users[told.login],
                basis=Basis.SELF,
                topics=REPORTS,
                writes=True,
                subject_id=person.pk,
            )
            talks = ContactNote.objects.filter(dossier_id=household.dossier_id, person_id=person.pk)
            for note in talks.order_by("-happened_on", "-pk")[NOT_YET:]:
                release_note(note=note)
