"""Who reads a way besides the house: the agency it is handed to, and the person on the own page."""

from django.db.models import F

from rundblick.access.context import reason
from rundblick.calendar.errors import Refused
from rundblick.cases.agencies import doors_by_house
from rundblick.referrals.models import Preparation, Referral
from rundblick.referrals.services.held import end_links, held

NO_DOOR = (
    "Diese Stelle darf noch nicht mitlesen. Dafür braucht es eine Einwilligung oder einen anderen Zugriff zum Thema"
    " „Absprachen“; bis dahin können Sie einen Link zum Antworten mitgeben."
)
NO_AGENCY = "Mitlesen kann nur eine Stelle, die in Rundblick eingetragen ist."


def hand_over(*, referral: Referral) -> Referral:
    """The agency reads along from now on, and answers. Twice is harmless.

    What was to be given along goes with it. Raises Refused for an office in words, and without an open door.
    """
    with reason("referrals.hand_over"):
        row = held(referral)
        if row.organisation_id is None:
            raise Refused(NO_AGENCY)
        if row.organisation_id not in doors_by_house(row.dossier_id, row.person_id):
            raise Refused(NO_DOOR)
        if row.agency_id is None:
            row.agency_id = row.organisation_id
            row.version = F("version") + 1
            row.save()
        Preparation.objects.filter(referral=row, given_along=True).update(agency_id=row.organisation_id)
    return row


def take_back(*, referral: Referral) -> None:
    """The agency no longer reads along; what it said stays with the house. Twice is harmless."""
    with reason("referrals.take_back"):
        row = held(referral)
        Referral.objects.filter(pk=row.pk, agency__isnull=False).update(agency=None, version=F("version") + 1)
        Preparation.objects.filter(referral=row).update(agency=None)
        end_links(row)


def show_person(*, referral: Referral, shown: bool) -> None:
    """The person reads this way on the own page from now on, or no longer. Twice is harmless."""
    with reason("referrals.show_person"):
        held(referral)
        rows = Referral.objects.filter(pk=referral.pk).exclude(for_person=shown)
        rows.update(for_person=shown, version=F("version") + 1)
