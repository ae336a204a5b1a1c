"""What a guest cannot reach: without, with a wrong, an ended or a withdrawn door, by guessing, and by side doors."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Grant, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.cooperation.codes import Kind
from rundblick.cooperation.models import Entry
from rundblick.web.clock import now
from tests.cases.families import Family, haddad
from tests.cooperation.sheets import DAY, TOPICS, let_in, put, sheet, shut, url
from tests.house import House

MARK = "Kennwort-der-Absprache"


@pytest.fixture
def family(house: House) -> Family:
    """Amira's sheet with the Brücke, from which the Brücke's door was closed again."""
    found = haddad(house)
    grant = let_in(found, house.partner)
    put(found, text=f"{MARK} Brücke")
    shut(found, grant)
    return found


def rows_of(house: House, name: str) -> int:
    """What PostgreSQL shows, whatever Python would ask for."""
    with acting_as(house.people[name], "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cooperation_entry")
        return int(cursor.fetchone()[0])


def tries(house: House, name: str, family: Family) -> set[int]:
    """Answers of every page and act of the sheet to this person; none may show the mark."""
    browser = house.login(name)
    with as_worker("test"):
        entry = Entry.objects.order_by("written_at").first()
    assert entry is not None
    found = set()
    for path in (url("sheet", family), url("write", family), reverse("cooperation:case", args=[family.pk])):
        answer = browser.get(path)
        assert MARK not in answer.content.decode()
        found.add(answer.status_code)
    data: dict[str, Any] = {"text": "eingeschlichen", "token": uuid.uuid4()}
    for path in (
        url("write", family) + "?art=message",
        url("seen", family),
        *(url(act, family, entry.pk) for act in ("done", "undone", "remove")),
    ):
        found.add(browser.post(path, data).status_code)
    assert MARK not in browser.get(reverse("cooperation:mine")).content.decode()
    assert MARK not in browser.get("/", follow=True).content.decode()
    return found


def doors(house: House, family: Family, kind: str) -> None:
    """A door of the Brücke that does not open Amira's sheet."""
    match kind:
        case "withdrawn" | "none":
            pass
        case "wrong topic":
            let_in(family, house.partner, topics=("master", "goals", "documents", "appointments"))
        case "wrong person":
            let_in(family, house.partner, family.karim)
        case "expired":
            with as_worker("test"):
                Grant.objects.create(
                    dossier_id=family.pk,
                    principal_kind="organisation",
                    principal_id=house.partner.pk,
                    basis=Basis.CONSENT,
                    topics=list(TOPICS),
                    subject_id=family.amira,
                    valid_from=now() - 3 * DAY,
                    valid_until=now() - DAY,
                    evidence="abgelaufen",
                )


@pytest.mark.parametrize("kind", ["withdrawn", "wrong topic", "wrong person", "expired"])
def test_a_door_that_does_not_fit_opens_nothing(house: House, family: Family, kind: str) -> None:
    doors(house, family, kind)
    # With a door to another member the list of the case opens, and says nothing of Amira's sheet.
    assert tries(house, "ivo", family) <= {404, 200 if kind == "wrong person" else 404}
    assert rows_of(house, "ivo") == 0


def test_another_agency_with_the_same_topics_reads_nothing(house: House, family: Family) -> None:
    let_in(family, house.provider)
    answers = tries(house, "cem", family)
    assert answers <= {200, 404}
    assert house.login("cem").get(url("sheet", family)).status_code == 404
    assert rows_of(house, "cem") == 0


def test_a_guessed_agency_shows_no_more_than_ones_own(house: House, family: Family) -> None:
    let_in(family, house.partner)
    for agency in (house.provider.pk, house.jobcenter.pk, uuid.uuid4()):
        path = reverse("cooperation:sheet", args=[family.pk, family.amira, agency])
        assert house.login("ivo").get(path).status_code == 404
        assert house.login("alma").get(path).status_code == 404


def test_what_was_withdrawn_between_opening_and_saving_is_not_written(house: House, family: Family) -> None:
    grant = let_in(family, house.partner)
    browser = house.login("ivo")
    assert browser.get(f"{url('write', family)}?art=standing").status_code == 200
    shut(family, grant)
    data = {"standing": "running", "for_house": "on", "token": uuid.uuid4()}
    assert browser.post(f"{url('write', family)}?art=standing", data).status_code == 404
    with as_worker("test"):
        assert Entry.objects.filter(from_agency=True).count() == 0


