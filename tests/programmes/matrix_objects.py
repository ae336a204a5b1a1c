"""Objects of the permission matrix: Alma's household takes part, another one is proposed and a third has left."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.programmes import services
from rundblick.programmes.editing import drafts
from rundblick.programmes.editing.document import data_of
from rundblick.programmes.models import Participation, Presence, ProgrammeEvent
from tests.house import House
from tests.programmes.build import example
from tests.programmes.gathering import joined, met, opened
from tests.programmes.homes import START, begun, family, published, run_of
from tests.programmes.living import living, workshop


def build(house: House) -> dict[str, Any]:
    """Ids for the addresses of the room; what a POST uses up is made afresh for each person."""
    programme = published()
    run = run_of(programme)
    home = family(house, "Marquering")
    (row,) = begun(house, home, "Gülşen")

    def event(_: str = "") -> uuid.UUID:
        with acting_as(house.alma, "test"):
            return services.record_event(
                participation=Participation.objects.select_related("run__definition").get(pk=row.pk),
                kind="report.interim",
                occurred_on=dt.date(2021, 7, 1),
            ).pk

    def proposed(_: str = "") -> uuid.UUID:
        (made,) = begun(house, family(house, "Quast"), "Ali", on=None, agreed=None)
        return made.pk

    def left(_: str = "") -> uuid.UUID:
        (made,) = begun(house, family(house, "Overhage"), "Ali")
        with acting_as(house.alma, "test"):
            services.end(participation=made, version=1, ended_on=START, exit_code="umzug")
        return made.pk

    counted = published(workshop())
    attended = living(house, home, programme=counted)

    def line(_: str = "") -> uuid.UUID:
        first = attended.started_on or START
        with acting_as(house.alma, "test"):
            there = set(Presence.objects.filter(participation=attended).values_list("on", flat=True))
            on = next(day for number in range(50) if (day := first + dt.timedelta(days=number)) not in there)
            return services.record_presence(participation=attended, on=on, state="present").pk

    group = opened(house, counted)
    (member,) = joined(house, group, counted, "Ungenannt")
    session = met(house, group, topic="Vertrauliches-Thema")

    def fresh_group(_: str = "") -> uuid.UUID:
        return opened(house, counted).pk

    def closed_group(_: str = "") -> uuid.UUID:
        made = opened(house, counted)
        with acting_as(house.alma, "test"):
            return services.close_group(group=made, version=1, on=made.starts_on).pk

    def fresh_session(_: str = "") -> uuid.UUID:
        return met(house, group).pk

    def fresh_member(_: str = "") -> uuid.UUID:
        return joined(house, opened(house, counted), counted, "Weitere")[0].pk

    former = published(example(id="fassung"))
    outdated = living(house, home, programme=former, on=START, consents={})
    published(example(id="fassung", summary="Mit anderen Worten."))

    def stated(_: str = "") -> uuid.UUID:
        with acting_as(house.alma, "test"):
            return services.state(
                dossier_id=home.dossier_id, person_id=None, code="household.earners", value=1, valid_from=START
            ).pk

    def draft(_: str = "") -> uuid.UUID:
        with acting_as(house.nora, "test") as context:
            return drafts.read_in(context, data_of(programme), None).pk

    with acting_as(house.alma, "test"):
        assert ProgrammeEvent.objects.exists()
    return {
        "code": "anna",
        "run": run.pk,
        "dossier": home.dossier_id,
        "participation": row.pk,
        "proposed": proposed,
        "left": left,
        "event": event(),
        "fresh_event": event,
        "attended": attended.pk,
        "presence": line(),
        "fresh_presence": line,
        "outdated": outdated.pk,
        "counted_run": run_of(counted).pk,
        "group": group.pk,
        "fresh_group": fresh_group,
        "closed_group": closed_group,
        "session": session.pk,
        "fresh_session": fresh_session,
        "member": member.pk,
        "fresh_member": fresh_member,
        "fact": "household.earners",
        "stated": stated,
        "section": "fristen",
        "draft": draft(),
        "fresh_draft": draft,
    }
