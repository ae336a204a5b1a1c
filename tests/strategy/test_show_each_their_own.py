"""Before whom a page lies open decides what it shows (design rule 6). One household for all tests."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from rundblick.access import crypto
from rundblick.access.context import acting_as
from rundblick.strategy import export
from rundblick.strategy.models import Meeting
from tests.cases.families import Family
from tests.house import House, empty_tables
from tests.strategy.homes import NOTE, SECRET, apart, page
from tests.strategy.talks import address


@pytest.fixture(scope="module")
def family() -> Iterator[Family]:
    empty_tables()
    crypto.forget_keys()
    yield apart(House.build())
    empty_tables()


def test_before_all_only_what_is_shared_is_shown(family: Family) -> None:
    shown = page(family, gemeinsam="1")
    assert "Kita bis 14 Uhr" in shown and "Arbeitgeberteam fragt" in shown and "läuft gut" in shown
    for hidden in (SECRET, "Karim", NOTE, "Vorbereitung", "von Alma"):
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


def test_the_own_copy_holds_the_own_things_and_what_others_share(family: Family) -> None:
    with acting_as(family.house.alma, "test", read_only=True):
        of_amira, of_karim = (str(export.sections(family.pk, one)) for one in (family.amira, family.karim))
        sections = export.sections(family.pk, family.karim)
        assert SECRET not in str(export.sections(family.pk, family.sami))
    assert SECRET not in of_amira and "Kita bis 14 Uhr" in of_amira and NOTE in of_amira
    assert SECRET in of_karim and "läuft gut" in of_karim and "33" not in of_karim
    assert all(len(row) == len(section["columns"]) for section in sections for row in section["rows"])


def test_the_story_shows_each_member_their_own_talk(family: Family) -> None:
    with acting_as(family.house.alma, "test", read_only=True):
        meeting = Meeting.objects.get()
    story = reverse("cases:story", args=[family.pk])
    shown = family.house.login("alma").get(f"{story}?mitglied={family.amira}").content.decode()
    assert shown.count("Am Strategiegespräch teilgenommen") == 1
    assert f"{address('meeting', family.pk, meeting.pk)}?mitglied={family.amira}" in shown
