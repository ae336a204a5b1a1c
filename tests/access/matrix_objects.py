"""Objects of the permission matrix."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access import services
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Cover, Erasure, Grant
from rundblick.access.models.dossiers import Basis
from rundblick.web.clock import today
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A dossier of Alma's, known to the Träger's team and to Jana herself; accounts, teams and orders around it."""
    with acting_as(house.alma, "test"):
        dossier_id = house.dossier().pk
    with acting_as(house.alma, "test"):
        services.open_door(
            dossier_id=dossier_id,
            principal=house.provider_team,
            basis=Basis.ASSIGNMENT,
            topics=("master", "notes"),
            evidence="Vertrag vom 01.09.2026",
        )
        services.open_door(
            dossier_id=dossier_id,
            principal=house.jana,
            basis=Basis.SELF,
            topics=("master", "appointments"),
            subject_id=uuid.uuid4(),
        )

    def fresh_door(_: str = "") -> uuid.UUID:
        with acting_as(house.alma, "test"):
            return services.open_door(
                dossier_id=dossier_id,
                principal=house.partner,
                basis=Basis.STATUTORY,
                topics=("master",),
                evidence="§ 69 SGB X",
            ).pk

    def closed_door(_: str = "") -> uuid.UUID:
        """Closed by somebody else's browser, so nobody's session may undo it."""
        door = fresh_door()
        with acting_as(house.alma, "test"):
            services.close_door(Grant.objects.get(pk=door))
        return door

    with acting_as(house.frank, "test"):
        guest = services.add_user(email="gast@test.example", display_name="Gast", organisation=house.partner)
        invitation = services.invite(user=guest, by=house.frank)

    with acting_as(house.alma, "test") as context:
        danger = services.ask_for_second(context, dossier_id=dossier_id, danger="Jemand droht, sich etwas anzutun")

    def fresh_order(_: str = "") -> uuid.UUID:
        with as_worker("test"):
            Erasure.objects.filter(dossier_ref=dossier_id).delete()
        with acting_as(house.dana, "test") as context:
            return services.request_erasure(context, dossier_id=dossier_id, ground="Frist abgelaufen").pk

    def no_order(_: str = "") -> uuid.UUID:
        with as_worker("test"):
            Erasure.objects.filter(dossier_ref=dossier_id).delete()
        return dossier_id

    def ordered_by_alma(_: str = "") -> uuid.UUID:
        no_order()
        with acting_as(house.alma, "test") as context:
            services.request_erasure(context, dossier_id=dossier_id, ground="Frist abgelaufen")
        return dossier_id

    def fresh_cover(_: str = "") -> uuid.UUID:
        with acting_as(house.dana, "test"):
            for row in Cover.objects.all():
                services.end_cover(row)
            first = today() + dt.timedelta(days=3)
            return services.cover(absent=house.alma, deputy=house.bert, first_day=first, last_day=first).pk

    def owned_by_alma(_: str = "") -> uuid.UUID:
        """The dossier, given back to Alma when the one before handed it over."""
        with acting_as(house.alma, "test", read_only=True):
            held = Grant.objects.filter(
                dossier_id=dossier_id, basis=Basis.RESPONSIBLE, valid_until=None, principal_id=house.alma.pk
            ).exists()
        if not held:
            with acting_as(house.bert, "test"):
                services.hand_over(dossier_id=dossier_id, to=house.alma)
        return dossier_id

    return {
        "danger": danger.pk,
        "dossier": dossier_id,
        "owned": owned_by_alma,
        "door": fresh_door,
        "closed_door": closed_door,
        "order": fresh_order,
        "unordered": no_order,
        "ordered": ordered_by_alma,
        "cover": fresh_cover,
        "alma_id": str(house.alma.pk),
        "bert_id": str(house.bert.pk),
        "invitation": invitation.pk,
        "account": house.gina.pk,
        "organisation": house.partner.pk,
        "team": house.south.pk,
        "uid": "abc",
        "key": "abc-def",
        "house": "house",
        "no_key": 1,
    }
