"""Cards are laid, moved, put away and become goals; every day can be shown as it ended."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connection

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases.codes import GoalKind
from rundblick.cases.models import Goal
from rundblick.lights import queries, services
from rundblick.lights.models import Card
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.lights.cakes import DAY, anew, away, laid, lay, place, seen


def let_in(family: Family) -> None:
    """Hanna works on the case too."""
    family.let_in(
        family.house.hanna, None, basis=Basis.ASSIGNMENT, topics=("master", "situation", "goals"), writes=True
    )


def test_cards_lie_in_the_order_in_which_they_were_laid(house: House) -> None:
    family = haddad(house)
    for text in ("Kinder", "Nachbarin", "Garten"):
        lay(family, text)
    lay(family, "Miete", "red")
    assert seen(family) == {"green": ["Kinder", "Nachbarin", "Garten"], "yellow": [], "red": ["Miete"]}


def test_the_most_important_card_goes_to_the_top(house: House) -> None:
    family = haddad(house)
    cards = [lay(family, text, "red") for text in "abc"]
    place(family, cards[2], "red", cards[0])
    assert seen(family)["red"] == ["c", "a", "b"]


def test_a_card_that_got_better_moves_and_yesterday_stays_as_it_was(house: House) -> None:
    family = haddad(house)
    card = laid(family, "Deutschkurs", "red", days_ago=30)
    moved = place(family, card, "green")
    assert moved.thread == card.thread
    assert seen(family)["green"] == ["Deutschkurs"]
    assert seen(family, day=today() - DAY)["red"] == ["Deutschkurs"]


def test_ten_moves_in_one_talk_leave_one_new_row_and_one_entry_in_the_story(house: House) -> None:
    family = haddad(house)
    card = laid(family, "Deutschkurs", "red", days_ago=30)
    for light in ("yellow", "green", "yellow", "red", "yellow"):
        card = place(family, card, light)
    with acting_as(house.alma, "test", read_only=True):
        assert Card.objects.count() == 2
        entry = TimelineEntry.objects.get(kind="lights")
        assert (entry.subject_id, entry.shared, entry.topic) == (family.amira, False, "situation")


def test_laying_a_card_where_it_lies_writes_nothing(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Kinder")
    other = lay(family, "Garten")
    assert place(family, card, "green", other).version == 1
    assert place(family, other, "green").version == 1


def test_between_two_cards_another_always_fits(house: House) -> None:
    """Sixty times between the first two: the slice is numbered anew on the way and nobody's version changes."""
    family = haddad(house)
    top = lay(family, "oben")
    cards = [lay(family, f"Karte {number}") for number in range(2)]
    for number in range(60):
        place_between(family, cards, number % 2)
    assert seen(family)["green"][0] == "oben"
    with acting_as(house.alma, "test", read_only=True):
        ranks = [card.rank for card in queries.cards(as_alma(house), family.pk, member=family.amira, day=today())]
        assert ranks == sorted(set(ranks))
        assert Card.objects.get(pk=top.pk).version == 1


def place_between(family: Family, cards: list[Card], index: int) -> None:
    """The lower of the two goes before the upper one."""
    cards[1 - index] = place(family, cards[1 - index], "green", cards[index])


def as_alma(house: House) -> Any:
    return house.alma.access_context()


def test_numbering_anew_keeps_the_order_of_past_days(house: House) -> None:
    family = haddad(house)
    first = laid(family, "erste", days_ago=9, rank=1.0)
    laid(family, "zweite", days_ago=9, rank=1.0 + 1e-7)
    away(family, laid(family, "dritte", days_ago=9, rank=2.0), days_ago=4)
    new = lay(family, "neu")
    with acting_as(house.alma, "test", read_only=True):
        second = next(row for row in Card.objects.on(today()) if row.text == "zweite")
    place(family, new, "green", second)
    assert seen(family)["green"] == ["erste", "neu", "zweite"]
    assert seen(family, day=today() - 5 * DAY)["green"] == ["erste", "zweite", "dritte"]
    with acting_as(house.alma, "test", read_only=True):
        assert Card.objects.get(pk=first.pk).version == 1


