"""Open answers are read by their coach and the person, whatever doors others hold, and stay as they were said."""

import datetime as dt

import pytest
from django.db.utils import DatabaseError, IntegrityError

from rundblick.access import services as access
from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.access.models.dossiers import Basis
from rundblick.feedback import queries, services
from rundblick.feedback.models import Ask, TalkFeedback
from rundblick.web.clock import now
from tests.cases.families import SELF_TOPICS, Family, haddad
from tests.feedback.saying import WORDS, asked, entered
from tests.house import House


def seen_by(family: Family, name: str) -> int:
    """Rows PostgreSQL gives this person, checked against `visible_to`."""
    with acting_as(family.house.people[name], "test", read_only=True) as context:
        found = 0
        for model in (TalkFeedback, Ask):
            rows = model.objects.count()
            assert model.objects.visible_to(context).count() == rows
            found += rows
    return found


def let_in(family: Family, user: User, basis: Basis, topics: tuple[str, ...] = ("master", "notes")) -> None:
    with as_worker("test"), reason("test"):
        access.open_door(
            dossier_id=family.pk,
            principal=user,
            basis=basis,
            topics=topics,
            writes=True,
            until=now() + dt.timedelta(hours=8),
            evidence="Test",
        )


def test_only_the_coach_of_the_talk_reads_what_was_said_and_asked(house: House) -> None:
    family = haddad(house)
    entered(family)
    asked(family, ago=1)
    assert {name: seen_by(family, name) for name in house.people if seen_by(family, name)} == {"alma": 2}


@pytest.mark.parametrize("basis", [Basis.DEPUTY, Basis.SUPERVISION, Basis.RESPONSIBLE, Basis.ASSIGNMENT])
def test_no_door_of_somebody_else_opens_them(house: House, basis: Basis) -> None:
    family = haddad(house)
    entered(family)
    let_in(family, house.hanna, basis)
    assert seen_by(family, "hanna") == 0


def test_after_a_handover_neither_the_new_coach_nor_the_former_one_reads_them(house: House) -> None:
    family = haddad(house)
    entered(family)
    with acting_as(house.alma, "test"):
        access.hand_over(dossier_id=family.pk, to=house.bert)
    assert (seen_by(family, "alma"), seen_by(family, "bert"), seen_by(family, "dana")) == (0, 0, 0)


def test_the_person_reads_and_takes_back_their_own_and_nobody_elses(house: House) -> None:
    family = haddad(house)
    row = entered(family)
    family.let_in(house.jana, family.amira, topics=SELF_TOPICS)
    with acting_as(house.jana, "test", read_only=True):
        (told,) = queries.own_answers()
        assert (told.comment, told.coach.display_name) == (WORDS, "Alma")
    with acting_as(house.bert, "test"):
        assert queries.own_answers() == []
        assert not services.take_back(row.pk)
    with acting_as(house.jana, "test"):
        assert services.take_back(row.pk)
        assert not services.take_back(row.pk)
    with as_worker("test"):
        assert not TalkFeedback.objects.exists()


def test_another_member_of_the_household_reads_nothing(house: House) -> None:
    family = haddad(house)
    entered(family)
    family.let_in(house.jana, family.karim, topics=SELF_TOPICS)
    with acting_as(house.jana, "test", read_only=True):
        assert queries.own_answers() == []
        assert TalkFeedback.objects.count() == 0


def test_what_was_said_does_not_change(house: House) -> None:
    family = haddad(house)
    row = entered(family)
    with pytest.raises(IntegrityError), acting_as(house.alma, "test"), reason("test"):
        TalkFeedback.objects.filter(pk=row.pk).update(answers={"heard": 10})


def test_nobody_writes_in_the_name_of_another_coach(house: House) -> None:
    family = haddad(house)
    row = entered(family)
    forged = TalkFeedback(
        dossier_id=family.pk,
        person_id=family.amira,
        coach=house.bert,
        on=row.on,
        form="talk",
        form_version=1,
        way="link",
    )
    with pytest.raises(DatabaseError), acting_as(house.alma, "test"), reason("test"):
        forged.save(force_insert=True)
