"""The person's own copy, two records of one person, and the end of a case."""

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.surveys.models import Answers, Survey
from rundblick.surveys.queries import answers_of
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.situation.lives import consented
from tests.surveys.build import DAY, begun, completed, published, said


@pytest.fixture
def family(house: House) -> Family:
    made = haddad(house, opened_on=today() - 100 * DAY)
    published(made)
    return made


def test_the_copy_holds_every_answer_in_both_views(house: House, family: Family) -> None:
    consented(family)
    completed(family, protected=True, hilfe=4, koerper=2, worte="Danke")
    said(family, begun(family, view="coach"), hilfe=5)
    with acting_as(house.alma, "test"):
        (section,) = dict(export.items())["surveys"](family.pk, family.amira)
    told = {(row[3], row[4]): row[5] for row in section["rows"]}
    assert told == {
        ("eigene Sicht", "Bekommen Sie Hilfe?"): "4 von 5",
        ("eigene Sicht", "Was macht der Körper?"): "2 von 5",
        ("eigene Sicht", "Was noch?"): "Danke",
        ("Sicht der Begleitung", "Bekommen Sie Hilfe?"): "5 von 5 (stimmt genau)",
    }
    with acting_as(house.alma, "test"):
        assert dict(export.items())["surveys"](family.pk, family.karim) == []


def test_of_two_surveys_of_one_wave_the_complete_one_stays(house: House, family: Family) -> None:
    done = completed(family, person=family.karim, hilfe=4)
    said(family, begun(family), hilfe=1)
    said(family, begun(family, view="coach"), hilfe=3)
    with acting_as(house.alma, "test"):
        assert dict(merge.items())["surveys"](family.karim, family.amira) == 1
        rows = list(Survey.objects.filter(person_id=family.karim).order_by("respondent"))
        assert [row.respondent for row in rows] == ["coach", "self"] and rows[1].pk == done.pk
        assert not Survey.objects.filter(person_id=family.amira).exists()
        assert answers_of(rows)[done.pk].answers == {"hilfe": 4}
        assert set(Answers.objects.values_list("person_id", flat=True)) == {family.karim}


def test_erasing_leaves_nothing(house: House, family: Family) -> None:
    completed(family, hilfe=4)
    with as_worker("test.erase"):
        assert dict(erase.items())["surveys"](family.pk) == 2
        assert not Survey.objects.exists() and not Answers.objects.exists()


def test_other_members_and_strangers_see_nothing(house: House, family: Family) -> None:
    completed(family, hilfe=4)
    family.let_in(house.jana, family.karim)
    with acting_as(house.jana, "test"):
        assert not Survey.objects.exists() and not Answers.objects.exists()
    with acting_as(house.hanna, "test"):
        assert not Survey.objects.exists()
