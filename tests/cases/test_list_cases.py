"""The list of cases: mine or the team's, open or closed, sorted, searched, page by page."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.cases import services
from rundblick.cases.codes import ClosingReason
from rundblick.cases.views import listing
from rundblick.people.rules import Role
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.people import families as people

DAY = dt.timedelta(days=1)


def single(house: House, name: str, number: str, **values: object) -> Family:
    """A household of one person with a case."""
    household = people.household(
        house,
        people.member(name, dt.date(1990, 1, 1), Role.SINGLE),
        number=number,
        **values,  # type: ignore[arg-type]
    )
    coach = values.get("responsible", house.alma)
    with acting_as(coach, "test"):  # type: ignore[arg-type]
        person = household.memberships.get().person_id
        case = services.open_case(household=household, focus=[person])
    return Family(house, household, case, {"Amira": person})


def names(page: object) -> list[str]:
    table = page.context["table"]  # type: ignore[attr-defined]
    return [row[0].text for row in table.rows] if table else []


def test_mine_are_those_i_am_named_for(house: House) -> None:
    haddad(house)
    theirs = single(house, "Olga|Marx", "1", responsible=house.bert)
    address = reverse("cases:list")
    assert names(house.login("alma").get(address)) == ["Familie Haddad"]
    assert names(house.login("bert").get(address)) == ["Olga Marx"]
    assert names(house.login("bert").get(address + "?wer=team")) == ["Familie Haddad", "Olga Marx"]
    assert names(house.login("hanna").get(address + "?wer=team")) == []
    with acting_as(house.bert, "test"):
        from rundblick.access.services import open_door

        open_door(
            dossier_id=theirs.pk, principal=house.cem, basis=Basis.ASSIGNMENT, topics=("master",), evidence="Vertrag"
        )
    assert names(house.login("cem").get(address)) == ["Olga Marx"]


def test_open_and_closed_are_kept_apart(house: House) -> None:
    family = haddad(house)
    closed = single(house, "Olga|Marx", "1")
    with acting_as(house.alma, "test"):
        services.close(case=closed.case, closed_on=today(), closing_reason=ClosingReason.WORK)
    browser = house.login("alma")
    assert names(browser.get(reverse("cases:list"))) == ["Familie Haddad"]
    page = browser.get(reverse("cases:list") + "?stand=geschlossen")
    assert names(page) == ["Olga Marx"]
    assert "Arbeit oder Ausbildung aufgenommen" in page.content.decode()
    assert family.pk != closed.pk


def test_a_line_tells_last_contact_next_appointment_and_what_is_due(house: House) -> None:
    from rundblick.programmes.models import DueItem

    family = haddad(house)
    family.note(family.amira, happened_on=today() - 3 * DAY)
    family.appointment(family.amira, starts_at=now() + 2 * DAY)
    with acting_as(house.alma, "test"):
        for number, label in ((9, "Später"), (-1, "Gespräch festhalten")):
            DueItem.objects.create(
                dossier_id=family.pk,
                topic_code="notes",
                source="test",
                rule="test",
                key=label,
                kind="note",
                label=label,
                due_on=today() + number * DAY,
            )
    page = house.login("alma").get(reverse("cases:list")).content.decode()
    for words in ("vor 3\u00a0Tagen", "übermorgen", "Gespräch festhalten", "gestern", "und 1 weitere"):
        assert words in page
    team = house.login("bert").get(reverse("cases:list") + "?wer=team").content.decode()
    assert "übermorgen" in team
    assert "vor 3" not in team
    assert "Gespräch festhalten" not in team


def test_the_order_is_chosen_and_what_is_missing_comes_last(house: House) -> None:
    first, second, third = (single(house, f"{name}|Test", name) for name in ("Anna", "Berta", "Clara"))
    first.note(first.amira, happened_on=today() - DAY)
    third.note(third.amira, happened_on=today() - 40 * DAY)
    second.appointment(second.amira, starts_at=now() + DAY)
    browser = house.login("alma")
    by_contact = names(browser.get(reverse("cases:list") + "?nach=kontakt"))
    assert by_contact == ["Clara Test", "Anna Test", "Berta Test"]
    assert names(browser.get(reverse("cases:list") + "?nach=termin"))[0] == "Berta Test"
    assert names(browser.get(reverse("cases:list"))) == ["Anna Test", "Berta Test", "Clara Test"]


def test_a_search_within_stays_out_of_the_address(house: House) -> None:
    haddad(house)
    single(house, "Olga|Marx", "1")
    browser = house.login("alma")
    answer = browser.post(reverse("cases:search"), {"q": "hadad", "wer": "team"})
    assert answer.headers["Location"] == reverse("cases:list") + "?wer=team"
    page = browser.get(answer.headers["Location"])
    assert names(page) == ["Familie Haddad"]
    assert "Gesucht: „hadad“" in page.content.decode()
    browser.post(reverse("cases:search"), {"q": ""})
    assert len(names(browser.get(reverse("cases:list")))) == 2


def test_a_search_that_finds_nothing_says_so_and_hints_at_nothing(house: House) -> None:
    haddad(house)
    browser = house.login("otto")
    browser.post(reverse("cases:search"), {"q": "Haddad"})
    page = browser.get(reverse("cases:list") + "?wer=team")
    assert names(page) == []
    assert "Dazu gibt es hier keinen Fall" in page.content.decode()


@pytest.mark.parametrize("order", sorted(listing.ORDERS))
def test_every_case_stands_on_exactly_one_page_in_every_order(
    house: House, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)
    families = [single(house, f"Person{n}|Test", str(n)) for n in range(5)]
    for number in (1, 3):
        families[number].note(families[number].amira, happened_on=today() - number * DAY)
        families[number].appointment(families[number].amira, starts_at=now() + number * DAY)
    browser, seen, backwards = house.login("alma"), [], []
    address = f"?nach={order}"
    for _ in range(3):
        page = browser.get(reverse("cases:list") + address)
        seen.append(names(page))
        address = page.context["pages"].next_url
    assert address == ""
    assert sorted(name for part in seen for name in part) == [f"Person{n} Test" for n in range(5)]
    address = page.context["pages"].previous_url
    while address:
        page = browser.get(reverse("cases:list") + address)
        backwards.append(names(page))
        address = page.context["pages"].previous_url
    assert backwards == seen[-2::-1]


def test_no_address_of_the_list_carries_a_name(house: House) -> None:
    haddad(house)
    page = house.login("alma").get(reverse("cases:list") + "?nach=name").content.decode()
    assert "Haddad</a>" in page
    assert not [part for part in page.split('href="')[1:] if "addad" in part.split('"')[0]]
    assert "<title>Fälle – Rundblick</title>" in page


def test_nobody_without_cases_sees_an_empty_table(house: House) -> None:
    page = house.login("hanna").get(reverse("cases:list")).content.decode()
    assert "noch kein Fall zugeordnet" in page
    assert "<table" not in page


def test_a_door_to_one_member_sorts_by_that_member_alone(house: House) -> None:
    household = people.household(
        house,
        people.member("Anna|Aal", dt.date(1950, 1, 1), Role.OTHER),
        people.member("Zora|Zander", dt.date(1990, 1, 1), Role.OTHER),
        number="1",
    )
    with acting_as(house.alma, "test"):
        zora = household.memberships.get(person__first_names="Zora").person_id
        case = services.open_case(household=household, focus=[zora])
    mixed = Family(house, household, case, {"Zora": zora})
    other = single(house, "Moritz|Mai", "2")
    mixed.let_in(house.cem, zora, basis=Basis.ASSIGNMENT)
    other.let_in(house.cem, None, basis=Basis.ASSIGNMENT)
    address = reverse("cases:list")
    assert names(house.login("cem").get(address)) == ["Moritz Mai", "Zora Zander"]
    assert names(house.login("alma").get(address))[1] == "Moritz Mai"


def test_the_order_of_names_knows_only_open_doors(house: House) -> None:
    family = haddad(house)

    def ordered(name: str, own: bool) -> list[uuid.UUID]:
        with acting_as(house.people[name], "test", read_only=True), connection.cursor() as cursor:
            cursor.execute("SELECT case_id FROM cases_by_name(%s, false, NULL, %s, NULL, false, 50)", [own, today()])
            return [case_id for (case_id,) in cursor.fetchall()]

    assert ordered("alma", True) == [family.pk]
    assert ordered("bert", True) == []
    assert ordered("bert", False) == [family.pk]
    assert ordered("hanna", False) == []
    family.let_in(house.cem, None, basis=Basis.ASSIGNMENT, topics=("notes",))
    assert ordered("cem", False) == []
