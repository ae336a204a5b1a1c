"""What plans give to other rooms: what is due, facts for programmes, the own copy, merging, erasing, the demo."""

from typing import Any

import pytest

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Erasure, TimelineEntry
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.plans import due, services
from rundblick.plans.export import sections
from rundblick.plans.merging import merge
from rundblick.plans.models import Plan, PlanLine
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.plans.drafts import DAY, begun, full, published, write


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def test_the_day_to_look_at_it_is_due_while_the_version_holds(family: Family) -> None:
    plan = full(family, on=today() - 30 * DAY)
    with acting_as(family.house.alma, "test", read_only=True):
        (item,) = due.reviews_due([family.pk], today())
        assert (item["due_on"], item["person_id"], item["key"]) == (plan.review_on, family.amira, str(plan.pk))
        assert due.reviews_due([family.pk], today() - 31 * DAY) == []
    draft = begun(family)
    write(family, draft, offer="Etwas")
    published(family, draft)
    with acting_as(family.house.alma, "test", read_only=True):
        assert due.reviews_due([family.pk], today()) == []
        assert len(due.reviews_due([family.pk], today() - DAY)) == 1


def test_the_rule_has_fields_of_the_store(family: Family) -> None:
    from rundblick.programmes.duebook import refresh
    from rundblick.programmes.models import DueItem

    full(family)
    with as_worker("test"):
        refresh([family.pk])
        assert DueItem.objects.filter(rule="plans.review").count() == 1


def test_programmes_are_told_of_each_version_in_their_words(family: Family) -> None:
    full(family, on=today() - 30 * DAY)
    published(family)
    begun(family)
    with acting_as(family.house.alma, "test", read_only=True):
        facts = due.told_to_programmes([family.pk])[family.pk]
    assert [(fact.code, fact.valid_from) for fact in facts] == [
        ("plan.agreed", today() - 30 * DAY),
        ("agreement.signed", today() - 30 * DAY),
        ("plan.agreed", today()),
        ("agreement.signed", today()),
        ("plan.reviewed", today()),
    ]
    assert {fact.subject for fact in facts} == {family.amira}


def test_another_kind_of_plan_is_no_agreement(family: Family) -> None:
    family.goal(family.amira)
    published(family, begun(family, kind="perspective_plan"))
    with acting_as(family.house.alma, "test", read_only=True):
        facts = due.told_to_programmes([family.pk])[family.pk]
    assert [fact.code for fact in facts] == ["plan.agreed"]


def test_the_own_copy_has_every_version_with_its_words_and_nobody_elses(family: Family) -> None:
    full(family)
    family.goal(family.karim, "Führerschein")
    published(family, begun(family, family.karim))
    with acting_as(family.house.alma, "test", read_only=True):
        found = sections(family.pk, family.amira)
    assert [section["title"] for section in found] == ["Pläne", "Was in den Plänen steht"]
    for section in found:
        assert all(len(row) == len(section["columns"]) for row in section["rows"])
    assert "Bringen Sie Ihr Zeugnis mit." in str(found) and "Führerschein" not in str(found)


def merged(family: Family) -> list[Plan]:
    with acting_as(family.house.alma, "test"):
        merge(family.amira, family.karim)
        return list(Plan.objects.filter(person_id=family.amira).order_by("number"))


def test_of_two_plans_that_hold_the_later_one_stays_when_two_records_become_one(family: Family) -> None:
    family.goal(family.karim, "Führerschein")
    published(family, begun(family, family.karim), on=today() - 10 * DAY)
    full(family)
    rows = merged(family)
    assert sorted((row.state, row.valid_until) for row in rows if row.state == "ended") == [("ended", today())]
    assert [row.state for row in rows].count("published") == 1
    assert len({row.number for row in rows}) == 2
    with acting_as(family.house.alma, "test", read_only=True):
        assert not PlanLine.objects.filter(person_id=family.karim).exists()
        assert not TimelineEntry.objects.filter(kind=services.KIND, subject_id=family.karim).exists()


def test_of_two_drafts_one_is_made_with_the_words_of_both(family: Family) -> None:
    family.goal(family.karim, "Führerschein")
    family.goal(family.amira)
    write(family, begun(family, family.karim), offer="Fahrschule")
    write(family, begun(family), offer="Kochkurs")
    (row,) = merged(family)
    assert row.offer == "Kochkurs\nFahrschule"
    with acting_as(family.house.alma, "test", read_only=True):
        assert {line.text for line in row.lines.all()} == {"Wieder als Köchin arbeiten", "Führerschein"}


def test_erasing_leaves_nothing_although_versions_are_frozen(family: Family) -> None:
    full(family)
    begun(family)
    with acting_as(family.house.alma, "test") as context:
        request_erasure(context, dossier_id=family.pk, ground="Aufbewahrungsfrist abgelaufen")
    with acting_as(family.house.eva, "test") as context:
        approve_erasure(context, erasure=Erasure.objects.get())
    with as_worker("test"):
        erase(family.pk)
        assert not Plan.objects.exists() and not PlanLine.objects.exists()
        event: Any = Plan._meta.get_field("former").related_model
        assert not event.objects.exists()


def test_the_timeline_leads_to_the_version(family: Family) -> None:
    plan = full(family)
    kind = hooks.timeline_kinds.get(services.KIND)
    assert kind is not None
    with acting_as(family.house.alma, "test", read_only=True):
        told = kind.load([plan.pk])[plan.pk]
    assert told["title"] == "Kooperationsplan, Fassung 1" and str(plan.pk) in told["url"]
