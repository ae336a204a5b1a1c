"""What one member says stays theirs (design rule 6), also when things change, and in the database alone."""

import pytest

from rundblick.access.context import acting_as
from rundblick.strategy import export
from rundblick.strategy.models import Finding, Meeting, Part, Way
from tests.cases.families import Family
from tests.family.homes import protect
from tests.house import House
from tests.strategy.homes import SECRET, apart, page
from tests.strategy.talks import fill, talk


@pytest.fixture
def family(house: House) -> Family:
    return apart(house)


def test_protected_contact_hides_even_what_was_shared(family: Family) -> None:
    protect(family, family.amira)
    assert "Kita bis 14 Uhr" not in page(family, gemeinsam="1")
    assert "Kita bis 14 Uhr" not in page(family, gemeinsam="1", mitglied=str(family.karim))
    assert "Kita bis 14 Uhr" in page(family, gemeinsam="1", mitglied=str(family.amira))


def test_sharing_and_closing_takes_the_ways_and_the_findings_along(family: Family) -> None:
    with acting_as(family.house.alma, "test"):
        meeting = Meeting.objects.get()
    fill(family, meeting, family.amira, shared=False)
    assert "Arbeitgeberteam fragt" not in page(family, gemeinsam="1")
    fill(family, meeting, family.karim, shared=True)
    assert page(family, gemeinsam="1").count(SECRET) == 3


def test_the_note_is_not_in_the_copy_of_who_was_not_there(family: Family) -> None:
    talk(family, present={family.amira: True, family.karim: False}, note="Ohne Karim besprochen")
    with acting_as(family.house.alma, "test", read_only=True):
        assert "Ohne Karim besprochen" not in str(export.sections(family.pk, family.karim))


def test_the_database_alone_keeps_them_apart(family: Family) -> None:
    family.let_in(family.house.jana, family.amira)
    with acting_as(family.house.jana, "test", read_only=True) as context:
        for model in (Part, Way, Finding):
            assert {row.person_id for row in model.objects.all()} == {family.amira}
            assert model.objects.visible_to(context).count() == 1
        assert not Meeting.objects.exists(), "the talk with its note and minutes opens to whole doors only"
    with acting_as(family.house.bert, "test", read_only=True):
        assert not Part.objects.exists()
