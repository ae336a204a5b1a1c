"""Who consents opens a door for one named reader, and closes it again in the second of the withdrawal."""

import datetime as dt
import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from rundblick.access.context import acting_as
from rundblick.access.models import Grant, TimelineEntry, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import close_door, cover, end_cover, hand_over, open_door
from rundblick.consent import queries, registries, services
from rundblick.consent.codes import CustodyKind, How, TextKind
from rundblick.consent.models import Consent
from rundblick.consent.rules import Holders, State
from rundblick.consent.wording import purposes
from rundblick.people.models import Household
from rundblick.web.clock import BERLIN, now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, PROTECTED, give, said, withdraw
from tests.house import House


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def secret(house: House, family: Family, person: uuid.UUID) -> None:
    """Something that stands behind the door."""
    with acting_as(house.alma, "test"):
        TimelineEntry.objects.create(
            dossier_id=family.pk, at=now(), kind="test", topic="protected", object_id=uuid.uuid4(), subject_id=person
        )


def secrets(reader: User) -> int:
    """How many protected rows PostgreSQL shows to this person, whatever Python would ask for."""
    with acting_as(reader, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_timelineentry WHERE topic = 'protected'")
        return int(cursor.fetchone()[0])


def state(reader: User, family: Family) -> list[State]:
    with acting_as(reader, "test", read_only=True) as context:
        return [one.state for one in queries.standing_of(context, family.pk)]


def test_a_consent_opens_the_door_for_its_reader_and_its_person_alone(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    with acting_as(house.alma, "test", read_only=True):
        door = Grant.objects.get(basis=Basis.CONSENT)
    assert (door.principal_id, door.subject_id, door.topics, door.writes) == (
        house.alma.pk,
        family.amira,
        ["protected", "health"],
        True,
    )
    assert str(consent.pk) in door.evidence
    assert door.valid_until == dt.datetime.combine(today() + 365 * DAY, dt.time.min, tzinfo=BERLIN)
    secret(house, family, family.amira)
    assert (secrets(house.alma), secrets(house.bert)) == (1, 0)
    with pytest.raises(ProgrammingError, match="row-level security"):
        secret(house, family, family.karim)


def test_without_consent_nobody_reads_or_writes_in_the_protected_area(house: House, family: Family) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        secret(house, family, family.amira)


def test_a_withdrawal_closes_the_door_before_the_next_query(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    secret(house, family, family.amira)
    assert secrets(house.alma) == 1
    withdraw(consent, acting=house.alma)
    assert secrets(house.alma) == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        secret(house, family, family.amira)
    assert state(house.alma, family) == [State.WITHDRAWN]


def test_withdrawing_twice_is_harmless(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    first = withdraw(consent, acting=house.alma).withdrawn_at
    assert withdraw(consent, acting=house.alma).withdrawn_at == first


def test_a_deputy_may_write_the_withdrawal_down_and_reads_nothing(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    secret(house, family, family.amira)
    with acting_as(house.dana, "test"):
        cover(absent=house.alma, deputy=house.bert, first_day=today(), last_day=today())
    assert secrets(house.bert) == 0
    withdraw(consent, acting=house.bert)
    assert secrets(house.alma) == 0


def test_a_colleague_of_the_team_knows_that_it_exists_and_changes_nothing(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    assert state(house.bert, family) == [State.HOLDS]
    with pytest.raises(services.Refused):
        withdraw(consent, acting=house.bert)
    assert state(house.hanna, family) == []


def test_rooms_above_hear_of_the_withdrawal_while_the_reader_still_reaches_everything(
    house: House, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = []
    monkeypatch.setattr(registries.withdrawn, "_items", dict(registries.withdrawn.items()))
    registries.withdrawn.add(
        "test", lambda row: heard.append((row.pk, TimelineEntry.objects.filter(topic="protected").count()))
    )
    consent = give(house, family.household, family.amira)
    secret(house, family, family.amira)
    withdraw(consent, acting=house.alma)
    assert heard == [(consent.pk, 1)]


def test_what_fails_in_a_room_above_undoes_the_whole_withdrawal(
    house: House, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(row: Consent) -> None:
        raise LookupError("no")

    monkeypatch.setattr(registries.withdrawn, "_items", {"test": fail})
    consent = give(house, family.household, family.amira)
    with pytest.raises(LookupError):
        withdraw(consent, acting=house.alma)
    assert state(house.alma, family) == [State.HOLDS]


def test_the_words_that_were_read_are_proved_by_their_checksum(house: House, family: Family) -> None:
    plain = give(house, family.household, family.amira)
    full = give(house, family.household, family.karim, kind=TextKind.NORMAL)
    purpose = purposes()[PROTECTED]
    text = purpose.version(plain.text_version)
    assert plain.text_hash == purpose.fingerprint(text, TextKind.PLAIN)
    assert full.text_hash == purpose.fingerprint(text, TextKind.NORMAL) != plain.text_hash


def test_what_was_given_is_never_rewritten(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    for change in ({"valid_until": today() + 700 * DAY}, {"text_hash": "0" * 64}, {"recipient": house.bert}):
        with (
            acting_as(house.alma, "test"),
            pytest.raises(ProgrammingError, match="Cannot update"),
            transaction.atomic(),
        ):
            Consent.objects.filter(pk=consent.pk).update(**change)
    withdraw(consent, acting=house.alma)
    with acting_as(house.alma, "test"), pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=None)


def test_a_form_sent_twice_makes_one_consent(house: House, family: Family) -> None:
    token = uuid.uuid4()
    with acting_as(house.alma, "test"):
        made = {
            services.give(
                dossier_id=family.pk, person_id=family.amira, said=said(house.alma, family.amira), token=token
            ).pk
            for _ in range(2)
        }
        assert made == {token}
        assert Grant.objects.filter(basis=Basis.CONSENT).count() == 1


def test_a_newer_consent_takes_the_place_of_the_one_that_was_known(house: House, family: Family) -> None:
    first = give(house, family.household, family.amira, valid_until=today() + 10 * DAY)
    with pytest.raises(services.Changed):
        give(house, family.household, family.amira)
    second = give(house, family.household, family.amira, replaces=first.pk)
    assert state(house.alma, family) == [State.HOLDS, State.REPLACED]
    with pytest.raises(services.Refused, match="neuere"):
        withdraw(first, acting=house.alma)
    with acting_as(house.alma, "test", read_only=True) as context:
        found = queries.current(context, family.pk, family.amira, PROTECTED)
    assert found is not None and found.pk == second.pk


def test_whoever_thought_something_still_held_must_look_again(house: House, family: Family) -> None:
    first = give(house, family.household, family.amira)
    withdraw(first, acting=house.alma)
    with pytest.raises(services.Changed):
        give(house, family.household, family.amira, replaces=first.pk)


def test_only_the_named_reader_is_told_that_they_may(house: House, family: Family) -> None:
    give(house, family.household, family.amira)
    for reader, person, expected in (
        (house.alma, family.amira, True),
        (house.alma, family.karim, False),
        (house.bert, family.amira, False),
        (house.otto, family.amira, False),
    ):
        with acting_as(reader, "test", read_only=True) as context:
            found = queries.current(context, family.pk, person, PROTECTED)
        assert (found is not None) is expected


def test_whoever_follows_asks_anew(house: House, family: Family) -> None:
    """Alma hands the case to Bert: what Amira confided to Alma is closed to both."""
    give(house, family.household, family.amira)
    secret(house, family, family.amira)
    with acting_as(house.alma, "test"):
        hand_over(dossier_id=family.pk, to=house.bert)
    assert (secrets(house.alma), secrets(house.bert)) == (0, 0)
    assert state(house.bert, family) == [State.FORMER]
    give(house, family.household, family.amira, acting=house.bert, reader=house.bert)
    assert secrets(house.bert) == 1, "what was written stays and opens to whom Amira now names"


def test_handing_a_case_to_oneself_takes_nothing_away(house: House, family: Family) -> None:
    give(house, family.household, family.amira)
    with acting_as(house.alma, "test"):
        hand_over(dossier_id=family.pk, to=house.alma)
    assert state(house.alma, family) == [State.HOLDS]


def test_another_reader_keeps_the_door_when_the_case_moves_on(house: House, family: Family) -> None:
    """Cem of the Träger works with Amira by contract and was named by her; Alma's successor changes nothing there."""
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=family.pk,
            principal=house.cem,
            basis=Basis.ASSIGNMENT,
            topics=("master", "notes"),
            evidence="Vertrag 7",
        )
    give(house, family.household, family.amira, reader=house.cem)
    with acting_as(house.alma, "test"):
        hand_over(dossier_id=family.pk, to=house.bert)
    assert state(house.bert, family) == [State.HOLDS]
    with acting_as(house.bert, "test"):
        close_door(Grant.objects.get(basis=Basis.ASSIGNMENT))
    assert state(house.bert, family) == [State.FORMER], "the contract is over, and with it the trust"


def test_a_reader_through_the_house_keeps_the_door_while_the_house_works_with_the_case(
    house: House, family: Family
) -> None:
    with acting_as(house.alma, "test"):
        door = open_door(
            dossier_id=family.pk,
            principal=house.provider,
            basis=Basis.ASSIGNMENT,
            topics=("master", "notes"),
            writes=True,
            evidence="Vertrag 7",
        )
        extra = open_door(
            dossier_id=family.pk,
            principal=house.provider_team,
            basis=Basis.ASSIGNMENT,
            topics=("master",),
            evidence="Vertrag 8",
        )
    give(house, family.household, family.amira, acting=house.cem, reader=house.cem)
    with acting_as(house.alma, "test"):
        close_door(extra)
    assert state(house.alma, family) == [State.HOLDS]
    with acting_as(house.alma, "test"):
        close_door(door)
    assert state(house.alma, family) == [State.FORMER]


def test_a_deputy_is_named_for_the_time_of_the_cover_at_most(house: House, family: Family) -> None:
    with acting_as(house.dana, "test"):
        row = cover(absent=house.alma, deputy=house.bert, first_day=today(), last_day=today() + 5 * DAY)
    consent = give(house, family.household, family.amira, acting=house.bert, reader=house.bert)
    assert consent.valid_until == today() + 6 * DAY
    with acting_as(house.dana, "test"):
        end_cover(row)
    assert state(house.alma, family) == [State.FORMER]


@pytest.mark.parametrize("name", ["dana", "hanna", "otto", "jana", "ivo"])
def test_nobody_who_does_not_work_with_the_case_can_be_named(house: House, family: Family, name: str) -> None:
    with pytest.raises(services.Refused, match="arbeitet nicht mit diesem Fall"):
        give(house, family.household, family.amira, reader=house.people[name])


def test_an_emergency_opens_no_way_into_the_protected_area(house: House, family: Family) -> None:
    from rundblick.access.services import break_glass

    with acting_as(house.hanna, "test") as context:
        break_glass(context, dossier_id=family.pk, purpose="Anruf der Familie, Alma ist krank")
    with pytest.raises(services.Refused, match="arbeitet nicht mit diesem Fall"):
        give(house, family.household, family.amira, acting=house.hanna, reader=house.hanna)


def test_who_may_not_open_doors_writes_no_consent_down(house: House, family: Family) -> None:
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=family.pk,
            principal=house.cem,
            basis=Basis.ASSIGNMENT,
            topics=("master",),
            evidence="Vertrag 7",
        )
    with pytest.raises(services.Refused, match="selbst zuständig"):
        give(house, family.household, family.amira, acting=house.cem, reader=house.cem)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"given_on": today() + DAY}, "given_on"),
        ({"given_on": dt.date(2026, 6, 30)}, "given_on"),
        ({"valid_until": today()}, "last_day"),
        ({"valid_until": today() + 366 * DAY}, "last_day"),
        ({"how": How.SPOKEN, "given_by": ()}, "given_by"),
    ],
)
def test_days_and_people_that_cannot_be_are_refused(
    house: House, family: Family, changed: dict[str, object], field: str
) -> None:
    given = said(house.alma, **{"given_by": (family.amira,)} | changed)
    with acting_as(house.alma, "test"), pytest.raises(services.Refused) as refused:
        services.give(dossier_id=family.pk, person_id=family.amira, said=given)
    assert refused.value.field == field


def test_the_other_parent_cannot_consent_for_a_grown_up(house: House, family: Family) -> None:
    with pytest.raises(services.Refused, match="willigt selbst ein"):
        give(house, family.household, family.amira, by=(family.karim,))


def test_for_a_child_the_parents_consent(house: House, family: Family) -> None:
    together = Holders(CustodyKind.JOINT, frozenset({family.amira, family.karim}))
    with pytest.raises(services.Refused, match="Es fehlt noch: Amira Haddad, Karim Haddad"):
        give(house, family.household, family.sami, custody=together)
    consent = give(house, family.household, family.sami, by=(family.amira, family.karim, family.sami))
    with acting_as(house.alma, "test", read_only=True):
        stored = Consent.objects.get(pk=consent.pk)
    assert {stored.given_by_id, stored.also_by_id} == {family.amira, family.karim} and stored.own


def test_somebody_of_another_household_is_nobody_here(house: House, family: Family) -> None:
    from tests.people import families as people

    other = people.household(house, number="36502BG0099999")
    stranger: Household = other
    gulsen = people.person(stranger, "Gülşen", of=house.alma).pk
    with pytest.raises(services.Refused, match="gehört heute nicht"):
        give(house, family.household, gulsen)
    with pytest.raises(services.Refused, match="höchstens zwei Erwachsene"):
        give(house, family.household, family.sami, by=(gulsen,))


def test_a_consent_does_not_outlive_its_last_day(house: House, family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    give(house, family.household, family.amira, valid_until=today() + DAY)
    for room in (queries,):
        monkeypatch.setattr(room, "today", lambda: today() + DAY)
    assert state(house.alma, family) == [State.EXPIRED]
    with acting_as(house.alma, "test", read_only=True) as context:
        assert queries.current(context, family.pk, family.amira, PROTECTED) is None
