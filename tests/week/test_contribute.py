"""What the room gives to others: the list of tools, the story, the own copy, merging and erasing."""

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.week import export
from rundblick.week.hooks import MODELS
from rundblick.week.models import Block, CareSpan, Need
from tests.cases.families import Family, haddad
from tests.house import House
from tests.week.weeks import address, block, care, fallback, need, protect, span

OWN, SECRET, OPEN = "Bäckerei", "Abendschule", "Lager"


def full(house: House) -> Family:
    """One statement of each sort, some shared, some kept."""
    family = haddad(house)
    goal = family.goal(family.karim, "Meister werden", shared=True)
    block(family, family.amira, "6:00-14:00", OWN, shared=False)
    block(family, family.karim, "6:00-14:00", OPEN, stage="planned", goal_id=goal.pk)
    block(family, family.karim, "18:00-21:00", SECRET, shared=False)
    care(family, family.sami, "8:00-16:00", "OGS")
    need(family, family.sami, [family.karim])
    fallback(family, "Oma")
    fallback(family, "Karims Bruder", family.karim)
    span(family, family.karim, "leave", child_id=family.sami, shared=False)
    return family


def test_the_tool_is_offered_for_the_whole_family_and_a_day_of_work_is_told(house: House) -> None:
    family = full(house)
    browser = house.login("alma")
    tools = browser.get(reverse("cases:tools", args=[family.pk])).content.decode()
    assert address("page", family) in tools
    story = browser.get(reverse("cases:story", args=[family.pk])).content.decode()
    assert "Am Wochenplan gearbeitet" in story and f"{address('page', family)}?mitglied={family.karim}" in story
    amiras = browser.get(reverse("cases:story", args=[family.pk]) + f"?mitglied={family.amira}").content.decode()
    assert f"?mitglied={family.karim}" not in amiras.split("<main")[1].split("rb-timeline")[1]


def test_the_database_alone_shows_a_member_only_their_own_and_what_is_open(house: House) -> None:
    family = full(house)
    family.let_in(house.jana, family.amira, basis=Basis.SELF)
    with acting_as(house.jana, "test", read_only=True):
        assert {row.label for row in Block.objects.all()} == {OWN, OPEN, "OGS"}
        assert not CareSpan.objects.exists()


def test_the_own_copy_has_ones_own_in_full_and_of_the_others_what_they_share(house: House) -> None:
    family = full(house)
    with acting_as(house.alma, "test", read_only=True):
        amiras, karims = (export.sections(family.pk, one) for one in (family.amira, family.karim))
        samis = str(export.sections(family.pk, family.sami))
    assert OWN in str(amiras) and OPEN in str(amiras) and "Oma" in str(amiras)
    assert SECRET not in str(amiras) and "Karims Bruder" not in str(amiras) and "Meister werden" not in str(amiras)
    assert SECRET in str(karims) and "Meister werden" in str(karims) and "Elternzeit für Sami" in str(karims)
    assert "Braucht jemanden" in samis and "Karim" in samis and "Elternzeit" not in samis
    for section in (*amiras, *karims):
        assert {len(row) for row in section["rows"]} == {len(section["columns"])}
    protect(family, family.karim)
    with acting_as(house.alma, "test", read_only=True):
        assert OPEN not in str(export.sections(family.pk, family.amira))


def test_merging_moves_a_week_to_the_person_who_stays(house: House) -> None:
    family = full(house)
    need(family, family.amira)
    move = hooks.merge.get("week")
    assert move is not None
    with acting_as(house.alma, "test"):
        move(family.amira, family.karim)
        assert not any(model.objects.filter(person_id=family.karim).exists() for model in MODELS)
        assert Need.objects.get(person_id=family.sami).carers == [family.amira]
        move(family.amira, family.sami)
        assert Need.objects.get(valid_until=None).person_id == family.amira
        assert CareSpan.objects.get().child_id == family.amira
        assert not TimelineEntry.objects.filter(kind="week", subject_id=family.karim).exists()


def test_erasing_removes_the_week_of_this_household_only(house: House) -> None:
    family, other = full(house), full(house)
    remove = hooks.erase.get("week")
    assert remove is not None
    with as_worker("test"):
        assert remove(family.pk) == 8
        for model in MODELS:
            assert set(model.objects.values_list("dossier_id", flat=True)) == {other.pk}
