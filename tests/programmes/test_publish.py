"""Publishing: the checked definition is stored once, as it is, and stays."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from rundblick.access.context import bound, system
from rundblick.access.database import as_worker
from rundblick.catalogue.loading import DocumentError, canonical_json, digest, restore_document
from rundblick.programmes import publishing
from rundblick.programmes.definition import Programme
from rundblick.programmes.errors import NotPublished
from rundblick.programmes.models import Definition, Run
from rundblick.programmes.publishing import fingerprint, in_force, publish, publish_library
from rundblick.programmes.upgrades import CURRENT, UPGRADES
from tests.house import House
from tests.programmes.build import anna, as_data, example, written


def test_the_canonical_document_is_stored_with_its_hash_and_version(house: House) -> None:
    with bound(system("test"), "test"):
        row = publish(anna())
        kept = Definition.objects.get(pk=row.pk)
    assert (kept.code, kept.title, kept.schema_version) == ("anna", "ANNA", CURRENT)
    assert kept.document == json.loads(canonical_json(anna()))
    assert kept.sha256 == digest(anna()) == fingerprint(kept.document)
    assert kept.valid_from == dt.date(2020, 8, 1)


def test_its_runs_are_stored_with_it(house: House) -> None:
    with bound(system("test"), "test"):
        publish(anna(), provider=house.provider)
        runs = list(Run.objects.order_by("valid_from").values_list("code", "places", "valid_until", "provider__name"))
    assert runs == [
        ("projekt", 30, dt.date(2022, 11, 16), "Lotse e. V."),
        ("nachbestellung", 35, dt.date(2023, 6, 1), "Lotse e. V."),
    ]


def test_what_is_read_back_equals_what_was_published(house: House) -> None:
    with bound(system("test"), "test"):
        publish(anna())
        assert publishing.published("anna") == anna()


def test_publishing_twice_changes_nothing(house: House) -> None:
    with bound(system("test"), "test"):
        first = publish("anna")
        again = publish("anna", provider=house.provider)
        assert first.pk == again.pk
        assert (Definition.objects.count(), Run.objects.count()) == (1, 2)
        assert {run.provider for run in Run.objects.select_related("provider")} == {house.provider}


def test_a_changed_definition_is_a_new_version_and_the_old_one_stays(house: House) -> None:
    data = json.loads(canonical_json(anna()))
    data["care"]["rhythm"][1]["every"] = {"weeks": 3}
    changed = Programme.model_validate_json(json.dumps(data), strict=True)
    with bound(system("test"), "test"):
        old = publish(anna())
        new = publish(changed, valid_from=dt.date(2021, 6, 1))
        assert in_force("anna", dt.date(2021, 5, 31)).pk == old.pk
        assert in_force("anna", dt.date(2021, 6, 1)).pk == new.pk
        assert publishing.published("anna", dt.date(2021, 5, 31)).care.rhythm[1].every.weeks == 2
        assert in_force("anna", dt.date(2019, 1, 1)).pk == old.pk


@pytest.mark.parametrize(
    "statement",
    ["UPDATE programmes_definition SET title = 'anders'", "DELETE FROM programmes_definition WHERE code = 'anna'"],
)
@pytest.mark.parametrize("role", ["web", "worker"])
def test_a_published_version_cannot_be_changed_by_anybody(house: House, statement: str, role: str) -> None:
    with bound(system("test"), "test"):
        publish(anna())
    opened = bound(system("test"), "test") if role == "web" else as_worker("test")
    with opened, connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"):
            cursor.execute(statement)
        transaction.set_rollback(True)
    with bound(system("test"), "test"):
        assert in_force("anna").title == "ANNA"


def test_a_programme_nobody_published_is_missing(house: House) -> None:
    with bound(system("test"), "test"):
        with pytest.raises(NotPublished, match="nicht veröffentlicht"):
            publishing.published("anna")
        for code in ("unbekannt", "../anna", "anna.yaml", ""):
            with pytest.raises(NotPublished):
                publish(code)


def test_a_wrong_file_is_refused_with_every_mistake_and_nothing_is_stored(house: House, tmp_path: Path) -> None:
    data = as_data() | {"titel": "doppelt", "unit": "verein"}
    path = tmp_path / "falsch.yaml"
    path.write_text(written(data), encoding="utf-8")
    with bound(system("test"), "test"), pytest.raises(DocumentError) as refused:
        publish(path)
    assert {problem.path for problem in refused.value.problems} == {"titel", "unit"}
    with bound(system("test"), "test"):
        assert Definition.objects.count() == 0


def test_names_that_only_rooms_above_know_are_checked_where_they_are_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"journeys": lambda: {"but": ()}, "outcome_kinds": lambda: (), "outcome_groups": lambda: ()}
    monkeypatch.setattr(publishing, "names", known)
    with pytest.raises(DocumentError) as refused:
        publishing.load("anna")
    assert any("minijob" in str(problem) for problem in refused.value.problems)


def test_the_command_publishes_the_library_as_often_as_one_likes(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("publish_library")
    call_command("publish_library")
    assert capsys.readouterr().out.count("anna:") == 2
    with bound(system("test"), "test"):
        assert Definition.objects.filter(code="anna").count() == 1
        assert len(publish_library()) == 1


def test_the_command_says_what_is_wrong_with_a_template(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "kaputt.yaml").write_text("id: kaputt", encoding="utf-8")
    monkeypatch.setattr(publishing, "FOLDER", tmp_path)
    with pytest.raises(CommandError, match="schema_version"):
        call_command("publish_library")


def test_a_document_is_read_once_per_process(house: House) -> None:
    from tests.queries import at_most

    with bound(system("test"), "test"):
        row = publish(anna())
        publishing.document(row)
        with at_most(0):
            publishing.document(row)


def test_a_document_of_an_earlier_schema_is_lifted_when_it_is_read() -> None:
    """As if the key `title` had been called `name` until now."""

    def lift(data: dict[str, object]) -> dict[str, object]:
        return {("title" if key == "name" else key): value for key, value in data.items()}

    class Later(Programme):
        schema_version: int  # type: ignore[assignment]

    stored = json.loads(canonical_json(example()))
    stored["name"] = stored.pop("title")
    read = restore_document(stored, Later, upgrades={**UPGRADES, CURRENT: lift})
    assert (read.title, read.schema_version) == (example().title, CURRENT + 1)


def test_a_document_of_a_schema_nobody_knows_is_refused() -> None:
    stored = json.loads(canonical_json(example())) | {"schema_version": 99}
    with pytest.raises(DocumentError, match="unbekannte Fassung 99"):
        restore_document(stored, Programme, upgrades=UPGRADES)
