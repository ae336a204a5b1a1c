"""The network office: orders, from need to project, funds, events, and what working groups decide."""

from decimal import Decimal
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.agreements.codes import Kind
from rundblick.agreements.models import Decision, Item, Meeting, Member
from rundblick.agreements.services import network as services
from rundblick.agreements.services.network import ItemContent
from rundblick.agreements.tasks import tidy
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.web.clock import today
from tests.agreements.building import DAY, TITLE, decided, fresh, met, noted, stored
from tests.house import House
from tests.queries import at_most

DESK = 7
GROUP = 7


def typed(**given: str) -> dict[str, str]:
    return {"title": TITLE, "whom": "Team Nord", "state": "open", "token": fresh()} | given


def test_an_order_is_taken_worked_on_and_closed_with_its_result(house: House) -> None:
    sent = typed(due_on="morgen")
    browser = house.login("nora")
    for _click in range(2):
        assert browser.post("/netzwerkstelle/neu/order/", sent).status_code == 302
    with acting_as(house.nora, "test"):
        row = Item.objects.get()
    assert (row.due_on, row.whom, row.house_id) == (today() + DAY, "Team Nord", house.jobcenter.pk)
    where = f"/netzwerkstelle/{row.pk}/bearbeiten/"
    done = sent | {"state": "done", "version": "1"}
    refused = browser.post(where, done)
    assert refused.status_code == 422 and "was herausgekommen ist" in refused.content.decode()
    assert browser.post(where, done | {"result": "Vier Plätze gefunden"}).status_code == 302
    now = stored(house, row)
    assert (now.state, now.over_on, now.version) == ("done", today(), 2)
    both = browser.post(where, done | {"result": "Fünf Plätze gefunden"})
    assert both.status_code == 409 and "Vier Plätze" in both.content.decode()
    assert "Vier Plätze gefunden" in house.login("alma").get(f"/netzwerkstelle/{row.pk}/").content.decode()
    assert browser.post(where, done | {"state": "working", "version": "2"}).status_code == 302
    assert stored(house, row).over_on is None


def test_a_need_becomes_an_idea_and_an_idea_a_project(house: House) -> None:
    row = noted(house, Kind.UNDERTAKING, title="Betreuung am Morgen")
    noted(house, Kind.UNDERTAKING, title="Fahrgemeinschaft", state="idea")
    noted(house, Kind.UNDERTAKING, title="Waschsalon", state="dropped", result="Kein Raum")

    def columns() -> dict[str, list[str]]:
        drawn = house.login("alma").get("/netzwerkstelle/").context["pipeline"]["columns"]
        return {label: [one.title for one in rows] for label, rows in drawn}

    assert columns() == {"Bedarf": ["Betreuung am Morgen"], "Idee": ["Fahrgemeinschaft"], "Projekt": []}
    with acting_as(house.nora, "test"):
        services.change(item=row, version=1, content=ItemContent(title=row.title, state="project"))
    assert columns() == {"Bedarf": [], "Idee": ["Fahrgemeinschaft"], "Projekt": ["Betreuung am Morgen"]}
    page = house.login("alma").get("/netzwerkstelle/").content.decode()
    assert "Abgeschlossen (1)" in page and "Waschsalon" in page


def test_money_is_added_up_by_state_to_the_cent(house: House) -> None:
    for state, amount in (("applied", "1200.50"), ("applied", "99.50"), ("granted", "5000"), ("refused", "7")):
        noted(house, Kind.FUND, state=state, amount=Decimal(amount))
    euro = dict(house.login("alma").get("/netzwerkstelle/").context["euro"])
    assert euro == {"beantragt": Decimal(1300), "bewilligt": Decimal(5000), "abgelehnt": Decimal(7)}
    sent = {"title": "Patenschaften", "whom": "Land", "amount": "12.500,75", "state": "granted", "token": fresh()}
    assert house.login("nora").post("/netzwerkstelle/neu/fund/", sent).status_code == 302
    page = house.login("alma").get("/netzwerkstelle/").content.decode()
    assert "12.500,75" in page and "17.500,75" in page


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("fund", {"state": "applied", "amount": ""}, "Betrag in Euro"),
        ("event", {"state": "planned", "due_on": ""}, "an welchem Tag"),
        ("undertaking", {"state": "dropped"}, "warum es nicht weitergeht"),
        ("order", {"state": "granted"}, "granted"),
    ],
)
def test_what_a_kind_asks_for_is_said_beside_its_field(
    house: House, kind: str, given: dict[str, str], message: str
) -> None:
    answer = house.login("nora").post(f"/netzwerkstelle/neu/{kind}/", typed(**given))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page and TITLE in page
    assert house.login("nora").get("/netzwerkstelle/neu/anything/").status_code == 404


def test_services_refuse_what_forms_would(house: House) -> None:
    order = noted(house)
    with acting_as(house.nora, "test"):
        with pytest.raises(Mistaken, match="Stand"):
            services.put(author=house.nora, kind=Kind.ORDER, content=ItemContent(title="x", state="granted"))
        with pytest.raises(Refused, match="Arbeitskreis"):
            services.join(group=order, body="Schulamt", function="")
        with pytest.raises(Refused, match="Arbeitskreis"):
            services.meet(group=order, on=today(), place="", text="")


