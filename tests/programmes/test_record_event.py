"""Events: only those the definition asks about and nobody else tells, corrected with a trace."""

import datetime as dt
import uuid
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.programmes import services
from rundblick.programmes.bridge import event_fact
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.models import (  # type: ignore[attr-defined]
    Participation,
    ProgrammeEvent,
    ProgrammeEventEvent,
)
from rundblick.programmes.rules import rules_of
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import anna, day, full, full_with
from tests.programmes.homes import begun, family, published

ON = day("2021-07-30")


@pytest.fixture
def row(house: House) -> Participation:
    published()
    (found,) = begun(house, family(house), "Gülşen")
    return found


def recorded(house: House, row: Participation, kind: str = "report.interim", **more: object) -> ProgrammeEvent:
    with acting_as(house.alma, "test"):
        return services.record_event(participation=row, kind=kind, occurred_on=ON, **more)  # type: ignore[arg-type]


def test_an_event_stands_in_the_timeline_with_its_author(house: House, row: Participation) -> None:
    event = recorded(house, row, note="Mit Frau Kaya besprochen.")
    assert (event.kind, event.occurred_on, event.person_id) == ("report.interim", ON, row.person_id)
    with acting_as(house.alma, "test"):
        entry = TimelineEntry.objects.get(kind="programme.event", object_id=event.pk)
        assert (entry.author_id, entry.topic) == (house.alma.pk, "programmes")
        assert ProgrammeEvent.objects.get(pk=event.pk).note == "Mit Frau Kaya besprochen."


def test_the_form_sent_twice_makes_one_event(house: House, row: Participation) -> None:
    token = uuid.uuid4()
    assert recorded(house, row, event_id=token).pk == recorded(house, row, event_id=token).pk
    with acting_as(house.alma, "test"):
        assert ProgrammeEvent.objects.filter(kind="report.interim").count() == 1


def test_only_what_the_programme_asks_about_can_be_recorded() -> None:
    codes = [event.code for event in services.recordable(anna())]
    assert "report.interim" in codes and "conference.planned" in codes
    assert not {"contact.talk", "talk.planned", "job.started", "participation.started"} & set(codes)


def test_everything_the_rules_of_a_programme_wait_for_can_be_recorded() -> None:
    by_hand = {event.code for event in vocabulary().events if event.by_hand}
    codes = {event.code for event in services.recordable(full())}
    assert {code for rule in rules_of(full()).values() for code in rule.done_by} & by_hand <= codes
    assert codes == {
        *("participation.nominated", "participation.information_event", "participation.handed_over"),
        *("participation.thought_over", "participation.agreed", "participation.paused", "participation.resumed"),
        *("participation.extension_requested", "participation.extended", "participation.extension_declined"),
        *("contact.lost", "contact.regained", "attempt.letter", "attempt.phone", "attempt.visit"),
        *("attempts.stopped", "attempts.documented", "consent.given", "consent.withdrawn"),
        *("attendance.outreach", "attendance.made_up", "attendance.reviewed", "certificate.issued"),
        *("module.started", "module.completed", "module.failed", "module.proven", "module.dropped"),
        *("agreement.signed", "conference.planned", "conference.information_sent", "report.interim"),
        *("job.duration_checked", "handover.done", "follow_on.arranged", "follow_on.not_needed"),
        *("subsidy.requested", "subsidy.paid", "evidence.received"),
    }


@pytest.mark.parametrize(
    ("missing", "part"),
    [
        ({"participation.paused", "participation.resumed"}, {"time": {"pause": None}}),
        (
            {"participation.extension_requested", "participation.extended", "participation.extension_declined"},
            {"time": {"extension": None}},
        ),
        (
            {"contact.lost", "contact.regained", "attempts.stopped", "attempts.documented"}
            | {"attempt.letter", "attempt.phone", "attempt.visit"},
            {"time": {"ladders": []}},
        ),
        ({"attendance.outreach"}, {"attendance": {"outreach": None}}),
        ({"evidence.received", "subsidy.requested", "subsidy.paid"}, {"money": {"subsidies": []}}),
        ({"handover.done"}, {"money": {"milestones": []}}),
    ],
)
def test_what_no_rule_waits_for_cannot(missing: set[str], part: dict[str, Any]) -> None:
    everything, rest = ({e.code for e in services.recordable(p)} for p in (full(), full_with(**part)))
    assert everything - rest == missing


@pytest.mark.parametrize("kind", ["contact.talk", "job.started", "participation.ended", "gibt.es_nicht", ""])
def test_what_other_rooms_tell_is_refused_here(house: House, row: Participation, kind: str) -> None:
    with pytest.raises(Refused, match="fragt dieses Programm nicht"):
        recorded(house, row, kind)


def test_nothing_has_happened_in_the_future(house: House, row: Participation) -> None:
    with pytest.raises(Refused, match="Zukunft"), acting_as(house.alma, "test"):
        services.record_event(participation=row, kind="report.interim", occurred_on=today() + dt.timedelta(days=1))


def test_a_plan_carries_its_day_and_can_be_called_off(house: House, row: Participation) -> None:
    with pytest.raises(Refused, match="geplanten Tag"):
        recorded(house, row, "conference.planned")
    with pytest.raises(Refused, match="vor dem Tag"):
        recorded(house, row, "conference.planned", planned_on=ON - dt.timedelta(days=1))
    event = recorded(house, row, "conference.planned", planned_on=day("2021-08-20"))
    fact = event_fact(event)
    assert fact is not None
    assert (fact.value, fact.valid_from, fact.valid_until) == (day("2021-08-20"), ON, None)
    with acting_as(house.alma, "test"):
        off = services.change_event(
            event=event, version=1, occurred_on=ON, planned_on=day("2021-08-20"), called_off_on=day("2021-08-10")
        )
    called_off = event_fact(off)
    assert called_off is not None and called_off.valid_until == day("2021-08-10")


def test_what_simply_happened_cannot_be_called_off(house: House, row: Participation) -> None:
    event = recorded(house, row)
    with pytest.raises(Refused, match="Vorhaben"), acting_as(house.alma, "test"):
        services.change_event(event=event, version=1, occurred_on=ON, called_off_on=ON)


def test_a_correction_moves_the_timeline_and_keeps_the_former_version(house: House, row: Participation) -> None:
    event = recorded(house, row)
    with acting_as(house.alma, "test"):
        changed = services.change_event(event=event, version=1, occurred_on=day("2021-07-29"), note="")
        assert TimelineEntry.objects.get(object_id=event.pk).at.date() == day("2021-07-29")
        assert ProgrammeEventEvent.objects.get(pgh_obj_id=changed.pk).occurred_on == ON
    with pytest.raises(Stale), acting_as(house.alma, "test"):
        services.change_event(event=event, version=1, occurred_on=ON)


def test_what_was_recorded_by_mistake_is_taken_back(house: House, row: Participation) -> None:
    event = recorded(house, row)
    with pytest.raises(Stale), acting_as(house.alma, "test"):
        services.remove_event(event=event, version=7)
    with acting_as(house.alma, "test"):
        services.remove_event(event=event, version=1)
        assert not ProgrammeEvent.objects.filter(kind="report.interim").exists()
        assert not TimelineEntry.objects.filter(object_id=event.pk).exists()


def test_a_plan_whose_day_cannot_be_read_is_no_fact() -> None:
    assert event_fact(ProgrammeEvent(kind="conference.planned", value="bald", occurred_on=ON)) is None
