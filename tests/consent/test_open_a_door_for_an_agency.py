"""A consent lets one agency read about one person what was chosen, and nothing before, after or beside it."""

import base64
import datetime as dt
import re
import uuid
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.models import Grant, TimelineEntry, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.consent import queries, services
from rundblick.consent.codes import How, TextKind
from rundblick.consent.models import Consent, Evidence
from rundblick.consent.wording import purposes
from rundblick.files.models import StoredFile
from rundblick.files.services import keep as keep_file
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, alone_or_together, withdraw
from tests.house import House

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def exchange(house: House, family: Family, person: uuid.UUID, **changed: Any) -> Consent:
    """This person lets the Brücke read about goals and tasks, for as long as possible."""
    purpose = purposes()["exchange"]
    replaces = changed.pop("replaces", None)
    values: dict[str, Any] = {
        "purpose": purpose,
        "text": purpose.text_on(today()),
        "kind": TextKind.PLAIN,
        "how": How.PAPER,
        "recipient": None,
        "organisation": house.partner,
        "topics": ["goals", "tasks"],
        "given_by": [person],
        "given_on": today(),
        "valid_until": None,
        "explained_by": house.alma,
        "custody": alone_or_together(person, *changed.get("given_by", ())),
    }
    with acting_as(house.alma, "test"):
        return services.give(
            dossier_id=family.pk, person_id=person, said=services.Given(**values | changed), replaces=replaces
        )


def happened(family: Family) -> None:
    """Something of each topic for each of the parents."""
    with as_worker("test"):
        for topic in ("goals", "tasks", "notes", "protected"):
            for person in (family.amira, family.karim):
                TimelineEntry.objects.create(
                    dossier_id=family.pk, at=now(), kind="test", topic=topic, object_id=uuid.uuid4(), subject_id=person
                )


def reads(reader: User) -> set[tuple[str, uuid.UUID]]:
    """What PostgreSQL shows of what happened, whatever Python would ask for."""
    with acting_as(reader, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT topic, subject_id FROM access_timelineentry WHERE kind = 'test'")
        return set(cursor.fetchall())


def test_the_agency_reads_what_was_chosen_about_this_person_until_it_is_taken_back(
    house: House, family: Family
) -> None:
    happened(family)
    assert reads(house.ivo) == set()
    consent = exchange(house, family, family.amira)
    assert reads(house.ivo) == {("goals", family.amira), ("tasks", family.amira)}
    assert reads(house.cem) == set(), "another house is not meant"
    page = house.login("ivo").get(reverse("cases:page", args=[family.pk]))
    assert page.status_code == 200 and "Karim" not in page.content.decode()
    withdraw(consent, acting=house.alma)
    assert reads(house.ivo) == set()
    assert house.login("ivo").get(reverse("cases:page", args=[family.pk])).status_code == 404


def test_it_ends_with_its_last_day(house: House, family: Family) -> None:
    happened(family)
    consent = exchange(house, family, family.amira, valid_until=today() + 3 * DAY)
    door = consent.grant
    assert door is not None and door.valid_until is not None and door.writes is False
    assert door.valid_until == dt.datetime.combine(today() + 3 * DAY, dt.time.min, tzinfo=door.valid_until.tzinfo)
    with as_worker("test"), reason("test"):
        Grant.objects.filter(pk=door.pk).update(valid_from=now() - 2 * DAY, valid_until=now() - dt.timedelta(seconds=1))
    assert reads(house.ivo) == set()


def test_the_agency_learns_of_no_other_consent(house: House, family: Family) -> None:
    from tests.consent.giving import give

    give(house, family.household, family.amira)
    mine = exchange(house, family, family.amira)
    exchange(house, family, family.amira, organisation=house.provider)
    with acting_as(house.ivo, "test", read_only=True) as context:
        assert [one.consent.pk for one in queries.standing_of(context, family.pk)] == [mine.pk]
    listed = house.login("ivo").get(reverse("consent:list", args=[family.pk])).content.decode()
    assert "Beratungsstelle Brücke" in listed and "Lotse" not in listed and "Schulden" not in listed


def known(reader: User) -> set[uuid.UUID]:
    """Which consents PostgreSQL shows, whatever Python would ask for."""
    with acting_as(reader, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM consent_consent")
        return {row[0] for row in cursor.fetchall()}


def test_postgresql_shows_a_guest_those_that_name_it_and_lets_it_write_none(house: House, family: Family) -> None:
    from tests.consent.giving import give

    trusted = give(house, family.household, family.amira)
    mine = exchange(house, family, family.amira)
    other = exchange(house, family, family.amira, organisation=house.provider)
    assert known(house.alma) == {trusted.pk, mine.pk, other.pk}
    assert (known(house.ivo), known(house.cem)) == ({mine.pk}, {other.pk})
    with acting_as(house.ivo, "test") as context:
        assert not Consent.objects.visible_to(context, writing=True).exists()
        assert Consent.objects.update(withdrawn_at=now()) == 0
        forged = Consent.objects.get()
        forged.pk, forged.purpose, forged.grant = uuid.uuid4(), "reply", None
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            forged.save(force_insert=True)
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=family.pk,
            principal=house.provider,
            basis=Basis.ASSIGNMENT,
            topics=("master",),
            evidence="Vertrag 7",
        )
    assert known(house.cem) == {trusted.pk, mine.pk, other.pk}, "who works by contract is no guest here"


def test_who_reads_documents_reads_no_signature(house: House, family: Family) -> None:
    consent = exchange(house, family, family.amira, topics=["documents"])
    with acting_as(house.alma, "test"):
        keep_file(dossier_id=family.pk, name="Zeugnis.png", content=PICTURE, person_id=family.amira)
        services.attach_sheet(consent, name="Blatt.png", content=PICTURE)
    for reader, names in ((house.alma, {"Zeugnis.png", "Blatt.png"}), (house.ivo, {"Zeugnis.png"})):
        with acting_as(reader, "test", read_only=True):
            assert {file.name for file in StoredFile.objects.all()} == names
            assert Evidence.objects.exists() is (reader == house.alma)


def test_health_is_chosen_by_an_explicit_yes_and_never_beforehand(house: House, family: Family) -> None:
    page = house.login("alma").get(reverse("consent:give", args=[family.pk, family.amira, "exchange"]))
    text = page.content.decode()
    box = re.search(r'<input type="checkbox" name="topics" value="health"[^>]*>', text)
    assert box is not None and "checked" not in box.group()
    assert "Gesundheitliches: Ja, ausdrücklich auch das (Art. 9 Abs. 2 Buchst. a DSGVO)" in text
    consent = exchange(house, family, family.amira, topics=["health"])
    assert consent.grant is not None and consent.grant.topics == ["master", "cooperation", "health"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"topics": ["protected"]}, "mindestens ein Thema"),
        ({"topics": []}, "mindestens ein Thema"),
        ({"topics": ["notes"]}, "mindestens ein Thema"),
        ({"organisation": None}, "eine Stelle"),
    ],
)
def test_nothing_protected_and_nobody_unnamed(
    house: House, family: Family, changed: dict[str, Any], words: str
) -> None:
    with pytest.raises(services.Refused, match=words):
        exchange(house, family, family.amira, **changed)
    with pytest.raises(services.Refused, match="eine Stelle"):
        exchange(house, family, family.amira, organisation=house.institute)


