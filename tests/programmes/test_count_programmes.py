"""What a draft would change, and the figures of a programme: counted by the worker, small numbers hidden."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from rundblick.access.context import acting_as, bound, system
from rundblick.access.database import as_worker
from rundblick.access.roles import Role
from rundblick.access.services import assign_role
from rundblick.programmes import services
from rundblick.programmes.bridge import Frame
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing import counting, drafts
from rundblick.programmes.editing.complaints import checked
from rundblick.programmes.editing.document import data_of, put
from rundblick.programmes.editing.effects import Tally, compare, effects, lines
from rundblick.programmes.editing.overview import funnel, overview
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import Definition, DefinitionDraft, Participation, ProgrammeCount, Run
from tests.house import House
from tests.programmes.build import anna, event, example, started
from tests.programmes.homes import START, begun, family, published, refreshed
from tests.queries import at_most

DAY = dt.date(2021, 6, 1)


def households(house: House, number: int) -> list[Participation]:
    """So many households take part in ANNA."""
    published()
    rows = []
    for index in range(number):
        home = family(house, f"Vieregge{index}")
        rows += begun(house, home, "Gülşen")
        refreshed(home, as_of=DAY)
    return rows


def draft_of_anna(house: House, **weeks: int) -> DefinitionDraft:
    """A draft of ANNA in which every contact is due after so many weeks."""
    with acting_as(house.nora, "test") as context:
        draft = drafts.copy(context, Definition.objects.get(code="anna"))
        data = draft.document
        for place in range(len(data["care"]["rhythm"])):
            data = put(data, ("care", "rhythm", place, "every"), {"weeks": weeks.get("every", 6)})
        return drafts.save(draft, draft.version, data, day=DAY)


def test_effects_say_what_moves_and_never_a_name(house: House) -> None:
    households(house, 4)
    draft = draft_of_anna(house)
    with as_worker("test"):
        programme = checked(draft.document).programme
        assert programme is not None
        found = effects("anna", house.jobcenter.pk, programme, DAY)
    assert (found["counted"], found["of"]) == (4, 4)
    contact = next(line for line in found["lines"] if line["kind"] == "contact")
    assert (contact["before"], contact["moving"], contact["after"]) == (4, 4, 4)
    assert "Vieregge" not in str(found)


def test_the_number_of_statements_does_not_grow_with_the_households(house: House) -> None:
    households(house, 2)
    counts = []
    for _ in range(2):
        with as_worker("test"), at_most(40) as captured:
            effects("anna", house.jobcenter.pk, anna(), DAY)
            overview(anna(), house.jobcenter.pk, DAY)
        counts.append(len(captured.captured_queries))
        begun(house, family(house, f"Weitere{len(counts)}"), "Gülşen")
    assert counts[0] == counts[1]


def test_other_houses_are_not_counted(house: House) -> None:
    households(house, 3)
    with as_worker("test"):
        assert effects("anna", house.other_jobcenter.pk, anna(), DAY)["counted"] == 0
        assert overview(anna(), house.other_jobcenter.pk, DAY)["counted"] == 0


def test_numbers_under_three_are_hidden_with_what_gives_them_away() -> None:
    few = Tally("contact", "Kontakt", coming=1, staying=9)
    few.whose["coming"], few.whose["staying"] = {"a"}, set("bcdefghij")
    many = Tally("report", "Bericht", going=5)
    many.whose["going"] = set("abcde")
    first, second, total = lines([few, many])
    assert first["coming"] is None
    assert first["before"] is None or first["after"] is None
    assert second["going"] == 5
    assert total["coming"] is None


def test_twelve_things_of_two_people_are_hidden_too() -> None:
    one = Tally("task", "Aufgabe", coming=12)
    one.whose["coming"] = {"a", "b"}
    assert lines([one])[0]["coming"] is None


def test_an_empty_house_has_no_effects() -> None:
    assert lines(compare([], anna(), DAY)) == []


def ordered() -> uuid.UUID:
    """What was ordered last."""
    with as_worker("test"):
        return ProgrammeCount.objects.get().pk


def frame_of(programme: Programme, on: dt.date | None, ended: dt.date | None = None) -> Frame:
    """One participation, unsaved."""
    run = Run(code="r", label="Durchgang", valid_from=START)
    return Frame(programme, run, (Participation(run=run, dossier_id=uuid.uuid4(), started_on=on, ended_on=ended),))


def test_the_funnel_counts_passed_steps_and_keeps_withdrawals_apart() -> None:
    programme = example()
    given = [(frame_of(programme, START), [started("2021-02-01")]) for _ in range(7)]
    given += [(frame_of(programme, None), []) for _ in range(4)]
    given += [(frame_of(programme, None, START), []) for _ in range(5)]
    found = funnel(programme, given, DAY)
    numbers = [step["number"] for step in found["steps"]]
    assert numbers[0] == 16 and set(numbers[1:]) == {7}
    assert (found["open"], found["withdrawn"]) == (4, 5)


def test_a_single_withdrawal_is_never_to_be_worked_out() -> None:
    programme = example()
    agreed = [event("participation.agreed", "2021-01-15"), started("2021-02-01")]
    given = [(frame_of(programme, START), agreed) for _ in range(7)]
    given += [(frame_of(programme, None, START), [])]
    found = funnel(programme, given, DAY)
    assert found["withdrawn"] is None
    shown = [step["number"] for step in found["steps"]]
    assert shown[0] is None or shown[-1] is None or found["open"] is None


def test_the_overview_prints_numerators_denominators_and_reasons(house: House) -> None:
    rows = households(house, 5)
    for row in rows[:3]:
        with acting_as(house.alma, "test"):
            services.end(participation=row, version=1, ended_on=dt.date(2021, 5, 1), exit_code="umzug")
    with as_worker("test"):
        found = overview(anna(), house.jobcenter.pk, DAY)
    assert found["counted"] == 5 and found["teams"] is None
    assert found["exits"]["total"] == 3 and found["exits"]["lines"][0]["number"] == 3
    target = found["targets"][0]
    assert target["denominator"] is not None or target["hidden"]
    assert found["running"] is None


def test_only_who_may_orders_figures_and_only_once_at_a_time(house: House) -> None:
    published()
    with acting_as(house.alma, "test") as context, pytest.raises(Refused):
        counting.order_overview(context, "anna")
    with acting_as(house.dana, "test") as context:
        assert counting.order_overview(context, "anna") == counting.order_overview(context, "anna")


def test_the_dashboard_is_empty_then_waits_then_prints(house: House) -> None:
    households(house, 4)
    nora = house.login("nora")
    address = reverse("programmes:overview", args=["anna"])
    assert "Noch nicht gerechnet." in nora.get(address).content.decode()
    nora.post(reverse("programmes:overview_count", args=["anna"]))
    assert "Die Zahlen werden gerechnet" in nora.get(address).content.decode()
    assert counting.carry_out(ordered())
    with at_most(12):
        page = nora.get(address).content.decode()
    assert "Stichtag" in page and "4 Teilnahmen im Haus" in page and "Vieregge" not in page
    assert "Was die Quelle berichtet" in page or not anna().results
    assert not counting.carry_out(ordered())


def test_the_page_of_effects_says_for_how_many_and_of_which_draft(house: House) -> None:
    households(house, 4)
    draft = draft_of_anna(house)
    nora = house.login("nora")
    address = reverse("programmes:draft_effects", args=[draft.pk])
    assert "Noch nicht ausgerechnet." in nora.get(address).content.decode()
    nora.post(address)
    assert counting.carry_out(ordered())
    page = nora.get(address).content.decode()
    assert "Ausgerechnet für 4" in page and "seitdem geändert" not in page
    with acting_as(house.nora, "test"):
        drafts.save(draft, draft.version, put(draft.document, ("title",), "Anders"), day=DAY)
    assert "seitdem geändert" in nora.get(address).content.decode()


def test_somebody_who_coaches_as_well_sees_only_the_own_number(house: House) -> None:
    households(house, 2)
    address = reverse("programmes:overview", args=["anna"])
    assert "Nur für Sie" not in house.login("nora").get(address).content.decode()
    with bound(system("test"), "test"):
        assign_role(user=house.alma, role=Role.TEAM_LEAD)
        assign_role(user=house.bert, role=Role.TEAM_LEAD)
    assert "zurzeit 2 Haushalte" in house.login("alma").get(address).content.decode()
    assert "zurzeit 0 Haushalte" in house.login("bert").get(address).content.decode()


def test_a_team_is_named_only_with_five_coaches_and_the_agreement_of_the_house(house: House) -> None:
    households(house, 4)
    programme = with_ratio("participants_per_coach")

    def teams() -> list[dict[str, Any]] | None:
        with as_worker("test"):
            found: list[dict[str, Any]] | None = overview(programme, house.jobcenter.pk, DAY)["teams"]
        return found

    assert teams() is None
    with override_settings(RUNDBLICK=settings.RUNDBLICK.model_copy(update={"team_figures": True})):
        assert teams() == []
        with bound(system("test"), "test"):
            for number in range(3):
                house.add(f"coach{number}", house.jobcenter, house.north, [Role.COACH])
        found = teams()
    assert found is not None
    assert [(one["label"], one["cases"], one["coaches"]) for one in found] == [("Team Nord", 4, 5)]


def with_ratio(meaning: str) -> Programme:
    """ANNA with another ratio."""
    data = put(data_of(anna()), ("care", "ratio", "meaning"), meaning)
    programme = checked(data).programme
    assert programme is not None
    return programme
