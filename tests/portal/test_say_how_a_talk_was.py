"""On the own page somebody says how the last talk was, reads what they said, and takes it back."""

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.cases.services import release_note
from rundblick.feedback.models import Ask, TalkFeedback
from tests.cases.families import SELF_TOPICS, Family, haddad
from tests.feedback.saying import GOOD, WORDS, asked, entered
from tests.house import House
from tests.queries import at_most

SENT = {code: str(number) for code, number in GOOD.items()} | {"comment": WORDS}
PAGE, SAY = "portal:feedback", "portal:feedback_say"


@pytest.fixture
def family(house: House) -> Family:
    """Jana reads as Amira."""
    found = haddad(house)
    found.let_in(house.jana, found.amira, topics=SELF_TOPICS)
    return found


def page(house: House) -> str:
    return house.login("jana").get(reverse(PAGE)).content.decode()


def released(family: Family) -> None:
    (note,) = family.note(family.amira)
    with acting_as(family.house.alma, "test"):
        release_note(note=note)


def test_without_a_talk_there_is_nothing_to_say(house: House, family: Family) -> None:
    family.note(family.amira)
    assert "Wie war das Gespräch" not in page(house), "what was not handed over is not told"
    assert house.login("jana").get(reverse(SAY)).status_code == 302


def test_about_a_talk_that_was_handed_over_it_is_said_once(house: House, family: Family) -> None:
    released(family)
    assert "Wie war das Gespräch mit Alma" in page(house)
    browser = house.login("jana")
    assert "Nur Alma liest" in browser.get(reverse(SAY)).content.decode()
    for _ in range(2):
        assert browser.post(reverse(SAY), SENT).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        row = TalkFeedback.objects.get()
        assert (row.answers, row.comment, row.way) == (GOOD, WORDS, "own_page")
    text = page(house)
    assert WORDS in text and "Wie war das Gespräch mit" not in text


def test_an_invitation_is_answered_here_too_and_its_link_is_over(house: House, family: Family) -> None:
    secret = asked(family).secret
    house.login("jana").post(reverse(SAY), SENT)
    assert house.client().get(reverse("feedback:link", args=[secret])).status_code == 404
    with as_worker("test"):
        assert Ask.objects.get().used_at is not None and TalkFeedback.objects.count() == 1


def test_nothing_at_all_is_asked_again(house: House, family: Family) -> None:
    released(family)
    assert house.login("jana").post(reverse(SAY), {}).status_code == 422


def test_taking_back_leaves_nothing_with_the_coach(house: House, family: Family) -> None:
    row = entered(family)
    browser = house.login("jana")
    assert WORDS in page(house)
    assert browser.post(reverse("portal:feedback_take_back", args=[row.pk])).status_code == 302
    assert WORDS not in page(house)
    assert (
        WORDS not in house.login("alma").get(reverse("feedback:page", args=[family.pk, family.amira])).content.decode()
    )


def test_another_members_answer_is_neither_read_nor_taken_back(house: House, family: Family) -> None:
    row = entered(family)
    with as_worker("test"):
        TalkFeedback.objects.update(person_id=family.karim)
    assert WORDS not in page(house)
    house.login("jana").post(reverse("portal:feedback_take_back", args=[row.pk]))
    with as_worker("test"):
        assert TalkFeedback.objects.exists()


def test_who_is_logged_in_here_reads_the_public_page_too(house: House, family: Family) -> None:
    assert house.login("jana").get(reverse("feedback:public", args=[house.jobcenter.pk])).status_code == 200


def test_the_pages_take_their_statements(house: House, family: Family) -> None:
    released(family)
    for ago in range(1, 20):
        entered(family, ago=ago)
    browser = house.login("jana")
    browser.get(reverse("portal:home"))
    for name, statements in ((PAGE, 10), (SAY, 7)):
        with at_most(statements):
            assert browser.get(reverse(name)).status_code == 200
