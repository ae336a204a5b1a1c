"""Taking in a household on one page: the check for duplicates, several members, and never two of one."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Dossier
from rundblick.people.models import Address, ContactPoint, Household, Membership
from rundblick.people.queries import labels
from rundblick.people.rules import Role
from tests.house import House
from tests.people.families import household, kaya, member
from tests.queries import at_most

PAGE = "people:intake"


def fresh(client: Client) -> dict[str, Any]:
    """The hidden fields of an empty page."""
    page = client.get(reverse(PAGE)).content.decode()
    token = re.search(r'name="token" value="([0-9a-f-]+)"', page)
    assert token
    return {"token": token[1], "rows": ["0", "1"]}


def family(house: House, client: Client, **changed: Any) -> dict[str, Any]:
    """A filled page: mother and child, Alma responsible in team North."""
    data = fresh(client) | {
        "number": "36502BG0077777",
        "site": "ennigerloh",
        "responsible": f"{house.north.pk}/{house.alma.pk}",
        "street": "Am Kamp 3",
        "postcode": "59320",
        "town": "Ennigerloh",
        "m0-first_names": "Svitlana",
        "m0-last_name": "Marchenko",
        "m0-birth_date": "4.5.1991",
        "m0-role": "single_parent",
        "m0-language": "uk",
        "m0-interpreter_language": "uk",
        "m0-phone": "0171 999 888 7",
        "m1-first_names": "Bohdan",
        "m1-last_name": "Marchenko",
        "m1-birth_date": "1.2.2017",
        "m1-role": "child",
    }
    return data | changed


def count(house: House, who: str = "alma") -> int:
    """Households somebody sees."""
    with acting_as(house.people[who], "test", read_only=True):
        return Household.objects.count()


def test_one_page_makes_a_household_with_all_its_members(house: House) -> None:
    client = house.login("alma")
    answer = client.post(reverse(PAGE), family(house, client))
    with acting_as(house.alma, "test", read_only=True):
        home = Household.objects.get()
        assert labels([home.dossier_id]) == {home.dossier_id: "Familie Marchenko"}
        assert Membership.objects.count() == 2 and Address.objects.get().street == "Am Kamp 3"
        assert ContactPoint.objects.get().phone_reversed == "7888999171" + "94"
        assert Dossier.objects.get().team_id == house.north.pk
    assert answer.headers["Location"] == reverse("people:household", args=[home.dossier_id])
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Der Haushalt ist angelegt" in page and "Fall eröffnen" in page


def test_sending_twice_makes_one_household(house: House) -> None:
    client = house.login("alma")
    data = family(house, client)
    first, second = client.post(reverse(PAGE), data), client.post(reverse(PAGE), data | {"confirmed": "on"})
    assert first.status_code == 302
    assert count(house) == 1
    if second.status_code == 200:
        # The second one is asked about the people just taken in; insisting does not make another household.
        checked = re.search(r'name="checked" value="(\w+)"', second.content.decode())
        assert checked
        second = client.post(reverse(PAGE), data | {"confirmed": "on", "checked": checked[1]})
    assert second.headers["Location"] == first.headers["Location"]
    assert count(house) == 1


def test_a_row_more_keeps_everything_that_was_typed(house: House) -> None:
    client = house.login("alma")
    page = client.post(reverse("people:intake_row"), family(house, client)).content.decode()
    assert page.count('name="rows"') == 3 and 'value="Svitlana"' in page and 'value="4.5.1991"' in page
    assert "kern-error" not in page and "Bitte füllen" not in page
    assert count(house) == 0


def test_with_htmx_only_the_new_row_comes_back(house: House) -> None:
    client = house.login("alma")
    answer = client.post(reverse("people:intake_row"), family(house, client), headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "<html" not in page and page.count('name="rows"') == 1 and 'name="m2-first_names"' in page


def test_a_row_can_be_left_out_again(house: House) -> None:
    client = house.login("alma")
    page = client.post(reverse("people:intake_row"), family(house, client, remove="1")).content.decode()
    assert "Svitlana" in page and "Bohdan" not in page


def test_empty_rows_count_as_nobody(house: House) -> None:
    client = house.login("alma")
    empty = {"rows": ["0", "1", "2", "3"]} | {f"m2-{name}": "" for name in ("first_names", "last_name", "role")}
    assert client.post(reverse(PAGE), family(house, client, **empty)).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert Membership.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"m0-birth_date": "31.02.1991"}, "Den 31.2.1991 gibt es nicht"),
        ({"m1-birth_date": "1.1.2090"}, "liegt in der Zukunft"),
        ({"m1-role": ""}, "Bitte wählen Sie etwas aus."),
        ({"m0-last_name": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"street": ""}, "die ganze Anschrift angeben"),
        ({"responsible": "x/y"}, "keine gültige Auswahl"),
        ({"site": ""}, "Bitte wählen Sie etwas aus."),
        ({"m0-phone": "acht"}, "keine Telefonnummer"),
        ({"m0-first_names": "x" * 9000}, "zu lang"),
    ],
)
def test_mistakes_are_explained_and_nothing_is_lost(house: House, given: dict[str, str], sentence: str) -> None:
    client = house.login("alma")
    answer = client.post(reverse(PAGE), family(house, client, **given))
    page = answer.content.decode()
    assert answer.status_code == 200 and sentence in page
    assert 'value="Bohdan"' in page and f'value="{given.get("m0-phone", "0171 999 888 7")}"' in page
    assert count(house) == 0


@pytest.mark.parametrize("rows", [["-1", "x", "99999999999"], [], ["0"] * 500])
def test_a_tampered_page_never_fails(house: House, rows: list[str]) -> None:
    client = house.login("alma")
    assert client.post(reverse(PAGE), family(house, client, rows=rows)).status_code in (200, 302)
    assert client.post(reverse("people:intake_row"), family(house, client, rows=rows)).status_code == 200


def stub_page(house: House, who: str = "alma", **changed: str) -> tuple[Client, dict[str, Any], str]:
    """Send a page whose mother resembles somebody; answers what came back."""
    client = house.login(who)
    data = family(house, client, **changed)
    return client, data, client.post(reverse(PAGE), data).content.decode()


ALIKE = {"m0-first_names": "Guelsen", "m0-last_name": "Kaja", "m0-birth_date": "13.2.1990"}


def test_somebody_known_in_the_jobcenter_is_shown_as_a_stub_only(house: House) -> None:
    household(house, *kaya(), responsible=house.hanna, team=house.south)
    _, _, page = stub_page(house, **ALIKE)
    assert count(house) == 0
    for told in ("Gülşen Kaya", "13.02.1990", "Team Süd", "Gleiches Geburtsdatum."):
        assert told in page
    stub = page[page.index('id="vergleich"') : page.index('id="personen"')]
    for hidden in ("Verstecktengasse", "5550815", "36502BG0012345", "Hanna", "Deniz", "Yıldız", "Haushalt ansehen"):
        assert hidden not in stub
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT cardinality(dossiers), user_id FROM access_disclosure WHERE kind = 'intake.check'")
        assert cursor.fetchall() == [(1, house.alma.pk)]


def test_an_own_household_can_be_opened_from_the_stub(house: House) -> None:
    home = household(house)
    _, _, page = stub_page(house, **ALIKE)
    assert reverse("people:household", args=[home.dossier_id]) in page


def test_after_comparing_the_household_is_made_and_the_steward_learns_of_it(house: House) -> None:
    household(house, *kaya(), responsible=house.hanna, team=house.south)
    client, data, page = stub_page(house, **ALIKE)
    checked = re.search(r'name="checked" value="(\w+)"', page)
    assert checked
    unsure = client.post(reverse(PAGE), data | {"checked": checked[1]})
    assert "Bitte bestätigen Sie" in unsure.content.decode()
    assert client.post(reverse(PAGE), data | {"checked": checked[1], "confirmed": "on"}).status_code == 302
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'people.look_for_twins'")
        assert cursor.fetchone()[0] == 2


def test_another_name_is_checked_anew(house: House) -> None:
    household(house, *kaya(), responsible=house.hanna, team=house.south)
    client, data, page = stub_page(house, **ALIKE)
    checked = re.search(r'name="checked" value="(\w+)"', page)
    assert checked
    confirmed = {"checked": checked[1], "confirmed": "on", "m0-first_names": "Gülschen"}
    assert client.post(reverse(PAGE), data | confirmed).status_code == 200
    assert count(house) == 0


def test_twins_and_namesakes_are_no_duplicates(house: House) -> None:
    household(house, member("Mia|Marchenko", dt.date(2017, 2, 1)), member("Svitlana|Marchenko", dt.date(1960, 1, 9)))
    client = house.login("alma")
    assert client.post(reverse(PAGE), family(house, client)).status_code == 302


def test_across_organisations_nothing_is_shown(house: House) -> None:
    household(house, *kaya(), responsible=house.otto, team=house.elsewhere)
    client = house.login("alma")
    answer = client.post(reverse(PAGE), family(house, client, **ALIKE))
    assert answer.status_code == 302 and count(house) == 1


def test_taken_in_for_a_colleague_the_door_is_hers_alone(house: House) -> None:
    client = house.login("alma")
    data = family(house, client, responsible=f"{house.south.pk}/{house.hanna.pk}")
    answer = client.post(reverse(PAGE), data)
    assert answer.headers["Location"] == reverse("people:intake_done")
    assert "Sie selbst haben keinen Zugang" in client.get(reverse("people:intake_done")).content.decode()
    assert (count(house), count(house, "hanna"), count(house, "gina")) == (0, 1, 1)
    client.post(reverse(PAGE), data)
    assert count(house, "hanna") == 1


def test_only_coaches_of_the_own_organisation_can_become_responsible(house: House) -> None:
    page = house.login("alma").get(reverse(PAGE)).content.decode()
    assert "Bert" in page and "Hanna" in page
    for stranger in ("Otto", "Cem", "Gina", "Eva"):
        assert stranger not in page


def test_a_kept_draft_comes_back_with_its_rows(house: House) -> None:
    client = house.login("alma")
    draft = family(house, client, rows=["0", "1", "2"]) | {"m2-first_names": "Dritte", "draft_key": "people.intake"}
    assert client.post(reverse("access:draft"), draft).status_code == 200
    page = client.get(reverse(PAGE)).content.decode()
    assert 'value="Dritte"' in page and draft["token"] in page
    client.post(reverse(PAGE), family(house, client))
    assert "Dritte" not in client.get(reverse(PAGE)).content.decode()


def test_the_check_is_throttled(house: House) -> None:
    client = house.login("alma")
    data = family(house, client, **{"m0-last_name": ""})
    answers = {client.post(reverse(PAGE), data).status_code for _ in range(41)}
    assert answers == {200, 429}


def test_an_interrupted_intake_leaves_nothing(house: House) -> None:
    """A member with an impossible date is refused after the dossier was opened: all of it is taken back."""
    from rundblick.people import services
    from rundblick.people.services import NewMember, NewPerson, Refused

    with pytest.raises(Refused), acting_as(house.alma, "test"):
        services.create_household(
            organisation=house.jobcenter,
            team=house.north,
            responsible=house.alma,
            members=[
                NewMember(
                    person=NewPerson(first_names="A", last_name="B", birth_date=dt.date(2026, 1, 1)),
                    role=Role.CHILD,
                    valid_from=dt.date(2025, 1, 1),
                )
            ],
        )
    with acting_as(house.alma, "test", read_only=True):
        assert Dossier.objects.count() == Household.objects.count() == 0


def test_a_whole_intake_takes_as_many_statements_for_twelve_members_as_for_one(house: House) -> None:
    """Brake, check, dossier with key and doors, household, index and log: one statement per table."""
    client = house.login("alma")
    data = family(house, client)
    many: dict[str, Any] = {"rows": [str(n) for n in range(12)]}
    for n in range(2, 12):
        many |= {f"m{n}-first_names": f"Kind{n}", f"m{n}-last_name": "Marchenko", f"m{n}-role": "child"}
    with at_most(29):
        assert client.post(reverse(PAGE), data | many).status_code == 302
