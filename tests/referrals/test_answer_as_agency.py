"""An agency's guest answers: only what was handed over, only while the door stands, never another agency's business."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.models import Grant, TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused
from rundblick.cases.asked import asked_of
from rundblick.referrals import services
from rundblick.referrals.codes import Point
from rundblick.referrals.models import AnswerLink, Approval, Look, Need, Preparation, Referral, Step
from rundblick.referrals.services.held import ANSWERED
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.referrals.ways import DAY, TOPICS, address, ago, answered, handed, let_in, looked, noted, state_of, way

ALL = (Need, Referral, Preparation, Step, Look, AnswerLink, Approval)


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def page(row: Referral) -> str:
    return f"/faelle/vermittlungen/stelle/{row.pk}/"


def sent(**given: str) -> dict[str, str]:
    return {"answer": "waiting", "on": "heute", "expected_on": "", "token": str(uuid.uuid4())} | given


def test_a_guest_answers_once_and_the_coach_is_told_until_it_was_read(family: Family) -> None:
    row = handed(family)
    browser = family.house.login("ivo")
    assert "Bitte sagen, wie weit es ist" in browser.get("/", follow=True).content.decode()
    given = sent(expected_on=f"{today() + 20 * DAY:%d.%m.%Y}")
    for _click in range(2):
        assert browser.post(page(row), given).status_code == 302
    assert state_of(family, row).course.expected_on == today() + 20 * DAY
    with acting_as(family.house.ivo, "test") as ivo:
        assert asked_of(ivo) == []
    with acting_as(family.house.alma, "test") as alma:
        (one,) = asked_of(alma)
        (step,) = Step.objects.all()
    assert one.text == "Eine Stelle hat geantwortet" and one.url == address(family, "detail", None, row.pk)
    coach = family.house.login("alma")
    assert "von der Stelle" in coach.get(one.url).content.decode()
    for _click in range(2):
        assert coach.post(address(family, "answered", None, row.pk, step.pk)).status_code == 302
    with acting_as(family.house.alma, "test") as alma:
        assert asked_of(alma) == []
        assert TimelineEntry.objects.filter(kind=ANSWERED).count() == 1


def test_before_it_is_handed_over_the_agency_learns_nothing(family: Family) -> None:
    let_in(family, family.house.partner)
    row = way(family, organisation=family.house.partner)
    assert family.house.login("ivo").get(page(row)).status_code == 404
    with acting_as(family.house.ivo, "test"):
        assert Referral.objects.count() == 0


def test_an_agency_sees_its_own_way_and_nothing_else_of_the_room(family: Family) -> None:
    row = handed(family, points={Point.HOPE: ("Nur fürs Haus", False), Point.PRACTICAL: ("Bus 14", True)})
    other = way(family, office="Andere Stelle")
    noted(family, other, "running", 1)
    noted(family, row, "contacted", 5, said="Nur fürs Haus")
    looked(family, other, "person", "well")
    with acting_as(family.house.alma, "test"):
        services.make_link(referral=other, author=family.house.alma, reference="Anfrage 1")
    with acting_as(family.house.ivo, "test"):
        seen = {model.__name__: model.objects.count() for model in ALL}
        assert [one.text for one in Preparation.objects.all()] == ["Bus 14"]
    assert seen == dict.fromkeys((model.__name__ for model in ALL), 0) | {"Referral": 1, "Preparation": 1}
    shown = family.house.login("ivo").get(page(row)).content.decode()
    assert "Bus 14" in shown and "Nur fürs Haus" not in shown and "Andere Stelle" not in shown


def test_two_agencies_never_see_each_other(family: Family) -> None:
    row = handed(family)
    let_in(family, family.house.provider)
    answered(family, row, family.house.ivo)
    with acting_as(family.house.cem, "test"):
        assert {model.__name__: model.objects.count() for model in ALL} == dict.fromkeys(
            (model.__name__ for model in ALL), 0
        )
    assert family.house.login("cem").get(page(row)).status_code == 404


def test_a_sensitive_kind_offers_days_and_status_only(family: Family) -> None:
    row = handed(family, kind="debts", area="confidential")
    noted(family, row, "running", 3)
    answered(family, row, family.house.ivo, "running")
    browser = family.house.login("ivo")
    assert "Wie läuft die Hilfe?" not in browser.get(page(row)).content.decode()
    sent_ = {"lauf-going": "badly", "lauf-token": str(uuid.uuid4())}
    assert browser.post(f"{page(row)}wie-es-laeuft/", sent_).status_code == 422
    with acting_as(family.house.alma, "test"):
        assert Look.objects.count() == 0
    with acting_as(family.house.alma, "test"), pytest.raises(Refused, match="nichts mitgegeben"):
        services.change(
            referral=row,
            version=2,
            author=family.house.alma,
            content=services.Begun(
                kind="debts", organisation=family.house.partner, points={Point.PRACTICAL: ("Brief", True)}
            ),
        )


def test_a_guest_declines_with_a_reason_and_cannot_say_what_only_the_house_says(family: Family) -> None:
    row = handed(family)
    browser = family.house.login("ivo")
    assert browser.post(page(row), sent(answer="declined", refusal="no_place")).status_code == 302
    told = state_of(family, row)
    assert (told.course.result, told.steps[-1].refusal) == ("declined", "no_place")
    assert browser.post(page(row), sent(answer="running")).status_code == 422
    other = way(family, organisation=family.house.partner)
    with acting_as(family.house.alma, "test"):
        services.hand_over(referral=other)
    with pytest.raises(Refused):
        answered(family, other, family.house.ivo, "ended", result="not_wanted")


def test_a_guest_takes_an_answer_back_until_it_was_read(family: Family) -> None:
    row = handed(family)
    step = answered(family, row, family.house.ivo)
    late = answered(family, row, family.house.ivo, "first")
    browser = family.house.login("ivo")
    assert browser.post(f"{page(row)}zurueck/{late.pk}/").status_code == 302
    with acting_as(family.house.alma, "test"):
        services.seen(step=step)
    assert browser.post(f"{page(row)}zurueck/{step.pk}/").status_code == 404
    assert state_of(family, row).course.state == "waiting"


def test_both_sides_say_how_it_goes_and_the_agency_reads_only_its_own(family: Family) -> None:
    row = handed(family)
    noted(family, row, "running", 3)
    looked(family, row, "person", "badly", "Der Ton ist rau.")
    answered(family, row, family.house.ivo, "running")
    given = {"lauf-going": "well", "lauf-words": "Er trinkt.", "lauf-token": str(uuid.uuid4())}
    browser = family.house.login("ivo")
    for _click in range(2):
        assert browser.post(f"{page(row)}wie-es-laeuft/", given).status_code == 302
    with acting_as(family.house.ivo, "test"):
        assert [(look.going, look.words) for look in Look.objects.all()] == [("well", None)]
        own = Look.objects.get()
        own.words = "Er trinkt."
        with pytest.raises(IntegrityError, match="no_words"), transaction.atomic():
            own.save()
    coach = family.house.login("alma").get(address(family, "detail", None, row.pk)).content.decode()
    assert "Der Ton ist rau." in coach and "<strong>gut</strong>" in coach


def test_handing_over_needs_an_open_door_and_an_agency_with_a_name(family: Family) -> None:
    for row, words in (
        (way(family, organisation=family.house.partner), "noch nicht mitlesen"),
        (way(family, office="Jugendamt"), "in Rundblick eingetragen"),
    ):
        answer = family.house.login("alma").post(address(family, "hand_over", None, row.pk), follow=True)
        assert words in answer.content.decode()


def test_taking_it_back_closes_the_page_and_keeps_what_was_said(family: Family) -> None:
    row = handed(family, points={Point.PRACTICAL: ("Bus 14", True)})
    answered(family, row, family.house.ivo)
    assert (
        family.house.login("alma").post(address(family, "hand_over", None, row.pk), {"zurueck": "1"}).status_code == 302
    )
    assert family.house.login("ivo").get(page(row)).status_code == 404
    with acting_as(family.house.ivo, "test"):
        assert (Referral.objects.count(), Preparation.objects.count()) == (0, 0)
    assert state_of(family, row).course.state == "waiting"


def test_another_house_named_instead_no_longer_shows_it_to_the_first(family: Family) -> None:
    row = handed(family)
    with acting_as(family.house.alma, "test"):
        services.change(
            referral=row,
            version=Referral.objects.get(pk=row.pk).version,
            author=family.house.alma,
            content=services.Begun(kind="course", organisation=family.house.provider),
        )
    assert family.house.login("ivo").get(page(row)).status_code == 404


@pytest.mark.parametrize("flaw", ["none", "expired", "withdrawn", "topic", "person", "ahead"])
def test_without_a_fitting_door_a_guest_gets_nothing_by_page_or_by_row(family: Family, flaw: str) -> None:
    door = let_in(family, family.house.partner)
    row = handed(family, door=False)
    with acting_as(family.house.alma, "test"):
        access.close_door(door)
    doors: dict[str, dict[str, Any]] = {
        "expired": {"start": now() - 9 * DAY, "until": now() - DAY},
        "withdrawn": {},
        "topic": {"topics": ("master", "goals", "tasks", "documents")},
        "person": {"person": family.karim},
        "ahead": {"start": now() + DAY},
    }
    if flaw in doors:
        again = let_in(family, family.house.partner, **doors[flaw])
        if flaw == "withdrawn":
            with acting_as(family.house.alma, "test"):
                access.close_door(again)
    browser = family.house.login("ivo")
    assert browser.get(page(row)).status_code == 404
    assert browser.post(page(row), sent()).status_code == 404
    assert browser.post(f"{page(row)}wie-es-laeuft/", {"lauf-going": "well"}).status_code == 404
    assert "Amira" not in browser.get("/faelle/vermittlungen/stelle/").content.decode()
    with acting_as(family.house.ivo, "test"):
        assert [model.objects.count() for model in ALL] == [0] * len(ALL)
        assert Referral.objects.update(mode="self") == 0


def test_a_door_closed_between_opening_and_sending_takes_no_answer(family: Family) -> None:
    row = handed(family)
    browser = family.house.login("ivo")
    assert browser.get(page(row)).status_code == 200
    with acting_as(family.house.ivo, "test"):
        held = Referral.objects.get(pk=row.pk)
    with acting_as(family.house.alma, "test"):
        access.close_door(Grant.objects.get(principal_id=family.house.partner.pk))
    assert browser.post(page(row), sent()).status_code == 404
    with pytest.raises(Refused, match="nicht mehr"):
        answered(family, held, family.house.ivo)
    with acting_as(family.house.alma, "test"):
        assert Step.objects.count() == 0


def test_guessed_ids_and_rows_of_another_agency_are_refused_by_the_database_itself(family: Family) -> None:
    row = handed(family)
    assert family.house.login("ivo").get(f"/faelle/vermittlungen/stelle/{uuid.uuid4()}/").status_code == 404
    let_in(family, family.house.provider)
    for agency in (family.house.partner.pk, None):
        with pytest.raises(ProgrammingError, match="row-level security"), acting_as(family.house.cem, "test"):
            Step.objects.create(
                dossier_id=family.pk,
                person_id=family.amira,
                referral_id=row.pk,
                agency_id=agency,
                state="running",
                on=today(),
            )
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(family.house.ivo, "test"):
        Step.objects.create(
            dossier_id=family.pk, person_id=family.amira, referral_id=row.pk, state="running", on=today()
        )
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(family.house.ivo, "test"):
        Need.objects.create(dossier_id=family.pk, person_id=family.amira, area="health", since=today())


def test_a_coach_of_a_traeger_with_notes_is_led_to_the_agencys_page(family: Family) -> None:
    family.let_in(family.house.cem, None, basis=Basis.ASSIGNMENT, topics=(*TOPICS, "notes"), writes=True)
    row = way(family)
    browser = family.house.login("cem")
    assert browser.get(address(family)).headers["Location"] == "/faelle/vermittlungen/stelle/"
    for name, more in (("begin", ()), ("detail", (row.pk,)), ("change", (row.pk,)), ("paper", ())):
        assert browser.get(address(family, name, None, *more)).status_code == 404


def test_the_case_page_shows_a_guest_the_own_way_only(family: Family) -> None:
    handed(family)
    way(family, area="people", kind="volunteering", office="Nur fürs Haus")
    shown = family.house.login("ivo").get(reverse("cases:more", args=[family.pk])).content.decode()
    assert "Wege zur Hilfe" in shown and "Kurs" in shown
    assert "Nur fürs Haus" not in shown and "Ehrenamt" not in shown
