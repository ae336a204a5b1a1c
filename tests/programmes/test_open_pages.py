"""The pages of the room: what they say, what they hide, how many statements they take, without JavaScript."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.people.models import Household
from rundblick.programmes import services
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import anna, day
from tests.programmes.homes import START, begun, family, persons, published, refreshed, run_of
from tests.programmes.living import DAY, living, presence, workshop
from tests.queries import at_most

CONTACT = "Nächster Kontakt"


@pytest.fixture
def alma(house: House) -> Client:
    return house.login("alma")


@pytest.fixture
def home(house: House) -> Household:
    published()
    return family(house)


def text(answer: object) -> str:
    """The words of a page."""
    content: bytes = answer.content  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def of(row: Participation) -> str:
    return reverse("programmes:participation", args=[row.pk])


# --- Shelf and profile ---


def test_the_shelf_shows_what_is_published_and_where_it_comes_from(house: House, alma: Client, home: Household) -> None:
    page = text(alma.get(reverse("programmes:shelf")))
    assert "ANNA" in page and "Praxisbeispiel aus der Quelle, keine Empfehlung" in page
    assert "§ 16 SGB II i. V. m. § 45 SGB III" in page and "Ennigerloh, Everswinkel" in page


def test_an_empty_shelf_says_so(house: House, alma: Client) -> None:
    assert "Noch ist kein Programm veröffentlicht." in text(alma.get(reverse("programmes:shelf")))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ressourcenkarte", True),
        ("EVERSWINKEL eltern", False),
        ("(allein-)erziehende", True),
        ("§ 45", True),
        ("Ü55", False),
    ],
)
def test_the_search_looks_into_every_rule_and_keeps_words_out_of_the_address(
    house: House, alma: Client, home: Household, words: str, found: bool
) -> None:
    answer = alma.post(reverse("programmes:search"), {"words": words}, follow=True)
    assert answer.redirect_chain == [(reverse("programmes:shelf"), 302)]
    assert (reverse("programmes:profile", args=["anna"]) in answer.content.decode()) is found
    if not found:
        assert "Dazu gibt es kein Programm." in text(answer)


def test_what_was_typed_stands_on_the_page_as_text(house: House, alma: Client, home: Household) -> None:
    answer = alma.post(reverse("programmes:search"), {"words": "<script>alert(1)</script>"}, follow=True)
    assert b"<script>alert(1)" not in answer.content


def test_too_many_words_change_nothing(house: House, alma: Client, home: Household) -> None:
    answer = alma.post(reverse("programmes:search"), {"words": "x" * 5000}, follow=True)
    assert "ANNA" in text(answer)


def test_the_profile_shows_rules_with_origin_and_assumptions(house: House, alma: Client, home: Household) -> None:
    page = text(alma.get(reverse("programmes:profile", args=["anna"])))
    assert "Phasen, Rhythmus und Fristen" in page
    assert "Betreuungsschlüssel 1:10" in page and "Abschnitt 1.1 Rahmendaten" in page
    assert "Der Rhythmus ist nicht beziffert; wöchentlich in den ersten drei Monaten." in page
    assert "Gespräche nach 4 Wochen, 3 Monate und 6 Monate" in page
    assert "Projekt" in page and "Nachbestellung" in page


def test_a_programme_that_does_not_exist_is_404(house: House, alma: Client, home: Household) -> None:
    assert alma.get(reverse("programmes:profile", args=["gibt-es-nicht"])).status_code == 404


# --- The page of a participation ---


def test_the_participation_says_where_we_are_what_is_due_and_why(house: House, alma: Client, home: Household) -> None:
    (row,) = begun(house, home, "Gülşen", site="ennigerloh")
    refreshed(home)
    answer = alma.get(of(row))
    page = text(answer)
    assert "läuft" in page and "seit 01.02.2021" in page
    assert CONTACT in page and "Beginn der Teilnahme am 01.02.2021; „Ankommen“: jede Woche" in page
    assert "Regel: jede Woche." in page and "Der Rhythmus ist nicht beziffert" in page
    assert "Zustimmung zur Teilnahme" in page and "Gülşen Kaya" in page and "Ennigerloh" in page
    assert "Kaya" not in re.findall(r"<title>(.*?)</title>", answer.content.decode(), re.S)[0]


def test_a_member_who_does_not_take_part_is_not_shown(house: House, alma: Client, home: Household) -> None:
    (row,) = begun(house, home, "Gülşen")
    assert "Ali" not in text(alma.get(of(row)))


def test_what_is_due_leads_to_the_form_that_answers_it(house: House, alma: Client, home: Household) -> None:
    (row,) = begun(house, home, "Gülşen")
    refreshed(home)
    found = re.findall(
        rf'href="({reverse("programmes:record", args=[row.pk])}\?was=[^"]+)"', alma.get(of(row)).content.decode()
    )
    assert len(found) == 1
    form = alma.get(found[0].replace("&amp;", "&"))
    assert form.context["form"].initial["kind"] == "report.interim"


def test_a_proposal_shows_its_steps_and_how_to_go_on(house: House, alma: Client, home: Household) -> None:
    (row,) = begun(house, home, "Gülşen", on=None, agreed=None)
    page = text(alma.get(of(row)))
    assert "Vorgeschlagen, noch nicht begonnen" in page and "Schritte bis zum Beginn" in page
    alma.post(reverse("programmes:withdraw", args=[row.pk]), {"version": "1"})
    assert "zurückgenommen" in text(alma.get(of(row)))
    alma.post(reverse("programmes:reopen", args=[row.pk]), {"version": "2"})
    assert "Vorgeschlagen, noch nicht begonnen" in text(alma.get(of(row)))


def test_a_door_for_programmes_without_writing_shows_no_buttons(house: House, home: Household) -> None:
    (row,) = begun(house, home, "Gülşen")
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=home.dossier_id,
            principal=house.nora,
            basis=Basis.ASSIGNMENT,
            topics=("master", "programmes"),
            evidence="Koordination",
        )
    nora = house.login("nora")
    answer = nora.get(of(row))
    assert answer.status_code == 200 and "Ereignis festhalten" not in text(answer)
    assert nora.get(reverse("programmes:end", args=[row.pk])).status_code == 404


# --- Beginning from a case ---


def test_eligibility_is_explained_with_what_is_unknown_and_how_to_find_out(
    house: House, alma: Client, home: Household
) -> None:
    page = text(alma.get(reverse("programmes:choose", args=[home.dossier_id])))
    assert "noch offen" in page
    assert "mindestens einem Kind im Haushalt (1)" in page
    assert "So finden Sie es heraus: Bewilligungsbescheid ansehen" in page


def test_whoever_does_not_belong_to_the_target_group_may_begin_all_the_same(
    house: House, alma: Client, home: Household
) -> None:
    def no_benefits(ids: object, as_of: dt.date) -> dict[uuid.UUID, dict[str, object]]:
        return {home.dossier_id: {"household.receives_sgb2": False}}

    hooks.facts.add("test.benefits", no_benefits)
    try:
        address = reverse("programmes:begin", args=[home.dossier_id, "anna"])
        assert "gehört nicht zur Zielgruppe" in text(alma.get(address))
        assert alma.post(address, form_data(house, home)).status_code == 302
    finally:
        hooks.facts._items.pop("test.benefits")


def form_data(house: House, home: Household, **changes: object) -> dict[str, object]:
    known = persons(home, house.alma)
    return {
        "run": str(run_of(anna(), "projekt").pk),
        "persons": [str(known["Gülşen"])],
        "site": "ennigerloh",
        "step_zustimmung": "28.01.2021",
        "started_on": "01.02.2021",
    } | changes


def test_beginning_leads_to_the_new_participation(house: House, alma: Client, home: Household) -> None:
    answer = alma.post(reverse("programmes:begin", args=[home.dossier_id, "anna"]), form_data(house, home), follow=True)
    assert "Die Teilnahme ist eingetragen." in text(answer)
    with acting_as(house.alma, "test"):
        row = Participation.objects.get()
        assert (row.started_on, row.site) == (START, "ennigerloh")
        assert ProgrammeEvent.objects.get().occurred_on == day("2021-01-28")


def test_without_agreement_the_form_says_so_beside_the_field(house: House, alma: Client, home: Household) -> None:
    address = reverse("programmes:begin", args=[home.dossier_id, "anna"])
    answer = alma.post(address, form_data(house, home, step_zustimmung=""))
    assert "step_zustimmung" in answer.context["form"].errors
    with acting_as(house.alma, "test"):
        assert not Participation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"started_on": "31.02.2021"}, "started_on"),
        ({"started_on": "01.02.1021"}, "started_on"),
        ({"persons": []}, "persons"),
        ({"persons": [str(uuid.uuid4())]}, "persons"),
        ({"run": str(uuid.uuid4())}, "run"),
        ({"site": "'; DROP TABLE"}, "site"),
        ({"step_zustimmung": "heute abend 🙂"}, "step_zustimmung"),
        ({"step_zustimmung": "01.01.2999"}, "step_zustimmung"),
    ],
)
def test_bad_input_is_answered_beside_its_field(
    house: House, alma: Client, home: Household, changes: dict[str, object], field: str
) -> None:
    address = reverse("programmes:begin", args=[home.dossier_id, "anna"])
    answer = alma.post(address, form_data(house, home, **changes))
    assert answer.status_code == 200 and field in answer.context["form"].errors
    with acting_as(house.alma, "test"):
        assert not Participation.objects.exists()


def test_hints_tell_of_full_places_and_of_a_run_that_takes_nobody_in(
    house: House, alma: Client, home: Household
) -> None:
    page = text(alma.get(reverse("programmes:begin", args=[home.dossier_id, "anna"])))
    assert f"nimmt am {today():%d.%m.%Y} niemanden auf" in page


# --- Changing, ending, events ---


def test_ending_in_the_form_asks_for_a_reason_of_the_programme(house: House, alma: Client, home: Household) -> None:
    row, _ = begun(house, home, "Gülşen", "Ali")
    address = reverse("programmes:end", args=[row.pk])
    assert "Für alle aus diesem Haushalt" in text(alma.get(address))
    wrong = alma.post(address, {"ended_on": "01.01.2021", "exit_code": "umzug", "version": "1"})
    assert "vor dem Beginn" in text(wrong)
    done = alma.post(
        address, {"ended_on": "30.09.2021", "exit_code": "umzug", "version": "1", "everybody": "on"}, follow=True
    )
    assert "beendet" in text(done) and "Umzug" in text(done)
    with acting_as(house.alma, "test"):
        assert Participation.objects.filter(ended_on=day("2021-09-30")).count() == 2


def test_two_colleagues_who_correct_at_once_see_both_versions(house: House, alma: Client, home: Household) -> None:
    (row,) = begun(house, home, "Gülşen")
    address = reverse("programmes:change", args=[row.pk])
    with acting_as(house.alma, "test"):
        services.change(participation=fresh(row), version=1, started_on=day("2021-02-08"), site="everswinkel")
    answer = alma.post(address, {"started_on": "15.02.2021", "site": "", "version": "1"})
    assert answer.status_code == 409
    assert "08.02.2021" in text(answer) and "Alma" in text(answer)
    again = alma.post(address, {"started_on": "15.02.2021", "site": "", "version": "2"})
    assert again.status_code == 302
    with acting_as(house.alma, "test"):
        assert fresh(row).started_on == day("2021-02-15")


def fresh(row: Participation) -> Participation:
    return Participation.objects.select_related("run__definition").get(pk=row.pk)


def test_recording_in_the_form_and_correcting_it(house: House, alma: Client, home: Household) -> None:
    (row,) = begun(house, home, "Gülşen")
    address = reverse("programmes:record", args=[row.pk])
    token = str(uuid.uuid4())
    data = {"kind": "conference.planned", "occurred_on": "01.03.2021", "token": token, "note": "Wegen der KiTa"}
    assert "Bitte nennen Sie den geplanten Tag." in text(alma.post(address, data))
    done = alma.post(address, data | {"planned_on": "20.03.2021"}, follow=True)
    assert "Vereinbarte Fallkonferenz für den 20.03.2021" in text(done)
    alma.post(address, data | {"planned_on": "20.03.2021"})
    with acting_as(house.alma, "test"):
        event = ProgrammeEvent.objects.get(kind="conference.planned")
        assert event.pk == uuid.UUID(token)
    change = reverse("programmes:event", args=[event.pk])
    assert "Wegen der KiTa" in alma.get(change).content.decode()
    moved = {"occurred_on": "01.03.2021", "planned_on": "20.03.2021", "called_off_on": "10.03.2021", "version": "1"}
    assert "abgesagt am 10.03.2021" in text(alma.post(change, moved, follow=True))
    conflict = alma.post(change, moved)
    assert conflict.status_code == 409
    gone = alma.post(reverse("programmes:event_remove", args=[event.pk]), {"version": "2"}, follow=True)
    assert "Das Ereignis ist entfernt." in text(gone)


def test_a_draft_of_the_note_comes_back_and_goes_with_saving(house: House, alma: Client, home: Household) -> None:
    (row,) = begun(house, home, "Gülşen")
    address = reverse("programmes:record", args=[row.pk])
    kept = alma.post(
        reverse("access:draft"),
        {"draft_key": f"programmes.event:{row.pk}", "draft_dossier": str(home.dossier_id), "note": "Halb geschrieben"},
    )
    assert kept.status_code == 200
    assert "Halb geschrieben" in alma.get(address).content.decode()
    alma.post(address, {"kind": "report.interim", "occurred_on": "01.07.2021", "token": str(uuid.uuid4())})
    assert "Halb geschrieben" not in alma.get(address).content.decode()


# --- The run ---


def test_the_run_counts_places_of_everybody_and_names_only_open_households(house: House, home: Household) -> None:
    begun(house, home, "Gülşen", "Ali", site="ennigerloh")
    begun(house, family(house, "Yılmaz"), "Ali", site="everswinkel")
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=home.dossier_id,
            principal=house.nora,
            basis=Basis.ASSIGNMENT,
            topics=("master", "programmes"),
            evidence="Koordination",
        )
    page = text(house.login("nora").get(reverse("programmes:run", args=[run_of(anna(), "projekt").pk])))
    assert "Familie Kaya" in page and "Yılmaz" not in page
    assert "2 von 30" in page and "1 von 20" in page and "1 von 10" in page
    assert "1 weitere Teilnahme" in page
    assert "1:10" in page and "4 Coaches auf 3 Vollzeitstellen" in page


def test_whoever_holds_no_door_sees_an_empty_list_and_true_places(house: House, home: Household) -> None:
    begun(house, home, "Gülşen")
    page = text(house.login("dana").get(reverse("programmes:run", args=[run_of(anna(), "projekt").pk])))
    assert "1 von 30" in page and "Keine Teilnahme, die für Sie offen ist." in page


def test_households_of_a_run_come_in_pages(house: House, home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rundblick.programmes.runs.SIZE", 2)
    for name in ("Eins", "Zwei", "Drei"):
        begun(house, family(house, name), "Ali")
    run = run_of(anna(), "projekt")
    from rundblick.programmes.runs import page_of

    with acting_as(house.alma, "test", read_only=True) as context:
        first = page_of(context, run, anna(), day=today())
        second = page_of(context, run, anna(), day=today(), after=first.older)
        broken = page_of(context, run, anna(), day=today(), after="kaputt")
    assert len(first.lines) == 2 and len(second.lines) == 1 and second.older == ""
    assert not {label for label, _ in first.lines} & {label for label, _ in second.lines}
    assert len(broken.lines) == 2


# --- Numbers of statements ---


def test_pages_take_few_statements(house: House, alma: Client, home: Household) -> None:
    (row,) = begun(house, home, "Gülşen")
    refreshed(home)
    for limit, address in (
        (10, reverse("programmes:shelf")),
        (10, reverse("programmes:profile", args=["anna"])),
        (15, of(row)),
        # These ask every room what it knows about the household.
        (22, reverse("programmes:begin", args=[home.dossier_id, "anna"])),
        (22, reverse("programmes:choose", args=[home.dossier_id])),
    ):
        alma.get(address)
        with at_most(limit):
            assert alma.get(address).status_code == 200
    nora = house.login("nora")
    nora.get(reverse("programmes:run", args=[run_of(anna()).pk]))
    with at_most(12):
        nora.get(reverse("programmes:run", args=[run_of(anna()).pk]))


def test_saving_takes_few_statements(house: House, alma: Client, home: Household) -> None:
    """All in: session, user, context, knocking at the worker's door."""
    address = reverse("programmes:begin", args=[home.dossier_id, "anna"])
    data = form_data(house, home)
    alma.get(address)
    with at_most(15):
        assert alma.post(address, data).status_code == 302
    with acting_as(house.alma, "test"):
        row = Participation.objects.get()
    for limit, name, values in (
        (13, "record", {"kind": "report.interim", "occurred_on": "01.07.2021", "token": str(uuid.uuid4())}),
        (12, "change", {"started_on": "02.02.2021", "site": "ennigerloh", "version": "1"}),
        (12, "end", {"ended_on": "30.09.2021", "exit_code": "umzug", "version": "2"}),
    ):
        with at_most(limit):
            assert alma.post(reverse(f"programmes:{name}", args=[row.pk]), values).status_code == 302


def test_a_page_with_everything_takes_few_statements(house: House, alma: Client) -> None:
    """Attendance, questions, consents and modules included; a waiting list counts places and ranks."""
    home = family(house)
    programme = published(workshop())
    row = living(house, home, programme=programme, answers={"tempo": True}, weighed={"gruppe": False}, why="Wunsch")
    for number in range(6):
        presence(house, row, today() - number * DAY)
    refreshed(home)
    # Seven more than elsewhere: whether a limited form of meeting is used up is asked of the rooms that tell meetings,
    # and which consents are on file is one of their answers.
    for limit, name in ((23, "participation"), (15, "attendance")):
        address = reverse(f"programmes:{name}", args=[row.pk])
        alma.get(address)
        with at_most(limit):
            assert alma.get(address).status_code == 200
    address = reverse("programmes:attendance_record", args=[row.pk])
    on = (today() - 20 * DAY).isoformat()
    with at_most(12):
        assert alma.post(address, {"on": on, "state": "present", "version": "0"}).status_code == 302
    with at_most(12):
        assert alma.post(address, {"on": on, "state": "sick", "version": "1"}).status_code == 302
