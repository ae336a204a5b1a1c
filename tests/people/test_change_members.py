"""Who belongs to a household: joining, leaving, moving, and dates that cannot be."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.people import services
from rundblick.people.models import Household, Membership
from rundblick.people.queries import labels, members_of
from rundblick.people.rules import Role
from rundblick.people.services import NewPerson, Refused
from rundblick.web.clock import today
from tests.house import House
from tests.people.families import household, kaya, member, person
from tests.queries import at_most

SOMEBODY = {"first_names": "Aylin", "last_name": "Kaya", "birth_date": "1.3.2020", "role": "child"}


def membership(house: House, first_names: str) -> Membership:
    """Alma's view of the membership of that person."""
    with acting_as(house.alma, "test", read_only=True):
        return Membership.objects.select_related("person", "household").get(person__first_names=first_names)


def post(client: Client, name: str, key: Any, data: dict[str, Any]) -> tuple[int, str]:
    """Status and text of a form that was sent."""
    answer = client.post(reverse(f"people:{name}", args=[key]), data)
    return answer.status_code, answer.content.decode()


def names(house: House, home: Household, day: dt.date) -> list[str]:
    """First names of those who belong on the day, in the order of lists."""
    with acting_as(house.alma, "test", read_only=True):
        return [m.person.first_names for m in members_of([home.dossier_id], day)[home.dossier_id]]


def test_somebody_joins_and_is_found_at_once(house: House) -> None:
    home = household(house)
    client = house.login("alma")
    status, _ = post(client, "member_add", home.dossier_id, SOMEBODY | {"valid_from": "1.6.2026"})
    assert status == 302
    assert names(house, home, dt.date(2026, 5, 31)) == []
    assert "Aylin" in names(house, home, today())
    client.post(reverse("people:search"), {"q": "Ailin Kaja"})
    assert "Aylin Kaya" in client.get(reverse("people:search")).content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"birth_date": "31.02.2020"}, "Den 31.2.2020 gibt es nicht"),
        ({"birth_date": "1.1.2090"}, "liegt in der Zukunft"),
        ({"valid_from": "1.3.2019"}, "Der Beginn liegt vor der Geburt."),
        ({"valid_from": "gar nicht"}, "TT.MM.JJJJ"),
        ({"last_name": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"role": ""}, "Bitte wählen Sie etwas aus."),
        ({"first_names": "A" * 5000}, "zu lang"),
        ({"first_names": "Ay\x07lin"}, "Steuerzeichen"),
    ],
)
def test_a_mistake_is_explained_and_nothing_typed_is_lost(house: House, given: dict[str, str], sentence: str) -> None:
    home = household(house)
    data = SOMEBODY | {"valid_from": "1.6.2026", "former_names": "Öztürk"} | given
    status, page = post(house.login("alma"), "member_add", home.dossier_id, data)
    assert status == 200 and sentence in page
    assert 'value="Öztürk"' in page
    assert len(names(house, home, today())) == 3


def test_html_and_emoji_in_names_are_shown_as_typed(house: House) -> None:
    home = household(house)
    client = house.login("alma")
    data = SOMEBODY | {"first_names": "<b>Aylin</b> 🌻", "valid_from": "1.6.2026"}
    assert post(client, "member_add", home.dossier_id, data)[0] == 302
    page = client.get(reverse("people:household", args=[home.dossier_id])).content.decode()
    assert "&lt;b&gt;Aylin&lt;/b&gt; 🌻" in page


def test_the_last_day_of_a_membership_is_the_one_before_its_end(house: House) -> None:
    home = household(house, *kaya()[:1], member("Deniz|Kaya", dt.date(2014, 5, 4), since=dt.date(2024, 1, 1)))
    row = membership(house, "Deniz")
    assert post(house.login("alma"), "member_end", row.pk, {"valid_until": "1.8.2026"})[0] == 302
    assert "Deniz" in names(house, home, dt.date(2026, 7, 31))
    assert "Deniz" not in names(house, home, dt.date(2026, 8, 1))


def test_an_end_before_the_beginning_is_refused_beside_its_field(house: House) -> None:
    household(house)
    row = membership(house, "Deniz")
    client = house.login("alma")
    status, page = post(client, "member_end", row.pk, {"valid_until": "1.8.2020"})
    assert status == 200 and "Das Ende liegt vor dem Beginn." in page
    status, page = post(client, "member_end", row.pk, {"valid_until": f"{today():%d.%m.%Y}"})
    assert status == 200 and "Bitte den ersten Tag danach eingeben" in page


def test_a_correction_leaves_the_former_row_in_the_history(house: House) -> None:
    household(house)
    row = membership(house, "Deniz")
    data = {"role": "other", "valid_from": "1.2.2025", "valid_until": ""}
    assert post(house.login("alma"), "member_change", row.pk, data)[0] == 302
    with acting_as(house.alma, "test", read_only=True):
        former = Membership.objects.get(pk=row.pk).former.get()  # type: ignore[attr-defined]
        assert (former.role, former.pgh_context["reason"]) == ("child", "people.member.change")
        assert former.pgh_context["actor"] == str(house.alma.pk)


