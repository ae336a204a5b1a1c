"""What the room gives to the others: parts of the case page, timeline, facts, own copy, merging, erasing, places."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string

from rundblick.access import hooks, timeline
from rundblick.access.context import Context, acting_as, bound
from rundblick.access.database import as_worker
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.people.models import Household
from rundblick.programmes import services
from rundblick.programmes.models import (
    Definition,
    DueItem,
    DueMark,
    Participation,
    ProgrammeEvent,
    ProjectAttribute,
)
from rundblick.programmes.places import places_of
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import anna, day
from tests.programmes.homes import START, begun, family, for_persons, persons, published, refreshed, run_of
from tests.queries import at_most


@pytest.fixture
def home(house: House) -> Household:
    published()
    made = family(house)
    begun(house, made, "Gülşen", "Ali")
    refreshed(made)
    return made


def case(home: Household, house: House, **more: Any) -> SimpleNamespace:
    """A case as `cases` hands it to the parts of its page."""
    known = {key: name for name, key in persons(home, house.alma).items()}
    given = {"dossier_id": home.dossier_id, "names": known, "writes": frozenset({"programmes"}), "member": None}
    return SimpleNamespace(**given | more)


def part(name: str, context: Context, of: SimpleNamespace) -> dict[str, Any]:
    found = hooks.case_parts.get(name)
    assert found is not None
    values = found.load(SimpleNamespace(access=context), of)  # type: ignore[arg-type]
    assert values is not None
    render_to_string(found.template, values)
    return values


# --- The page of a case ---


def test_the_case_page_shows_one_line_per_person_and_the_rest_behind_it(house: House, home: Household) -> None:
    of = case(home, house)
    with acting_as(house.alma, "test", read_only=True) as context:
        (line,) = part("programmes.due", context, of)["people"]
    assert (line.name, line.first.text, len(line.others)) == ("Haushalt", "Nächster Kontakt", 2)


def test_the_case_page_shows_participations_with_phase_and_next_step(house: House, home: Household) -> None:
    of = case(home, house)
    with acting_as(house.alma, "test", read_only=True) as context:
        values = part("programmes.participations", context, of)
    (line,) = values["lines"]
    assert line.who == "Ali, Gülşen" and line.standing.badge.text == "läuft"
    assert line.next_due.label == "Nächster Kontakt" and values["begin_url"]


def test_both_parts_together_read_the_due_items_once(house: House, home: Household) -> None:
    of = case(home, house)
    request: Any = SimpleNamespace()
    with acting_as(house.alma, "test", read_only=True) as context:
        request.access = context
        with at_most(3):
            for name in ("programmes.due", "programmes.participations"):
                found = hooks.case_parts.get(name)
                assert found is not None and found.load(request, of) is not None


def test_with_a_member_looking_on_the_others_stay_hidden(house: House) -> None:
    programme = published(for_persons())
    home = family(house)
    begun(house, home, "Gülşen", "Ali", programme=programme)
    refreshed(home)
    known = persons(home, house.alma)
    of = case(home, house, member=known["Ali"])
    with acting_as(house.alma, "test", read_only=True) as context:
        assert [line.who for line in part("programmes.participations", context, of)["lines"]] == ["Ali"]
        assert {line.name for line in part("programmes.due", context, of)["people"]} == {"Ali"}


def test_in_a_programme_for_households_the_member_sees_only_the_own_name(house: House, home: Household) -> None:
    of = case(home, house, member=persons(home, house.alma)["Ali"])
    with acting_as(house.alma, "test", read_only=True) as context:
        assert [line.who for line in part("programmes.participations", context, of)["lines"]] == ["Ali"]


def test_whoever_may_not_write_is_offered_nothing(house: House, home: Household) -> None:
    of = case(home, house, writes=frozenset())
    with acting_as(house.bert, "test", read_only=True) as context:
        values = part("programmes.participations", context, of)
    assert (values["lines"], values["begin_url"]) == ([], "")


# --- Timeline and facts ---


def test_the_timeline_tells_starts_ends_and_events(house: House, home: Household) -> None:
    with acting_as(house.alma, "test"):
        row = Participation.objects.select_related("run__definition").earliest("pk")
        services.record_event(participation=row, kind="report.interim", occurred_on=day("2021-07-30"))
        services.end(participation=row, version=1, ended_on=day("2021-09-30"), exit_code="umzug")
    with acting_as(house.alma, "test", read_only=True) as context:
        page = timeline.page(context, home.dossier_id)
    told = [(entry.kind.label, entry.detail["title"], entry.detail["line"]) for entry in page.entries]
    assert told[0] == ("Ende im Programm", "Ende: ANNA", "Umzug")
    assert told[1] == ("Programm", "Abgabe des Zwischenberichts", "ANNA")
    assert ("Beginn im Programm", "Beginn: ANNA", "Projekt") in told
    for entry in page.entries:
        render_to_string(entry.kind.template, entry.detail)


def test_facts_say_which_programmes_run_on_a_day(house: House, home: Household) -> None:
    with acting_as(house.alma, "test", read_only=True):
        for on, codes in ((START, ["anna"]), (day("2021-01-31"), None)):
            known = hooks.all_facts([home.dossier_id], on)[home.dossier_id]
            assert known.get("programmes_running") == codes


# --- Own copy, merging, erasing ---


def test_the_own_copy_holds_what_is_about_the_person(house: House, home: Household) -> None:
    known = persons(home, house.alma)
    with acting_as(house.alma, "test"):
        row = Participation.objects.get(person_id=known["Gülşen"])
        ProjectAttribute.objects.create(
            dossier_id=home.dossier_id, participation=row, person_id=known["Ela"], code="migration", value="ja",
            purpose="Abschlussbericht", recorded_on=START,
        )  # fmt: skip
    export = hooks.export.get("programmes")
    assert export is not None
    with acting_as(house.alma, "test", read_only=True):
        hers = {section["title"]: section["entries"] for section in export(home.dossier_id, known["Gülşen"])}
        childs = {section["title"]: section["entries"] for section in export(home.dossier_id, known["Ela"])}
    assert hers["Teilnahme an Programmen"][0]["Beginn"] == "01.02.2021"
    assert len(hers["Ereignisse in Programmen"]) == 1
    assert len(hers["Was ansteht"]) == 3
    assert list(childs) == ["Merkmale für Projekte", "Was ansteht"]


def test_merging_moves_participations_and_keeps_what_would_count_twice(house: House, home: Household) -> None:
    known = persons(home, house.alma)
    merge = hooks.merge.get("programmes")
    assert merge is not None
    with as_worker("test") as _:
        from rundblick.access.context import reason

        with reason("test.merge"):
            moved = merge(known["Ela"], known["Ali"])
            assert moved == 2
            assert Participation.objects.filter(person_id=known["Ela"]).count() == 1
            merge(known["Gülşen"], known["Ela"])
            assert Participation.objects.filter(person_id=known["Ela"]).count() == 1
        assert DueMark.objects.filter(dossier_id=home.dossier_id).exists()


def test_erasing_leaves_no_row_and_keeps_the_definition(house: House, home: Household) -> None:
    with acting_as(house.alma, "test") as context:
        order = request_erasure(context, dossier_id=home.dossier_id, ground="Frist abgelaufen")
    with acting_as(house.eva, "test") as context:
        approve_erasure(context, erasure=order)
    with as_worker("test"):
        erase(home.dossier_id)
    with as_worker("test"), connection.cursor() as cursor:
        for model in (Participation, ProgrammeEvent, ProjectAttribute, DueItem, DueMark):
            assert not model.objects.filter(dossier_id=home.dossier_id).exists()
        cursor.execute("SELECT count(*) FROM programmes_participationevent WHERE dossier_id = %s", [home.dossier_id])
        assert cursor.fetchone() == (0,)
        assert Definition.objects.count() == 1


# --- Places ---


def test_places_count_households_once_and_starts_ahead_too(house: House, home: Household) -> None:
    begun(house, family(house, "Yılmaz"), "Ali", site="everswinkel", on=day("2021-05-01"))
    begun(house, family(house, "Quast"), "Ali", on=None, agreed=None)
    with acting_as(house.nora, "test", read_only=True):
        places = {one.label: one for one in places_of(run_of_projekt(), anna(), day("2021-04-01"))}
    total = places["Insgesamt"]
    assert (total.places, total.running, total.coming, total.free) == (30, 1, 1, 28)
    assert (places["Everswinkel"].coming, places["ohne Standort"].running) == (1, 1)


def run_of_projekt() -> Any:
    from rundblick.programmes.models import Run

    return Run.objects.get(code="projekt")


def test_persons_are_counted_one_by_one(house: House) -> None:
    programme = published(for_persons())
    begun(house, family(house), "Gülşen", "Ali", programme=programme)
    run = run_of(programme)
    with acting_as(house.nora, "test", read_only=True):
        assert places_of(run, programme, START)[0].running == 2


def test_whoever_does_not_work_with_cases_counts_nothing(house: House, home: Household) -> None:
    run = run_of(anna(), "projekt")
    for name in ("kai", "frank", "jana"):
        with acting_as(getattr(house, name), "test", read_only=True):
            assert places_of(run, anna(), START)[0].running == 0
    with bound(Context(), "test", read_only=True):
        assert places_of(run, anna(), START)[0].running == 0


def test_the_function_for_places_answers_numbers_per_site_only(house: House, home: Household) -> None:
    with acting_as(house.nora, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM programmes_taken('anna', 'projekt', true, %s)", [today()])
        assert [column.name for column in cursor.description] == ["site", "running", "coming"]


def test_an_unknown_dossier_is_nobodys(house: House, home: Household) -> None:
    with acting_as(house.alma, "test", read_only=True) as context:
        from rundblick.programmes.duebook import due_of

        stranger = uuid.uuid4()
        assert due_of(context, [stranger]) == {stranger: []}