def test_an_administrator_of_the_agency_reads_no_sheet(house: House, family: Family) -> None:
    with acting_as(house.frank, "test"):
        house.add("admin_dort", house.provider, None, [Role.ADMIN])
    let_in(family, house.provider_team)
    target = sheet(family, agency=house.provider)
    put(family, text=MARK, on_sheet=target)
    assert rows_of(house, "cem") == 1
    assert rows_of(house, "admin_dort") == 0
    assert house.login("admin_dort").get(url("sheet", family, on_sheet=target)).status_code == 404


def test_who_changed_team_loses_the_teams_sheet(house: House, family: Family) -> None:
    let_in(family, house.provider_team)
    target = sheet(family, agency=house.provider)
    put(family, text=MARK, on_sheet=target)
    assert rows_of(house, "cem") == 1
    assert house.login("cem").get(url("sheet", family, on_sheet=target)).status_code == 200
    with acting_as(house.frank, "test"):
        access.leave_team(user=house.cem, team=house.provider_team)
    assert house.login("cem").get(url("sheet", family, on_sheet=target)).status_code == 404
    with acting_as(house.frank, "test", read_only=True):
        house.people["cem"] = User.objects.get(pk=house.cem.pk)
    assert rows_of(house, "cem") == 0


def test_the_search_the_history_and_the_drafts_are_no_side_doors(house: House, family: Family) -> None:
    with acting_as(house.alma, "test"):
        entry = Entry.objects.get()
        entry.done_at, entry.done_by = now(), house.alma
        entry.kind = Kind.REQUEST
        entry.save()
    let_in(family, house.provider)
    for name in ("ivo", "cem", "bert", "lena"):
        with acting_as(house.people[name], "test", read_only=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cooperation_entryevent")
            assert cursor.fetchone()[0] == 0, name
        browser = house.login(name)
        answer = browser.post(reverse("people:search"), {"q": MARK}, follow=True)
        assert f"{MARK} Brücke" not in answer.content.decode(), name


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["open", "open", "close"]),
        st.sampled_from(["partner", "provider"]),
        st.sampled_from(["amira", "karim"]),
        st.booleans(),
    ),
    min_size=2,
    max_size=8,
)
GUESTS = {"partner": "ivo", "provider": "cem"}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_any_sequence_a_guest_reads_what_a_simple_model_says(
    house: House, steps: list[tuple[str, str, str, bool]]
) -> None:
    """The model: an agency reads a member's sheet while one of its doors to that member carries the topic."""
    family = sheets_of_all(house)
    held: dict[tuple[str, str], list[tuple[Grant, bool]]] = {}
    for act, agency, person, with_topic in steps:
        doors_ = held.setdefault((agency, person), [])
        if act == "open":
            topics = TOPICS if with_topic else ("master", "goals")
            grant = let_in(family, getattr(house, agency), getattr(family, person), topics=topics)
            doors_.append((grant, with_topic))
        elif doors_:
            shut(family, doors_.pop()[0])
        for name, guest in GUESTS.items():
            wanted = {f"{name} {who}" for (one, who), rows in held.items() if one == name and any(t for _, t in rows)}
            with acting_as(house.people[guest], "test", read_only=True) as context:
                assert {row.text for row in Entry.objects.all()} == wanted
                assert {row.text for row in Entry.objects.visible_to(context)} == wanted
    for grant, _ in [one for rows in held.values() for one in rows]:
        shut(family, grant)


def sheets_of_all(house: House) -> Family:
    """A family in which both agencies had a sheet about each parent, once for all examples; every door is closed."""
    with as_worker("test"):
        known = Entry.objects.filter(text__isnull=False).exists()
    if known:
        family: Family = house.__dict__["family_of_sheets"]
        return family
    family = haddad(house)
    for agency in GUESTS:
        for person in ("amira", "karim"):
            grant = let_in(family, getattr(house, agency), getattr(family, person))
            target = sheet(family, getattr(family, person), getattr(house, agency))
            put(family, text=f"{agency} {person}", on_sheet=target)
            shut(family, grant)
    house.__dict__["family_of_sheets"] = family
    return family
