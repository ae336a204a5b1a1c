"""The directory as HSDS 3: out and back in without a loss, and no file is believed before all of it is looked at."""

import datetime as dt
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from rundblick.access.context import acting_as
from rundblick.directory import queries
from rundblick.directory.codes import Capacity, Cost, Kind, Referrer, Status
from rundblick.directory.hsds.export import directory
from rundblick.directory.hsds.reading import read
from rundblick.directory.hsds.writing import NotThis, Written, write
from rundblick.directory.models import (
    Contact,
    Event,
    Location,
    Organization,
    Proof,
    Schedule,
    Service,
    ServiceAtLocation,
)
from rundblick.directory.reading import read as understand
from rundblick.directory.search import Filters, search
from rundblick.directory.taxonomy import audiences, topics
from tests.directory.building import body, happening, offered, opened, reached
from tests.directory.region import region
from tests.house import House
from tests.queries import at_most

__all__ = ["region"]
TABLES: tuple[Any, ...] = (
    Organization, Location, Service, ServiceAtLocation, Schedule, Contact, Proof, Event,
)  # fmt: skip
LEFT = ("version", "user_id")
"""A counter of changes, and the colleague who asked: neither leaves the house."""


def stored() -> dict[str, list[dict[str, Any]]]:
    found = {}
    for table in TABLES:
        rows = table._default_manager.order_by("pk").values()
        found[table.__name__] = [{name: value for name, value in row.items() if name not in LEFT} for row in rows]
    return found


def emptied() -> None:
    """Another installation: nothing is there, and nobody is asked why."""
    names = ", ".join(table._meta.db_table for table in TABLES)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"TRUNCATE {names} CASCADE")


def taken_in(house: House, text: str) -> Written:
    with acting_as(house.nora, "test"):
        return write(read(text))


def written(**more: Any) -> str:
    with_services = directory(inner=True)
    return json.dumps({"contents": with_services, **more})


def refused(house: House, text: str) -> list[str]:
    with pytest.raises(NotThis) as wrong, acting_as(house.nora, "test"):
        write(read(text))
    return wrong.value.problems


def test_the_whole_region_comes_back_as_it_was(region: House) -> None:
    offered(region, status=Status.DRAFT, name="Entwurf")
    with acting_as(region.nora, "test"):
        before = stored()
        with at_most(12):
            text = written()
    emptied()
    with acting_as(region.nora, "test"):
        assert not any(stored().values())
    done = taken_in(region, text)
    assert not done.notes, done.notes
    with acting_as(region.nora, "test"):
        after = stored()
        for name, rows in before.items():
            assert len(rows) > 20 or name in ("Contact", "Event"), name
            assert after[name] == rows, name
        assert written() == text, "and once more out it is the same file"
        found = search(understand("Schulden"), Filters(), queries.clock(), page=0)
    assert found.total > 2, "what came in is found"


def test_a_file_taken_in_twice_changes_nothing(region: House) -> None:
    with acting_as(region.nora, "test"):
        text, before = written(), stored()
    taken_in(region, text)
    with acting_as(region.nora, "test"):
        assert stored() == before
        assert set(Service.objects.values_list("version", flat=True)) == {1}


def test_whoever_edits_an_entry_meanwhile_is_told(house: House) -> None:
    row = offered(house)
    opened(house, row, [0], "09:00", "12:00")
    with acting_as(house.nora, "test"):
        told = directory(inner=True)
    told[0]["services"][0]["name"] = "Neuer Name"
    told[0]["services"][0]["schedules"] = []
    taken_in(house, json.dumps(told))
    with acting_as(house.nora, "test"):
        now_is = Service.objects.get()
        assert now_is.name == "Neuer Name" and now_is.version == row.version + 1
        assert not Schedule.objects.exists(), "hours are those of the file"
        assert Organization.objects.get().version == 1, "the organisation is as it was"


words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
line = words.map(str.strip).filter(bool)


NEAR = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))


