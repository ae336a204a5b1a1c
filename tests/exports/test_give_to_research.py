"""Data for research: only with consent, under a number, never of too few, and only what was approved."""

import datetime as dt

import pytest
from django.db import ProgrammingError

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.consent.wording import purposes
from rundblick.exports.codes import Making, Small, Status
from rundblick.exports.errors import Mistaken, Refused
from rundblick.exports.export import passed_on
from rundblick.exports.models import Delivery, Export, Project, ProjectKey, Trace
from rundblick.exports.services import deliveries, projects
from rundblick.exports.services.deliveries import WITHDRAWN
from rundblick.exports.tasks import KEPT, tidy
from rundblick.exports.variables import variables
from rundblick.people.models import Household
from rundblick.programmes.registries import ResearchColumn, ResearchSource, research_sources
from rundblick.web.clock import now, today
from tests.consent.giving import give, withdraw
from tests.exports import building
from tests.exports.building import (
    COARSE,
    approve,
    as_operator,
    consent,
    content,
    entries,
    lines,
    made,
    project,
    taken,
    who,
)
from tests.house import House

PEOPLE = 6


@pytest.fixture
def homes(house: House) -> list[Household]:
    """Six alike who take part in ANNA; five consent."""
    building.anna(house)
    return building.participants(house, PEOPLE, consenting=PEOPLE - 1)


def test_a_file_holds_those_who_consent_under_a_number_and_nobody_else(house: House, homes: list[Household]) -> None:
    row = project(house)
    file = made(house, row)
    assert (file.status, file.rows) == (Status.DONE, 5)
    archive = taken(house, file)
    assert set(entries(archive)) == {"data.csv", "codebook.json", "codebook.csv", "codebook.md", "README.txt"}
    found = lines(archive)
    assert list(found[0]) == ["person", "wave", *[code for code in variables() if code in COARSE]]
    assert len({line["person"] for line in found}) == 5
    assert {(line["start_year"], line["age_wide"], line["raising_children"]) for line in found} == {
        ("2021", "25–54", "ja")
    }
    told = entries(archive)
    text = "".join(told.values())
    assert "Menschen ohne geltende Einwilligung, nicht in der Datei: 1." in text
    for secret in ("Kaya", "Gülşen", "1990", "36502BG", "Verstecktengasse", *(str(who(house, home)) for home in homes)):
        assert secret not in text
    assert "## `integration`" in told["codebook.md"] and "quasi_identifier" in told["codebook.csv"]


def test_numbers_are_stable_in_a_project_and_useless_across_projects(house: House, homes: list[Household]) -> None:
    one, other = project(house), project(house, title="Ein zweites Vorhaben")
    numbers = [{line["person"] for line in lines(taken(house, made(house, row)))} for row in (one, one, other)]
    assert numbers[0] == numbers[1]
    assert not numbers[0] & numbers[2]


def test_a_file_of_too_few_is_refused_with_what_would_help(house: House, homes: list[Household]) -> None:
    building.consent(house, building.taking_part(house, 90, born=1950))
    file = made(house, project(house))
    assert file.status == Status.REFUSED and not file.sealed
    assert "Zu erkennen wären 1 von 6 Menschen" in file.error and "Alter bei Beginn (drei Gruppen)" in file.error
    assert file.result["proposals"][0] == {"variable": "Alter bei Beginn (drei Gruppen)", "instead": "", "small": 0}
    page = house.login("nora").get(f"/ausgaben/auftrag/{file.pk}/").content.decode()
    assert "Diese Datei entsteht nicht" in page and "weglassen: niemand wäre mehr zu erkennen" in page
    assert as_operator(Trace) == []


def test_who_would_be_recognised_can_be_left_out_and_is_counted(house: House, homes: list[Household]) -> None:
    building.consent(house, building.taking_part(house, 90, born=1950))
    file = made(house, project(house, small=Small.LEAVE_OUT))
    assert (file.status, file.result["left_out"], file.rows) == (Status.DONE, 1, 5)
    assert "weggelassen, weil sonst zu erkennen: 1." in entries(taken(house, file))["README.txt"]


def test_four_people_are_too_few_for_groups_of_five(house: House) -> None:
    building.anna(house)
    building.participants(house, 4)
    file = made(house, project(house))
    assert file.error == "Es sind nur 4 Menschen; verlangt sind mindestens 5, die einander gleichen."


def test_without_any_consent_there_is_no_file(house: House) -> None:
    building.anna(house)
    building.participants(house, 2, consenting=0)
    assert made(house, project(house)).error.startswith("Am Stichtag hat niemand")


