"""The sheet as the paper form has it: head, rows, columns, footnotes, any day of the past."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Disclosure
from rundblick.journeys import services
from rundblick.journeys.models import Application, SetAside
from rundblick.journeys.shelf import shelf
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import Family, kaya, minijob

MAY, JUNE = dt.date(2021, 5, 3), dt.date(2021, 6, 1)


@pytest.fixture
def family(house: House) -> Family:
    return kaya(house)


def page(family: Family, query: str = "", who: str = "alma") -> str:
    answer = family.house.login(who).get(family.url + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_head_has_the_lines_of_the_form(family: Family) -> None:
    text = page(family)
    for line in ("Familie Kaya", "Alma", "Ennigerloh", "alleinerziehend", "04.01.2021"):
        assert line in text
    assert "<title>User Journey Bildung und Teilhabe" in text
    assert "Kaya" not in text.split("</title>")[0]


def test_every_child_has_every_benefit_and_step(family: Family) -> None:
    text = page(family)
    assert len(re.findall(r'<td id="c-', text)) == 2 * 7 * 7
    assert "Deniz Kaya" in text and "Ela Kaya" in text
    assert f"{family.gulsen}.lunch" not in text


def test_footnotes_are_numbered_as_one_reads_and_shared_where_they_say_the_same(family: Family) -> None:
    family.say("interested", "no", track="social_participation", reasons=["finding_interests"])
    family.say("interested", "no", track="school_participation", reasons=["corona"])
    family.say("interested", "no", track="school_participation", who=family.ela, reasons=["corona"])
    text = page(family)
    notes = re.findall(r'<li value="(\d)">([^<]+)</li>', text)
    assert [number for number, _ in notes] == ["1", "2"]
    assert notes[0][1].startswith("Corona") and "Orientierungsprozess" in notes[1][1]
    assert text.count('<sup class="jn-mark">1)</sup>') == 2


def test_a_day_of_the_past_shows_what_held_then_and_nothing_to_tap(family: Family) -> None:
    family.say("interested", "no", on=MAY, reasons=["parents_see_no_need"])
    family.say("interested", "yes", on=JUNE)
    then = page(family, "?stand=31.05.2021")
    assert "wie er am 31.05.2021 galt" in then
    assert "Eltern sehen keinen Förderbedarf" in then and 'name="set"' not in then
    assert "Eltern sehen keinen Förderbedarf" not in page(family)


def test_a_day_that_cannot_be_shows_today_and_says_why(family: Family) -> None:
    text = page(family, "?stand=31.02.2021")
    assert "Den 31.2.2021 gibt es nicht" in text and 'name="set"' in text


def test_looking_together_with_one_child_shows_only_that_child(family: Family) -> None:
    text = page(family, f"?mitglied={family.ela}")
    assert f"c-{family.ela}.lunch" in text and f"c-{family.deniz}" not in text


def test_a_child_that_moved_out_stays_on_the_sheet_with_its_answers(family: Family) -> None:
    from rundblick.people.models import Membership
    from rundblick.people.services import end_membership

    family.say("entitled", on=MAY)
    with acting_as(family.house.alma, "test"):
        for row in Membership.objects.filter(person_id=family.deniz):
            end_membership(membership=row, valid_until=today())
    assert f"c-{family.deniz}" in page(family)


def test_the_steps_behind_a_no_are_quiet(family: Family) -> None:
    family.say("offered", "no")
    text = page(family)
    assert text.count("jn-box--beyond") == 5


def test_a_scale_shows_its_legend_and_points(house: House) -> None:
    family = minijob(house)
    family.say("searched", point=2, who=family.gulsen, track="job", note="gemeinsame Recherche")
    text = page(family)
    assert "1 = selbstständig / 2 = mit wenig Unterstützung" in text
    assert "gemeinsame Recherche" in text and "Bäckerei am Markt" in text


def test_a_hint_explains_itself_and_is_set_aside_with_one_tap(family: Family) -> None:
    family.say("offered", "no")
    text = page(family)
    assert "ein Grund fehlt" in text
    client = family.house.login("alma")
    address = reverse("journeys:set_aside", args=[family.sheet.pk])
    data = {"hint": f"{family.deniz}.tutoring.offered.no_reason"}
    assert client.post(address, data).status_code == 302
    assert client.post(address, data).status_code == 302
    assert "ein Grund fehlt" not in page(family)
    with acting_as(family.house.alma, "test"):
        assert SetAside.objects.count() == 1


def test_a_hint_comes_back_when_its_answer_changes(family: Family) -> None:
    family.say("offered", "no")
    address = reverse("journeys:set_aside", args=[family.sheet.pk])
    family.house.login("alma").post(address, {"hint": f"{family.deniz}.tutoring.offered.no_reason"})
    family.say("offered", "yes")
    family.say("offered", "no")
    assert "ein Grund fehlt" in page(family)


def test_at_most_one_hint_stands_in_a_row(family: Family) -> None:
    family.say("offered", "no")
    family.say("used", "yes")
    assert page(family).count("jn-hint__line") == 1


@pytest.mark.parametrize("hint", ["", "a.b.c.d", "x", "{}.bus.offered.gap", "{}.tutoring.flown.gap"])
def test_hints_that_do_not_exist_are_not_there(family: Family, hint: str) -> None:
    address = reverse("journeys:set_aside", args=[family.sheet.pk])
    data = {"hint": hint.format(family.deniz)}
    assert family.house.login("alma").post(address, data).status_code == 404


def test_applications_are_a_list_of_their_own(family: Family) -> None:
    client = family.house.login("alma")
    address = reverse("journeys:apply", args=[family.sheet.pk])
    data = {"person": str(family.deniz), "track": "lunch", "applied_on": "3.5.2021"}
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    with acting_as(family.house.alma, "test"):
        (row,) = Application.objects.all()
    assert "03.05.2021" in page(family)
    assert "03.05.2021" not in page(family, "?stand=02.05.2021")
    assert family.cells() == []
    client.post(reverse("journeys:withdraw", args=[row.pk]))
    with acting_as(family.house.alma, "test"):
        assert Application.objects.count() == 0


@pytest.mark.parametrize(
    "wrong", [{"applied_on": "01.01.2190"}, {"track": "bus"}, {"person": "niemand"}, {"applied_on": ""}]
)
def test_an_application_that_cannot_be_is_not_booked(family: Family, wrong: dict[str, str]) -> None:
    data = {"person": str(family.deniz), "track": "lunch", "applied_on": "heute"} | wrong
    address = reverse("journeys:apply", args=[family.sheet.pk])
    answer = family.house.login("alma").post(address, data, follow=True)
    assert "nicht eingetragen" in answer.content.decode()
    with acting_as(family.house.alma, "test"):
        assert Application.objects.count() == 0


def test_looking_at_a_sheet_is_logged(family: Family) -> None:
    page(family)
    with as_worker("test"):
        assert Disclosure.objects.filter(kind="journeys.sheet", dossiers__contains=[family.pk]).count() == 1


def test_the_deputy_reads_without_being_able_to_tap(family: Family) -> None:
    family.let_in(family.house.bert, None)
    text = page(family, who="bert")
    assert "Deniz Kaya" in text and 'name="set"' not in text


def test_an_empty_household_has_an_empty_sheet_and_not_an_error(house: House) -> None:
    family = kaya(house)
    with acting_as(house.alma, "test"):
        other = services.open_sheet(dossier_id=family.pk, journey=shelf()["but"])
    assert other.pk == family.sheet.pk
    assert "niemand, für den der Bogen geführt wird" in page(family, "?stand=01.02.2013")