def some(codes: Any) -> Any:
    return st.lists(st.sampled_from(list(codes)), unique=True, max_size=3)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given=st.fixed_dictionaries(
        {
            "name": line,
            "plain": words,
            "description": words,
            "access": words,
            "fees": words,
            "alternate_names": st.lists(line, unique=True, max_size=3),
            "documents": st.lists(line, max_size=3),
            "area": st.lists(line, max_size=2),
            "basis": st.lists(line, max_size=2),
            "topics": some(topics()),
            "audiences": some(audiences()),
            "languages": some(["de", "ar", "uk", "tr"]),
            "referrers": some(Referrer.values),
            "kind": st.sampled_from(Kind.values),
            "level": st.sampled_from([3, 4]),
            "cost": st.sampled_from(Cost.values),
            "minimum_age": st.none() | st.integers(0, 40),
            "maximum_age": st.none() | st.integers(40, 120),
        }
    ),
    room=st.none() | st.tuples(st.sampled_from(Capacity.values), st.none() | st.integers(0, 900), NEAR),
    status=st.sampled_from([Status.DRAFT, Status.RESTING, Status.ENDED]),
    hours=st.lists(
        st.tuples(
            st.lists(st.integers(0, 6), min_size=1, unique=True), st.times(), st.times(),
            st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.booleans(),
        ),
        max_size=2,
    ),
)  # fmt: skip
def test_any_entry_comes_back_as_it_was(
    house: House, given: dict[str, Any], room: Any, status: str, hours: list[Any]
) -> None:
    emptied()
    row = offered(house, status=status, **given)
    with acting_as(house.nora, "test"):
        if room is not None:
            Service.objects.filter(pk=row.pk).update(capacity=room[0], waiting_days=room[1], capacity_on=room[2])
        for days, opens, closes, until, holidays in hours:
            Schedule.objects.create(
                organization_id=row.organization_id, service=row, days=days, opens=opens, closes=closes,
                valid_until=until, on_holidays=holidays, place=row.places.first(),
            )  # fmt: skip
        before, text = stored(), written()
    emptied()
    done = taken_in(house, text)
    assert not done.notes
    with acting_as(house.nora, "test"):
        assert stored() == before


KEY = "6a0e1a52-54e6-4d2c-9a43-8a0f4a8a6f31"


def entry(**more: Any) -> dict[str, Any]:
    """An organisation of another directory, as small as the specification allows."""
    return {"id": KEY, "name": "Fremde Stelle", "description": "", **more}


def service(**more: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "name": "Beratung", "status": "active", **more}


def file(**more: Any) -> str:
    return json.dumps([entry(**more)])


TERM = {"id": "11111111-1111-1111-1111-111111111111", "name": "A", "parent_id": "22222222-2222-2222-2222-222222222222"}
ABOVE = {"id": "22222222-2222-2222-2222-222222222222", "name": "B", "parent_id": "11111111-1111-1111-1111-111111111111"}
SAID = "33333333-3333-3333-3333-333333333333"