def test_two_coaches_who_move_different_cards_never_clash(house: House) -> None:
    family = haddad(house)
    let_in(family)
    cards = [laid(family, text, days_ago=3, rank=float(number)) for number, text in enumerate("abcdef")]
    gate, problems = threading.Barrier(2), []

    def work(who: str, mine: list[Card], light: str) -> None:
        user = house.people[who]
        try:
            for card in mine:
                with acting_as(user, "test"):
                    gate.wait(timeout=10)
                    services.place(card=card, version=1, light=light, author=user)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=("alma", cards[:3], "red")),
        threading.Thread(target=work, args=("hanna", cards[3:], "red")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert problems == []
    assert sorted(seen(family)["red"]) == list("abcdef")


def test_two_who_move_the_same_card_are_told_what_lies_there_now(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Miete", "red")
    place(family, card, "yellow")
    with pytest.raises(Stale) as told:
        place(family, card, "green")
    assert told.value.stored.light == "yellow"


def test_a_card_put_away_can_be_laid_back_in_its_place(house: House) -> None:
    family = haddad(house)
    cards = [lay(family, text) for text in "abc"]
    with acting_as(house.alma, "test"):
        services.put_away(card=cards[1], version=1)
    assert seen(family)["green"] == ["a", "c"]
    back = bring_back(family, cards[1])
    assert seen(family)["green"] == ["a", "b", "c"]
    assert bring_back(family, cards[1]).pk == back.pk, "twice is harmless"
    assert back.thread == cards[1].thread


def test_a_card_put_away_after_weeks_and_laid_back_keeps_its_past(house: House) -> None:
    family = haddad(house)
    card = laid(family, "Garten", days_ago=40)
    with acting_as(house.alma, "test"):
        services.put_away(card=card, version=1)
    bring_back(family, card)
    assert seen(family)["green"] == ["Garten"]
    assert seen(family, day=today() - 20 * DAY)["green"] == ["Garten"]


def bring_back(family: Family, card: Card, *, of: uuid.UUID | None = None) -> Card:
    with acting_as(family.house.alma, "test"):
        return services.bring_back(
            dossier_id=family.pk, person_id=of or family.amira, row_id=card.pk, author=family.house.alma
        )


def test_nothing_can_be_brought_back_that_was_not_this_members(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Geheim", of=family.karim)
    with acting_as(house.alma, "test"):
        services.put_away(card=card, version=1)
    for attempt in (card, Card(pk=uuid.uuid4())):
        with pytest.raises(Refused):
            bring_back(family, attempt)


def test_a_card_becomes_a_goal_and_remembers_it(house: House) -> None:
    family = haddad(house)
    card = laid(family, "Ich komme nicht aus dem Haus", "red", days_ago=10)
    token = uuid.uuid4()
    given: dict[str, Any] = {
        "text": "Jeden Tag eine Runde gehen",
        "kind": GoalKind.ACTION,
        "since": today(),
        "due_on": None,
        "author": house.alma,
        "token": token,
    }
    with acting_as(house.alma, "test"):
        services.make_goal(card=card, version=1, case=family.case, **given)
    with acting_as(house.alma, "test", read_only=True):
        goal = Goal.objects.get()
        assert (goal.pk, goal.text, goal.person_id) == (token, "Jeden Tag eine Runde gehen", family.amira)
        (row,) = queries.cards(as_alma(house), family.pk, member=family.amira, day=today())
        assert row.goal_id == goal.pk
        (former,) = queries.cards(as_alma(house), family.pk, member=family.amira, day=today() - DAY)
        assert former.goal_id is None


def test_no_goal_is_left_behind_when_the_card_changed_meanwhile(house: House) -> None:
    family = haddad(house)
    card = lay(family, "Miete", "red")
    place(family, card, "yellow")
    with acting_as(house.alma, "test"), pytest.raises(Stale):
        services.make_goal(
            card=card,
            version=1,
            case=family.case,
            text="Die Miete ist bezahlt",
            kind="action",
            since=today(),
            due_on=None,
            author=house.alma,
            token=uuid.uuid4(),
        )
    with acting_as(house.alma, "test", read_only=True):
        assert not Goal.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_a_card_without_words_or_with_too_many_is_refused(house: House, text: str) -> None:
    family = haddad(house)
    with pytest.raises(Refused):
        lay(family, text)


def test_a_card_for_somebody_outside_of_the_household_is_refused(house: House) -> None:
    family, other = haddad(house), haddad(house)
    with pytest.raises(Refused, match="gehört nicht"):
        lay(family, "Fremd", of=other.amira)


def test_days_worked_on_are_those_on_which_something_was_laid_or_put_away(house: House) -> None:
    family = haddad(house)
    card = laid(family, "a", days_ago=40)
    card = anew(family, card, days_ago=20, light="red")
    away(family, card, days_ago=7)
    laid(family, "Karims", days_ago=33, person_id=family.karim)
    with acting_as(house.alma, "test", read_only=True) as context:
        found = queries.days(context, family.pk, member=family.amira, before=today())
        assert [(today() - day).days for day in found] == [7, 20, 40]
        assert queries.counted(context, family.pk, member=family.amira) == (0, today() - 7 * DAY)
        assert queries.counted(context, family.pk, member=family.sami) == (0, None)
