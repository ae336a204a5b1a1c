"""Pausing, taking up again, extending; attempts and consents; modules: checked before they are written down."""

import datetime as dt

import pytest

from rundblick.access.context import acting_as
from rundblick.people.models import Household
from rundblick.programmes import services
from rundblick.programmes.bridge import events_of, frames_of
from rundblick.programmes.errors import Hint, Refused
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.programmes.shown import standing
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.homes import family, published
from tests.programmes.living import DAY, event, living, workshop

START = today() - 60 * DAY


@pytest.fixture
def home(house: House) -> Household:
    return family(house)


@pytest.fixture
def row(house: House, home: Household) -> Participation:
    return living(house, home, programme=published(workshop()), on=START)


def badge(house: House, home: Household, on: dt.date) -> str:
    with acting_as(house.alma, "test", read_only=True):
        (frame,) = frames_of([home.dossier_id])
        return standing(frame, on, events=events_of([frame])).badge.text


# --- Pause ---


def test_a_participation_rests_from_the_pause_until_it_is_taken_up(
    house: House, home: Household, row: Participation
) -> None:
    event(house, row, "participation.paused", today() - 10 * DAY)
    assert (badge(house, home, today() - 11 * DAY), badge(house, home, today())) == ("läuft", "ruht")
    event(house, row, "participation.resumed", today())
    assert badge(house, home, today()) == "läuft"


def test_what_does_not_rest_is_not_taken_up(house: House, row: Participation) -> None:
    with pytest.raises(Refused, match="ruht nicht") as refused:
        event(house, row, "participation.resumed", today())
    assert refused.value.field == "kind"


def test_what_rests_does_not_pause_again(house: House, row: Participation) -> None:
    event(house, row, "participation.paused", today() - 10 * DAY)
    with pytest.raises(Refused, match="ruht schon seit"):
        event(house, row, "participation.paused", today())


def test_the_form_sent_twice_is_one_pause(house: House, row: Participation) -> None:
    import uuid

    token = uuid.uuid4()
    first = event(house, row, "participation.paused", today(), event_id=token)
    assert event(house, row, "participation.paused", today(), event_id=token).pk == first.pk


def test_only_what_runs_pauses(house: House, row: Participation) -> None:
    with pytest.raises(Refused, match="an diesem Tag läuft"):
        event(house, row, "participation.paused", START - DAY)


# --- Extension ---


def test_an_extension_ends_after_the_present_end(house: House, row: Participation) -> None:
    with pytest.raises(Refused, match="ohnehin bis") as refused:
        event(house, row, "participation.extended", today(), planned_on=START + 100 * DAY)
    assert refused.value.field == "planned_on"
    given = event(house, row, "participation.extended", today(), planned_on=START + 200 * DAY)
    assert given.planned_on == START + 200 * DAY


def test_more_than_the_programme_extends_is_a_hint_that_people_overrule(house: House, row: Participation) -> None:
    far = START + 350 * DAY
    with pytest.raises(Hint, match="höchstens 3 Monate"):
        event(house, row, "participation.extended", today(), planned_on=far)
    assert event(house, row, "participation.extended", today(), planned_on=far, overrule=True).planned_on == far


# --- Attempts and consents ---


def test_nobody_goes_to_a_home_without_a_consent(house: House, row: Participation) -> None:
    event(house, row, "contact.lost", today() - 5 * DAY)
    for overrule in (False, True):
        with pytest.raises(Refused, match="Ohne Einwilligung in Besuche zu Hause"):
            event(house, row, "attempt.visit", today(), overrule=overrule)
    event(house, row, "attempt.letter", today())
    event(house, row, "consent.given", today() - DAY, value="home_visit")
    assert event(house, row, "attempt.visit", today()).pk


def test_a_withdrawal_closes_the_door_at_once(house: House, row: Participation) -> None:
    event(house, row, "consent.given", today() - 5 * DAY, value="home_visit")
    event(house, row, "consent.withdrawn", today(), value="home_visit")
    with pytest.raises(Refused, match="Ohne Einwilligung"):
        event(house, row, "attempt.visit", today())


def test_who_wants_no_more_attempts_is_left_alone_unless_somebody_overrules(house: House, row: Participation) -> None:
    event(house, row, "attempts.stopped", today() - 3 * DAY)
    with pytest.raises(Hint, match="keine weiteren Versuche"):
        event(house, row, "attempt.letter", today())
    assert event(house, row, "attempt.letter", today(), overrule=True).pk


@pytest.mark.parametrize("value", ["", "gibt_es_nicht", "research"])
def test_a_consent_says_what_for(house: House, row: Participation, value: str) -> None:
    with pytest.raises(Refused, match="worum es geht") as refused:
        event(house, row, "consent.given", today(), value=value)
    assert refused.value.field == "value"


def test_other_events_carry_no_value(house: House, row: Participation) -> None:
    assert event(house, row, "report.interim", today(), value="home_visit").value == ""


# --- Modules ---


def test_a_module_before_its_prerequisite_is_a_hint(house: House, row: Participation) -> None:
    with pytest.raises(Hint, match="Vor „Holz“ steht im Programm: „Grundlagen“"):
        event(house, row, "module.started", today(), value="holz")
    event(house, row, "module.completed", today() - DAY, value="grund")
    assert event(house, row, "module.started", today(), value="holz").value == "holz"


def test_the_timeline_calls_module_and_consent_by_name(house: House, row: Participation) -> None:
    from rundblick.programmes import told

    module = event(house, row, "module.started", today(), value="grund")
    consent = event(house, row, "consent.given", today(), value="home_visit")
    with acting_as(house.alma, "test", read_only=True):
        found = told.events([module.pk, consent.pk])
    assert found[module.pk]["title"] == "Beginn eines Moduls: Grundlagen"
    assert found[consent.pk]["title"] == "Einwilligung: Besuche zu Hause"


# --- The end ---


def test_nobody_leaves_without_something_that_follows_unless_people_say_so(house: House, row: Participation) -> None:
    def ended(**more: bool) -> list[Participation]:
        with acting_as(house.alma, "test"):
            return services.end(participation=row, version=row.version, ended_on=today(), exit_code="genug", **more)

    with pytest.raises(Hint, match="Niemand geht ohne Anschluss"):
        ended()
    (left,) = ended(overrule=True)
    assert left.exit_code == "genug"


def test_with_something_arranged_the_end_asks_nothing(house: House, row: Participation) -> None:
    event(house, row, "follow_on.arranged", today())
    with acting_as(house.alma, "test"):
        (left,) = services.end(participation=row, version=row.version, ended_on=today(), exit_code="genug")
        assert left.ended_on == today()
        assert ProgrammeEvent.objects.filter(kind="follow_on.arranged").exists()