def test_a_group_meets_decides_and_ticks_off(house: House) -> None:
    group = noted(house, Kind.GROUP, title="Arbeitskreis Schule")
    browser = house.login("dana")
    here = f"/netzwerkstelle/{group.pk}/"
    steps: list[tuple[str, dict[str, str]]] = [
        (f"{here}mitglied/", {"body": "Schulamt", "function": "Schulaufsicht", "token": fresh()}),
        (f"{here}treffen/", {"on": "heute", "place": "Kreishaus", "text": "Zahlen", "token": fresh()}),
    ]
    for where, sent in steps:
        for _click in range(2):
            assert browser.post(where, sent).status_code == 302
    with acting_as(house.nora, "test"):
        meeting, member = Meeting.objects.get(), Member.objects.get()
    sent = {"text": "Elternbrief schreiben", "responsible": "Jobcenter", "due_on": "morgen", "token": fresh()}
    for _click in range(2):
        assert browser.post(f"/netzwerkstelle/treffen/{meeting.pk}/beschluss/", sent).status_code == 302
    with acting_as(house.nora, "test"):
        decision = Decision.objects.get()
    assert "Elternbrief schreiben" in house.login("alma").get("/netzwerkstelle/").content.decode()
    for _click in range(2):
        assert browser.post(f"/netzwerkstelle/beschluss/{decision.pk}/getan/").status_code == 302
    assert stored(house, decision).done_on == today()
    page = house.login("alma").get(here).content.decode()
    assert "getan am" in page and "Schulaufsicht" in page and "Zahlen" in page
    assert "Elternbrief schreiben" not in house.login("alma").get("/netzwerkstelle/").content.decode()
    browser.post(f"/netzwerkstelle/beschluss/{decision.pk}/getan/", {"doch_nicht": "1"})
    assert stored(house, decision).done_on is None
    assert browser.post(f"/netzwerkstelle/mitglied/{member.pk}/entfernen/").status_code == 302
    assert "Noch niemand eingetragen." in browser.get(here).content.decode()


def test_meetings_and_decisions_are_corrected_and_two_people_see_both_versions(house: House) -> None:
    meeting = met(house, noted(house, Kind.GROUP))
    decision = decided(house, meeting)
    browser = house.login("nora")
    changes: dict[str, dict[str, Any]] = {
        f"/netzwerkstelle/treffen/{meeting.pk}/": {"on": "gestern", "text": "Zweite Runde"},
        f"/netzwerkstelle/beschluss/{decision.pk}/": {"text": "Zwei Listen", "responsible": "x", "due_on": "morgen"},
    }
    for where, sent in changes.items():
        sent |= {"token": fresh(), "version": "1"}
        assert browser.post(where, sent).status_code == 302
        assert browser.post(where, sent | {"text": "Anders"}).status_code == 409
    assert stored(house, meeting).text == "Zweite Runde" and stored(house, decision).text == "Zwei Listen"


def test_what_is_late_is_counted_on_top(house: House) -> None:
    meeting = met(house, noted(house, Kind.GROUP))
    decided(house, meeting, due_in=0)
    assert house.login("alma").get("/netzwerkstelle/").context["late"] == 0
    decided(house, meeting, due_in=-1, text="Zweite Liste")
    answer = house.login("alma").get("/netzwerkstelle/")
    assert answer.context["late"] == 1 and "Aus Arbeitskreisen überfällig" in answer.content.decode()


def test_two_years_after_the_end_functions_are_forgotten_with_their_history(house: House) -> None:
    group = noted(house, Kind.GROUP)
    decision = decided(house, met(house, group))
    order, young = noted(house, whom="Leitung"), noted(house, whom="Teamleitung")
    with acting_as(house.nora, "test"):
        services.join(group=group, body="Schulamt", function="Aufsicht")
        for row, days in ((group, 740), (order, 740), (young, 700)):
            Item.objects.filter(pk=row.pk).update(over_on=today() - days * DAY)
    tidy(0)
    with as_worker("test"):
        assert not Member.objects.exists()
        assert Decision.objects.get(pk=decision.pk).responsible == ""
        assert {one.whom for one in Item.objects.filter(kind=Kind.ORDER)} == {"", "Teamleitung"}
        former: Any = Item.former.rel.related_model  # type: ignore[attr-defined]
        assert set(former.objects.values_list("pgh_obj_id", flat=True)) == {young.pk}


def test_the_pages_take_their_statements_however_much_there_is(house: House) -> None:
    group = noted(house, Kind.GROUP)
    for kind in Kind:
        for _ in range(3):
            noted(house, kind)
    for _ in range(3):
        decided(house, met(house, group))
    browser = house.login("nora")
    browser.get("/netzwerkstelle/")
    with at_most(DESK):
        browser.get("/netzwerkstelle/")
    with at_most(GROUP):
        browser.get(f"/netzwerkstelle/{group.pk}/")