def own(kind: str, value: str) -> dict[str, Any]:
    """An attribute of our own taxonomy."""
    return {"id": SAID, "link_type": kind, "value": value, "taxonomy_term": {"id": SAID, "taxonomy": "rundblick"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "kein gültiges JSON"),
        ("[" * 5000, "kein gültiges JSON"),
        ('{"contents": 4}', "contents: Liste erwartet"),
        ("[7]", "contents[0]: Schlüssel mit Werten erwartet"),
        ('[{"name": "ohne"}]', "contents[0].id: fehlt"),
        (json.dumps([{**entry(), "id": "nein"}]), "contents[0].id: keine gültige Kennung"),
        (file(website="javascript:alert(1)"), "contents[0].website: keine Internetadresse"),
        (file(email="nein"), "contents[0].email: keine E-Mail-Adresse"),
        (file(name="x" * 201), "contents[0].name: höchstens 200 Zeichen"),
        (file(name="\x00"), "Nullzeichen"),
        (file(services=[service(minimum_age="12")]), "contents[0].services[0].minimum_age: Zahl erwartet"),
        (file(services=[service(minimum_age=30, maximum_age=20)]), "services[0].maximum_age: liegt unter"),
        (file(services=[service(minimum_age=12.5)]), "services[0].minimum_age: ganze Zahl erwartet"),
        (file(services=[service(assured_date="9999-12-31")]), "assured_date: nur Jahre von 1900 bis 2200"),
        (file(attributes=[own("event", json.dumps({"id": SAID, "name": "Kurs"}))]), "event[0].starts_at: fehlt"),
        (file(attributes=[own("event", "{")]), "event[0]: kein gültiges JSON"),
        (file(attributes=[own("key", "../../etc")]), "kein Kurzname"),
        (file(attributes=[own("rhythm", "0")]), "ganze Zahl von 1 bis 3650"),
        (file(services=[service(attributes=[own("topic", "unsinn")])]), "attributes.topic: unbekannter Wert"),
        (file(services=[service(attributes=[own("capacity", "full")])]), "Plätze gelten für einen Tag"),
        (file(services=[service(status="open")]), "services[0].status: unbekannter Wert"),
        (file(services=[service(organization_id=SAID)]), "services[0].organization_id"),
        (file(services=[service(assured_date="gestern")]), "assured_date: kein gültiges Datum"),
        (file(services=[service(service_at_locations=[{"id": SAID, "location_id": SAID}])]), "steht nicht in der"),
        (file(services=[service(schedules=[{"id": SAID, "opens_at": "spät"}])]), "opens_at: keine Uhrzeit"),
        (file(services=[service(attributes=[{"id": SAID, "taxonomy_term_id": SAID}])]), "Begriff 33333333"),
        (
            file(attributes=[{"id": SAID, "taxonomy_term": TERM}, {"id": KEY, "taxonomy_term": ABOVE}]),
            "sein eigener Oberbegriff",
        ),
        (file(locations=[{"id": SAID}]), "Ein Ort braucht eine Anschrift"),
        (file(locations=[{"id": SAID, "latitude": 91.0}]), "latitude: höchstens 90"),
        (json.dumps([entry(), entry()]), "steht 2-mal in der Datei"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_where_and_writes_nothing(house: House, text: str, said: str) -> None:
    problems = refused(house, text)
    assert any(said in one for one in problems), problems
    with acting_as(house.nora, "test"):
        assert not Organization.objects.exists()


def test_all_mistakes_are_told_at_once(house: House) -> None:
    good, bad = entry(), entry(id=SAID, email="nein", website="ftp://nein", services=[service(minimum_age="x")])
    assert len(refused(house, json.dumps([good, bad]))) == 3


def test_what_is_not_kept_is_counted(house: House) -> None:
    weekly = {"id": str(uuid.uuid4()), "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}
    monthly = {**weekly, "id": str(uuid.uuid4()), "freq": "MONTHLY", "byday": "2MO"}
    zoned = {**weekly, "id": str(uuid.uuid4()), "opens_at": "09:00Z"}
    foreign = {"id": SAID, "taxonomy_term": {"id": SAID, "name": "BH-1800", "taxonomy": "airs"}}
    done = taken_in(
        house,
        file(
            year_incorporated=1990,
            logo="",
            contacts=[{"id": SAID, "name": "Ann", "title": "Empfang", "phones": [{"id": SAID, "number": "1"}]}],
            services=[
                service(
                    alert="geschlossen",
                    attributes=[foreign],
                    schedules=[weekly, monthly, zoned],
                    cost_options=[{"id": SAID, "amount": 0}],
                    languages=[{"id": SAID, "name": "Arabisch"}, {"id": KEY, "code": "tlh"}],
                )
            ],
        ),
    )
    assert dict(done.notes) == {
        "Feld organization.year_incorporated": 1,
        "Feld service.alert": 1,
        "Begriff eines anderen Verzeichnisses": 1,
        "Angebot ohne Thema, kommt als Entwurf": 1,
        "Zeiten, die nicht wöchentlich zu einer hiesigen Uhrzeit gelten": 2,
        "Sprache, die hier keinen Namen hat": 1,
    }
    with acting_as(house.nora, "test"):
        row = Service.objects.get()
        assert (row.status, row.cost, row.languages, row.key) == (Status.DRAFT, Cost.FREE, ["ar"], "beratung")
        assert Schedule.objects.get().days == [0]
        assert not Contact.objects.get().public, "who does not say it is for everybody is for colleagues"


def test_a_public_file_takes_no_house_from_its_entry(house: House) -> None:
    row = offered(house, body(house, member=house.partner))
    with acting_as(house.nora, "test"):
        public = json.dumps(directory(inner=False))
    taken_in(house, public)
    with acting_as(house.nora, "test"):
        kept = Organization.objects.get(pk=row.organization_id)
        assert kept.member_id == house.partner.pk and kept.version == row.organization.version


def test_nobody_takes_over_an_entry_of_another_organisation(house: House) -> None:
    row = offered(house)
    (problem,) = refused(house, file(services=[service(id=str(row.pk))]))
    assert "gehört hier zu einer anderen Stelle" in problem


def test_a_short_name_that_is_taken_gets_a_number(house: House) -> None:
    body(house, name="Fremde Stelle")
    taken_in(house, file())
    with acting_as(house.nora, "test"):
        assert Organization.objects.get(pk=KEY).key == "fremde-stelle-2"


def test_a_thousand_services_of_one_organisation(house: House) -> None:
    done = taken_in(house, file(services=[service(name=f"Beratung {number}") for number in range(1000)]))
    assert done.rows["Angebot"] == 1000


def test_markup_stays_text(house: House, client: Client) -> None:
    offered(house, name="<script>alert(1)</script>")
    (told,) = client.get("/wegweiser/hsds/services/").json()["contents"]
    assert told["name"] == "<script>alert(1)</script>", "escaped where it is shown, not where it is kept"


def test_machines_read_what_everybody_may_see(house: House, client: Client) -> None:
    row = offered(house)
    opened(house, row, [0, 1], "09:00", "12:00")
    reached(house, row, role="Durchwahl", public=False)
    offered(house, row.organization, status=Status.DRAFT, name="Entwurf", locations=[])
    happening(house, row.organization, service=row)
    answer = client.get("/wegweiser/hsds/services/")
    page = answer.json()
    assert page["total_items"] == 1 and page["last_page"] and not answer.cookies
    (told,) = page["contents"]
    assert told == client.get(f"/wegweiser/hsds/services/{row.pk}/").json()
    assert told["organization"]["id"] == str(row.organization_id) and told["status"] == "active"
    assert told["schedules"][0]["byday"] == "MO,TU" and told["service_at_locations"][0]["location"]["addresses"]
    assert "Durchwahl" not in answer.content.decode() and "Entwurf" not in answer.content.decode()
    with acting_as(house.nora, "test"):
        hidden = Service.objects.get(name="Entwurf")
        public = json.dumps(directory(inner=False))
    assert client.get(f"/wegweiser/hsds/services/{hidden.pk}/").status_code == 404
    assert "Durchwahl" not in public and "Entwurf" not in public
    assert client.post("/wegweiser/hsds/services/").status_code == 405


def test_a_page_of_services_takes_few_statements(region: House, client: Client) -> None:
    client.get("/wegweiser/hsds/services/")
    with at_most(7):
        first = client.get("/wegweiser/hsds/services/?per_page=100").json()
    second = client.get("/wegweiser/hsds/services/?per_page=100&page=2").json()
    keys = [one["id"] for page in (first, second) for one in page["contents"]]
    assert first["size"] == 100 and len(set(keys)) == first["total_items"] == len(keys)
    for wrong in ("page=0", "page=-1", "page=x", "per_page=0", "per_page=99999999999", "page=999999"):
        assert client.get(f"/wegweiser/hsds/services/?{wrong}").status_code == 200, wrong


def test_an_operator_carries_the_directory_by_command(region: House, tmp_path: Path) -> None:
    from rundblick.cli.main import app

    path, run = tmp_path / "verzeichnis.json", CliRunner()

    def call(*words: str) -> Any:
        return run.invoke(app, ["directory", *words])

    done = call("export", str(path))
    assert done.exit_code == 0 and "Stellen" in done.output, done.output
    tried = call("import", str(path), "--dry-run")
    assert tried.exit_code == 0 and "nichts geschrieben" in tried.output, tried.output
    assert call("import", str(path)).exit_code == 0
    path.write_text(file(email="nein"), "utf-8")
    wrong = call("import", str(path))
    assert wrong.exit_code == 2 and "keine E-Mail-Adresse" in wrong.output
    assert call("import", str(tmp_path / "fehlt.json")).exit_code == 2