def test_moving_ends_here_and_begins_there_on_the_same_day(house: House) -> None:
    home = household(house, *kaya()[:1], member("Deniz|Kaya", dt.date(2014, 5, 4), since=dt.date(2024, 1, 1)))
    other = household(house, member("Rita|Horn", dt.date(1970, 1, 1), Role.SINGLE), number="99")
    client = house.login("alma")
    row = membership(house, "Deniz")
    page = client.get(reverse("people:member_move", args=[row.pk])).content.decode()
    assert "Rita Horn" in page and f'value="{home.pk}"' not in page
    data = {"household": str(other.pk), "valid_from": "1.8.2026", "role": "child"}
    assert post(client, "member_move", row.pk, data)[0] == 302
    assert "Deniz" not in names(house, home, dt.date(2026, 8, 1))
    assert names(house, home, dt.date(2026, 7, 31)) == ["Deniz"] and "Deniz" in names(house, other, today())


def test_a_separation_makes_a_new_household_with_its_own_file(house: House) -> None:
    home = household(house, *kaya(), member("Kemal|Kaya", dt.date(1988, 1, 1), Role.PARTNER, since=dt.date(2020, 1, 1)))
    row = membership(house, "Kemal")
    data = {"household": "new", "valid_from": f"{today():%d.%m.%Y}", "role": "single"}
    assert post(house.login("alma"), "member_move", row.pk, data)[0] == 302
    assert "Kemal" not in names(house, home, today())
    with acting_as(house.alma, "test", read_only=True):
        new = Household.objects.exclude(pk=home.pk).get()
        assert new.dossier_id != home.dossier_id
        assert labels([new.dossier_id]) == {new.dossier_id: "Kemal Kaya"}


def test_nobody_is_moved_into_a_foreign_household(house: House) -> None:
    household(house)
    foreign = household(
        house, member("Rita|Horn", None, Role.SINGLE), responsible=house.hanna, team=house.south, number="99"
    )
    row = membership(house, "Deniz")
    data = {"household": str(foreign.pk), "valid_from": "1.8.2027", "role": "child"}
    status, page = post(house.login("alma"), "member_move", row.pk, data)
    assert status == 200 and "Rita Horn" not in page


def test_nobody_belongs_twice_at_the_same_time(house: House) -> None:
    home = household(house)
    child = person(home, "Deniz", of=house.alma)
    with acting_as(house.alma, "test"), pytest.raises(Refused, match="schon zu diesem Haushalt"):
        services.add_member(
            household=Household.objects.get(), person=child, role=Role.CHILD, valid_from=dt.date(2026, 1, 1)
        )


def test_the_database_itself_refuses_what_the_rules_refuse(house: House) -> None:
    home = household(house)
    other = household(house, member("Rita|Horn", None, Role.SINGLE), number="99")
    row = membership(house, "Deniz")
    row.pk = None
    with acting_as(house.alma, "test"):
        for broken in (
            Membership(dossier_id=home.dossier_id, household=home, person=row.person, role="child"),
            Membership(dossier_id=other.dossier_id, household=home, person=row.person, role="child"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                broken.save(force_insert=True)


def test_a_conflict_that_only_informs_is_shown_on_the_page(house: House) -> None:
    home = household(house)
    with acting_as(house.alma, "test"):
        services.add_member(
            household=Household.objects.get(),
            person=NewPerson(first_names="Kemal", last_name="Kaya", birth_date=dt.date(1988, 1, 1)),
            role=Role.PARTNER,
            valid_from=today(),
        )
    page = house.login("alma").get(reverse("people:household", args=[home.dossier_id])).content.decode()
    assert "Alleinerziehend, obwohl in dieser Zeit ein weiterer Elternteil" in page


def test_the_household_is_shown_as_it_was_on_a_day(house: House) -> None:
    home = household(house, *kaya()[:1], member("Deniz|Kaya", dt.date(2014, 5, 4), since=dt.date(2024, 1, 1)))
    client = house.login("alma")
    address = reverse("people:household", args=[home.dossier_id])
    page = client.get(address, {"tag": "15.3.2024"}).content.decode()
    assert "Wer am 15.03.2024 dazugehörte" in page and "1\N{NO-BREAK SPACE}Person" in page and "9 Jahre" in page
    broken = client.get(address, {"tag": "31.02.2024"}).content.decode()
    assert "Den 31.2.2024 gibt es nicht" in broken and "Wer heute dazugehört" in broken


def test_adding_a_member_takes_twelve_statements(house: House) -> None:
    home = household(house)
    client = house.login("alma")
    client.get(reverse("people:list"))
    with at_most(12):
        assert post(client, "member_add", home.dossier_id, SOMEBODY | {"valid_from": "1.6.2026"})[0] == 302


def test_the_page_of_a_household_takes_fifteen_statements_however_many_members(house: House) -> None:
    many = [member(f"Kind{n}|Kaya", dt.date(2010 + n, 1, 1)) for n in range(9)]
    home = household(house, *kaya(), *many)
    client = house.login("alma")
    client.get(reverse("people:list"))
    with at_most(15):
        assert client.get(reverse("people:household", args=[home.dossier_id])).status_code == 200
