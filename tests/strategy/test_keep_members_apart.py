"""What one member says stays theirs (design rule 6): screens for all, for two, the copy, the database."""

from decimal import Decimal

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.strategy import export
from rundblick.strategy.models import Finding, Meeting, Part, Way
from rundblick.strategy.services import Found
from tests.cases.families import Family, haddad
from tests.family.homes import protect
from tests.house import House
from tests.strategy.talks import address, complete, fill, review, talk, way

SECRET = "Karim will heimlich kündigen"
NOTE = "Nur für die Akte gedacht"


@pytest.fixture
def family(house: House) -> Family:
    """Amira shares her part, Karim keeps his."""
    family = haddad(house)
    meeting = talk(family, days_ago=200, note=NOTE, preparation_minutes=33)
    amira = fill(family, meeting, family.amira, shared=True, possible_reason="Kita bis 14 Uhr")
    karim = fill(family, meeting, family.karim, possible_reason=SECRET)
    way(family, amira, words="Arbeitgeberteam fragt")
    way(family, karim, "change", words=SECRET)
    complete(family, meeting)
    found = {family.amira: Found(Decimal(20), None, "läuft gut"), family.karim: Found(None, None, SECRET)}
    review(family, meeting, found=found, note=NOTE)
    return family


def page(family: Family, **asked: str) -> str:
    return family.house.login("alma").get(address("page", family.pk, **asked)).content.decode()


def test_before_all_only_what_is_shared_is_shown(family: Family) -> None:
    shown = page(family, gemeinsam="1")
    assert "Kita bis 14 Uhr" in shown and "Arbeitgeberteam fragt" in shown and "läuft gut" in shown
    for hidden in (SECRET, "Karim", NOTE, "33", "von Alma"):
        assert hidden not in shown


def test_before_one_member_their_own_and_what_others_share(family: Family) -> None:
    of_karim = page(family, gemeinsam="1", mitglied=str(family.karim))
    assert SECRET in of_karim and "Kita bis 14 Uhr" in of_karim
    of_amira = page(family, gemeinsam="1", mitglied=str(family.amira))
    assert "Kita bis 14 Uhr" in of_amira and SECRET not in of_amira and NOTE not in of_amira
    assert SECRET not in page(family, mitglied=str(family.amira)), "the coach's page may lie open before Amira"
    assert "Teil ändern" in of_karim and of_karim.count("Weg notieren") == 1, "what Amira shares is hers to change"


def test_the_coach_sees_all_with_marks(family: Family) -> None:
    shown = page(family)
    assert SECRET in shown and NOTE in shown and "nur für die Person" in shown and "für die Familie sichtbar" in shown


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


def test_the_own_copy_holds_the_own_things_and_what_others_share(family: Family) -> None:
    with acting_as(family.house.alma, "test", read_only=True):
        of_amira, of_karim = (str(export.sections(family.pk, one)) for one in (family.amira, family.karim))
        sections = export.sections(family.pk, family.karim)
        assert SECRET not in str(export.sections(family.pk, family.sami))
    assert SECRET not in of_amira and "Kita bis 14 Uhr" in of_amira and NOTE in of_amira
    assert SECRET in of_karim and "läuft gut" in of_karim and "33" not in of_karim
    assert all(len(row) == len(section["columns"]) for section in sections for row in section["rows"])


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


def test_the_story_shows_each_member_their_own_talk(family: Family) -> None:
    with acting_as(family.house.alma, "test", read_only=True):
        meeting = Meeting.objects.get()
    story = reverse("cases:story", args=[family.pk])
    shown = family.house.login("alma").get(f"{story}?mitglied={family.amira}").content.decode()
    assert shown.count("Am Strategiegespräch teilgenommen") == 1
    assert f"{address('meeting', family.pk, meeting.pk)}?mitglied={family.amira}" in shown