def test_the_door_is_closed_by_withdrawing_and_not_by_hand(house: House, family: Family) -> None:
    consent = exchange(house, family, family.amira)
    address = reverse("access:door_close", args=[family.pk, consent.grant_id])
    assert house.login("alma").post(address).status_code == 404


def test_the_page_asks_for_the_agency_and_the_topics(house: House, family: Family) -> None:
    browser = house.login("alma")
    address = reverse("consent:give", args=[family.pk, family.amira, "exchange"])
    page = browser.get(address).content.decode()
    assert "Beratungsstelle Brücke" in page and 'value="notes"' not in page and 'value="protected"' not in page
    sent = {
        "given_by": [str(family.amira)],
        "organisation": str(house.partner.pk),
        "topics": ["goals"],
        "kind": "plain",
        "how": "paper",
        "given_on": today().strftime("%d.%m.%Y"),
        "explained_by": str(house.alma.pk),
        "version": str(purposes()["exchange"].text_on(today()).version),
        "token": str(uuid.uuid4()),
    }
    answer = browser.post(address, sent | {"topics": []})
    assert answer.status_code == 422 and "Bitte wählen Sie mindestens ein Thema." in answer.content.decode()
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        consent = Consent.objects.select_related("grant").get()
    assert consent.grant is not None and consent.grant.topics == ["master", "cooperation", "goals"]
    shown = browser.get(reverse("consent:show", args=[consent.pk])).content.decode()
    assert "Stammdaten, Ziele, Absprachen" in shown and "Beratungsstelle Brücke" in shown
    taking = browser.get(reverse("consent:withdraw", args=[consent.pk])).content.decode()
    assert "Beratungsstelle Brücke kann nichts mehr öffnen" in taking
    again = browser.post(address, sent | {"token": str(uuid.uuid4())})
    assert again.status_code == 422 and "Inzwischen hat sich hier etwas geändert" in again.content.decode()


acts = st.lists(
    st.tuples(st.sampled_from(["give", "withdraw", "wait"]), st.sampled_from(["goals", "tasks"]), st.integers(1, 40)),
    min_size=3,
    max_size=8,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_whatever_is_given_withdrawn_and_however_time_goes_the_door_is_open_exactly_then(
    house: House, family: Family, acts: list[tuple[str, str, int]]
) -> None:
    """A model of two values says after each act what the agency reads: the chosen topic, and the first day without it.

    PostgreSQL has its own clock, so what it shows is asked only while no time has passed.
    """
    with acting_as(house.alma, "test", read_only=True):
        if not TimelineEntry.objects.filter(kind="test").exists():
            happened(family)
    standing: Consent | None = None
    topic, until, waited = "", today(), False
    with time_machine.travel(now(), tick=True) as clock:
        for act, wish, days in acts:
            if act == "wait":
                clock.shift(dt.timedelta(days=days))
                waited = True
            elif act == "give":
                known = standing.pk if standing is not None and today() < until else None
                topic, until = wish, today() + days * DAY
                standing = exchange(house, family, family.amira, topics=[topic], valid_until=until, replaces=known)
            elif standing is not None:
                withdraw(standing, acting=house.alma)
                standing = None
            is_open = standing is not None and today() < until
            with acting_as(house.alma, "test", read_only=True) as context:
                told = [one for one in queries.standing_of(context, family.pk) if one.stands]
            assert [one.consent.pk for one in told] == ([standing.pk] if standing is not None and is_open else [])
            if not waited:
                assert reads(house.ivo) == ({(topic, family.amira)} if is_open else set())
        if standing is not None:
            withdraw(standing, acting=house.alma)