def test_a_stichtag_before_the_consent_finds_nobody(house: House, homes: list[Household]) -> None:
    assert made(house, project(house), as_of=today() - dt.timedelta(days=1)).rows == 0


def test_a_withdrawal_stops_the_file_that_was_made_and_every_later_one(house: House, homes: list[Household]) -> None:
    sixth = consent(house, homes[-1])
    row = project(house)
    file = made(house, row)
    assert file.rows == PEOPLE
    withdraw(sixth, acting=house.alma)
    with pytest.raises(Refused, match="widerrufen"):
        taken(house, file)
    assert WITHDRAWN.startswith("Seit dem Erstellen")
    again = made(house, row)
    assert again.rows == 5
    taken(house, again)


def test_values_that_rest_on_a_further_consent_stop_the_file_when_that_one_is_withdrawn(
    house: House, homes: list[Household], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As scores of questionnaires do: the consent to research alone does not carry them."""
    purpose = purposes()["survey_research"]
    first = homes[0]
    further = give(house, first, who(house, first), purpose=purpose, text=purpose.text_on(today()), recipient=None)
    column = ResearchColumn(code="probe_score", label="Probe", group="Befragungen", source="Probe")
    answered = {"probe_score": "4.50"}
    source = ResearchSource(
        lambda: [column],
        lambda rows, _: {row.pk: answered for row in rows if row.dossier_id == first.dossier_id},
        purpose.code,
    )
    monkeypatch.setitem(research_sources._items, "probe", source)
    row = project(house, variables=[*COARSE, "probe_score"])
    file = made(house, row)
    assert file.rows == 5
    assert sorted(line["probe_score"] for line in lines(taken(house, file))) == ["", "", "", "", "4.50"]
    withdraw(further, acting=house.alma)
    with pytest.raises(Refused, match="widerrufen"):
        taken(house, file)
    without = made(house, project(house, title="Ohne Befragung"))
    assert without.rows == 5 and taken(house, without)


def test_erasing_a_case_throws_the_file_away(house: House, homes: list[Household]) -> None:
    file = made(house, project(house))
    erase = hooks.erase.get("exports")
    assert erase is not None
    with as_worker("test"):
        assert erase(homes[0].dossier_id) == 1
    with pytest.raises(Refused):
        taken(house, file)
    assert as_operator(Delivery)[0].status == Status.GONE


def test_nothing_leaves_before_data_protection_approves_and_a_change_needs_a_new_approval(
    house: House, homes: list[Household]
) -> None:
    row = project(house, approved=False)
    with acting_as(house.nora, "test") as context, pytest.raises(Refused, match="noch nicht freigegeben"):
        deliveries.order_research(context, row, as_of=today())
    with acting_as(house.nora, "test") as context, pytest.raises(Refused, match="nur der Datenschutz"):
        projects.approve(context, row, version=1)
    approve(house, row)
    file = made(house, row)
    with acting_as(house.nora, "test") as context:
        changed = projects.change(context, project=row, version=1, content=content(title="Anders"))
    assert changed.approved_at is None and changed.approved_by_id is None
    with pytest.raises(Refused, match="noch nicht freigegeben"):
        taken(house, building.stored(house, file))


def test_postgresql_itself_lets_nobody_but_data_protection_approve(house: House) -> None:
    row = project(house, approved=False)
    with acting_as(house.nora, "test"), pytest.raises(ProgrammingError, match="approved by data protection"):
        Project.objects.filter(pk=row.pk).update(approved_at=now())
    for name in ("dana", "alma", "kai", "otto"):
        with acting_as(house.people[name], "test"):
            assert not Project.objects.exists() and not Delivery.objects.exists()


def test_nobody_on_the_web_reads_the_key_and_closing_destroys_it(house: House, homes: list[Household]) -> None:
    row = project(house)
    file = made(house, row)
    assert len(as_operator(ProjectKey)) == 1
    with acting_as(house.nora, "test"):
        assert not ProjectKey.objects.exists()
    with acting_as(house.nora, "test") as context:
        projects.close(context, row)
        projects.close(context, row)
    assert as_operator(ProjectKey) == []
    with pytest.raises(Refused, match="geschlossen"):
        taken(house, building.stored(house, file))


def test_files_are_thrown_away_after_thirty_days(house: House, homes: list[Household]) -> None:
    file = made(house, project(house))
    with as_worker("test"):
        Delivery.objects.filter(pk=file.pk).update(finished_at=now() - KEPT - dt.timedelta(hours=1))
    assert tidy() == 1
    with pytest.raises(Refused, match="nicht mehr da"):
        taken(house, building.stored(house, file))
    assert "Die Datei ist gelöscht" in house.login("nora").get(f"/ausgaben/auftrag/{file.pk}/").content.decode()


def test_taking_a_file_needs_purpose_and_recipient_and_stands_in_the_log(house: House, homes: list[Household]) -> None:
    file = made(house, project(house))
    browser, where = house.login("nora"), f"/ausgaben/auftrag/{file.pk}/herausgeben/"
    assert browser.post(where, {"purpose": "", "recipient": "Institut"}).status_code == 422
    answer = browser.post(where, {"purpose": "Lieferung 1", "recipient": "Institut, sicheres Postfach"})
    assert answer.headers["Content-Type"] == "application/zip" and len(lines(answer.content)) == 5
    with acting_as(house.eva, "test"):
        (line,) = Export.objects.all()
    assert (line.kind, line.person_level, line.rows, line.sha256) == ("research", True, 5, file.sha256)
    assert house.login("eva").post(where, {"purpose": "x", "recipient": "y"}).status_code == 404


def test_a_person_reads_what_was_passed_on(house: House, homes: list[Household]) -> None:
    taken(house, made(house, project(house)))
    first, last = who(house, homes[0]), who(house, homes[-1])
    with acting_as(house.alma, "test"):
        (section,) = passed_on(homes[0].dossier_id, first)
        assert section["rows"][0][1] == "Daten für die Forschung: Wirkt ANNA?"
        assert passed_on(homes[-1].dossier_id, last) == []
    with acting_as(house.otto, "test"):
        assert passed_on(homes[0].dossier_id, first) == []


@pytest.mark.parametrize(
    "wrong",
    [{"variables": []}, {"variables": ["first_names"]}, {"smallest": 2}, {"valid_until": today() - building.DAY * 60}],
)
def test_a_project_that_cannot_be_is_refused(house: House, wrong: dict[str, object]) -> None:
    with acting_as(house.nora, "test") as context, pytest.raises(Mistaken):
        projects.begin(context, content=content(**wrong))


def test_what_was_made_does_not_change(house: House, homes: list[Household]) -> None:
    file = made(house, project(house))
    with acting_as(house.nora, "test"), pytest.raises(ProgrammingError, match="does not change"):
        Delivery.objects.filter(pk=file.pk).update(result={})


def test_the_same_order_twice_is_one(house: House, homes: list[Household]) -> None:
    row = project(house)
    with acting_as(house.nora, "test") as context:
        first = deliveries.order_research(context, row, as_of=today())
        assert deliveries.order_research(context, row, as_of=today()) == first
    with acting_as(house.nora, "test") as context, pytest.raises(Refused, match="Zukunft"):
        deliveries.order(context, kind=Making.RESEARCH, as_of=today() + building.DAY, project=row)


def test_a_project_is_kept_and_approved_on_the_pages(house: House, homes: list[Household]) -> None:
    nora, eva = house.login("nora"), house.login("eva")
    said = {
        "title": "Wirkt ANNA?",
        "institution": "Institut",
        "basis": "Vertrag",
        "question": "Was hilft?",
        "programme": "anna",
        "variables": COARSE,
        "smallest": "5",
        "small": "refuse",
        "valid_from": f"{today():%d.%m.%Y}",
        "last_day": f"{today() + 90 * building.DAY:%d.%m.%Y}",
    }
    where = nora.post("/ausgaben/forschung/neu/", said).headers["Location"]
    assert "wartet auf Freigabe" in nora.get(where).content.decode()
    assert "Daten erstellen" not in nora.get(where).content.decode()
    assert ">Freigeben<" not in nora.get(where).content.decode()
    assert ">Freigeben<" in eva.get(where).content.decode()
    eva.post(f"{where}freigeben/", {"version": "1"})
    page = nora.get(where).content.decode()
    assert "freigegeben" in page and "Daten erstellen" in page
    answer = nora.post(f"{where}erstellen/", {"as_of": f"{today():%d.%m.%Y}"})
    waiting = nora.get(answer.headers["Location"]).content.decode()
    assert "Der Auftrag wartet" in waiting
    assert nora.post(f"{where}bearbeiten/", said | {"version": "1", "title": "Neu"}).status_code == 302
    assert "wartet auf Freigabe" in nora.get(where).content.decode()
    assert eva.post(f"{where}zuruecknehmen/").status_code == 302
    assert nora.post(f"{where}schliessen/").status_code == 302
    assert "geschlossen" in nora.get("/ausgaben/forschung/").content.decode()
