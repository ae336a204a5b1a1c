"""A protocol has its own door: author, second person, responsible coach, deputy, and a lead who says why."""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import ProgrammingError
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Disclosure, Grant, TimelineEntry, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import break_glass, close_door, cover, hand_over, supervise
from rundblick.crisis import queries
from rundblick.crisis.models import Done, Protocol
from rundblick.crisis.services import begin
from rundblick.web.clock import today
from tests.cases.families import SELF_TOPICS, Family, haddad
from tests.crisis.crises import SAW, WORDS, asked, begun, ticked, url
from tests.house import House


def seen(user: User, model: Any = Protocol) -> int:
    """Rows the database shows this user with the querysets opened; the querysets must say the same."""
    with acting_as(user, "test", read_only=True) as context:
        alone = model.objects.count()
        assert model.objects.visible_to(context).count() == alone
        return int(alone)


def history_seen(user: User) -> int:
    """Former states of protocols the database shows this user."""
    with acting_as(user, "test", read_only=True):
        return int(apps.get_model("crisis", "ProtocolEvent").objects.count())


def test_the_database_alone_shows_it_to_author_and_second_person_only(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    ticked(family, row, "safe")
    assert seen(house.alma) == 1
    assert not any(seen(house.people[name]) for name in ("bert", "dana", "hanna", "frank", "eva"))
    asked(family, row)
    for model in (Protocol, Done):
        assert [seen(house.people[name], model) for name in ("alma", "bert", "dana")] == [1, 1, 0]
    assert [history_seen(house.people[name]) > 0 for name in ("alma", "dana", "eva")] == [True, False, False]


def test_a_door_to_all_topics_opens_nothing_unless_its_basis_is_named(house: House) -> None:
    family = haddad(house)
    begun(family)
    topics = (*SELF_TOPICS, "programmes", "documents")
    family.let_in(house.cem, None, basis=Basis.ASSIGNMENT, topics=topics, writes=True)
    family.let_in(house.jana, family.amira)
    with acting_as(house.hanna, "test") as context:
        break_glass(context, dossier_id=family.pk, purpose="Anruf der Klinik heute")
    assert [seen(house.people[name]) for name in ("cem", "jana", "hanna")] == [0, 0, 0]


def test_a_provider_with_a_door_writes_its_own_and_the_responsible_coach_reads_it(house: House) -> None:
    family = haddad(house)
    family.let_in(house.cem, None, basis=Basis.ASSIGNMENT, topics=("master", "notes"), writes=True)
    begun(family, by=house.cem)
    assert [seen(house.people[name]) for name in ("cem", "alma", "bert")] == [1, 1, 0]
    with acting_as(house.alma, "test"):
        close_door(Grant.objects.get(principal_id=house.cem.pk))
    assert seen(house.cem) == 0


def test_deputy_and_lead_read_it_and_a_lead_cannot_write(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    with acting_as(house.dana, "test") as context:
        cover(absent=house.alma, deputy=house.hanna, first_day=today(), last_day=today())
    assert seen(house.hanna) == 1
    with acting_as(house.dana, "test") as context:
        supervise(context, dossier_id=family.pk, purpose="Nachfrage der Polizei, Aktenzeichen 7")
    assert seen(house.dana) == 1
    page = house.login("dana").post(url("open", row)).content.decode()
    assert WORDS in page
    assert "Abschließen" not in page
    assert house.login("dana").post(url("end", row)).status_code == 404
    with acting_as(house.dana, "test"):
        assert Protocol.objects.filter(pk=row.pk).update(version=9) == 0


def test_handing_over_opens_it_to_who_follows(house: House) -> None:
    family = haddad(house)
    begun(family)
    with acting_as(house.alma, "test"):
        hand_over(dossier_id=family.pk, to=house.hanna, team=house.south)
    assert [seen(house.people[name]) for name in ("hanna", "alma")] == [1, 0]


@pytest.mark.parametrize("who", ["bert", "dana", "jana"])
def test_nobody_begins_one_without_a_writing_door_or_in_a_foreign_name(house: House, who: str) -> None:
    family = haddad(house)
    family.let_in(house.jana, family.amira, writes=True)
    sent: dict[str, Any] = {"dossier_id": family.pk, "person_id": family.amira, "way": "general", "token": uuid.uuid4()}
    with acting_as(house.people[who], "test"), pytest.raises(ProgrammingError):
        begin(author=house.people[who], **sent)
    with acting_as(house.alma, "test"), pytest.raises(ProgrammingError):
        begin(author=house.bert, **sent)


def test_the_second_person_adds_only_rows_in_their_own_name(house: House) -> None:
    family = haddad(house)
    row = asked(family, begun(family))
    with acting_as(house.bert, "test"), pytest.raises(ProgrammingError):
        Done.objects.create(dossier_id=family.pk, protocol=row, step="safe", by=house.alma)
    with acting_as(house.bert, "test"):
        assert Protocol.objects.filter(pk=row.pk).update(version=9) == 0
        Done.objects.create(dossier_id=family.pk, protocol=row, step="second", by=house.bert)
    assert seen(house.alma, Done) == 1


def test_only_colleagues_with_a_door_can_be_asked(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    with acting_as(house.alma, "test", read_only=True):
        assert {user.display_name for user in queries.colleagues(row)} == {"Bert", "Dana"}


def kinds(house: House) -> list[str]:
    with acting_as(house.eva, "test", read_only=True):
        return list(Disclosure.objects.order_by("pk").values_list("kind", flat=True))


def test_it_opens_by_post_alone_and_each_opening_is_logged(house: House) -> None:
    family = haddad(house)
    row = begun(family)
    browser = house.login("alma")
    assert browser.get(url("open", row)).status_code == 405
    door = browser.get(reverse("crisis:door", args=[family.pk])).content.decode()
    assert WORDS not in door
    answer = browser.post(url("open", row))
    assert WORDS in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert kinds(house)[-2:] == ["crisis.door", "crisis.open"]


def test_it_stands_in_no_story_no_list_no_print_and_not_in_the_search(house: House) -> None:
    family = haddad(house)
    row = asked(family, begun(family, "child", person=family.sami))
    ticked(family, row, "observation", words=SAW, own=True)
    browser = house.login("alma")
    for name in ("page", "story", "more", "tools", "print_choice"):
        page = browser.get(reverse(f"cases:{name}", args=[family.pk])).content.decode()
        assert str(row.pk) not in page
        assert "Schutz eines Kindes" not in page
    for person in (family.amira, family.sami):
        assert SAW not in browser.get(reverse("cases:print", args=[family.pk, person])).content.decode()
    asks = house.login("bert").get(reverse("crisis:asked")).content.decode()
    assert "Alma" in asks
    assert "Haddad" not in asks
    with acting_as(house.alma, "test", read_only=True):
        assert not TimelineEntry.objects.filter(object_id=row.pk).exists()


def test_nothing_in_plain_text_says_what_it_is_about(house: House) -> None:
    """No flag, no searchable kind: somebody who reads the rows learns that there was a protocol, not which."""
    family = haddad(house)
    row = begun(family, "suicide")
    ticked(family, row, "asked")
    with acting_as(house.alma, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT p::text, d::text FROM crisis_protocol p JOIN crisis_done d ON d.protocol_id = p.id")
        stored = str(cursor.fetchall())
    for word in ("suicide", "asked", WORDS):
        assert word not in stored.replace("asked_at", "")
        assert word.encode().hex() not in stored


def test_another_case_s_author_cannot_smuggle_a_row_behind_a_protocol(house: House) -> None:
    family: Family = haddad(house)
    row = begun(family)
    with acting_as(house.hanna, "test"), pytest.raises(ProgrammingError):
        Done.objects.create(dossier_id=family.pk, protocol_id=row.pk, step="safe", by=house.hanna)
